package docxtemplate

import (
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// textBox is a text box with its twin for old versions of Word.
func textBox(text string) string {
	const shape = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s1026" type="#_x0000_t202" style="width:70pt;height:20pt"><v:textbox><w:txbxContent>`
	return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="900000" cy="300000"/><wp:docPr id="7" name="框"/>` +
		`<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>` + dx.P(text) +
		`</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>` + shape + dx.P(text) + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
}

// TestTextBoxesInLoops repeats text boxes: every shape has an id of its own, and refers to the copy of its type.
func TestTextBoxesInLoops(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"rows", dx.Table(2, dx.RowOf(`<w:tc>`+textBox("{{列表.名称}}")+`</w:tc>`, dx.Cell("{{列表.注}}", ""))), "| 一/一/ | 甲注 |\n| 二/二/ | 乙注 |"},
		{"merged cell", dx.Table(2, dx.RowOf(`<w:tc>`+textBox("{{列表.名称}}")+`</w:tc>`, dx.Cell("{{列表.子.名称}}", ""))), "| 一/一/ | a |\n| ^ | b |"},
		{"paragraphs", dx.P("{{循环 列表}}") + textBox("{{名称}}") + dx.P("{{结束}}"), "一\n一\n\n二\n二\n"},
		{"loop in the box", textBox("{{循环 列表}}{{名称}}{{结束}}"), "一二\n一二\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := fill(t, Config{}, dx.Doc{Body: tt.body + dx.P("尾")}, noteData)
			if got := strings.TrimSuffix(dx.Text(b, "word/document.xml"), "\n尾"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			xml, seen := dx.Part(b, "word/document.xml"), map[string]bool{}
			for _, m := range regexp.MustCompile(`(?:<v:shape(?:type)?|docPr) id="([^"]*)"`).FindAllStringSubmatch(xml, -1) {
				if seen[m[1]] {
					t.Errorf("two shapes have the id %s", m[1])
				}
				seen[m[1]] = true
			}
			for _, m := range regexp.MustCompile(`type="#([^"]*)"`).FindAllStringSubmatch(xml, -1) {
				if !seen[m[1]] {
					t.Errorf("no type %s", m[1])
				}
			}
		})
	}
}
