package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r047 = &check.Rule{
	ID: "R47", Title: "变动率须有基数", Group: groupC, Severity: check.Warning, Tolerance: check.TolerancePercent,
	Formula: "变动率 =（本年 - 上年）÷ 上年 × 100%；上年为零时没有变动率",
	Doc:     "上年为零或划了一横，却填了增减率的，提示改为“—”；自评表里的三公经费变动率按上年决算核对，结转结余变动率按年初结转核对。",
	Basis:   "部门整体支出绩效评价指标",
	Run: func(p *check.Pass) {
		t := &p.Report.ThreePublic
		for _, x := range []struct {
			name string
			line *evalreport.ThreePublicLine
		}{{"total", &t.Total}, {"abroad", &t.Abroad}, {"vehicles", &t.Vehicles}, {"vehicle_purchase", &t.VehiclePurchase}, {"vehicle_operation", &t.VehicleOperation}, {"reception", &t.Reception}} {
			prior, ok := x.line.Prior.Number()
			if r, filled := x.line.ChangeRate.Number(); ok && prior.IsZero() && filled && !r.IsZero() {
				p.Found(check.Finding{Severity: check.Warning, Path: "three_public." + x.name + ".change_rate", Reported: x.line.ChangeRate.String(), Expected: "—",
					Message: fmt.Sprintf("上年为 %s 万元，没有增减率，填报 %s。请改为“—”。", x.line.Prior, x.line.ChangeRate)})
			}
		}
		s, a := &p.Report.IncomeExpenditure, &p.Report.BudgetAndFinalAccounts.Final
		const section, accounts = fixed("income_expenditure"), fixed("budget_and_final_accounts.final")
		checkNamed(p, []ratio{
			over("(年末结转 - 年初结转) ÷ 年初结转", cell{&s.CarryOut, section, "carry_out"}, cell{&s.Income.CarryIn.Final, section, "income.carry_in.final"}).less(&s.Income.CarryIn.Final),
			over("(年末结转 - 年初结转) ÷ 年初结转", cell{&a.CarryOut, accounts, "carry_out"}, cell{&a.CarryIn, accounts, "carry_in"}).less(&a.CarryIn),
		}, "请核对变动率和它的正负。", "结转结余变动率")
		b, e := &p.Report.BasicData.ThreePublic.Total, &p.Report.ThreePublicExpenses.Total
		checkNamed(p, []ratio{
			changeRate(&t.Total.Final, &t.Total.Prior, fixed("three_public.total")),
			changeRate(&b.Final, &b.Prior, fixed("basic_data.three_public.total")),
			changeRate(&e.Final, &e.Prior, fixed("three_public_expenses.total")),
		}, "请核对变动率和它的正负。", "三公经费变动率")
	},
}

func changeRate(final, prior figure, at position) ratio {
	return over("(本年 - 上年) ÷ 上年", cell{final, at, "final"}, cell{prior, at, "prior"}).less(prior)
}
