package docxtemplate

import (
	"io"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestBreaksInLoops begins pages and sections in loops: by a tag, by Word's own breaks.
func TestBreaksInLoops(t *testing.T) {
	section := `<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>`
	for _, tt := range []struct{ name, body, want string }{
		{"tag in its own paragraph", dx.P("{{循环 专项}}") + dx.P("{{名称}}") + dx.P("{{分页}}") + dx.P("{{结束}}") + dx.P("尾"), "甲\n⇩\n乙\n⇩\n尾"},
		{"between elements only", dx.P("{{循环 专项}}") + dx.P("{{如果 序号 > 1}}{{分页}}{{结束}}") + dx.P("{{名称}}") + dx.P("{{结束}}") + dx.P("尾"), "甲\n⇩\n乙\n尾"},
		{"tag in a sentence", dx.P("{{循环 专项}}{{名称}}{{分页}}{{结束}}尾"), "甲⇩乙⇩尾"},
		{"break of Word", dx.P("{{循环 专项}}") + `<w:p>` + dx.R("{{名称}}") + `<w:r><w:br w:type="page"/></w:r></w:p>` + dx.P("{{结束}}") + dx.P("尾"), "甲⇩\n乙⇩\n尾"},
		{"sections of Word", dx.P("{{循环 专项}}") + dx.P("{{名称}}") + section + dx.P("{{结束}}") + dx.P("尾"), "甲\n\n乙\n\n尾"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := fill(t, Config{}, dx.Doc{Body: tt.body + portrait}, nested)
			if got := dx.Text(b, "word/document.xml"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if want := 2 * strings.Count(tt.body, "<w:sectPr>"); strings.Count(dx.Part(b, "word/document.xml"), `w:orient="landscape"`) != want {
				t.Errorf("not %d sections", want)
			}
		})
	}
	tpl := compileDoc(t, Config{}, dx.Doc{Body: dx.P("{{分节}}")})
	if err := tpl.Execute(io.Discard, decode(t, nested)); err == nil || !strings.Contains(err.Error(), "布局 › 分隔符") {
		t.Errorf("a tag for sections: %v", err)
	}
}
