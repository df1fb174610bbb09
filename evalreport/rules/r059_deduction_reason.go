package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r059 = &check.Rule{
	ID: "R59", Title: "扣分须说明原因", Group: groupD, Severity: check.Error,
	Formula: "得分 < 分值 ⇒ 偏差原因不为空",
	Doc:     "得分低于分值的三级指标，应填写偏差原因分析及改进措施。",
	Basis:   "绩效自评表“偏差原因分析及改进措施”栏填报要求",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.row == nil || it.summary() || !it.deducted() || hasReason(it.row.Reason) {
					continue
				}
				if met, known := it.met(); known && met {
					continue // R61 says it better
				}
				p.Found(check.Finding{Severity: check.Error, Path: it.path() + ".reason", Reported: "空", Related: []string{it.path() + ".score", it.path() + ".weight"},
					Message: fmt.Sprintf("“%s”分值 %s 分、得分 %s 分，没有说明扣分原因。请填写偏差原因及改进措施。", it.name, it.weight, it.score)})
			}
		}
	},
}

// summary reports whether a row is the score of a whole class, in a table that lists no indicators.
func (it *item) summary() bool {
	return it.row != nil && it.row.Name == "" && it.row.Target == "" && it.row.Actual == ""
}

func (it *item) deducted() bool {
	weight, ok1 := it.weight.Number()
	score, ok2 := it.score.Number()
	return ok1 && ok2 && score.LessThan(weight)
}

// hasReason reports whether a cell for reasons says anything.
func hasReason(s string) bool {
	switch strings.Trim(s, " 　\t。.") {
	case "", "无", "/", "-", "—", "——", "已完成", "完成":
		return false
	}
	return true
}
