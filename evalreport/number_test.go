package evalreport_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/evalreport/go/evalreport"
)

func ExampleNumber() {
	basic, _ := evalreport.MustAmount("2,858.40").Number()
	project, _ := evalreport.MustAmount("850.04").Number()
	total := basic.Add(project)
	fmt.Println(total, basic.Shift(2).Div(total).StringFixed(1)+"%")
	// Output: 3708.44 77.1%
}

// same reports a number that is not the decimal, or prints otherwise.
func same(t interface{ Errorf(string, ...any) }, what string, got evalreport.Number, want decimal.Decimal) {
	if !got.Decimal().Equal(want) || got.String() != want.String() || got.StringFixed(2) != want.StringFixed(2) {
		t.Errorf("%s 得 %s，应为 %s", what, got, want)
	}
}

// reckon does everything that a Number can do with a and b, and compares with what decimals make of it.
func reckon(t interface{ Errorf(string, ...any) }, a, b decimal.Decimal, places int32) {
	x, y := evalreport.NumberOf(a), evalreport.NumberOf(b)
	at := func(op string) string { return fmt.Sprintf("%s %s %s（%d 位）", a, op, b, places) }
	same(t, at("是"), x, a)
	same(t, at("+"), x.Add(y), a.Add(b))
	same(t, at("-"), x.Sub(y), a.Sub(b))
	same(t, at("×"), x.Mul(y), a.Mul(b))
	same(t, at("负"), x.Neg(), a.Neg())
	same(t, at("绝对值"), x.Abs(), a.Abs())
	same(t, at("移位"), x.Shift(places), a.Shift(places))
	same(t, at("舍入"), x.Round(places), a.Round(places))
	same(t, at("截断"), x.Truncate(places), a.Truncate(places))
	same(t, at("小"), x.Min(y), decimal.Min(a, b))
	same(t, at("大"), x.Max(y), decimal.Max(a, b))
	if !b.IsZero() {
		same(t, at("÷"), x.DivRound(y, places), a.DivRound(b, places))
		same(t, at("÷"), x.Div(y), a.DivRound(b, 12))
	}
	for _, c := range []struct {
		op        string
		got, want bool
	}{
		{"=", x.Equal(y), a.Equal(b)}, {"<", x.LessThan(y), a.LessThan(b)}, {"≤", x.LessThanOrEqual(y), a.LessThanOrEqual(b)},
		{">", x.GreaterThan(y), a.GreaterThan(b)}, {"≥", x.GreaterThanOrEqual(y), a.GreaterThanOrEqual(b)},
		{"是零", x.IsZero(), a.IsZero()}, {"为正", x.IsPositive(), a.IsPositive()}, {"为负", x.IsNegative(), a.IsNegative()},
	} {
		if c.got != c.want {
			t.Errorf("%s 得 %v，应为 %v", at(c.op), c.got, c.want)
		}
	}
}

// coefficients are small and ordinary ones, and those at the ends of what fits.
func coefficients() *rapid.Generator[int64] {
	return rapid.OneOf(
		rapid.Int64Range(-1000, 1000), rapid.Int64Range(-1e12, 1e12), rapid.Int64(),
		rapid.SampledFrom([]int64{0, 1, -1, 5, -5, math.MaxInt64, math.MinInt64, math.MinInt64 + 1, 1e18, -1e18, 999999999999999999, 5e18}),
	)
}

func TestNumberReckonsAsDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) decimal.Decimal {
			d := decimal.New(coefficients().Draw(t, name), rapid.Int32Range(-24, 24).Draw(t, name+"的指数"))
			if rapid.IntRange(0, 9).Draw(t, name+"很大") == 0 {
				d = d.Mul(decimal.New(coefficients().Draw(t, name+"的倍数"), 0))
			}
			return d
		}
		a, b := number("甲"), number("乙")
		if rapid.Bool().Draw(t, "相等") {
			b = a.Add(decimal.New(rapid.Int64Range(-1, 1).Draw(t, "差"), a.Exponent()))
		}
		reckon(t, a, b, rapid.Int32Range(-6, 20).Draw(t, "位数"))
	})
}

func FuzzNumber(f *testing.F) {
	f.Add(int64(285840), int8(-2), int64(85004), int8(-2), int8(2))
	f.Add(int64(math.MaxInt64), int8(0), int64(-1), int8(-19), int8(12))
	f.Add(int64(math.MinInt64), int8(3), int64(math.MinInt64), int8(-3), int8(-1))
	f.Fuzz(func(t *testing.T, n int64, e int8, m int64, g, places int8) {
		reckon(t, decimal.New(n, int32(e)), decimal.New(m, int32(g)), int32(places))
	})
}

// Figures of ordinary size are read, added, compared, divided and rounded without allocating.
func TestNumberAllocatesNothing(t *testing.T) {
	total, part := evalreport.MustAmount("98,765,432.10"), evalreport.MustAmount("1234.5678")
	rate := evalreport.MustPercent("12.5%")
	var right bool
	if n := testing.AllocsPerRun(100, func() {
		a, _ := total.Number()
		b, _ := part.Number()
		r, _ := rate.Number()
		q := b.Shift(2).Div(a).Mul(r).Round(2)
		right = a.Add(b).Sub(b).Neg().Abs().Equal(a) && q.Truncate(1).Max(r).Min(a).GreaterThan(b.Sub(a))
	}); n != 0 || !right {
		t.Errorf("%v 次分配，%v", n, right)
	}
}

func TestNumberOfBlank(t *testing.T) {
	if n, ok := (evalreport.Amount{}).Number(); ok || !n.IsZero() {
		t.Errorf("空白读作 %s", n)
	}
	if n, ok := evalreport.MustAmount("-").Number(); !ok || !n.IsZero() {
		t.Errorf("一横读作 %s，%v", n, ok)
	}
}
