package evalreport

import (
	"bytes"
	"strings"

	"github.com/shopspring/decimal"
)

// Amount is a sum of renminbi in 万元, exact, that remembers how it was printed: "2299.50" prints as 2299.50 again.
// The zero Amount is blank: a cell left empty, not a nought. Derived amounts are rounded half up to two places.
type Amount struct{ figure }

// Percent is a percentage: 98 means 98%. It prints with the sign.
type Percent struct{ figure }

// Score is a number of points (分), out of a weight.
type Score struct{ figure }

// Count is a number of people or things.
type Count struct{ figure }

// MoneyPlaces is the number of decimal places to which derived amounts (万元) and percentages are rounded, half up.
const MoneyPlaces = 2

// ParseAmount reads an amount in 万元 as people type it; the empty string is blank, "-" is none.
func ParseAmount(s string) (Amount, error) {
	f, err := parseFigure(s, "万元")
	return Amount{f}, err
}

// ParsePercent reads a percentage, with or without its sign.
func ParsePercent(s string) (Percent, error) {
	f, err := parseFigure(s, "%", "％")
	return Percent{f}, err
}

// ParseScore reads a number of points, with or without 分.
func ParseScore(s string) (Score, error) {
	f, err := parseFigure(s, "分")
	return Score{f}, err
}

// ParseCount reads a number of people or things, with or without its counter.
func ParseCount(s string) (Count, error) {
	f, err := parseFigure(s, "人", "名", "个", "台", "辆", "家", "项")
	return Count{f}, err
}

// NewAmount is an amount of d 万元, printed with the places that d has.
func NewAmount(d decimal.Decimal) Amount { return Amount{figure{d, plain}} }

// NewPercent is d per cent.
func NewPercent(d decimal.Decimal) Percent { return Percent{figure{d, plain}} }

// NewScore is d points.
func NewScore(d decimal.Decimal) Score { return Score{figure{d, plain}} }

// NewCount is a count of n.
func NewCount(n int64) Count { return Count{figure{decimal.NewFromInt(n), plain}} }

// MustAmount is [ParseAmount] for literals in programs; it panics on a bad one.
func MustAmount(s string) Amount { return must(ParseAmount(s)) }

// MustPercent is [ParsePercent] for literals in programs; it panics on a bad one.
func MustPercent(s string) Percent { return must(ParsePercent(s)) }

// MustScore is [ParseScore] for literals in programs; it panics on a bad one.
func MustScore(s string) Score { return must(ParseScore(s)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Unit is the unit that an Amount is printed in, for formats such as 大写.
func (Amount) Unit() string { return "万元" }

// Unit is the sign that a Percent is printed with.
func (Percent) Unit() string { return "%" }

// Equal reports whether both are blank, or both have the same value however printed.
func (a Amount) Equal(b Amount) bool { return a.equal(b.figure) }

// Same reports whether both have the same value and print alike.
func (a Amount) Same(b Amount) bool { return a.same(b.figure) }

// Equal reports whether both are blank, or both have the same value however printed.
func (p Percent) Equal(q Percent) bool { return p.equal(q.figure) }

// Same reports whether both have the same value and print alike.
func (p Percent) Same(q Percent) bool { return p.same(q.figure) }

// Equal reports whether both are blank, or both have the same value however printed.
func (s Score) Equal(t Score) bool { return s.equal(t.figure) }

// Same reports whether both have the same value and print alike.
func (s Score) Same(t Score) bool { return s.same(t.figure) }

// Equal reports whether both are blank, or both have the same value however printed.
func (c Count) Equal(d Count) bool { return c.equal(d.figure) }

// Same reports whether both have the same value and print alike.
func (c Count) Same(d Count) bool { return c.same(d.figure) }

// UnmarshalText reads what people type; see [ParseAmount].
func (a *Amount) UnmarshalText(b []byte) (err error) { *a, err = ParseAmount(string(b)); return err }

// UnmarshalText reads what people type; see [ParsePercent].
func (p *Percent) UnmarshalText(b []byte) (err error) { *p, err = ParsePercent(string(b)); return err }

// UnmarshalText reads what people type; see [ParseScore].
func (s *Score) UnmarshalText(b []byte) (err error) { *s, err = ParseScore(string(b)); return err }

// UnmarshalText reads what people type; see [ParseCount].
func (c *Count) UnmarshalText(b []byte) (err error) { *c, err = ParseCount(string(b)); return err }

// UnmarshalJSON reads a number as written, a string, or null for blank.
func (a *Amount) UnmarshalJSON(b []byte) error { return a.UnmarshalText(scalar(b)) }

// UnmarshalJSON reads a number as written, a string, or null for blank.
func (p *Percent) UnmarshalJSON(b []byte) error { return p.UnmarshalText(scalar(b)) }

// UnmarshalJSON reads a number as written, a string, or null for blank.
func (s *Score) UnmarshalJSON(b []byte) error { return s.UnmarshalText(scalar(b)) }

// UnmarshalJSON reads a number as written, a string, or null for blank.
func (c *Count) UnmarshalJSON(b []byte) error { return c.UnmarshalText(scalar(b)) }

// scalar is the text of a JSON number, string without escapes, or null.
func scalar(b []byte) []byte {
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	return []byte(strings.Trim(string(b), `"`))
}

// String prints the percentage with its sign: 98%.
func (p Percent) String() string {
	b, _ := p.AppendText(nil)
	return string(b)
}

// AppendText appends the printed form, with the sign.
func (p Percent) AppendText(b []byte) ([]byte, error) {
	b, err := p.figure.AppendText(b)
	if p.state == plain || p.state == grouped {
		b = append(b, '%')
	}
	return b, err
}

// MarshalText prints the percentage with its sign.
func (p Percent) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// MarshalJSON prints the percentage as a string with its sign, a blank as null.
func (p Percent) MarshalJSON() ([]byte, error) {
	if p.IsBlank() {
		return []byte("null"), nil
	}
	return []byte(`"` + p.String() + `"`), nil
}
