package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r072 = &check.Rule{
	ID: "R72", Title: "清单中不应有重复项", Group: groupE, Severity: check.Warning,
	Formula: "一个清单中的名称去掉“经费”“资金”等后缀后互不相同",
	Doc:     "核对机构、单位、项目、专项的名单。",
	Basis:   "清单的要求",
	Run: func(p *check.Pass) {
		r := p.Report
		repeats(p, fixed("organisation.internal").path, len(r.Organisation.Internal), func(i int) string { return r.Organisation.Internal[i] }, "")
		repeats(p, fixed("organisation.affiliated").path, len(r.Organisation.Affiliated), func(i int) string { return r.Organisation.Affiliated[i] }, "")
		for i := range r.SpecialFunds.Groups {
			g := r.SpecialFunds.Groups[i].Projects
			repeats(p, func() string { return index("special_funds.groups", i) + ".projects" }, len(g), func(j int) string { return g[j].Name }, ".name")
		}
		for _, l := range []struct {
			path string
			list []evalreport.NamedLine
		}{{"project_expenditure.projects", r.ProjectExpenditure.Projects}, {"basic_expenditure.by_unit", r.BasicExpenditure.ByUnit}} {
			repeats(p, func() string { return l.path }, len(l.list), func(i int) string { return l.list[i].Name }, ".name")
		}
		specials := r.BasicData.Expenditure.Specials
		repeats(p, fixed("basic_data.expenditure.specials").path, len(specials), func(i int) string { return specials[i].Name }, ".name")
		costs := r.CostIndicators.Projects
		repeats(p, fixed("cost_indicators.projects").path, len(costs), func(i int) string { return costs[i].Name }, ".name")
	},
}

func repeats(p *check.Pass, path func() string, n int, name func(int) string, field string) {
	if n < 2 {
		return
	}
	seen := emptyIndex(p)
	for i := range n {
		key := itemKey(p, name(i))
		first, again := seen[key]
		if !again || key == "" {
			seen[key] = i
			continue
		}
		p.Found(check.Finding{Severity: check.Warning, Path: index(path(), i) + field, Reported: name(i), Related: []string{index(path(), first) + field},
			Message: fmt.Sprintf("“%s”与第%d项“%s”重复。请核对是否一个项目列了两次。", name(i), first+1, name(first))})
	}
}

// itemKey is what makes two items of a list the same.
func itemKey(p *check.Pass, name string) string {
	key := plain(p, name)
	for _, suffix := range []string{"专项经费", "工作经费", "项目经费", "项目资金", "专项资金", "经费", "资金"} {
		if s, ok := strings.CutSuffix(key, suffix); ok {
			return s
		}
	}
	return key
}
