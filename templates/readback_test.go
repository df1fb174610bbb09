package templates_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract"
)

// TestReadBack reads the document of each sample: a figure that is read is the one that was printed; what the reader
// does not understand it leaves blank.
func TestReadBack(t *testing.T) {
	for _, p := range profiles(t) {
		r := decode(t, sampleText(p.ID))
		docx := render(t, p, r)
		got, err := extract.Read(bytes.NewReader(docx), int64(len(docx)), extract.Options{File: "report.docx"})
		if err != nil {
			t.Fatal(err)
		}
		printed := figures(r)
		read := figures(got.Report)
		right := 0
		for path, was := range printed {
			now, ok := read[path]
			switch {
			case !ok:
			case now != was:
				t.Errorf("%s: %s was %s, is read as %s", p.ID, path, was, now)
			default:
				right++
			}
		}
		t.Logf("%s: %d of %d figures read back", p.ID, right, len(printed))
		if right*2 < len(printed) {
			t.Errorf("%s: only %d of %d figures read back", p.ID, right, len(printed))
		}
	}
}

// figures are the figures of a report by path, members of lists by their names.
func figures(r *evalreport.Report) map[string]string {
	all := map[string]string{}
	evalreport.Walk(r, func(f evalreport.Field) bool {
		if v, ok := f.Value.Interface().(interface {
			String() string
			IsBlank() bool
		}); ok && isFigure(v) && !v.IsBlank() {
			all[named(r, f.Path)] = v.String()
		}
		return true
	})
	return all
}

var member = regexp.MustCompile(`\[\d+\]`)

// named puts the names of list members into a path in place of their numbers.
func named(r *evalreport.Report, path string) string {
	var b strings.Builder
	from := 0
	for _, at := range member.FindAllStringIndex(path, -1) {
		b.WriteString(path[from:at[0]])
		if name, ok := evalreport.Lookup(r, path[:at[1]]+".name"); ok {
			fmt.Fprintf(&b, "[%s]", name)
		} else {
			b.WriteString(path[at[0]:at[1]])
		}
		from = at[1]
	}
	return b.String() + path[from:]
}
