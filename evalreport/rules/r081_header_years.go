package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r081 = &check.Rule{
	ID: "R81", Title: "表头年度应为本年或上年，并与所填的数相符", Group: groupF, Severity: check.Warning,
	Formula: "表头年度 ∈ {年度-1, 年度}；本年的数不应列在上年的表头之下",
	Doc:     "看附表印出的表头。年末在职人数等时点数，表头写上年、填的却是正文的本年数的，提示改表头。",
	Basis:   "附表表头",
	Run: func(p *check.Pass) {
		year := p.Report.Meta.Year
		if year == 0 {
			return
		}
		for _, t := range narrative.Of(p).tables {
			if t.form == "" {
				continue
			}
			for i, row := range t.rows {
				for j, cell := range row {
					printed, ok := headerYear(cell)
					switch {
					case !ok:
					case printed != year && printed != year-1:
						p.Found(check.Finding{Severity: check.Warning, Path: t.path, Quote: cell, Reported: cell, Expected: fmt.Sprint(year),
							Message: fmt.Sprintf("表头“%s”的年度不是 %d 年或 %d 年。请核对表头。", cell, year, year-1)})
					case printed == year-1 && strings.Contains(cell, "在职人数"):
						staleStock(p, t, i, j, cell)
					}
				}
			}
		}
	},
}

// headerYear reads the year at the start of a header cell: 2021年实际在职人数, 22年决算数.
func headerYear(cell string) (int, bool) {
	digits, rest, ok := strings.Cut(cell, "年")
	if !ok || len(digits) != 4 && (len(digits) != 2 || !strings.ContainsAny(rest, "算数")) { // 10年 alone is a span of time
		return 0, false
	}
	n, ok := wholeNumber(digits)
	if !ok {
		return 0, false
	}
	if n < 100 {
		n += 2000
	}
	return n, n > 1990 && n < 2100
}

// staleStock reports a header of last year over this year's number of staff.
func staleStock(p *check.Pass, t table, row, col int, header string) {
	now, ok := p.Report.Staffing.OnDuty.Number()
	if !ok || row+1 >= len(t.rows) || col >= len(t.rows[row+1]) {
		return
	}
	cell := t.rows[row+1][col]
	if n, ok := wholeNumber(leadingDigits(cell)); !ok || !now.Equal(evalreport.NewNumber(int64(n), 0)) {
		return
	}
	year := p.Report.Meta.Year
	p.Found(check.Finding{Severity: check.Warning, Path: t.path, Quote: header, Reported: header, Expected: fmt.Sprintf("%d年", year),
		Related: []string{"staffing.on_duty"},
		Message: fmt.Sprintf("表头“%s”之下填的 %s，与正文 %d 年末在职人数 %s 相同。请把表头改为 %d 年，或改填 %d 年的人数。",
			header, cell, year, p.Report.Staffing.OnDuty, year, year-1)})
}

// wholeNumber reads up to nine digits and nothing else.
func wholeNumber(s string) (n int, ok bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func leadingDigits(s string) string {
	s = strings.TrimSpace(s)
	for i, r := range s {
		if r < '0' || r > '9' {
			return s[:i]
		}
	}
	return s
}
