package rules

import (
	"fmt"
	"time"

	"github.com/evalreport/go/evalreport"
	"github.com/shopspring/decimal"
)

func madeFiling() evalreport.Filing {
	return evalreport.Filing{Preparer: "张三", Date: evalreport.NewDate(2024, time.March, 1), Phone: "0731-8888888", Head: "李四"}
}

func (g *generator) row(l evalreport.Line, prior int) evalreport.BasicRow {
	return evalreport.BasicRow{Prior: cents(prior), Budget: l.Budget, Final: l.Final}
}

func (g *generator) basicData() {
	b, s, ex := &g.r.BasicData, &g.r.Staffing, &g.r.IncomeExpenditure.Expenditure
	onDuty, _ := s.OnDuty.Decimal()
	quota, _ := s.Quota.Decimal()
	b.Staffing = evalreport.BasicStaffing{Quota: s.Quota, OnDuty: s.OnDuty, Excluded: s.Excluded, ControlRate: percent(int(onDuty.IntPart()), int(quota.IntPart()))}
	var prior int
	for i := range 3 {
		p := g.draw(10_00, 90_00)
		prior += p
		b.Expenditure.Specials = append(b.Expenditure.Specials, evalreport.SpecialRow{Name: string(rune('甲'+i)) + "专项", BasicRow: evalreport.BasicRow{Prior: cents(p)}})
	}
	budget, final := inCents(ex.Project.Budget), inCents(ex.Project.Final)
	operation := spend{g.draw(10_00, 90_00), budget / 4, final / 4}
	for i, x := range g.split(budget-operation.budget, 3) {
		b.Expenditure.Specials[i].Budget = cents(x)
	}
	for i, x := range g.split(final-operation.final, 3) {
		b.Expenditure.Specials[i].Final = cents(x)
	}
	special := spend{prior, budget - operation.budget, final - operation.final}
	basicPrior := g.draw(500_00, 900_00)
	e := &b.Expenditure
	e.Special, e.Operation, e.Project = special.row(), operation.row(), special.plus(operation).row()
	e.Basic, e.Public = g.row(ex.Basic, basicPrior), g.row(ex.Public, basicPrior/5)
	e.Total = g.row(ex.Total, basicPrior+special.prior+operation.prior)
	b.Procurement = spend{20_00, 100_00, g.draw(80_00, 100_00)}.row()
	area, actual, money, spent := g.draw(900_00, 990_00), g.draw(800_00, 900_00), g.draw(900_00, 990_00), g.draw(800_00, 900_00)
	b.Buildings = []evalreport.Building{{ApprovedArea: cents(area), ActualArea: cents(actual), AreaRate: percent(actual, area),
		BudgetedInvestment: cents(money), ActualInvestment: cents(spent), InvestmentRate: percent(spent, money)}}
	b.Filing = madeFiling()
}

// rateOf is a printed rate of two amounts.
func rateOf(part, whole evalreport.Amount) evalreport.Measure {
	return evalreport.Measure(percent(inCents(part), inCents(whole)).String())
}

func (g *generator) departmentForm(n int) {
	d, ex, in := &g.r.DepartmentSelfEvaluation, &g.r.IncomeExpenditure.Expenditure, &g.r.BasicData
	budget := inCents(ex.Total.Budget)
	d.Funds.Total = g.executionRow(inCents(ex.Total.Initial), budget, inCents(ex.Total.Final))
	parts := g.split(budget, 4)
	d.Funds.BySource = evalreport.FundsBySource{General: cents(parts[0]), GovernmentFund: cents(parts[1]), SpecialAccount: cents(parts[2]), Other: cents(parts[3])}
	d.Funds.ByExpenditure = evalreport.FundsByExpenditure{Basic: ex.Basic.Budget, Project: ex.Project.Budget}
	rates := []evalreport.Indicator{
		{Name: "在职人员控制率", Target: "≤100%", Actual: evalreport.Measure(in.Staffing.ControlRate.String())},
		{Name: "公用经费控制率", Target: "≤100%", Actual: rateOf(in.Expenditure.Public.Final, in.Expenditure.Public.Budget)},
		{Name: "三公经费控制率", Target: "≤100%", Actual: rateOf(in.ThreePublic.Total.Final, in.ThreePublic.Total.Budget)},
		{Name: "政府采购执行率", Target: "100%", Actual: rateOf(in.Procurement.Final, in.Procurement.Budget)},
	}
	rates[3].Target = evalreport.Measure("≥10%")
	rates[3].Reason = "按合同进度执行"
	d.Indicators, d.Total = g.indicators(n, rates, d.Funds.Total)
	d.Filing = madeFiling()
	r := &g.r.Result
	sums := classScores(d.Indicators)
	r.Score, r.Grade, r.Execution = d.Total.Score, evalreport.GradeExcellent, d.Funds.Total.Score
	r.Output, r.Benefit, r.Satisfaction = sums[0], sums[1], sums[2]
	if total, _ := r.Score.Decimal(); total.LessThan(decimal.New(90, 0)) {
		r.Grade = evalreport.GradeGood
	}
}

func classScores(list []evalreport.IndicatorClass) (sums []evalreport.Score) {
	for _, c := range list {
		sum := decimal.Zero
		for _, group := range c.Groups {
			for _, it := range group.Items {
				d, _ := it.Score.Decimal()
				sum = sum.Add(d)
			}
		}
		sums = append(sums, evalreport.NewScore(sum))
	}
	return sums
}

// executionRow is the first row of the funds part, with ten points for the rate.
func (g *generator) executionRow(initial, budget, executed int) evalreport.FundRow {
	ten := decimal.New(10*int64(executed), 0).DivRound(decimal.New(int64(budget), 0), 2)
	return evalreport.FundRow{Initial: cents(initial), Budget: cents(budget), Executed: cents(executed), Weight: score(10), Rate: percent(executed, budget), Score: evalreport.NewScore(ten)}
}

// indicators are three classes of n indicators in all, worth 90 points, with the extra ones among the costs.
func (g *generator) indicators(n int, extra []evalreport.Indicator, execution evalreport.FundRow) ([]evalreport.IndicatorClass, evalreport.ScoreTotal) {
	groups := [][]string{{"数量指标", "质量指标", "时效指标", "成本指标"}, {"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"}, {"服务对象满意度指标"}}
	list := []evalreport.IndicatorClass{{Name: "产出指标"}, {Name: "效益指标"}, {Name: "满意度指标"}}
	var flat []*evalreport.Indicator
	per := max(1, n/9)
	for i := range list {
		for _, name := range groups[i] {
			group := evalreport.IndicatorGroup{Name: name}
			for k := range per {
				group.Items = append(group.Items, g.indicator(name, k))
			}
			if name == "成本指标" {
				group.Items = append(group.Items, extra...)
			}
			list[i].Groups = append(list[i].Groups, group)
		}
	}
	for i := range list {
		for j := range list[i].Groups {
			for k := range list[i].Groups[j].Items {
				flat = append(flat, &list[i].Groups[j].Items[k])
			}
		}
	}
	sum, _ := execution.Score.Decimal()
	for i, tenths := range g.split(900, len(flat)) {
		flat[i].Weight = evalreport.NewScore(decimal.New(int64(tenths), -1))
		flat[i].Score = flat[i].Weight
		d, _ := flat[i].Score.Decimal()
		sum = sum.Add(d)
	}
	weigh(list)
	return list, evalreport.ScoreTotal{Weight: score(100), Score: evalreport.NewScore(sum)}
}

// weigh fills in the weights of classes and groups.
func weigh(list []evalreport.IndicatorClass) {
	for i := range list {
		class := decimal.Zero
		for j := range list[i].Groups {
			sum := decimal.Zero
			for _, it := range list[i].Groups[j].Items {
				d, _ := it.Weight.Decimal()
				sum = sum.Add(d)
			}
			list[i].Groups[j].Weight = evalreport.NewScore(sum)
			class = class.Add(sum)
		}
		list[i].Weight = evalreport.NewScore(class)
	}
}

func (g *generator) indicator(group string, k int) evalreport.Indicator {
	it := evalreport.Indicator{Name: fmt.Sprintf("%s之%d", group, k+1)}
	if k%2 == 1 {
		it.Target, it.Actual = "不断完善", "不断完善"
		return it
	}
	n := g.draw(20, 90)
	it.Target, it.Actual = evalreport.Measure(fmt.Sprintf("≥%d家", n)), evalreport.Measure(fmt.Sprintf("%d家", n+g.draw(0, 3)))
	return it
}

func (g *generator) projectForms() {
	for i := range 2 {
		p := evalreport.ProjectSelfEvaluation{Project: string(rune('甲'+i)) + "项目", Grade: evalreport.GradeExcellent}
		var initial, budget, executed int
		rows := []*evalreport.FundRow{&p.Funds.Fiscal, &p.Funds.CarryIn, &p.Funds.Other}
		for _, row := range rows {
			a := g.draw(100_00, 500_00)
			b := a + a/10
			x := b - g.draw(1_00, 3_00)
			*row = evalreport.FundRow{Initial: cents(a), Budget: cents(b), Executed: cents(x), Rate: percent(x, b)}
			initial, budget, executed = initial+a, budget+b, executed+x
		}
		p.Funds.Total = g.executionRow(initial, budget, executed)
		p.Indicators, p.Total = g.indicators(9, nil, p.Funds.Total)
		p.Filing = madeFiling()
		g.r.ProjectSelfEvaluations = append(g.r.ProjectSelfEvaluations, p)
	}
}

func (g *generator) otherForms() {
	g.accounts()
	f := &g.r.IndicatorFramework
	for _, name := range []string{"决策", "过程", "产出", "效益"} {
		c := evalreport.FrameworkClass{Name: name, Weight: score(25)}
		group := evalreport.FrameworkGroup{Name: name + "情况", Weight: score(25)}
		for i, w := range g.split(25, 3) {
			group.Items = append(group.Items, evalreport.FrameworkItem{Name: fmt.Sprintf("%s%d", name, i+1), Weight: score(w), Score: score(w)})
		}
		c.Groups = []evalreport.FrameworkGroup{group}
		f.Classes = append(f.Classes, c)
	}
	f.Total = evalreport.ScoreTotal{Weight: score(100), Score: score(100)}
}

func (g *generator) accounts() {
	ex, in := &g.r.IncomeExpenditure.Expenditure, &g.r.IncomeExpenditure.Income
	row := func(pick func(evalreport.Line) evalreport.Amount) evalreport.AccountsRow {
		general, other, total := pick(in.Fiscal), pick(in.Other), pick(ex.Total)
		income := inCents(general) + inCents(other)
		carryOut := g.draw(1_00, 9_00)
		a := evalreport.AccountsRow{General: general, OtherIncome: other, Income: cents(income), Basic: pick(ex.Basic), Project: pick(ex.Project), Expenditure: total,
			CarryOut: cents(carryOut), CarryIn: cents(inCents(total) + carryOut - income)}
		parts := g.split(inCents(a.Basic), 4)
		a.Wages, a.Goods, a.Family, a.Capital = cents(parts[0]), cents(parts[1]), cents(parts[2]), cents(parts[3])
		return a
	}
	b := &g.r.BudgetAndFinalAccounts
	b.Budget = row(func(l evalreport.Line) evalreport.Amount { return l.Initial })
	b.Final = row(func(l evalreport.Line) evalreport.Amount { return l.Final })
	b.Difference = "年中追加项目资金"
}
