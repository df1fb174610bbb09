package claims

import (
	"fmt"
	"slices"
	"strings"
)

// fact is what a figure is of, as far as the words right before it tell: two figures of one fact should be one.
type fact struct {
	name   string
	unit   string
	year   int
	column Column
}

// factOf is the fact that a figure states, when its name is long enough to be no other's.
func factOf(c *Claim) (fact, bool) {
	if c.Kind != Amount && c.Kind != Count || c.role != roleFigure || c.Approx || c.Attrib || c.Op != Exactly || c.bracket != 0 || c.tok.han || c.unit != nil || c.Kind == Amount && c.Canon == c.Measure {
		return fact{}, false
	}
	name := []rune(c.Canon)
	if c.Kind == Count && len(name) < 4 && len([]rune(c.Noun)) >= 3 {
		name = append(name, []rune(c.Noun)...)
	}
	if len(name) < 4 || slices.Contains(notRepeated, c.Measure) {
		return fact{}, false
	}
	return fact{string(name[len(name)-4:]), c.Unit, c.Year, c.Column}, true
}

// observeSlips: a figure that is told elsewhere in other paragraphs with one digit changed, or two neighbours swapped, was
// mistyped (R102). What is planned and what was done may differ so, and so may the items of a list.
func observeSlips(s *Set) []Observation {
	facts := make(map[fact][]*Claim)
	var order []fact
	for _, c := range s.Claims() {
		f, ok := factOf(c)
		if !ok {
			continue
		}
		if len(facts[f]) == 0 {
			order = append(order, f)
		}
		if facts[f] = append(facts[f], c); len(facts[f]) > 12 {
			facts[f] = facts[f][:12]
		}
	}
	var out []Observation
	for _, f := range order {
		odd, others := oddOne(facts[f])
		k := slices.IndexFunc(others, func(o *Claim) bool { return !s.otherTale(odd, o) })
		if k < 0 {
			continue
		}
		other := others[k]
		out = append(out, Observation{
			Rule: "R102", Severity: Warning, Place: s.context(odd), Reported: odd.Quote, Expected: other.Quote,
			Message: fmt.Sprintf("此处为 %s，他处为 %s，疑为数字录入有误，请核对", odd.Quote, other.Quote), Related: places(s, other),
		})
	}
	return out
}

// oddOne is the figure that differs from all the others, which are the same, by a slip of the hand. Of two figures the later
// is the odd one, when they have digits enough that this is no chance.
func oddOne(cs []*Claim) (odd *Claim, others []*Claim) {
	if len(cs) < 2 {
		return nil, nil
	}
	for i, c := range cs {
		rest := slices.Delete(slices.Clone(cs), i, i+1)
		if slices.ContainsFunc(rest, func(o *Claim) bool { return !o.Value.Equal(rest[0].Value) }) || !mistyped(c, rest[0]) {
			continue
		}
		if len(cs) > 2 {
			return c, rest
		}
		if max(len(telltale(cs[0])), len(telltale(cs[1]))) >= 3 {
			return cs[1], cs[:1]
		}
	}
	return nil, nil
}

// telltale are the digits of a figure as printed, without the noughts at its end.
func telltale(c *Claim) string {
	return strings.TrimRight(strings.Replace(c.printed(), ".", "", 1), "0")
}

// mistyped: one digit differs, or two neighbours are swapped.
func mistyped(a, b *Claim) bool {
	x, y := a.printed(), b.printed()
	if len(x) != len(y) || x == y {
		return false
	}
	var at []int
	for i := range x {
		if x[i] != y[i] {
			at = append(at, i)
		}
	}
	return len(at) == 1 || len(at) == 2 && x[at[0]] == y[at[1]] && x[at[1]] == y[at[0]]
}

// otherTale: the two figures need not be the same: they stand in one paragraph or in items of one list, one is planned and
// the other done, or their paragraphs speak of different projects or units.
func (s *Set) otherTale(a, b *Claim) bool {
	p, q := s.Paragraphs[a.Paragraph], s.Paragraphs[b.Paragraph]
	return p == q || siblings(p, q) || p.goal() != q.goal() || isPlanned(a) != isPlanned(b) || a.Parent != nil && b.Parent != nil && a.Parent != b.Parent && !a.Parent.Value.Equal(b.Parent.Value) ||
		plannedThere(p) != plannedThere(q) || unitContext(p, a) != unitContext(q, b)
}

// plannedThere: the paragraph tells what is to be built or bought.
func plannedThere(p *Parsed) bool {
	return containsAny(string(p.text.runes), []string{"建设内容", "建设规模", "计划", "批复", "拟", "目标为", "规划"})
}
