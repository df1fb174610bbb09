package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r068 = &check.Rule{
	ID: "R68", Title: "定量指标的指标值应能比较", Group: groupD, Severity: check.Info,
	Formula: "实际完成值是数 ⇒ 指标值是数，或写明标准的数值",
	Doc:     "实际完成值是一个数，指标值却写成“≥全省平均水平”之类，看不出是否达到。请写明标准是多少。",
	Basis:   "绩效指标应当细化量化",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.row == nil || !it.actual.ok || it.target.ok || it.row.Target.IsBlank() || strings.ContainsAny(string(it.row.Target), "0123456789") {
					continue
				}
				p.Found(check.Finding{Severity: check.Info, Path: it.path() + ".target", Reported: string(it.row.Target), Related: []string{it.path() + ".actual"},
					Message: fmt.Sprintf("“%s”指标值为“%s”，完成值为 %s，无法比较。请写明标准的数值。", it.name, it.row.Target, it.row.Actual)})
			}
		}
	},
}
