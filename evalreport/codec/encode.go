package codec

import (
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// Option changes how a value is written as YAML.
type Option func(*encoder)

// Explained writes every field, blank ones too, each with a comment that says what it means and in which unit: a report
// to be filled in by hand. A list without elements shows one as a comment. A report begins with a note on how to write.
func Explained() Option { return func(e *encoder) { e.explain = true } }

// Noted adds to the comments of [Explained] what there is to say of the fields at some paths: duties, use.application.
func Noted(notes map[string]string) Option { return func(e *encoder) { e.notes = notes } }

// EncodeYAML writes v, a struct or a pointer to one, in the order in which its fields are declared. Blank fields are left
// out. What [Decode] or [DecodeInto] then reads is equal to v. Text that is not UTF-8 is made so.
func EncodeYAML(w io.Writer, v any, options ...Option) error {
	e := &encoder{}
	for _, option := range options {
		option(e)
	}
	p := yamlPrinter{}
	if _, isReport := v.(*evalreport.Report); isReport && e.explain {
		p.add(howToWrite)
	}
	p.document(e.value(reflect.ValueOf(v)))
	_, err := w.Write(p.out)
	return err
}

// EncodeJSON writes v as indented JSON, in the same order and with the same meaning as [EncodeYAML]. Figures are numbers
// that keep their printed places; what JSON has no number for (98%, a dash, 2,299.50) is a string.
func EncodeJSON(w io.Writer, v any) error {
	e := &encoder{}
	_, err := w.Write(append(appendJSON(nil, e.value(reflect.ValueOf(v)), 0), '\n'))
	return err
}

const howToWrite = `# 绩效自评报告数据。一行一个“字段: 值”，冒号为半角，后面空一格；缩进用空格。字段名也可以写成注释里的中文名称。
# “#”后面是说明。不填就是空白，不是 0；表上印“-”的填 "-"。金额单位为万元。
# 列表一项一行，以“- ”开头；“# - ”开头的是样例，去掉“# ”即可填写。
# 正文一项一段；标题写成 {text: （一）主要职能, heading: 2}，表格写成 {table: [[项目, 金额], [甲, 1.50]]}，
# 需要换行的长文字写成“|”后另起一行、多缩进两格。

`

type encoder struct {
	explain bool
	notes   map[string]string
	path    []string
	depth   int
}

// value is v as a node.
func (e *encoder) value(v reflect.Value) *node {
	if !v.IsValid() {
		return &node{kind: null}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return &node{kind: null}
		}
		return e.value(v.Elem())
	}
	if r, ok := v.Interface().(Raw); ok {
		if r.node == nil {
			return &node{kind: null}
		}
		return r.node
	}
	if _, ok := v.Interface().(json.Number); ok {
		return &node{kind: number, text: v.String()}
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		return leafNode(m)
	}
	switch v.Kind() {
	case reflect.Struct:
		return e.structure(v)
	case reflect.Slice:
		n := &node{kind: list}
		for i := range v.Len() {
			n.items = append(n.items, e.value(v.Index(i)))
		}
		return n
	case reflect.Map:
		return e.table(v)
	}
	return basicNode(v)
}

// leafNode is a figure, a date or the like. A figure that is a number as YAML and JSON write it stays one.
func leafNode(m encoding.TextMarshaler) *node {
	b, err := m.MarshalText()
	switch {
	case err != nil || len(b) == 0:
		return &node{kind: null}
	case json.Valid(b) && b[0] != '"' && b[0] != 't' && b[0] != 'f' && b[0] != 'n':
		return &node{kind: number, text: string(b)}
	}
	return &node{kind: text, text: string(b)}
}

func basicNode(v reflect.Value) *node {
	switch v.Kind() {
	case reflect.String:
		return &node{kind: text, text: strings.ToValidUTF8(v.String(), "\ufffd")}
	case reflect.Bool:
		return &node{kind: boolean, text: strconv.FormatBool(v.Bool())}
	}
	b, _ := json.Marshal(v.Interface())
	return &node{kind: number, text: string(b)}
}

func (e *encoder) table(v reflect.Value) *node {
	n := &node{kind: object}
	names := v.MapKeys()
	slices.SortFunc(names, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, k := range names {
		n.keys = append(n.keys, key{name: k.String()})
		n.items = append(n.items, e.value(v.MapIndex(k)))
	}
	return n
}

func (e *encoder) structure(v reflect.Value) *node {
	if b, ok := v.Interface().(evalreport.Block); ok && b.IsPlain() {
		return &node{kind: text, text: strings.ToValidUTF8(b.Text, "\ufffd")}
	}
	n := &node{kind: object}
	for _, f := range shapeOf(v.Type()).fields {
		at := v.FieldByIndex(f.Index)
		e.path = append(e.path, f.JSON)
		item := e.value(at)
		if e.explain {
			e.describe(item, f, at.Type())
		}
		e.path = e.path[:len(e.path)-1]
		if !e.explain && (f.omitZero || f.omitEmpty) && isEmpty(item) {
			continue
		}
		n.keys = append(n.keys, key{name: f.JSON})
		n.items = append(n.items, item)
	}
	return n
}

// isEmpty reports whether n says nothing.
func isEmpty(n *node) bool {
	switch n.kind {
	case null:
		return true
	case boolean:
		return n.text == "false"
	case number:
		return false
	case text:
		return n.text == ""
	}
	return len(n.items) == 0
}

// describe notes what the field means, with what else there is to say of it, and gives an empty list an element to look at.
func (e *encoder) describe(n *node, f field, t reflect.Type) {
	n.note = strings.Join(nonempty(f.Label, e.notes[strings.Join(e.path, ".")], f.doc, unitOf(t, f.doc)), "，")
	if t.Kind() != reflect.Slice {
		if isEmpty(n) || (n.kind == number && n.text == "0" && t.Kind() == reflect.Int) {
			*n = node{kind: null, note: n.note}
		}
		return
	}
	if len(n.items) > 0 || e.depth > 8 {
		return
	}
	e.depth++
	sample := e.value(reflect.New(t.Elem()).Elem())
	e.depth--
	if t == reflect.TypeFor[evalreport.Narrative]() {
		sample = &node{kind: text, text: "一段文字"}
	}
	if sample.kind == text && sample.text == "" {
		sample.text = f.Label
	}
	sample.sample = true
	n.items = append(n.items, sample)
}

// unitOf is the unit in which a figure is given, unless the field says it.
func unitOf(t reflect.Type, doc string) string {
	if doc != "" {
		return ""
	}
	switch t {
	case reflect.TypeFor[evalreport.Amount]():
		return "万元"
	case reflect.TypeFor[evalreport.Percent]():
		return "百分比，如 98%"
	case reflect.TypeFor[evalreport.Date]():
		return "如 2023年3月20日"
	case reflect.TypeFor[bool]():
		return "true 或 false"
	}
	return ""
}

func nonempty(s ...string) []string {
	return slices.DeleteFunc(s, func(s string) bool { return s == "" })
}

// appendJSON appends n, indented by two spaces a level.
func appendJSON(b []byte, n *node, depth int) []byte {
	newline := func(depth int) { b = fmt.Appendf(b, "\n%*s", 2*depth, "") }
	switch n.kind {
	case null:
		return append(b, "null"...)
	case boolean, number:
		return append(b, n.text...)
	case text:
		return appendQuoted(b, n.text)
	}
	brackets := map[kind]string{list: "[]", object: "{}"}[n.kind]
	if len(n.items) == 0 {
		return append(b, brackets...)
	}
	b = append(b, brackets[0])
	for i, item := range n.items {
		if i > 0 {
			b = append(b, ',')
		}
		newline(depth + 1)
		if n.kind == object {
			b = append(appendQuoted(b, n.keys[i].name), ": "...)
		}
		b = appendJSON(b, item, depth+1)
	}
	newline(depth)
	return append(b, brackets[1])
}

// appendQuoted appends a JSON string, leaving < > & legible.
func appendQuoted(b []byte, s string) []byte {
	var buf strings.Builder
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return append(b, strings.TrimSuffix(buf.String(), "\n")...)
}
