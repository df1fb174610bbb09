package form

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/docxtest"
	"github.com/evalreport/go/internal/grid"
	"github.com/evalreport/go/templates"
)

// sheet is a printed form that can be retyped as others would: every position of the table knows the cell that owns it.
type sheet struct {
	before, after []string
	at            [][]*sheetCell
}

type sheetCell struct {
	text  string
	label bool
}

func newSheet(t fataler, docx []byte, labels map[string]bool) *sheet {
	doc, err := document.ReadDocx(bytes.NewReader(docx), int64(len(docx)), document.Options{Verbatim: true})
	if err != nil {
		t.Fatalf("%v", err)
	}
	s := &sheet{}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			if s.at == nil {
				s.before = append(s.before, b.Text)
			} else {
				s.after = append(s.after, b.Text)
			}
		case *document.Table:
			s.at = make([][]*sheetCell, b.Grid.Rows())
			cells := map[*grid.Cell]*sheetCell{}
			for r := range s.at {
				for c := range b.Grid.Cols() {
					g := b.Grid.At(r, c)
					if cells[g] == nil {
						cells[g] = &sheetCell{text: b.Cells[g.Index].Text, label: labels[squeezed(b.Cells[g.Index].Text)]}
					}
					s.at[r] = append(s.at[r], cells[g])
				}
			}
		}
	}
	return s
}

type fataler interface {
	Fatalf(string, ...any)
	Helper()
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// docx types the sheet. A cell whose positions are no longer a rectangle falls apart; its text stays in the first piece.
func (s *sheet) docx() []byte {
	var rows []string
	done := map[*sheetCell]bool{}
	for r, row := range s.at {
		var cells []string
		for c := 0; c < len(row); {
			end := c + 1
			for end < len(row) && row[end] == row[c] {
				end++
			}
			props := fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, end-c)
			text := row[c].text
			switch {
			case r > 0 && s.sameRun(r-1, c, end, row[c]):
				props, text = props+`<w:vMerge/>`, ""
			case r+1 < len(s.at) && s.sameRun(r+1, c, end, row[c]):
				props += `<w:vMerge w:val="restart"/>`
			}
			if done[row[c]] {
				text = ""
			}
			if text != "" {
				done[row[c]] = true
			}
			cells = append(cells, docxtest.Cell(text, props))
			c = end
		}
		rows = append(rows, docxtest.RowOf(cells...))
	}
	body := ""
	for _, p := range s.before {
		body += docxtest.P(p)
	}
	body += docxtest.Table(len(s.at[0]), rows...)
	for _, p := range s.after {
		body += docxtest.P(p)
	}
	return docxtest.Doc{Body: body}.Bytes()
}

// sameRun reports whether a row has a cell in exactly some columns.
func (s *sheet) sameRun(r, from, to int, c *sheetCell) bool {
	row := s.at[r]
	for i := from; i < to; i++ {
		if row[i] != c {
			return false
		}
	}
	return (from == 0 || row[from-1] != c) && (to == len(row) || row[to] != c)
}

// swappable reports whether two columns can change places without breaking a merged cell, and are told apart by their words.
func (s *sheet) swappable(a, b int) bool {
	for r, row := range s.at {
		if row[a] == row[b] {
			continue
		}
		for _, c := range []int{a, b} {
			if c > 0 && row[c-1] == row[c] || c+1 < len(row) && row[c+1] == row[c] {
				return false
			}
			if row[c].label && s.twice(r, row[c].text) {
				return false
			}
		}
	}
	return true
}

// twice reports whether a row has a label more than once.
func (s *sheet) twice(r int, text string) bool {
	var seen []*sheetCell
	for _, c := range s.at[r] {
		if c.text == text && !slices.Contains(seen, c) {
			seen = append(seen, c)
		}
	}
	return len(seen) > 1
}

func (s *sheet) swap(a, b int) {
	for _, row := range s.at {
		row[a], row[b] = row[b], row[a]
	}
}

func (s *sheet) deleteColumn(c int) {
	for r := range s.at {
		s.at[r] = slices.Delete(s.at[r], c, c+1)
	}
}

// insertRow puts a row with a note before row r; cells that go on there grow with it.
func (s *sheet) insertRow(r int, text string) {
	note := &sheetCell{text: text}
	row := make([]*sheetCell, len(s.at[0]))
	for c := range row {
		row[c] = note
		if r > 0 && r < len(s.at) && s.at[r-1][c] == s.at[r][c] {
			row[c] = s.at[r][c]
		}
	}
	s.at = slices.Insert(s.at, r, row)
}

// split takes a merged cell apart, downwards; its text stays in the first row or is repeated in each.
func (s *sheet) split(c *sheetCell, repeat bool) {
	first := true
	for r := range s.at {
		var piece *sheetCell
		for i := range s.at[r] {
			if s.at[r][i] != c {
				continue
			}
			if piece == nil {
				piece = &sheetCell{label: c.label}
				if first || repeat {
					piece.text = c.text
				}
				first = false
			}
			s.at[r][i] = piece
		}
	}
}

// respell writes the labels as others do.
func (s *sheet) respell(how int) {
	done := map[*sheetCell]bool{}
	for _, row := range s.at {
		for _, c := range row {
			if c.label && !done[c] {
				done[c] = true
				c.text = respelt(c.text, how)
			}
		}
	}
}

func respelt(s string, how int) string {
	switch how {
	case 0: // spaces between the characters
		return strings.Join(strings.Split(s, ""), " ")
	case 1: // width
		return strings.NewReplacer("（", "(", "）", ")", "：", ":", "1", "１", "2", "２").Replace(s)
	case 2: // a sign after it
		return strings.TrimSuffix(s, "：") + "："
	case 3: // a unit
		if strings.ContainsAny(s, "（(：") {
			return s
		}
		return s + "（万元）"
	}
	return s
}

// TestExtractForeign: a foreign copy of a form is read right or listed as missed, never wrong.
func TestExtractForeign(t *testing.T) {
	groups := labelGroups(t)
	forms, err := Builtin.Forms()
	if err != nil || len(forms) < 8 {
		t.Fatalf("%d forms, %v", len(forms), err)
	}
	right, missed := 0, 0
	for _, f := range forms {
		t.Run(f.ID, func(t *testing.T) {
			r, err := f.Sample()
			if err != nil {
				t.Fatal(err)
			}
			filled := f.of(r)[0]
			_, _, printed := extractForm(t, f, f.view(filled, "", r))
			labels := labelsOf(t, f, r.Meta.Year)
			src, err := f.Docx()
			if err != nil {
				t.Fatal(err)
			}
			config := docxtemplate.Config{Type: viewType(f.binds), Rich: rich, Synonyms: groups}
			tpl, err := config.Compile(bytes.NewReader(src), int64(len(src)))
			if err != nil {
				t.Fatal(err)
			}
			want := printedOf(t, filled)
			rapid.Check(t, func(t *rapid.T) {
				s := newSheet(t, printed, labels)
				log := mutate(t, s)
				b := s.docx()
				back := f.view(filled, "", r)
				back = clean(back)
				x, err := tpl.Extract(bytes.NewReader(b), int64(len(b)), back)
				if err != nil {
					t.Fatalf("%v", err)
				}
				got := flat(t, formOf(back))
				for path, v := range got {
					if want[path] != v {
						t.Fatalf("after %v: %s is %q, should be %q\nmissed %v", log, path, v, want[path], x.Missed)
					}
				}
				lost := 0
				for path := range want {
					if got[path] == "" {
						lost++
					}
				}
				if lost > 0 && len(x.Missed) == 0 {
					t.Fatalf("after %v: %d of %d values are gone and nothing is listed as missed", log, lost, len(want))
				}
				missed += lost
				right += len(want) - lost
			})
		})
	}
	t.Logf("%d values read right, %d missed", right, missed)
	if right < 4*missed {
		t.Errorf("too much is missed: %d of %d", missed, right+missed)
	}
}

func mutate(t *rapid.T, s *sheet) (log []string) {
	for range rapid.IntRange(1, 3).Draw(t, "n") {
		kind := rapid.SampledFrom([]string{"swap", "insert", "respell", "split", "delete"}).Draw(t, "kind")
		cols := len(s.at[0])
		switch kind {
		case "swap":
			a, b := rapid.IntRange(0, cols-1).Draw(t, "a"), rapid.IntRange(0, cols-1).Draw(t, "b")
			if a == b || !s.swappable(a, b) {
				continue
			}
			s.swap(a, b)
			kind = fmt.Sprintf("swap %d %d", a, b)
		case "insert":
			n := rapid.IntRange(0, len(s.at)).Draw(t, "row")
			s.insertRow(n, "注：本表数据由财务科提供")
			kind = fmt.Sprintf("insert %d", n)
		case "respell":
			how := rapid.IntRange(0, 3).Draw(t, "how")
			s.respell(how)
			kind = fmt.Sprintf("respell %d", how)
		case "split":
			c := s.at[rapid.IntRange(0, len(s.at)-1).Draw(t, "row")][rapid.IntRange(0, cols-1).Draw(t, "col")]
			repeat := rapid.Bool().Draw(t, "repeat")
			s.split(c, repeat)
			kind = fmt.Sprintf("split %q %v", c.text, repeat)
		case "delete":
			if cols < 3 {
				continue
			}
			n := rapid.IntRange(0, cols-1).Draw(t, "col")
			s.deleteColumn(n)
			kind = fmt.Sprintf("delete %d", n)
		}
		log = append(log, kind)
	}
	return log
}

// labelsOf are the words that the form itself has printed.
func labelsOf(t *testing.T, f *Form, year int) map[string]bool {
	src, err := f.Docx()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	s := newSheet(t, src, nil)
	years := strings.NewReplacer("{{年度}}", fmt.Sprint(year), "{{年度 - 1}}", fmt.Sprint(year-1))
	for _, row := range s.at {
		for _, c := range row {
			if text := years.Replace(c.text); text != "" && !strings.Contains(text, "{{") {
				out[squeezed(text)] = true
			}
		}
	}
	return out
}

// labelGroups are the other spellings of labels.yaml.
func labelGroups(t *testing.T) map[string][]string {
	src, err := templates.FS.ReadFile("labels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]map[string][]string
	if err := yaml.Unmarshal(src, &file); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, g := range []string{"columns", "rows"} {
		for k, v := range file[g] {
			out[k] = append(out[k], v...)
		}
	}
	return out
}

// flat lists the printed values of a form by path.
func flat(t fataler, v any) map[string]string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatalf("%v", err)
	}
	out := map[string]string{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, e := range v {
				walk(strings.TrimPrefix(path+"."+k, "."), e)
			}
		case []any:
			for i, e := range v {
				walk(fmt.Sprintf("%s[%d]", path, i), e)
			}
		default:
			if s := fmt.Sprint(v); v != nil && s != "" {
				out[path] = s
			}
		}
	}
	walk("", tree)
	return out
}

// clean is an empty value of the same type.
func clean(view any) any { return reflect.New(reflect.TypeOf(view).Elem()).Interface() }

// formOf is the form in a view.
func formOf(view any) any {
	f := reflect.ValueOf(view).Elem().FieldByName("Form")
	if f.IsNil() {
		return struct{}{}
	}
	return f.Elem().Interface()
}
