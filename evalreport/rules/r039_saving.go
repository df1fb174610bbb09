package rules

import "github.com/evalreport/go/evalreport/check"

var r039 = &check.Rule{
	ID: "R39", Title: "节约额应等于预算减执行，节约率应等于节约额除以预算", Group: groupC, Severity: check.Error, Tolerance: check.ToleranceSum,
	Formula: "节约额 = 预算 - 执行；成本节约率 = 节约额 ÷ 预算 × 100%",
	Doc:     "节约额按尾差核对；节约率按印出的位数核对，差半个末位以内为相符。",
	Basis:   "项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		for _, f := range fundFlows.Of(p) {
			savedAmount(p, f)
			checkRate(p, "请核对节约率。", f.cell("saving_rate", &f.SavingRate),
				over("(全年预算数 - 执行数) ÷ 全年预算数", f.cell("executed", &f.Budget), f.cell("budget", &f.Budget)).less(&f.Executed))
		}
	},
}

func savedAmount(p *check.Pass, f fundFlow) {
	budget, ok1 := f.Budget.Number()
	executed, ok2 := f.Executed.Number()
	saved, ok3 := f.Saved.Number()
	if !ok1 || !ok2 || !ok3 {
		return
	}
	want := budget.Sub(executed)
	places := max(f.Saved.Places(), f.Budget.Places(), f.Executed.Places(), amountPlaces.Of(p))
	v := check.CompareSum(saved, want, 2, places)
	if v == check.Right {
		return
	}
	eq := equation{Words: "全年预算数 - 执行数", Written: f.Budget.String() + " - " + f.Executed.String(), Expected: want, Reported: saved, Places: places}
	at := f.at.path()
	p.Found(check.Finding{Severity: v.Severity(check.Error), Path: at + ".saved", Reported: f.Saved.String(), Expected: want.String(),
		Related: []string{at + ".budget", at + ".executed"}, Message: eq.String(v) + "请核对节约额。"})
}
