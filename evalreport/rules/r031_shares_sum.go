package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/shopspring/decimal"
)

var r031 = &check.Rule{
	ID: "R31", Title: "各部分占比合计应为 100%", Group: groupC, Severity: check.Warning, Tolerance: check.TolerancePercent,
	Formula: "Σ 占比 = 100%（各部分列全时）",
	Doc:     "基本支出与项目支出的占比、按经济分类等列全的占比，合计应为 100%，允许每项半个末位的尾差。",
	Basis:   "占比的定义",
	Run: func(p *check.Pass) {
		r := p.Report
		ex := &r.IncomeExpenditure.Expenditure
		sharesSum(p, "income_expenditure.expenditure.basic.share", []evalreport.Percent{ex.Basic.Share, ex.Project.Share})
		sharesSum(p, "basic_expenditure.share", []evalreport.Percent{r.BasicExpenditure.Share, r.ProjectExpenditure.Share})
		for _, l := range []struct {
			path string
			list []evalreport.NamedLine
		}{
			{"income_expenditure.expenditure.by_class", ex.ByClass}, {"basic_expenditure.by_class", r.BasicExpenditure.ByClass},
			{"basic_expenditure.by_unit", r.BasicExpenditure.ByUnit}, {"project_expenditure.by_class", r.ProjectExpenditure.ByClass},
			{"project_expenditure.by_function", r.ProjectExpenditure.ByFunction},
		} {
			if len(l.list) == 0 || l.list[0].Share.IsBlank() {
				continue
			}
			shares := make([]evalreport.Percent, len(l.list))
			for i := range l.list {
				shares[i] = l.list[i].Share
			}
			sharesSum(p, l.path, shares)
		}
	},
}

func sharesSum(p *check.Pass, path string, shares []evalreport.Percent) {
	sum, tolerance := decimal.Zero, decimal.Zero
	for _, s := range shares {
		d, ok := s.Decimal()
		if !ok {
			return
		}
		sum, tolerance = sum.Add(d), tolerance.Add(check.HalfUnit(s.Places()))
	}
	if len(shares) < 2 || sum.Sub(hundred).Abs().LessThanOrEqual(tolerance) {
		return
	}
	words := make([]string, len(shares))
	for i, s := range shares {
		words[i] = s.String()
	}
	p.Found(check.Finding{Severity: check.Warning, Path: path, Reported: sum.String() + "%", Expected: "100%",
		Message: strings.Join(words, " + ") + " = " + sum.String() + "%，应为 100%。请核对各部分的占比。"})
}
