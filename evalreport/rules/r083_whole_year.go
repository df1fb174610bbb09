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
			if period, ok := partYear(f.Name + " " + string(f.Value) + " " + f.Note); ok {
				p.Found(check.Finding{Severity: check.Info, Path: index("performance.facts", i), Reported: period, Expected: "1-12月",
					Message: fmt.Sprintf("“%s”是 %s 的数。请换成全年数。", f.Name, period)})
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

// partYear finds a period that begins in January and ends before December.
func partYear(s string) (string, bool) {
	if !strings.Contains(s, "月") {
		return "", false
	}
	for _, dash := range []string{"-", "—", "至", "~", "－"} {
		for m := 11; m >= 2; m-- {
			if period := fmt.Sprintf("1%s%d月", dash, m); strings.Contains(s, period) && !strings.Contains(s, "1"+period) {
				return period, true
			}
		}
	}
	return "", false
}
