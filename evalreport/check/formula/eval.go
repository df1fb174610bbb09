package formula

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
)

type kind uint8

const (
	blank kind = iota
	number
	text
	boolean
)

type value struct {
	kind   kind
	num    evalreport.Number
	places int32
	str    string
	truth  bool
}

func numberOf(d evalreport.Number, places int32) value {
	return value{kind: number, num: d, places: places}
}

func truthOf(b bool) value { return value{kind: boolean, truth: b} }

// node is a compiled expression.
type node interface {
	eval(*frame) value
	// write appends the expression with its figures in place of its names, at the given number of places.
	write(b []byte, f *frame, places int32) []byte
	// paths appends the paths of the figures that it reads.
	paths(list []string, f *frame) []string
}

// frame is the state of one evaluation.
type frame struct {
	root, base reflect.Value
	indices    []int // of the lists in over
	over       []step
	blank      Blank
	numbers    int                          // figures read that were filled in
	blanks     int                          // figures that were blank and counted as zero
	places     int32                        // most decimal places among the figures read
	result     Case                         // reused from case to case
	other      Side                         // what result.Or points to
	measures   map[evalreport.Measure]value // read before
}

func (f *frame) reset() { f.numbers, f.blanks, f.places = 0, 0, 0 }

func (f *frame) side(v value, n node) Side {
	return Side{Value: v.num, Text: v.str, Places: f.places, Numbers: f.numbers, frame: f, node: n}
}

// Side is one side of a comparison, evaluated.
type Side struct {
	Value   evalreport.Number
	Text    string // when it is a text
	Places  int32  // most decimal places among its figures as printed
	Numbers int    // how many figures it was made of
	frame   *frame
	node    node
}

// Written is the side with its figures in place of its names: 1776.59 + 318.19.
func (s Side) Written(places int32) string { return string(s.node.write(nil, s.frame, places)) }

// Paths are the paths of the figures of the side; a list gives the path of each element's figure.
func (s Side) Paths() []string { return s.node.paths(nil, s.frame) }

// Path is the first of [Side.Paths], the one to show.
func (s Side) Path() string {
	if p := s.Paths(); len(p) > 0 {
		return p[0]
	}
	return ""
}

// BasePath is the path of the struct that the formula was evaluated in.
func (c *Case) BasePath() string { return c.frame.basePath() }

func (f *frame) basePath() string {
	var b strings.Builder
	k := 0
	for i, s := range f.over {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(s.path)
		if s.list {
			b.WriteString("[" + strconv.Itoa(f.indices[k]) + "]")
			k++
		}
	}
	return b.String()
}

func joinPath(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + "." + b
}

// figure is what the four kinds of figures have in common.
type figure interface {
	Number() (evalreport.Number, bool)
	Places() int32
}

// field is a name bound to a leaf of the base or of the root.
type field struct {
	path   string
	label  string
	index  []int
	atRoot bool
	kind   kind // of the leaf
}

func (n *field) value(f *frame) reflect.Value {
	if n.atRoot {
		return f.root.FieldByIndex(n.index)
	}
	return f.base.FieldByIndex(n.index)
}

func (n *field) eval(f *frame) value { return f.leaf(n.value(f)) }

// leaf reads a leaf and counts what was read.
func (f *frame) leaf(v reflect.Value) value {
	switch p := v.Addr().Interface().(type) {
	case *evalreport.Amount:
		return f.printed(p)
	case *evalreport.Percent:
		return f.printed(p)
	case *evalreport.Score:
		return f.printed(p)
	case *evalreport.Count:
		return f.printed(p)
	case *evalreport.Measure:
		return f.measure(*p)
	case *evalreport.Date:
		return textOf(p.String())
	}
	switch v.Kind() {
	case reflect.String:
		return textOf(v.String())
	case reflect.Int:
		if v.Int() == 0 {
			return value{}
		}
		return f.figure(evalreport.NewNumber(v.Int(), 0), 0)
	case reflect.Bool:
		return truthOf(v.Bool())
	}
	return value{}
}

func (f *frame) printed(p figure) value {
	d, ok := p.Number()
	if !ok {
		return f.blankFigure()
	}
	return f.figure(d, p.Places())
}

func textOf(s string) value { return value{kind: text, str: s} }

func (f *frame) measure(m evalreport.Measure) value {
	if m.IsBlank() {
		return f.blankFigure()
	}
	v, known := f.measures[m]
	if !known {
		if q, ok := m.Quantity(); ok {
			v = numberOf(evalreport.NumberOf(q.Value), q.Places)
		}
		if f.measures == nil {
			f.measures = map[evalreport.Measure]value{}
		}
		f.measures[m] = v
	}
	if v.kind == blank {
		return v
	}
	return f.figure(v.num, v.places)
}

func (f *frame) figure(d evalreport.Number, places int32) value {
	f.numbers++
	f.places = max(f.places, places)
	return numberOf(d, places)
}

func (f *frame) blankFigure() value {
	if f.blank == BlankSkip {
		return value{}
	}
	f.blanks++
	return numberOf(evalreport.Number{}, 0)
}

func (n *field) write(b []byte, f *frame, places int32) []byte {
	v := n.value(f)
	if p, ok := v.Addr().Interface().(*evalreport.Percent); ok {
		return append(b, p.String()...)
	}
	if p, ok := v.Addr().Interface().(*evalreport.Amount); ok {
		if d, ok := p.Number(); ok {
			return append(b, d.StringFixed(max(places, p.Places()))...)
		}
		return append(b, '0')
	}
	if p, ok := v.Addr().Interface().(interface{ String() string }); ok {
		if s := p.String(); s != "" {
			return append(b, s...)
		}
		return append(b, '0')
	}
	if v.Kind() == reflect.Int {
		return strconv.AppendInt(b, v.Int(), 10)
	}
	return append(b, v.String()...)
}

func (n *field) paths(list []string, f *frame) []string {
	if n.atRoot {
		return append(list, n.path)
	}
	return append(list, joinPath(f.basePath(), n.path))
}

// total is 合计(list): the sum of one figure of each element.
type total struct {
	list    field
	element field // within an element
	count   bool  // 项数(list): how many elements there are
}

func (n *total) eval(f *frame) value {
	v := n.list.value(f)
	if v.Len() == 0 {
		return f.blankFigure()
	}
	if n.count {
		return f.figure(evalreport.NewNumber(int64(v.Len()), 0), 0)
	}
	var sum evalreport.Number
	for i := range v.Len() {
		x := f.leaf(v.Index(i).FieldByIndex(n.element.index))
		if x.kind == blank {
			return value{}
		}
		sum = sum.Add(x.num)
	}
	return numberOf(sum, f.places)
}

// maxWritten is how many terms of a list a message writes out.
const maxWritten = 40

func (n *total) write(b []byte, f *frame, places int32) []byte {
	v := n.list.value(f)
	if n.count {
		return strconv.AppendInt(b, int64(v.Len()), 10)
	}
	if v.Len() == 0 {
		return append(b, '0')
	}
	for i := range v.Len() {
		if i > 0 {
			b = append(b, " + "...)
		}
		if i == maxWritten {
			return append(b, "…（共"+strconv.Itoa(v.Len())+"项）"...)
		}
		b = appendLeaf(b, v.Index(i).FieldByIndex(n.element.index), places)
	}
	return b
}

func appendLeaf(b []byte, v reflect.Value, places int32) []byte {
	if p, ok := v.Addr().Interface().(*evalreport.Measure); ok {
		if q, ok := p.Quantity(); ok {
			return append(b, q.Value.StringFixed(max(places, q.Places))...)
		}
	}
	p, ok := v.Addr().Interface().(figure)
	if !ok {
		return append(b, v.String()...)
	}
	d, ok := p.Number()
	if !ok {
		return append(b, "空"...)
	}
	return append(b, d.StringFixed(max(min(places, 2), p.Places()))...)
}

func (n *total) paths(list []string, f *frame) []string {
	base := n.list.paths(nil, f)[0]
	if n.count {
		return append(list, base)
	}
	for i := range n.list.value(f).Len() {
		list = append(list, joinPath(base+"["+strconv.Itoa(i)+"]", n.element.path))
	}
	return list
}

// constant is a number or text in the formula itself.
type constant struct{ v value }

func (n constant) eval(*frame) value { return n.v }

func (n constant) write(b []byte, _ *frame, _ int32) []byte {
	if n.v.kind == number {
		return append(b, n.v.num.String()...)
	}
	return append(b, n.v.str...)
}

func (n constant) paths(list []string, _ *frame) []string { return list }
