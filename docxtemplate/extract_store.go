package docxtemplate

import (
	"cmp"
	"reflect"
	"slices"
)

// store puts what was read into the data: first the lists, outer ones before inner ones, then the values.
func (x *extractor) store(root reflect.Value) {
	slices.SortStableFunc(x.lists, func(a, b listFound) int { return cmp.Compare(len(a.path), len(b.path)) })
	for _, l := range x.lists {
		w := &writer{make: l.n > 0 || root.Kind() != reflect.Struct, index: l.index}
		w.put(root, l.path, func(v reflect.Value) bool { return resize(v, l.n) })
	}
	for _, r := range x.order {
		if r.path == nil || r.conflict {
			if r.conflict {
				delete(x.missed, r.mark)
				x.miss(r.mark, "conflict", "几处印的不一样，其中一处是“"+clipText(r.text, 30)+"”")
			}
			continue
		}
		v, ok := r.mark.leaf.read(r.mark, r.text)
		w := &writer{make: v.IsValid() || root.Kind() != reflect.Struct, index: r.index}
		if ok {
			ok = w.put(root, r.path, func(at reflect.Value) bool { return assign(at, v) }) || !w.make
		}
		if !ok {
			r.conflict = true
			delete(x.missed, r.mark)
			x.miss(r.mark, "unreadable", "“"+clipText(r.text, 30)+"”读不成它的值")
			x.leave(r.text, r.place)
		}
	}
}

// writer walks a path in the data and makes what is not there.
type writer struct {
	make  bool
	index []int
}

// put calls set with the value that a path leads to. It is false when there is no such value.
func (w *writer) put(v reflect.Value, path []segment, set func(reflect.Value) bool) bool {
	for v.Kind() == reflect.Pointer && len(path) > 0 {
		if v.IsNil() {
			if !w.make {
				return false
			}
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if len(path) == 0 {
		return set(v)
	}
	switch v.Kind() {
	case reflect.Struct:
		f := structOf(v.Type()).find(path[0].name)
		if f == nil {
			return false
		}
		at, ok := w.field(v, f.index)
		return ok && w.into(at, path, set)
	case reflect.Map:
		return w.key(v, path, set)
	case reflect.Interface:
		if v.NumMethod() > 0 {
			return false
		}
		m := reflect.New(mapStringAny).Elem()
		if e := v.Elem(); e.IsValid() && e.Type() == mapStringAny {
			m.Set(e)
		}
		ok := w.put(m, path, set)
		v.Set(m)
		return ok
	}
	return false
}

// field goes to a field and makes the pointers on the way.
func (w *writer) field(v reflect.Value, index []int) (reflect.Value, bool) {
	for _, i := range index {
		for v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !w.make {
					return v, false
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, v.CanSet()
}

// key goes to the value of a map, which is taken out, changed and put back.
func (w *writer) key(v reflect.Value, path []segment, set func(reflect.Value) bool) bool {
	if v.Type().Key().Kind() != reflect.String {
		return false
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	k := reflect.ValueOf(path[0].name).Convert(v.Type().Key())
	e := reflect.New(v.Type().Elem()).Elem()
	if old := v.MapIndex(k); old.IsValid() {
		e.Set(old)
	}
	ok := w.into(e, path, set)
	if ok {
		v.SetMapIndex(k, e)
	}
	return ok
}

// into goes from the value of path[0] on: to its element when it is a list.
func (w *writer) into(v reflect.Value, path []segment, set func(reflect.Value) bool) bool {
	if !path[0].list || len(path) == 1 {
		return w.put(v, path[1:], set)
	}
	if len(w.index) == 0 {
		return false
	}
	n := w.index[0]
	w.index = w.index[1:]
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return false
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Interface {
		list, _ := v.Interface().([]any)
		if n >= len(list) {
			return false
		}
		return w.put(reflect.ValueOf(list).Index(n), path[1:], set)
	}
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Array || n >= v.Len() {
		return false
	}
	return w.put(v.Index(n), path[1:], set)
}

// resize makes a list one of n elements.
func resize(v reflect.Value, n int) bool {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Interface && v.NumMethod() == 0:
		v.Set(reflect.ValueOf(make([]any, n)))
	case v.Kind() == reflect.Slice && n == 0:
		v.SetZero()
	case v.Kind() == reflect.Slice:
		list := reflect.MakeSlice(v.Type(), n, n)
		reflect.Copy(list, v)
		v.Set(list)
	default:
		return false
	}
	return true
}

// assign sets a leaf. A blank is the zero value, and an empty text where any value may stand.
func assign(at, v reflect.Value) bool {
	if !v.IsValid() {
		if at.Kind() == reflect.Interface {
			at.Set(reflect.ValueOf(""))
			return true
		}
		at.SetZero()
		return true
	}
	for at.Kind() == reflect.Pointer && at.Type() != v.Type() {
		if at.IsNil() {
			at.Set(reflect.New(at.Type().Elem()))
		}
		at = at.Elem()
	}
	if !v.Type().AssignableTo(at.Type()) {
		return false
	}
	at.Set(v)
	return true
}
