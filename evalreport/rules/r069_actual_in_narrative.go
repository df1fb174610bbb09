package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r069 = &check.Rule{
	ID: "R69", Title: "实际完成值应与叙述一致", Group: groupD, Severity: check.Warning,
	Formula: "自评表的实际完成值与叙述、年度目标中同名指标的数值相同",
	Doc:     "与部门职责履行、效益、年度目标中同名的数比较；单位不同的不比较。",
	Basis:   "同一事实只有一个数",
	Run: func(p *check.Pass) {
		known := facts.Of(p).byName
		if len(known) == 0 {
			return
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if !it.actual.ok {
					continue
				}
				f, ok := known[it.plain]
				if !ok || f.value.Unit != it.actual.Unit || f.value.Value.Equal(it.actual.Value) {
					continue
				}
				p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".actual", Reported: string(it.row.Actual), Expected: f.text, Related: []string{f.path()},
					Message: fmt.Sprintf("“%s”自评表填 %s，正文写 %s。两处是同一个数，请核对。", it.name, it.row.Actual, f.text)})
			}
		}
	},
}
