package docxtemplate_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/evalreport/go/docxtemplate"
	word "github.com/evalreport/go/internal/docxtest"
)

// applied is a form as somebody else filled it: the columns are swapped, a label is respelt, a row was added.
func applied() (template *docxtemplate.Template, filled []byte) {
	src := word.Doc{Body: word.P("单位：{{单位}}") + word.Table(2, word.Row("项目名称", "金额"), word.Row("{{项目.名称}}", "{{项目.金额}}"))}.Bytes()
	template, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		panic(err)
	}
	return template, word.Doc{Body: word.P("单位：临江县档案馆") + word.Table(2, word.Row("金 额", "项目名称"), word.Row("12.50", "数字化"), word.Row("7", "修缮"))}.Bytes()
}

func ExampleTemplate_Extract_foreignCopy() {
	t, filled := applied()
	data := map[string]any{}
	got, err := t.Extract(bytes.NewReader(filled), int64(len(filled)), &data)
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := json.Marshal(data)
	fmt.Println(string(b))
	fmt.Println(len(got.Values), "个值，没有找到", len(got.Missed), "个，没有读懂", len(got.Unread), "处")
	// Output:
	// {"单位":"临江县档案馆","项目":[{"名称":"数字化","金额":"12.50"},{"名称":"修缮","金额":"7"}]}
	// 5 个值，没有找到 0 个，没有读懂 0 处
}

func ExampleExtraction_WriteSummary() {
	t, _ := applied()
	other := word.Doc{Body: word.P("单位：临江县档案馆") + word.P("本表由财务科填报")}.Bytes()
	data := map[string]any{}
	got, err := t.Extract(bytes.NewReader(other), int64(len(other)), &data)
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = got.WriteSummary(os.Stdout)
	// Output:
	// 读出 1 个值，没有找到 2 个，没有读懂 1 处
	//   没有找到 {{项目.名称}}（项目名称）：文档里没有找到
	//   没有找到 {{项目.金额}}（金额）：文档里没有找到
	//   没有读懂 正文 第2段：“本表由财务科填报”
}

// The outline is the words by which Extract will find each value.
func ExampleTemplate_Outline() {
	t, _ := applied()
	outline := t.Outline()
	for _, a := range outline.Anchors {
		fmt.Printf("%s：左 %q 上 %q 前 %q\n", a.Path, a.Left, a.Above, a.Before)
	}
	for _, l := range outline.Loops {
		fmt.Println(l.List, l.Columns)
	}
	// Output:
	// 单位：左 "" 上 "" 前 "单位:"
	// 项目.名称：左 "" 上 "项目名称" 前 ""
	// 项目.金额：左 "" 上 "金额" 前 ""
	// 项目 [项目名称 金额]
}

// A picture is PNG, JPEG, GIF, BMP or SVG; without a size it has its own, within the text or the cell.
func Example_pictures() {
	dot, _ := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	src := word.Doc{Body: word.P("（盖章）{{@公章}}")}.Bytes()
	t, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		fmt.Println(err)
		return
	}
	var out bytes.Buffer
	seal := docxtemplate.Picture{Data: dot, Width: 4 * docxtemplate.Centimetre, Alt: "公章"}
	if err := t.Execute(&out, map[string]any{"公章": seal}); err != nil {
		fmt.Println(err)
		return
	}
	xml := word.Part(out.Bytes(), "word/document.xml")
	fmt.Println(strings.Contains(xml, `<wp:extent cx="1440000" cy="1440000"/>`), strings.Contains(xml, `descr="公章"`))
	// Output: true true
}

// Markdown is printed in the template's own styles.
func ExampleMarkdown() {
	fmt.Println(filled(word.P("{{+正文}}"), map[string]any{"正文": docxtemplate.Markdown("得分 **92** 分：\n\n| 指标 | 得分 |\n|---|---|\n| 产出 | 48 |\n| 效益 | 44 |")}))
	// Output:
	// 得分 92 分：
	// | 指标 | 得分 |
	// | 产出 | 48 |
	// | 效益 | 44 |
}

// A finished document can be content: its styles, lists and pictures come along, and braces in it are plain text.
func ExampleReadDocx() {
	notice := word.Doc{Body: word.P("关于报送材料的{{通知}}")}.Bytes()
	doc, err := docxtemplate.ReadDocx(bytes.NewReader(notice), int64(len(notice)), docxtemplate.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	doc.Inline = true
	fmt.Println(filled(word.P("附：")+word.P("{{+附件}}"), map[string]any{"附件": doc}))
	// Output:
	// 附：
	// 关于报送材料的{{通知}}
}
