package rules

import "github.com/evalreport/go/evalreport/check"

var r038 = &check.Rule{
	ID: "R38", Title: "规模控制率、投资概算控制率应等于实际数除以批复数", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "规模控制率 = 实际规模 ÷ 批复规模 × 100%；投资概算控制率 = 实际投资 ÷ 预算投资 × 100%",
	Doc:     "核对基础数据表的楼堂馆所控制情况。",
	Basis:   "部门整体支出绩效评价基础数据表",
	Run: func(p *check.Pass) {
		for i := range p.Report.BasicData.Buildings {
			b := &p.Report.BasicData.Buildings[i]
			at := index("basic_data.buildings", i) + "."
			rate{at + "area_rate", "规模控制率", b.AreaRate, []ratio{
				over("实际规模 ÷ 批复规模", b.ActualArea, b.ApprovedArea, at+"actual_area", at+"approved_area"),
			}}.report(p, "请核对控制率。")
			rate{at + "investment_rate", "投资概算控制率", b.InvestmentRate, []ratio{
				over("实际投资 ÷ 预算投资", b.ActualInvestment, b.BudgetedInvestment, at+"actual_investment", at+"budgeted_investment"),
			}}.report(p, "请核对控制率。")
		}
	},
}
