package docxtemplate

import (
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestRecipes fills what users of template engines ask for most, each as they would write it.
func TestRecipes(t *testing.T) {
	top, below := `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	tests := []struct{ name, body, want string }{
		{"several lists in one table, with a sum between",
			dx.Table(2, dx.Row("头", "值"), dx.Row("{{专项.名称}}", "{{专项.金额}}"), dx.Row("合计", "{{合计(专项.金额)}}"), dx.Row("{{一级.名称}}", "{{一级.二级.名称}}"), dx.Row("完", "")),
			"| 头 | 值 |\n| 甲 | 12.5 |\n| 乙 | 7 |\n| 合计 | 19.5 |\n| 产出 | 数量 |\n| ^ | 质量 |\n| 效益 | 社会 |\n| 完 |  |"},
		{"a label over two lists and a heading row",
			dx.Table(3, dx.RowOf(dx.Cell("产出", top), dx.Cell("指标", ""), dx.Cell("值", "")), dx.RowOf(dx.Cell("", below), dx.Cell("{{专项.名称}}", ""), dx.Cell("{{专项.金额}}", "")), dx.RowOf(dx.Cell("", below), dx.Cell("{{一级.名称}}", ""), dx.Cell("x", ""))),
			"| 产出 | 指标 | 值 |\n| ^ | 甲 | 12.5 |\n| ^ | 乙 | 7 |\n| ^ | 产出 | x |\n| ^ | 效益 | x |"},
		{"a label whose rows all go", dx.Table(2, dx.RowOf(dx.Cell("产出", top), dx.Cell("{{空表.x}}", "")), dx.RowOf(dx.Cell("", below), dx.Cell("{{空表.y}}", "")), dx.Row("尾", "z")), "| 尾 | z |"},
		{"a table in a cell goes, the cell stays", dx.Table(1, dx.RowOf("<w:tc>"+dx.Table(1, dx.Row("{{空表.a}}"))+dx.P("")+"</w:tc>")), "|  |"},
		{"a block of rows without rows of its own", dx.Table(2, dx.Row("{{循环 专项}}{{名称}}", "{{金额}}"), dx.Row("备注", "{{序号}}{{结束}}"), dx.Row("完", "")), "| 甲 | 12.5 |\n| 备注 | 1 |\n| 乙 | 7 |\n| 备注 | 2 |\n| 完 |  |"},
		{"merged labels inside a block of rows", dx.Table(2, dx.Row("{{循环 一级}}", ""), dx.RowOf(dx.Cell("{{名称}}", top), dx.Cell("a", "")), dx.RowOf(dx.Cell("", below), dx.Cell("b", "")), dx.Row("{{结束}}", "")), "| 产出 | a |\n| ^ | b |\n| 效益 | a |\n| ^ | b |"},
		{"rows of two branches", dx.Table(1, dx.Row("{{如果 假}}"), dx.Row("a"), dx.Row("{{否则}}"), dx.Row("b"), dx.Row("{{结束}}")), "| b |"},
		{"a table whose every row is left out", dx.P("x") + dx.Table(1, dx.Row("{{如果 假}}"), dx.Row("a"), dx.Row("{{结束}}")) + dx.P("y"), "x\ny"},
		{"a column over an empty list goes", dx.Table(2, dx.Row("名称", "{{循环 空表}}{{名称}}"), dx.Row("金额", "{{金额}}{{结束}}")), "| 名称 |\n| 金额 |"},
		{"blocks in blocks in a cell", dx.Table(2, dx.Row("{{一级.名称}}", "{{循环 一级.二级}}{{名称}}({{循环 三级}}{{指标}}{{结束}}){{结束}}")), "| 产出 | 数量(ab)质量(c) |\n| 效益 | 社会(d) |"},
		{"a table for each element", dx.P("{{循环 一级}}") + dx.P("{{名称}}") + dx.Table(2, dx.Row("{{二级.名称}}", "{{二级.三级.指标}}")) + dx.P("{{结束}}") + dx.P("尾"), "产出\n| 数量 | a |\n| ^ | b |\n| 质量 | c |\n效益\n| 社会 | d |\n尾"},
		{"else if", dx.P("{{如果 年度 < 2020}}旧{{否则如果 年度 == 2023}}今{{否则}}新{{结束}}"), "今"},
		{"commas between", dx.P("{{循环 专项}}{{如果 序号 > 1}}、{{结束}}{{名称}}{{结束}}"), "甲、乙"},
		{"a list joined", dx.P("{{专项.名称 | 连接}}；{{一级.二级.名称 | 连接:/}}"), "甲、乙；数量/质量/社会"},
		{"a list joined in a row", dx.Table(2, dx.Row("{{一级.名称}}", "{{一级.二级.名称 | 连接}}"), dx.Row("全部", "{{专项.名称 | 连接}}")), "| 产出 | 数量、质量 |\n| 效益 | 社会 |\n| 全部 | 甲、乙 |"},
		{"names of every level", dx.P("{{循环 一级}}{{循环 二级}}{{循环 三级}}{{上级.上级.名称}}{{上级.名称}}{{指标}}{{单位}};{{结束}}{{结束}}{{结束}}"), "产出数量a某局;产出数量b某局;产出质量c某局;效益社会d某局;"},
		{"one of a list", dx.P("{{专项[0].名称}}{{专项.1.名称}}"), "甲乙"},
		{"two blocks in a paragraph", dx.P("{{如果 假}}a{{结束}}{{如果 真}}b{{结束}}"), "b"},
		{"spaces around a block tag", dx.P(" {{如果 假}} ") + dx.P("a") + dx.P(" {{结束}} ") + dx.P("z"), "z"},
		{"a note beside a block tag", dx.Table(2, dx.Row("{{循环 专项}}", "{{! 每个专项一行}}"), dx.Row("{{名称}}", "b"), dx.Row("{{结束}}", "")), "| 甲 | b |\n| 乙 | b |"},
		{"braces of other languages", dx.P("f(){ return {a:1}} 与 {{单位}}"), "f(){ return {a:1}} 与 某局"},
		{"delimiters as text", dx.P(`{{"{{"}}名称}} {{"a}}b"}} \{{x}}`), `{{名称}} a}}b {{x}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dx.Text(fill(t, Config{}, dx.Doc{Body: tt.body}, nested), "word/document.xml"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
