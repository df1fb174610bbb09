package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r016 = &check.Rule{
	ID: "R16", Title: "追加数应等于追加明细之和", Group: groupA, Severity: check.Error, Tolerance: check.ToleranceSum,
	Formula: "调整数 = Σ 追加明细",
	Doc:     "追加明细的合计应等于收入总计、财政拨款或支出总计的调整数之一。",
	Basis:   "预算调整关系",
	Run: func(p *check.Pass) {
		s := &p.Report.IncomeExpenditure
		sum, places, ok := sumAmounts(s.Adjustments)
		if !ok {
			return
		}
		best, path, printed := check.Wrong, "", evalreport.Amount{}
		for _, c := range []struct {
			path string
			a    evalreport.Amount
		}{
			{"income_expenditure.income.total.adjustment", s.Income.Total.Adjustment},
			{"income_expenditure.income.fiscal.adjustment", s.Income.Fiscal.Adjustment},
			{"income_expenditure.expenditure.total.adjustment", s.Expenditure.Total.Adjustment},
		} {
			d, ok := c.a.Number()
			if !ok {
				continue
			}
			v := check.CompareSum(d, sum, len(s.Adjustments), max(places, c.a.Places(), amountPlaces.Of(p)))
			if path == "" || v < best {
				best, path, printed = v, c.path, c.a
			}
		}
		if path == "" || best == check.Right {
			return
		}
		d, _ := printed.Number()
		eq := equation{Words: "追加明细之和", Written: writeAmounts(s.Adjustments), Expected: sum, Reported: d, Places: max(places, printed.Places())}
		p.Found(check.Finding{Severity: best.Severity(check.Error), Path: path, Reported: printed.String(), Expected: sum.String(),
			Related: amountPaths("income_expenditure.adjustments", s.Adjustments), Message: eq.String(best) + "请核对追加的各项。"})
	},
}

func sumAmounts(list []evalreport.NamedAmount) (sum evalreport.Number, places int32, ok bool) {
	for _, a := range list {
		d, filled := a.Amount.Number()
		if !filled {
			return sum, places, false
		}
		sum, places = sum.Add(d), max(places, a.Amount.Places())
	}
	return sum, places, len(list) > 0
}

func writeAmounts(list []evalreport.NamedAmount) string {
	var b strings.Builder
	for i, a := range list {
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(a.Amount.String())
	}
	return b.String()
}

func amountPaths(path string, list []evalreport.NamedAmount) []string {
	var paths []string
	for i := range list {
		paths = append(paths, index(path, i)+".amount")
	}
	return paths
}
