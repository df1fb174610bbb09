package claims

import (
	"slices"

	"github.com/shopspring/decimal"
)

// cascades: a paragraph says 全系统共有编制93名、在职107人, and the numbered paragraphs below it
// give the same measures unit by unit.
func (s *Set) cascades() {
	for i := 0; i+2 < len(s.Paragraphs); i++ {
		p := s.Paragraphs[i]
		below := s.numberedBelow(i)
		if len(below) < 2 {
			continue
		}
		totals := measured(p)
		if !slices.ContainsFunc(totals, func(c *Claim) bool { return c.Total }) {
			continue
		}
		for _, t := range totals {
			var parts []*Claim
			for _, q := range below {
				k := slices.IndexFunc(measured(q), func(c *Claim) bool { return c.Measure == t.Measure && c.Kind == t.Kind })
				if k < 0 {
					break
				}
				parts = append(parts, measured(q)[k])
			}
			if len(parts) == len(below) && t.Parent == nil && !s.totals[t] {
				s.add(&Group{Kind: Sum, Total: t, Parts: parts, Intro: "分项", Closure: Closed, Rule: sumRule(t, parts, "")})
			}
		}
	}
}

// numberedBelow are the paragraphs after i that are numbered 1, 2, 3 … and hold figures.
func (s *Set) numberedBelow(i int) []*Parsed {
	var out []*Parsed
	for _, q := range s.Paragraphs[i+1:] {
		if q.head.level < 3 || q.head.number != len(out)+1 || len(measured(q)) == 0 || len(out) > longReach {
			break
		}
		out = append(out, q)
	}
	return out
}

// measured are the first figures of a paragraph for each measure it names.
func measured(p *Parsed) []*Claim {
	var out []*Claim
	for _, c := range p.Claims {
		if c.Measure == "" || c.role != roleFigure || c.bracket != 0 || !c.Kind.Figure() {
			continue
		}
		if !slices.ContainsFunc(out, func(o *Claim) bool { return o.Measure == c.Measure }) {
			out = append(out, c)
		}
		if len(out) == 4 {
			break
		}
	}
	return out
}

// entry is one paragraph of a run: N个 …, 资金总额 X万元, with its own list.
type entry struct {
	count  *Claim
	amount *Claim
}

// runs finds consecutive paragraphs that each give a total of the same name (预算资金总额 226万元, 分别为…)
// and ties them to the totals stated elsewhere: the money of all of them, and the number of all of them.
func (s *Set) runs() {
	for i := 0; i < len(s.Paragraphs); {
		var run []entry
		j := i
		for ; j < len(s.Paragraphs); j++ {
			e, ok := s.entryOf(s.Paragraphs[j])
			if !ok || len(run) > 0 && contained(normal(run[0].amount.Subject), normal(e.amount.Subject)) < 0.5 {
				break
			}
			run = append(run, e)
		}
		if len(run) >= 3 {
			s.bindRun(run, j)
		}
		i = max(j, i+1)
	}
}

// entryOf: the paragraph's first sum of money is the total of a closed list.
func (s *Set) entryOf(p *Parsed) (entry, bool) {
	var e entry
	for _, c := range p.Claims {
		if c.Kind == Count && e.count == nil && e.amount == nil && c.role == roleFigure && !c.Approx && c.bracket == 0 {
			e.count = c
		}
		if c.Kind == Amount {
			e.amount = c
			break
		}
	}
	return e, e.amount != nil && s.totals[e.amount] && e.count != nil
}

// bindRun ties a run to the totals stated after it that are close enough to be meant.
func (s *Set) bindRun(run []entry, after int) {
	var amounts, counts []*Claim
	for _, e := range run {
		amounts, counts = append(amounts, e.amount), append(counts, e.count)
	}
	sum := total(amounts)
	bound := false
	for _, p := range s.Paragraphs[after:] {
		for _, c := range p.Claims {
			if c.Kind == Amount && c.role == roleFigure && c.Total && !s.totals[c] && !c.Attrib && within(sum, c.number(), 2) {
				s.add(&Group{Kind: Sum, Total: c, Parts: amounts, Intro: "各类", Closure: Closed, Rule: "R12"})
				bound = bound || c.number().Sub(sum).Abs().LessThanOrEqual(tail(c, amounts))
			}
		}
	}
	if bound {
		s.bindCounts(run, counts)
	}
}

// bindCounts: when the money of the run is all the money, its items are all the items.
func (s *Set) bindCounts(run []entry, counts []*Claim) {
	sum := total(counts)
	for _, g := range s.Groups {
		if g.Kind != Sum || g.Total.Kind != Count || len(g.Parts) < len(run) || !g.Total.Total {
			continue
		}
		matched := make(map[*Claim]bool)
		for _, c := range counts {
			for _, part := range g.Parts {
				if !matched[part] && part.Value.Equal(c.Value) && part.Unit == c.Unit && (contained(part.Canon, c.Canon) >= 0.4 || contained(c.Canon, part.Canon) >= 0.4) {
					matched[part] = true
					break
				}
			}
		}
		var missing []*Claim
		for _, part := range g.Parts {
			if !matched[part] {
				missing = append(missing, part)
			}
		}
		if len(matched) == len(run) && len(missing) > 0 && !sum.Equal(g.Total.number()) && sum.GreaterThan(decimal.Zero) {
			s.unlisted = append(s.unlisted, unlisted{group: g, counts: counts, missing: missing})
			return
		}
	}
}

// unlisted are parts of a declared count that the list with the money leaves out.
type unlisted struct {
	group   *Group
	counts  []*Claim
	missing []*Claim
}
