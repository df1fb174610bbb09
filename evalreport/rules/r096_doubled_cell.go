package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r096 = &check.Rule{
	ID: "R96", Title: "一格的文字不应重复两遍", Group: groupG, Severity: check.Info,
	Formula: "没有“绩效指标绩效指标”",
	Doc:     "表格跨页时，转换工具常把合并单元格的文字写两遍。",
	Basis:   "报告的文字应当完整",
	Run: func(p *check.Pass) {
		for _, t := range narrative.Of(p).tables {
			for _, row := range t.rows {
				for _, cell := range row {
					if half, ok := doubled(plain(p, cell)); ok {
						p.Found(check.Finding{Severity: check.Info, Path: t.path, Quote: cell, Reported: cell, Expected: half,
							Message: fmt.Sprintf("“%s”写了两遍。请删去一遍。", half)})
					}
				}
			}
		}
	},
}

// doubled reports whether a text of six characters or more is the same words twice.
func doubled(s string) (string, bool) {
	n := len(s)
	if n < 18 || n%2 != 0 || s[:n/2] != s[n/2:] {
		return "", false
	}
	return s[:n/2], true
}
