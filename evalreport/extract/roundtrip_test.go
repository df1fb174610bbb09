package extract_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
)

// TestFormsPrintedAndReadBack: what a form prints of its sample is read back, every value the form has a place for.
func TestFormsPrintedAndReadBack(t *testing.T) {
	forms, err := form.Builtin.Forms()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range forms {
		t.Run(f.ID, func(t *testing.T) {
			sample, err := f.Sample()
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := f.Render(&b, sample); err != nil {
				t.Fatal(err)
			}
			got := extract.Opened(t, b.Bytes())
			compare(t, f.Binds, sample, got)
		})
	}
}

func compare(t *testing.T, binds string, want *evalreport.Report, got *extract.Result) {
	t.Helper()
	n := 0
	evalreport.Walk(want, func(f evalreport.Field) bool {
		if len(f.Path) <= len(binds) || f.Path[:len(binds)] != binds || f.Value.IsZero() {
			return true
		}
		n++
		v, ok := evalreport.Lookup(got.Report, f.Path)
		have := ""
		if ok {
			have = text(v.Interface())
		}
		if have != text(f.Value.Interface()) {
			t.Errorf("%s is %q, want %q", f.Path, have, text(f.Value.Interface()))
		}
		return true
	})
	if n == 0 {
		t.Errorf("the sample has nothing at %s", binds)
	}
	for _, u := range got.Unread {
		t.Errorf("unread: %s: %s %s", u.Text, u.Reason, u.Place)
	}
}

// TestPublishedInAndOut: a published report that is read, printed as published and read again has the same text and the
// same values.
func TestPublishedInAndOut(t *testing.T) {
	profile, err := form.Builtin.Profile("published")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range published(t) {
		t.Run(name, func(t *testing.T) {
			first := extract.Opened(t, data)
			var b bytes.Buffer
			if err := profile.Render(&b, first.Report); err != nil {
				t.Fatal(err)
			}
			second := extract.Opened(t, b.Bytes())
			if got, want := dense(printed(second.Report)), dense(printed(first.Report)); got != want {
				a, w := []rune(got), []rune(want)
				i := 0
				for i < len(a) && i < len(w) && a[i] == w[i] {
					i++
				}
				t.Errorf("after %q:\n got %q\nwant %q", string(w[max(0, i-30):i]), string(a[i:min(len(a), i+60)]), string(w[i:min(len(w), i+60)]))
			}
			evalreport.Walk(first.Report, func(f evalreport.Field) bool {
				if f.Value.IsZero() || strings.Contains(f.Path, "outline[") {
					return true
				}
				v, ok := evalreport.Lookup(second.Report, f.Path)
				if !ok || dense(text(v.Interface())) != dense(text(f.Value.Interface())) {
					have := ""
					if ok {
						have = text(v.Interface())
					}
					t.Errorf("%s is %.60q, want %.60q", f.Path, have, text(f.Value.Interface()))
				}
				return true
			})
		})
	}
}
