package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r063 = &check.Rule{
	ID: "R63", Title: "一级指标的分值应符合评分方案", Group: groupD, Severity: check.Warning, Tolerance: check.ToleranceExact,
	Formula: "预算执行率、成本、产出、效益、满意度的分值 = 方案规定",
	Doc:     "方案没有规定的一级指标不核对；方案没有规定分值的不核对。",
	Basis:   "评分方案的一级指标分值",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			if s.execution != nil {
				want, ok1 := p.Scheme.Execution.Weight.Number()
				got, ok2 := s.execution.Weight.Number()
				if ok1 && ok2 && !got.Equal(want) {
					weightDiffers(p, s.fundsPath+".weight", "预算执行率", got, want)
				}
			}
			for _, w := range p.Scheme.Weights {
				for i := range s.classes {
					c := &s.classes[i]
					want, _ := w.Weight.Number()
					sum, ok := sumOf(c.items, weightOf)
					if ok && strings.TrimSuffix(w.Name, "指标") == strings.TrimSuffix(c.name, "指标") && !sum.Equal(want) {
						weightDiffers(p, c.path()+".weight", c.name, sum, want)
					}
				}
			}
		}
	},
}

func weightDiffers(p *check.Pass, path, name string, got, want evalreport.Number) {
	p.Found(check.Finding{Severity: check.Warning, Path: path, Reported: got.String(), Expected: want.String(),
		Message: fmt.Sprintf("“%s”分值 %s 分，评分方案“%s”规定 %s 分。请按方案设置，或换用相应的方案。", name, got, p.Scheme.Title, want)})
}
