package claims

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// unitPrice is a figure for one of something: 每人每月300元, 人均125元, 500元/人, 单价5200元, 平均每场150人次.
type unitPrice struct {
	*Claim
	per    string // what it is for one of, as a counter: 人; "" when the words leave it open (单价)
	period string // and for which time: 月, 年, 天
	mean   bool   // it was found by dividing
	noun   string // the words between: 接待费 of 人均接待费
}

// products ties unit prices to the amounts that they make with the numbers around them.
func (r *relater) products() {
	for _, c := range r.p.Claims {
		if c.unit == nil || c.Approx || c.Op != Exactly {
			continue
		}
		if g := r.product(*c.unit); g != nil {
			r.s.add(g)
		}
	}
}

// priceOf reads the words before and behind a figure that make it a unit price; nil when there are none.
func (r *reader) priceOf(c *Claim) *unitPrice {
	if c.Kind != Amount && c.Kind != Count || c.Trend != Flat || containsAny(c.Subject, r.v.NoPrice) {
		return nil
	}
	p := &unitPrice{Claim: c}
	words := normal(c.Subject)
	if c.Kind == Amount {
		r.perBehind(p)
	}
	for p.per == "" || p.period == "" {
		i := strings.LastIndex(words, "每")
		if i < 0 {
			break
		}
		p.take(words[i+len("每"):], r)
		p.mean = p.mean || strings.HasSuffix(words[:i], "平均")
		words = words[:i]
	}
	if i := strings.LastIndex(words, "均"); i > 0 && p.per == "" {
		front := []rune(words[:i])
		if of := r.v.PerMean[string(front[len(front)-1:])]; of != "" {
			p.mean, p.noun = true, words[i+len("均"):]
			p.set(of)
		}
	}
	if p.per == "人" && c.Kind == Amount && c.Wan.GreaterThan(hundred) {
		return nil // 生均公用经费286万元 is a name
	}
	if p.per == "" && p.period == "" && !(c.Kind == Amount && strings.HasSuffix(trimAny(words, r.v.Copulas), "单价")) {
		return nil
	}
	return p
}

// take reads 人 or 月 off the front of the words behind 每.
func (p *unitPrice) take(words string, r *reader) {
	rest := strings.TrimPrefix(words, "一")
	for _, w := range r.v.perWords {
		if strings.HasPrefix(rest, w) {
			p.set(r.v.Per[w])
			if tail := rest[len(w):]; p.noun == "" {
				p.noun = tail
			}
			return
		}
	}
	for _, n := range r.v.counterSet {
		if strings.HasPrefix(rest, n) {
			p.set(n)
			if p.noun == "" {
				p.noun = rest[len(n):]
			}
			return
		}
	}
}

// set notes a unit of time or of things.
func (p *unitPrice) set(of string) {
	if of == "月" || of == "年" || of == "天" {
		p.period = of
	} else if p.per == "" {
		p.per = of
	}
}

// perBehind reads 元/人, 元/人·月 and the like.
func (r *reader) perBehind(p *unitPrice) {
	t, j := r.t, p.tok.end
	for j < len(t.runes) && (t.runes[j] == '/' || t.runes[j] == '·' && p.per != "") {
		end := min(len(t.runes), j+4)
		word := string(t.runes[j+1 : end])
		before := *p
		p.take(word, r)
		if p.per == before.per && p.period == before.period {
			return
		}
		p.noun = ""
		for j++; j < end && t.runes[j] != '/' && t.runes[j] != '·' && isHan(t.runes[j]); j++ {
		}
	}
}

// product finds how many and what they come to, in the clauses between semicolons or else in the sentence, and the
// sentence before. It is nil when either is missing, or more than one of them fits none.
func (r *relater) product(p unitPrice) *Group {
	for _, scope := range []func(*Claim) bool{
		func(c *Claim) bool { return c.segment == p.segment },
		func(c *Claim) bool { return c.sentence == p.sentence },
		func(c *Claim) bool { return c.sentence-p.sentence <= 1 && p.sentence-c.sentence <= 2 },
	} {
		numbers, totals, times := r.factors(p, scope)
		if len(numbers) == 0 || len(totals) == 0 || len(times) == 0 {
			continue
		}
		var best *Group
		for _, n := range numbers {
			for _, t := range totals {
				for _, m := range times {
					g := &Group{Kind: Product, Total: t, Parts: []*Claim{p.Claim, n}, Times: m, Rule: "R117", Closure: Closed, Loose: true}
					if productFits(g, p.mean) {
						return g
					}
					if best == nil {
						best = g
					}
				}
			}
		}
		if len(numbers) > 1 || len(totals) > 1 {
			return nil
		}
		best.Loose = !p.spoken(totals[0], numbers[0], len(times))
		return best
	}
	return nil
}

// spoken: the words say that the one is the product of the others, and nothing is left to guess.
func (p unitPrice) spoken(total, number *Claim, times int) bool {
	if times > 1 || total.segment != p.segment || number.segment != p.segment || p.period == "月" && p.mean {
		return false
	}
	words := trimAny(trimFront(normal(total.Subject), []string{"全年", "年度", "资金", "金额"}), append([]string{"共需", "资金", "金额"}, vocab().Copulas...))
	if p.mean {
		return words == "" && total.order > p.order || p.noun == "" || contained(p.noun, normal(total.Subject)) > 0
	}
	return words == ""
}

// factors are the numbers, the totals and the multiples (twelve months) that a unit price can go with.
func (r *relater) factors(p unitPrice, scope func(*Claim) bool) (numbers, totals []*Claim, times []decimal.Decimal) {
	var spans []decimal.Decimal
	cs := r.p.Claims
	for k := max(0, p.order-longReach); k < len(cs) && k < p.order+longReach; k++ {
		c := cs[k]
		switch {
		case c == p.Claim || !scope(c) || c.Attrib && c.unit == nil:
		case c.Kind == Other && (c.Unit == p.period || c.Unit == "个月" && p.period == "月"):
			spans = append(spans, c.Value)
		case c.role != roleFigure || c.Approx || c.Op != Exactly || c.unit != nil:
		case c.Kind == p.Kind && sameUnit(c, p.Claim) && c.number().GreaterThan(p.number()) && !slices.Contains(plannedColumns, c.Column):
			totals = append(totals, c)
		case c.Kind == Count && p.per != "" && counts(c, p.per):
			numbers = append(numbers, c)
		case c.Kind == Count && p.per == "" && p.period == "" && c.tok.exp == 0 && c.clause-p.clause <= 2 && p.clause-c.clause <= 2:
			numbers = append(numbers, c)
		}
	}
	if p.per == "" && p.period != "" && len(totals) > 0 { // 日均133起, 月租1.2万元
		numbers = []*Claim{unity}
	}
	return numbers, totals, p.multiples(spans)
}

// unity is the one thing that a price for a time alone is for.
var unity = &Claim{Kind: Count, Value: decimal.NewFromInt(1), Wan: decimal.NewFromInt(1), Paragraph: -1, Quote: "1"}

// plannedColumns are columns of money that was given, which need not be what the things cost.
var plannedColumns = []Column{Initial, Budget, Arrived, CarryIn, CarryOut, Withdrawn}

func sameUnit(a, b *Claim) bool { return a.Kind == Amount || a.tok.counter == b.tok.counter }

// counts: the number is of what the price is for one of.
func counts(c *Claim, per string) bool {
	return c.tok.counter == per || slices.Contains(vocab().PerCounters[per], c.tok.counter) || (c.tok.counter == "个" || c.tok.counter == "所") && strings.HasPrefix(c.Noun, per)
}

// multiples are how often a price for a time is to be taken: as often as is said, or else for the year.
func (p unitPrice) multiples(spans []decimal.Decimal) []decimal.Decimal {
	one := decimal.NewFromInt(1)
	switch {
	case p.period == "":
		return append([]decimal.Decimal{one}, spans...)
	case len(spans) > 0 && p.period != "年":
		return spans
	case p.period == "月":
		return []decimal.Decimal{decimal.NewFromInt(12), one}
	case p.period == "天":
		return []decimal.Decimal{decimal.NewFromInt(365), decimal.NewFromInt(366)}
	case p.per == "":
		return spans
	}
	return append([]decimal.Decimal{one}, spans...)
}

// productFits: the total is what the price and the number make, as far as all of them were rounded.
func productFits(g *Group, mean bool) bool {
	price, n, t := g.Parts[0], g.Parts[1], g.Total
	want := price.number().Mul(n.number()).Mul(g.Times)
	give := t.quantum().Div(decimal.NewFromInt(2))
	if mean || price.Scale > 0 {
		give = give.Add(price.quantum().Mul(n.number()).Mul(g.Times))
	}
	if n.Scale > 0 {
		give = give.Add(n.quantum().Mul(price.number()).Mul(g.Times))
	}
	return want.Sub(t.number()).Abs().LessThanOrEqual(give)
}
