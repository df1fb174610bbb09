package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r032 = &check.Rule{
	ID: "R32", Title: "预算执行率应等于执行数除以预算数", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "自评表：全年执行数 ÷ 全年预算数 × 100%；评价框架：实际支出资金 ÷ 实际到位资金 × 100%",
	Doc:     "两种算法都是正式规定：自评表用预算数作分母，项目过程分析用到位资金作分母。专项资金的叙述与其中一种相符即可。",
	Basis:   "绩效自评表；项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		const advice = "请核对执行率。"
		for _, row := range fundRows(p) {
			f := row.row
			rate{row.path + ".rate", "执行率", f.Rate, []ratio{
				over("全年执行数 ÷ 全年预算数", f.Executed, f.Budget, row.path+".executed", row.path+".budget"),
			}}.report(p, advice)
		}
		fundFlows(p, func(path string, f *evalreport.FundFlow) {
			rate{path + ".execution_rate", "预算执行率", f.ExecutionRate, flowRates(path, f)}.report(p, advice)
		})
		c := &p.Report.Process
		rate{"process.execution_rate", "预算执行率", c.ExecutionRate, []ratio{
			over("支出资金 ÷ 到位资金", c.Executed, c.Arrived, "process.executed", "process.arrived"),
			over("支出资金 ÷ 预算资金", c.Executed, c.Planned, "process.executed", "process.planned"),
		}}.report(p, advice)
	},
}

// flowRates are the two official definitions of 预算执行率.
func flowRates(path string, f *evalreport.FundFlow) []ratio {
	return []ratio{
		over("执行数 ÷ 全年预算数", f.Executed, f.Budget, path+".executed", path+".budget"),
		over("执行数 ÷ 到位数", f.Executed, f.Arrived, path+".executed", path+".arrived"),
	}
}

type fundRow struct {
	path string
	row  *evalreport.FundRow
}

// fundRows are the rows of the funds part of all self-evaluation forms.
func fundRows(p *check.Pass) []fundRow {
	list := []fundRow{{"department_self_evaluation.funds.total", &p.Report.DepartmentSelfEvaluation.Funds.Total}}
	for i := range p.Report.ProjectSelfEvaluations {
		f := &p.Report.ProjectSelfEvaluations[i].Funds
		at := fmt.Sprintf("project_self_evaluations[%d].funds.", i)
		list = append(list, fundRow{at + "total", &f.Total}, fundRow{at + "fiscal", &f.Fiscal}, fundRow{at + "carry_in", &f.CarryIn}, fundRow{at + "other", &f.Other})
	}
	return list
}
