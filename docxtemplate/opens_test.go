package docxtemplate

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestWhatCompilesOpens makes random templates of legal structure. What
// compiles must give well-formed parts in which every cell ends with a
// paragraph and no table is without rows.
func TestWhatCompilesOpens(t *testing.T) {
	data := decode(t, nested)
	compiled := 0
	rapid.Check(t, func(t *rapid.T) {
		body := legalBlocks(t, 3)
		src := dx.Part(dx.Doc{Body: body}.Bytes(), "word/document.xml")
		out, err := renderPart([]byte(src), data, MissingBlank)
		if err != nil {
			return
		}
		compiled++
		xml := string(out)
		if shown := dx.Show(xml); strings.HasPrefix(shown, "BAD XML") || strings.Contains(shown, "NO PARAGRAPH") {
			t.Fatalf("from %s\n%s", body, shown)
		}
		for _, bad := range []string{"</w:tbl></w:tc>", "</w:tblGrid></w:tbl>", "</w:tcPr></w:tc>", "<w:tr></w:tr>", "{{"} {
			if strings.Contains(xml, bad) {
				t.Fatalf("%s in %s\nfrom %s", bad, xml, body)
			}
		}
	})
	if compiled == 0 {
		t.Error("not one template compiled")
	}
}

var (
	legalTexts = []string{"字", "{{单位}}", "{{专项.名称}}", "{{一级.二级.名称}}", "{{一级.名称}}", "{{空表.x}}", "{{名称}}{{合并}}", "{{序号}}", "{{保留空行}}", "{{! 注}}", "{{分页}}", ""}
	legalOpens = []string{"{{循环 专项}}", "{{循环 一级.二级}}", "{{循环 空表}}", "{{如果 真}}", "{{如果 假}}", "{{^真}}"}
)

// legalBlocks makes paragraphs, tables and blocks around them.
func legalBlocks(t *rapid.T, depth int) string {
	text := func() string { return rapid.SampledFrom(legalTexts).Draw(t, "text") }
	var b strings.Builder
	for range rapid.IntRange(1, 3).Draw(t, "n") {
		kind := rapid.IntRange(0, 5).Draw(t, "kind")
		if depth == 0 {
			kind %= 3
		}
		open := rapid.SampledFrom(legalOpens).Draw(t, "open")
		switch kind {
		case 0:
			b.WriteString(dx.P(text()))
		case 1:
			b.WriteString(dx.Runs(text(), open+text(), "{{结", "束}}"+text()))
		case 2:
			b.WriteString(dx.P(open + "x{{否则}}y{{结束}}"))
		case 3:
			b.WriteString(dx.P(open) + legalBlocks(t, depth-1) + dx.P("{{结束}}"))
		default:
			b.WriteString(legalTable(t, depth-1) + dx.P(""))
		}
	}
	return b.String()
}

func legalTable(t *rapid.T, depth int) string {
	var rows []string
	cols := rapid.IntRange(1, 3).Draw(t, "columns")
	block := rapid.Bool().Draw(t, "block")
	if block {
		rows = append(rows, dx.Row(append([]string{rapid.SampledFrom(legalOpens).Draw(t, "open")}, make([]string, cols-1)...)...))
	}
	for range rapid.IntRange(1, 3).Draw(t, "rows") {
		var cells []string
		for range cols {
			merge := rapid.SampledFrom([]string{"", "", "", `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`}).Draw(t, "merge")
			cells = append(cells, `<w:tc><w:tcPr>`+merge+`</w:tcPr>`+legalBlocks(t, depth)+`</w:tc>`)
		}
		rows = append(rows, dx.RowOf(cells...))
	}
	if block {
		rows = append(rows, dx.Row(append([]string{"{{结束}}"}, make([]string, cols-1)...)...))
	}
	return dx.Table(cols, rows...)
}
