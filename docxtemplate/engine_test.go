package docxtemplate

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

func fill(t *testing.T, cfg Config, d dx.Doc, data string) []byte {
	t.Helper()
	src := d.Bytes()
	tpl, err := cfg.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatalf("compile: %v", err)
	}
	var b bytes.Buffer
	if err := tpl.Execute(&b, decode(t, data)); err != nil {
		t.Fatalf("execute: %v", err)
	}
	if dir := os.Getenv("EVALREPORT_OUT"); dir != "" { // for the validator
		name := strings.NewReplacer("/", "_", " ", "_").Replace(t.Name()) + ".docx"
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func decode(t *testing.T, data string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

const nested = `{"单位":"某局","年度":2023,"一级":[
 {"名称":"产出","二级":[{"名称":"数量","三级":[{"指标":"a","得分":1},{"指标":"b","得分":2}]},{"名称":"质量","三级":[{"指标":"c","得分":3}]}]},
 {"名称":"效益","二级":[{"名称":"社会","三级":[{"指标":"d","得分":4}]}]}],
 "专项":[{"名称":"甲","金额":12.5,"明细":[]},{"名称":"乙","金额":7,"明细":[]}],"空表":[],"真":true,"假":false}`

func TestFill(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"value", dx.P("单位：{{单位}}，{{年度}}年"), "单位：某局，2023年"},
		{"rows repeat", dx.Table(2, dx.Row("名称", "金额"), dx.Row("{{专项.名称}}", "{{专项.金额}}")), "| 名称 | 金额 |\n| 甲 | 12.5 |\n| 乙 | 7 |"},
		{"cells merge", dx.Table(4, dx.Row("{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.指标}}", "{{一级.二级.三级.得分}}")),
			"| 产出 | 数量 | a | 1 |\n| ^ | ^ | b | 2 |\n| ^ | 质量 | c | 3 |\n| 效益 | 社会 | d | 4 |"},
		{"number", dx.Table(2, dx.Row("{{序号}}", "{{专项.名称}}")), "| 1 | 甲 |\n| 2 | 乙 |"},
		{"outer number", dx.Table(3, dx.Row("{{一级.序号}}", "{{一级.二级.名称}}", "{{上级.名称}}")), "| 1 | 数量 | 产出 |\n| ^ | 质量 | ^ |\n| 2 | 社会 | 效益 |"},
		{"paragraph loop", dx.P("{{循环 专项}}") + dx.P("{{序号}}、{{名称}}") + dx.P("{{结束}}") + dx.P("尾"), "1、甲\n2、乙\n尾"},
		{"inline loop", dx.P("有{{循环 专项}}{{名称}}、{{结束}}等"), "有甲、乙、等"},
		{"inline loop over runs", dx.Runs("有{{循环 专项}}", "{{名称}}", "、{{结束}}等"), "有甲、乙、等"},
		{"inline condition", dx.P("是{{如果 真}}甲{{否则}}乙{{结束}}"), "是甲"},
		{"inline else", dx.Runs("是{{如果 假}}甲{{否", "则}}乙", "{{结束}}"), "是乙"},
		{"false paragraph goes", dx.P("头") + dx.P("{{如果 假}}甲{{结束}}") + dx.P("尾"), "头\n尾"},
		{"row block", dx.Table(1, dx.Row("{{循环 专项}}"), dx.Row("{{名称}}"), dx.Row("合计"), dx.Row("{{结束}}"), dx.Row("尾")), "| 甲 |\n| 合计 |\n| 乙 |\n| 合计 |\n| 尾 |"},
		{"block in one row", dx.Table(2, dx.Row("{{#专项}}{{名称}}", "{{金额}}{{/专项}}")), "| 甲 | 12.5 |\n| 乙 | 7 |"},
		{"empty list leaves no table", dx.P("头") + dx.Table(1, dx.Row("{{空表.名称}}")) + dx.P("尾"), "头\n尾"},
		{"empty list keeps header", dx.Table(1, dx.Row("头"), dx.Row("{{空表.名称}}")), "| 头 |"},
		{"empty row kept", dx.Table(2, dx.Row("{{空表.名称}}", "x{{保留空行}}")), "|  | x |"},
		{"several lists", dx.Table(1, dx.Row("{{专项.名称}}"), dx.Row("--"), dx.Row("{{一级.名称}}")), "| 甲 |\n| 乙 |\n| -- |\n| 产出 |\n| 效益 |"},
		{"cell keeps paragraph", dx.Table(2, dx.Row("x", "{{如果 假}}y{{结束}}")), "| x |  |"},
		{"fixed label grows", dx.Table(2, dx.RowOf(dx.Cell("明细", `<w:vMerge w:val="restart"/>`), dx.Cell("{{专项.名称}}", "")), dx.RowOf(dx.Cell("", `<w:vMerge/>`), dx.Cell("小计", ""))),
			"| 明细 | 甲 |\n| ^ | 乙 |\n| ^ | 小计 |"},
		{"fixed label moves", dx.Table(2, dx.RowOf(dx.Cell("明细", `<w:vMerge w:val="restart"/>`), dx.Cell("{{空表.名称}}", "")), dx.RowOf(dx.Cell("", `<w:vMerge/>`), dx.Cell("小计", ""))),
			"| 明细 | 小计 |"},
		{"not merged", dx.Table(2, dx.Row("{{一级.名称}}{{不合并}}", "{{一级.二级.名称}}")), "| 产出 | 数量 |\n| 产出 | 质量 |\n| 效益 | 社会 |"},
		{"format", dx.P("{{年度 | 千分位:2}}"), "2,023.00"},
		{"row condition", dx.Table(2, dx.Row("{{如果 专项.金额 > 10}}{{专项.名称}}", "{{专项.金额}}{{结束}}")), "| 甲 | 12.5 |"},
		{"columns repeat", dx.Table(2, dx.Row("名称", "{{循环 专项}}{{名称}}"), dx.Row("金额", "{{金额}}{{结束}}")), "| 名称 | 甲 | 乙 |\n| 金额 | 12.5 | 7 |"},
		{"column goes", dx.Table(3, dx.Row("a", "{{如果 假}}b", "c"), dx.Row("d", "e{{结束}}", "f")), "| a | c |\n| d | f |"},
		{"columns of repeating rows", dx.Table(2, dx.Row("名称", "{{循环 一级}}{{名称}}"), dx.Row("{{专项.名称}}", "{{专项.金额}}{{结束}}")), "| 名称 | 产出 | 效益 |\n| 甲 | 12.5 | 12.5 |\n| 乙 | 7 | 7 |"},
		{"text around blocks in a cell", dx.Table(1, dx.RowOf(`<w:tc>`+dx.P("a{{如果 真}}")+dx.P("b")+dx.P("{{结束}}c")+`</w:tc>`)), "| a/b/c |"},
		{"two blocks share a paragraph", dx.P("{{如果 假}}") + dx.P("x") + dx.P("{{结束}}{{如果 真}}") + dx.P("y") + dx.P("{{结束}}"), "y"},
		{"nested blocks", dx.P("{{循环 一级}}{{循环 二级}}") + dx.P("{{上级.名称}}{{名称}}") + dx.P("{{结束}}{{结束}}"), "产出数量\n产出质量\n效益社会"},
		{"flattened loop", dx.P("{{循环 一级.二级}}") + dx.P("{{一级.名称}}{{名称}}") + dx.P("{{结束}}"), "产出数量\n产出质量\n效益社会"},
		{"explicit outer loop merges", dx.Table(2, dx.Row("{{循环 一级}}", ""), dx.Row("{{一级.名称}}", "{{二级.名称}}"), dx.Row("小计", ""), dx.Row("{{结束}}", "")),
			"| 产出 | 数量 |\n| ^ | 质量 |\n| 小计 |  |\n| 效益 | 社会 |\n| 小计 |  |"},
		{"several rows do not merge over each other", dx.Table(2, dx.Row("{{循环 一级}}", ""), dx.Row("{{循环 二级}}", ""), dx.Row("{{一级.名称}}", "{{名称}}"), dx.Row("x", "y"), dx.Row("{{结束}}", ""), dx.Row("{{结束}}", "")),
			"| 产出 | 数量 |\n| x | y |\n| 产出 | 质量 |\n| x | y |\n| 效益 | 社会 |\n| x | y |"},
		{"merge by value", dx.Table(2, dx.Row("{{专项.金额 > 100}}{{合并}}", "{{专项.名称}}")), "| 否 | 甲 |\n| ^ | 乙 |"},
		{"merge by key", dx.Table(2, dx.Row("{{专项.名称}}{{合并:专项.金额}}", "{{专项.名称}}")), "| 甲 | 甲 |\n| 乙 | 乙 |"},
		{"lone merged cell", dx.Table(2, dx.RowOf(dx.Cell("类", `<w:vMerge w:val="restart"/>`), dx.Cell("{{专项.名称}}", ""))), "| 类 | 甲 |\n| ^ | 乙 |"},
		{"label beside nested rows", dx.Table(4, dx.RowOf(dx.Cell("指标", `<w:vMerge w:val="restart"/>`), dx.Cell("{{一级.名称}}", ""), dx.Cell("{{一级.二级.名称}}", ""), dx.Cell("1", "")), dx.RowOf(dx.Cell("", `<w:vMerge/>`), dx.Cell("总分", `<w:gridSpan w:val="2"/>`), dx.Cell("100", ""))),
			"| 指标 | 产出 | 数量 | 1 |\n| ^ | ^ | 质量 | 1 |\n| ^ | 效益 | 社会 | 1 |\n| ^ | 总分 | 100 |"},
		{"nested table follows its row", dx.Table(2, dx.RowOf(dx.Cell("{{一级.名称}}", ""), `<w:tc>`+dx.Table(1, dx.Row("{{一级.二级.名称}}"))+dx.P("")+`</w:tc>`)), "| 产出 | [数量]/[质量]/ |\n| 效益 | [社会]/ |"},
		{"loop inside a cell", dx.Table(2, dx.Row("{{一级.名称}}", "{{循环 一级.二级}}{{名称}} {{结束}}")), "| 产出 | 数量 质量  |\n| 效益 | 社会  |"},
		{"sum in a row", dx.Table(2, dx.Row("{{一级.名称}}", "{{数量(一级.二级)}}")), "| 产出 | 2 |\n| 效益 | 1 |"},
		{"share of the whole", dx.Table(2, dx.Row("{{专项.名称}}", "{{专项.金额 / 合计(专项.金额) | 百分比:0}}")), "| 甲 | 64% |\n| 乙 | 36% |"},
		{"sum outside", dx.P("{{合计(专项.金额)}}"), "19.5"},
		{"empty inner list keeps row when asked", dx.Table(2, dx.Row("{{专项.名称}}", "{{专项.明细.x}}{{保留空行}}")), "| 甲 |  |\n| 乙 |  |"},
		{"else of loop", dx.P("{{循环 空表}}") + dx.P("x") + dx.P("{{否则}}") + dx.P("无") + dx.P("{{结束}}"), "无"},
		{"with", dx.P("{{循环 专项 为 项}}{{项.名称}}{{项.序号}} {{结束}}"), "甲1 乙2 "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dx.Text(fill(t, Config{}, dx.Doc{Body: tt.body}, nested), "word/document.xml")
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
