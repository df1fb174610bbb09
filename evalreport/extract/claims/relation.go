package claims

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

var (
	hundred   = decimal.NewFromInt(100)
	spentBase = []Column{Initial, Budget, Allocated, Arrived}
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

// share: 基本支出80万元，占全年支出66.67%.
func (r *relater) share(c *Claim) {
	if strings.Contains(c.Subject, "分别") || c.Approx {
		return
	}
	if r.quotient(c, "占比") || r.someOf(c) {
		return
	}
	if slices.Contains(vocab().Wholes.DoneOf, c.Of) {
		r.outOf(c, "完成率") // 占年度计划的90%
		return
	}
	var num *Claim
	for k := c.order - 1; k >= 0 && c.order-k < 4 && num == nil; k-- {
		o := r.p.Claims[k]
		if o.Kind == Year {
			continue
		}
		behind := o.bracket == r.p.text.brackets[c.bracket].parent && r.p.text.brackets[c.bracket].open == o.tok.end // 12万元（占40%）
		if o.sentence != c.sentence || o.bracket != c.bracket && !behind || o.role != roleFigure || o.Kind != Amount && o.Kind != Count {
			break
		}
		num = o
	}
	if said := r.spoken(c); said != nil {
		num = said
	}
	if num == nil || num.Attrib || num.Approx {
		return
	}
	if ofBudget.MatchString(c.Of) && num.Kind == Amount {
		name := rateName{Name: "执行率", Rule: "R32", Num: []Column{Actual}, Den: []Column{Budget, Initial, Allocated}}
		if columnOf(num) == Actual && !r.named(c, name) { // 全年支出99万元，占预算的99%
			r.farRate(c, name)
		}
		return
	}
	var base *Claim
	bases := r.shareBases(c, num)
	if len(bases) > 0 {
		base = bases[0]
	}
	for _, b := range append(bases, r.unnamedBases(c, num)...) {
		if shareFits(c, num, b) == exactly {
			base = b
			break
		}
	}
	if base == nil {
		return
	}
	r.shared[c] = true
	r.s.add(&Group{Kind: Share, Total: base, Parts: []*Claim{num}, Rate: c, Rule: "R30"})
}

// spoken is the figure that a share names again: 现场查处10.72万起、非现场查处16.08万起，现场查处占40%.
func (r *relater) spoken(c *Claim) *Claim {
	name, _, ok := strings.Cut(normal(c.Subject), "占")
	if !ok || len([]rune(name)) < 2 {
		return nil
	}
	for _, kind := range []Kind{Amount, Count} {
		for _, o := range r.back(c, kind, 0) {
			if o.Canon == name || trimFront(normal(o.Subject), vocab().Connectors) == name {
				return o
			}
		}
	}
	return nil
}

// lonelyShares: 甲893.76万元，占70%；乙319.20万元，占25%；丙63.84万元，占5%: the shares of a sentence make up 100%, so that
// what they are shares of is the sum of the figures, wherever that may stand.
func (r *relater) lonelyShares() {
	cs := r.p.Claims
	for i := 0; i < len(cs); {
		j := i
		var parts, shares []*Claim
		for ; j < len(cs) && cs[j].sentence == cs[i].sentence; j++ {
			if c := cs[j]; c.role == roleShare && !r.shared[c] && c.Of == "" && j > i && cs[j-1].role == roleFigure && cs[j-1].Kind == Amount && !cs[j-1].Approx {
				parts, shares = append(parts, cs[j-1]), append(shares, c)
			}
		}
		i = j
		var sum decimal.Decimal
		for _, c := range shares {
			sum = sum.Add(c.Value)
		}
		if len(shares) < 3 || !sum.Equal(hundred) {
			continue
		}
		all := total(parts)
		whole := &Claim{Kind: Amount, Subject: "各部分之和", Value: all, Wan: all, Unit: "万元", Scale: scaleOf(parts), Paragraph: -1, Quote: all.String() + "万元"}
		for k, c := range shares {
			r.s.add(&Group{Kind: Share, Total: whole, Parts: parts[k : k+1], Rate: c, Rule: "R30", Closure: Unsure})
		}
	}
}

var ofBudget = regexp.MustCompile(`^(?:全年|年度|年初|本年)?预算(?:数|总额|资金)?$`)

// someOf: 抽查的30个项目中，有6个项目额度低于10万元，占20%.
func (r *relater) someOf(c *Claim) bool {
	if trimFront(c.Of, []string{"比"}) != "" {
		return false
	}
	back := r.back(c, Count, 0)
	if len(back) != 2 || !among(back[1].Noun) || back[0].tok.counter != back[1].tok.counter || back[0].segment != c.segment || back[0].Approx || back[1].Approx {
		return false
	}
	r.s.add(&Group{Kind: Share, Total: back[1], Parts: back[:1], Rate: c, Rule: "R30"})
	return true
}

func shareFits(c, part, whole *Claim) fit {
	return fitsWithin(c, part.number(), part.slack(), whole.number(), whole.slack())
}

// shareBases are the figures that a share can be of, the likeliest first.
func (r *relater) shareBases(c, num *Claim) []*Claim {
	of := trimFront(c.Of, []string{"当年", "本年", "本部门", "我局", "部门", "年度", "全部"})
	var out []*Claim
	put := func(b *Claim) {
		if b != nil && b != num && b.Kind == num.Kind && !b.number().IsZero() && !slices.Contains(out, b) && len(out) < 12 {
			out = append(out, b)
		}
	}
	if of == "" || of == "比" {
		put(num.Parent)
		return out
	}
	name, exact := vocab().measure(c.Of)
	if name == "" {
		name, exact = vocab().measure(of)
	}
	if num.Parent != nil && (num.Parent.Canon == of || num.Parent.Measure == name && name != "" || strings.Contains(num.Parent.Canon, of)) {
		put(num.Parent)
	}
	if !exact {
		for _, b := range nearest(r.s.byCanon[of], c) {
			put(b)
		}
		return out
	}
	for _, b := range nearest(r.s.byCanon[name], c) {
		if b.Year == c.Year || b.Year == num.Year {
			put(b)
		}
	}
	if name == "支出总额" {
		put(r.together("基本支出", "项目支出", c))
	}
	return out
}

// unnamedBases are figures that a share without a named base may be of, though nothing says so:
// totals further out, and what stands before it in the paragraph. They can only bear the share out.
func (r *relater) unnamedBases(c, num *Claim) []*Claim {
	if trimFront(c.Of, []string{"比"}) != "" {
		return nil
	}
	var out []*Claim
	for _, b := range r.back(c, num.Kind, 2) {
		if b != num && b.number().GreaterThan(num.number()) {
			out = append(out, b)
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
