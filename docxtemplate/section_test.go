package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestSectionInLoop gives each repetition the section that stands in the loop,
// with its orientation.
func TestSectionInLoop(t *testing.T) {
	land := `<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:pPr></w:p>`
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{循环 列表}}")+dx.P("{{名称}}")+land+dx.P("{{结束}}")+dx.P("尾"), portrait)), decode(t, noteData))
	xml := dx.Part(b, "word/document.xml")
	if n := strings.Count(xml, `w:orient="landscape"`); n != 2 {
		t.Errorf("%d landscape sections, want 2:\n%s", n, xml)
	}
	if n := strings.Count(xml, "<w:sectPr"); n != 3 || !strings.Contains(xml, "尾</w:t></w:r></w:p>"+portrait) {
		t.Errorf("%d sections, want 3, the last upright:\n%s", n, xml)
	}
}
