package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r051 = &check.Rule{
	ID: "R51", Title: "上级指标的分值应等于下级分值之和", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "一级指标分值 = Σ 二级指标分值 = Σ 三级指标分值",
	Doc:     "一级、二级指标名称后面写明的分值（产出指标（50分））应等于其下各行分值之和。",
	Basis:   "绩效自评表表内关系",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.classes {
				c := &s.classes[i]
				levelWeight(p, c, c.name, c.weight, c.items)
				for j := range c.groups {
					g := &c.groups[j]
					levelWeight(p, g, g.name, g.weight, g.items)
				}
			}
		}
	},
}

func levelWeight(p *check.Pass, at position, name string, weight evalreport.Score, items []item) {
	want, ok := weight.Number()
	sum, filled := sumOf(items, weightOf)
	if !ok || !filled || want.Equal(sum) {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: at.path() + ".weight", Reported: weight.String(), Expected: sum.String(),
		Related: itemPaths(items, "weight"),
		Message: fmt.Sprintf("“%s”各三级指标分值%s，填报 %s 分。请核对。", name, writeSum(items, weightOf, sum), weight)})
}
