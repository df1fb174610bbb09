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
	byName map[string][]Name // the field, behind the inline groups that it stands in
}

var nameCache sync.Map // reflect.Type → *structNames

func namesOf(t reflect.Type) *structNames {
	if n, ok := nameCache.Load(t); ok {
		return n.(*structNames)
	}
	n := &structNames{byName: map[string][]Name{}}
	n.add(t, nil)
	n.index(t)
	got, _ := nameCache.LoadOrStore(t, n)
	return got.(*structNames)
}

// index fills byName. A JSON name wins over a label spelt alike, a label over one without its brackets, and the struct's
// own names over those of its inline groups.
func (n *structNames) index(t reflect.Type) {
	own := func(spelt func(Name) string) {
		for _, f := range n.fields {
			n.name(spelt(f), []Name{f})
		}
	}
	own(func(f Name) string { return f.JSON })
	own(func(f Name) string { return f.Label })
	own(func(f Name) string { return bareLabel(f.Label) })
	for _, f := range n.fields {
		if !f.Inline {
			continue
		}
		for name, chain := range namesOf(t.FieldByIndex(f.Index).Type).byName {
			n.name(name, append([]Name{f}, chain...))
		}
	}
}

// name gives a name to a field, unless another has it.
func (n *structNames) name(name string, chain []Name) {
	if _, taken := n.byName[name]; !taken {
		n.byName[name] = chain
	}
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

// follow walks from v along a path written in JSON names or labels, and calls field for each name on the way, inline groups
// included, and element for each element of a list.
func follow(v any, path string, field func(Name), element func(reflect.Value, int)) (reflect.Value, bool) {
	at := reflect.Indirect(reflect.ValueOf(v))
	for segment := range strings.SplitSeq(path, ".") {
		s, ok := parseStep(segment)
		if !ok || at.Kind() != reflect.Struct {
			return reflect.Value{}, false
		}
		chain, ok := namesOf(at.Type()).byName[s.name]
		if !ok {
			return reflect.Value{}, false
		}
		for _, n := range chain {
			field(n)
			at = at.FieldByIndex(n.Index)
		}
		for _, i := range s.indices {
			if at.Kind() != reflect.Slice || i >= at.Len() {
				return reflect.Value{}, false
			}
			at = at.Index(i)
			element(at, i)
		}
	}
	return at, true
}

// find resolves one name in a struct.
func find(v reflect.Value, name string) (reflect.Value, bool) {
	chain, ok := namesOf(v.Type()).byName[name]
	if !ok {
		return reflect.Value{}, false
	}
	for _, n := range chain {
		v = v.FieldByIndex(n.Index)
	}
	return v, true
}

// Lookup returns the value at path, written in JSON names or labels: basic_data.staffing.quota, 基础数据表.编制数,
// free[0].narrative. It reports false when there is no such field or no such element.
func Lookup(v any, path string) (reflect.Value, bool) {
	return follow(v, path, func(Name) {}, func(reflect.Value, int) {})
}

// Path is the path in JSON names of what a path in labels leads to: basic_data.staffing.quota for 基础数据表.编制数. It
// reports false when there is no such field or no such element.
func Path(v any, labels string) (string, bool) {
	var path []byte
	_, ok := follow(v, labels, func(n Name) {
		if len(path) > 0 {
			path = append(path, '.')
		}
		path = append(path, n.JSON...)
	}, func(_ reflect.Value, i int) { path = fmt.Appendf(path, "[%d]", i) })
	return string(path), ok
}

// Label is the printed name of the value at path, from the outside in: 基础数据表·财政供养人员·编制数. An unknown path is
// returned as it is.
func Label(v any, path string) string {
	var label []string
	_, ok := follow(v, path, func(n Name) { label = append(label, n.Label) }, func(at reflect.Value, i int) { label = append(label, elementLabel(at, i)) })
	if !ok {
		return path
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
