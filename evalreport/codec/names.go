package codec

import (
	"reflect"
	"strings"
	"sync"

	"github.com/evalreport/go/evalreport"
)

// field is a field of a struct as a file names it.
type field struct {
	evalreport.Name
	path      string // from the struct: its JSON name, or staffing.quota for a label promoted from an inline group
	doc       string // what the label does not say
	omitZero  bool
	omitEmpty bool
}

// shape is what a file may say about a struct.
type shape struct {
	fields []field          // in order of declaration
	byKey  map[string]field // by JSON name and by label, promoted labels included
	keys   []string         // all of them, JSON names first
}

var shapes sync.Map // reflect.Type → *shape

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{byKey: map[string]field{}}
	for _, n := range evalreport.Names(t) {
		tag := t.FieldByIndex(n.Index).Tag
		f := field{Name: n, path: n.JSON, doc: tag.Get("doc")}
		for _, option := range strings.Split(tag.Get("json"), ",")[1:] {
			f.omitZero = f.omitZero || option == "omitzero"
			f.omitEmpty = f.omitEmpty || option == "omitempty"
		}
		s.fields = append(s.fields, f)
		s.name(n.JSON, f)
	}
	for _, f := range s.fields {
		s.name(f.Label, f)
	}
	for _, f := range s.fields {
		if f.Inline {
			s.promote(f, shapeOf(t.FieldByIndex(f.Index).Type))
		}
	}
	got, _ := shapes.LoadOrStore(t, s)
	return got.(*shape)
}

func (s *shape) name(k string, f field) {
	if _, taken := s.byKey[k]; taken || k == "" {
		return
	}
	s.byKey[k] = f
	s.keys = append(s.keys, k)
}

// promote makes the labels of an inline group usable one level up.
func (s *shape) promote(group field, inner *shape) {
	for _, k := range inner.keys {
		f := inner.byKey[k]
		if k == f.JSON {
			continue
		}
		f.Index = append(append([]int(nil), group.Index...), f.Index...)
		f.path = group.path + "." + f.path
		s.name(k, f)
	}
}
