package form

import (
	"bytes"
	"encoding"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
)

// extractForm prints a form and reads it back.
func extractForm(t *testing.T, f *Form, view any) (back reflect.Value, x *docxtemplate.Extraction, printed []byte) {
	t.Helper()
	tpl, err := f.Template()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := tpl.Execute(&b, view); err != nil {
		t.Fatal(err)
	}
	back = reflect.New(reflect.TypeOf(view).Elem())
	x, err = tpl.Extract(bytes.NewReader(b.Bytes()), int64(b.Len()), back.Interface())
	if err != nil {
		t.Fatal(err)
	}
	return back, x, b.Bytes()
}

// sameLeaf compares values by what they print.
var sameLeaf = cmp.FilterValues(func(a, b any) bool {
	_, ok := a.(encoding.TextMarshaler)
	_, ok2 := b.(encoding.TextMarshaler)
	return ok && ok2
}, cmp.Comparer(func(a, b any) bool {
	x, _ := a.(encoding.TextMarshaler).MarshalText()
	y, _ := b.(encoding.TextMarshaler).MarshalText()
	return bytes.Equal(x, y)
}))

// TestExtractSamples: what a form prints of its sample is read back, and printing that gives the same bytes.
func TestExtractSamples(t *testing.T) {
	forms, err := Builtin.Forms()
	if err != nil || len(forms) < 8 {
		t.Fatalf("%d forms, %v", len(forms), err)
	}
	for _, f := range forms {
		t.Run(f.ID, func(t *testing.T) {
			r, err := f.Sample()
			if err != nil {
				t.Fatal(err)
			}
			filled := f.of(r)[0]
			back, x, printed := extractForm(t, f, f.view(filled, "", r))
			if len(x.Missed)+len(x.Unread) > 0 {
				t.Errorf("missed %v\nunread %v", x.Missed, x.Unread)
			}
			want := printedDefaults(filled)
			if diff := cmp.Diff(want, formOf(back.Interface()), sameLeaf); diff != "" {
				t.Errorf("read back otherwise:\n%s", diff)
			}
			var again bytes.Buffer
			tpl, _ := f.Template()
			if err := tpl.Execute(&again, back.Interface()); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Bytes(), printed) {
				t.Errorf("printed again, the document differs")
			}
		})
	}
}

// printedDefaults is the form with what its tags print for blanks: {{表名 | 默认:项目支出绩效自评表}}.
func printedDefaults(filled reflect.Value) any {
	v := reflect.New(filled.Type()).Elem()
	v.Set(filled)
	if p, ok := v.Interface().(evalreport.ProjectSelfEvaluation); ok && p.Title == "" {
		p.Title = "项目支出绩效自评表"
		return p
	}
	return v.Interface()
}
