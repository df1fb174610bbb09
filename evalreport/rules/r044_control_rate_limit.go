package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r044 = &check.Rule{
	ID: "R44", Title: "控制率超过 100% 的应当说明", Group: groupC, Severity: check.Warning, Tolerance: check.ToleranceExact,
	Formula: "在职人员、公用经费、三公经费、规模、投资概算控制率 ≤ 100%",
	Doc:     "在职人数不扣除派驻、划归等人员时超过编制的也提示一次，说明写在表里的请复核说明。",
	Basis:   "部门整体支出绩效评价指标",
	Run: func(p *check.Pass) {
		r := p.Report
		b, s := &r.BasicData.Staffing, &r.Staffing
		if !overStaffed(p, "basic_data.staffing", -1, "基础数据表", &b.OnDuty, &b.Quota) {
			kind, onDuty := posted(s)
			overStaffed(p, "staffing", kind, "人员编制", onDuty, &s.Quota)
		}
		for _, x := range buildings.Of(p) {
			overLimit(p, "规模控制率", x.cell("area_rate", &x.AreaRate))
			overLimit(p, "投资概算控制率", x.cell("investment_rate", &x.InvestmentRate))
		}
		for _, n := range namedRates.Of(p) {
			if strings.HasSuffix(n.name, "控制率") {
				overLimit(p, n.name, n.cell)
			}
		}
	},
}

// posted is the staff that the establishment is for: those on it (编制内) where the report tells them from others. kind is
// their place among the kinds of post, -1 for all of the staff.
func posted(s *evalreport.Staffing) (kind int, onDuty figure) {
	for i := range s.ByKind {
		k := &s.ByKind[i]
		if containsAny(k.Name, onEstablishment) && !k.OnDuty.IsBlank() {
			return i, &k.OnDuty
		}
	}
	return -1, &s.OnDuty
}

var onEstablishment = []string{"编制内", "在编", "编内"}

func overStaffed(p *check.Pass, path string, kind int, where string, onDuty, quota figure) bool {
	v, ok := percentOf(onDuty, quota)
	if !ok || v.LessThanOrEqual(hundred) {
		return false
	}
	if kind >= 0 {
		path = index(path+".by_kind", kind)
	}
	p.Found(check.Finding{Severity: check.Warning, Path: path + ".on_duty", Reported: onDuty.String(), Expected: "≤ " + quota.String(),
		Message: fmt.Sprintf("%s在职 %s 人，编制 %s 名，控制率 %s%%，超过 100%%。请说明超编的原因和扣除的人员。", where, onDuty, quota, v.StringFixed(2))})
	return true
}

func overLimit(p *check.Pass, name string, rate cell) {
	d, ok := rate.Number()
	if !ok || d.LessThanOrEqual(hundred) {
		return
	}
	p.Found(check.Finding{Severity: check.Warning, Path: rate.path(), Reported: percentText(rate), Expected: "≤ 100%",
		Message: fmt.Sprintf("%s %s，超过 100%%。请核对；确实超过的，请说明原因。", name, percentText(rate))})
}
