package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r082 = &check.Rule{
	ID: "R82", Title: "填报日期不应晚于成文日期", Group: groupF, Severity: check.Warning,
	Formula: "填报日期 ≤ 成文日期，且在评价年度结束之后",
	Doc:     "附表先于报告填好，或同一天填好。",
	Basis:   "附表与报告的先后",
	Run: func(p *check.Pass) {
		m := &p.Report.Meta
		for _, f := range filings.Of(p) {
			filed, ok := f.filing.Date.Time()
			if !ok {
				continue
			}
			date, ok := m.Date.Time()
			switch {
			case ok && filed.After(date):
				p.Found(check.Finding{Severity: check.Warning, Path: f.path + ".date", Reported: f.filing.Date.String(), Expected: m.Date.String(), Related: []string{"meta.date"},
					Message: fmt.Sprintf("填报日期 %s 晚于报告的成文日期 %s。请核对。", f.filing.Date, m.Date)})
			case m.Year > 0 && filed.Year() <= m.Year:
				p.Found(check.Finding{Severity: check.Warning, Path: f.path + ".date", Reported: f.filing.Date.String(), Expected: fmt.Sprintf("%d年12月31日之后", m.Year),
					Message: fmt.Sprintf("填报日期 %s，不在 %d 年度结束之后。请核对。", f.filing.Date, m.Year)})
			}
		}
	},
}
