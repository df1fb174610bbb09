package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r057 = &check.Rule{
	ID: "R57", Title: "定量指标的得分应按完成比例计算", Group: groupD, Severity: check.Warning, Tolerance: check.ToleranceScore,
	Formula: "正向：分值 × min(完成值 ÷ 指标值, 1)；反向：未超记满分，超过按方案递减",
	Doc:     "只核对没有达到指标值、得分又高于按比例应得的。因其他原因多扣的分由偏差原因说明，不在此列。",
	Basis:   "定量指标计分办法",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				met, known := it.met()
				weight, ok1 := it.weight.Number()
				score, ok2 := it.score.Number()
				if !known || met || !ok1 || !ok2 || score.Equal(weight) || it.target.Value.IsZero() {
					continue
				}
				want := proportional(p, it, weight)
				places := it.score.Places()
				if check.CompareScore(score, want, places) == check.Right || score.LessThan(want) {
					continue
				}
				p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".score", Reported: it.score.String(), Expected: want.String(),
					Related: []string{it.path() + ".actual", it.path() + ".target"},
					Message: fmt.Sprintf("“%s”指标值 %s，完成 %s，按比例应得 %s 分（分值 %s 分），填报 %s 分。请按完成比例计分或说明理由。",
						it.name, it.row.Target, it.row.Actual, want, it.weight, it.score)})
			}
		}
	},
}

// proportional is what a missed quantitative target earns.
func proportional(p *check.Pass, it *item, weight evalreport.Number) evalreport.Number {
	t, a := it.target.Value, it.actual.Value.Max(zero)
	rate := a.Div(t)
	if it.reverse() {
		if p.Scheme.Reverse == "ratio" {
			rate = t.Div(a)
		} else {
			rate = one.Sub(a.Sub(t).Div(t)).Max(zero)
		}
	}
	return weight.Mul(rate).Round(2)
}
