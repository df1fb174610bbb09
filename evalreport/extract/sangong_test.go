package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
)

// Tables of the three public expenses, as bureaus make them: in either direction, flat or with headers over headers.
func TestThreePublicTables(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		want  map[string]string
	}{
		"flat, items below each other": {`
项目|2022年决算数|2023年预算数|2023年决算数|较上年增减
合计|12.60|14.00|11.50|-1.10
1.因公出国（境）费|0.00|0.00|0.00|0.00
2.公务用车购置及运行维护费|9.10|10.00|8.40|-0.70
其中：公务用车购置费|0.00|0.00|0.00|0.00
公务用车运行维护费|9.10|10.00|8.40|-0.70
3.公务接待费|3.50|4.00|3.10|-0.40`,
			map[string]string{"total.prior": "12.60", "total.budget": "14.00", "total.final": "11.50", "total.change": "-1.10", "vehicles.prior": "9.10",
				"vehicle_purchase.budget": "0.00", "vehicle_operation.final": "8.40", "reception.final": "3.10", "abroad.budget": "0.00"}},
		"flat, two columns": {`
项目|预算数|决算数
“三公”经费合计|14.00|11.50
因公出国（境）费用|-|-
公务接待|4.00|3.10
公务用车运行维护费|10.00|8.40`,
			map[string]string{"total.budget": "", "vehicle_operation.budget": "10.00", "reception.budget": "4.00", "reception.final": "3.10", "abroad.final": "-"}},
		"years over columns": {`
项目|2022年||2023年|
|预算数|决算数|预算数|决算数
因公出国（境）费|1.00|0.90|1.10|0.80
公务用车购置及运行费|6.00|5.90|5.50|5.40
公务接待费|3.00|2.90|2.50|2.40
合计|10.00|9.70|9.10|8.60`,
			map[string]string{"total.prior": "9.70", "total.budget": "9.10", "total.final": "8.60", "abroad.prior": "0.90", "vehicles.final": "5.40", "reception.budget": "2.50"}},
		"flat, items beside each other": {`
年度|合计|因公出国（境）费|公务用车购置费|公务用车运行维护费|公务接待费
2022年决算数|12.60|0.00|0.00|9.10|3.50
2023年预算数|14.00|0.00|0.00|10.00|4.00
2023年决算数|11.50|0.00|0.00|8.40|3.10`,
			map[string]string{"total.prior": "12.60", "total.final": "11.50", "vehicle_operation.budget": "10.00", "reception.prior": "3.50", "vehicles.final": ""}},
		"a total of its own for cars": {`
年度|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
|||小计|购置费|运行费|
2022年决算|12.60|0.00|9.10|0.00|9.10|3.50
2023年决算|11.50|0.00|8.40|0.00|8.40|3.10`,
			map[string]string{"vehicles.prior": "9.10", "vehicle_purchase.final": "0.00", "vehicle_operation.final": "8.40", "reception.final": "3.10", "total.budget": ""}},
		"the table of the final accounts, columns numbered": {`
预算数||||||决算数|||||
合计|因公出国（境）费|公务用车购置及运行费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费||||小计|公务用车购置费|公务用车运行费|
1|2|3|4|5|6|7|8|9|10|11|12
14.00|0.50|9.50|1.00|8.50|4.00|11.60|0.40|8.20|0.90|7.30|3.00`,
			map[string]string{"total.budget": "14.00", "abroad.budget": "0.50", "vehicles.budget": "9.50", "vehicle_operation.budget": "8.50", "reception.budget": "4.00",
				"total.final": "11.60", "vehicles.final": "8.20", "vehicle_purchase.final": "0.90", "reception.final": "3.00"}},
	} {
		t.Run(name, func(t *testing.T) {
			rows := strings.Split(strings.TrimSpace(c.table), "\n")
			var docx, tabs strings.Builder
			docx.WriteString(para("2023年度“三公”经费情况表") + "<w:tbl>")
			tabs.WriteString("2023年度“三公”经费情况表\n")
			for _, row := range rows {
				docx.WriteString("<w:tr>")
				for _, cell := range strings.Split(row, "|") {
					docx.WriteString("<w:tc>" + para(cell) + "</w:tc>")
					tabs.WriteString("\t" + cell + "\n")
				}
				docx.WriteString("</w:tr>")
				tabs.WriteString("\n")
			}
			docx.WriteString("</w:tbl>")
			for how, data := range map[string][]byte{"docx": docxOf(t, docx.String()), "tabs": []byte(tabs.String() + "\n\n")} {
				got := Opened(t, data)
				for path, want := range c.want {
					v, _ := evalreport.Lookup(got.Report, "three_public."+path)
					have := ""
					if !v.IsZero() {
						have = fmt.Sprint(v.Interface())
					}
					if have != want {
						t.Errorf("%s: %s is %q, want %q", how, path, have, want)
					}
				}
				for _, u := range got.Unread {
					t.Logf("%s unread: %s %s", how, u.Text, u.Reason)
				}
			}
		})
	}
}
