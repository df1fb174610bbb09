package docxtemplate

import (
	"encoding"
	"reflect"
	"strconv"
)

// direct is a value that is a field of the struct in its frame, or of a struct
// inside that, of a type whose way of printing is known when the template is
// compiled: most cells of tables.
type direct struct {
	frame  int
	typ    reflect.Type // of the struct in the frame
	fields []int        // from one struct to the next
	prints directKind
}

type directKind uint8

const (
	printsText   directKind = iota // a string
	printsNumber                   // an int
	printsItself                   // a TextAppender that is never blank
)

var blankType = reflect.TypeFor[interface{ IsBlank() bool }]()

// directOf gives nil for paths that lead through anything but structs, and for types that want more care.
func directOf(f *ref) *direct {
	if f == nil || f.blank || f.index || f.dyn != nil || len(f.steps) == 0 || f.steps[0].typ == nil {
		return nil
	}
	d := &direct{frame: f.frame, typ: f.steps[0].typ}
	t := d.typ
	for _, s := range f.steps {
		if s.typ != t {
			return nil
		}
		for _, i := range s.field {
			if t.Kind() != reflect.Struct {
				return nil
			}
			t = t.Field(i).Type
			d.fields = append(d.fields, i)
		}
	}
	switch {
	case t == reflect.TypeFor[string]():
		d.prints = printsText
	case t == reflect.TypeFor[int]():
		d.prints = printsNumber
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface || t == timeType:
		return nil
	case !reflect.PointerTo(t).Implements(textAppender) || reflect.PointerTo(t).Implements(blankType):
		return nil
	default:
		d.prints = printsItself
	}
	return d
}

// print appends the value; false when the data are of another kind than expected.
func (d *direct) print(r *run, m *markup) (bool, error) {
	v := r.frames[d.frame].v
	if v.Kind() != reflect.Struct || v.Type() != d.typ {
		return false, nil
	}
	for _, i := range d.fields {
		v = v.Field(i)
	}
	switch d.prints {
	case printsText:
		r.buf = appendText(r.buf, v.String(), m)
		return true, nil
	case printsNumber:
		r.buf = strconv.AppendInt(r.buf, v.Int(), 10)
		return true, nil
	}
	if !v.CanAddr() || !v.CanInterface() {
		return false, nil
	}
	b, err := v.Addr().Interface().(encoding.TextAppender).AppendText(r.scratch[:0])
	r.scratch = b
	if err == nil {
		r.buf = appendText(r.buf, b, m)
	}
	return true, err
}
