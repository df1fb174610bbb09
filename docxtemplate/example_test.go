package docxtemplate_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/evalreport/go/docxtemplate"
	word "github.com/evalreport/go/internal/docxtest"
)

// filled compiles a template, fills it, and shows the result as a person sees
// it: a line for each paragraph, | cells | of rows, ^ for a cell that is merged
// with the one above.
func filled(body string, data any) string {
	return filledWith(docxtemplate.Config{}, body, data)
}

func filledWith(config docxtemplate.Config, body string, data any) string {
	src := word.Doc{Body: body}.Bytes()
	t, err := config.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return err.Error()
	}
	var out bytes.Buffer
	if err := t.Execute(&out, data); err != nil {
		return err.Error()
	}
	return word.Text(out.Bytes(), "word/document.xml")
}

func ExampleCompile() {
	// In a program of your own: os.ReadFile("通知.docx").
	src := word.Doc{Body: word.P("{{单位}}{{年度}}年度支出{{金额 | 千分位:2}}万元")}.Bytes()

	t, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		fmt.Println(err)
		return
	}
	var out bytes.Buffer // any io.Writer: a file, an HTTP response
	err = t.Execute(&out, map[string]any{"单位": "临江县档案馆", "年度": 2023, "金额": "1286.4"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(word.Text(out.Bytes(), "word/document.xml"))
	// Output: 临江县档案馆2023年度支出1,286.40万元
}

func ExampleCompileFS() {
	files := fstest.MapFS{"forms/a.docx": {Data: word.Doc{Body: word.P("{{名称}}")}.Bytes()}} // or an embed.FS
	t, err := docxtemplate.CompileFS(files, "forms/a.docx")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(t.Tags()), "个标签")
	// Output: 1 个标签
}

// Errors name the file when Config has no name of its own for it.
func ExampleConfig_CompileFS() {
	files := fstest.MapFS{"a.docx": {Data: word.Doc{Body: word.P("{{名秤}}")}.Bytes()}}
	config := docxtemplate.Config{Schema: []byte(`{"properties":{"name":{"type":"string","title":"名称"}}}`)}
	_, err := config.CompileFS(files, "a.docx")
	fmt.Println(err)
	// Output: a.docx › 正文 › 第1段 › “{{名秤}}”：没有这个字段，是否应为 名称？ [unknown-field]
}

// With the type of the data every name is checked before there are data. Tags use the names of fields, their JSON
// names, or their labels.
func ExampleConfig_Compile() {
	type project struct {
		Name   string `json:"name" label:"名称"`
		Amount string `json:"amount" label:"金额"`
	}
	type report struct {
		Unit     string    `json:"unit" label:"单位"`
		Projects []project `json:"projects" label:"项目"`
	}
	src := word.Doc{Body: word.P("{{单位}}") + word.Table(2, word.Row("{{项目.名称}}", "{{projects.amount}}"))}.Bytes()
	t, err := docxtemplate.Config{Type: report{}}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		fmt.Println(err)
		return
	}
	var out bytes.Buffer
	err = t.Execute(&out, report{Unit: "临江县档案馆", Projects: []project{{"数字化", "12.50"}, {"修缮", "7"}}})
	fmt.Println(word.Text(out.Bytes(), "word/document.xml"), err)
	// Output:
	// 临江县档案馆
	// | 数字化 | 12.50 |
	// | 修缮 | 7 | <nil>
}

// All faults of a template come at once, each with its place.
func ExampleErrorList() {
	src := word.Doc{Body: word.P("见{{附件") + word.Table(2, word.Row("名称", "{{金额 | 千分號}}")) + word.P("{{循环 附件}}")}.Bytes()
	_, err := docxtemplate.Config{Name: "表.docx"}.Compile(bytes.NewReader(src), int64(len(src)))
	var faults docxtemplate.ErrorList
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Println(f.Code, f.Place())
		}
	}
	// Output:
	// unclosed-tag 正文 › 第1段
	// unknown-format 正文 › 表1 第1行 第2格
	// unclosed-block 正文 › 第4段
}

func ExampleError() {
	text := filledWith(docxtemplate.Config{Name: "表.docx"}, word.P("支出{{支岀}}万元"), map[string]any{"支出": 12.5})
	fmt.Println(text)
	// Output: 表.docx › 正文 › 第1段 › “支出{{支岀}}万元”：没有这个字段，是否应为 支出？ [unknown-field]
}

func ExamplePartTitle() {
	fmt.Println(docxtemplate.PartTitle("word/document.xml"), docxtemplate.PartTitle("word/header2.xml"))
	// Output: 正文 页眉2
}

func ExampleTemplate_Tags() {
	src := word.Doc{Body: word.P("{{如果 金额 > 0}}{{金额}}{{结束}}") + word.Table(1, word.Row("{{专项.名称}}"))}.Bytes()
	t, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range t.Tags() {
		fmt.Println(tag.Kind, tag.Paths, tag.Tag, tag.Place)
	}
	// Output:
	// 条件 [金额] {{如果 金额 > 0}} 正文 › 第1段
	// 值 [金额] {{金额}} 正文 › 第1段
	// 结束 [] {{结束}} 正文 › 第1段
	// 值 [专项.名称] {{专项.名称}} 正文 › 表1 第1行 第1格
}

// Lint also says what the template leaves out and what may be a mistake.
func ExampleConfig_Lint() {
	src := word.Doc{Body: word.P("{{单位}}（负责人：{负责人}}）")}.Bytes()
	schema := `{"properties":{"单位":{"type":"string"},"负责人":{"type":"string"},"年度":{"type":"integer"}},"required":["年度"]}`
	lint, err := docxtemplate.Config{Schema: []byte(schema)}.Lint(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(lint.Faults), "个错误")
	for _, w := range lint.Warnings {
		fmt.Println(w)
	}
	for _, u := range lint.Unused {
		fmt.Println("没有用到", u.Path)
	}
	// Output:
	// 0 个错误
	// 正文 › 第1段 › “…}（负责人：{负责人}}）”：像是标签，但括号不成对，若是标签，请写成 {{负责人}} [looks-like-tag]
	// 模板没有用到必填的字段 年度，是否误删了标签？ [unused-required]
	// 没有用到 年度
	// 没有用到 负责人
}

// Several filled templates become one document, each on pages of its own paper.
func ExampleJoin() {
	compile := func(body string) *docxtemplate.Template {
		src := word.Doc{Body: body + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`}.Bytes()
		t, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			panic(err)
		}
		return t
	}
	report, form := compile(word.P("{{单位}}报告")), compile(word.Table(1, word.Row("{{金额}}")))
	var out bytes.Buffer
	err := docxtemplate.Join(&out,
		docxtemplate.Document{Template: report, Data: map[string]any{"单位": "档案馆"}},
		docxtemplate.Document{Template: form, Data: map[string]any{"金额": "12.50"}},
		docxtemplate.Document{Template: form, Data: map[string]any{"金额": "7.00"}})
	fmt.Print(strings.ReplaceAll(word.Text(out.Bytes(), "word/document.xml"), "\n\n", "\n"))
	fmt.Println(err)
	// Output:
	// 档案馆报告
	// | 12.50 |
	// | 7.00 |
	// <nil>
}

func ExampleTemplate_Execute() {
	fmt.Println(filled(word.P("{{名称}}：{{说明}}"), map[string]any{"名称": "甲", "说明": "第一行\n第二行 <&>"}))
	// Output: 甲：第一行⏎第二行 <&>
}

// The copy that Annotate writes has a Word comment at each fault.
func ExampleAnnotate() {
	src := word.Doc{Body: word.P("单位：{{单味 | 默认}}")}.Bytes()
	_, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
	var faults docxtemplate.ErrorList
	if !errors.As(err, &faults) {
		fmt.Println(err)
		return
	}
	var out bytes.Buffer
	if err := docxtemplate.Annotate(&out, bytes.NewReader(src), int64(len(src)), faults); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(word.Text(out.Bytes(), "word/comments.xml"))
	// Output: {{单味 | 默认}}：格式“默认”：应有一段文字，写法：默认:文字 [bad-argument]
}
