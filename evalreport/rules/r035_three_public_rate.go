package rules

import "github.com/evalreport/go/evalreport/check"

var r035 = &check.Rule{
	ID: "R35", Title: "三公经费控制率应等于三公经费决算除以预算", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "三公经费控制率 = 三公经费决算数 ÷ 预算数 × 100%",
	Doc:     "以年初预算或调整后预算为分母，与其中一种相符即可。",
	Basis:   "部门整体支出绩效评价指标",
	Run: func(p *check.Pass) {
		t, b, e := &p.Report.ThreePublic.Total, &p.Report.BasicData.ThreePublic.Total, &p.Report.ThreePublicExpenses.Total
		const section, basic, form = fixed("three_public.total"), fixed("basic_data.three_public.total"), fixed("three_public_expenses.total")
		checkNamed(p, []ratio{
			over("三公经费决算数 ÷ 预算数", cell{&t.Final, section, "final"}, cell{&t.Budget, section, "budget"}),
			over("三公经费决算数 ÷ 预算数", cell{&b.Final, basic, "final"}, cell{&b.Budget, basic, "budget"}),
			over("三公经费决算 ÷ 预算控制数", cell{&e.Final, form, "final"}, cell{&e.Budget, form, "budget"}),
		}, "请核对控制率。", "三公经费控制率")
	},
}
