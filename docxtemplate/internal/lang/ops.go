package lang

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"
)

// operator is one of our operators as a function of expr-lang.
type operator struct {
	id   string
	call func(args ...any) (any, error)
}

// binaryOps names the function for each operator of expr-lang.
var binaryOps = map[string]string{
	"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod",
	"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
	"in": "in_", "contains": "contains_",
}

// operators are all operators and the ways of reading a path.
var operators = []operator{
	{"lookup", func(a ...any) (any, error) { return a[0].(*frame).lookup(a[1].(int), false) }},
	{"try", func(a ...any) (any, error) { return a[0].(*frame).lookup(a[1].(int), true) }},
	{"gather", func(a ...any) (any, error) { return a[0].(*frame).gather(a[1].(int)) }},
	{"truth", func(a ...any) (any, error) { return Truth(a[0]), nil }},
	{"negate", func(a ...any) (any, error) { return !Truth(a[0]), nil }},
	{"blank", func(a ...any) (any, error) { return Blank(a[0]), nil }},
	{"plus", func(a ...any) (any, error) { return signed(a[0], false) }},
	{"minus", func(a ...any) (any, error) { return signed(a[0], true) }},
	{"add", func(a ...any) (any, error) { return add(a[0], a[1]) }},
	{"sub", func(a ...any) (any, error) { return arith("-", a[0], a[1]) }},
	{"mul", func(a ...any) (any, error) { return arith("*", a[0], a[1]) }},
	{"div", func(a ...any) (any, error) { return arith("/", a[0], a[1]) }},
	{"mod", func(a ...any) (any, error) { return arith("%", a[0], a[1]) }},
	{"eq", func(a ...any) (any, error) { return equal(a[0], a[1], true) }},
	{"ne", func(a ...any) (any, error) { return equal(a[0], a[1], false) }},
	{"lt", func(a ...any) (any, error) { return ordered(a[0], a[1], func(c int) bool { return c < 0 }) }},
	{"le", func(a ...any) (any, error) { return ordered(a[0], a[1], func(c int) bool { return c <= 0 }) }},
	{"gt", func(a ...any) (any, error) { return ordered(a[0], a[1], func(c int) bool { return c > 0 }) }},
	{"ge", func(a ...any) (any, error) { return ordered(a[0], a[1], func(c int) bool { return c >= 0 }) }},
	{"in_", func(a ...any) (any, error) { return member(a[0], a[1]) }},
	{"contains_", func(a ...any) (any, error) { return member(a[1], a[0]) }},
}

// evalErr makes an error; Eval adds the expression.
func evalErr(code, format string, args ...any) error {
	return &EvalError{Code: code, Msg: fmt.Sprintf(format, args...)}
}

// show names a value in a message.
func show(v any) string {
	s, ok := Text(v)
	if !ok {
		return kindOf(v)
	}
	if r := []rune(s); len(r) > 20 {
		s = string(r[:20]) + "…"
	}
	return "“" + s + "”"
}

// kindOf names what is no text.
func kindOf(v any) string {
	switch reflect.ValueOf(v).Kind() {
	case reflect.Slice, reflect.Array:
		return "一个列表"
	case reflect.Map:
		return "一组字段"
	}
	return fmt.Sprintf("一个 %T", v)
}

// operand reads a number for arithmetic.
func operand(v any) (n Number, blank bool, err error) {
	n, st := number(v)
	switch st {
	case isBlank:
		return n, true, nil
	case tooLarge:
		return n, false, evalErr("out-of-range", "%s 太大或太小，无法计算", show(v))
	case notNumber:
		return n, false, evalErr("not-a-number", "%s 不是数，不能计算", show(v))
	}
	return n, false, nil
}

// add adds numbers and joins texts. Two texts are joined even when both look like numbers.
func add(a, b any) (any, error) {
	_, sa := textual(a)
	_, sb := textual(b)
	if sa || sb {
		_, na := number(a)
		_, nb := number(b)
		if sa && sb || na == notNumber || nb == notNumber {
			return join(a, b)
		}
	}
	return arith("+", a, b)
}

// maxText is the longest text an expression may make, in bytes.
const maxText = 16 << 20

func join(a, b any) (any, error) {
	x, ok := Text(a)
	y, ok2 := Text(b)
	switch {
	case !ok:
		return nil, evalErr("not-a-number", "%s 不能与文字相接", show(a))
	case !ok2:
		return nil, evalErr("not-a-number", "%s 不能与文字相接", show(b))
	case len(x)+len(y) > maxText:
		return nil, evalErr("too-long", "文字太长")
	}
	return x + y, nil
}

// textual reports whether v is a text and not a figure that prints as one.
func textual(v any) (string, bool) {
	switch x := deref(v).(type) {
	case string:
		return x, true
	case interface {
		Decimal() (decimal.Decimal, bool)
	}, decimal.Decimal, bool, nil:
		return "", false
	default:
		if _, st := number(v); st == isNumber {
			return "", false
		}
		return Text(v)
	}
}

// quotientPlaces is how many decimal places a quotient is computed to; trailing zeros are dropped.
const quotientPlaces = 20

// arith computes; a blank operand gives a blank.
func arith(op string, a, b any) (any, error) {
	x, blankX, err := operand(a)
	if err != nil {
		return nil, err
	}
	y, blankY, err := operand(b)
	if err != nil {
		return nil, err
	}
	if blankX || blankY {
		return nil, nil
	}
	var d decimal.Decimal
	unit := x.unit
	switch op {
	case "+":
		d, unit = x.d.Add(y.d), firstOf(x.unit, y.unit)
	case "-":
		d, unit = x.d.Sub(y.d), firstOf(x.unit, y.unit)
	case "*":
		d, unit = trimPlaces(x.d.Mul(y.d), max(-x.d.Exponent(), -y.d.Exponent(), 0)), firstOf(x.unit, y.unit)
	case "/", "%":
		if y.d.IsZero() {
			return nil, evalErr("divide-by-zero", "除数为 0，无法计算")
		}
		if op == "%" {
			d = x.d.Mod(y.d)
			break
		}
		d = trimPlaces(x.d.DivRound(y.d, quotientPlaces), 0)
		if unit == y.unit {
			unit = ""
		}
	}
	n, st := bounded(d, unit)
	if st != isNumber {
		return nil, evalErr("out-of-range", "结果太大或太小")
	}
	return n, nil
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// trimPlaces drops trailing zeros behind the given decimal place.
func trimPlaces(d decimal.Decimal, places int32) decimal.Decimal {
	lo, hi := places, -d.Exponent()
	if hi <= lo {
		return d
	}
	s := d.StringFixed(hi)
	n := int32(len(s) - len(strings.TrimRight(s, "0")))
	return d.Truncate(max(lo, hi-n))
}

func signed(v any, minus bool) (any, error) {
	n, blank, err := operand(v)
	if err != nil || blank {
		return nil, err
	}
	if minus {
		n.d = n.d.Neg()
	}
	return n, nil
}

// equal compares; with a blank on either side the answer is false whichever way it is asked.
func equal(a, b any, want bool) (any, error) {
	if Blank(a) || Blank(b) {
		return false, nil
	}
	return same(a, b) == want, nil
}

// same reports whether two values that are not blank are equal: as truth values, numbers, dates, then as texts.
func same(a, b any) bool {
	a, b = deref(a), deref(b)
	x, okX := a.(bool)
	y, okY := b.(bool)
	if okX || okY {
		return okX && okY && x == y
	}
	s, isS := textual(a)
	t, isT := textual(b)
	if !isS || !isT {
		m, st1 := number(a)
		n, st2 := number(b)
		if st1 == isNumber && st2 == isNumber {
			return m.d.Equal(n.d)
		}
	}
	if c, ok := compareTimes(a, b); ok {
		return c == 0
	}
	if !isS {
		s, isS = Text(a)
	}
	if !isT {
		t, isT = Text(b)
	}
	return isS && isT && strings.TrimSpace(s) == strings.TrimSpace(t)
}

// ordered compares by size: numbers, dates, then texts.
func ordered(a, b any, test func(int) bool) (any, error) {
	if Blank(a) || Blank(b) {
		return false, nil
	}
	c, err := compare(a, b)
	if err != nil {
		return nil, err
	}
	return test(c), nil
}

func compare(a, b any) (int, error) {
	m, st1 := number(a)
	n, st2 := number(b)
	if st1 == isNumber && st2 == isNumber {
		return m.d.Cmp(n.d), nil
	}
	if c, ok := compareTimes(a, b); ok {
		return c, nil
	}
	s, ok1 := textual(a)
	t, ok2 := textual(b)
	if !ok1 || !ok2 {
		return 0, evalErr("not-comparable", "%s 与 %s 不能比较大小", show(a), show(b))
	}
	return strings.Compare(s, t), nil
}

// compareTimes compares when at least one side is a date and the other can be read as one.
func compareTimes(a, b any) (int, bool) {
	_, _, isA := timeOf(a)
	_, _, isB := timeOf(b)
	if !isA && !isB {
		return 0, false
	}
	x, okA := readDate(a)
	y, okB := readDate(b)
	if !okA || !okB {
		return 0, false
	}
	return x.t.Compare(y.t), true
}

// member reports whether v is an element of a list, a part of a text or a key of a map. A blank is in nothing.
func member(v, in any) (any, error) {
	if Blank(v) || Blank(in) {
		return false, nil
	}
	if s, ok := textual(in); ok {
		t, ok := Text(v)
		return ok && strings.Contains(s, t), nil
	}
	found := false
	err := elements(in, func(e any) bool {
		found = !Blank(e) && same(v, e)
		return !found
	})
	return found, err
}
