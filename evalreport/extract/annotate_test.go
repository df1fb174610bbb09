package extract_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/rules"
	dx "github.com/evalreport/go/internal/docxtest"
)

// marked shows a document with its comments: [ and ] are the ends of a range, * its comment.
func marked(docx []byte) string {
	return dx.Show(strings.NewReplacer("<w:commentRangeStart", dx.R("[")+"<w:x", "<w:commentRangeEnd", dx.R("]")+"<w:x",
		"<w:commentReference", "<w:t>*</w:t><w:x").Replace(dx.Part(docx, "word/document.xml")))
}

// annotated reads and checks a document and gives the copy with comments.
func annotated(t *testing.T, d dx.Doc) []byte {
	t.Helper()
	src := d.Bytes()
	got := extract.Opened(t, src)
	findings := check.Config{Scheme: rules.DefaultScheme(), Origins: got.Origins, Min: check.Warning}.Run(got.Report, got.Prose(), rules.All()...)
	var out bytes.Buffer
	if err := extract.Annotate(&out, bytes.NewReader(src), int64(len(src)), findings); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAnnotate looks at where the comments stand and what they say.
func TestAnnotate(t *testing.T) {
	out := annotated(t, dx.Doc{Body: dx.P("临江县档案馆2023年度部门整体支出绩效自评报告") +
		dx.P("一、部门概况") +
		dx.P("全年支出120万元，其中：基本支出80万元，项目支出45万元。")})
	if got := marked(out); !strings.HasSuffix(got, "一、部门概况\n全年支出[120万元]*，其中：基本支出80万元，项目支出45万元。") {
		t.Errorf("got %s", got)
	}
	comments := dx.Text(out, "word/comments.xml")
	for _, want := range []string{"错误：基本支出 + 项目支出 = 80 + 45 = 125，填报 120，差 5。请核对总额与两项支出。（R01）", "警告：没有成文日期"} {
		if !strings.Contains(comments, want) {
			t.Errorf("no %q in\n%s", want, comments)
		}
	}
}

// TestAnnotatePlaces puts a comment on what its place names: a stretch of a paragraph that has several runs, a cell, a
// table, a heading, and the first paragraph for all that cannot hold one.
func TestAnnotatePlaces(t *testing.T) {
	src := dx.Doc{Body: dx.P("一、概况") + dx.Runs("支出 1", "2.", "5 万元") + dx.Table(2, dx.Row("a", "b"), dx.Row("c", ""))}.Bytes()
	for name, c := range map[string]struct {
		place evalreport.Place
		want  string
	}{
		"over runs":      {evalreport.Place{Part: "word/document.xml", Paragraph: 2, Start: 3, End: 7}, "一、概况\n支出 [12.5]* 万元\n| a | b |\n| c |  |"},
		"a paragraph":    {evalreport.Place{Part: "word/document.xml", Paragraph: 2}, "一、概况\n[支出 12.5 万元]*\n| a | b |\n| c |  |"},
		"a cell":         {evalreport.Place{Part: "word/document.xml", Table: 1, Row: 1, Cell: 2}, "一、概况\n支出 12.5 万元\n| a | [b]* |\n| c |  |"},
		"a table":        {evalreport.Place{Part: "word/document.xml", Table: 1}, "一、概况\n支出 12.5 万元\n| [a]* | b |\n| c |  |"},
		"a heading":      {evalreport.Place{Section: "一、概况"}, "[一、概况]*\n支出 12.5 万元\n| a | b |\n| c |  |"},
		"a header":       {evalreport.Place{Part: "word/header1.xml", Paragraph: 1}, "[]*一、概况\n支出 12.5 万元\n| a | b |\n| c |  |"},
		"nowhere":        {evalreport.Place{}, "[]*一、概况\n支出 12.5 万元\n| a | b |\n| c |  |"},
		"another's file": {evalreport.Place{Part: "word/document.xml", Paragraph: 99, Start: 7, End: 9}, "[]*一、概况\n支出 12.5 万元\n| a | b |\n| c |  |"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := extract.Annotate(&out, bytes.NewReader(src), int64(len(src)), []check.Finding{{Rule: "R01", Message: "不等", Place: c.place}}); err != nil {
				t.Fatal(err)
			}
			if got := marked(out.Bytes()); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// A reviewer's copy: the report as it is, with what contradicts itself commented on.
func ExampleAnnotate() {
	src := dx.Doc{Body: dx.P("全年支出120万元，其中：基本支出80万元，项目支出45万元。")}.Bytes()
	got, err := extract.Read(bytes.NewReader(src), int64(len(src)), extract.Options{File: "报告.docx"})
	if err != nil {
		fmt.Println(err)
		return
	}
	findings := check.Config{Origins: got.Origins, Min: check.Warning}.Run(got.Report, got.Prose(), rules.All()...)
	var reviewed bytes.Buffer
	if err := extract.Annotate(&reviewed, bytes.NewReader(src), int64(len(src)), findings); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(dx.Text(reviewed.Bytes(), "word/comments.xml"))
	// Output:
	// 警告：没有成文日期。请在落款处写明年月日。（R85）
	// 错误：基本支出 + 项目支出 = 80 + 45 = 125，填报 120，差 5。请核对总额与两项支出。（R01）
	// 警告：报告没有写明自评得分和等级。请在绩效自评结论中补上。（R64）
}
