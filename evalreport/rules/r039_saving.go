package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r039 = &check.Rule{
	ID: "R39", Title: "节约额应等于预算减执行，节约率应等于节约额除以预算", Group: groupC, Severity: check.Error, Tolerance: check.ToleranceSum,
	Formula: "节约额 = 预算 - 执行；成本节约率 = 节约额 ÷ 预算 × 100%",
	Doc:     "节约率按印出的位数核对。",
	Basis:   "项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		fundFlows(p, func(path string, f *evalreport.FundFlow) {
			budget, ok1 := f.Budget.Decimal()
			executed, ok2 := f.Executed.Decimal()
			if !ok1 || !ok2 {
				return
			}
			if saved, ok := f.Saved.Decimal(); ok {
				places := max(f.Saved.Places(), f.Budget.Places(), f.Executed.Places(), amountPlaces.Of(p))
				if v := check.CompareSum(saved, budget.Sub(executed), 2, places); v != check.Right {
					eq := equation{Words: "全年预算数 - 执行数", Written: f.Budget.String() + " - " + f.Executed.String(), Expected: budget.Sub(executed), Reported: saved, Places: places}
					p.Found(check.Finding{Severity: v.Severity(check.Error), Path: path + ".saved", Reported: f.Saved.String(), Expected: budget.Sub(executed).String(),
						Related: []string{path + ".budget", path + ".executed"}, Message: eq.String(v) + "请核对节约额。"})
				}
			}
			rate{path + ".saving_rate", "成本节约率", f.SavingRate, []ratio{{words: "(全年预算数 - 执行数) ÷ 全年预算数", part: f.Budget, minus: f.Executed, whole: f.Budget,
				partAt: path + ".executed", wholeAt: path + ".budget"}}}.report(p, "请核对节约率。")
		})
	},
}
