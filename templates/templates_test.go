package templates_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/golden"
	"github.com/evalreport/go/internal/grid"
	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/templates"
)

// forms are the folders that hold a form.
func forms(t *testing.T) []string {
	t.Helper()
	found, err := fs.Glob(templates.FS, "*/form.docx")
	if err != nil || len(found) < 8 {
		t.Fatalf("found %d forms, %v", len(found), err)
	}
	for i := range found {
		found[i] = path.Dir(found[i])
	}
	return found
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := templates.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func part(t *testing.T, file, name string) []byte {
	t.Helper()
	data := read(t, file)
	p, err := opc.Open(bytes.NewReader(data), int64(len(data)), opc.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	e := p.Entry(name)
	if e == nil {
		t.Fatalf("%s has no %s", file, name)
	}
	b, err := e.Text()
	if err != nil {
		t.Fatalf("%s: %s: %v", file, name, err)
	}
	return b
}

// TestShadow holds form.txt to what form.docx prints, cell for cell.
func TestShadow(t *testing.T) {
	for _, id := range forms(t) {
		golden.Equal(t, id+"/form.txt", []byte(shadow(t, part(t, id+"/form.docx", "word/document.xml"))))
	}
}

// TestOneDesign holds all Word files to the same styles, settings and fonts, so that they join without clashes.
func TestOneDesign(t *testing.T) {
	files, _ := fs.Glob(templates.FS, "profiles/*/report.docx")
	for _, id := range forms(t) {
		files = append(files, id+"/form.docx")
	}
	for _, name := range []string{"word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml"} {
		for _, f := range files[1:] {
			if !bytes.Equal(part(t, files[0], name), part(t, f, name)) {
				t.Errorf("%s: %s is not that of %s", f, name, files[0])
			}
		}
	}
}

// TestFormatByStyle holds the faces and sizes to the styles: no run of a form has a format of its own.
func TestFormatByStyle(t *testing.T) {
	files, _ := fs.Glob(templates.FS, "profiles/*/report.docx")
	for _, id := range forms(t) {
		files = append(files, id+"/form.docx")
	}
	for _, f := range files {
		doc := part(t, f, "word/document.xml")
		doc = bytes.ReplaceAll(doc, []byte(`<w:rPr><w:rStyle w:val="GwRunIn"/></w:rPr>`), nil) // 接排标题, a style too
		if bytes.Contains(doc, []byte("<w:rPr")) || bytes.Contains(doc, []byte("w:rsid")) {
			t.Errorf("%s: a run has a format of its own", f)
		}
		if bytes.Contains(doc, []byte("<w:p><w:pPr><w:rPr")) || bytes.Contains(doc, []byte("<w:p><w:r>")) {
			t.Errorf("%s: a paragraph has no style", f)
		}
	}
}

func TestFormData(t *testing.T) {
	for _, id := range forms(t) {
		f, err := form.Builtin.Form(id)
		if err != nil {
			t.Error(err)
			continue
		}
		if f.Name == "" || f.Basis == "" || f.Unit == "" || f.Source == "" {
			t.Errorf("%s/form.yaml lacks a name, a basis, a unit or a source", id)
		}
		if _, err := templates.FS.Open("schemes/" + f.Scheme + ".yaml"); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		doc := part(t, id+"/form.docx", "word/document.xml")
		if landscape := bytes.Contains(doc, []byte(`w:orient="landscape"`)); landscape != (f.Orientation == "landscape") {
			t.Errorf("%s: orientation is not %s", id, f.Orientation)
		}
		if !bytes.Contains(doc, []byte("附件{{如果 非 唯一附件}}{{附件号}}{{结束}}")) {
			t.Errorf("%s has no place for its number among the attachments", id)
		}
		if r, err := f.Sample(); err != nil {
			t.Error(err)
		} else if v, _ := evalreport.Lookup(r, f.Binds); v.IsZero() {
			t.Errorf("%s/sample.yaml has no %s", id, f.Binds)
		}
	}
}

func TestSchemes(t *testing.T) {
	files, _ := fs.Glob(templates.FS, "schemes/*.yaml")
	if len(files) == 0 {
		t.Fatal("no schemes")
	}
	for _, f := range files {
		s, _, err := codec.DecodeInto[evalreport.Scheme](read(t, f), f)
		if err != nil {
			t.Error(err)
			continue
		}
		if s.ID+".yaml" != path.Base(f) {
			t.Errorf("%s says id %s", f, s.ID)
		}
		sum, _ := s.Execution.Weight.Decimal()
		for _, w := range s.Weights {
			d, _ := w.Weight.Decimal()
			sum = sum.Add(d)
		}
		if total, ok := s.Total.Decimal(); ok && len(s.Weights) > 0 && !sum.Equal(total) {
			t.Errorf("%s: the weights add up to %s, not %s", f, sum, total)
		}
		for i := 1; i < len(s.Grades); i++ {
			above, _ := s.Grades[i-1].From.Decimal()
			from, _ := s.Grades[i].From.Decimal()
			if !above.GreaterThan(from) {
				t.Errorf("%s: grade %s does not stand below %s", f, s.Grades[i].Grade, s.Grades[i-1].Grade)
			}
		}
	}
}

// TestLabels: a spelling that could mean two labels of one kind would be a guess.
func TestLabels(t *testing.T) {
	labels, _, err := codec.DecodeInto[map[string]map[string][]string](read(t, "labels.yaml"), "labels.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for kind, entries := range labels {
		owner := map[string]string{}
		for label := range entries {
			owner[label] = label
		}
		for label, spellings := range entries {
			for _, s := range spellings {
				if was, taken := owner[s]; taken {
					t.Errorf("%s: %s means both %s and %s", kind, s, was, label)
				}
				owner[s] = label
			}
		}
	}
}

// TestProfiles: each heading of a profile is printed by its Word file, in that order.
func TestProfiles(t *testing.T) {
	files, _ := fs.Glob(templates.FS, "profiles/*/profile.yaml")
	if len(files) == 0 {
		t.Fatal("no profiles")
	}
	for _, f := range files {
		p, _, err := codec.DecodeInto[form.ProfileSpec](read(t, f), f)
		if err != nil {
			t.Error(err)
			continue
		}
		doc := string(part(t, path.Dir(f)+"/"+p.File, "word/document.xml"))
		for _, s := range p.Sections {
			before, after, found := strings.Cut(doc, ">"+s.Heading+"<")
			if s.Heading != "" && !found {
				t.Errorf("%s: heading %s is not printed, or not in its place", f, s.Heading)
			} else if s.Heading != "" {
				_, doc = before, after
			}
			if _, ok := evalreport.Lookup(new(evalreport.Report), s.Path); s.Path != "" && !ok {
				t.Errorf("%s: a report has no %s", f, s.Path)
			}
		}
		for _, form := range p.Forms {
			if _, err := templates.FS.Open(form.Form + "/form.docx"); err != nil {
				t.Errorf("%s: %v", f, err)
			}
		}
	}
}

// shadow prints the tables of a main document part.
func shadow(t *testing.T, doc []byte) string {
	t.Helper()
	var out strings.Builder
	var b *grid.Builder
	var c tableCell
	tables := 0
	for d := xml.NewDecoder(bytes.NewReader(doc)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				b, tables = grid.NewBuilder(0), tables+1
			case "tr":
				b.Row(0)
			case "tc":
				c = tableCell{}
			case "t":
				var s string
				if err := d.DecodeElement(&s, &e); err != nil {
					t.Fatal(err)
				}
				c.text += s
			default:
				c.property(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "tc":
				b.Cell(c.merge, c.text)
			case "tbl":
				g := b.Build()
				if faults := g.Faults(); len(faults) > 0 {
					t.Errorf("table %d: %v", tables, faults)
				}
				out.WriteString(g.Shadow(fmt.Sprintf("T%d ", tables)))
			}
		}
	}
}

type tableCell struct {
	merge grid.Merge
	text  string
}

func (c *tableCell) property(e xml.StartElement) {
	val := ""
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			val = a.Value
		}
	}
	switch e.Name.Local {
	case "gridSpan":
		c.merge.Cols, _ = strconv.Atoi(val)
	case "vMerge":
		c.merge.Rows = grid.Continue
		if val == "restart" {
			c.merge.Rows = grid.Start
		}
	case "br":
		c.text += "\n"
	}
}
