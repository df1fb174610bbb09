package docxtemplate

import (
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

const deepData = `{"单位":"局","一级":[{"名称":"A","二级":[{"名称":"x","三级":[{"名称":1},{"名称":2}]},{"名称":"y","三级":[]}]},{"名称":"B","二级":[]},{"名称":"C","二级":[{"名称":"z","三级":[{"名称":3}]}]}],
	"项":[{"名称":"p","过":true},{"名称":"q","过":false}],"空表":[],"无":null,"年份":["甲年","乙年"]}`

// TestHardTables fills what people draw: labels on both sides, empty inner lists, columns in repeating rows, controls around rows and cells.
func TestHardTables(t *testing.T) {
	merged := func(text string) string { return dx.Cell(text, `<w:vMerge w:val="restart"/>`) }
	below := dx.Cell("", `<w:vMerge/>`)
	plain := func(text string) string { return dx.Cell(text, "") }
	control := func(content string) string {
		return `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"three levels between fixed labels", dx.Table(5, dx.RowOf(merged("左"), plain("{{一级.名称}}"), plain("{{一级.二级.名称}}"), plain("{{一级.二级.三级.名称}}"), merged("右")),
			dx.RowOf(below, plain("小计"), plain(""), plain("{{数量(一级)}}"), below)),
			"| 左 | A | x | 1 | 右 |\n| ^ | ^ | ^ | 2 | ^ |\n| ^ | C | z | 3 | ^ |\n| ^ | 小计 |  | 3 | ^ |"},
		{"empty inner lists keep their rows when asked", dx.Table(3, dx.Row("{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.名称}}{{保留空行}}")),
			"| A | x | 1 |\n| ^ | ^ | 2 |\n| ^ | y |  |\n| B |  |  |\n| C | z | 3 |"},
		{"labels over several lists, one of them empty", dx.Table(2, dx.RowOf(merged("L"), plain("{{一级.名称}}")), dx.RowOf(below, plain("{{空表.名称}}")), dx.RowOf(below, plain("{{项.名称}}"))),
			"| L | A |\n| ^ | B |\n| ^ | C |\n| ^ | p |\n| ^ | q |"},
		{"a label whose rows all go", dx.P("头") + dx.Table(2, dx.RowOf(merged("L"), plain("{{空表.a}}")), dx.RowOf(below, plain("{{空表.b}}"))) + dx.P("尾"), "头\n尾"},
		{"a label with a value moves", dx.Table(2, dx.RowOf(merged("{{单位}}"), plain("{{空表.a}}")), dx.RowOf(below, plain("{{项.名称}}"))), "| 局 | p |\n| ^ | q |"},
		{"a merged cell that differs from row to row", dx.Table(2, dx.RowOf(merged("{{项.名称}}"), plain("1")), dx.RowOf(below, plain("2"))), "| p | 1 |\n| q | 1 |\n| ^ | 2 |"},
		{"the same over an empty list", dx.Table(2, dx.RowOf(merged("{{空表.名称}}"), plain("1")), dx.RowOf(below, plain("2"))), "|  | 2 |"},
		{"merged cell of a block of rows", dx.Table(2, dx.Row("{{循环 一级}}", ""), dx.RowOf(merged("{{名称}}"), plain("1")), dx.RowOf(below, plain("{{二级.名称}}")), dx.Row("{{结束}}", "")),
			"| A | 1 |\n| ^ | x |\n| ^ | y |\n| B | 1 |\n| C | 1 |\n| ^ | z |"},
		{"columns in repeating rows", dx.Table(2, dx.Row("名", "{{循环 年份}}{{.}}"), dx.Row("{{项.名称}}", "{{.}}{{项.名称}}{{结束}}")), "| 名 | 甲年 | 乙年 |\n| p | 甲年p | 乙年p |\n| q | 甲年q | 乙年q |"},
		{"a column under a condition", dx.Table(3, dx.Row("a", `{{如果 单位 == "处"}}b`, "c"), dx.Row("{{项.名称}}", "x{{结束}}", "z")), "| a | c |\n| p | z |\n| q | z |"},
		{"rows under a condition in a block", dx.Table(2, dx.Row("{{循环 项}}", ""), dx.Row("{{如果 过}}", ""), dx.Row("{{名称}}", "是"), dx.Row("{{否则}}", ""), dx.Row("{{名称}}", "否"), dx.Row("{{结束}}", ""), dx.Row("{{结束}}", "")),
			"| p | 是 |\n| q | 否 |"},
		{"control around a row", dx.Table(1, dx.Row("头"), control(dx.Row("{{项.名称}}"))), "| 头 |\n| p |\n| q |"},
		{"control around a merged cell", dx.Table(2, dx.RowOf(control(plain("{{一级.名称}}")), plain("{{一级.二级.名称}}"))), "| A | x |\n| ^ | y |\n| C | z |"},
		{"table in a merged cell", dx.Table(2, dx.RowOf(`<w:tc>`+dx.Table(1, dx.Row("{{项.名称}}"))+dx.P("{{一级.名称}}")+`</w:tc>`, plain("{{一级.二级.名称}}"))), "| [p]/[q]/A | x |\n| ^ | y |\n| [p]/[q]/C | z |"},
		{"cells over two columns", dx.Table(3, dx.RowOf(dx.Cell("{{一级.名称}}", `<w:gridSpan w:val="2"/>`), plain("{{一级.二级.名称}}"))), "| A | x |\n| ^ | y |\n| C | z |"},
		{"a numbered row over null", dx.P("头") + dx.Table(2, dx.Row("{{序号}}", "{{无.名称}}")), "头"},
		{"a numbered row over null between others", dx.Table(2, dx.Row("号", "名"), dx.Row("{{序号}}", "{{无.子.名称}}"), dx.Row("计", "{{合计(无.数)}}")), "| 号 | 名 |\n| 计 |  |"},
		{"a row without a number may be about one", dx.Table(2, dx.Row("姓名", "{{无.名称}}")), "| 姓名 |  |"},
		{"group with head and foot", dx.Table(2, dx.Row("{{循环 一级}}{{名称}}", ""), dx.Row("{{二级.名称}}", "{{二级.三级.名称}}"), dx.Row("合计", "{{数量(二级)}}{{结束}}")),
			"| A |  |\n| x | 1 |\n| ^ | 2 |\n| 合计 | 2 |\n| B |  |\n| 合计 | 0 |\n| C |  |\n| z | 3 |\n| 合计 | 1 |"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := fill(t, Config{}, dx.Doc{Body: tt.body + dx.P("完") + portrait}, deepData)
			if got := dx.Text(b, "word/document.xml"); got != tt.want+"\n完" {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
