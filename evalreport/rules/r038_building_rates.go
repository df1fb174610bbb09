package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r038 = &check.Rule{
	ID: "R38", Title: "规模控制率、投资概算控制率应等于实际数除以批复数", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "规模控制率 = 实际规模 ÷ 批复规模 × 100%；投资概算控制率 = 实际投资 ÷ 预算投资 × 100%",
	Doc:     "核对基础数据表的楼堂馆所控制情况。",
	Basis:   "部门整体支出绩效评价基础数据表",
	Run: func(p *check.Pass) {
		for _, b := range buildings.Of(p) {
			checkRate(p, "请核对控制率。", b.cell("area_rate", &b.AreaRate),
				over("实际规模 ÷ 批复规模", b.cell("actual_area", &b.ActualArea), b.cell("approved_area", &b.ApprovedArea)))
			checkRate(p, "请核对控制率。", b.cell("investment_rate", &b.InvestmentRate),
				over("实际投资 ÷ 预算投资", b.cell("actual_investment", &b.ActualInvestment), b.cell("budgeted_investment", &b.BudgetedInvestment)))
		}
	},
}

type building struct {
	*evalreport.Building
	at position
}

func (b building) cell(field string, f figure) cell { return cell{f, b.at, field} }

// buildings are the rows of 楼堂馆所控制情况.
var buildings = check.NewMemo(func(p *check.Pass) (list []building) {
	for i := range p.Report.BasicData.Buildings {
		list = append(list, building{&p.Report.BasicData.Buildings[i], fixed(index("basic_data.buildings", i))})
	}
	return list
})
