package evalreport

import (
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Number is an exact decimal number to reckon with. It is what rules add and compare: a plain value, so that arithmetic on
// figures of ordinary size (up to 18 digits) allocates nothing; what grows larger is kept as a [decimal.Decimal] and stays
// exact. The zero Number is 0. Numbers are compared with Cmp or Equal, not with ==.
type Number struct {
	n   int64 // the number is n × 10^exp …
	exp int32
	big *decimal.Decimal // … or this, when it does not fit
}

// NewNumber is n × 10^exp: NewNumber(285840, -2) is 2858.40.
func NewNumber(n int64, exp int32) Number { return Number{n: n, exp: exp} }

// wordDigits is how many digits fit an int64, whichever they are.
const wordDigits = 18

// NumberOf is d as a Number.
func NumberOf(d decimal.Decimal) Number {
	if d.NumDigits() <= wordDigits {
		return Number{n: d.CoefficientInt64(), exp: d.Exponent()}
	}
	big := d // only what is large is moved to the heap
	return Number{big: &big}
}

// Decimal is the number as a decimal.
func (a Number) Decimal() decimal.Decimal {
	if a.big != nil {
		return *a.big
	}
	return decimal.New(a.n, a.exp)
}

// powersOfTen are those that fit an uint64.
var powersOfTen = func() (list [20]uint64) {
	list[0] = 1
	for i := 1; i < len(list); i++ {
		list[i] = list[i-1] * 10
	}
	return list
}()

// powerOfTen is 10^e, and false when it does not fit.
func powerOfTen(e int64) (uint64, bool) {
	if e < 0 || e >= int64(len(powersOfTen)) {
		return 0, false
	}
	return powersOfTen[e], true
}

// Add is a + b.
func (a Number) Add(b Number) Number {
	if x, y, exp, ok := align(a, b); ok {
		if sum := x + y; (sum > x) == (y > 0) {
			return Number{n: sum, exp: exp}
		}
	}
	return NumberOf(a.Decimal().Add(b.Decimal()))
}

// Sub is a - b.
func (a Number) Sub(b Number) Number { return a.Add(b.Neg()) }

// Neg is -a.
func (a Number) Neg() Number {
	if a.big == nil && a.n != math.MinInt64 {
		return Number{n: -a.n, exp: a.exp}
	}
	return NumberOf(a.Decimal().Neg())
}

// Abs is a without its sign.
func (a Number) Abs() Number {
	if a.IsNegative() {
		return a.Neg()
	}
	return a
}

// Mul is a × b.
func (a Number) Mul(b Number) Number {
	if a.big == nil && b.big == nil {
		high, low := bits.Mul64(magnitude(a.n), magnitude(b.n))
		exp := int64(a.exp) + int64(b.exp)
		if high == 0 && low <= math.MaxInt64 && exp == int64(int32(exp)) {
			return Number{n: signed(low, a.n < 0 != (b.n < 0)), exp: int32(exp)}
		}
	}
	return NumberOf(a.Decimal().Mul(b.Decimal()))
}

// Shift is a × 10^places.
func (a Number) Shift(places int32) Number {
	if exp := int64(a.exp) + int64(places); a.big == nil && exp == int64(int32(exp)) {
		return Number{n: a.n, exp: int32(exp)}
	}
	return NumberOf(a.Decimal().Shift(places))
}

// divisionPlaces is the precision of a division, far beyond any printed rate.
const divisionPlaces = 12

// Div is a ÷ b to twelve decimal places. It panics when b is 0.
func (a Number) Div(b Number) Number { return a.DivRound(b, divisionPlaces) }

// DivRound is a ÷ b rounded half up, away from zero, to so many decimal places. It panics when b is 0.
func (a Number) DivRound(b Number, places int32) Number {
	if a.big == nil && b.big == nil && b.n != 0 {
		// a.n × 10^scale ÷ b.n, with the power of ten above or below the line
		scale := int64(a.exp) - int64(b.exp) + int64(places)
		above, ok1 := powerOfTen(max(scale, 0))
		below, ok2 := powerOfTen(max(-scale, 0))
		if ok1 && ok2 {
			if q, ok := divide(magnitude(a.n), above, magnitude(b.n), below); ok {
				return Number{n: signed(q, a.n < 0 != (b.n < 0)), exp: -places}
			}
		}
	}
	return NumberOf(a.Decimal().DivRound(b.Decimal(), places))
}

// divide is a×above ÷ (b×below) rounded half up, and false when that does not fit.
func divide(a, above, b, below uint64) (uint64, bool) {
	over, divisor := bits.Mul64(b, below)
	high, low := bits.Mul64(a, above)
	if over > 0 || high >= divisor {
		return 0, false
	}
	q, rest := bits.Div64(high, low, divisor)
	if rest >= divisor-rest {
		q++
	}
	return q, q <= math.MaxInt64
}

// Round is a rounded half up, away from zero, to so many decimal places.
func (a Number) Round(places int32) Number {
	drop := -int64(a.exp) - int64(places)
	if a.big == nil && drop <= 0 {
		return a
	}
	if p, ok := powerOfTen(drop); ok && a.big == nil {
		q, _ := divide(magnitude(a.n), 1, p, 1)
		return Number{n: signed(q, a.n < 0), exp: -places}
	}
	return NumberOf(a.Decimal().Round(places))
}

// Truncate is a with the digits after so many decimal places cut off.
func (a Number) Truncate(places int32) Number {
	drop := -int64(a.exp) - int64(places)
	if a.big == nil && drop <= 0 {
		return a
	}
	if p, ok := powerOfTen(drop); ok && a.big == nil {
		return Number{n: signed(magnitude(a.n)/p, a.n < 0), exp: -places}
	}
	return NumberOf(a.Decimal().Truncate(places))
}

// Cmp is -1 when a < b, 0 when they are equal, and +1 when a > b.
func (a Number) Cmp(b Number) int {
	if a.big == nil && b.big == nil {
		if a.exp == b.exp {
			return order(a.n < b.n, a.n > b.n)
		}
		if s, t := a.Sign(), b.Sign(); s != t || s == 0 {
			return order(s < t, s > t)
		}
		if p, ok := powerOfTen(max(int64(a.exp)-int64(b.exp), int64(b.exp)-int64(a.exp))); ok {
			x, y := [2]uint64{0, magnitude(a.n)}, [2]uint64{0, magnitude(b.n)}
			if a.exp > b.exp {
				x[0], x[1] = bits.Mul64(x[1], p)
			} else {
				y[0], y[1] = bits.Mul64(y[1], p)
			}
			less := x[0] < y[0] || x[0] == y[0] && x[1] < y[1]
			return order(less, !less && x != y) * a.Sign()
		}
	}
	return a.Decimal().Cmp(b.Decimal())
}

func order(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

// Sign is -1, 0 or +1.
func (a Number) Sign() int {
	if a.big != nil {
		return a.big.Sign()
	}
	return order(a.n < 0, a.n > 0)
}

// IsZero reports whether a is 0.
func (a Number) IsZero() bool { return a.Sign() == 0 }

// IsPositive reports whether a > 0.
func (a Number) IsPositive() bool { return a.Sign() > 0 }

// IsNegative reports whether a < 0.
func (a Number) IsNegative() bool { return a.Sign() < 0 }

// Equal reports whether a and b are the same number, however many places they are written with.
func (a Number) Equal(b Number) bool { return a.Cmp(b) == 0 }

// LessThan reports whether a < b.
func (a Number) LessThan(b Number) bool { return a.Cmp(b) < 0 }

// LessThanOrEqual reports whether a ≤ b.
func (a Number) LessThanOrEqual(b Number) bool { return a.Cmp(b) <= 0 }

// GreaterThan reports whether a > b.
func (a Number) GreaterThan(b Number) bool { return a.Cmp(b) > 0 }

// GreaterThanOrEqual reports whether a ≥ b.
func (a Number) GreaterThanOrEqual(b Number) bool { return a.Cmp(b) >= 0 }

// Min is the smaller of a and b.
func (a Number) Min(b Number) Number {
	if b.LessThan(a) {
		return b
	}
	return a
}

// Max is the larger of a and b.
func (a Number) Max(b Number) Number {
	if b.GreaterThan(a) {
		return b
	}
	return a
}

// String is the number without trailing noughts: 2858.4.
func (a Number) String() string { return a.Decimal().String() }

// StringFixed is the number rounded to and printed with so many decimal places: 2858.40.
func (a Number) StringFixed(places int32) string { return a.Decimal().StringFixed(places) }

// align writes both numbers with the smaller of their exponents, and reports whether they fit.
func align(a, b Number) (x, y int64, exp int32, ok bool) {
	switch {
	case a.big != nil || b.big != nil:
		return 0, 0, 0, false
	case a.exp == b.exp:
		return a.n, b.n, a.exp, true
	case a.exp < b.exp:
		y, ok = timesPower(b.n, int64(b.exp)-int64(a.exp))
		return a.n, y, a.exp, ok
	}
	x, ok = timesPower(a.n, int64(a.exp)-int64(b.exp))
	return x, b.n, b.exp, ok
}

// timesPower is n × 10^e, and false when that does not fit.
func timesPower(n, e int64) (int64, bool) {
	if n == 0 {
		return 0, true
	}
	p, ok := powerOfTen(e)
	high, low := bits.Mul64(magnitude(n), p)
	return signed(low, n < 0), ok && high == 0 && low <= math.MaxInt64
}

// magnitude is n without its sign.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed is the number with magnitude u, which fits.
func signed(u uint64, negative bool) int64 {
	if negative {
		return -int64(u)
	}
	return int64(u)
}
