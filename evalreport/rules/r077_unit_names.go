package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/internal/nearest"
)

var r077 = &check.Rule{
	ID: "R77", Title: "同一份名单在各处应当一致", Group: groupE, Severity: check.Warning,
	Formula: "机构设置、人员编制、支出各处的所属单位名称相同",
	Doc:     "人员编制和支出按单位列出的名称，与所属单位名单中的一个只差一两个字的，提示改成同一个名称。只列其中几个单位的不比较。",
	Basis:   "单位名称以编制文件为准",
	Run: func(p *check.Pass) {
		r := p.Report
		if len(r.Organisation.Affiliated) == 0 {
			return
		}
		for i, u := range r.Staffing.ByUnit {
			misspelt(p, "staffing.by_unit", i, u.Name)
		}
		for i, u := range r.BasicExpenditure.ByUnit {
			misspelt(p, "basic_expenditure.by_unit", i, u.Name)
		}
		for i, u := range r.ProjectExpenditure.ByUnit {
			misspelt(p, "project_expenditure.by_unit", i, u.Name)
		}
	},
}

// misspelt reports a name that is nearly one of the affiliated units.
func misspelt(p *check.Pass, list string, i int, name string) {
	near := meantUnits.Of(p, name)
	if near == "" {
		return
	}
	p.Found(check.Finding{Severity: check.Warning, Path: index(list, i) + ".name", Reported: name, Expected: near, Related: []string{"organisation.affiliated"},
		Message: fmt.Sprintf("此处写“%s”，所属单位名单写“%s”。请核对是否同一单位，改成同一个名称。", name, near)})
}

// meantUnits are the affiliated units that misspelt names mean; nothing for a name that is right, or no unit's.
var meantUnits = newCached(func(p *check.Pass, name string) string {
	known := p.Report.Organisation.Affiliated
	if slices.Contains(known, name) || len([]rune(name)) < 5 || strings.ContainsAny(name, "一二三四五六七八九十0123456789") {
		return "" // numbered units differ by one character and are different units
	}
	near := nearest.Of(name, known)
	if near == "" || plain(p, near) == plain(p, name) || nearest.Distance(name, near) > 2 {
		return ""
	}
	return near
})
