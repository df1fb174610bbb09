package rules

import "github.com/evalreport/go/evalreport/check"

// r046 adds to the formula of R46 the rate that forms print as an indicator.
var r046 = &check.Rule{
	ID: "R46",
	Run: func(p *check.Pass) {
		s, f := &p.Report.IncomeExpenditure, &p.Report.BudgetAndFinalAccounts
		const section, accounts = fixed("income_expenditure"), fixed("budget_and_final_accounts")
		checkNamed(p, []ratio{
			over("年末结转和结余 ÷ 支出预算数", cell{&s.CarryOut, section, "carry_out"}, cell{&s.Expenditure.Total.Budget, section, "expenditure.total.budget"}),
			over("年末结转和结余 ÷ 收入预算数", cell{&s.CarryOut, section, "carry_out"}, cell{&s.Income.Total.Budget, section, "income.total.budget"}),
			over("年末结转和结余 ÷ 支出预算数", cell{&f.Final.CarryOut, accounts, "final.carry_out"}, cell{&f.Budget.Expenditure, accounts, "budget.expenditure"}),
		}, "请核对结转结余率。", "结转结余率")
	},
}
