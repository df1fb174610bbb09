package claims

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// A unitRate is a figure for each of something: 人均60元, 每生每年1000元, 平均每场150人次.
type unitRate struct {
	claim *Claim
	per   []per
	words string // what is said besides: 接待费 of 人均接待费
	mean  bool   // an average (均), and no price
}

// per is what a figure is for each of: the counters that count it, or a span of time.
type per struct {
	word     string
	counters []string
	nouns    []string // what 个 must count: 班
	span     string   // 年, 月, 日
}

// perWord finds the word of the vocabulary that s ends or begins with.
func perWord(s string, cut func(s, w string) (string, bool)) (per, string, bool) {
	for _, p := range vocab().Per {
		for _, w := range p.Words {
			if rest, ok := cut(s, w); ok {
				return per{w, p.Counters, p.Nouns, p.Span}, rest, true
			}
		}
	}
	return per{}, s, false
}

// unitRateOf reads the words before a figure: 平均每场, 每人每月, 月人均补差, 车均购置费.
func unitRateOf(c *Claim) (unitRate, bool) {
	u := unitRate{claim: c}
	s := trimAny(normal(c.Subject), vocab().Copulas)
	for {
		before, after, ok := strings.Cut(s, "每")
		if !ok {
			break
		}
		p, rest, ok := perWord(after, strings.CutPrefix)
		if !ok {
			return u, false
		}
		u.per = append(u.per, p)
		s = strings.TrimSuffix(strings.TrimSuffix(before, "平均"), "按") + rest
	}
	if before, after, ok := strings.Cut(s, "均"); ok && len(u.per) == 0 {
		u.mean, s = true, after
		for {
			p, rest, ok := perWord(before, strings.CutSuffix)
			if !ok {
				s = before + after
				break
			}
			u.per, before = append(u.per, p), rest
		}
	}
	u.words = s
	return u, len(u.per) > 0 && len(u.per) <= 2 && !(u.mean && containsAny(s, vocab().NoAverage))
}

// ObserveAverages: a total is the number of things times the figure for each of them (R117).
func ObserveAverages(s *Set) []Observation {
	var out []Observation
	for _, p := range s.Paragraphs {
		for _, c := range p.Claims {
			if c.Kind != Amount && c.Kind != Count || c.Approx || c.Op != Exactly || !strings.ContainsAny(c.Subject, "每均") || c.role == rolePart {
				continue
			}
			if u, ok := unitRateOf(c); ok {
				if o, ok := s.average(p, u); ok {
					out = append(out, o)
				}
			}
		}
	}
	return out
}

// product is a way to read the total and the number of things of an average.
type product struct {
	total, number *Claim // number is nil when the average is over time alone
	times         decimal.Decimal
}

// average compares a figure for each with every total and number around it; when none bears it out, it names the nearest.
func (s *Set) average(p *Parsed, u unitRate) (Observation, bool) {
	totals := u.totals(p)
	var nearest *product
	for _, t := range totals {
		for _, f := range u.factors(p, t) {
			if u.fits(f) {
				return Observation{}, false
			}
			if nearest == nil && u.tied(p, f) {
				nearest = &f
			}
		}
	}
	if nearest == nil {
		return Observation{}, false
	}
	t := nearest.total
	want := t.number().DivRound(nearest.times, 12).Shift(int32(-u.claim.tok.exp))
	sum := t.Quote + " ÷ " + nearest.times.String()
	var number *Claim
	if number = nearest.number; number != nil {
		sum = t.Quote + " ÷ " + number.Quote
		if over := nearest.times.DivRound(number.number(), 6); !over.Equal(decimal.NewFromInt(1)) {
			sum += " ÷ " + over.String()
		}
	}
	return Observation{
		Rule: "R117", Severity: Warning, Place: s.context(u.claim), Reported: u.claim.Quote, Expected: want.Round(int32(u.claim.Scale)).String() + u.claim.Unit,
		Message: fmt.Sprintf("%s = %s%s，填报 %s。请核对总数、数量与平均数（单价）", sum, want.Round(int32(max(u.claim.Scale, 2))), u.claim.Unit, u.claim.Quote),
		Related: places(s, t, number),
	}, true
}

// totals are the figures that can be the total of an average, the likeliest first: what stands before it in its sentence,
// what follows it, what stands further off.
func (u unitRate) totals(p *Parsed) []*Claim {
	c := u.claim
	var before, after, far []*Claim
	for k := max(0, c.order-16); k < min(len(p.Claims), c.order+5); k++ {
		o := p.Claims[k]
		if o == c || o.Kind != c.Kind || o.Approx || o.role != roleFigure && o.role != roleBase || c.Kind == Count && o.tok.counter != c.tok.counter || strings.ContainsAny(o.Subject, "每均") {
			continue
		}
		switch {
		case c.sentence-o.sentence > 1 || o.sentence-c.sentence > 1:
		case o.sentence != c.sentence:
			far = append(far, o)
		case k < c.order:
			before = append(before, o)
		default:
			after = append(after, o)
		}
	}
	slices.Reverse(before)
	slices.Reverse(far)
	return append(append(before, after...), far...)
}

// factors are the ways to divide a total: by each number of things around, times the spans of time that are said or meant.
func (u unitRate) factors(p *Parsed, t *Claim) []product {
	out := []product{{total: t, times: decimal.NewFromInt(1)}}
	for _, d := range u.per {
		var next []product
		for _, f := range out {
			if d.span != "" {
				for _, n := range u.spans(p, d) {
					next = append(next, product{t, f.number, f.times.Mul(n)})
				}
				continue
			}
			for _, n := range u.numbers(p, d) {
				if n != t && n != f.number && !n.number().IsZero() {
					next = append(next, product{t, n, f.times.Mul(n.number())})
				}
			}
		}
		out = next
	}
	return out[:min(len(out), 64)]
}

// numbers are the counts around that say how many there are, the nearest before the figure first.
func (u unitRate) numbers(p *Parsed, d per) []*Claim {
	c := u.claim
	var out []*Claim
	for k := max(0, c.order-16); k < min(len(p.Claims), c.order+5); k++ {
		o := p.Claims[k]
		if o == c || o.Kind != Count || o.role != roleFigure || c.sentence-o.sentence > 1 || o.sentence-c.sentence > 1 || strings.ContainsAny(o.Subject, "每均") {
			continue
		}
		if slices.Contains(d.counters, o.tok.counter) || o.tok.counter == "个" && (startsWithAny(o.Noun, d.nouns) || endsWithAny(o.Canon, d.nouns)) {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b *Claim) int { return distance(a, c) - distance(b, c) })
	return out
}

// distance puts what stands before c first, then what follows it.
func distance(o, c *Claim) int {
	if o.order > c.order {
		return 100 + o.order - c.order
	}
	return c.order - o.order
}

// spans are how many years, months or days a total may be over.
func (u unitRate) spans(p *Parsed, d per) []decimal.Decimal {
	var out []decimal.Decimal
	for _, o := range p.Claims {
		if o.Kind == Other && strings.HasSuffix(o.Unit, d.span) || o.Kind == Other && d.span == "日" && o.Unit == "天" {
			out = append(out, o.Value)
		}
	}
	for _, n := range map[string][]int64{"年": {1}, "月": {12, 1}, "日": {365, 366, 1}}[d.span] {
		out = append(out, decimal.NewFromInt(n))
	}
	return slices.DeleteFunc(out, func(n decimal.Decimal) bool { return !n.IsPositive() })
}

// fits: the product is the total, or the quotient the average, within what was rounded away.
func (u unitRate) fits(f product) bool {
	c, t := u.claim, f.total
	diff := c.number().Mul(f.times).Sub(t.number()).Abs()
	half := decimal.NewFromInt(2)
	give := c.quantum().Mul(f.times)
	if !u.mean && len(u.per) == 1 || c.Scale == 0 && c.tok.exp < 0 && !u.mean {
		give = decimal.Zero // a price is what it is
	}
	give = give.Add(t.quantum())
	if f.number != nil && f.number.Scale > 0 {
		give = give.Add(f.number.quantum().Mul(f.times.Div(f.number.number())).Mul(c.number()))
	}
	return diff.Mul(half).LessThanOrEqual(give)
}

// tied: the words leave no doubt that the total is that of the average: they share a word with it, or it is a bare total
// behind the number and the price. Time alone is doubtful: who knows how many days there were.
func (u unitRate) tied(p *Parsed, f product) bool {
	c, t := u.claim, f.total
	if f.number == nil || t.sentence != c.sentence || f.number.sentence != c.sentence && f.number.sentence != t.sentence {
		return false
	}
	for _, d := range u.per {
		if n := u.numbers(p, d); d.span == "" && len(n) > 1 && n[1].clause == n[0].clause {
			return false // two numbers in one breath: which is meant?
		}
	}
	if bare := trimAny(strings.TrimLeft(normal(t.Subject), "0123456789个月年天"), vocab().Copulas); t.order > c.order {
		return bare == "" || slices.Contains(vocab().BareProducts, bare)
	}
	if slices.ContainsFunc(u.per, func(d per) bool { return d.span != "" }) || containsAny(u.words, vocab().NoAverage) {
		return false // who was paid for how many months is not said
	}
	return u.words == "" || speaksOf(normal(t.Subject)+normal(f.number.Subject)+f.number.Noun, u.words)
}
