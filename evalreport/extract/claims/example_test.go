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
	// R01 error 「支出总额」各部分之和 80 + 45 = 125万元，填报 120万元，差 5，请核对各部分与合计
	// R70 error 填报 4个，实列 3 项：办公室、财务科、人事科，请核对
}
