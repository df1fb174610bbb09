package docxtemplate

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	. "github.com/evalreport/go/internal/docxtest"
)

func fill(t *testing.T, cfg Config, d Doc, data string) []byte {
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
		{"value", P("单位：{{单位}}，{{年度}}年"), "单位：某局，2023年"},
		{"rows repeat", Table(2, Row("名称", "金额"), Row("{{专项.名称}}", "{{专项.金额}}")), "| 名称 | 金额 |\n| 甲 | 12.5 |\n| 乙 | 7 |"},
		{"cells merge", Table(4, Row("{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.指标}}", "{{一级.二级.三级.得分}}")),
			"| 产出 | 数量 | a | 1 |\n| ^ | ^ | b | 2 |\n| ^ | 质量 | c | 3 |\n| 效益 | 社会 | d | 4 |"},
		{"number", Table(2, Row("{{序号}}", "{{专项.名称}}")), "| 1 | 甲 |\n| 2 | 乙 |"},
		{"outer number", Table(3, Row("{{一级.序号}}", "{{一级.二级.名称}}", "{{上级.名称}}")), "| 1 | 数量 | 产出 |\n| ^ | 质量 | ^ |\n| 2 | 社会 | 效益 |"},
		{"paragraph loop", P("{{循环 专项}}") + P("{{序号}}、{{名称}}") + P("{{结束}}") + P("尾"), "1、甲\n2、乙\n尾"},
		{"inline loop", P("有{{循环 专项}}{{名称}}、{{结束}}等"), "有甲、乙、等"},
		{"inline loop over runs", Runs("有{{循环 专项}}", "{{名称}}", "、{{结束}}等"), "有甲、乙、等"},
		{"inline condition", P("是{{如果 真}}甲{{否则}}乙{{结束}}"), "是甲"},
		{"inline else", Runs("是{{如果 假}}甲{{否", "则}}乙", "{{结束}}"), "是乙"},
		{"false paragraph goes", P("头") + P("{{如果 假}}甲{{结束}}") + P("尾"), "头\n尾"},
		{"row block", Table(1, Row("{{循环 专项}}"), Row("{{名称}}"), Row("合计"), Row("{{结束}}"), Row("尾")), "| 甲 |\n| 合计 |\n| 乙 |\n| 合计 |\n| 尾 |"},
		{"block in one row", Table(2, Row("{{#专项}}{{名称}}", "{{金额}}{{/专项}}")), "| 甲 | 12.5 |\n| 乙 | 7 |"},
		{"empty list leaves no table", P("头") + Table(1, Row("{{空表.名称}}")) + P("尾"), "头\n尾"},
		{"empty list keeps header", Table(1, Row("头"), Row("{{空表.名称}}")), "| 头 |"},
		{"empty row kept", Table(2, Row("{{空表.名称}}", "x{{保留空行}}")), "|  | x |"},
		{"several lists", Table(1, Row("{{专项.名称}}"), Row("--"), Row("{{一级.名称}}")), "| 甲 |\n| 乙 |\n| -- |\n| 产出 |\n| 效益 |"},
		{"cell keeps paragraph", Table(2, Row("x", "{{如果 假}}y{{结束}}")), "| x |  |"},
		{"fixed label grows", Table(2, RowOf(Cell("明细", `<w:vMerge w:val="restart"/>`), Cell("{{专项.名称}}", "")), RowOf(Cell("", `<w:vMerge/>`), Cell("小计", ""))),
			"| 明细 | 甲 |\n| ^ | 乙 |\n| ^ | 小计 |"},
		{"fixed label moves", Table(2, RowOf(Cell("明细", `<w:vMerge w:val="restart"/>`), Cell("{{空表.名称}}", "")), RowOf(Cell("", `<w:vMerge/>`), Cell("小计", ""))),
			"| 明细 | 小计 |"},
		{"not merged", Table(2, Row("{{一级.名称}}{{不合并}}", "{{一级.二级.名称}}")), "| 产出 | 数量 |\n| 产出 | 质量 |\n| 效益 | 社会 |"},
		{"format", P("{{年度 | 千分位:2}}"), "2,023.00"},
		{"row condition", Table(2, Row("{{如果 专项.金额 > 10}}{{专项.名称}}", "{{专项.金额}}{{结束}}")), "| 甲 | 12.5 |"},
		{"columns repeat", Table(2, Row("名称", "{{循环 专项}}{{名称}}"), Row("金额", "{{金额}}{{结束}}")), "| 名称 | 甲 | 乙 |\n| 金额 | 12.5 | 7 |"},
		{"column goes", Table(3, Row("a", "{{如果 假}}b", "c"), Row("d", "e{{结束}}", "f")), "| a | c |\n| d | f |"},
		{"columns of repeating rows", Table(2, Row("名称", "{{循环 一级}}{{名称}}"), Row("{{专项.名称}}", "{{专项.金额}}{{结束}}")), "| 名称 | 产出 | 效益 |\n| 甲 | 12.5 | 12.5 |\n| 乙 | 7 | 7 |"},
		{"text around blocks in a cell", Table(1, RowOf(`<w:tc>`+P("a{{如果 真}}")+P("b")+P("{{结束}}c")+`</w:tc>`)), "| a/b/c |"},
		{"two blocks share a paragraph", P("{{如果 假}}") + P("x") + P("{{结束}}{{如果 真}}") + P("y") + P("{{结束}}"), "y"},
		{"nested blocks", P("{{循环 一级}}{{循环 二级}}") + P("{{上级.名称}}{{名称}}") + P("{{结束}}{{结束}}"), "产出数量\n产出质量\n效益社会"},
		{"flattened loop", P("{{循环 一级.二级}}") + P("{{一级.名称}}{{名称}}") + P("{{结束}}"), "产出数量\n产出质量\n效益社会"},
		{"explicit outer loop merges", Table(2, Row("{{循环 一级}}", ""), Row("{{一级.名称}}", "{{二级.名称}}"), Row("小计", ""), Row("{{结束}}", "")),
			"| 产出 | 数量 |\n| ^ | 质量 |\n| 小计 |  |\n| 效益 | 社会 |\n| 小计 |  |"},
		{"several rows do not merge over each other", Table(2, Row("{{循环 一级}}", ""), Row("{{循环 二级}}", ""), Row("{{一级.名称}}", "{{名称}}"), Row("x", "y"), Row("{{结束}}", ""), Row("{{结束}}", "")),
			"| 产出 | 数量 |\n| x | y |\n| 产出 | 质量 |\n| x | y |\n| 效益 | 社会 |\n| x | y |"},
		{"merge by value", Table(2, Row("{{专项.金额 > 100}}{{合并}}", "{{专项.名称}}")), "| 否 | 甲 |\n| ^ | 乙 |"},
		{"merge by key", Table(2, Row("{{专项.名称}}{{合并:专项.金额}}", "{{专项.名称}}")), "| 甲 | 甲 |\n| 乙 | 乙 |"},
		{"lone merged cell", Table(2, RowOf(Cell("类", `<w:vMerge w:val="restart"/>`), Cell("{{专项.名称}}", ""))), "| 类 | 甲 |\n| ^ | 乙 |"},
		{"label beside nested rows", Table(4, RowOf(Cell("指标", `<w:vMerge w:val="restart"/>`), Cell("{{一级.名称}}", ""), Cell("{{一级.二级.名称}}", ""), Cell("1", "")), RowOf(Cell("", `<w:vMerge/>`), Cell("总分", `<w:gridSpan w:val="2"/>`), Cell("100", ""))),
			"| 指标 | 产出 | 数量 | 1 |\n| ^ | ^ | 质量 | 1 |\n| ^ | 效益 | 社会 | 1 |\n| ^ | 总分 | 100 |"},
		{"nested table follows its row", Table(2, RowOf(Cell("{{一级.名称}}", ""), `<w:tc>`+Table(1, Row("{{一级.二级.名称}}"))+P("")+`</w:tc>`)), "| 产出 | [数量]/[质量]/ |\n| 效益 | [社会]/ |"},
		{"loop inside a cell", Table(2, Row("{{一级.名称}}", "{{循环 一级.二级}}{{名称}} {{结束}}")), "| 产出 | 数量 质量  |\n| 效益 | 社会  |"},
		{"sum in a row", Table(2, Row("{{一级.名称}}", "{{数量(一级.二级)}}")), "| 产出 | 2 |\n| 效益 | 1 |"},
		{"share of the whole", Table(2, Row("{{专项.名称}}", "{{专项.金额 / 合计(专项.金额) | 百分比:0}}")), "| 甲 | 64% |\n| 乙 | 36% |"},
		{"sum outside", P("{{合计(专项.金额)}}"), "19.5"},
		{"empty inner list keeps row when asked", Table(2, Row("{{专项.名称}}", "{{专项.明细.x}}{{保留空行}}")), "| 甲 |  |\n| 乙 |  |"},
		{"else of loop", P("{{循环 空表}}") + P("x") + P("{{否则}}") + P("无") + P("{{结束}}"), "无"},
		{"with", P("{{循环 专项 为 项}}{{项.名称}}{{项.序号}} {{结束}}"), "甲1 乙2 "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Text(fill(t, Config{}, Doc{Body: tt.body}, nested), "word/document.xml")
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
