package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r101 = &check.Rule{
	ID: "R101", Title: "同一项目的名称应一致", Group: groupH, Severity: check.Info,
	Formula: "金额相同、名称相近 ⇒ 名称相同",
	Doc:     "资金来源的项目清单与成本指标表中金额相同、名称相近的，应写同一个正式名称。",
	Basis:   "项目名称以批复为准",
	Run: func(p *check.Pass) {
		type named struct{ name, path string }
		byAmount := map[string][]named{}
		names := map[string]bool{}
		for i, g := range p.Report.SpecialFunds.Groups {
			for j, x := range g.Projects {
				if d, ok := x.Amount.Decimal(); ok {
					k := d.String()
					byAmount[k] = append(byAmount[k], named{x.Name, index(index("special_funds.groups", i)+".projects", j) + ".name"})
					names[plainName(x.Name)] = true
				}
			}
		}
		if len(byAmount) == 0 {
			return
		}
		for i, c := range p.Report.CostIndicators.Projects {
			q := quantityOf(c.Target)
			if !q.ok || names[plainName(c.Name)] {
				continue
			}
			for _, n := range byAmount[q.Value.String()] {
				if similar(plainName(n.name), plainName(c.Name)) {
					p.Found(check.Finding{Severity: check.Info, Path: index("cost_indicators.projects", i) + ".name", Reported: c.Name, Expected: n.name, Related: []string{n.path},
						Message: fmt.Sprintf("“%s”与资金来源中的“%s”金额相同、名称相近。请写同一个名称。", c.Name, n.name)})
					break
				}
			}
		}
	},
}

// similar reports whether two names share their first three characters and most of the rest.
func similar(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < 4 || len(y) < 4 || string(x[:3]) != string(y[:3]) {
		return false
	}
	have := map[rune]int{}
	for _, r := range x {
		have[r]++
	}
	common := 0
	for _, r := range y {
		if have[r] > 0 {
			have[r]--
			common++
		}
	}
	return common*3 >= 2*min(len(x), len(y))
}
