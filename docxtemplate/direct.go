package docxtemplate

import (
	"encoding"
	"reflect"
)

// direct is a value that is a field of the struct in its frame, of a type whose
// way of printing is known when the template is compiled: most cells of tables.
type direct struct {
	frame, field int
	typ          reflect.Type // of the struct
	text         bool         // a string; else a TextAppender that is never blank
}

var blankType = reflect.TypeFor[interface{ IsBlank() bool }]()

// directOf gives nil for paths that need more than one step, or more care.
func directOf(f *ref) *direct {
	if f == nil || f.blank || f.index || f.dyn != nil || len(f.steps) != 1 || f.steps[0].typ == nil || len(f.steps[0].field) != 1 {
		return nil
	}
	d := &direct{frame: f.frame, field: f.steps[0].field[0], typ: f.steps[0].typ}
	switch t := d.typ.Field(d.field).Type; {
	case t == reflect.TypeFor[string]():
		d.text = true
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface || t == timeType:
		return nil
	case !reflect.PointerTo(t).Implements(textAppender) || reflect.PointerTo(t).Implements(blankType):
		return nil
	}
	return d
}

// print appends the value; false when the data are of another kind than expected.
func (d *direct) print(r *run, m *markup) (bool, error) {
	v := r.frames[d.frame].v
	if v.Kind() != reflect.Struct || v.Type() != d.typ {
		return false, nil
	}
	f := v.Field(d.field)
	if d.text {
		r.buf = appendText(r.buf, f.String(), m)
		return true, nil
	}
	if !f.CanAddr() || !f.CanInterface() {
		return false, nil
	}
	b, err := f.Addr().Interface().(encoding.TextAppender).AppendText(r.scratch[:0])
	r.scratch = b
	if err == nil {
		r.buf = appendText(r.buf, b, m)
	}
	return true, err
}
