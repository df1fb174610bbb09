package docxtemplate

import (
	"reflect"
	"strconv"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// step goes from a value to a part of it.
type step struct {
	name  string       // key of a map; name of a field when the type is another than typ
	typ   reflect.Type // the struct type for which field holds
	field []int
	at    int // index of a list, -1 for names
}

// ref is a bound path: from which frame, by which steps.
type ref struct {
	frame   int
	steps   []step
	index   bool      // the number of the frame's element, from 1
	dyn     lang.Path // names not known before the data: looked up level by level
	blank   bool      // always blank (policy MissingBlank)
	listKey string    // identity of the list it leads to, "" when it leads elsewhere
}

// frame is one level of data during a run.
type frame struct {
	v     reflect.Value
	index int    // from 0
	seq   uint64 // unique for each element of each loop in a run
}

// get evaluates a bound path. The zero Value is blank.
func (r *run) get(f *ref) reflect.Value {
	switch {
	case f.blank:
		return reflect.Value{}
	case f.index:
		if !r.frames[f.frame].v.IsValid() {
			return reflect.Value{} // the empty row that is kept
		}
		return reflect.ValueOf(r.frames[f.frame].index + 1)
	case f.dyn != nil:
		return r.dynamic(f.frame, f.dyn)
	}
	v := r.frames[f.frame].v
	for i := range f.steps {
		v = f.steps[i].take(v)
	}
	return indirect(v)
}

func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct && !v.IsNil() {
			return v.Elem()
		}
		v = v.Elem()
	}
	return v
}

// take goes one step; what is not there is the zero Value.
func (s *step) take(v reflect.Value) reflect.Value {
	v = indirect(v)
	switch v.Kind() {
	case reflect.Struct:
		index := s.field
		if v.Type() != s.typ {
			f := structOf(v.Type()).find(s.name)
			if f == nil {
				return reflect.Value{}
			}
			index = f.index
		}
		if len(index) == 1 {
			return v.Field(index[0])
		}
		f, err := v.FieldByIndexErr(index)
		if err != nil {
			return reflect.Value{}
		}
		return f
	case reflect.Map:
		return mapValue(v, s.name)
	case reflect.Slice, reflect.Array:
		if s.at >= 0 && s.at < v.Len() {
			return v.Index(s.at)
		}
	}
	return reflect.Value{}
}

var mapStringAny = reflect.TypeFor[map[string]any]()

func mapValue(v reflect.Value, name string) reflect.Value {
	if v.Type() == mapStringAny && v.CanInterface() {
		m := v.Interface().(map[string]any)
		x, ok := m[name]
		if !ok {
			return foldedKey(v, name)
		}
		return reflect.ValueOf(x)
	}
	if v.Type().Key().Kind() != reflect.String {
		return reflect.Value{}
	}
	x := v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key()))
	if !x.IsValid() {
		return foldedKey(v, name)
	}
	return x
}

// foldedKey finds a key that differs in case or width only, the smallest of several.
func foldedKey(v reflect.Value, name string) reflect.Value {
	want, best := foldName(name), ""
	var out reflect.Value
	for it := v.MapRange(); it.Next(); {
		if k := it.Key().String(); foldName(k) == want && (!out.IsValid() || k < best) {
			best, out = k, it.Value()
		}
	}
	return out
}

// has reports whether a value can be asked for a name, and gives what is there.
func has(v reflect.Value, name string) (reflect.Value, bool) {
	v = indirect(v)
	switch v.Kind() {
	case reflect.Struct:
		f := structOf(v.Type()).find(name)
		if f == nil {
			return reflect.Value{}, false
		}
		x, err := v.FieldByIndexErr(f.index)
		if err != nil {
			return reflect.Value{}, true
		}
		return x, true
	case reflect.Map:
		x := mapValue(v, name)
		return x, x.IsValid()
	case reflect.Slice, reflect.Array:
		if n, err := strconv.Atoi(name); err == nil && n >= 0 && n < v.Len() {
			return v.Index(n), true
		}
	}
	return reflect.Value{}, false
}

// dynamic looks a path up level by level from frame top outwards.
func (r *run) dynamic(top int, p lang.Path) reflect.Value {
	for i := top; i >= 0; i-- {
		v, ok := has(r.frames[i].v, p[0])
		if !ok {
			continue
		}
		for _, name := range p[1:] {
			v, _ = has(v, name)
		}
		return indirect(v)
	}
	return reflect.Value{}
}
