package rules_test

import (
	"fmt"
	"os"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/rules"
)

func ExampleAll() {
	report := &evalreport.Report{}
	report.BasicExpenditure.Final = evalreport.MustAmount("2858.40")
	report.BasicExpenditure.ByClass = []evalreport.NamedLine{
		{Name: "工资福利支出", Line: evalreport.Line{Final: evalreport.MustAmount("1776.59")}},
		{Name: "商品和服务支出", Line: evalreport.Line{Final: evalreport.MustAmount("1081.85")}},
	}
	config := check.Config{Scheme: rules.DefaultScheme(), Min: check.Error}
	check.WriteText(os.Stdout, "", config.Run(report, nil, rules.All()...))
	// Output:
	// 【基本支出情况】
	//   错误 决算数：按经济分类各项之和 = 1776.59 + 1081.85 = 2858.44，填报 2858.40，差 0.04。请核对各经济分类的数额。[R06]
	//
	// 共 1 个错误、0 个警告、0 个提示。
}

func ExampleLoad() {
	custom, err := rules.Load([]byte(`
rules:
- id: 甲市01
  title: 公用经费不得超过基本支出的三成
  over: 基础数据表
  assert: 公用经费.决算数 <= 基本支出.决算数 * 0.3
`), "甲市.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	report := &evalreport.Report{}
	report.BasicData.Expenditure.Basic.Final = evalreport.MustAmount("100")
	report.BasicData.Expenditure.Public.Final = evalreport.MustAmount("40")
	config, list := custom.Apply(check.Config{Scheme: rules.DefaultScheme()}, nil)
	for _, f := range config.Run(report, nil, list...) {
		fmt.Println(f.Label, f.Message)
	}
	// Output: 基础数据表·经费控制情况·公用经费·决算数 填报 40 万元，应不大于基本支出·决算数 × 0.3（100 × 0.3 = 30 万元）。请核对。
}

func ExampleExplain() {
	text, _ := rules.Explain("R80")
	fmt.Print(text)
	// Output:
	// R80 成文日期应在评价年度结束之后
	//
	// 公式：成文日期 > 年度 12 月 31 日
	// 说明：评价的是全年的绩效，报告不会在年度结束之前写成。
	// 依据：年度绩效自评在次年进行
	// 严重程度：错误
	// 容差：不比较数值
}

func ExampleFind() {
	rule, ok := rules.Find("R80")
	fmt.Println(rule.Title, rule.Severity.Label(), ok)
	// Output: 成文日期应在评价年度结束之后 错误 true
}

func ExampleDefaultScheme() {
	scheme := rules.DefaultScheme()
	fmt.Println(scheme.ID, scheme.Total)
	// Output: default 100
}
