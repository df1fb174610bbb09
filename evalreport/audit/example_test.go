package audit_test

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/audit"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/rules"
)

// Data that were typed in: each finding tells the line.
func ExampleReport() {
	data := `meta: {unit: 临江县档案馆, year: 2023, kind: 部门整体, date: 2024年3月15日, profile: hunan}
income_expenditure:
  expenditure:
    total: {final: 285.40}
    basic: {final: 205.15}
    project: {final: 81.25}
`
	report, origins, err := codec.Decode([]byte(data), "报告.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	outcome, err := audit.Report(report, origins, audit.Options{Min: check.Error})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(outcome.Profile.ID)
	for _, f := range outcome.Findings {
		fmt.Println(f.Place.Line, f.Rule, f.Message)
	}
	// Output:
	// hunan
	// 4 R01 基本支出 + 项目支出 = 205.15 + 81.25 = 286.40，填报 285.40，差 1.00。请核对总额与两项支出。
}

// A published report: each finding tells the paragraph and the words.
func ExampleDocument() {
	text := "临江县档案馆2023年度部门整体支出绩效自评报告\n一、基本支出情况\n全年支出120万元，其中：基本支出80万元，项目支出45万元。\n"
	got, err := extract.Read(strings.NewReader(text), int64(len(text)), extract.Options{File: "报告.txt"})
	if err != nil {
		fmt.Println(err)
		return
	}
	outcome, err := audit.Document(got, audit.Options{Min: check.Error})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range outcome.Findings {
		fmt.Println(f.Place.Paragraph, f.Rule, f.Message)
	}
	// Output:
	// 3 R01 “支出总额”各部分之和 80 + 45 = 125万元，填报 120万元，差 5。请核对各部分与合计。
}

// A bureau's own rules come beside those of the catalogue.
func ExampleOptions() {
	local, err := rules.Load([]byte(`
rules:
- id: 本县01
  title: 在职人员不超过编制
  over: 人员编制
  assert: 在职人数 <= 编制数
`), "本县规则.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, origins, err := codec.Decode([]byte("staffing: {quota: 12, on_duty: 13}"), "报告.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	outcome, err := audit.Report(report, origins, audit.Options{Rules: local})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range outcome.Findings {
		if f.Rule == "本县01" {
			fmt.Println(f.Message)
		}
	}
	// Output:
	// 填报 13，应不大于编制数 12。请核对。
}
