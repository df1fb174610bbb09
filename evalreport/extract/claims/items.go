package claims

import (
	"slices"
	"strings"
)

// itemised finds the sums of paragraphs that go on in the paragraphs below: 收入合计5640.2万元，具体如下： and then 1.财政拨款收入…,
// 2.事业收入….
func (s *Set) itemised() {
	for i, p := range s.Paragraphs {
		t := s.leadTotal(p)
		if t == nil {
			continue
		}
		parts, counted := s.itemsOf(i+1, t)
		if len(parts) < 2 || slices.ContainsFunc(parts, func(c *Claim) bool { return c.Parent != nil }) {
			continue
		}
		part, rule := partitionOf(t, parts)
		g := &Group{Kind: Sum, Total: t, Parts: parts, Intro: "分项", Closure: Closed, Rule: rule}
		if rule == "" {
			g.Rule = sumRule(t, parts, "")
		}
		g.Loose = len(part) < len(parts) && !s.announced(p, counted)
		s.add(g)
	}
}

// leadTotal is the only sum of money in the last sentence of a paragraph that others break down.
func (s *Set) leadTotal(p *Parsed) *Claim {
	var found *Claim
	for _, c := range slices.Backward(p.Claims) {
		if c.Kind != Amount || c.role != roleFigure || c.bracket != 0 || c.unit != nil {
			continue
		}
		if found != nil {
			if found.sentence == c.sentence && !found.Total {
				return nil
			}
			break
		}
		found = c
	}
	if found == nil || found.Approx || found.Attrib || found.Op != Exactly || s.totals[found] || found.Parent != nil && !found.Total {
		return nil
	}
	return found
}

// announced: the lead says that what follows are the parts, and how many if it gives their number.
func (s *Set) announced(p *Parsed, counted int) bool {
	r := p.text.runes
	tail := strings.TrimSpace(string(r[max(0, len(r)-24):]))
	if containsAny(tail, vocab().OpenLeads) || !strings.HasSuffix(tail, ":") && !strings.HasSuffix(tail, "如下。") {
		return false
	}
	for _, c := range p.Claims {
		if c.Kind == Count && vocab().listCounter[c.tok.counter] && len(r)-c.tok.end < 12 {
			return c.Value.IntPart() == int64(counted)
		}
	}
	return containsAny(tail, vocab().ClosedLeads)
}

// itemsOf are the sums of money with which the numbered paragraphs from i on begin, one for each; none when an item has
// none. Deeper and plain paragraphs between the items belong to them.
func (s *Set) itemsOf(i int, t *Claim) (parts []*Claim, n int) {
	var first mark
	for skipped := 0; i < len(s.Paragraphs) && skipped < 8 && n < longReach; i++ {
		q := s.Paragraphs[i]
		if len(q.text.runes) == 0 {
			continue
		}
		m := markAt(q.text, q.text.skipSpace(0))
		switch {
		case n == 0 && (m.style == noStyle || m.number != 1):
			return nil, 0
		case n == 0:
			first = m
		case m.style == noStyle || m.style != first.style && m.number == 1 || m.style != first.style && skipped > 0:
			skipped++
			continue
		case m.style != first.style || m.number != n+1:
			return parts, n
		}
		c := itemFigure(q, t)
		if c == nil {
			return nil, 0
		}
		parts, n, skipped = append(parts, c), n+1, 0
	}
	return parts, n
}

// itemFigure is the sum of money that an item is about: the first that stands in its first sentences, in the column of the
// total when there are several.
func itemFigure(q *Parsed, t *Claim) *Claim {
	var first *Claim
	for _, c := range q.Claims {
		if c.Kind != Amount || c.role != roleFigure || c.bracket != 0 || c.unit != nil || c.Attrib {
			continue
		}
		if c.Approx || c.Op != Exactly || c.Canon == "" && c.Column == NoColumn && c.clause > 2 {
			return nil
		}
		if first == nil {
			first = c
		}
		if c.sentence > first.sentence || c.Parent != nil {
			break
		}
		if columnOf(c) == columnOf(t) && columnOf(first) != columnOf(t) {
			return c
		}
	}
	return first
}
