package evalreport

import (
	"reflect"
	"strings"
)

// NamedField is a field of a struct type, found by the name that formulas and tags use.
type NamedField struct {
	Path  string       // JSON names from the struct down, inline levels included: expenditure.total
	Label string       // printed name
	Index []int        // for reflect.Value.FieldByIndex
	Type  reflect.Type // of the field
}

// FieldNamed finds a field of the struct type t by its JSON name, its label, or either of them one inline level down.
// Brackets and quotation marks in a label may be left out, since formulas cannot spell them: 因公出国境费.
func FieldNamed(t reflect.Type, name string) (NamedField, bool) {
	chain, ok := namesOf(t).byName[name]
	if !ok {
		return NamedField{}, false
	}
	var got NamedField
	var path []string
	for _, n := range chain {
		path = append(path, n.JSON)
		got.Label, got.Index = n.Label, append(got.Index, n.Index...)
	}
	got.Path, got.Type = strings.Join(path, "."), t.FieldByIndex(got.Index).Type
	return got, true
}

// FieldNames lists the labels and JSON names by which the fields of t can be addressed, inline levels opened.
func FieldNames(t reflect.Type) []string {
	var list []string
	for _, f := range namesOf(t).fields {
		list = append(list, f.Label, f.JSON)
		if f.Inline {
			list = append(list, FieldNames(t.FieldByIndex(f.Index).Type)...)
		}
	}
	return list
}

var brackets = strings.NewReplacer("（", "", "）", "", "(", "", ")", "", "“", "", "”", "", "、", "")

func bareLabel(label string) string {
	if !strings.ContainsAny(label, "（）()“”、") {
		return label
	}
	return brackets.Replace(label)
}

// IsLeaf reports whether values of t are printed whole: figures, dates, texts, numbers.
func IsLeaf(t reflect.Type) bool { return isLeaf(t) }
