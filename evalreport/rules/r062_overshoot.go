package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r062 = &check.Rule{
	ID: "R62", Title: "超额完成较多的须说明原因", Group: groupD, Severity: check.Warning,
	Formula: "完成值 ≥ 指标值 × 界限（方案规定，默认 130%）⇒ 偏差原因不为空",
	Doc:     "超额较多往往是指标值定得偏低，应当分析原因。成本、控制率等越低越好的指标和只设下限的百分比不在此列。",
	Basis:   "定量指标计分办法",
	Run: func(p *check.Pass) {
		limit, ok := p.Scheme.Overshoot.Number()
		if !ok {
			return
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				met, known := it.met()
				if !known || !met || it.reverse() || !it.target.Value.IsPositive() || hasReason(it.row.Reason) {
					continue
				}
				if it.actual.Value.Shift(2).LessThan(it.target.Value.Mul(limit)) {
					continue
				}
				p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".reason", Reported: string(it.row.Actual), Expected: string(it.row.Target),
					Related: []string{it.path() + ".actual", it.path() + ".target"},
					Message: fmt.Sprintf("“%s”指标值 %s，完成 %s，达到指标值的 %s%% 以上。请说明超额较多的原因。", it.name, it.row.Target, it.row.Actual, limit)})
			}
		}
	},
}
