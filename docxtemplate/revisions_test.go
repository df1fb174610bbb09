package docxtemplate

import (
	"bytes"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestRevisionsOfTemplate takes tracked changes as accepted, and names them when asked to.
func TestRevisionsOfTemplate(t *testing.T) {
	body := `<w:p>` + dx.R("甲{{") + `<w:ins w:id="1" w:author="x">` + dx.R("名称}}") + `</w:ins></w:p>` +
		`<w:p><w:del w:id="2" w:author="x"><w:r><w:delText>{{旧名}}</w:delText></w:r></w:del>` + dx.R("乙") + `</w:p>` + dx.P("{{名称}}")
	d := dx.Doc{Body: body}
	xml := dx.Part(fill(t, Config{}, d, `{"名称":"项"}`), "word/document.xml")
	if !strings.Contains(xml, "<w:delText>{{旧名}}</w:delText>") {
		t.Errorf("the deletion is changed:\n%s", xml)
	}
	for _, tt := range []struct {
		policy Revisions
		want   string
	}{{RevisionsAccepted, ""}, {RevisionsWarned, "tag-in-revision 1; deleted-tag 2; "}} {
		src := d.Bytes()
		l, err := Config{Revisions: tt.policy}.Lint(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, w := range l.Warnings {
			place := w.Error()
			n := "?"
			for _, k := range []string{"1", "2", "3"} {
				if strings.Contains(place, "第"+k+"段") || strings.Contains(place, "第 "+k+" 段") {
					n = k
				}
			}
			got += w.Code + " " + n + "; "
		}
		if got != tt.want {
			t.Errorf("warnings %q, want %q: %v", got, tt.want, l.Warnings)
		}
	}
}
