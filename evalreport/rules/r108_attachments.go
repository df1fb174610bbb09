package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r108 = &check.Rule{
	ID: "R108", Title: "附件清单应从 1 编号并与附件相符", Group: groupH, Severity: check.Warning,
	Formula: "附件编号 = 1, 2, 3 …；所列的附表都有内容",
	Doc:     "编号不从 1 起或不连续的，提示核对是否漏列；列了名称而附表空着的，提示补上。",
	Basis:   "公文附件说明",
	Run: func(p *check.Pass) {
		for i, a := range p.Report.Attachments {
			if a.Form == "" {
				continue
			}
			if v, ok := evalreport.Lookup(p.Report, a.Form); !ok || v.IsZero() {
				p.Found(check.Finding{Severity: check.Warning, Path: index("attachments", i), Reported: a.Title,
					Message: fmt.Sprintf("附件“%s”没有内容。请补上附表或从清单中删去。", a.Title)})
			}
		}
		for i, a := range p.Report.Attachments {
			digits := strings.TrimRight(strings.TrimSpace(strings.TrimPrefix(a.Number, "附件")), ".、．")
			n, _, ok := ordinal(digits)
			if !ok || n == i+1 {
				continue
			}
			p.Found(check.Finding{Severity: check.Warning, Path: index("attachments", i) + ".number", Reported: a.Number, Expected: fmt.Sprint(i + 1),
				Message: fmt.Sprintf("附件清单第 %d 项编号为 %s。请核对前面的附件是否漏列。", i+1, a.Number)})
			return
		}
	},
}
