package rules

import "github.com/evalreport/go/evalreport/check"

var r037 = &check.Rule{
	ID: "R37", Title: "政府采购执行率应等于实际采购金额除以采购预算", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "政府采购执行率 = 实际采购金额 ÷ 采购预算 × 100%",
	Doc:     "用基础数据表的政府采购金额核对自评表中的政府采购执行率。",
	Basis:   "部门整体支出绩效评价指标",
	Run: func(p *check.Pass) {
		b := &p.Report.BasicData.Procurement
		const at = fixed("basic_data.procurement")
		checkNamed(p, []ratio{
			over("政府采购决算数 ÷ 预算数", cell{&b.Final, at, "final"}, cell{&b.Budget, at, "budget"}),
		}, "请核对执行率。", "政府采购执行率", "政府采购预算执行率")
	},
}
