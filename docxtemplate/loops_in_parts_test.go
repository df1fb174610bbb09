package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestLoopsInPlaces repeats in every kind of place, not only the body.
func TestLoopsInPlaces(t *testing.T) {
	const loop = "{{循环 列表}}{{名称}}{{如果 序号 == 1}}、{{结束}}{{结束}}"
	const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + loop + `</dc:title></cp:coreProperties>`
	rows := dx.Table(2, dx.Row("{{列表.名称}}", "{{列表.子.名称}}")) + dx.P("")
	field := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE ` + loop + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	chart := charted("")
	chart.Parts["word/charts/chart1.xml"] = strings.NewReplacer("{{年度}}年支出", loop, "{{项目.名称}}", "x").Replace(chart.Parts["word/charts/chart1.xml"])
	delete(chart.Parts, "word/embeddings/book1.xlsx")
	for _, tt := range []struct {
		name string
		doc  dx.Doc
		part string
		want string // what the reader sees, or a piece of the part
	}{
		{"header", dx.Doc{Parts: map[string]string{"word/header1.xml": rows}}, "word/header1.xml", "| 一 | a |\n| ^ | b |\n"},
		{"footer", dx.Doc{Parts: map[string]string{"word/footer1.xml": dx.P(loop)}}, "word/footer1.xml", "一、二"},
		{"footnote", dx.Doc{Parts: map[string]string{"word/footnotes.xml": `<w:footnote w:id="2">` + rows + `</w:footnote>`}}, "word/footnotes.xml", "| 一 | a |\n| ^ | b |\n"},
		{"endnote", dx.Doc{Parts: map[string]string{"word/endnotes.xml": `<w:endnote w:id="2">` + dx.P(loop) + `</w:endnote>`}}, "word/endnotes.xml", "一、二"},
		{"comment", dx.Doc{Parts: map[string]string{"word/comments.xml": `<w:comment w:id="2" w:author="x">` + dx.P("{{循环 列表}}") + dx.P("{{名称}}") + dx.P("{{结束}}") + `</w:comment>`}}, "word/comments.xml", "一\n二"},
		{"text box in a header", dx.Doc{Parts: map[string]string{"word/header1.xml": textBox(loop)}}, "word/header1.xml", "一、二\n一、二\n"},
		{"table in a cell", dx.Doc{Body: dx.Table(2, dx.RowOf(dx.Cell("{{列表.名称}}", ""), "<w:tc>"+dx.Table(1, dx.Row("{{列表.子.名称}}"))+dx.P("")+"</w:tc>"))}, "word/document.xml", "| 一 | [a]/[b]/ |\n| 二 |  |"},
		{"control around rows", dx.Doc{Body: dx.Table(1, `<w:sdt><w:sdtPr><w:id w:val="3"/></w:sdtPr><w:sdtContent>`+dx.Row("{{列表.名称}}")+`</w:sdtContent></w:sdt>`)}, "word/document.xml", "| 一 |\n| 二 |"},
		{"field", dx.Doc{Body: "<w:p>" + field + "</w:p>"}, "word/document.xml", "QUOTE 一、二</w:instrText>"},
		{"alt text", dx.Doc{Body: `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="` + loop + `"/></wp:inline></w:drawing></w:r></w:p>`}, "word/document.xml", `descr="一、二"`},
		{"address", dx.Doc{Body: link("rIdL", "x"), Rels: linkRel("rIdL", "http://x/"+loop)}, "word/_rels/document.xml.rels", `"http://x/%E4%B8%80、%E4%BA%8C"`},
		{"title of a chart", chart, "word/charts/chart1.xml", "一、二</a:t>"},
		{"property", dx.Doc{Parts: map[string]string{"docProps/core.xml": dx.Head + core}}, "docProps/core.xml", "<dc:title>一、二</dc:title>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.doc.Body == "" {
				tt.doc.Body = dx.P("x")
			}
			b := fill(t, Config{}, tt.doc, `{"列表":[{"名称":"一","子":[{"名称":"a"},{"名称":"b"}]},{"名称":"二","子":[]}]}`)
			xml := dx.Part(b, tt.part)
			if !strings.Contains(xml, tt.want) && dx.Text(b, tt.part) != tt.want || strings.Contains(xml, "{{") {
				t.Errorf("want %q in\n%s", tt.want, xml)
			}
		})
	}
}
