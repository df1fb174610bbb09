package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r056 = &check.Rule{
	ID: "R56", Title: "预算执行率得分应按执行率计算", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceScore,
	Formula: "得分 = 分值 × min(全年执行数 ÷ 全年预算数, 1)，两位小数",
	Doc:     "执行率超过 100% 的按满分计，评分方案写明不封顶的除外。得分印成整数的按整数核对。",
	Basis:   "绩效自评表预算执行率计分",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			if s.execution == nil {
				continue
			}
			e := s.execution
			weight, ok1 := e.Weight.Number()
			score, ok2 := e.Score.Number()
			budget, ok3 := e.Budget.Number()
			executed, ok4 := e.Executed.Number()
			if !ok1 || !ok2 || !ok3 || !ok4 || budget.IsZero() {
				continue
			}
			rate := executed.Div(budget)
			capped := !p.Scheme.Execution.Uncapped && rate.GreaterThan(one)
			if capped {
				rate = one
			}
			want := weight.Mul(rate).Round(2)
			if check.CompareScore(score, want, min(2, e.Score.Places())) == check.Right {
				continue
			}
			words := fmt.Sprintf("分值 × 执行数 ÷ 预算数 = %s × %s ÷ %s =", e.Weight, e.Executed, e.Budget)
			if capped {
				words = "执行率超过 100% 的按满分计，应为"
			}
			p.Found(check.Finding{Severity: check.Error, Path: s.fundsPath + ".score", Reported: e.Score.String(), Expected: want.String(),
				Related: []string{s.fundsPath + ".executed", s.fundsPath + ".budget", s.fundsPath + ".weight"},
				Message: fmt.Sprintf("%s %s 分，填报 %s 分。请按执行率重新计分。", words, want, e.Score)})
		}
	},
}
