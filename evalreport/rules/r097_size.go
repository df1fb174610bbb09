package rules

import (
	"fmt"
	"slices"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r097 = &check.Rule{
	ID: "R97", Title: "金额大小应合理", Group: groupG, Severity: check.Info,
	Formula: "一项 ≤ 同列中位数 × 100",
	Doc:     "清单中的一项超过同列中位数一百倍的，提示核对是否多填了位数。五项以下的清单不比较。",
	Basis:   "复核经验",
	Run: func(p *check.Pass) {
		r := p.Report
		specials := r.BasicData.Expenditure.Specials
		outliers(p, "basic_data.expenditure.specials", len(specials), func(i int) evalreport.Amount { return specials[i].Final })
		projects := r.ProjectExpenditure.Projects
		outliers(p, "project_expenditure.projects", len(projects), func(i int) evalreport.Amount { return projects[i].Final })
	},
}

func outliers(p *check.Pass, path string, n int, final func(int) evalreport.Amount) {
	if n < 5 {
		return
	}
	s := scratches.Of(p)
	s.numbers = s.numbers[:0]
	for i := range n {
		if d, ok := final(i).Number(); ok && d.IsPositive() {
			s.numbers = append(s.numbers, d)
		}
	}
	if len(s.numbers) < 5 {
		return
	}
	slices.SortFunc(s.numbers, evalreport.Number.Cmp)
	limit := s.numbers[len(s.numbers)/2].Shift(2)
	for i := range n {
		if d, ok := final(i).Number(); ok && d.GreaterThan(limit) {
			p.Found(check.Finding{Severity: check.Info, Path: index(path, i) + ".final", Reported: d.String(), Expected: "≤ " + limit.String(),
				Message: fmt.Sprintf("%s 万元超过同列中位数 %s 万元的一百倍。请核对位数和单位。", d, limit.Shift(-2))})
		}
	}
}
