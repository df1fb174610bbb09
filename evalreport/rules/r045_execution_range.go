package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r045 = &check.Rule{
	ID: "R45", Title: "执行数不应超过全年预算数", Group: groupC, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "0 ≤ 执行率 ≤ 100%；执行数 ≤ 全年预算数",
	Doc:     "执行率超过 100% 时，多半是全年预算数没有包括追加和结转。",
	Basis:   "绩效自评表",
	Run: func(p *check.Pass) {
		for _, f := range fundRows.Of(p) {
			executedWithin(p, f.cell("executed", &f.Executed), f.cell("budget", &f.Budget))
			rateWithin(p, f.cell("rate", &f.Rate))
		}
		for _, f := range fundFlows.Of(p) {
			executedWithin(p, f.cell("executed", &f.Executed), f.cell("budget", &f.Budget))
			rateWithin(p, f.cell("execution_rate", &f.ExecutionRate))
		}
		const process = fixed("process")
		c := &p.Report.Process
		executedWithin(p, cell{&c.Executed, process, "executed"}, cell{&c.Arrived, process, "arrived"})
		rateWithin(p, cell{&c.ExecutionRate, process, "execution_rate"})
	},
}

func executedWithin(p *check.Pass, executed, budget cell) {
	e, ok1 := executed.Number()
	b, ok2 := budget.Number()
	if !ok1 || !ok2 || e.LessThanOrEqual(b) {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: executed.path(), Reported: executed.String(), Expected: "≤ " + budget.String(), Related: []string{budget.path()},
		Message: fmt.Sprintf("执行 %s 万元，预算 %s 万元，超出 %s 万元。请核对预算是否包括追加和上年结转。", executed, budget, e.Sub(b))})
}

func rateWithin(p *check.Pass, rate cell) {
	d, ok := rate.Number()
	if !ok || !d.IsNegative() && d.LessThanOrEqual(hundred) {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: rate.path(), Reported: rate.String(), Expected: "0—100%",
		Message: fmt.Sprintf("执行率 %s，应在 0 和 100%% 之间。请核对预算数和执行数。", rate)})
}
