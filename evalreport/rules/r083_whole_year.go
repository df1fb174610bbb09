package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r083 = &check.Rule{
	ID: "R83", Title: "年度报告的数应覆盖全年", Group: groupF, Severity: check.Info,
	Formula: "年度报告中 1-11 月之类的数提示复核",
	Doc:     "指标和履职成效的数只到年中某月的，提示换成全年数。",
	Basis:   "评价时段为全年",
	Run: func(p *check.Pass) {
		for i, f := range p.Report.Performance.Facts {
			for _, text := range [...]string{f.Name, string(f.Value), f.Note} {
				if period, ok := partYear(text); ok {
					p.Found(check.Finding{Severity: check.Info, Path: index("performance.facts", i), Reported: period, Expected: "1-12月",
						Message: fmt.Sprintf("“%s”是 %s 的数。请换成全年数。", f.Name, period)})
					break
				}
			}
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.row == nil {
					continue
				}
				if period, ok := partYear(string(it.row.Actual)); ok {
					p.Found(check.Finding{Severity: check.Info, Path: it.path() + ".actual", Reported: period, Expected: "1-12月",
						Message: fmt.Sprintf("“%s”的完成值是 %s 的数。请换成全年数。", it.name, period)})
				}
			}
		}
	},
}

// partYears are the periods that begin in January and end before December, as printed: 1-11月, 1至6月.
var partYears = func() (list []string) {
	for _, dash := range []string{"-", "—", "至", "~", "－"} {
		for m := 11; m >= 2; m-- {
			list = append(list, fmt.Sprintf("1%s%d月", dash, m))
		}
	}
	return list
}()

// partYear finds such a period in a text.
func partYear(s string) (string, bool) {
	if !strings.Contains(s, "月") {
		return "", false
	}
	for _, period := range partYears {
		if before, _, found := strings.Cut(s, period); found && !strings.HasSuffix(before, "1") { // 11至12月 is not 1至12月
			return period, true
		}
	}
	return "", false
}
