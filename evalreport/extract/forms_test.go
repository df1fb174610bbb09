package extract

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/evalreport/go/templates"
)

// papers are all known forms, filled in.
func papers(t testing.TB) []paper {
	t.Helper()
	k, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	var out []paper
	for _, l := range k.layouts {
		shadow, err := fs.ReadFile(own, "layouts/"+l.id+".txt")
		if err != nil {
			var s string
			if s, err = formShadow(templates.FS, l.id); err != nil {
				t.Fatal(err)
			}
			shadow = []byte(s)
		}
		out = append(out, fillIn(l, string(shadow)))
	}
	if len(out) < 13 {
		t.Fatalf("%d forms", len(out))
	}
	return out
}

// scaleOf is the power of ten between the form's unit and 万元.
func scaleOf(l *layout) int32 { return shift[l.unit] }

func TestFormsInWord(t *testing.T) {
	for _, p := range papers(t) {
		t.Run(p.layout.id, func(t *testing.T) {
			p.check(t, Opened(t, p.docx(t, "附件1", "2023年度"+p.layout.name)), scaleOf(p.layout))
		})
	}
}

func TestFormsInTextDumps(t *testing.T) {
	for _, p := range papers(t) {
		t.Run(p.layout.id, func(t *testing.T) {
			t.Run("tab-led", func(t *testing.T) { p.check(t, Opened(t, p.tabLed("2023年度"+p.layout.name)), scaleOf(p.layout)) })
			t.Run("bar-ended", func(t *testing.T) {
				p.check(t, Opened(t, p.barEnded("2023年度"+p.layout.name)), scaleOf(p.layout))
			})
		})
	}
}

var _ = strings.TrimSpace
