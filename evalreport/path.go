package evalreport

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// Field is a leaf of a report: a figure, a text, a date.
type Field struct {
	Path  string        // basic_data.expenditure.specials[2].final
	Label string        // 基础数据表·经费控制情况·专项·税收增量奖补资金·决算数
	Value reflect.Value // addressable when the report was given by pointer
}

// Walk calls visit for each leaf of v, which is a *Report or a pointer to any struct of this package, in the order of
// their declaration, until visit returns false. Blank leaves are visited too; empty lists have none.
func Walk(v any, visit func(Field) bool) {
	w := walker{visit: visit}
	w.value(reflect.Indirect(reflect.ValueOf(v)))
}

type walker struct {
	path, label []byte
	visit       func(Field) bool
	done        bool
}

func (w *walker) value(v reflect.Value) {
	if w.done {
		return
	}
	switch {
	case isLeaf(v.Type()):
		w.done = !w.visit(Field{string(w.path), string(w.label), v})
	case v.Kind() == reflect.Struct:
		for _, f := range Names(v.Type()) {
			w.in(f.JSON, f.Label, func() { w.value(v.FieldByIndex(f.Index)) })
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			w.element(i, v.Index(i))
		}
	}
}

func (w *walker) element(i int, v reflect.Value) {
	p, l := len(w.path), len(w.label)
	w.path = fmt.Appendf(w.path, "[%d]", i)
	w.label = append(append(w.label, "·"...), elementLabel(v, i)...)
	w.value(v)
	w.path, w.label = w.path[:p], w.label[:l]
}

// elementName is what an element of a list calls itself.
func elementName(v reflect.Value) string {
	if v.Kind() != reflect.Struct {
		return ""
	}
	for _, name := range []string{"Name", "Project", "Title", "Heading"} {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
			return f.String()
		}
	}
	return ""
}

func (w *walker) in(name, label string, f func()) {
	p, l := len(w.path), len(w.label)
	if p > 0 {
		w.path = append(w.path, '.')
	}
	if l > 0 {
		w.label = append(w.label, "·"...)
	}
	w.path, w.label = append(w.path, name...), append(w.label, label...)
	f()
	w.path, w.label = w.path[:p], w.label[:l]
}

// isLeaf reports whether values of t are printed whole.
func isLeaf(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
	case reflect.Slice:
		return false
	}
	return true
}

// Name is what a field of a struct is called: in data files, templates, formulas and findings.
type Name struct {
	JSON   string // quota
	Label  string // 编制数
	Inline bool   // the printed form does not name it: the labels below it are used as if they stood one level up
	Index  []int  // for reflect.Value.FieldByIndex
}

// Names returns the named fields of the struct type t in the order of their declaration; those of embedded structs stand
// among them. The caller must not change them.
func Names(t reflect.Type) []Name { return namesOf(t).fields }

type structNames struct {
	fields []Name
	byName map[string]int
}

var nameCache sync.Map // reflect.Type → *structNames

func namesOf(t reflect.Type) *structNames {
	if n, ok := nameCache.Load(t); ok {
		return n.(*structNames)
	}
	n := &structNames{byName: map[string]int{}}
	n.add(t, nil)
	for i, f := range n.fields {
		n.byName[f.Label] = i
	}
	for i, f := range n.fields { // a JSON name wins over a label spelt alike
		n.byName[f.JSON] = i
	}
	got, _ := nameCache.LoadOrStore(t, n)
	return got.(*structNames)
}

func (n *structNames) add(t reflect.Type, index []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(append([]int(nil), index...), i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			n.add(f.Type, at)
			continue
		}
		if !f.IsExported() || name == "" || name == "-" {
			continue
		}
		label, inline := strings.CutSuffix(f.Tag.Get("label"), ",inline")
		n.fields = append(n.fields, Name{JSON: name, Label: label, Inline: inline, Index: at})
	}
}

// find resolves one name in a struct: a JSON name, a label, or a label one inline level down.
func find(v reflect.Value, name string) (reflect.Value, bool) {
	names := namesOf(v.Type())
	if i, ok := names.byName[name]; ok {
		return v.FieldByIndex(names.fields[i].Index), true
	}
	for _, f := range names.fields {
		if !f.Inline {
			continue
		}
		if got, ok := find(v.FieldByIndex(f.Index), name); ok {
			return got, true
		}
	}
	return reflect.Value{}, false
}

// step is one segment of a path: a name and the indices behind it.
type step struct {
	name    string
	indices []int
}

// parseStep reads "specials[0]", and reports false when it is not written so.
func parseStep(segment string) (step, bool) {
	name, rest, indexed := strings.Cut(segment, "[")
	s := step{name: name}
	for indexed {
		var digits string
		var closed bool
		if digits, rest, closed = strings.Cut(rest, "]"); !closed {
			return step{}, false
		}
		i, err := strconv.ParseUint(digits, 10, 31)
		if err != nil {
			return step{}, false
		}
		s.indices = append(s.indices, int(i))
		if rest, indexed = strings.CutPrefix(rest, "["); !indexed && rest != "" {
			return step{}, false
		}
	}
	return s, true
}

// Lookup returns the value at path, written in JSON names or labels: basic_data.staffing.quota, 基础数据表.编制数,
// free[0].narrative. It reports false when there is no such field or no such element.
func Lookup(v any, path string) (reflect.Value, bool) {
	at := reflect.Indirect(reflect.ValueOf(v))
	for segment := range strings.SplitSeq(path, ".") {
		s, ok := parseStep(segment)
		if !ok || at.Kind() != reflect.Struct {
			return reflect.Value{}, false
		}
		if at, ok = find(at, s.name); !ok {
			return reflect.Value{}, false
		}
		for _, i := range s.indices {
			if at.Kind() != reflect.Slice || i >= at.Len() {
				return reflect.Value{}, false
			}
			at = at.Index(i)
		}
	}
	return at, true
}

// Label is the printed name of the value at path, from the outside in: 基础数据表·财政供养人员·编制数. An unknown path is
// returned as it is.
func Label(v any, path string) string {
	var label []string
	at := reflect.Indirect(reflect.ValueOf(v))
	for segment := range strings.SplitSeq(path, ".") {
		s, ok := parseStep(segment)
		if !ok || at.Kind() != reflect.Struct {
			return path
		}
		names := namesOf(at.Type())
		i, ok := names.byName[s.name]
		if !ok {
			return path
		}
		label = append(label, names.fields[i].Label)
		at = at.FieldByIndex(names.fields[i].Index)
		for _, i := range s.indices {
			if at.Kind() != reflect.Slice || i >= at.Len() {
				return path
			}
			at = at.Index(i)
			label = append(label, elementLabel(at, i))
		}
	}
	return strings.Join(label, "·")
}

// elementLabel is what an element of a list calls itself, or else its number.
func elementLabel(v reflect.Value, i int) string {
	if name := elementName(v); name != "" {
		return name
	}
	if _, ok := v.Interface().(Block); ok {
		return fmt.Sprintf("第%d段", i+1)
	}
	return fmt.Sprintf("第%d项", i+1)
}

// Set reads text into the leaf at path.
func Set(v any, path, text string) error {
	at, ok := Lookup(v, path)
	if !ok || !at.CanAddr() || !isLeaf(at.Type()) {
		return fmt.Errorf("没有“%s”这个字段", path)
	}
	if u, ok := at.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	switch at.Kind() {
	case reflect.String:
		at.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return fmt.Errorf("%s：“%s”不是整数", Label(v, path), text)
		}
		at.SetInt(int64(n))
	case reflect.Bool:
		switch text {
		case "true", "是":
			at.SetBool(true)
		case "false", "否", "":
			at.SetBool(false)
		default:
			return fmt.Errorf("%s：“%s”应为 true（是）或 false（否）", Label(v, path), clip(text))
		}
	}
	return nil
}
