package claims

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// observeProducts: a price for one, times how many, is the amount printed (R117).
func observeProducts(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Product {
			continue
		}
		price, n, t := g.Parts[0], g.Parts[1], g.Total
		mean := price.unit.mean
		if productFits(g, mean) || g.Loose && !slippedProduct(g, mean) {
			continue
		}
		sum := price.Quote
		for _, c := range []*Claim{n} {
			if c.Paragraph >= 0 {
				sum += " × " + c.Quote
			}
		}
		if !g.Times.Equal(decimal.NewFromInt(1)) {
			sum += " × " + g.Times.String()
		}
		want := price.number().Mul(n.number()).Mul(g.Times).Shift(int32(-t.shift())).String() + t.Unit
		out = append(out, Observation{
			Rule: "R117", Severity: Warning, Place: s.context(t), Reported: t.Quote, Expected: want,
			Message: fmt.Sprintf("%s = %s，填报 %s，请核对标准、数量与金额", sum, want, t.Quote), Related: places(s, price, n),
		})
	}
	return out
}

// slippedProduct: one slip of the hand explains why the product is another.
func slippedProduct(g *Group, mean bool) bool {
	cs := []*Claim{g.Parts[0], g.Parts[1], g.Total}
	return slipped(cs, func(c *Claim, meant decimal.Decimal) bool {
		try := *g
		as := *c
		as.Value, as.Wan = meant.Shift(int32(-c.shift())), meant
		try.Parts = []*Claim{cs[0], cs[1]}
		switch c {
		case cs[0]:
			try.Parts[0] = &as
		case cs[1]:
			try.Parts[1] = &as
		default:
			try.Total = &as
		}
		return productFits(&try, mean)
	})
}
