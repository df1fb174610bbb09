package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r101 = &check.Rule{
	ID: "R101", Title: "同一项目的名称应一致", Group: groupH, Severity: check.Info,
	Formula: "金额相同、名称相近 ⇒ 名称相同",
	Doc:     "资金来源的项目清单与成本指标表中金额相同、名称相近的，应写同一个正式名称。",
	Basis:   "项目名称以批复为准",
	Run: func(p *check.Pass) {
		funded := fundedProjects.Of(p)
		if len(funded.byAmount) == 0 {
			return
		}
		for i, c := range p.Report.CostIndicators.Projects {
			if !quantityOf(p, c.Target).ok || funded.names[plain(p, c.Name)] {
				continue
			}
			for _, n := range funded.byAmount[valueTexts.Of(p, c.Target)] {
				if similar(plain(p, n.name), plain(p, c.Name)) {
					p.Found(check.Finding{Severity: check.Info, Path: index("cost_indicators.projects", i) + ".name", Reported: c.Name, Expected: n.name, Related: []string{n.path},
						Message: fmt.Sprintf("“%s”与资金来源中的“%s”金额相同、名称相近。请写同一个名称。", c.Name, n.name)})
					break
				}
			}
		}
	},
}

// funded are the projects listed by source of money.
type funded struct {
	byAmount map[string][]fundedProject
	names    map[string]bool
}

type fundedProject struct{ name, path string }

var fundedProjects = check.NewMemo(func(p *check.Pass) funded {
	f := funded{map[string][]fundedProject{}, map[string]bool{}}
	for i, g := range p.Report.SpecialFunds.Groups {
		for j, x := range g.Projects {
			if d, ok := x.Amount.Number(); ok {
				k := d.String()
				f.byAmount[k] = append(f.byAmount[k], fundedProject{x.Name, index(index("special_funds.groups", i)+".projects", j) + ".name"})
				f.names[plain(p, x.Name)] = true
			}
		}
	}
	return f
})

// valueTexts are the values of measures in one spelling.
var valueTexts = newCached(func(p *check.Pass, m evalreport.Measure) string { return quantityOf(p, m).Value.String() })

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
