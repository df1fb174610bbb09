package docxtemplate

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// leafType is what is known of the value that a tag prints.
type leafType struct {
	typ    reflect.Type // nil: a text
	number bool
	box    bool // a check box, ticked or not
}

var (
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	decimalValue    = reflect.TypeFor[interface {
		Decimal() (decimal.Decimal, bool)
	}]()
)

func leafOf(t reflect.Type) leafType {
	if t == nil {
		return leafType{}
	}
	t = indirectType(t)
	switch t.Kind() {
	case reflect.Interface:
		return leafType{}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16,
		reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return leafType{typ: t, number: true}
	}
	return leafType{typ: t, number: t.Implements(decimalValue) || reflect.PointerTo(t).Implements(decimalValue) || t == reflect.TypeFor[decimal.Decimal]()}
}

// figure reports whether the value is a number, which says itself where it ends.
func (l leafType) figure() bool { return l.number }

// accepts reports whether a text can be what the tag printed.
func (l leafType) accepts(m *mark, s string) bool {
	_, ok := l.read(m, s)
	return ok
}

// read gives the value that a tag printed as a text. A blank is an invalid
// value. The formats of the tag are undone only where printing the value again
// gives the same text.
func (l leafType) read(m *mark, s string) (v reflect.Value, ok bool) {
	if strings.TrimSpace(s) == "" {
		return reflect.Value{}, true
	}
	if l.box {
		return l.ticked(strings.TrimSpace(s))
	}
	if m.path == nil && !l.number {
		return reflect.ValueOf(s), true
	}
	if m.chain.Len() == 0 {
		if v, ok = l.parse(s); !ok && dash(s) {
			return reflect.Value{}, true
		}
		return v, ok
	}
	for _, c := range undo(m.Pipes, s) {
		if v, ok := l.parse(c); ok && prints(m.chain, v, s) {
			return v, true
		}
	}
	return reflect.Value{}, prints(m.chain, reflect.Value{}, s)
}

// ticked reads the sign that a check box shows.
func (l leafType) ticked(s string) (v reflect.Value, ok bool) {
	switch s {
	case "☑", "☒", "■", "√", "✓", "✔":
		v = reflect.ValueOf(true)
	case "☐", "□":
		v = reflect.ValueOf(false)
	default:
		return v, false
	}
	if l.typ != nil {
		if l.typ.Kind() != reflect.Bool {
			return v, false
		}
		v = v.Convert(l.typ)
	}
	return v, true
}

// dash reports whether a text is the dash that stands for nothing.
func dash(s string) bool { return strings.Trim(s, "-—－–/ ") == "" }

// prints reports whether a value prints as a text through the formats.
func prints(c lang.Chain, v reflect.Value, want string) bool {
	out, err := c.Apply(toAny(v))
	if err != nil {
		return false
	}
	got, ok := lang.Text(out)
	return ok && strings.TrimSpace(got) == strings.TrimSpace(want)
}

// parse reads a text as the type does.
func (l leafType) parse(s string) (reflect.Value, bool) {
	if l.typ == nil {
		if _, err := decimal.NewFromString(s); l.number && err != nil {
			return reflect.Value{}, false
		}
		return reflect.ValueOf(s), true
	}
	p := reflect.New(l.typ)
	v := p.Elem()
	var err error
	switch {
	case l.typ == timeType:
		t, ok := lang.ReadTime(s)
		v.Set(reflect.ValueOf(t))
		return v, ok
	case l.typ.Kind() != reflect.Interface && p.Type().Implements(textUnmarshaler):
		return v, p.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)) == nil
	}
	plain := strings.ReplaceAll(s, ",", "")
	switch l.typ.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		var n int64
		n, err = strconv.ParseInt(plain, 10, l.typ.Bits())
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		var n uint64
		n, err = strconv.ParseUint(plain, 10, l.typ.Bits())
		v.SetUint(n)
	case reflect.Float32, reflect.Float64:
		var f float64
		if f, err = strconv.ParseFloat(plain, l.typ.Bits()); strings.ContainsAny(plain, "xXpPnN_") {
			return v, false
		}
		v.SetFloat(f)
	case reflect.Bool:
		v.SetBool(s == "是" || s == "true")
		return v, s == "是" || s == "否" || s == "true" || s == "false"
	default:
		return v, false
	}
	return v, err == nil
}

// undo lists what the formats may have been given, the likeliest first.
func undo(pipes []lang.Pipe, s string) []string {
	for i := len(pipes) - 1; i >= 0; i-- {
		switch p := pipes[i]; p.Name {
		case "前缀", "prefix":
			s = strings.TrimPrefix(s, p.Text)
		case "后缀", "suffix":
			s = strings.TrimSuffix(s, p.Text)
		}
	}
	var out []string
	plain := strings.ReplaceAll(s, ",", "")
	if d, err := decimal.NewFromString(strings.TrimSuffix(plain, "%")); err == nil {
		out = append(out, strings.TrimSuffix(plain, "%"))
		for _, power := range []int32{-2, 3, 4, 8} {
			out = append(out, d.Shift(power).String())
		}
	}
	out = append(out, s)
	if d, ok := lang.ReadCapital(s); ok {
		out = append(out, d.String(), d.Shift(-4).String())
	}
	if t, ok := lang.ReadTime(s); ok {
		out = append(out, t.Format("2006-01-02"), t.Format("2006-01"))
	}
	if strings.ContainsAny(s, "☑√☒■✓✔") {
		out = append(out, "true")
	}
	return append(out, "true", "false")
}
