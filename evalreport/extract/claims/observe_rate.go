package claims

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// percent writes num/den as a percentage with so many places.
func percent(num, den decimal.Decimal, places int) string {
	return num.Mul(hundred).DivRound(den, int32(places)).StringFixed(int32(places)) + "%"
}

// observeShares: part/total as printed (R30).
func observeShares(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Share {
			continue
		}
		num, den, c := g.Parts[0], g.Total, g.Rate
		f := shareFits(c, num, den)
		if f == exactly || g.Loose && (f == truncated || !slippedRate(c, num, den, shareFits)) {
			continue
		}
		want := percent(num.number(), den.number(), c.Scale)
		o := Observation{
			Rule: "R30", Severity: Error, Place: s.context(c), Reported: c.Quote, Expected: want,
			Message: fmt.Sprintf("占比应为 %s ÷ %s = %s，填报 %s", num.Quote, den.Quote, percent(num.number(), den.number(), max(c.Scale, 2)), c.Quote),
			Related: places(s, num, den),
		}
		switch {
		case f == truncated:
			o.Severity = Warning
			o.Message += "（系截尾，未四舍五入）"
		case g.Closure == Unsure, g.Loose:
			o.Severity = Warning
			o.Message += "，请核对金额与占比"
		}
		out = append(out, o)
	}
	return out
}

// observeShareTotals: the shares of parts that make up a total make up 100 % (R31).
func observeShareTotals(s *Set) []Observation {
	shares := make(map[*Claim]*Group)
	for _, g := range s.Groups {
		if g.Kind == Share && shareFits(g.Rate, g.Parts[0], g.Total) == exactly {
			shares[g.Parts[0]] = g
		}
	}
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Sum || !adds(g.Total, g.Parts) {
			continue
		}
		var sum decimal.Decimal
		var rates []*Claim
		for _, p := range g.Parts {
			if sh := shares[p]; sh != nil && sh.Total.number().Equal(g.Total.number()) {
				rates = append(rates, sh.Rate)
				sum = sum.Add(sh.Rate.Value)
			}
		}
		if len(rates) != len(g.Parts) || len(rates) < 2 {
			continue
		}
		limit := decimal.New(int64(len(rates)), int32(-scaleOf(rates))).Div(decimal.NewFromInt(2))
		if sum.Sub(hundred).Abs().GreaterThan(limit) {
			out = append(out, Observation{
				Rule: "R31", Severity: Warning, Place: s.context(rates[0]), Reported: sum.String() + "%", Expected: "100%",
				Message: fmt.Sprintf("各部分占比之和 %s = %s%%，应为100%%", addends(rates), sum), Related: places(s, rates...),
			})
		}
	}
	return out
}

// observeChanges: differences (R23), savings (R39) and rates of change (R24) against the two values.
func observeChanges(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Change {
			continue
		}
		cur, base, c := g.Parts[0], g.Total, g.Rate
		f := changeFits(c, cur, base)
		if f == exactly || g.Loose && (f == truncated || !slippedRate(c, cur, base, changeFits)) {
			continue
		}
		o := Observation{Rule: g.Rule, Severity: Error, Place: s.context(c), Reported: c.Quote, Related: places(s, cur, base)}
		diff := cur.number().Sub(base.number())
		all := []*Claim{cur, base}
		if c.Kind == Percent {
			o.Expected = percent(diff.Abs(), base.number(), c.Scale)
			o.Message = fmt.Sprintf("变动率应为（%s - %s）÷ %s = %s，填报%s %s", inWan(cur, all), inWan(base, all), inWan(base, all), percent(diff, base.number(), max(c.Scale, 2)), c.direction(), c.Quote)
			if f == truncated {
				o.Severity = Warning
				o.Message += "（系截尾，未四舍五入）"
			}
		} else {
			o.Expected = amount(diff.Abs(), c, all) + c.Unit
			o.Message = fmt.Sprintf("差额应为 %s - %s = %s，填报%s %s", inWan(cur, all), inWan(base, all), amount(diff, c, all), c.direction(), c.Quote)
			if f == truncated {
				o.Severity = Warning
				o.Message += "（尾差）"
			}
		}
		out = append(out, o)
	}
	return out
}

func (c *Claim) direction() string {
	return [...]string{"变动", "增加", "减少", "节约"}[c.Trend]
}

// observeRates: named rates with stated numerator and denominator (R32, R33, R39, R42), the name 成本控制率
// on what is a saving (R40), and multiples of counts (R43).
func observeRates(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Rate {
			continue
		}
		if g.Rule == "R43" {
			out = append(out, s.wholeBase(g)...)
			continue
		}
		name, c := rateName{Name: g.Intro, Rule: g.Rule}, g.Rate
		if k := slices.IndexFunc(vocab().Rates, func(n rateName) bool { return n.Name == g.Intro }); k >= 0 {
			name = vocab().Rates[k]
		}
		p := pair{g.Parts[0], g.Total}
		num, den := numerator(name, p), p.base.number()
		f := rateFits(c, name, p)
		if f == exactly && !(c.Value.Equal(hundred) && !num.Equal(den)) || den.IsZero() {
			continue
		}
		o := Observation{Rule: name.Rule, Severity: Error, Place: s.context(c), Reported: c.Quote, Expected: percent(num, den, c.Scale), Related: places(s, p.cur, p.base)}
		o.Message = fmt.Sprintf("%s应为 %s ÷ %s = %s，填报 %s", name.Name, num, den, percent(num, den, max(c.Scale, 2)), c.Quote)
		saved := den.Sub(num)
		switch {
		case g.Closure == Unsure && f == wrong:
			o.Severity = Warning
		case f == exactly: // 100% of not quite the same figure
			o.Severity = Info
		case slices.Contains(vocab().CostRates, name.Name) && fits(c, saved, den) != wrong:
			o.Severity = Warning
			o.Message = fmt.Sprintf("%s %s 实为节约率（%s ÷ %s）；%s应为 %s ÷ %s = %s，请更正名称或数值", name.Name, c.Quote, saved, den, name.Name, num, den, percent(num, den, max(c.Scale, 2)))
		case slices.Contains(vocab().CostRates, name.Name):
			o.Severity = Warning
		case f == truncated:
			o.Severity = Warning
			o.Message += "（系截尾，未四舍五入）"
		}
		out = append(out, o)
	}
	return out
}

// wholeBase: a count that is p% of last year's must come from a whole count.
func (s *Set) wholeBase(g *Group) []Observation {
	c, n := g.Rate, g.Parts[0]
	factor := c.Value
	if c.Kind == Percent {
		factor = factor.Div(hundred)
	}
	if !factor.IsPositive() {
		return nil
	}
	base := n.number().DivRound(factor, 12).Round(0)
	if base.IsPositive() && fits(c, n.number(), base) == exactly || c.Kind == Ratio && base.IsPositive() && n.number().DivRound(base, int32(c.Scale)).Equal(c.Value) {
		return nil
	}
	return []Observation{{
		Rule: "R43", Severity: Info, Place: s.context(c), Reported: c.Quote, Expected: "上年数为整数",
		Message: fmt.Sprintf("%s ÷ %s = %s，上年数应为整数，请核对", n.Quote, c.Quote, n.number().DivRound(factor, 2)), Related: places(s, n),
	}}
}
