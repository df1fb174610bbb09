package templates_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

// TestInventedFigures makes reports of random figures that agree with each other, has each profile write its sentences
// about them, and checks the documents: sums, shares, changes and rates in the text are right, so nothing is found.
func TestInventedFigures(t *testing.T) {
	for _, id := range []string{"hunan", "yiyang", "zhuzhou", "changning"} {
		for seed := range uint64(15) {
			r := decode(t, sampleText(id))
			invent(r, rand.New(rand.NewPCG(seed, 2)))
			for _, f := range findings(t, render(t, profileOf(t, id), r)) {
				t.Errorf("%s, seed %d: %s %s: %s", id, seed, f.Rule, f.Path, f.Message)
			}
		}
	}
}

// findings are what all rules find in a document, but for the wording of the title that some localities prescribe.
func findings(t *testing.T, docx []byte) []check.Finding {
	t.Helper()
	got, err := extract.Read(bytes.NewReader(docx), int64(len(docx)), extract.Options{File: "report.docx"})
	if err != nil {
		t.Fatal(err)
	}
	if known, err := form.Builtin.Recognise(got.Report); err == nil && known != nil {
		got.Report.Meta.Profile = known.ID // as the command does
	}
	scheme, err := form.Builtin.SchemeFor(got.Report)
	if err != nil {
		t.Fatal(err)
	}
	config := check.Config{Scheme: *scheme, Origins: got.Origins}
	return slices.DeleteFunc(config.Run(got.Report, got.Prose(), rules.All()...), func(f check.Finding) bool { return f.Rule == "R116" })
}

// invent gives a sample other figures that agree with each other.
func invent(r *evalreport.Report, random *rand.Rand) {
	yuan := func(from, to int64) decimal.Decimal { return decimal.New(from+random.Int64N(to-from), -2) }
	// basic and project expenditure by class
	b, p := &r.BasicExpenditure, &r.ProjectExpenditure
	basic := draw(b.ByClass, func() decimal.Decimal { return yuan(20000, 90000) })
	project := draw(p.ByClass, func() decimal.Decimal { return yuan(9000, 30000) })
	spread(b.ByUnit, basic)
	spread(p.ByFunction, project)
	spread(p.Projects, project)
	year(&b.Line, basic, random)
	year(&p.Line, project, random)
	total := basic.Add(project)
	// income and expenditure
	e, in := &r.IncomeExpenditure.Expenditure, &r.IncomeExpenditure.Income
	e.Total.Final, e.Basic.Final, e.Project.Final = amount(total), amount(basic), amount(project)
	other := yuan(100, 5000)
	in.Other.Final, in.Fiscal.Final = amount(other), amount(total.Sub(other))
	in.Total.Final, in.Total.Budget = amount(total), amount(total)
	in.Total.Initial = amount(decimalOf(b.Initial).Add(decimalOf(p.Initial)))
	in.Total.Adjustment = amount(total.Sub(decimalOf(in.Total.Initial)))
	inventThreePublic(r, yuan)
	inventForms(r, basic, project, other)
}

// inventThreePublic keeps accounts within budgets and below last year's.
func inventThreePublic(r *evalreport.Report, yuan func(from, to int64) decimal.Decimal) {
	t := &r.ThreePublic
	cars, guests := yuan(500, 1500), yuan(100, 400)
	t.Vehicles.Final, t.Reception.Final = amount(cars), amount(guests)
	t.Vehicles.Budget, t.Reception.Budget = amount(cars.Add(yuan(0, 90))), amount(guests.Add(yuan(0, 90)))
	t.Vehicles.Prior, t.Reception.Prior = amount(cars.Add(yuan(50, 200))), amount(guests.Add(yuan(50, 200)))
	for _, column := range []func(*evalreport.ThreePublicLine) *evalreport.Amount{
		func(l *evalreport.ThreePublicLine) *evalreport.Amount { return &l.Prior },
		func(l *evalreport.ThreePublicLine) *evalreport.Amount { return &l.Budget },
		func(l *evalreport.ThreePublicLine) *evalreport.Amount { return &l.Final },
	} {
		*column(&t.Total) = amount(decimalOf(*column(&t.Vehicles)).Add(decimalOf(*column(&t.Reception))))
	}
	t.VehicleOperation = t.Vehicles
}

// inventForms carries the figures over to the forms.
func inventForms(r *evalreport.Report, basic, project, other decimal.Decimal) {
	d, t, total := &r.BasicData, &r.ThreePublic, basic.Add(project)
	both := func(row *evalreport.BasicRow, a decimal.Decimal) { row.Budget, row.Final = amount(a), amount(a) }
	both(&d.Expenditure.Total, total)
	both(&d.Expenditure.Basic, basic)
	both(&d.Expenditure.Project, project)
	both(&d.Expenditure.Public, decimalOf(r.BasicExpenditure.ByClass[1].Final))
	operation := decimalOf(r.ProjectExpenditure.Projects[0].Final)
	both(&d.Expenditure.Operation, operation)
	both(&d.Expenditure.Special, project.Sub(operation))
	for i := range d.Expenditure.Specials {
		both(&d.Expenditure.Specials[i].BasicRow, decimalOf(r.ProjectExpenditure.Projects[i+1].Final))
	}
	r.SpecialFunds.Funds, r.SpecialFunds.FundFlow = nil, evalreport.FundFlow{Executed: evalreport.MustAmount("0")}
	row := func(row *evalreport.BasicRow, l evalreport.ThreePublicLine) {
		row.Prior, row.Budget, row.Final = l.Prior, l.Budget, l.Final
	}
	row(&d.ThreePublic.Total, t.Total)
	row(&d.ThreePublic.Vehicles, t.Vehicles)
	row(&d.ThreePublic.VehicleOperation, t.Vehicles)
	row(&d.ThreePublic.Reception, t.Reception)
	f := &r.DepartmentSelfEvaluation.Funds
	f.Total.Initial, f.Total.Budget, f.Total.Executed = r.IncomeExpenditure.Income.Total.Initial, amount(total), amount(total)
	f.BySource.General, f.BySource.Other = amount(total.Sub(other)), amount(other)
	f.ByExpenditure.Basic, f.ByExpenditure.Project = amount(basic), amount(project)
	prior, final := decimalOf(t.Total.Prior), decimalOf(t.Total.Final)
	change := prior.Sub(final).Div(prior).Mul(decimal.NewFromInt(100)).Round(2).String()
	evalreport.Walk(r, func(f evalreport.Field) bool {
		switch v := f.Value.Addr().Interface().(type) {
		case *string:
			*v = strings.ReplaceAll(*v, "7.18%", change+"%")
		case *evalreport.Measure:
			if v.String() == "-7.18%" {
				*v = evalreport.Measure("-" + change + "%")
			}
		}
		return true
	})
}

// year makes the line of a budget through its year that ends at final.
func year(l *evalreport.Line, final decimal.Decimal, random *rand.Rand) {
	initial := final.Mul(decimal.New(80+random.Int64N(18), -2)).Round(2)
	l.Initial, l.Adjustment, l.Budget, l.Final = amount(initial), amount(final.Sub(initial)), amount(final), amount(final)
}

// draw gives each part an amount and returns their sum.
func draw(parts []evalreport.NamedLine, next func() decimal.Decimal) decimal.Decimal {
	sum := decimal.Zero
	for i := range parts {
		a := next()
		parts[i].Final, sum = amount(a), sum.Add(a)
	}
	return sum
}

// spread shares an amount among parts.
func spread(parts []evalreport.NamedLine, total decimal.Decimal) {
	rest := total
	for i := range parts[1:] {
		a := total.Div(decimal.NewFromInt(int64(len(parts) + 1))).Round(2)
		parts[i].Final, rest = amount(a), rest.Sub(a)
	}
	parts[len(parts)-1].Final = amount(rest)
}

func amount(d decimal.Decimal) evalreport.Amount { return evalreport.MustAmount(d.StringFixed(2)) }

func decimalOf(a evalreport.Amount) decimal.Decimal {
	d, _ := a.Decimal()
	return d
}
