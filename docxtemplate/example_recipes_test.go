package docxtemplate_test

import (
	"bytes"
	"fmt"

	"github.com/evalreport/go/docxtemplate"
	word "github.com/evalreport/go/internal/docxtest"
)

func Example_values() {
	type amount struct{ Final string }
	data := struct {
		Unit  string
		Year  int
		Total amount
	}{"临江县档案馆", 2023, amount{"286.40"}}
	fmt.Println(filled(word.P("{{Unit}}{{Year}}年支出{{Total.Final}}万元，上年（{{Year - 1}}年）略少"), data))
	// Output: 临江县档案馆2023年支出286.40万元，上年（2022年）略少
}

// A row that names a list repeats over it. Nothing opens, nothing closes.
func Example_repeatingRows() {
	table := word.Table(3,
		word.Row("序号", "名称", "金额"),
		word.Row("{{序号}}", "{{专项.名称}}", "{{专项.金额}}"),
		word.Row("", "合计", "{{合计(专项.金额)}}"))
	data := map[string]any{"专项": []map[string]any{{"名称": "数字化", "金额": 12.5}, {"名称": "修缮", "金额": 7}}}
	fmt.Println(filled(table, data))
	// Output:
	// | 序号 | 名称 | 金额 |
	// | 1 | 数字化 | 12.5 |
	// | 2 | 修缮 | 7 |
	// |  | 合计 | 19.5 |
}

// A cell that uses only what an outer list provides is merged over the inner rows.
func Example_mergedCells() {
	type third struct {
		Name  string
		Score int
	}
	type second struct {
		Name  string
		Third []third
	}
	type first struct {
		Name   string
		Second []second
	}
	data := map[string]any{"First": []first{
		{"产出", []second{{"数量", []third{{"整理卷数", 10}, {"扫描页数", 9}}}, {"质量", []third{{"合格率", 8}}}}},
		{"效益", []second{{"社会", []third{{"查阅人次", 7}}}}},
	}}
	row := word.Row("{{First.Name}}", "{{First.Second.Name}}", "{{First.Second.Third.Name}}", "{{First.Second.Third.Score}}")
	fmt.Println(filled(word.Table(4, row), data))
	// Output:
	// | 产出 | 数量 | 整理卷数 | 10 |
	// | ^ | ^ | 扫描页数 | 9 |
	// | ^ | 质量 | 合格率 | 8 |
	// | 效益 | 社会 | 查阅人次 | 7 |
}

// Conditions are expressions in decimals, in the words of the form. A paragraph that holds only a block tag disappears.
func Example_conditions() {
	body := word.P("得分{{得分}}，等级{{如果 得分 ≥ 90}}优{{否则如果 得分 ≥ 80}}良{{否则}}中{{结束}}") +
		word.P("{{如果 问题}}") + word.P("存在的问题：") +
		word.P("{{循环 问题}}") + word.P("{{序号}}. {{.}}") + word.P("{{结束}}") + word.P("{{结束}}")
	fmt.Println(filled(body, map[string]any{"得分": 86.5, "问题": []string{"支付进度偏慢"}}))
	fmt.Println(filled(body, map[string]any{"得分": 95, "问题": []string{}}))
	// Output:
	// 得分86.5，等级良
	// 存在的问题：
	// 1. 支付进度偏慢
	// 得分95，等级优
}

func Example_formats() {
	body := word.P("{{金额 | 千分位:2}} {{金额 | 大写}} {{比率 | 百分比:1}} {{日期 | 年月日}} {{日期 | 中文日期}} {{备注 | 默认:无}}")
	fmt.Println(filled(body, map[string]any{"金额": "1286.4", "比率": 0.9523, "日期": "2023-03-20", "备注": ""}))
	// Output: 1,286.40 壹仟贰佰捌拾陆元肆角 95.2% 2023年3月20日 二〇二三年三月二十日 无
}

// Programs register formats of their own.
func Example_ownFormat() {
	quoted := docxtemplate.Format{Name: "书名号", Apply: func(v any, _ []string) (any, error) { return fmt.Sprintf("《%v》", v), nil }}
	config := docxtemplate.Config{Formats: []docxtemplate.Format{quoted}}
	fmt.Println(filledWith(config, word.P("按{{文件 | 书名号}}执行"), map[string]any{"文件": "预算法"}))
	// Output: 按《预算法》执行
}

// {{+x}} takes paragraphs in the template's own styles, runs, lists and tables.
func Example_richText() {
	body := word.P("一、绩效情况") + word.P("{{+正文}}")
	data := map[string]any{"正文": docxtemplate.Rich{
		docxtemplate.Paragraph{Runs: []docxtemplate.Run{{Text: "得分 "}, {Text: "92", Bold: true}, {Text: " 分。"}}},
		docxtemplate.Table{Header: 1, Rows: [][]docxtemplate.Cell{
			{{Text: "指标", Bold: true}, {Text: "得分", Bold: true}},
			{{Text: "产出", Down: 2}, {Text: "48"}},
			{{Text: "44"}},
		}},
	}}
	fmt.Println(filled(body, data))
	// Output:
	// 一、绩效情况
	// 得分 92 分。
	// | 指标 | 得分 |
	// | 产出 | 48 |
	// | ^ | 44 |
}

// A value can be another template with its own data: an attached form, say.
func Example_subDocuments() {
	src := word.Doc{Body: word.Table(2, word.Row("{{专项.名称}}", "{{专项.金额}}"))}.Bytes()
	form, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		fmt.Println(err)
		return
	}
	attached := func(name string, amount int) docxtemplate.Document {
		data := map[string]any{"专项": []map[string]any{{"名称": name, "金额": amount}}}
		return docxtemplate.Document{Template: form, Data: data, Inline: true}
	}
	body := word.P("{{循环 附件}}") + word.P("附件{{序号}}") + word.P("{{+.}}") + word.P("{{结束}}")
	fmt.Println(filled(body, map[string]any{"附件": []docxtemplate.Document{attached("数字化", 12), attached("修缮", 7)}}))
	// Output:
	// 附件1
	// | 数字化 | 12 |
	// 附件2
	// | 修缮 | 7 |
}

// Rows from an iterator are printed as they come; a million of them need no more memory than one.
func Example_streamingRows() {
	type row struct {
		No   int `label:"编号"`
		Text string
	}
	rows := func(yield func(row) bool) { // an iter.Seq[row]: lines of a file, rows of a query
		for i := range 3 {
			if !yield(row{i + 1, fmt.Sprint("第", i+1, "行")}) {
				return
			}
		}
	}
	fmt.Println(filled(word.Table(2, word.Row("{{Rows.编号}}", "{{Rows.Text}}")), map[string]any{"Rows": rows}))
	// Output:
	// | 1 | 第1行 |
	// | 2 | 第2行 |
	// | 3 | 第3行 |
}

// What the data do not have is an error, unless the configuration or the tag says otherwise.
func Example_missingValues() {
	body := word.P("电话{{电话}}；传真{{传真 | 默认:—}}")
	for _, policy := range []docxtemplate.Missing{docxtemplate.MissingError, docxtemplate.MissingBlank, docxtemplate.MissingKeep} {
		fmt.Println(filledWith(docxtemplate.Config{Missing: policy}, body, map[string]any{"单位": "甲"}))
	}
	// Output:
	// 正文 › 第1段 › “电话{{电话}}；传真{{传…”：没有这个字段 [unknown-field]
	// 电话；传真—
	// 电话{{电话}}；传真—
}
