package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
)

// A provincial form is a filled form of another province, cell by cell: the text, and behind an arrow the field that it is
// the value of (with =, where the field is printed otherwise), or unread.
type provincial struct {
	name  string
	paper paper
	want  map[string]string
	free  []string // words that no field is for
}

func provinces(t *testing.T) []provincial {
	t.Helper()
	files, _ := filepath.Glob("testdata/provinces/*.txt")
	if len(files) < 5 {
		t.Fatalf("%d forms", len(files))
	}
	var out []provincial
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := provincial{name: strings.TrimSuffix(filepath.Base(file), ".txt"), want: map[string]string{}}
		for _, line := range strings.Split(string(data), "\n") {
			line, path, has := strings.Cut(line, " → ")
			for _, c := range parseShadow(line) {
				p.paper.cells = append(p.paper.cells, paperCell{c.row, c.col, c.rows, c.cols, c.text})
				path, other, named := strings.Cut(path, "=")
				switch {
				case !has:
				case path == "unread":
					p.free = append(p.free, c.text)
				case named:
					p.want[path] = other
				default:
					p.want[path] = c.text
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// Forms of other provinces are read from their labels alone: each value stands in its field or is listed as unread.
func TestFormsOfOtherProvinces(t *testing.T) {
	for _, p := range provinces(t) {
		t.Run(p.name, func(t *testing.T) {
			for how, data := range map[string][]byte{
				"docx": p.paper.docx(t, "附件", "2023年度自评表"), "tabs": p.paper.tabLed("2023年度自评表"), "bars": p.paper.barEnded("2023年度自评表"),
				"tabs in sequence": p.paper.inSequence(false, "2023年度自评表"), "bars in sequence": p.paper.inSequence(true, "2023年度自评表"),
			} {
				p.check(t, how, Opened(t, data))
			}
		})
	}
}

func (p provincial) check(t *testing.T, how string, got *Result) {
	t.Helper()
	right := 0
	for path, want := range p.want {
		v, ok := evalreport.Lookup(got.Report, path)
		have := ""
		if ok && !v.IsZero() {
			have = fmt.Sprint(v.Interface())
		}
		if have != want {
			t.Errorf("%s: %s is %q, want %q", how, path, have, want)
			continue
		}
		right++
	}
	var unread []string
	for _, u := range got.Unread {
		unread = append(unread, u.Text)
	}
	for _, words := range p.free {
		if !strings.Contains(strings.Join(unread, "\n"), strings.TrimSpace(words)) {
			t.Errorf("%s: %q is neither read nor listed", how, words)
		}
	}
	for _, f := range got.Forms {
		if at, ok := got.Origins.Of(f.Path + ".grade"); !ok || at.Table != 1 {
			t.Errorf("%s: a blank field of %s is said to stand at %v", how, f.Path, at)
		}
	}
	typed := 0
	for path := range got.Origins {
		if strings.Contains(path, "self_evaluation") && strings.Count(path, ".") > 0 {
			typed++
		}
	}
	if typed != len(p.want) {
		for path := range got.Origins {
			if _, ok := p.want[path]; !ok && strings.Contains(path, "self_evaluation") {
				v, _ := evalreport.Lookup(got.Report, path)
				t.Errorf("%s: %s is %v, which the form does not say", how, path, v.Interface())
			}
		}
	}
	t.Logf("%s, %s: %d of %d values in their fields, %d words listed as unread: %s", p.name, how, right, len(p.want), len(unread), strings.Join(unread, "; "))
}
