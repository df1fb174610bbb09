package rules

import (
	"fmt"
	"reflect"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/check/formula"
)

var r090 = &check.Rule{
	ID: "R90", Title: "金额不应错用单位", Group: groupG, Severity: check.Error,
	Formula: "同名金额两处相差一万倍，或决算超过预算一千倍 ⇒ 元与万元混用",
	Doc:     "报告的金额都以万元为单位。把元数填进万元栏的，与别处的同名金额正好差一万倍。",
	Basis:   "金额单位为万元",
	Run: func(p *check.Pass) {
		root, evaluator := reflect.ValueOf(p.Report).Elem(), evaluators.Of(p)
		for _, c := range sameAmounts {
			evaluator.Each(c.formula, root, func(fc *formula.Case) {
				big, small := fc.Left.Value, fc.Right.Value
				switch {
				case small.IsPositive() && big.Equal(small.Shift(4)):
					unitSlip(p, fc.Left.Path(), fc.Right.Path(), big, small)
				case big.IsPositive() && small.Equal(big.Shift(4)):
					unitSlip(p, fc.Right.Path(), fc.Left.Path(), small, big)
				}
			})
		}
		b := &p.Report.BasicData.Expenditure
		for _, x := range []struct {
			name string
			row  *evalreport.BasicRow
		}{{"total", &b.Total}, {"basic", &b.Basic}, {"public", &b.Public}, {"project", &b.Project}, {"operation", &b.Operation}, {"special", &b.Special}} {
			final, ok1 := x.row.Final.Number()
			budget, ok2 := x.row.Budget.Number()
			if ok1 && ok2 && budget.IsPositive() && final.GreaterThan(budget.Shift(3)) {
				at := "basic_data.expenditure." + x.name
				unitSlip(p, at+".final", at+".budget", final, budget)
			}
		}
	},
}

// sameAmounts are the formulas of R100, which pair amounts of one name. The catalogue sets them as it reads R100; a rule
// cannot ask the catalogue, which holds it.
var sameAmounts []compiled

func unitSlip(p *check.Pass, path, other string, big, small evalreport.Number) {
	p.Found(check.Finding{Severity: check.Error, Path: path, Reported: big.String(), Expected: small.String(), Related: []string{other},
		Message: fmt.Sprintf("填报 %s 万元，“%s”为 %s 万元。这里可能填了以元为单位的数，请核对单位。", big, evalreport.Label(p.Report, other), small)})
}
