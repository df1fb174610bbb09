package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r061 = &check.Rule{
	ID: "R61", Title: "达到指标值却扣分的须说明原因", Group: groupD, Severity: check.Warning,
	Formula: "定量指标达到指标值且得分 < 分值 ⇒ 偏差原因不为空",
	Doc:     "达到指标值的应记满分；另有原因扣分的，在偏差原因栏写明。",
	Basis:   "定量指标计分办法",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				met, known := it.met()
				if !known || !met || !it.deducted() || hasReason(it.row.Reason) {
					continue
				}
				p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".score", Reported: it.score.String(), Expected: it.weight.String(),
					Related: []string{it.path() + ".actual", it.path() + ".target"},
					Message: fmt.Sprintf("“%s”指标值 %s，完成 %s，已达到却只得 %s 分（分值 %s 分）。请核对得分或写明扣分原因。", it.name, it.row.Target, it.row.Actual, it.score, it.weight)})
			}
		}
	},
}
