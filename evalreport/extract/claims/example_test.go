package claims_test

import (
	"fmt"

	"github.com/evalreport/go/evalreport/extract/claims"
)

func Example() {
	set := claims.Analyse([]claims.Paragraph{
		{Text: "全年支出120万元，其中：基本支出80万元，项目支出45万元。"},
		{Text: "内设科室4个，分别为：办公室、财务科、人事科。"},
	})
	for _, o := range claims.Observe(set) {
		fmt.Println(o.Rule, o.Severity, o.Message)
	}
	// Output:
	// R01 error “支出总额”各部分之和 80 + 45 = 125万元，填报 120万元，差 5，请核对各部分与合计
	// R70 error 填报 4个，实列 3 项：办公室、财务科、人事科，请核对
}

// Parse reads the figures of one sentence: what kind of figure, of what, how much, as printed.
func ExampleParse() {
	for _, c := range claims.Parse("2023年支出1286.40万元，比上年增长12.5%，共3个项目。") {
		fmt.Println(c.Kind, c.Subject, c.Value, c.Quote)
	}
	// Output:
	// 年度  2023 2023年
	// 金额 2023年支出 1286.4 1286.40万元
	// 百分比 比上年增长 12.5 12.5%
	// 数量 共 3 3个
}

func ExampleAnalyse() {
	set := claims.Analyse([]claims.Paragraph{{Text: "自评得分92.5分。"}, {Text: "三公经费支出4.35万元，下降7.18%。"}})
	for _, c := range set.Claims() {
		fmt.Println(c.Paragraph, c.Kind, c.Quote)
	}
	// Output:
	// 0 分值 92.5分
	// 1 金额 4.35万元
	// 1 百分比 7.18%
}

func ExampleObserve() {
	set := claims.Analyse([]claims.Paragraph{{Text: "总投资200万元，其中财政拨款150万元，占总投资的65%。"}})
	for _, o := range claims.Observe(set) {
		fmt.Println(o.Rule, o.Place.Quote, o.Message)
	}
	// Output: R30 占总投资的65% 占比应为 150万元 ÷ 200万元 = 75.00%，填报 65%
}
