package rules

import "github.com/evalreport/go/evalreport/check"

var r033 = &check.Rule{
	ID: "R33", Title: "资金到位率应等于到位资金除以预算资金", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "资金到位率 = 实际到位资金 ÷ 预算资金 × 100%",
	Doc:     "核对专项资金和项目过程分析的到位率。",
	Basis:   "项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		const advice = "请核对到位率。"
		for _, f := range fundFlows.Of(p) {
			arrived := f.cell("arrived", &f.Arrived)
			checkRate(p, advice, f.cell("arrival_rate", &f.ArrivalRate),
				over("到位数 ÷ 全年预算数", arrived, f.cell("budget", &f.Budget)),
				over("到位数 ÷ 年初预算数", arrived, f.cell("initial", &f.Initial)))
		}
		const process = fixed("process")
		c := &p.Report.Process
		checkRate(p, advice, cell{&c.ArrivalRate, process, "arrival_rate"},
			over("到位资金 ÷ 预算资金", cell{&c.Arrived, process, "arrived"}, cell{&c.Planned, process, "planned"}))
	},
}
