package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestTablesStayApart keeps a paragraph between tables, and behind the last
// one, where the paragraphs of the template go.
func TestTablesStayApart(t *testing.T) {
	one := func(text string) string { return dx.Table(1, dx.Row(text)) }
	para := func(text string) string {
		return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + dx.R(text) + `</w:p>`
	}
	gone := dx.P("{{如果 假}}") + dx.P("x") + para("{{结束}}")
	tests := []struct{ name, body, want string }{
		{"condition", one("a") + gone + one("b"), "| a |\n\n| b |"},
		{"condition in one paragraph", one("a") + para("{{如果 假}}x{{结束}}") + one("b"), "| a |\n\n| b |"},
		{"note to the editor", one("a") + para("{{! 说明}}") + one("b"), "| a |\n\n| b |"},
		{"what is printed is enough", one("a") + para("{{如果 真}}x{{结束}}") + one("b"), "| a |\nx\n| b |"},
		{"loop of tables", dx.P("{{循环 专项}}") + one("{{名称}}") + para("{{结束}}") + dx.P("尾"), "| 甲 |\n\n| 乙 |\n尾"},
		{"loop of tables with their titles", dx.P("{{循环 专项}}") + dx.P("{{名称}}") + one("{{金额}}") + dx.P("{{结束}}") + dx.P("尾"), "甲\n| 12.5 |\n乙\n| 7 |\n尾"},
		{"the table between goes as well", one("a") + gone + one("{{空表.x}}") + gone + one("b"), "| a |\n\n| b |"},
		{"the first table goes", one("{{空表.x}}") + gone + one("b"), "| b |"},
		{"content that is nothing", one("a") + para("{{+无}}") + one("b"), "| a |\n\n| b |"},
		{"content that ends with a table", dx.P("{{+表}}") + one("b"), "| 1 |\n\n| b |"},
		{"content of two tables", dx.P("{{+两表}}") + dx.P("尾"), "| 1 |\n\n| 2 |\n尾"},
		{"a document that begins and ends with a table", one("a") + dx.P("{{+文}}") + one("b"), "| a |\n\n| 内 |\n\n| b |"},
		{"in a cell", dx.Table(1, dx.RowOf(`<w:tc>`+one("a")+gone+one("b")+dx.P("{{! 尾}}")+`</w:tc>`)), "| [a]//[b]/ |"},
		{"as in the template", one("{{单位}}") + one("b") + dx.P("尾"), "| 某局 |\n| b |\n尾"},
		{"end of the body", dx.P("头") + one("a") + gone + portrait, "头\n| a |\n\n"},
		{"end of the body without a section", dx.P("头") + one("a") + gone, "头\n| a |\n\n"},
		{"content at the end of the body", dx.P("头") + dx.P("{{+表}}") + portrait, "头\n| 1 |\n\n"},
		{"document at the end of the body", dx.P("头") + dx.P("{{+独立}}") + portrait, "头\n\n| 内 |\n\n"},
		{"last paragraph stays", dx.P("头") + one("{{单位}}") + para("") + portrait, "头\n| 某局 |\n\n"},
	}
	inner := compileDoc(t, Config{}, styled(one("内"), portrait))
	table := func(text string) Table { return Table{Rows: [][]Cell{{{Text: text}}}} }
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := decode(t, nested).(map[string]any)
			data["无"], data["表"], data["两表"] = "", table("1"), Rich{table("1"), table("2")}
			data["文"], data["独立"] = Document{Template: inner, Inline: true}, Document{Template: inner}
			b := execute(t, compileDoc(t, Config{}, styled(tt.body, "")), data)
			got := dx.Text(b, "word/document.xml")
			if got != strings.TrimSuffix(tt.want, "\n") {
				t.Errorf("got\n%q\nwant\n%q", got, tt.want)
			}
			if xml := dx.Part(b, "word/document.xml"); strings.Contains(xml, "</w:tbl><w:tbl>") && tt.name != "as in the template" {
				t.Errorf("two tables in a row:\n%s", xml)
			}
		})
	}
}

// TestEndOfStories ends headers, notes and cells with a paragraph.
func TestEndOfStories(t *testing.T) {
	story := dx.P("头") + dx.Table(1, dx.Row("a")) + dx.P("{{如果 假}}") + dx.P("x") + dx.P("{{结束}}")
	d := dx.Doc{Body: `<w:p>` + noteRef("footnote", "2") + `</w:p>`, Parts: map[string]string{
		"word/header1.xml": story, "word/footnotes.xml": separators + `<w:footnote w:id="2">` + story + `</w:footnote>`}}
	b := fill(t, Config{}, d, nested)
	for part, want := range map[string]string{"word/header1.xml": "头\n| a |\n", "word/footnotes.xml": "\n\n头\n| a |\n"} {
		if got := dx.Text(b, part); got != want {
			t.Errorf("%s: got %q, want %q", part, got, want)
		}
	}
}
