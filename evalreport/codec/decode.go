package codec

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/nearest"
)

// Decode reads a report from YAML or JSON, told apart by content. The name of the file appears in messages and places;
// the origins tell where each value stands. Every fault is reported, as [Errors]; the report is nil then.
func Decode(data []byte, name string) (*evalreport.Report, evalreport.Origins, error) {
	report, origins, err := DecodeInto[evalreport.Report](data, name)
	if faults, ok := err.(Errors); ok && faults[0].Code == Empty {
		faults[0].Message += "；可用 evalreport new 生成一份带说明的样例"
	}
	if err != nil {
		return nil, nil, err
	}
	return &report, origins, nil
}

// DecodeInto reads a struct of another type: a form, a scheme, what a form.yaml holds. Its fields are named by their
// json and label tags; maps, lists, pointers and types with UnmarshalText are read as one would expect. In a field of
// type any, numbers become [json.Number] and groups map[string]any; in one of type [Raw], reading waits until the type
// is known. JSON read into any, which has no fields to point at, may be of any size and comes without origins.
func DecodeInto[T any](data []byte, name string) (T, evalreport.Origins, error) {
	var v T
	if untyped, ok := any(&v).(*any); ok && decodeJSON(data, untyped) == nil {
		return v, evalreport.Origins{}, nil
	}
	n, fault := parse(data, name)
	if fault != nil {
		return v, nil, Errors{fault}
	}
	return decodeNode(v, n, name, string(data))
}

// decodeJSON reads plain JSON. What fails here is read again by those who can say where it is wrong.
func decodeJSON(data []byte, v *any) error {
	if !json.Valid(data) {
		return errors.New("not JSON")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return d.Decode(v)
}

func decodeNode[T any](v T, n *node, name, source string) (T, evalreport.Origins, error) {
	d := &decoder{file: name, source: source, origins: evalreport.Origins{}}
	d.value(n, reflect.ValueOf(&v).Elem())
	if len(d.errors) > 0 {
		var none T
		return none, nil, d.errors
	}
	return v, d.origins, nil
}

// Raw is a piece of a document whose type is not yet known, such as the sample rows of a form: [DecodeRaw] reads it.
type Raw struct {
	node         *node
	file, source string
}

// Source is the whole text of the file that r came from, which the places of [DecodeRaw] point into.
func (r Raw) Source() string { return r.source }

// IsBlank reports whether there is nothing to read.
func (r Raw) IsBlank() bool { return r.node == nil || r.node.kind == null }

// DecodeRaw reads what r holds. Places are those of the file that r came from; a blank r gives a zero value.
func DecodeRaw[T any](r Raw) (T, evalreport.Origins, error) {
	var v T
	if r.node == nil {
		return v, nil, nil
	}
	return decodeNode(v, r.node, r.file, r.source)
}

// Decode reads what r holds into the value that v points to; see [DecodeRaw].
func (r Raw) Decode(v any) (evalreport.Origins, error) {
	if r.node == nil {
		return nil, nil
	}
	d := &decoder{file: r.file, source: r.source, origins: evalreport.Origins{}}
	d.value(r.node, reflect.ValueOf(v).Elem())
	if len(d.errors) > 0 {
		return nil, d.errors
	}
	return d.origins, nil
}

type decoder struct {
	file, source string
	path         []byte
	origins      evalreport.Origins
	errors       Errors
}

func (d *decoder) place(line, column int) evalreport.Place {
	return evalreport.Place{File: d.file, Line: line, Column: column}
}

func (d *decoder) fail(code Code, line, column int, format string, args ...any) *Error {
	e := &Error{Code: code, Place: d.place(line, column), Path: string(d.path), Message: fmt.Sprintf(format, args...)}
	if len(d.errors) < maxErrors {
		d.errors = append(d.errors, e)
	}
	return e
}

func (d *decoder) wrong(n *node, expected string) {
	found := n.kind.String()
	if n.text != "" {
		found += "“" + clip(n.text) + "”"
	}
	d.fail(WrongType, n.line, n.column, "此处是%s，应为%s", found, expected)
}

// clip shortens what a message quotes.
func clip(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// value reads n into v. Nothing is blank, for every type.
func (d *decoder) value(n *node, v reflect.Value) {
	if len(d.path) > 0 {
		d.origins[string(d.path)] = d.place(n.line, n.column)
	}
	if r, ok := v.Addr().Interface().(*Raw); ok {
		*r = Raw{n, d.file, d.source}
		return
	}
	if n.kind == null {
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.leaf(n, u)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
	case reflect.Struct:
		d.structure(n, v)
	case reflect.Slice:
		d.list(n, v)
	case reflect.Map:
		d.table(n, v)
	case reflect.Interface:
		v.Set(reflect.ValueOf(plain(n)))
	default:
		d.basic(n, v)
	}
}

// leaf reads a figure, a date or the like from the text that stands in the file.
func (d *decoder) leaf(n *node, u encoding.TextUnmarshaler) {
	switch n.kind {
	case number, text:
		if err := u.UnmarshalText([]byte(n.text)); err != nil {
			d.fail(BadValue, n.line, n.column, "%v", err)
		}
	default:
		d.wrong(n, leafName(u))
	}
}

func leafName(u any) string {
	switch u.(type) {
	case *evalreport.Amount:
		return "金额"
	case *evalreport.Percent:
		return "百分比"
	case *evalreport.Score:
		return "分数"
	case *evalreport.Count:
		return "数量"
	case *evalreport.Date:
		return "日期"
	}
	return "一个值"
}

// quoteHint says how text is written that YAML takes for something else.
var quoteHint = map[kind]string{
	boolean: "（文字本身是 true、false 时请加引号）",
	object:  "（文字里有半角冒号“: ”时，请给整段文字加引号，或改成全角冒号）",
}

func (d *decoder) basic(n *node, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if n.kind != text && n.kind != number {
			d.wrong(n, "文字"+quoteHint[n.kind])
			return
		}
		v.SetString(n.text)
	case reflect.Bool:
		switch n.text {
		case "true", "是":
			v.SetBool(true)
		case "false", "否":
		default:
			d.wrong(n, "true（是）或 false（否）")
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		i, err := strconv.ParseInt(n.text, 10, v.Type().Bits())
		if err != nil || n.kind > text {
			d.wrong(n, "整数，只写数字")
			return
		}
		v.SetInt(i)
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(n.text, v.Type().Bits())
		if err != nil {
			d.wrong(n, "数字")
			return
		}
		v.SetFloat(f)
	default:
		d.wrong(n, v.Type().String())
	}
}

func (d *decoder) list(n *node, v reflect.Value) {
	if n.kind != list {
		d.wrong(n, "列表（每项以“- ”开头）")
		return
	}
	if len(n.items) == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		d.at(fmt.Sprintf("[%d]", i), func() { d.value(item, v.Index(i)) })
	}
}

func (d *decoder) table(n *node, v reflect.Value) {
	if n.kind != object || v.Type().Key().Kind() != reflect.String {
		d.wrong(n, "字段组")
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.items)))
	for i, item := range n.items {
		k := n.keys[i]
		d.at(k.name, func() {
			name := reflect.ValueOf(k.name).Convert(v.Type().Key())
			if v.MapIndex(name).IsValid() {
				d.fail(Duplicate, k.line, k.column, "“%s”出现了两次，请删去一处", k.name)
				return
			}
			element := reflect.New(v.Type().Elem()).Elem()
			d.value(item, element)
			v.SetMapIndex(name, element)
		})
	}
}

func (d *decoder) structure(n *node, v reflect.Value) {
	if n.kind != object {
		d.shorthand(n, v)
		return
	}
	s := shapeOf(v.Type())
	for i, item := range n.items {
		k := n.keys[i]
		f, known := s.byKey[k.name]
		if !known {
			d.unknown(k, v.Type())
			continue
		}
		d.at(f.path, func() {
			if first, twice := d.origins[string(d.path)]; twice {
				d.fail(Duplicate, k.line, k.column, "“%s”与第%d行第%d列写的是同一字段，请删去一处", k.name, first.Line, first.Column)
				return
			}
			d.value(item, v.FieldByIndex(f.Index))
		})
	}
}

// shorthand reads a struct that may be written as a text, as a plain paragraph may.
func (d *decoder) shorthand(n *node, v reflect.Value) {
	u, ok := v.Addr().Interface().(json.Unmarshaler)
	if !ok || (n.kind != text && n.kind != number) {
		d.wrong(n, "字段组（一行一个“字段: 值”）")
		return
	}
	quoted, _ := json.Marshal(n.text)
	if err := u.UnmarshalJSON(quoted); err != nil {
		d.fail(BadValue, n.line, n.column, "%v", err)
	}
}

func (d *decoder) unknown(k key, t reflect.Type) {
	s := shapeOf(t)
	d.at(k.name, func() {
		e := d.fail(UnknownField, k.line, k.column, "没有“%s”这个字段", clip(k.name))
		if hint := slipInKey(k.name); hint != "" {
			e.Message += "；" + hint
			return
		}
		if e.Nearest = nearest.Of(k.name, s.keys); e.Nearest != "" {
			e.Message += fmt.Sprintf("，是否应为“%s”？", e.Nearest)
			return
		}
		for _, f := range s.fields {
			if below := t.FieldByIndex(f.Index).Type; below.Kind() == reflect.Struct {
				if _, ok := shapeOf(below).byKey[k.name]; ok {
					e.Nearest = f.JSON + "." + k.name
					e.Message += fmt.Sprintf("；“%s”之下有同名字段，是否应写在那里？", f.JSON)
					return
				}
			}
		}
	})
}

// slipInKey says what a name that is no name may come from.
func slipInKey(name string) string {
	switch {
	case strings.ContainsAny(name, ":：") && !strings.Contains(name, ": "):
		return "字段名和值之间应是半角冒号加一个空格“: ”"
	case strings.Trim(name, "0123456789.") == "":
		return "花括号里的数不写千分位逗号，要写时请给数加引号"
	}
	return ""
}

// at runs f one step further down.
func (d *decoder) at(step string, f func()) {
	end := len(d.path)
	if end > 0 && step[:min(1, len(step))] != "[" {
		d.path = append(d.path, '.')
	}
	d.path = append(d.path, step...)
	f()
	d.path = d.path[:end]
}

// plain is n without a type.
func plain(n *node) any {
	switch n.kind {
	case boolean:
		return n.text == "true"
	case number:
		return json.Number(n.text)
	case text:
		return n.text
	case list:
		items := make([]any, len(n.items))
		for i, item := range n.items {
			items[i] = plain(item)
		}
		return items
	case object:
		fields := make(map[string]any, len(n.items))
		for i, item := range n.items {
			fields[n.keys[i].name] = plain(item)
		}
		return fields
	}
	return nil
}
