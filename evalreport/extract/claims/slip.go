package claims

import (
	"slices"

	"github.com/shopspring/decimal"
)

// minDigits is how many digits a figure must have for a slip in it to be told from another figure.
const minDigits = 3

// misprints calls try with each number that the printed one becomes when one slip of the hand is set right: a digit that
// is another one, two neighbours that changed places. It stops when try says so. Figures of few digits are left alone,
// for with them every number is a slip away from every other.
func misprints(c *Claim, try func(decimal.Decimal) (stop bool)) {
	digits := digitsOf(c)
	if significantDigits(digits) < minDigits {
		return
	}
	for k, was := range digits {
		if was == '.' {
			continue
		}
		for d := byte('0'); d <= '9'; d++ {
			if digits[k] = d; d != was && !(k == 0 && d == '0') && try(c.meant(digits)) {
				return
			}
		}
		digits[k] = was
	}
	swaps(c, try)
}

// swaps calls try with each number that the printed one becomes when two neighbouring digits change places.
func swaps(c *Claim, try func(decimal.Decimal) (stop bool)) {
	digits := digitsOf(c)
	for k := range digits {
		next := k + 1
		if next < len(digits) && digits[next] == '.' {
			next++
		}
		if next >= len(digits) || digits[k] == '.' || digits[k] == digits[next] || k == 0 && digits[next] == '0' {
			continue
		}
		digits[k], digits[next] = digits[next], digits[k]
		if try(c.meant(digits)) {
			return
		}
		digits[k], digits[next] = digits[next], digits[k]
	}
}

// digitsOf are the digits of a figure as printed, none for those that no hand writes.
func digitsOf(c *Claim) []byte {
	s := c.Value.StringFixed(int32(c.Scale))
	if c.Value.IsNegative() || len(s) > 20 {
		return nil
	}
	return []byte(s)
}

// meant is the number that the figure would have with these digits.
func (c *Claim) meant(digits []byte) decimal.Decimal {
	d, _ := decimal.NewFromString(string(digits))
	return d.Shift(int32(c.shift()))
}

// shift is the power of ten between the printed value and number().
func (c *Claim) shift() int {
	if c.Kind == Amount || c.Kind == Count {
		return c.tok.exp
	}
	return 0
}

// significantDigits counts the digits between the first and the last that are not nought.
func significantDigits(digits []byte) int {
	first, last, n := -1, -1, 0
	for _, d := range digits {
		if d == '.' {
			continue
		}
		if d != '0' {
			if first < 0 {
				first = n
			}
			last = n
		}
		n++
	}
	return last - first + 1
}

// slipped: setting right one slip in one of the figures makes them agree, and hardly any other slip does, so that it is no
// chance. agree is told a figure and what it may have been meant to be.
func slipped(cs []*Claim, agree func(c *Claim, meant decimal.Decimal) bool) bool {
	ways := 0
	for _, c := range cs {
		if c == nil || c.Paragraph < 0 {
			continue
		}
		misprints(c, func(d decimal.Decimal) bool {
			if agree(c, d) {
				ways++
			}
			return ways > len(cs)
		})
	}
	return ways > 0 && ways <= len(cs)
}

// slippedBalance: one slip of the hand explains why the left side is not the right side.
func slippedBalance(left, right []*Claim) bool {
	diff := total(left).Sub(total(right))
	return slipped(slices.Concat(left, right), func(c *Claim, meant decimal.Decimal) bool {
		d := meant.Sub(c.number())
		if slices.Contains(left, c) {
			return diff.Add(d).IsZero()
		}
		return diff.Sub(d).IsZero()
	})
}

// slippedRate: one slip of the hand in the rate or in what it divides explains why they do not agree.
func slippedRate(rate, num, den *Claim, fits func(rate, num, den *Claim) fit) bool {
	cs := []*Claim{rate, num, den}
	return slipped(cs, func(c *Claim, meant decimal.Decimal) bool {
		as := *c
		as.Value, as.Wan = meant.Shift(int32(-c.shift())), meant
		try := slices.Clone(cs)
		try[slices.Index(cs, c)] = &as
		return fits(try[0], try[1], try[2]) == exactly
	})
}
