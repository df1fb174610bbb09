package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r087 = &check.Rule{
	ID: "R87", Title: "表头年度应写四位", Group: groupF, Severity: check.Info,
	Formula: "表头写 2022 年，不写 22 年",
	Doc:     "看附表印出的表头。",
	Basis:   "公文数字用法",
	Run: func(p *check.Pass) {
		for _, t := range narrative.Of(p).tables {
			for _, row := range t.rows {
				for _, cell := range row {
					digits, rest, _ := strings.Cut(cell, "年")
					if year, ok := headerYear(cell); ok && len(digits) == 2 && rest != "" {
						p.Found(check.Finding{Severity: check.Info, Path: t.path, Quote: cell, Reported: digits + "年", Expected: fmt.Sprintf("%d年", year),
							Message: fmt.Sprintf("表头“%s”的年度只写了两位。请写成“%d年”。", cell, year)})
					}
				}
			}
		}
	},
}
