package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r080 = &check.Rule{
	ID: "R80", Title: "成文日期应在评价年度结束之后", Group: groupF, Severity: check.Error,
	Formula: "成文日期 > 年度 12 月 31 日",
	Doc:     "评价的是全年的绩效，报告不会在年度结束之前写成。",
	Basis:   "年度绩效自评在次年进行",
	Run: func(p *check.Pass) {
		m := &p.Report.Meta
		d, ok := m.Date.Time()
		if !ok || m.Year == 0 || d.Year() > m.Year {
			return
		}
		p.Found(check.Finding{Severity: check.Error, Path: "meta.date", Reported: m.Date.String(), Expected: fmt.Sprintf("%d年12月31日之后", m.Year),
			Related: []string{"meta.year"},
			Message: fmt.Sprintf("成文日期 %s，不在 %d 年度结束之后。请核对日期和年度。", m.Date, m.Year)})
	},
}
