package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r045 = &check.Rule{
	ID: "R45", Title: "执行数不应超过全年预算数", Group: groupC, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "0 ≤ 执行率 ≤ 100%；执行数 ≤ 全年预算数",
	Doc:     "执行率超过 100% 时，多半是全年预算数没有包括追加和结转。",
	Basis:   "绩效自评表",
	Run: func(p *check.Pass) {
		for _, row := range fundRows(p) {
			executedWithin(p, row.path+".executed", row.path+".budget", row.row.Executed, row.row.Budget)
			rateWithin(p, row.path+".rate", row.row.Rate)
		}
		fundFlows(p, func(path string, f *evalreport.FundFlow) {
			executedWithin(p, path+".executed", path+".budget", f.Executed, f.Budget)
			rateWithin(p, path+".execution_rate", f.ExecutionRate)
		})
		c := &p.Report.Process
		executedWithin(p, "process.executed", "process.arrived", c.Executed, c.Arrived)
		rateWithin(p, "process.execution_rate", c.ExecutionRate)
	},
}

func executedWithin(p *check.Pass, path, budgetPath string, executed, budget evalreport.Amount) {
	e, ok1 := executed.Decimal()
	b, ok2 := budget.Decimal()
	if !ok1 || !ok2 || e.LessThanOrEqual(b) {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: path, Reported: executed.String(), Expected: "≤ " + budget.String(), Related: []string{budgetPath},
		Message: fmt.Sprintf("执行 %s，预算 %s，超出 %s。请核对预算是否包括追加和上年结转。", executed, budget, e.Sub(b))})
}

func rateWithin(p *check.Pass, path string, rate evalreport.Percent) {
	d, ok := rate.Decimal()
	if !ok || !d.IsNegative() && d.LessThanOrEqual(hundred) {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: path, Reported: rate.String(), Expected: "0—100%",
		Message: fmt.Sprintf("执行率 %s，应在 0 和 100%% 之间。请核对预算数和执行数。", rate)})
}
