package docxtemplate

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// Revision marks inside a repeated row have numbers of their own, as Word wants them.
func TestRevisionsInLoopsHaveOwnNumbers(t *testing.T) {
	cell := `<w:p><w:pPr><w:rPr><w:ins w:id="5" w:author="甲"/></w:rPr></w:pPr><w:ins w:id="6" w:author="甲"><w:r><w:t>{{专项.名称}}</w:t></w:r></w:ins>` +
		`<w:del w:id="7" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>`
	d := dx.Doc{Body: dx.Table(1, `<w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>`+cell+`</w:tc></w:tr>`)}
	out := fill(t, Config{}, d, `{"专项": [{"名称": "甲"}, {"名称": "乙"}, {"名称": "丙"}]}`)
	xml := dx.Part(out, "word/document.xml")
	var ids []string
	for _, m := range regexp.MustCompile(`<w:(?:ins|del) w:id="(\d+)"`).FindAllStringSubmatch(xml, -1) {
		ids = append(ids, m[1])
	}
	slices.Sort(ids)
	if n := len(slices.Compact(slices.Clone(ids))); n != len(ids) || len(ids) != 9 {
		t.Errorf("ids %s, want 9 different ones:\n%s", strings.Join(ids, " "), xml)
	}
}
