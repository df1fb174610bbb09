package rules

import (
	"fmt"
	"strconv"
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
		yearIn(p, "meta.title", r.Meta.Title)
		for i, e := range r.ProjectSelfEvaluations {
			yearIn(p, index("project_self_evaluations", i)+".title", e.Title)
		}
		for i, a := range r.Attachments {
			yearIn(p, index("attachments", i)+".title", a.Title)
		}
	},
}

func yearIn(p *check.Pass, path, title string) {
	i := strings.Index(title, "年度")
	if i < 4 || p.Report.Meta.Year == 0 {
		return
	}
	printed, err := strconv.Atoi(title[i-4 : i])
	if err != nil || printed == p.Report.Meta.Year {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: path, Reported: fmt.Sprint(printed), Expected: fmt.Sprint(p.Report.Meta.Year), Related: []string{"meta.year"},
		Message: fmt.Sprintf("“%s”写的是 %d 年度，报告评价的是 %d 年度。请核对。", title, printed, p.Report.Meta.Year)})
}
