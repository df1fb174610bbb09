package lang

import (
	"reflect"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// maxElements is how many elements of a list an expression looks at; more is an error, so that an endless iterator ends.
const maxElements = 4_000_000

// lookup reads a path; with tolerant a path the data do not have is blank.
func (f *frame) lookup(i int, tolerant bool) (any, error) {
	p := f.prog.paths[i]
	v, ok := f.scope.Lookup(p)
	if !ok && !tolerant {
		return nil, &MissingError{p}
	}
	return v, nil
}

// gathered is what an aggregate is given for a path: every value it reaches.
type gathered []any

// gather reads every value a path reaches through lists.
func (f *frame) gather(i int) (any, error) {
	p := f.prog.paths[i]
	var out gathered
	var tooMany bool
	add := func(v any) bool {
		tooMany = len(out) >= maxElements-1
		out = append(out, v)
		return !tooMany
	}
	var ok bool
	if l, is := f.scope.(Lister); is {
		ok = l.Each(p, add)
	} else {
		ok = each(f.scope, p, add)
	}
	switch {
	case tooMany:
		return nil, evalErr("out-of-range", "%s 的元素太多", p)
	case !ok:
		return nil, &MissingError{p}
	}
	return out, nil
}

// each finds the longest prefix of p that the scope has and walks the rest.
func each(s Scope, p Path, yield func(any) bool) bool {
	for n := len(p); n > 0; n-- {
		if v, ok := s.Lookup(p[:n]); ok {
			found := n == len(p)
			if !found && Blank(v) {
				return true
			}
			walk(v, p[n:], func(v any, ok bool) bool {
				found = found || ok
				return !ok || yield(v)
			})
			return found || Blank(v)
		}
	}
	return false
}

// walk yields every value the path reaches from v, going into lists; ok is false where an element has no such name.
func walk(v any, p Path, yield func(v any, ok bool) bool) bool {
	if isList(v) && (len(p) == 0 || !isIndex(p[0])) {
		on := true
		_ = elements(v, func(e any) bool {
			on = walk(e, p, yield)
			return on
		})
		return on
	}
	if len(p) == 0 {
		return yield(v, true)
	}
	c, ok := child(v, p[0])
	if !ok {
		return yield(nil, false)
	}
	return walk(c, p[1:], yield)
}

// isList reports whether v has elements: a slice, an array or an iterator; bytes and values that print themselves have none.
func isList(v any) bool {
	v = deref(v)
	if _, ok := v.(gathered); ok {
		return true
	}
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Slice, reflect.Array:
		return !printable(v) && rv.Type().Elem().Kind() != reflect.Uint8
	case reflect.Func:
		return !rv.IsNil() && rv.Type().CanSeq()
	}
	return false
}

// elements calls yield for each element of a list, each key of a map.
func elements(v any, yield func(any) bool) error {
	v = deref(v)
	rv := reflect.ValueOf(v)
	switch {
	case v == nil:
		return nil
	case rv.Kind() == reflect.Map:
		for _, k := range rv.MapKeys() {
			if !yield(k.Interface()) {
				break
			}
		}
	case !isList(v):
		return evalErr("not-a-list", "%s 不是列表", show(v))
	case rv.Kind() == reflect.Func:
		n, over := 0, false
		for e := range rv.Seq() {
			if n++; n > maxElements {
				over = true
				break
			}
			if !yield(e.Interface()) {
				break
			}
		}
		if over {
			return evalErr("out-of-range", "列表的元素太多")
		}
	default:
		for i := range rv.Len() {
			if !yield(rv.Index(i).Interface()) {
				break
			}
		}
	}
	return nil
}

// child gives the field, key or element of v with the given name.
func child(v any, name string) (any, bool) {
	v = deref(v)
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Map:
		return mapChild(rv, name)
	case reflect.Struct:
		index, ok := fieldsOf(rv.Type())[name]
		if !ok {
			index, ok = fieldsOf(rv.Type())[foldName(name)]
		}
		if !ok {
			return nil, false
		}
		f, err := rv.FieldByIndexErr(index)
		if err != nil {
			return nil, true // inside a nil embedded pointer
		}
		return f.Interface(), true
	case reflect.Slice, reflect.Array:
		i, err := strconv.Atoi(name)
		if err != nil || i < 0 || i >= rv.Len() {
			return nil, false
		}
		return rv.Index(i).Interface(), true
	}
	return nil, false
}

func mapChild(rv reflect.Value, name string) (any, bool) {
	if rv.Type().Key().Kind() != reflect.String {
		return nil, false
	}
	if e := rv.MapIndex(reflect.ValueOf(name).Convert(rv.Type().Key())); e.IsValid() {
		return e.Interface(), true
	}
	want, best := foldName(name), ""
	for _, k := range rv.MapKeys() {
		if s := k.String(); foldName(s) == want && (best == "" || s < best) {
			best = s
		}
	}
	if best == "" {
		return nil, false
	}
	return rv.MapIndex(reflect.ValueOf(best).Convert(rv.Type().Key())).Interface(), true
}

// foldName is how names are compared when they are not equal.
func foldName(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

var fieldCache sync.Map // reflect.Type → map[string][]int

// fieldsOf gives the index of each field by JSON name, label and Go name, and by their folded forms.
func fieldsOf(t reflect.Type) map[string][]int {
	if m, ok := fieldCache.Load(t); ok {
		return m.(map[string][]int)
	}
	m := map[string][]int{}
	set := func(name string, index []int) {
		for _, n := range []string{name, foldName(name)} {
			if _, taken := m[n]; n != "" && !taken {
				m[n] = index
			}
		}
	}
	fields := reflect.VisibleFields(t)
	for _, tag := range []string{"json", "label", ""} {
		for _, f := range fields {
			if !f.IsExported() {
				continue
			}
			name := f.Name
			if tag != "" {
				name, _, _ = strings.Cut(f.Tag.Get(tag), ",")
			}
			if name != "-" {
				set(name, f.Index)
			}
		}
	}
	fieldCache.Store(t, m)
	return m
}
