package docxtemplate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	dx "github.com/evalreport/go/internal/docxtest"
)

// plainValues are values that look like nothing else: no two are the same, none is a word of a form.
func plainValues(t *rapid.T) func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf(rapid.SampledFrom([]string{"v%d", "%d.50", "1,%03d.00", "丙%d，丁", "乙 %d"}).Draw(t, "value"), n)
	}
}

// oddValues are values that look like labels, totals, blanks or more than one value, too.
func oddValues(t *rapid.T) func() string {
	plain := plainValues(t)
	return func() string {
		if rapid.IntRange(0, 2).Draw(t, "odd") > 0 {
			return plain()
		}
		return rapid.SampledFrom([]string{"", "", "—", "合计", "档案", "水电：3", "1、a", "（5分）", "a\nb", "项目", "人", "　", "其中：差旅", "2023年"}).Draw(t, "odd value")
	}
}

type randomReading struct {
	data map[string]any
	*Extraction
}

func compileRandom(t *rapid.T, f *randomForm) *Template {
	src := dx.Doc{Body: f.template.String()}.Bytes()
	tpl, err := Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatalf("%v\n%s", err, shownBody(f.template.String()))
	}
	return tpl
}

func fillRandom(t *rapid.T, tpl *Template, data any) []byte {
	var out bytes.Buffer
	if err := tpl.Execute(&out, data); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readRandom(t *rapid.T, tpl *Template, doc []byte) randomReading {
	r := randomReading{data: map[string]any{}}
	var err error
	if r.Extraction, err = tpl.Extract(bytesReader(doc), int64(len(doc)), &r.data); err != nil {
		t.Fatal(err)
	}
	return r
}

// wrong lists what was read that is not in the data, and what is in the data and was neither read nor listed as missed.
func (r randomReading) wrong(want map[string]any) []string {
	missed := map[string]bool{}
	for _, m := range r.Missed {
		missed[m.Path] = true
	}
	var out []string
	var compare func(path string, want, got any, has bool)
	compare = func(path string, want, got any, has bool) {
		switch want := want.(type) {
		case map[string]any:
			got, _ := got.(map[string]any)
			for k, w := range want {
				g, has := got[k]
				compare(strings.TrimPrefix(path+"."+k, "."), w, g, has)
			}
			for k := range got {
				if _, known := want[k]; !known {
					out = append(out, path+"."+k+" is not in the data")
				}
			}
		case []any:
			list, _ := got.([]any)
			if has && len(list) != len(want) {
				out = append(out, fmt.Sprintf("%s has %d elements, read as %d", path, len(want), len(list)))
				return
			}
			for i, w := range want {
				var g any
				if i < len(list) {
					g = list[i]
				}
				compare(path, w, g, g != nil)
			}
		case string:
			s, _ := got.(string)
			if w := trimmedLines(want); has && s != w || !has && w != "" && !missed[path] {
				out = append(out, fmt.Sprintf("%s is %q, read as %v", path, want, got))
			}
		}
	}
	compare("", want, r.data, true)
	return out
}

func (r randomReading) String() string {
	b, _ := json.Marshal(r.data)
	return fmt.Sprintf("%s\nmissed %v\nunread %v", b, r.Missed, r.Unread)
}

// TestRandomFilled: what is filled into a form is read back, all of it, and filling that in again gives the same bytes.
func TestRandomFilled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := newRandomForm(t, plainValues(t))
		tpl := compileRandom(t, f)
		if faults := tpl.Outline().Faults; len(faults) > 0 {
			t.Fatalf("%v\n%s", faults, shownBody(f.template.String()))
		}
		doc := fillRandom(t, tpl, f.data)
		got := readRandom(t, tpl, doc)
		want, _ := json.Marshal(f.data)
		if now, _ := json.Marshal(got.data); !bytes.Equal(now, want) || len(got.Missed)+len(got.Unread) > 0 {
			t.Fatalf("want %s\ngot  %s\n%s\nfrom\n%s", want, got, dx.Text(doc, "word/document.xml"), shownBody(f.template.String()))
		}
		if !bytes.Equal(fillRandom(t, tpl, got.data), doc) {
			t.Fatal("filled again it differs")
		}
	})
}

// TestRandomBlank: of a blank form nothing is read but blanks.
func TestRandomBlank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := newRandomForm(t, plainValues(t))
		tpl := compileRandom(t, f)
		doc := fillRandom(t, tpl, f.blank)
		got := readRandom(t, tpl, doc)
		for _, v := range got.Values {
			if v.Text != "" && !v.Computed {
				t.Fatalf("%s is %q in a blank form\n%s", v.Path, v.Text, dx.Text(doc, "word/document.xml"))
			}
		}
		if bad := got.wrong(f.blank); len(bad) > 0 || len(got.Unread) > 0 {
			t.Fatalf("%v\n%s\n%s", bad, got, dx.Text(doc, "word/document.xml"))
		}
	})
}

// TestRandomOdd: of values that look like something else none is read wrong.
func TestRandomOdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := newRandomForm(t, oddValues(t))
		tpl := compileRandom(t, f)
		doc := fillRandom(t, tpl, f.data)
		got := readRandom(t, tpl, doc)
		if bad := got.wrong(f.data); len(bad) > 0 {
			t.Fatalf("%v\n%s\n%s", strings.Join(bad, "\n"), got, dx.Text(doc, "word/document.xml"))
		}
	})
}

// TestRandomForeign: a copy of a form that somebody else made is read right or listed as missed.
func TestRandomForeign(t *testing.T) {
	values, read := 0, 0
	lost := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		f := newRandomForm(t, plainValues(t))
		tpl := compileRandom(t, f)
		doc := dx.Doc{Body: f.foreign.String()}.Bytes()
		got := readRandom(t, tpl, doc)
		if bad := got.wrong(f.data); len(bad) > 0 {
			b, _ := json.Marshal(f.data)
			t.Fatalf("after %v\n%s\nwant %s\ngot  %s\n%s\nfrom\n%s", f.changes, strings.Join(bad, "\n"), b, got, shownBody(f.foreign.String()), shownBody(f.template.String()))
		}
		n := leaves(f.data)
		values += n
		read += leaves(got.data)
		if leaves(got.data) < n {
			for _, c := range f.changes {
				lost[c]++
			}
		}
	})
	t.Logf("%d of %d values read; forms not read whole, by change: %v", read, values, lost)
	if read*10 < values*6 {
		t.Errorf("only %d of %d values are read", read, values)
	}
}

// trimmedLines is a text without white space at the ends of its lines, and without blank lines at its own ends.
func trimmedLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func shownBody(body string) string { return dx.Text(dx.Doc{Body: body}.Bytes(), "word/document.xml") }

// leaves counts the texts of some data that are not blank.
func leaves(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for _, e := range v {
			n += leaves(e)
		}
	case []any:
		for _, e := range v {
			n += leaves(e)
		}
	case string:
		if v != "" {
			n++
		}
	}
	return n
}
