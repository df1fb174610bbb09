package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r086 = &check.Rule{
	ID: "R86", Title: "标题、附表和附件的年度应一致", Group: groupF, Severity: check.Error,
	Formula: "标题年度 = 附表标题年度 = 附件名称年度 = 评价年度",
	Doc:     "看标题、自评表表名和附件名称中的“××××年度”。",
	Basis:   "同一报告只评价一个年度",
	Run: func(p *check.Pass) {
		r := p.Report
		yearIn(p, r.Meta.Title, fixed("meta").path)
		for i := range r.ProjectSelfEvaluations {
			yearIn(p, r.ProjectSelfEvaluations[i].Title, func() string { return index("project_self_evaluations", i) })
		}
		for i := range r.Attachments {
			yearIn(p, r.Attachments[i].Title, func() string { return index("attachments", i) })
		}
	},
}

// yearIn looks at the title of what stands at a path.
func yearIn(p *check.Pass, title string, at func() string) {
	i := strings.Index(title, "年度")
	if i < 4 || p.Report.Meta.Year == 0 {
		return
	}
	printed, ok := wholeNumber(title[i-4 : i])
	if !ok || printed == p.Report.Meta.Year {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: at() + ".title", Reported: fmt.Sprint(printed), Expected: fmt.Sprint(p.Report.Meta.Year), Related: []string{"meta.year"},
		Message: fmt.Sprintf("“%s”写的是 %d 年度，报告评价的是 %d 年度。请核对。", title, printed, p.Report.Meta.Year)})
}
