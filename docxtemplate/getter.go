package docxtemplate

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// step goes from a value to a part of it.
type step struct {
	name  string       // key of a map; name of a field when the type is another than typ
	typ   reflect.Type // the struct type for which field holds
	field []int
	at    int  // index of a list, -1 for names
	open  bool // whether there is such a name only the data can tell
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

// get evaluates a bound path. The zero Value is blank; ok is false when the
// data have no such name where no type, schema or other data had told before,
// and r.miss says which.
func (r *run) get(f *ref) (v reflect.Value, ok bool) {
	switch {
	case f.blank:
		return reflect.Value{}, true
	case f.index:
		if !r.frames[f.frame].v.IsValid() {
			return reflect.Value{}, true // the empty row that is kept
		}
		return reflect.ValueOf(r.frames[f.frame].index + 1), true
	case f.dyn != nil:
		return r.dynamic(f.frame, f.dyn)
	}
	v = r.frames[f.frame].v
	for i := range f.steps {
		if f.steps[i].open && !r.asked(v, f.path(), i) {
			return reflect.Value{}, false
		}
		v = f.steps[i].take(v)
	}
	return indirect(v), true
}

// path is the path of names that a ref follows from its frame.
func (f *ref) path() lang.Path {
	p := make(lang.Path, len(f.steps))
	for i := range f.steps {
		p[i] = f.steps[i].name
	}
	return p
}

// asked reports whether a value has the name p[i], or is blank.
func (r *run) asked(v reflect.Value, p lang.Path, i int) bool {
	if _, ok := has(v, p[i]); ok || nothing(v) {
		return true
	}
	r.miss = missing{path: p, at: i, names: namesOf(v)}
	return false
}

// nothing reports whether a value is nil: all below it is blank.
func nothing(v reflect.Value) bool {
	v = indirect(v)
	return !v.IsValid() || v.Kind() == reflect.Map && v.IsNil()
}

// namesOf lists the names that a value has.
func namesOf(v reflect.Value) []string {
	v = indirect(v)
	switch v.Kind() {
	case reflect.Struct:
		return (&shape{class: classObject, typ: v.Type()}).names()
	case reflect.Map:
		var out []string
		for it := v.MapRange(); it.Next() && len(out) < 1000; {
			out = append(out, it.Key().String())
		}
		slices.Sort(out)
		return out
	}
	return nil
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
		x, _ := mapValue(v, s.name)
		return x
	case reflect.Slice, reflect.Array:
		if s.at >= 0 && s.at < v.Len() {
			return v.Index(s.at)
		}
	}
	return reflect.Value{}
}

var mapStringAny = reflect.TypeFor[map[string]any]()

// mapValue gives what a map has under a name; ok is false when it has none.
func mapValue(v reflect.Value, name string) (x reflect.Value, ok bool) {
	if v.Type() == mapStringAny && v.CanInterface() {
		x, ok := v.Interface().(map[string]any)[name]
		if !ok {
			return foldedKey(v, name)
		}
		return reflect.ValueOf(x), true
	}
	if v.Type().Key().Kind() != reflect.String {
		return reflect.Value{}, false
	}
	x = v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key()))
	if !x.IsValid() {
		return foldedKey(v, name)
	}
	return x, true
}

// foldedKey finds a key that differs in case or width only, the smallest of several.
func foldedKey(v reflect.Value, name string) (out reflect.Value, ok bool) {
	want, best := foldName(name), ""
	for it := v.MapRange(); it.Next(); {
		if k := it.Key().String(); foldName(k) == want && (!ok || k < best) {
			best, out, ok = k, it.Value(), true
		}
	}
	return out, ok
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
		return mapValue(v, name)
	case reflect.Slice, reflect.Array:
		if n, err := strconv.Atoi(name); err == nil && n >= 0 && n < v.Len() {
			return v.Index(n), true
		}
	}
	return reflect.Value{}, false
}

// dynamic looks a path up level by level from frame top outwards.
func (r *run) dynamic(top int, p lang.Path) (reflect.Value, bool) {
	blank := false
	var names []string
	for i := top; i >= 0; i-- {
		v, ok := has(r.frames[i].v, p[0])
		if !ok {
			blank = blank || nothing(r.frames[i].v)
			continue
		}
		for k := 1; k < len(p); k++ {
			if !r.asked(v, p, k) {
				return reflect.Value{}, false
			}
			v, _ = has(v, p[k])
		}
		return indirect(v), true
	}
	if blank {
		return reflect.Value{}, true
	}
	for i := top; i >= 0; i-- {
		names = append(names, namesOf(r.frames[i].v)...)
	}
	r.miss = missing{path: p, names: names}
	return reflect.Value{}, false
}

// missed is what the policy makes of a name that the data do not have: an error
// at the tag, or nothing; with MissingKeep r.kept says that the tag is to stay.
func (r *run) missed(t *tag) error {
	policy := r.t.cfg.Missing
	switch {
	case t == nil || t.chain.Defaults() || policy == MissingBlank:
		return nil
	case policy == MissingKeep:
		r.kept = true
		return nil
	}
	s := &spec{c: &compiler{cfg: r.t.cfg}}
	s.unknownName(t, &r.miss)
	return s.c.errs[0]
}
