package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r040 = &check.Rule{
	ID: "R40", Title: "比率的名称应与算法相符", Group: groupC, Severity: check.Warning,
	Formula: "成本控制率 = 实际成本 ÷ 预算；成本节约率 =（预算 - 实际成本）÷ 预算",
	Doc:     "叫作成本控制率、数值却是节约率的，提示改名或改数。",
	Basis:   "项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		f := &p.Report.SpecialFunds.FundFlow
		budget, executed := cell{figure: &f.Budget}, cell{figure: &f.Executed}
		saving, control := over("", budget, budget).less(&f.Executed), over("", executed, budget)
		s, ok := saving.value()
		c, _ := control.value()
		if !ok || s.IsZero() {
			return
		}
		for _, n := range namedRates.Of(p) {
			if !strings.HasSuffix(n.name, "成本控制率") {
				continue
			}
			if got, _ := n.Number(); check.ComparePercent(got, s, n.Places()) == check.Wrong {
				continue
			}
			p.Found(check.Finding{Severity: check.Warning, Path: n.path(), Reported: n.String(), Expected: c.StringFixed(2) + "%",
				Related: []string{"special_funds.executed", "special_funds.budget"},
				Message: fmt.Sprintf("“%s”填 %s，是节约率 %s = %s%%；控制率应为 %s = %s%%。请改名或改数。",
					n.name, n, saving.written(), s.StringFixed(2), control.written(), c.StringFixed(2))})
		}
	},
}
