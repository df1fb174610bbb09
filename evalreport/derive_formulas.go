package evalreport

// formulas says which figure follows from which, for each struct of a report wherever it stands. Left of the sign is
// what is derived; a divisor makes a rate in per cent, which is not derived where the divisor is nought, or is what stands
// after "or". "." is the struct itself; sum(x) adds up a list, sum(x.y) a field of its elements, count(x) counts them; x[].y
// on the left is derived for each element. A part followed by ? is one that most units do not have: blank counts as none,
// as long as one part of the sum is given. A formula with columns holds in each of them.
//
// The rules say the same in their catalogue, in the words of the form and with all that a rule needs (tolerance, advice,
// what to say); here a figure is looked for, not compared, and every formula that can give it is tried. That the two agree
// is tested over all reports that we keep: what is filled in, no rule finds wrong.
//
// Where two formulas give the same figure, the first of them that can be computed fills a blank.
var formulas = []formulaText{
	// the forms
	{"BasicStaffing", "R34", "", "control_rate = (on_duty - excluded?) / quota"},
	{"BasicExpenses", "R11", "prior budget final", "special = sum(specials)"},
	{"BasicExpenses", "R10", "prior budget final", "project = operation + special"},
	{"BasicExpenses", "R01", "prior budget final", "total = basic + project"},
	{"BasicThreePublic", "R21", "prior budget final", "vehicles = vehicle_purchase? + vehicle_operation?"},
	{"BasicThreePublic", "R20", "prior budget final", "total = vehicles? + abroad? + reception?"},
	{"Building", "R38", "", "area_rate = actual_area / approved_area"},
	{"Building", "R38", "", "investment_rate = actual_investment / budgeted_investment"},

	{"FundRow", "R32", "", "rate = executed / budget or 0"},
	{"DepartmentFunds", "R15", "", "total.budget = by_source.general? + by_source.government_fund? + by_source.special_account? + by_source.other?"},
	{"DepartmentFunds", "R15", "", "total.budget = by_expenditure.basic + by_expenditure.project"},
	{"ProjectFunds", "R14", "initial budget executed", "total = fiscal? + central? + local? + carry_in? + special_account? + own? + other?"},
	{"IndicatorGroup", "R51", "", "weight = sum(items.weight)"},
	{"IndicatorClass", "R51", "", "weight = sum(groups.weight)"},

	{"AccountsRow", "R02", "", "income = general? + other_income?"},
	{"AccountsRow", "R06", "", "basic = wages? + goods? + family? + capital?"},
	{"AccountsRow", "R01", "", "expenditure = basic + project"},
	{"AccountsRow", "R03", "", "carry_out = carry_in? + income - expenditure"},
	{"ThreePublicRow", "R23", "", "change = final - prior"},
	{"ThreePublicExpenses", "R20", "prior budget final", "total = reception? + vehicle_operation? + abroad?"},

	{"FrameworkGroup", "R51", "", "weight = sum(items.weight)"},
	{"FrameworkClass", "R51", "", "weight = sum(groups.weight)"},
	{"IndicatorFramework", "R50", "", "total.weight = sum(classes.weight)"},

	// the sections
	{"Line", "R04", "", "budget = initial + adjustment"},
	{"Organisation", "R70", "", "internal_count = count(internal)"},
	{"Organisation", "R70", "", "affiliated_count = count(affiliated)"},
	{"Staffing", "R71", "quota on_duty excluded retired veterans early_left contract", ". = sum(by_level)"},
	{"Staffing", "R71", "quota on_duty excluded retired veterans early_left contract", ". = sum(by_unit)"},
	{"Staffing", "R71", "quota on_duty excluded retired veterans early_left contract", ". = sum(by_kind)"},
	{"Income", "R02", "initial budget final", "total = fiscal? + government_fund? + state_capital? + special_account? + business? + other? + carry_in? + sum(items)?"},
	{"TotalExpenditure", "R06", "initial budget final", "total = sum(by_class)"},
	{"TotalExpenditure", "R08", "initial budget final", "total = sum(by_unit)"},
	{"TotalExpenditure", "R05", "initial budget final", "basic = personnel + public"},
	{"TotalExpenditure", "R01", "initial budget final", "total = basic + project"},
	{"TotalExpenditure", "R30", "", "basic.share = basic.final / total.final"},
	{"TotalExpenditure", "R30", "", "project.share = project.final / total.final"},
	{"TotalExpenditure", "R30", "", "by_class[].share = by_class[].final / total.final"},
	{"IncomeExpenditure", "R03", "", "carry_out = income.total.final - expenditure.total.final"},
	{"BasicExpenditure", "R05", "initial budget final", ". = personnel + public"},
	{"BasicExpenditure", "R06", "initial budget final", ". = sum(by_class)"},
	{"BasicExpenditure", "R08", "initial budget final", ". = sum(by_unit)"},
	{"BasicExpenditure", "R30", "", "personnel.share = personnel.final / final"},
	{"BasicExpenditure", "R30", "", "public.share = public.final / final"},
	{"BasicExpenditure", "R30", "", "by_class[].share = by_class[].final / final"},
	{"ProjectExpenditure", "R06", "initial budget final", ". = sum(by_class)"},
	{"ProjectExpenditure", "R07", "initial budget final", ". = sum(by_function)"},
	{"ProjectExpenditure", "R08", "initial budget final", ". = sum(by_unit)"},
	{"ProjectExpenditure", "R09", "initial budget final", ". = sum(projects)"},
	{"ProjectExpenditure", "R30", "", "by_class[].share = by_class[].final / final"},
	{"ProjectExpenditure", "R30", "", "by_function[].share = by_function[].final / final"},
	{"ThreePublic", "R21", "prior budget final", "vehicles = vehicle_purchase? + vehicle_operation?"},
	{"ThreePublic", "R20", "prior budget final", "total = abroad? + vehicles? + reception?"},
	{"ThreePublicLine", "R23", "", "budget_change = final - budget"},
	{"ThreePublicLine", "R23", "", "change = final - prior"},
	{"ThreePublicLine", "R24", "", "change_rate = (final - prior) / prior"},
	{"FundFlow", "R04", "", "budget = initial + adjustment"},
	{"FundFlow", "R33", "", "arrival_rate = arrived / budget"},
	{"FundFlow", "R32", "", "execution_rate = executed / budget"},
	{"FundFlow", "R39", "", "saving_rate = saved / budget"},
	{"FundGroup", "R71", "", "amount = sum(projects.amount)"},
	{"FundGroup", "R70", "", "count = count(projects)"},
	{"SpecialFunds", "R11", "initial adjustment budget arrived executed withdrawn carry_out", ". = sum(funds)"},
	{"SpecialFunds", "R71", "", "project_count = sum(groups.count)"},
	{"Process", "R33", "", "arrival_rate = arrived / planned"},
	{"Process", "R32", "", "execution_rate = executed / arrived"},

	// across sections
	{"Report", "R25", "", "three_public.share = three_public.total.final / income_expenditure.expenditure.total.final"},
}
