package rules

import (
	"fmt"
	"time"

	"github.com/evalreport/go/evalreport"
	"github.com/shopspring/decimal"
)

// source draws a number from low to high, both included: rapid in property tests, a seeded generator in benchmarks.
type source func(low, high int) int

// consistent makes a full department report in which every figure agrees with every other: all sections and forms, with
// so many third-level indicators (at least 12) on the department's form.
func consistent(draw source, indicators int) *evalreport.Report {
	g := &generator{draw: draw, r: &evalreport.Report{}}
	g.meta()
	g.people()
	g.expenditure()
	g.income()
	g.threePublic()
	g.specialFunds()
	g.goals()
	g.basicData()
	g.departmentForm(indicators)
	g.projectForms()
	g.otherForms()
	return g.r
}

type generator struct {
	draw source
	r    *evalreport.Report
}

// cents is an amount of so many hundredths of 万元.
func cents(n int) evalreport.Amount { return evalreport.NewAmount(decimal.New(int64(n), -2)) }

func inCents(a evalreport.Amount) int {
	d, _ := a.Decimal()
	return int(d.Shift(2).IntPart())
}

// percent is part of whole in %, rounded half up to two places.
func percent(part, whole int) evalreport.Percent {
	if whole == 0 {
		return evalreport.Percent{}
	}
	return evalreport.NewPercent(decimal.New(int64(part)*100, 0).DivRound(decimal.New(int64(whole), 0), 2))
}

func count(n int) evalreport.Count { return evalreport.NewCount(int64(n)) }
func score(n int) evalreport.Score { return evalreport.NewScore(decimal.New(int64(n), 0)) }

// split divides total into n parts, each at least a fraction of its share.
func (g *generator) split(total, n int) []int {
	parts, left := make([]int, n), total
	for i := range n - 1 {
		share := left / (n - i)
		parts[i] = g.draw(share/2, share)
		left -= parts[i]
	}
	parts[n-1] = left
	return parts
}

func (g *generator) meta() {
	g.r.Meta = evalreport.Meta{Unit: "甲市工业和信息化局", Year: 2023, Kind: evalreport.KindDepartment, Title: "甲市工业和信息化局2023年度部门整体支出绩效自评报告",
		Signature: "甲市工业和信息化局", Date: evalreport.NewDate(2024, time.March, 20)}
	g.r.Problems.Items = []string{"预算编制不够细"}
	g.r.Actions.Items = []string{"细化预算编制"}
	g.r.Duties.Items = []string{"拟订发展规划", "监测经济运行"}
	g.r.Attachments = []evalreport.Attachment{{Number: "1", Title: "2023年度基础数据表", Form: "basic_data"}, {Number: "2", Title: "2023年度自评表", Form: "department_self_evaluation"}}
	for i, h := range []string{"一、", "二、", "三、"} {
		g.r.Outline = append(g.r.Outline, evalreport.OutlineEntry{Heading: h + []string{"基本情况", "支出情况", "绩效情况"}[i], Level: 1})
	}
}

func names(n int, format string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(format, string(rune('甲'+i)))
	}
	return list
}

func (g *generator) people() {
	o := &g.r.Organisation
	o.Internal = names(g.draw(3, 8), "第%s科")
	o.Affiliated = names(g.draw(2, 5), "市%s中心")
	o.InternalCount, o.AffiliatedCount = count(len(o.Internal)), count(len(o.Affiliated))
	s := &g.r.Staffing
	var total, quota, excluded, retired, veterans, early int
	for _, name := range o.Affiliated {
		q, x, r, v, e := g.draw(10, 60), g.draw(1, 3), g.draw(1, 20), g.draw(1, 3), g.draw(1, 3)
		on := q - g.draw(0, 5)
		quota, total, excluded, retired, veterans, early = quota+q, total+on, excluded+x, retired+r, veterans+v, early+e
		s.ByUnit = append(s.ByUnit, evalreport.NamedHeadcount{Name: name, Headcount: evalreport.Headcount{Quota: count(q), OnDuty: count(on), Excluded: count(x), Retired: count(r), Veterans: count(v), EarlyLeft: count(e)}})
	}
	s.Headcount = evalreport.Headcount{Quota: count(quota), OnDuty: count(total), Excluded: count(excluded), Retired: count(retired), Veterans: count(veterans), EarlyLeft: count(early)}
	q, on := g.split(quota, 2), g.split(total, 2)
	for i, name := range []string{"局机关", "二级单位"} {
		s.ByLevel = append(s.ByLevel, evalreport.NamedHeadcount{Name: name, Headcount: evalreport.Headcount{Quota: count(q[i]), OnDuty: count(on[i])}})
	}
	q, on = g.split(quota, 2), g.split(total, 2)
	for i, name := range []string{"行政编制", "事业编制"} {
		s.ByKind = append(s.ByKind, evalreport.NamedHeadcount{Name: name, Headcount: evalreport.Headcount{Quota: count(q[i]), OnDuty: count(on[i])}})
	}
}

// flow is the four columns of a line, in cents.
type flow struct{ initial, adjustment, final int }

func (f flow) line() evalreport.Line {
	return evalreport.Line{Initial: cents(f.initial), Adjustment: cents(f.adjustment), Budget: cents(f.initial + f.adjustment), Final: cents(f.final)}
}

func (f flow) plus(h flow) flow {
	return flow{f.initial + h.initial, f.adjustment + h.adjustment, f.final + h.final}
}

func (g *generator) flow() flow {
	f := flow{initial: g.draw(100_00, 3000_00)}
	f.adjustment = g.draw(f.initial/20, f.initial/5)
	f.final = f.initial + f.adjustment - g.draw(1_00, 20_00)
	return f
}

func (g *generator) splitFlow(f flow, n int) []flow {
	i, a, x := g.split(f.initial, n), g.split(f.adjustment, n), g.split(f.final, n)
	list := make([]flow, n)
	for k := range list {
		list[k] = flow{i[k], a[k], x[k]}
	}
	return list
}

func named(names []string, flows []flow, whole flow) []evalreport.NamedLine {
	list := make([]evalreport.NamedLine, len(flows))
	for i, f := range flows {
		list[i] = evalreport.NamedLine{Name: names[i], Line: f.line()}
		list[i].Share = percent(f.final, whole.final)
	}
	return list
}

var classes = []string{"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"}

func (g *generator) expenditure() {
	basic, project := []flow{g.flow(), g.flow(), g.flow(), g.flow()}, []flow{g.flow(), g.flow(), g.flow(), g.flow()}
	personnel, public := basic[0].plus(basic[2]), basic[1].plus(basic[3])
	b, j := personnel.plus(public), project[0].plus(project[1]).plus(project[2]).plus(project[3])
	t := b.plus(j)
	var sum []flow
	for i := range classes {
		sum = append(sum, basic[i].plus(project[i]))
	}
	units := g.r.Organisation.Affiliated
	be := &g.r.BasicExpenditure
	be.Line, be.Personnel, be.Public = b.line(), personnel.line(), public.line()
	be.Share = percent(b.final, t.final)
	be.ByClass = named(classes, basic, b)
	be.ByUnit = named(units, g.splitFlow(b, len(units)), b)
	pe := &g.r.ProjectExpenditure
	pe.Line, pe.Share = j.line(), percent(j.final, t.final)
	pe.ByClass = named(classes, project, j)
	pe.ByFunction = named([]string{"一般公共服务支出", "科学技术支出", "节能环保支出"}, g.splitFlow(j, 3), j)
	pe.ByUnit = named(units, g.splitFlow(j, len(units)), j)
	pe.Projects = named(names(4, "%s项目"), g.splitFlow(j, 4), j)
	ex := &g.r.IncomeExpenditure.Expenditure
	ex.Total, ex.Basic, ex.Project, ex.Personnel, ex.Public = t.line(), b.line(), j.line(), personnel.line(), public.line()
	ex.Basic.Share, ex.Project.Share = be.Share, pe.Share
	ex.Personnel.Share, ex.Public.Share = percent(personnel.final, t.final), percent(public.final, t.final)
	ex.ByClass = named(classes, sum, t)
	ex.ByUnit = named(units, g.splitFlow(t, len(units)), t)
}

func (g *generator) income() {
	s := &g.r.IncomeExpenditure
	ex := &s.Expenditure.Total
	carryOut := g.draw(5_00, 50_00)
	t := flow{inCents(ex.Initial), inCents(ex.Adjustment), inCents(ex.Final) + carryOut}
	s.CarryOut = cents(carryOut)
	in := &s.Income
	lines := []*evalreport.Line{&in.Fiscal, &in.GovernmentFund, &in.StateCapital, &in.SpecialAccount, &in.Business, &in.Other, &in.CarryIn}
	parts := g.splitFlow(t, len(lines)+2)
	in.Total = t.line()
	for i, l := range lines {
		*l = parts[i].line()
		l.Share = percent(parts[i].final, t.final)
	}
	in.Items = named([]string{"上级补助收入", "附属单位上缴收入"}, parts[len(lines):], t)
	for i, a := range g.split(t.adjustment, 3) {
		s.Adjustments = append(s.Adjustments, evalreport.NamedAmount{Name: []string{"人员", "项目", "奖补"}[i], Amount: cents(a)})
	}
}

type spend struct{ prior, budget, final int }

func (a spend) plus(b spend) spend {
	return spend{a.prior + b.prior, a.budget + b.budget, a.final + b.final}
}

func (a spend) line() evalreport.ThreePublicLine {
	rate := evalreport.NewPercent(decimal.New(int64(a.final-a.prior)*100, 0).DivRound(decimal.New(int64(a.prior), 0), 2))
	return evalreport.ThreePublicLine{Prior: cents(a.prior), Budget: cents(a.budget), Final: cents(a.final),
		BudgetChange: cents(a.final - a.budget), Change: cents(a.final - a.prior), ChangeRate: rate}
}

func (a spend) row() evalreport.BasicRow {
	return evalreport.BasicRow{Prior: cents(a.prior), Budget: cents(a.budget), Final: cents(a.final)}
}

func (a spend) formRow() evalreport.ThreePublicRow {
	return evalreport.ThreePublicRow{Prior: cents(a.prior), Budget: cents(a.budget), Final: cents(a.final), Change: cents(a.final - a.prior)}
}

func (g *generator) spend() spend {
	f := g.draw(2_00, 9_00)
	return spend{prior: g.draw(2_00, 9_00), budget: f + g.draw(1_00, 5_00), final: f}
}

// threePublic spends nothing on buying cars, since one of the forms has no row for it.
func (g *generator) threePublic() {
	abroad, run, reception := g.spend(), g.spend(), g.spend()
	total := abroad.plus(run).plus(reception)
	t := &g.r.ThreePublic
	t.Abroad, t.VehiclePurchase, t.VehicleOperation, t.Vehicles, t.Reception, t.Total = abroad.line(), nothing(), run.line(), run.line(), reception.line(), total.line()
	t.VehicleCount = count(g.draw(1, 9))
	t.Share = percent(total.final, inCents(g.r.IncomeExpenditure.Expenditure.Total.Final))
	b := &g.r.BasicData.ThreePublic
	b.Abroad, b.VehiclePurchase, b.VehicleOperation, b.Vehicles, b.Reception, b.Total = abroad.row(), spend{}.row(), run.row(), run.row(), reception.row(), total.row()
	e := &g.r.ThreePublicExpenses
	e.Abroad, e.VehicleOperation, e.Reception, e.Total = abroad.formRow(), run.formRow(), reception.formRow(), total.formRow()
}

// nothing is a line without a rate of change, since nothing was spent last year.
func nothing() evalreport.ThreePublicLine {
	return evalreport.ThreePublicLine{Prior: cents(0), Budget: cents(0), Final: cents(0), BudgetChange: cents(0), Change: cents(0)}
}

func madeFlow(initial, adjustment, executed, withdrawn int) evalreport.FundFlow {
	budget := initial + adjustment
	return evalreport.FundFlow{Initial: cents(initial), Adjustment: cents(adjustment), Budget: cents(budget), Arrived: cents(budget), Executed: cents(executed),
		Withdrawn: cents(withdrawn), CarryOut: cents(budget - executed - withdrawn), ArrivalRate: percent(budget, budget), ExecutionRate: percent(executed, budget),
		Saved: cents(budget - executed), SavingRate: percent(budget-executed, budget)}
}

func (g *generator) specialFunds() {
	s := &g.r.SpecialFunds
	var initial, adjustment, executed, withdrawn int
	for _, name := range names(3, "%s专项") {
		i := g.draw(100_00, 900_00)
		a, w := i/10, g.draw(1_00, 9_00)
		x := i + a - w - g.draw(1_00, 9_00)
		s.Funds = append(s.Funds, evalreport.NamedFund{Name: name, FundFlow: madeFlow(i, a, x, w)})
		initial, adjustment, executed, withdrawn = initial+i, adjustment+a, executed+x, withdrawn+w
	}
	s.FundFlow = madeFlow(initial, adjustment, executed, withdrawn)
	n, budget := 0, initial+adjustment
	for k, amount := range g.split(budget, 2) {
		group := evalreport.FundGroup{Name: []string{"年初安排", "年中追加"}[k], Amount: cents(amount), Count: count(3)}
		for i, part := range g.split(amount, 3) {
			name := fmt.Sprintf("%s%s建设", string(rune('子'+k)), string(rune('甲'+i)))
			group.Projects = append(group.Projects, evalreport.NamedAmount{Name: name, Amount: cents(part)})
			g.r.CostIndicators.Projects = append(g.r.CostIndicators.Projects, evalreport.CostIndicator{Name: name, Target: evalreport.Measure("≤" + cents(part).String())})
		}
		s.Groups, n = append(s.Groups, group), n+3
	}
	s.ProjectCount = count(n)
	g.r.Process = evalreport.Process{Planned: s.Budget, Arrived: s.Arrived, Executed: s.Executed, ArrivalRate: s.ArrivalRate, ExecutionRate: s.ExecutionRate}
	g.r.Assets = evalreport.Assets{Total: cents(g.draw(900_00, 990_00)), Fixed: cents(g.draw(100_00, 800_00)), UtilisationRate: percent(g.draw(80, 99), 100)}
}

func (g *generator) goals() {
	n := g.draw(10, 40)
	g.r.Goals.Targets = []evalreport.Target{{Name: "新增企业", Target: evalreport.Measure(fmt.Sprintf("≥%d家", n)), Actual: evalreport.Measure(fmt.Sprintf("%d家", n+1))}}
	g.r.Performance.Facts = []evalreport.Fact{{Name: "服务企业", Value: "120家"}}
}
