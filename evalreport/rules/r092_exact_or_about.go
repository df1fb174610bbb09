package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r092 = &check.Rule{
	ID: "R92", Title: "实际完成值应是确数", Group: groupG, Severity: check.Info,
	Formula: "实际完成值不带余、多、以上、左右",
	Doc:     "“满意度95%以上”“80余次”不是完成值。请写实际的数。",
	Basis:   "实际完成值应当可核实",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.row != nil && vague(string(it.row.Actual)) {
					p.Found(check.Finding{Severity: check.Info, Path: it.path() + ".actual", Reported: string(it.row.Actual),
						Message: fmt.Sprintf("“%s”的完成值“%s”不是确数。请填实际的数。", it.name, it.row.Actual)})
				}
			}
		}
		for i, f := range p.Report.Benefits.Facts {
			if vague(string(f.Value)) {
				p.Found(check.Finding{Severity: check.Info, Path: index("benefits.facts", i) + ".value", Reported: string(f.Value),
					Message: fmt.Sprintf("“%s”的数值“%s”不是确数。请填实际的数。", f.Name, f.Value)})
			}
		}
	},
}

// vague reports whether a figure is only about right.
func vague(s string) bool {
	if !strings.ContainsAny(s, "0123456789") {
		return false
	}
	for _, w := range []string{"余", "多", "以上", "左右", "约"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
