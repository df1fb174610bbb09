package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r103 = &check.Rule{
	ID: "R103", Title: "年度目标应逐项有结果", Group: groupH, Severity: check.Warning,
	Formula: "每个定量的年度目标都有完成值",
	Doc:     "绩效目标一节的定量目标，应写明完成值；履职成效或自评表中有同名的数也算。自评表的指标有指标值的，应有完成值。",
	Basis:   "绩效自评对照目标逐项进行",
	Run: func(p *check.Pass) {
		readProse := p.Claims != nil && len(p.Report.Goals.Narrative) > 0 // then results may stand in the prose, which has its own look
		for i, t := range p.Report.Goals.Targets {
			if readProse || !quantityOf(p, t.Target).ok || !t.Actual.IsBlank() || reportedElsewhere(p, t.Name) {
				continue
			}
			p.Found(check.Finding{Severity: check.Warning, Path: index("goals.targets", i) + ".actual", Reported: "空", Expected: string(t.Target),
				Message: fmt.Sprintf("年度目标“%s”%s，报告没有写完成情况。请补上完成值。", t.Name, t.Target)})
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.target.ok && it.row.Actual.IsBlank() {
					p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".actual", Reported: "空", Expected: string(it.row.Target),
						Message: fmt.Sprintf("“%s”指标值 %s，没有填完成值。请补上。", it.name, it.row.Target)})
				}
			}
		}
	},
}

func reportedElsewhere(p *check.Pass, name string) bool {
	if facts.Of(p).byName[plain(p, name)] != nil {
		return true
	}
	for _, s := range sheets.Of(p) {
		for i := range s.items {
			if s.items[i].plain == plain(p, name) {
				return true
			}
		}
	}
	return false
}
