package templates_test

import (
	"bytes"
	"embed"
	"reflect"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/internal/opc"
)

//go:embed testdata/official
var officialGrids embed.FS

// TestBlankForms fills each form with nothing but its skeleton, for 2022: the result is the official paper form, cell
// for cell, as testdata/official has it.
func TestBlankForms(t *testing.T) {
	for _, id := range forms(t) {
		t.Run(id, func(t *testing.T) {
			f, _, err := codec.DecodeInto[about](read(t, id+"/form.yaml"), id+"/form.yaml")
			if err != nil {
				t.Fatal(err)
			}
			bound, _ := evalreport.Lookup(new(evalreport.Report), f.Binds)
			typ := bound.Type()
			if typ.Kind() == reflect.Slice {
				typ = typ.Elem()
			}
			skeleton := reflect.New(typ)
			if _, err := f.Skeleton.Decode(skeleton.Interface()); err != nil {
				t.Fatal(err)
			}
			doc := fill(t, id, skeleton, &evalreport.Report{Meta: evalreport.Meta{Year: 2022}})
			official, err := officialGrids.ReadFile("testdata/official/" + id + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			if got := shadow(t, doc); got != string(official) {
				t.Errorf("the blank form differs from the official one; got\n%s", got)
			}
		})
	}
}

// fill renders a form as package form does: the form's own fields first, the report's behind them.
func fill(t *testing.T, id string, filled reflect.Value, r *evalreport.Report) []byte {
	t.Helper()
	view := reflect.New(reflect.StructOf([]reflect.StructField{
		{Name: "Number", Type: reflect.TypeFor[string](), Tag: `json:"number" label:"附件号"`},
		{Name: "Sole", Type: reflect.TypeFor[bool](), Tag: `json:"sole" label:"唯一附件"`},
		{Name: "Form", Type: filled.Type(), Tag: `json:"form" label:"表,inline"`},
		{Name: "Report", Type: reflect.TypeFor[*evalreport.Report](), Tag: `json:"report" label:"报告,inline"`},
	})).Elem()
	view.Field(2).Set(filled)
	view.Field(3).Set(reflect.ValueOf(r))

	src := read(t, id+"/form.docx")
	tmpl, err := docxtemplate.Config{Name: id + "/form.docx", Type: view.Type()}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := tmpl.Execute(&out, view.Addr().Interface()); err != nil {
		t.Fatal(err)
	}
	p, err := opc.Open(bytes.NewReader(out.Bytes()), int64(out.Len()), opc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Entry("word/document.xml").Text()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
