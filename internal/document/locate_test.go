package document

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestBytes looks up what a document shows in the bytes of its part.
func TestBytes(t *testing.T) {
	for name, c := range map[string]struct{ body, find, want string }{
		"in a run":             {para(run("合计 12.5 万元")), "12.5", "12.5"},
		"over runs":            {para(run("合计 12.") + `<w:proofErr/>` + run("5 万元")), "12.5", "12.</w:t></w:r><w:proofErr/><w:r><w:t xml:space=\"preserve\">5"},
		"behind white space":   {para(run("   12.5")), "2.5", "2.5"},
		"behind an entity":     {para(`<w:r><w:t>甲&amp;乙 12</w:t></w:r>`), "12", "12"},
		"an entity":            {para(`<w:r><w:t>甲&amp;乙</w:t></w:r>`), "&", "&amp;"},
		"behind a tab":         {para(`<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t><w:tab/><w:t>乙12</w:t></w:r>`), "12", "12"},
		"a tab":                {para(`<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>`), "\t", "<w:tab/>"},
		"in a hyperlink":       {para(`<w:hyperlink>` + run("甲12") + `</w:hyperlink>`), "12", "12"},
		"behind deleted words": {para(run("甲") + `<w:del><w:r><w:delText>9</w:delText></w:r></w:del>` + run("12")), "12", "12"},
		"in a cell":            {`<w:tbl><w:tr><w:tc>` + text("甲") + `</w:tc><w:tc>` + text("乙12") + `</w:tc></w:tr></w:tbl>`, "12", "12"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := readDocx(t, parts{body: c.body})
			src := []byte(dx.Part(build(parts{body: c.body}), "word/document.xml"))
			for _, p := range Paragraphs(doc.Blocks) {
				i := strings.Index(p.Text, c.find)
				if i < 0 {
					continue
				}
				start := runes(p.Text[:i])
				from, to := p.Bytes(src, start, start+runes(c.find))
				if got := string(src[from:to]); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
				if !strings.HasPrefix(string(src[p.Place.Offset:]), "<w:p>") {
					t.Errorf("the paragraph begins with %.20q", src[p.Place.Offset:])
				}
				return
			}
			t.Fatal("not found")
		})
	}
}
