package rules

import "github.com/evalreport/go/evalreport/check"

var r036 = &check.Rule{
	ID: "R36", Title: "公用经费控制率应等于公用经费决算除以预算", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "公用经费控制率 = 公用经费决算数 ÷ 预算数 × 100%",
	Doc:     "用基础数据表的公用经费核对；没有基础数据表的用正文的公用经费。",
	Basis:   "部门整体支出绩效评价指标",
	Run: func(p *check.Pass) {
		b, s, e := &p.Report.BasicData.Expenditure.Public, &p.Report.BasicExpenditure.Public, &p.Report.IncomeExpenditure.Expenditure.Public
		checkNamed(p, []ratio{
			over("公用经费决算数 ÷ 预算数", b.Final, b.Budget, "basic_data.expenditure.public.final", "basic_data.expenditure.public.budget"),
			over("公用经费决算数 ÷ 年初预算数", s.Final, s.Initial, "basic_expenditure.public.final", "basic_expenditure.public.initial"),
			over("公用经费决算数 ÷ 年初预算数", e.Final, e.Initial, "income_expenditure.expenditure.public.final", "income_expenditure.expenditure.public.initial"),
		}, "请核对控制率。", "公用经费控制率")
	},
}
