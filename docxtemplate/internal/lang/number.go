package lang

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Number is a computed decimal. It prints with the decimal places it has (sums
// keep the most of their terms) and keeps the unit of the amounts it came from.
type Number struct {
	d    decimal.Decimal
	unit string
}

// NewNumber is d in the given unit; "" for none.
func NewNumber(d decimal.Decimal, unit string) Number { return Number{d, unit} }

// Decimal gives the value; ok is always true.
func (n Number) Decimal() (d decimal.Decimal, ok bool) { return n.d, true }

// Unit is the unit of an amount, such as 万元; "" when there is none.
func (n Number) Unit() string { return n.unit }

// String prints the number without separators.
func (n Number) String() string {
	if e := n.d.Exponent(); e < 0 {
		return n.d.StringFixed(-e)
	}
	return n.d.String()
}

// AppendText appends the printed number.
func (n Number) AppendText(b []byte) ([]byte, error) { return append(b, n.String()...), nil }

// MarshalText gives the printed number.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// Bounds of numbers: far beyond any amount, small enough that nothing takes long.
const (
	maxDigits   = 60
	maxExponent = 100
)

// state says what number found.
type state uint8

const (
	isNumber  state = iota
	isBlank         // nothing there: not a zero
	notNumber       // something else
	tooLarge        // a number outside the bounds, or NaN
)

// deref follows pointers and interfaces; nil when they end in nil.
func deref(v any) any {
	for range 8 {
		rv := reflect.ValueOf(v)
		if !rv.IsValid() {
			return nil
		}
		if rv.Kind() != reflect.Pointer {
			return v
		}
		if rv.IsNil() {
			return nil
		}
		if printable(v) && !printable(rv.Elem().Interface()) {
			return v
		}
		v = rv.Elem().Interface()
	}
	return nil
}

// number reads a value as a decimal. A percentage with the unit % becomes a fraction.
func number(v any) (Number, state) {
	switch x := v.(type) {
	case nil:
		return Number{}, isBlank
	case Number:
		return x, isNumber
	case string:
		return numberInText(x)
	case int:
		return Number{d: decimal.NewFromInt(int64(x))}, isNumber
	case bool:
		return Number{}, notNumber
	case decimal.Decimal:
		return bounded(x, "")
	case float64:
		return floatNumber(x)
	case interface {
		Decimal() (decimal.Decimal, bool)
	}:
		if rv := reflect.ValueOf(v); rv.Kind() == reflect.Pointer && rv.IsNil() {
			return Number{}, isBlank
		}
		d, ok := x.Decimal()
		if !ok {
			return Number{}, isBlank
		}
		return bounded(d, unitOf(v))
	}
	return reflectNumber(v)
}

func unitOf(v any) string {
	if u, ok := v.(interface{ Unit() string }); ok {
		return u.Unit()
	}
	return ""
}

func bounded(d decimal.Decimal, unit string) (Number, state) {
	if e := d.Exponent(); e > maxExponent || e < -maxExponent || d.NumDigits() > 4*maxDigits {
		return Number{}, tooLarge
	}
	if unit == "%" || unit == "％" {
		return Number{d: d.Shift(-2)}, isNumber
	}
	return Number{d, unit}, isNumber
}

func floatNumber(f float64) (Number, state) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Number{}, tooLarge
	}
	return bounded(decimal.NewFromFloat(f), "")
}

// numberInText reads a number as people write it: 1,234.50, ２０, 95%.
func numberInText(s string) (Number, state) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Number{}, isBlank
	}
	if len(s) > 3*maxDigits {
		return Number{}, notNumber
	}
	if s[0] >= 0x80 || s[len(s)-1] >= 0x80 {
		s = strings.TrimSpace(Fold(s))
	}
	body, percent := strings.CutSuffix(s, "%")
	if !plainNumber(body) {
		return Number{}, notNumber
	}
	d, err := decimal.NewFromString(strings.ReplaceAll(body, ",", ""))
	if err != nil {
		return Number{}, notNumber
	}
	if percent {
		d = d.Shift(-2)
	}
	return bounded(d, "")
}

// plainNumber reports whether s is a sign, digits with separators of thousands where they belong, and a fraction.
func plainNumber(s string) bool {
	s = strings.TrimLeft(s, "+-")
	whole, frac, dot := strings.Cut(s, ".")
	if dot && (frac == "" || digits(frac) != len(frac)) {
		return false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if g == "" || digits(g) != len(g) || i > 0 && len(g) != 3 || len(groups) > 1 && i == 0 && len(g) > 3 {
			return false
		}
	}
	return true
}

func reflectNumber(v any) (Number, state) {
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Pointer:
		w := deref(v)
		if w == nil {
			return Number{}, isBlank
		}
		if reflect.TypeOf(w) == reflect.TypeOf(v) {
			return Number{}, notNumber
		}
		return number(w)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return Number{d: decimal.NewFromInt(rv.Int())}, isNumber
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return Number{d: decimal.NewFromUint64(rv.Uint())}, isNumber
	case reflect.Float32:
		f, _ := strconv.ParseFloat(strconv.FormatFloat(rv.Float(), 'g', -1, 32), 64)
		return floatNumber(f)
	case reflect.Float64:
		return floatNumber(rv.Float())
	case reflect.String:
		if numeric, ok := v.(interface{ Float64() (float64, error) }); ok { // json.Number
			return jsonNumber(rv.String(), numeric)
		}
		return numberInText(rv.String())
	}
	if Blank(v) {
		return Number{}, isBlank
	}
	return Number{}, notNumber
}

func jsonNumber(s string, _ any) (Number, state) {
	if s == "" {
		return Number{}, isBlank
	}
	if len(s) > 3*maxDigits {
		return Number{}, tooLarge
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return Number{}, notNumber
	}
	return bounded(d, "")
}

// Blank reports whether v is a cell left empty: nil, a text of white space, a
// value whose IsBlank is true or whose Decimal or Time has none. A zero is not blank.
func Blank(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(x) == ""
	case Number, bool, int, float64:
		return false
	}
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice, reflect.Func:
		if rv.IsNil() {
			return true
		}
	}
	if x, ok := v.(interface{ IsBlank() bool }); ok {
		return x.IsBlank()
	}
	if x, ok := v.(interface {
		Decimal() (decimal.Decimal, bool)
	}); ok {
		_, ok := x.Decimal()
		return !ok
	}
	switch rv.Kind() {
	case reflect.Pointer:
		if w := deref(v); w == nil || reflect.TypeOf(w) != rv.Type() {
			return Blank(w)
		}
	case reflect.String:
		return strings.TrimSpace(rv.String()) == ""
	case reflect.Slice, reflect.Array, reflect.Map:
		return rv.Len() == 0
	}
	if t, ok, is := timeOf(v); is {
		return !ok || t.IsZero()
	}
	return false
}

// Truth reports whether a condition holds: nil, false, "", a blank amount, a number 0 and an empty list do not.
func Truth(v any) bool {
	switch x := v.(type) {
	case bool:
		return x
	case string:
		return strings.TrimSpace(x) != ""
	}
	if Blank(v) {
		return false
	}
	v = deref(v)
	switch rv := reflect.ValueOf(v); rv.Kind() {
	case reflect.Bool:
		return rv.Bool()
	case reflect.String:
		if _, ok := v.(interface{ Float64() (float64, error) }); !ok {
			return true
		}
	}
	if n, st := number(v); st == isNumber {
		return !n.d.IsZero()
	}
	return true
}

// printable reports whether v prints itself.
func printable(v any) bool {
	switch v.(type) {
	case interface{ AppendText([]byte) ([]byte, error) }, interface{ MarshalText() ([]byte, error) }, fmt.Stringer:
		return true
	}
	return false
}

// Text prints a value: AppendText, MarshalText, String, then basic kinds; a blank
// prints nothing, 真 is 是 and 假 is 否. ok is false for lists, maps and structs that cannot print.
func Text(v any) (s string, ok bool) {
	if Blank(v) {
		return "", true
	}
	v = deref(v)
	if s, is := v.(string); is {
		return s, true
	}
	if _, st := number(v); st == tooLarge {
		return "", false // printing 1e999999999 would fill the memory
	}
	switch x := v.(type) {
	case interface{ AppendText([]byte) ([]byte, error) }:
		b, err := x.AppendText(nil)
		return string(b), err == nil
	case interface{ MarshalText() ([]byte, error) }:
		b, err := x.MarshalText()
		return string(b), err == nil
	case fmt.Stringer:
		return x.String(), true
	}
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.String:
		return rv.String(), true
	case reflect.Bool:
		if rv.Bool() {
			return "是", true
		}
		return "否", true
	}
	if n, st := number(v); st == isNumber {
		return n.String(), true
	}
	return "", false
}
