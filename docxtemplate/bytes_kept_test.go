package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestOutsideBytes fills one tag; every other byte of its part stays.
func TestOutsideBytes(t *testing.T) {
	const before = `<!-- note --><w:p w:rsidR="00A1" x:y='z' xmlns:x="urn:x"><w:pPr ><w:spacing  w:after='0'/></w:pPr><?go on?>` +
		`<w:r><w:t>a&#x4E2D;&quot;</w:t></w:r><x:own a="1">字</x:own><w:bookmarkStart w:id="1" w:name="b"/><w:ins w:id="2" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:t>ins</w:t></w:r></w:ins></w:p>` + "\r\n\t"
	const after = "\n" + `<w:p><w:del w:id="3" w:author="a"><w:r><w:delText xml:space="preserve"> {{旧}} </w:delText></w:r></w:del><w:bookmarkEnd w:id="1"/><w:r><w:t><![CDATA[<&]]></w:t></w:r></w:p>`
	tag, filled := `<w:p><w:r><w:t xml:space="preserve">{{名称}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t xml:space="preserve">甲</w:t></w:r></w:p>`
	d := dx.Doc{Body: before + tag + after, Parts: map[string]string{"word/header1.xml": before + after, "word/styles.xml": "<w:style/>"}}
	src := d.Bytes()
	out := fill(t, Config{}, d, simple)
	was, is := parts(t, src), parts(t, out)
	if len(was) != len(is) {
		t.Errorf("%d parts became %d", len(was), len(is))
	}
	for name := range was {
		if want := strings.ReplaceAll(was[name], tag, filled); is[name] != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, is[name], want)
		}
	}
}
