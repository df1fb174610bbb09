package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r060 = &check.Rule{
	ID: "R60", Title: "没有达到指标值的不应得满分", Group: groupD, Severity: check.Error,
	Formula: "定量指标未达指标值 ⇒ 得分 < 分值",
	Doc:     "比较指标值和实际完成值中单位相同的数。",
	Basis:   "定量指标计分办法",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				met, known := it.met()
				weight, ok1 := it.weight.Number()
				score, ok2 := it.score.Number()
				if !known || met || !ok1 || !ok2 || score.LessThan(weight) || weight.IsZero() {
					continue
				}
				p.Found(check.Finding{Severity: check.Error, Path: it.path() + ".score", Reported: it.score.String(), Expected: "< " + it.weight.String(),
					Related: []string{it.path() + ".actual", it.path() + ".target"},
					Message: fmt.Sprintf("“%s”指标值 %s，完成 %s，没有达到却得满分 %s 分。请核对完成值，或按完成比例计分。", it.name, it.row.Target, it.row.Actual, it.score)})
			}
		}
	},
}
