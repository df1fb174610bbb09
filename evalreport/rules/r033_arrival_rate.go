package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r033 = &check.Rule{
	ID: "R33", Title: "资金到位率应等于到位资金除以预算资金", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "资金到位率 = 实际到位资金 ÷ 预算资金 × 100%",
	Doc:     "核对专项资金和项目过程分析的到位率。",
	Basis:   "项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		fundFlows(p, func(path string, f *evalreport.FundFlow) {
			rate{path + ".arrival_rate", "资金到位率", f.ArrivalRate, []ratio{
				over("到位数 ÷ 全年预算数", f.Arrived, f.Budget, path+".arrived", path+".budget"),
				over("到位数 ÷ 年初预算数", f.Arrived, f.Initial, path+".arrived", path+".initial"),
			}}.report(p, "请核对到位率。")
		})
		c := &p.Report.Process
		rate{"process.arrival_rate", "资金到位率", c.ArrivalRate, []ratio{
			over("到位资金 ÷ 预算资金", c.Arrived, c.Planned, "process.arrived", "process.planned"),
		}}.report(p, "请核对到位率。")
	},
}
