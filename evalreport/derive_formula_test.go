package evalreport

import (
	"reflect"
	"strings"
	"testing"
)

// Every formula names fields that exist, and can be computed when all of them are given.
func TestFormulasNameFields(t *testing.T) {
	types := map[string]reflect.Type{}
	collect(reflect.TypeFor[Report](), types)
	for _, f := range parseFormulas(formulas) {
		typ, ok := types[f.of]
		if !ok {
			t.Errorf("%s: there is no %s in a report", f.text, f.of)
			continue
		}
		columns := f.columns
		if len(columns) == 0 {
			columns = []string{""}
		}
		for _, column := range columns {
			for _, name := range strings.FieldsFunc(f.text, func(r rune) bool { return strings.ContainsRune(" =+-/()?", r) }) {
				if name == "sum" || name == "count" || name == "or" || name == "0" {
					continue
				}
				if !resolves(typ, name, column) {
					t.Errorf("%s: %s has no %s (column %q)", f.text, f.of, name, column)
				}
			}
		}
	}
}

func collect(t reflect.Type, types map[string]reflect.Type) {
	switch {
	case t.Kind() == reflect.Slice:
		collect(t.Elem(), types)
	case t.Kind() == reflect.Struct && types[t.Name()] == nil:
		types[t.Name()] = t
		for i := range t.NumField() {
			collect(t.Field(i).Type, types)
		}
	}
}

// resolves follows a name of a formula through structs and lists.
func resolves(t reflect.Type, name, column string) bool {
	if column != "" {
		name = strings.TrimPrefix(name+"."+column, "..")
	}
	for _, step := range strings.Split(name, ".") {
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return false
		}
		f, ok := FieldNamed(t, strings.TrimSuffix(step, "[]"))
		if !ok || f.Path != strings.TrimSuffix(step, "[]") {
			return false
		}
		t = f.Type
	}
	return true
}
