package docxtemplate

import (
	"bytes"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestJoinNeedsASection: a frame without a section has no place for more documents, and says so instead of losing them.
func TestJoinNeedsASection(t *testing.T) {
	src := dx.Doc{Body: dx.P("{{名称}}")}.Bytes()
	src2 := dx.Doc{Body: dx.P("{{名称}}") + `<w:sectPr/>`}.Bytes()
	for _, c := range []struct {
		name string
		src  []byte
		want string
	}{{"without", src, "节"}, {"with", src2, ""}} {
		tpl, err := Compile(bytes.NewReader(c.src), int64(len(c.src)))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		err = Join(&out, Document{Template: tpl, Data: map[string]any{"名称": "甲"}}, Document{Template: tpl, Data: map[string]any{"名称": "乙"}})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s a section: %v", c.name, err)
		case c.want == "" && !strings.Contains(dx.Text(out.Bytes(), "word/document.xml"), "乙"):
			t.Errorf("%s a section: the second document is lost", c.name)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s a section: %v, want a message about %s", c.name, err, c.want)
		}
	}
}
