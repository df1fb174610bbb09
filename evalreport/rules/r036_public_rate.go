package rules

import "github.com/evalreport/go/evalreport/check"

var r036 = &check.Rule{
	ID: "R36", Title: "公用经费控制率应等于公用经费决算除以预算", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "公用经费控制率 = 公用经费决算数 ÷ 预算数 × 100%",
	Doc:     "用基础数据表的公用经费核对；没有基础数据表的用正文的公用经费。",
	Basis:   "部门整体支出绩效评价指标",
	Run: func(p *check.Pass) {
		b, s, e := &p.Report.BasicData.Expenditure.Public, &p.Report.BasicExpenditure.Public, &p.Report.IncomeExpenditure.Expenditure.Public
		const form, section, column = fixed("basic_data.expenditure.public"), fixed("basic_expenditure.public"), fixed("income_expenditure.expenditure.public")
		checkNamed(p, []ratio{
			over("公用经费决算数 ÷ 预算数", cell{&b.Final, form, "final"}, cell{&b.Budget, form, "budget"}),
			over("公用经费决算数 ÷ 年初预算数", cell{&s.Final, section, "final"}, cell{&s.Initial, section, "initial"}),
			over("公用经费决算数 ÷ 年初预算数", cell{&e.Final, column, "final"}, cell{&e.Initial, column, "initial"}),
		}, "请核对控制率。", "公用经费控制率")
	},
}
