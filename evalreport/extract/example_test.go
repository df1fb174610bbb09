package extract_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/rules"
)

const inWords = `临江县档案馆2023年度部门整体支出绩效自评报告
一、基本情况
（一）部门职能
贯彻档案工作的法律法规，接收、保管和提供利用馆藏档案。
（二）部门人员编制
编制数12人，年末实际在职人数11人。
二、绩效自评结论
2023年度自评得分92.5分，等级为“优”。
`

// What was read, and what was not, in Chinese.
func ExampleResult_WriteSummary() {
	got, err := extract.Read(strings.NewReader(inWords), int64(len(inWords)), extract.Options{File: "报告.txt"})
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = got.WriteSummary(os.Stdout)
	// Output:
	// 由“报告.txt”读入：3 个章节（另有其他章节 0 个）、0 张表，6 个栏目有值，正文中有 3 个数。
	//   章节 （一）部门职能 → 部门职能（duties）
	//   章节 （二）部门人员编制 → 人员编制（staffing）
	//   章节 二、绩效自评结论 → 绩效自评结论（result）
	// 没有找到 1 个应有的栏目：
	//   报告信息·成文日期（meta.date）
}

// The counts of the summary.
func ExampleResult_Count() {
	got, err := extract.Read(strings.NewReader(inWords), int64(len(inWords)), extract.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", got.Count())
	// Output:
	// {Sections:3 Free:0 Forms:0 Values:6 Claims:3 Missed:1 Unread:0 Residue:0}
}

// Prose is what rules over running text look at.
func ExampleResult_Prose() {
	text := strings.Replace(inWords, "等级为“优”", "等级为“优”。全年支出120万元，其中：基本支出80万元，项目支出45万元", 1)
	got, err := extract.Read(strings.NewReader(text), int64(len(text)), extract.Options{File: "报告.txt"})
	if err != nil {
		fmt.Println(err)
		return
	}
	config := check.Config{Scheme: rules.DefaultScheme(), Origins: got.Origins, Min: check.Error}
	for _, f := range config.Run(got.Report, got.Prose(), rules.All()...) {
		fmt.Println(f.Rule, f.Message)
	}
	// Output:
	// R01 基本支出 + 项目支出 = 80 + 45 = 125，填报 120，差 5。请核对总额与两项支出。
}

// ProseOf does the same for a report that was typed in.
func ExampleProseOf() {
	report := &evalreport.Report{}
	report.Performance.Narrative = evalreport.Narrative{evalreport.Paragraph("举办展览3场，分别为：家谱展、契约展。")}
	for _, o := range extract.ProseOf(report, nil).Observations() {
		fmt.Println(o.Rule, o.Path, o.Message)
	}
	// Output:
	// R70 performance.narrative[0] 填报 3场，实列 2 项：家谱展、契约展，请核对
}
