package evalreport

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// figure is what Amount, Percent, Score and Count share: an exact decimal that remembers how it was printed. The zero
// figure is blank: a cell left empty, not a nought.
type figure struct {
	dec   decimal.Decimal // its exponent is the printed scale: 2299.50 has two places
	state figureState
}

type figureState uint8

const (
	blank   figureState = iota
	plain               // 2299.50
	grouped             // 2,299.50
	dash                // "-", printed where there is nothing to report; counts as zero
)

// IsBlank reports whether the cell was left empty. A blank is not zero and is never compared.
func (f figure) IsBlank() bool { return f.state == blank }

// IsDash reports whether the cell was printed as a dash, which stands for none and counts as zero.
func (f figure) IsDash() bool { return f.state == dash }

// Decimal returns the value, and false when the figure is blank.
func (f figure) Decimal() (decimal.Decimal, bool) { return f.dec, f.state != blank }

// Number returns the value as a [Number], which allocates nothing, and false when the figure is blank.
func (f figure) Number() (Number, bool) { return NumberOf(f.dec), f.state != blank }

// Places returns the number of decimal places as printed: 2 for 2299.50, 1 for 2858.4.
func (f figure) Places() int32 { return max(0, -f.dec.Exponent()) }

// String prints the figure as it was read; a blank prints as nothing.
func (f figure) String() string {
	b, _ := f.AppendText(nil)
	return string(b)
}

// AppendText appends the printed form to b.
func (f figure) AppendText(b []byte) ([]byte, error) {
	switch f.state {
	case blank:
		return b, nil
	case dash:
		return append(b, '-'), nil
	case grouped:
		return append(b, group(f.dec.StringFixed(f.Places()))...), nil
	}
	if c := f.dec.Coefficient(); c.IsInt64() {
		return appendFixed(b, c.Int64(), f.dec.Exponent()), nil
	}
	return append(b, f.dec.StringFixed(f.Places())...), nil
}

// MarshalText prints the figure as it was read.
func (f figure) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// MarshalJSON prints a number as it was read (2299.50 keeps its nought), a blank as null, and what JSON has no number
// for (a dash, separators of thousands) as a string.
func (f figure) MarshalJSON() ([]byte, error) {
	switch f.state {
	case blank:
		return []byte("null"), nil
	case plain:
		return f.AppendText(nil)
	}
	return []byte(`"` + f.String() + `"`), nil
}

// equal reports whether both are blank, or both have the same value.
func (f figure) equal(g figure) bool {
	return f.IsBlank() == g.IsBlank() && NumberOf(f.dec).Equal(NumberOf(g.dec))
}

// same reports whether both have the same value and print alike.
func (f figure) same(g figure) bool { return f.equal(g) && f.String() == g.String() }

// appendFixed appends coefficient×10^exp in positional notation, without allocating.
func appendFixed(b []byte, coefficient int64, exp int32) []byte {
	if exp >= 0 {
		b = fmt.Appendf(b, "%d", coefficient)
		if coefficient == 0 {
			return b
		}
		return append(b, strings.Repeat("0", int(exp))...)
	}
	if coefficient < 0 {
		b = append(b, '-')
	}
	u := uint64(coefficient)
	if coefficient < 0 {
		u = -u
	}
	var digits [64]byte
	i := len(digits)
	for n := exp; u > 0 || n <= 0; n++ {
		if n == 0 && i < len(digits) {
			i--
			digits[i] = '.'
		}
		if i == 0 {
			break
		}
		i--
		digits[i] = byte('0' + u%10)
		u /= 10
	}
	return append(b, digits[i:]...)
}

// group puts a comma before each third digit of the whole part.
func group(s string) string {
	whole, frac, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if frac != "" {
		b.WriteByte('.')
		b.WriteString(frac)
	}
	return b.String()
}

// maxDigits bounds the length of a number, so that no input can make arithmetic slow.
const maxDigits = 30

var errTooLong = fmt.Errorf("数字过长，最多 %d 位", maxDigits)

// parseFigure reads a number as people type it into a form: full-width digits, separators of thousands, a dash for
// none, and one of the units in suffixes behind it.
func parseFigure(s string, suffixes ...string) (figure, error) {
	t := strings.TrimSpace(halfWidth(s))
	switch t {
	case "":
		return figure{}, nil
	case "-", "—", "——", "–", "/":
		return figure{state: dash}, nil
	}
	for _, u := range suffixes {
		if v, ok := strings.CutSuffix(t, u); ok {
			t = strings.TrimSpace(v)
			break
		}
	}
	state := plain
	if strings.Contains(t, ",") {
		ungrouped, err := ungroup(t)
		if err != nil {
			return figure{}, fmt.Errorf("“%s”%w", clip(s), err)
		}
		t, state = ungrouped, grouped
	}
	if err := checkNumber(t); err != nil {
		return figure{}, fmt.Errorf("“%s”%w", clip(s), err)
	}
	d, err := decimal.NewFromString(t)
	if err != nil {
		return figure{}, fmt.Errorf("“%s”%w", clip(s), errNotNumber)
	}
	return figure{dec: d, state: state}, nil
}

// clip shortens what a message quotes.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

var (
	errNotNumber = errors.New("不是数字，应为如 2858.40 的数")
	errGrouping  = errors.New("的千分位逗号位置不对，应为如 12,345.67 的数")
)

// checkNumber accepts [-+]digits[.digits] only: no exponents, no hexadecimal, no lone point.
func checkNumber(t string) error {
	t = strings.TrimLeft(t, "+-")
	whole, frac, point := strings.Cut(t, ".")
	if whole == "" || (point && frac == "") {
		return errNotNumber
	}
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return errNotNumber
		}
	}
	if len(whole)+len(frac) > maxDigits {
		return errTooLong
	}
	return nil
}

// ungroup removes separators of thousands where each stands before three digits.
func ungroup(t string) (string, error) {
	whole, frac, _ := strings.Cut(t, ".")
	parts := strings.Split(strings.TrimLeft(whole, "+-"), ",")
	for i, p := range parts {
		if (i > 0 && len(p) != 3) || len(p) == 0 || len(p) > 3 {
			return "", errGrouping
		}
	}
	if strings.Contains(frac, ",") {
		return "", errGrouping
	}
	return strings.ReplaceAll(t, ",", ""), nil
}

// halfWidth folds the full-width digits and marks that a Chinese input method types.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　' || r == '\u00a0':
			return ' '
		case r == '−': // the minus sign of a formula editor
			return '-'
		}
		return r
	}, s)
}
