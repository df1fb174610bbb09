package form

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/docxtemplate"
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
			if diff := cmp.Diff(printedOf(t, filled), flat(t, formOf(back.Interface()))); diff != "" {
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

// defaults are what tags such as {{总分.分值 | 默认:100}} print for a blank: read back, it is a value.
var defaults = map[string]string{"title": "项目支出绩效自评表", "funds.total.weight": "10", "total.weight": "100"}

// printedOf lists the values of a form as it prints them, defaults for the blanks that have one.
func printedOf(t fataler, filled reflect.Value) map[string]string {
	out := flat(t, filled.Interface())
	for path, text := range defaults {
		if out[path] == "" && hasPath(filled.Type(), path) {
			out[path] = text
		}
	}
	return out
}

// hasPath reports whether a type has a field at a path of JSON names.
func hasPath(t reflect.Type, path string) bool {
	name, rest, more := strings.Cut(path, ".")
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); tag == name {
			return !more || hasPath(t.Field(i).Type, rest)
		}
	}
	return false
}
