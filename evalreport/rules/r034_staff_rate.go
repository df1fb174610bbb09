package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r034 = &check.Rule{
	ID: "R34", Title: "在职人员控制率应等于在职人数除以编制数", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "控制率 =（在职人数 - 扣除人数）÷ 编制数 × 100%",
	Doc:     "有扣除人数的，扣除前后两种算法都核对：只在扣除后相符的，把两个结果都写出来，按警告提示写明口径。",
	Basis:   "部门整体支出绩效评价基础数据表",
	Run: func(p *check.Pass) {
		s := &p.Report.BasicData.Staffing
		const at = "basic_data.staffing."
		plain := over("在职人数 ÷ 编制数", s.OnDuty, s.Quota, at+"on_duty", at+"quota")
		less := plain
		less.words, less.minus = "(在职人数 - 扣除人数) ÷ 编制数", s.Excluded
		bases := []ratio{plain, less}
		r := rate{at + "control_rate", "控制率", s.ControlRate, bases}
		verdict, base, known := r.judge()
		if known && verdict == check.Right && base.minus != nil {
			gross, _ := plain.value()
			net, _ := less.value()
			p.Found(check.Finding{Severity: check.Warning, Path: r.path, Reported: s.ControlRate.String(), Expected: gross.StringFixed(2) + "%",
				Related: []string{at + "on_duty", at + "quota", at + "excluded"},
				Message: fmt.Sprintf("填报 %s：扣除 %s 人后 %s = %s%%；不扣除为 %s = %s%%。请在表中写明按哪种口径计算。",
					s.ControlRate, s.Excluded, less.written(), net.StringFixed(2), plain.written(), gross.StringFixed(2))})
		} else {
			r.report(p, "请核对控制率。")
		}
		if s.ControlRate.IsBlank() {
			checkNamed(p, bases, "请核对控制率。", "在职人员控制率")
			return
		}
		checkSame(p, s.ControlRate, r.path, "在职人员控制率")
	},
}

// checkSame compares the rates of a name with the one printed on another form.
func checkSame(p *check.Pass, want number, wantAt string, name string) {
	w, ok := want.Decimal()
	if !ok {
		return
	}
	for _, n := range namedRates.Of(p) {
		if n.name != name || check.ComparePercent(n.value.Value, w, min(n.value.Places(), want.Places())) == check.Right {
			continue
		}
		p.Found(check.Finding{Severity: p.Severity(), Path: n.path(), Reported: n.value.String(), Expected: percentText(want), Related: []string{wantAt},
			Message: fmt.Sprintf("“%s”此处填 %s，基础数据表填 %s。两处是同一个数，请核对。", name, n.value, percentText(want))})
	}
}
