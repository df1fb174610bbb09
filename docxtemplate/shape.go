package docxtemplate

import (
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// shape is what is known of a value before it is seen: its Go type, or, for
// values whose type says nothing, what the data at hand (or a schema) has there.
type shape struct {
	class  class
	typ    reflect.Type      // static type without pointers; nil when dynamic
	fields map[string]*shape // of dynamic objects
	keys   []string          // their names in order
	elem   *shape            // of lists
	open   bool              // an object that may have any name (map[string]T without a value)

	alias    map[string]string   // of a schema: title → name
	shared   map[string][]string // of a schema: title, folded → the names that have it
	required map[string]bool     // of a schema: names that must be there
	kind     leafKind            // of a schema: what a leaf is
	promised bool                // of a schema: an object that may yet lack a name
}

type class uint8

const (
	classUnknown class = iota // nothing is known: nil, any
	classLeaf
	classObject
	classList
)

var unknown = &shape{}

// structInfo lists the fields of a struct by every name they can be addressed with.
type structInfo struct {
	fields []fieldInfo
	exact  map[string]int
	folded map[string]int
}

type fieldInfo struct {
	name  string // JSON name, else Go name
	label string
	index []int
	typ   reflect.Type

	// inline: a grouping that the printed form does not name. The names of its
	// own fields can be used one level up as well: label:"报告信息,inline".
	inline   bool
	promoted bool // it is a field of such a grouping
}

var structs sync.Map // reflect.Type → *structInfo

func structOf(t reflect.Type) *structInfo {
	if v, ok := structs.Load(t); ok {
		return v.(*structInfo)
	}
	info := &structInfo{exact: map[string]int{}, folded: map[string]int{}}
	info.collect(t, nil, 0)
	info.inline()
	v, _ := structs.LoadOrStore(t, info)
	return v.(*structInfo)
}

func (s *structInfo) collect(t reflect.Type, index []int, depth int) {
	var embedded []reflect.StructField
	for i := range t.NumField() {
		f := t.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && tag == "" && indirectType(f.Type).Kind() == reflect.Struct && !printable(f.Type) {
			embedded = append(embedded, f)
			continue
		}
		if !f.IsExported() || tag == "-" {
			continue
		}
		fi := fieldInfo{name: tag, index: append(append([]int{}, index...), i), typ: f.Type}
		fi.label, fi.inline = strings.CutSuffix(f.Tag.Get("label"), ",inline")
		if fi.name == "" {
			fi.name = f.Name
		}
		s.add(fi, f.Name)
	}
	if depth > 8 {
		return
	}
	for _, f := range embedded {
		s.collect(indirectType(f.Type), append(append([]int{}, index...), f.Index...), depth+1)
	}
}

// inline adds the names of the fields inside inline groupings; a name of the struct itself wins.
func (s *structInfo) inline() {
	for _, f := range slices.Clone(s.fields) {
		t := indirectType(f.typ)
		if !f.inline || t.Kind() != reflect.Struct {
			continue
		}
		for _, inner := range structOf(t).fields {
			inner.index = append(append([]int{}, f.index...), inner.index...)
			inner.inline, inner.promoted = false, true
			s.add(inner, "")
		}
	}
}

func (s *structInfo) add(f fieldInfo, goName string) {
	n := len(s.fields)
	s.fields = append(s.fields, f)
	for _, name := range []string{f.name, f.label, goName} {
		if name == "" {
			continue
		}
		if _, ok := s.exact[name]; !ok {
			s.exact[name] = n
		}
		if k := foldName(name); s.folded[k] == 0 {
			s.folded[k] = n + 1
		}
	}
}

func (s *structInfo) find(name string) *fieldInfo {
	if i, ok := s.exact[name]; ok {
		return &s.fields[i]
	}
	if i := s.folded[foldName(name)]; i > 0 {
		return &s.fields[i-1]
	}
	return nil
}

// foldName makes names equal that differ only in case, width or white space.
func foldName(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), "")
}

func indirectType(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

var (
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
	textAppender  = reflect.TypeFor[encoding.TextAppender]()
	stringer      = reflect.TypeFor[fmt.Stringer]()
)

// printable reports whether a type prints itself.
func printable(t reflect.Type) bool {
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		t = reflect.PointerTo(t)
	}
	return t.Implements(textAppender) || t.Implements(textMarshaler) || t.Implements(stringer)
}

// marshals reports whether a type has a text form of its own, so that a list of it is one value.
func marshals(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(textAppender) || p.Implements(textMarshaler)
}

// seqElem gives the element type of an iter.Seq.
func seqElem(t reflect.Type) (reflect.Type, bool) {
	if t.Kind() != reflect.Func || t.NumIn() != 1 || t.NumOut() != 0 {
		return nil, false
	}
	y := t.In(0)
	if y.Kind() != reflect.Func || y.NumIn() != 1 || y.NumOut() != 1 || y.Out(0).Kind() != reflect.Bool {
		return nil, false
	}
	return y.In(0), true
}

// shapeOf is the shape that a type alone gives.
func shapeOf(t reflect.Type) *shape {
	if t == nil {
		return unknown
	}
	t = indirectType(t)
	if e, ok := seqElem(t); ok {
		return &shape{class: classList, typ: t, elem: shapeOf(e)}
	}
	switch t.Kind() {
	case reflect.Interface:
		return unknown
	case reflect.Struct:
		return &shape{class: classObject, typ: t}
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			return &shape{class: classLeaf, typ: t}
		}
		return &shape{class: classObject, typ: t, open: true}
	case reflect.Slice, reflect.Array:
		if marshals(t) || t.Elem().Kind() == reflect.Uint8 {
			return &shape{class: classLeaf, typ: t}
		}
		return &shape{class: classList, typ: t}
	}
	return &shape{class: classLeaf, typ: t}
}

// element is the shape of the elements of a list.
func (s *shape) element() *shape {
	switch {
	case s.elem != nil:
		return s.elem
	case s.class == classList && s.typ != nil:
		return shapeOf(s.typ.Elem())
	}
	return unknown
}

// field finds a name in an object. ok is false when the object cannot have it.
func (s *shape) field(name string) (*shape, step, bool) {
	st := step{name: name, at: -1}
	if s.class == classList {
		if n, err := strconv.Atoi(name); err == nil && n >= 0 {
			st.at = n
			return s.element(), st, true
		}
		return nil, st, false
	}
	if s.class != classObject {
		return nil, st, false
	}
	if s.fields == nil && s.typ != nil {
		if s.open {
			return shapeOf(s.typ.Elem()), st, true
		}
		f := structOf(s.typ).find(name)
		if f == nil {
			return nil, st, false
		}
		st.name, st.typ, st.field = f.name, s.typ, f.index
		return shapeOf(f.typ), st, true
	}
	key := name
	sub, ok := s.fields[name]
	if !ok {
		want := foldName(name)
		for _, k := range s.keys {
			if foldName(k) == want {
				key, sub, ok = k, s.fields[k], true
				break
			}
		}
	}
	if !ok {
		return nil, st, false
	}
	st.name = key
	if k, ok := s.alias[key]; ok {
		st.name = k
	}
	if s.typ != nil && s.typ.Kind() == reflect.Struct {
		if f := structOf(s.typ).find(st.name); f != nil {
			st.name, st.typ, st.field = f.name, s.typ, f.index
		}
	}
	return sub, st, true
}

// names lists what an object can be asked for, as one would write it: the label where there is one.
func (s *shape) names() []string {
	if s.fields != nil {
		return s.keys
	}
	if s.class != classObject || s.typ == nil || s.typ.Kind() != reflect.Struct {
		return nil
	}
	var out []string
	for _, f := range structOf(s.typ).fields {
		out = append(out, f.name)
		if f.label != "" {
			out = append(out, f.label)
		}
	}
	return out
}

// printed is a name of an object whose value can be printed, one in Chinese if there is any; "" if there is none.
func (s *shape) printed() (best string) {
	for _, name := range s.names() {
		sub, _, ok := s.field(name)
		if ok && name != "" && sub.class <= classLeaf && (best == "" || best[0] < utf8.RuneSelf && name[0] >= utf8.RuneSelf) {
			best = name
		}
	}
	return best
}

var dynamics sync.Map // reflect.Type → bool

// isDynamic is dynamic, remembered.
func isDynamic(t reflect.Type) bool {
	if d, ok := dynamics.Load(t); ok {
		return d.(bool)
	}
	d := dynamic(t, map[reflect.Type]bool{})
	dynamics.Store(t, d)
	return d
}

// dynamic reports whether a type leaves something to be said by the value.
func dynamic(t reflect.Type, seen map[reflect.Type]bool) bool {
	t = indirectType(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	if e, ok := seqElem(t); ok {
		return dynamic(e, seen)
	}
	switch t.Kind() {
	case reflect.Interface, reflect.Map:
		return true
	case reflect.Slice, reflect.Array:
		return dynamic(t.Elem(), seen)
	case reflect.Struct:
		for _, f := range structOf(t).fields {
			if dynamic(f.typ, seen) {
				return true
			}
		}
	}
	return false
}

// inferrer takes shapes from data, looking only at the names that a template uses.
type inferrer struct {
	names map[string]bool // folded
}

const maxDepth = 64

// infer gives the shape of a value.
func (in *inferrer) infer(v reflect.Value, depth int) *shape {
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) {
		v = v.Elem()
	}
	if !v.IsValid() || depth > maxDepth {
		return unknown
	}
	s := shapeOf(v.Type())
	if s.class == classLeaf || !isDynamic(v.Type()) {
		return s
	}
	switch v.Kind() {
	case reflect.Struct:
		s.fields = map[string]*shape{}
		for _, f := range structOf(v.Type()).fields {
			fv, err := v.FieldByIndexErr(f.index)
			sub := shapeOf(f.typ)
			if err == nil {
				sub = in.infer(fv, depth+1)
			}
			for _, n := range []string{f.name, f.label} {
				if n != "" {
					s.set(n, sub)
				}
			}
		}
	case reflect.Map:
		s.fields, s.open = map[string]*shape{}, false
		for it := v.MapRange(); it.Next(); {
			k := it.Key().String()
			sub := unknown
			if in.names[foldName(k)] {
				sub = in.infer(it.Value(), depth+1)
			}
			s.set(k, sub)
		}
		sort.Strings(s.keys)
	case reflect.Slice, reflect.Array:
		s.elem = unknown
		for i := range v.Len() {
			if e := v.Index(i); !in.covered(s.elem, e) {
				s.elem = s.elem.join(in.infer(e, depth+1))
			}
		}
	}
	return s
}

// covered reports, cheaply and for plain JSON records only, that a value adds
// nothing to a shape: most elements of a list look like the first.
func (in *inferrer) covered(s *shape, v reflect.Value) bool {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || v.Type() != mapStringAny || s.class != classObject || s.fields == nil || !v.CanInterface() {
		return false
	}
	for k, x := range v.Interface().(map[string]any) {
		sub, ok := s.fields[k]
		if !ok {
			return false
		}
		switch x.(type) {
		case nil:
		case string, float64, bool, int, json.Number:
			if sub.class == classUnknown && in.names[foldName(k)] {
				return false
			}
		default:
			if in.names[foldName(k)] {
				return false
			}
		}
	}
	return true
}

func (s *shape) set(name string, sub *shape) {
	if _, ok := s.fields[name]; !ok {
		s.keys = append(s.keys, name)
	}
	s.fields[name] = sub
}

// join is the shape of a value that may be of either shape.
func (s *shape) join(o *shape) *shape {
	if s == o || o.class == classUnknown {
		return s
	}
	if s.class == classUnknown {
		return o
	}
	switch {
	case s.class != o.class:
		if s.class == classLeaf {
			return o
		}
		return s
	case s.class == classList:
		return &shape{class: classList, elem: s.element().join(o.element())}
	case s.class == classObject && s.fields != nil && o.fields != nil:
		j := &shape{class: classObject, fields: map[string]*shape{}, alias: map[string]string{}, required: map[string]bool{}, promised: s.promised || o.promised}
		for _, x := range []*shape{s, o} {
			maps.Copy(j.alias, x.alias)
			maps.Copy(j.required, x.required)
		}
		if s.typ == o.typ {
			j.typ = s.typ
		}
		for _, k := range s.keys {
			j.set(k, s.fields[k])
		}
		for _, k := range o.keys {
			sub := o.fields[k]
			if old, ok := j.fields[k]; ok {
				sub = old.join(sub)
			}
			j.set(k, sub)
		}
		sort.Strings(j.keys)
		return j
	}
	return s
}

// key describes a shape so that equal keys mean the same program.
func (s *shape) key(b *strings.Builder, in *inferrer, depth int) {
	if depth > maxDepth {
		return
	}
	b.WriteByte('0' + byte(s.class))
	if s.promised {
		return // the schema is always the same
	}
	if s.fields == nil {
		if s.typ != nil {
			fmt.Fprintf(b, "%p", s.typ)
		}
	}
	if s.elem != nil {
		b.WriteByte('[')
		s.elem.key(b, in, depth+1)
		b.WriteByte(']')
	}
	if s.fields != nil {
		b.WriteByte('{')
		for _, k := range s.keys {
			if in.names[foldName(k)] {
				b.WriteString(k)
				b.WriteByte(':')
				s.fields[k].key(b, in, depth+1)
			}
		}
		b.WriteByte('}')
	}
}
