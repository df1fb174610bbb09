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
		const at = fixed("basic_data.staffing")
		rate, onDuty, quota := cell{&s.ControlRate, at, "control_rate"}, cell{&s.OnDuty, at, "on_duty"}, cell{&s.Quota, at, "quota"}
		bases := []ratio{
			over("在职人数 ÷ 编制数", onDuty, quota),
			over("(在职人数 - 扣除人数) ÷ 编制数", onDuty, quota).less(&s.Excluded),
		}
		gross, net := &bases[0], &bases[1]
		if verdict, base := judgeRate(rate, bases); verdict == check.Right && base == net {
			g, _ := gross.value()
			n, _ := net.value()
			p.Found(check.Finding{Severity: check.Warning, Path: rate.path(), Reported: s.ControlRate.String(), Expected: g.StringFixed(2) + "%",
				Related: []string{"basic_data.staffing.on_duty", "basic_data.staffing.quota", "basic_data.staffing.excluded"},
				Message: fmt.Sprintf("填报 %s：扣除 %s 人后 %s = %s%%；不扣除为 %s = %s%%。请在表中写明按哪种口径计算。",
					s.ControlRate, s.Excluded, net.written(), n.StringFixed(2), gross.written(), g.StringFixed(2))})
		} else {
			checkRate(p, "请核对控制率。", rate, bases...)
		}
		if s.ControlRate.IsBlank() {
			checkNamed(p, bases, "请核对控制率。", "在职人员控制率")
			return
		}
		checkSame(p, rate, "在职人员控制率")
	},
}

// checkSame compares the rates of a name with the one printed on another form.
func checkSame(p *check.Pass, want cell, name string) {
	w, ok := want.Number()
	if !ok {
		return
	}
	for _, n := range namedRates.Of(p) {
		if n.name != name {
			continue
		}
		got, _ := n.Number()
		if check.ComparePercent(got, w, min(n.Places(), want.Places())) == check.Right {
			continue
		}
		p.Found(check.Finding{Severity: p.Severity(), Path: n.path(), Reported: n.String(), Expected: percentText(want), Related: []string{want.path()},
			Message: fmt.Sprintf("“%s”此处填 %s，基础数据表填 %s。两处是同一个数，请核对。", name, n, percentText(want))})
	}
}
