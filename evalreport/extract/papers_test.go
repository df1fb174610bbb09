package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
)

// A paperCell is a cell of a form filled for a test.
type paperCell struct {
	row, col, rows, cols int
	text                 string
}

// A paper is a filled form: its cells, and what they say by path.
type paper struct {
	layout *layout
	cells  []paperCell
	want   map[string]string
}

// fillIn fills every slot of a form with a value of its kind; a repeating row is filled eight times, in two classes of two
// groups of two where the form has three levels.
func fillIn(l *layout, shadow string) paper {
	p := paper{layout: l, want: map[string]string{}}
	cells := parseShadow(shadow)
	slots := map[[2]int][]*slot{}
	listRow := map[int]int{} // row → levels
	for _, s := range l.slots {
		slots[s.at] = append(slots[s.at], s)
		slots[s.at] = append(slots[s.at], s.extra...)
		for _, x := range append([]*slot{s}, s.extra...) {
			listRow[s.at[0]] = max(listRow[s.at[0]], x.levels())
		}
	}
	flat := map[int]bool{} // rows without cells for the outer levels
	for row, levels := range listRow {
		flat[row] = levels == 3 && !slices.ContainsFunc(l.slots, func(s *slot) bool { return s.at[0] == row && s.levels() == 1 })
	}
	grown := func(row int) int { // how far rows move down
		n := 0
		for r, levels := range listRow {
			if levels > 0 && r < row {
				n += copies - 1
			}
		}
		return n
	}
	n := 0
	for _, c := range cells {
		at := [2]int{c.row, c.col}
		levels := listRow[c.row]
		if len(slots[at]) == 0 || levels == 0 {
			text := strings.NewReplacer("{{年度 - 1}}", "2022", "{{年度}}", "2023").Replace(c.text)
			for _, s := range slots[at] {
				n++
				p.want[base(l, 0)+s.pathAt(nil)] = value0(s, n)
				text = cutTags(text, value0(s, n))
			}
			rows := c.rows
			for r := range listRow {
				if listRow[r] > 0 && r >= c.row && r < c.row+c.rows {
					rows += copies - 1
				}
			}
			if levels > 0 && len(slots[at]) == 0 && c.rows == 1 && !strings.Contains(c.text, "{{") && c.text != "" {
				rows = copies
			}
			p.cells = append(p.cells, paperCell{c.row + grown(c.row), c.col, rows, c.cols, text})
			continue
		}
		s := slots[at][0]
		span := 1
		if levels == 3 && !flat[c.row] {
			span = []int{4, 2, 1}[s.levels()-1]
		}
		for k := 0; k < copies; k += span {
			index := []int{k}
			if flat[c.row] {
				index = []int{0, 0, k}
			} else if levels == 3 {
				index = []int{k / 4, k % 4 / 2, k % 2}
			}
			n++
			text := ""
			for i, x := range slots[at] {
				v := value0(x, n+i)
				if x.piece > 0 {
					v = []string{"", "≥", "90", "%"}[x.piece]
					p.want[base(l, 0)+x.pathAt(index)] = "≥90%"
				} else {
					p.want[base(l, 0)+x.pathAt(index)] = v
				}
				if i == 1 && strings.Contains(c.text, "（{{") {
					v = "（" + v + "分）"
				}
				text += v
			}
			p.cells = append(p.cells, paperCell{c.row + grown(c.row) + k, c.col, span, c.cols, text})
		}
	}
	return p
}

const copies = 8

func base(l *layout, n int) string {
	if l.list {
		return fmt.Sprintf("%s[%d].", l.binds, n)
	}
	return l.binds + "."
}

func cutTags(text, v string) string {
	i, j := strings.Index(text, "{{"), strings.Index(text, "}}")
	if i < 0 || j < i {
		return text
	}
	return text[:i] + v + text[j+2:]
}

// pathAt is the way to a slot with the given positions in its lists.
func (s *slot) pathAt(index []int) string {
	var parts []string
	k := 0
	for _, st := range s.steps {
		name := st.name
		if st.list {
			name += fmt.Sprintf("[%d]", index[min(k, len(index)-1)])
			k++
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, ".")
}

// value0 is a value of the slot's kind that differs from its neighbours'.
func value0(s *slot, n int) string {
	switch s.typ.Name() {
	case "Amount":
		return fmt.Sprintf("%d.%d0", 100+n, n%10)
	case "Percent":
		return fmt.Sprintf("%d%%", 80+n%20)
	case "Score":
		return fmt.Sprint(1 + n%20)
	case "Count":
		return fmt.Sprint(10 + n)
	case "Date":
		return "2024.3.5"
	case "Grade":
		return "良"
	case "Measure":
		return fmt.Sprintf("≥%d家", n)
	}
	if strings.HasSuffix(s.name(), "on_duty_note") {
		return "（含挂职人员）"
	}
	return fmt.Sprintf("内容之%d", n)
}

func (s *slot) name() string { return s.steps[len(s.steps)-1].name }

// rows are the cells row by row; an empty cell continues one above.
func (p paper) rows() [][]paperCell {
	height, width := 0, 0
	for _, c := range p.cells {
		height, width = max(height, c.row+c.rows), max(width, c.col+c.cols)
	}
	out := make([][]paperCell, height)
	for _, c := range p.cells {
		for r := c.row; r < c.row+c.rows; r++ {
			copied := c
			if r > c.row {
				copied.text, copied.rows = "", -1
			}
			out[r] = append(out[r], copied)
		}
	}
	for r := range out {
		slices.SortFunc(out[r], func(a, b paperCell) int { return a.col - b.col })
	}
	return out
}

// docx is the form as a Word file, under a caption.
func (p paper) docx(t testing.TB, captions ...string) []byte {
	t.Helper()
	var b strings.Builder
	for _, c := range captions {
		b.WriteString(para(c))
	}
	b.WriteString(p.table())
	return docxOf(t, b.String())
}

func (p paper) table() string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr/><w:tblGrid/>")
	for _, row := range p.rows() {
		b.WriteString("<w:tr>")
		for _, c := range row {
			merge := ""
			switch {
			case c.rows < 0:
				merge = "<w:vMerge/>"
			case c.rows > 1:
				merge = `<w:vMerge w:val="restart"/>`
			}
			fmt.Fprintf(&b, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/>%s</w:tcPr>`, c.cols, merge)
			for _, line := range strings.Split(c.text, "\n") {
				b.WriteString(para(line))
			}
			b.WriteString("</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

func para(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text))
	return `<w:p><w:r><w:t xml:space="preserve">` + b.String() + `</w:t></w:r></w:p>`
}

func docxOf(t testing.TB, body string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `<w:sectPr/></w:body></w:document>`},
	} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// tabLed is the form as text dumps write it: each cell on a line that begins with a tab, a blank line after each row.
func (p paper) tabLed(captions ...string) []byte {
	var b strings.Builder
	for _, c := range captions {
		b.WriteString(c + "\n")
	}
	for _, row := range p.rows() {
		for _, c := range row {
			b.WriteString("\t" + c.text + "\n")
		}
		b.WriteString("\n")
	}
	return []byte(b.String() + "\n")
}

// barEnded is the form as other text dumps write it: each cell ends with a bar, a blank line after each row.
func (p paper) barEnded(captions ...string) []byte {
	var b strings.Builder
	for _, c := range captions {
		b.WriteString(c + "\n")
	}
	for _, row := range p.rows() {
		for _, c := range row {
			b.WriteString(strings.ReplaceAll(c.text, "\n", " ") + " |\n")
		}
		b.WriteString("\n")
	}
	return []byte(b.String() + "\n")
}

// check compares what was read with what the form says.
func (p paper) check(t *testing.T, got *Result, scale int32) {
	t.Helper()
	wrong, missing := 0, 0
	for path, want := range p.want {
		v, ok := evalreport.Lookup(got.Report, path)
		have := ""
		if ok {
			have = fmt.Sprint(v.Interface())
		}
		if a, isAmount := v, false; ok && scale != 0 {
			if x, yes := a.Interface().(evalreport.Amount); yes {
				isAmount = yes
				have = evalreport.NewAmount(must(x.Decimal()).Shift(-scale)).String()
				want = evalreport.NewAmount(must(evalreport.MustAmount(want).Decimal())).String()
				have, want = strings.TrimRight(have, "0."), strings.TrimRight(want, "0.")
			}
			_ = isAmount
		}
		switch {
		case have == want:
		case have == "":
			missing++
			t.Errorf("%s: %s is missing, want %q", p.layout.id, path, want)
		default:
			wrong++
			t.Errorf("%s: %s is %q, want %q", p.layout.id, path, have, want)
		}
	}
	for _, u := range got.Unread {
		t.Logf("unread: %s %s %s", u.Text, u.Reason, u.Place)
	}
}

func must[T any](v T, _ bool) T { return v }
