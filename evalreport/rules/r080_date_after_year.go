package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

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
		if d.Year() == m.Year && yearUncertain.Of(p) {
			return
		}
		p.Found(check.Finding{Severity: check.Error, Path: "meta.date", Reported: m.Date.String(), Expected: fmt.Sprintf("%d年12月31日之后", m.Year),
			Related: []string{"meta.year"},
			Message: fmt.Sprintf("成文日期 %s，不在 %d 年度结束之后。请核对日期和年度。", m.Date, m.Year)})
	},
}

// yearUncertain reports whether the year of a report is only one that its text names, or had not ended and the title says so.
var yearUncertain = check.NewMemo(func(p *check.Pass) bool {
	m := &p.Report.Meta
	if m.Title == "" {
		year, date := p.Origins["meta.year"], p.Origins["meta.date"]
		return year.Line > 0 && year.Line == date.Line && year.Column == date.Column // the year is that of the date
	}
	return !strings.Contains(m.Title, strconv.Itoa(m.Year)) || partOfYear.MatchString(m.Title)
})

// partOfYear are the words for less than a whole year: 1-4月, 上半年, 第三季度.
var partOfYear = regexp.MustCompile(`上半年|半年度|季度|中期|年中|[0-9一二三四五六七八九十]+ *[-—~至到] *[0-9一二三四五六七八九十]+ *月`)
