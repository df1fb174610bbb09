package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r031 = &check.Rule{
	ID: "R31", Title: "各部分占比合计应为 100%", Group: groupC, Severity: check.Warning, Tolerance: check.TolerancePercent,
	Formula: "Σ 占比 = 100%（各部分列全时）",
	Doc:     "基本支出与项目支出的占比、按经济分类等列全的占比，合计应为 100%，允许每项半个末位的尾差。",
	Basis:   "占比的定义",
	Run: func(p *check.Pass) {
		r := p.Report
		ex := &r.IncomeExpenditure.Expenditure
		columns, sections := [...]*evalreport.Line{&ex.Basic, &ex.Project}, [...]*evalreport.Line{&r.BasicExpenditure.Line, &r.ProjectExpenditure.Line}
		sharesSum(p, "income_expenditure.expenditure.basic.share", 2, func(i int) *evalreport.Percent { return &columns[i].Share })
		sharesSum(p, "basic_expenditure.share", 2, func(i int) *evalreport.Percent { return &sections[i].Share })
		for _, l := range []struct {
			path string
			list []evalreport.NamedLine
		}{
			{"income_expenditure.expenditure.by_class", ex.ByClass}, {"basic_expenditure.by_class", r.BasicExpenditure.ByClass},
			{"basic_expenditure.by_unit", r.BasicExpenditure.ByUnit}, {"project_expenditure.by_class", r.ProjectExpenditure.ByClass},
			{"project_expenditure.by_function", r.ProjectExpenditure.ByFunction},
		} {
			sharesSum(p, l.path, len(l.list), func(i int) *evalreport.Percent { return &l.list[i].Share })
		}
	},
}

// sharesSum compares the sum of n shares with 100 %.
func sharesSum(p *check.Pass, path string, n int, share func(int) *evalreport.Percent) {
	var sum, tolerance evalreport.Number
	for i := range n {
		d, ok := share(i).Number()
		if !ok {
			return
		}
		sum, tolerance = sum.Add(d), tolerance.Add(check.HalfUnit(share(i).Places()))
	}
	if n < 2 || sum.Sub(hundred).Abs().LessThanOrEqual(tolerance) {
		return
	}
	words := make([]string, n)
	for i := range n {
		words[i] = share(i).String()
	}
	p.Found(check.Finding{Severity: check.Warning, Path: path, Reported: sum.String() + "%", Expected: "100%",
		Message: strings.Join(words, " + ") + " = " + sum.String() + "%，应为 100%。请核对各部分的占比。"})
}
