package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r108 = &check.Rule{
	ID: "R108", Title: "附件清单应从 1 编号并与附件相符", Group: groupH, Severity: check.Warning,
	Formula: "附件编号 = 1, 2, 3 …；所列的附表都有内容；本地规定的附件都列出",
	Doc:     "编号不从 1 起或不连续的，提示核对是否漏列；列了名称而附表空着的，提示补上；没有列本地规定的附件（规则文件或模板的 attachments）的，提示补列。",
	Basis:   "公文附件说明",
	Run: func(p *check.Pass) {
		requiredAttachments(p)
		for i, a := range p.Report.Attachments {
			if a.Form != "" && !filled.Of(p, a.Form) {
				p.Found(check.Finding{Severity: check.Warning, Path: index("attachments", i), Reported: a.Title,
					Message: fmt.Sprintf("附件“%s”没有内容。请补上附表或从清单中删去。", a.Title)})
			}
		}
		for i, a := range p.Report.Attachments {
			digits := strings.TrimRight(strings.TrimSpace(strings.TrimPrefix(a.Number, "附件")), ".、．")
			n, _, ok := parseOrdinal(digits)
			if !ok || n == i+1 {
				continue
			}
			p.Found(check.Finding{Severity: check.Warning, Path: index("attachments", i) + ".number", Reported: a.Number, Expected: fmt.Sprint(i + 1),
				Message: fmt.Sprintf("附件清单第 %d 项的编号为“%s”，应为 %d。请核对前面的附件是否漏列。", i+1, a.Number, i+1)})
			return
		}
	},
}

// requiredAttachments wants an attachment for each of the words that the locality prescribes. A report that lists none has
// its forms attached, under their own names.
func requiredAttachments(p *check.Pass) {
	if len(p.Profile.Attachments) == 0 || !hasBody(p) {
		return
	}
	names := attached.Of(p)
	for _, want := range p.Profile.Attachments {
		if slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, plain(p, want)) }) {
			continue
		}
		p.Found(check.Finding{Severity: check.Warning, Path: "attachments", Reported: strings.Join(names, "、"), Expected: want,
			Message: fmt.Sprintf("附件里没有“%s”，按规定应附。请补上，或在附件清单里列出。", want)})
	}
}

// attached are the plain names of what is attached.
var attached = check.NewMemo(func(p *check.Pass) (names []string) {
	for _, a := range p.Report.Attachments {
		names = append(names, plain(p, a.Title))
	}
	for _, form := range formPaths {
		if len(p.Report.Attachments) == 0 && present.Of(p, form) {
			names = append(names, evalreport.Label(p.Report, form))
		}
	}
	return names
})

// formPaths are the parts of a report that are printed as forms.
var formPaths = []string{"basic_data", "department_self_evaluation", "project_self_evaluations", "budget_and_final_accounts",
	"three_public_expenses", "cost_indicators", "indicator_framework"}
