package extract

import (
	"fmt"
	"testing"

	"github.com/evalreport/go/evalreport"
)

// What a clause sets side by side is a target and what came of it; a figure that is only planned is no result.
func TestTargetsAndResultsInProse(t *testing.T) {
	got := Opened(t, []byte(`某县水利局2024年度部门整体支出绩效自评报告
一、部门整体支出绩效情况
（一）主要绩效
1.病险水库除险加固目标为12座，实际完成12座。
2.农村供水保障率目标值95%，完成值96.2%。
3.计划完成河道清淤30公里，实际完成28.5公里。
4.培训水管员计划200人次，实际培训212人次。
5.群众满意度：目标值≥90%，实际完成值93%；
6.工程质量合格率目标为100%，实际达到100%（占全部工程的80%）。
7.计划新建泵站4座，目前正在施工。
8.计划植树5000株，实际完成投资30万元。
全年新增灌溉面积1.2万亩，完成投资3.5亿元。
二、项目支出情况
项目支出100万元，其中：水库维修60万元（占60%），河道清淤40万元（占项目支出的40%）。
`))
	for path, want := range map[string]string{
		"goals.targets[0].name": "病险水库除险加固", "goals.targets[0].target": "12座", "goals.targets[0].actual": "12座",
		"goals.targets[1].name": "农村供水保障率", "goals.targets[1].actual": "96.2%",
		"goals.targets[2].name": "河道清淤", "goals.targets[2].target": "30公里", "goals.targets[2].actual": "28.5公里",
		"goals.targets[3].name": "培训水管员", "goals.targets[3].actual": "212人次",
		"goals.targets[4].name": "群众满意度", "goals.targets[4].target": "≥90%", "goals.targets[4].actual": "93%",
		"goals.targets[5].name": "工程质量合格率", "goals.targets[5].actual": "100%",
		"goals.targets[6].name":     "",
		"performance.facts[1].name": "全年新增灌溉面积", "performance.facts[1].value": "1.2万亩",
		"project_expenditure.projects[0].share": "60%", "project_expenditure.projects[1].share": "40%", "project_expenditure.projects[1].note": "",
	} {
		v, ok := evalreport.Lookup(got.Report, path)
		have := ""
		if ok && !v.IsZero() {
			have = fmt.Sprint(v.Interface())
		}
		if have != want {
			t.Errorf("%s is %q, want %q", path, have, want)
		}
		if _, ok := got.Origins[path]; want != "" && !ok {
			t.Errorf("%s has no place", path)
		}
	}
	for _, f := range got.Report.Performance.Facts {
		if v := fmt.Sprint(f.Value); v == "4座" || v == "5000株" || v == "30公里" {
			t.Errorf("%s %s is planned, not done", f.Name, v)
		}
	}
}
