package claims

import (
	"slices"

	"github.com/shopspring/decimal"
)

var (
	hundred   = decimal.NewFromInt(100)
	spentBase = []Column{Initial, Budget, Allocated, Arrived, Asked}
)

// relations finds what ties single figures of one paragraph together: shares, changes, rates, balances.
func (s *Set) relations(p *Parsed) {
	r := relater{s: s, p: p, rated: make(map[*Claim]*Group), shared: make(map[*Claim]bool)}
	for _, c := range p.Claims {
		switch {
		case c.role == roleShare:
			r.share(c)
		case c.role == roleChange && c.Base == "上年" && c.Trend == Flat:
			r.multiple(c)
		case c.Kind == Points:
			r.points(c)
		case c.role == roleChange:
			r.change(c)
		case c.role == roleRate:
			r.rate(c)
		}
	}
	r.balances()
	r.products()
	r.lonelyShares()
}

type relater struct {
	s      *Set
	p      *Parsed
	rated  map[*Claim]*Group // rates whose figures were found
	shared map[*Claim]bool   // shares whose whole was found
}

// back are the figures before c in its sentence, nearest first, of the given kind.
func (r *relater) back(c *Claim, kind Kind, sentences int) []*Claim {
	var out []*Claim
	for k := c.order - 1; k >= 0 && c.order-k < 24; k-- {
		o := r.p.Claims[k]
		if c.sentence-o.sentence > sentences {
			break
		}
		if o.Kind == kind && o.role == roleFigure && !o.Attrib && (o.bracket == c.bracket || o.bracket == r.p.text.brackets[c.bracket].parent) {
			out = append(out, o)
		}
	}
	return out
}

// nearest are the claims closest to c in the document, at most twelve.
func nearest(cs []*Claim, c *Claim) []*Claim {
	k, _ := slices.BinarySearchFunc(cs, c, func(a, b *Claim) int {
		if a.Paragraph != b.Paragraph {
			return a.Paragraph - b.Paragraph
		}
		return a.order - b.order
	})
	lo, hi := max(0, k-8), min(len(cs), k+4)
	out := slices.Clone(cs[lo:k])
	slices.Reverse(out)
	return append(out, cs[k:hi]...)
}

// together is the sum of two measures that make up a third, when both are stated near c: a figure of ours.
func (r *relater) together(a, b string, c *Claim) *Claim {
	x, y := r.s.byCanon[a], r.s.byCanon[b]
	if len(x) == 0 || len(y) == 0 {
		return nil
	}
	na, nb := nearest(x, c)[0], nearest(y, c)[0]
	if na.Column != nb.Column || na.Year != nb.Year {
		return nil
	}
	sum := na.number().Add(nb.number())
	return &Claim{Kind: Amount, Subject: a + "与" + b + "之和", Canon: "支出总额", Value: sum, Wan: sum, Unit: "万元", Scale: max(na.Scale, nb.Scale), Paragraph: -1, tok: token{exp: 0}, Quote: sum.String() + "万元"}
}

// multiple: 7个，是上年度的175%.
func (r *relater) multiple(c *Claim) {
	if prev := r.back(c, Count, 0); len(prev) > 0 && prev[0].tok.exp == 0 && !prev[0].Approx {
		r.s.add(&Group{Kind: Rate, Total: nil, Parts: prev[:1], Rate: c, Rule: "R43"})
	}
}

// columnOf: a total expenditure without a column is the account; what was there at the beginning was carried in.
func columnOf(c *Claim) Column {
	switch {
	case c.Column == NoColumn && c.Canon == "支出总额":
		return Actual
	case c.Measure == "年初结转和结余":
		return CarryIn
	}
	return c.Column
}

// fit says how well a printed rate agrees with the arithmetic.
type fit uint8

const (
	wrong fit = iota
	truncated
	exactly
)

// fits compares a printed percentage with num/den: within half a unit of the printed place, or cut off there.
func fits(c *Claim, num, den decimal.Decimal) fit {
	if den.IsZero() {
		return exactly
	}
	return compare(c, num.Mul(hundred).DivRound(den, 12))
}

// fitsWithin is fits for figures that are themselves rounded by up to so much.
func fitsWithin(c *Claim, num, numSlack, den, denSlack decimal.Decimal) fit {
	f := fits(c, num, den)
	if f != wrong || numSlack.IsZero() && denSlack.IsZero() || !den.Abs().GreaterThan(denSlack) {
		return f
	}
	low := num.Sub(numSlack).Mul(hundred).DivRound(den.Add(denSlack), 12)
	high := num.Add(numSlack).Mul(hundred).DivRound(den.Sub(denSlack), 12)
	half := decimal.New(5, int32(-c.Scale-1))
	if c.Unit == "%" && c.Value.Add(half).GreaterThanOrEqual(low) && c.Value.Sub(half).LessThanOrEqual(high) {
		return exactly
	}
	return wrong
}

// slack is how far a figure with decimals in 亿元, or in 万 and 亿 of things, may be from what was counted: half of its
// last place. Whole numbers of 亿元 (a target, a credit line) are what they say.
func (c *Claim) slack() decimal.Decimal {
	if c.Paragraph >= 0 && c.Scale > 0 && (c.Kind == Amount && c.tok.exp >= 4 || c.Kind == Count && c.tok.exp > 0) {
		return c.quantum().Div(decimal.NewFromInt(2))
	}
	return decimal.Zero
}

func compare(c *Claim, want decimal.Decimal) fit {
	got := c.Value
	if c.Unit == "‰" {
		want = want.Mul(decimal.NewFromInt(10))
	}
	if want.Sub(got).Abs().Mul(decimal.NewFromInt(2)).LessThanOrEqual(decimal.New(1, int32(-c.Scale))) {
		return exactly
	}
	if want.Truncate(int32(c.Scale)).Equal(got) {
		return truncated
	}
	return wrong
}

// changeFits compares a printed difference or rate of change with the two values.
func changeFits(c, cur, base *Claim) fit {
	diff := cur.number().Sub(base.number())
	if c.Trend == Down || c.Trend == Saved {
		diff = diff.Neg()
	}
	if c.Kind == Percent {
		if base.number().IsZero() {
			return exactly
		}
		give := base.slack()
		return fitsWithin(c, diff, cur.slack().Add(give), base.number(), give)
	}
	d := diff.Sub(c.number())
	switch {
	case c.Kind == Points && d.Abs().LessThanOrEqual(cur.quantum()):
		return exactly // both rates were rounded
	case d.IsZero(), coarse(c, []*Claim{cur, base}, d):
		return exactly
	case d.Abs().LessThanOrEqual(tail(c, []*Claim{cur, base})):
		return truncated
	}
	return wrong
}
