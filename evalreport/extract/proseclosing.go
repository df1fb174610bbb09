package extract

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// closing reads what was left at the end of the year: the figure that income and expenditure of the whole report bear
// out. Sections state what is left of their own money in the same words, so any other figure is left in the text.
func (f *figures) closing() {
	r := &f.b.r.IncomeExpenditure
	income, ok := r.Income.Total.Final.Decimal()
	if !ok {
		income, ok = r.Income.Total.Budget.Decimal()
	}
	spent, ok2 := r.Expenditure.Total.Final.Decimal()
	if !ok || !ok2 {
		return
	}
	carriedIn, _ := r.Income.CarryIn.Final.Decimal() // the income may be of the year alone
	for _, c := range f.set.Claims() {
		if c.Kind != claims.Amount || c.Column != claims.CarryOut || f.path[c] != "" || !f.plain(c) || !strings.Contains(c.Subject, "年末") {
			continue
		}
		if left := spent.Add(c.Wan); !income.Equal(left) && !income.Add(carriedIn).Equal(left) {
			continue
		}
		path := "income_expenditure.carry_out"
		if v, ok := evalreport.Lookup(f.b.r, path); ok && v.IsZero() {
			f.money(c, path)
			f.path[c] = path
		}
		return
	}
}
