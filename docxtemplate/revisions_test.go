package docxtemplate

import (
	"bytes"
	"regexp"
	"slices"
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
