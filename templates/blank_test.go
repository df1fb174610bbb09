package templates_test

import (
	"bytes"
	"embed"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/opc"
)

//go:embed testdata/official
var officialGrids embed.FS

// TestBlankForms fills each form with nothing but its skeleton, for 2022: the result is the official paper form, cell
// for cell, as testdata/official has it.
func TestBlankForms(t *testing.T) {
	for _, id := range forms(t) {
		t.Run(id, func(t *testing.T) {
			f, err := form.Builtin.Form(id)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := f.Render(&out, &evalreport.Report{Meta: evalreport.Meta{Year: 2022}}); err != nil {
				t.Fatal(err)
			}
			official, err := officialGrids.ReadFile("testdata/official/" + id + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			if got := shadow(t, documentPart(t, out.Bytes())); got != string(official) {
				t.Errorf("the blank form differs from the official one; got\n%s", got)
			}
		})
	}
}

// documentPart is the main part of a .docx.
func documentPart(t *testing.T, docx []byte) []byte {
	t.Helper()
	p, err := opc.Open(bytes.NewReader(docx), int64(len(docx)), opc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Entry("word/document.xml").Text()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
