package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestHintGoes drops the hint for the font of a tag's characters, not the font.
func TestHintGoes(t *testing.T) {
	run := func(text string) string {
		return `<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:b/></w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"value alone", run("{{名称}}"), `<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/></w:rPr><w:t xml:space="preserve">甲<`},
		{"name of a split tag", dx.R("{{") + run("名称") + dx.R("}}"), `<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/></w:rPr><w:t xml:space="preserve">甲<`},
		{"other text keeps it", run("名：{{名称}}"), `<w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:b/></w:rPr><w:t xml:space="preserve">名：甲<`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := dx.Part(fill(t, Config{}, dx.Doc{Body: "<w:p>" + tt.body + "</w:p>"}, simple), "word/document.xml")
			if !strings.Contains(got, tt.want) {
				t.Errorf("no %s in\n%s", tt.want, got)
			}
		})
	}
}
