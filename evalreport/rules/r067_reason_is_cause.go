package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r067 = &check.Rule{
	ID: "R67", Title: "偏差原因应是原因", Group: groupD, Severity: check.Info,
	Formula: "偏差原因写明原因，不只写措施，不写“无”“已完成”",
	Doc:     "扣了分的指标，偏差原因栏应写为什么没有完成；只写加强、确保之类措施的，提示补充原因。",
	Basis:   "绩效自评表“偏差原因分析及改进措施”栏填报要求",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.row == nil || !it.deducted() || !hasReason(it.row.Reason) || containsAny(it.row.Reason, causeWords) {
					continue
				}
				lacks := "看不出为什么没有完成"
				if containsAny(it.row.Reason, measureWords) {
					lacks = "只写了措施"
				}
				p.Found(check.Finding{Severity: check.Info, Path: it.path() + ".reason", Reported: it.row.Reason,
					Message: fmt.Sprintf("“%s”的偏差原因写作“%s”，%s。请补充没有完成的原因。", it.name, it.row.Reason, lacks)})
			}
		}
	},
}

var causeWords = []string{"因", "由于", "受", "影响", "导致", "未", "不足", "不够", "没有", "偏低", "偏高", "滞后", "延迟", "下降", "减少", "困难", "较低", "较大", "调整", "取消"}

// measureWords are words of what will be done about it.
var measureWords = []string{"加强", "加大", "加快", "强化", "提高", "提升", "完善", "改进", "优化", "推进", "督促", "落实", "确保", "继续", "下一步", "将"}
