package claims

import (
	"fmt"
	"slices"
	"strings"
)

// observeGoals compares targets set in sentences of planning under a heading of goals with what is reported
// elsewhere: targets without a result (R103, one observation for a paragraph) and targets that were missed and
// that the section on problems passes over (R104).
func observeGoals(s *Set) []Observation {
	targets := s.targets()
	if len(targets) == 0 {
		return nil
	}
	results := s.results()
	var out []Observation
	var without []*Claim
	for i, g := range targets {
		r := s.resultOf(g, results)
		switch {
		case r == nil:
			without = append(without, g)
		case s.missed(g, r) && !s.admitted(g):
			out = append(out, Observation{
				Rule: "R104", Severity: Warning, Place: s.context(r), Reported: r.Quote, Expected: string(AtLeast) + " " + g.Quote,
				Message: fmt.Sprintf("目标“%s”%s，实际 %s，未完成的目标未在存在问题中反映", s.goalName(g), g.Quote, r.Quote), Related: places(s, g),
			})
		}
		if last := i == len(targets)-1 || targets[i+1].Paragraph != g.Paragraph; last && len(without) > 0 {
			out = append(out, s.noResult(without))
			without = nil
		}
	}
	return out
}

// targets are the figures of planning sentences under headings of goals.
func (s *Set) targets() []*Claim {
	var out []*Claim
	for _, p := range s.Paragraphs {
		if !slices.ContainsFunc(p.Headings, func(h string) bool { return strings.Contains(h, "目标") }) || slices.ContainsFunc(p.Headings, func(h string) bool { return containsAny(h, []string{"完成", "实现", "达成"}) }) {
			continue // 绩效目标完成情况 tells of results
		}
		planned := -1 // the sentence that began with a word of planning
		for _, c := range p.Claims {
			if c.Kind.Figure() && containsAny(c.Subject, vocab().PlanWords) {
				planned = c.sentence
			}
			if c.sentence != planned || c.role == roleBase || c.role == rolePart || c.bracket != 0 || c.Year != s.year || len([]rune(s.goalName(c))) < 3 {
				continue
			}
			if c.Kind == Amount || c.Kind == Count || c.Kind == Percent {
				out = append(out, c)
			}
		}
	}
	return out
}

// results are the figures outside goals, by kind.
func (s *Set) results() map[Kind][]*Claim {
	out := make(map[Kind][]*Claim)
	for _, p := range s.Paragraphs {
		if p.goal() {
			continue
		}
		for _, c := range p.Claims {
			if c.Kind.Figure() && len(out[c.Kind]) < 2000 {
				out[c.Kind] = append(out[c.Kind], c)
			}
		}
	}
	return out
}

// goalName is what a figure is of, without words of planning and place. A bare 增长15% is the growth of
// what the figure before it is of.
func (s *Set) goalName(c *Claim) string {
	if trendOnly(c.Subject, vocab()) || trimFront(normal(c.Subject), vocab().Compare) != normal(c.Subject) && c.Trend != Flat {
		if p := s.Paragraphs[c.Paragraph].Claims; c.order > 0 && p[c.order-1].segment == c.segment && p[c.order-1].role == roleFigure {
			return s.goalName(p[c.order-1]) + "增速"
		}
	}
	name := strings.TrimLeft(trimFront(normal(c.Subject), vocab().MeasureFront), "0123456789")
	name = trimFront(strings.TrimPrefix(name, "年"), []string{"度", "末"})
	name = trimAny(trimFront(name, vocab().MeasureFront), vocab().Copulas)
	for _, w := range []string{"同比增长", "同比增速", "增长"} {
		if rest, ok := strings.CutSuffix(name, w); ok {
			name = rest + "增速"
		}
	}
	return strings.ReplaceAll(name, "地区生产总值", "GDP")
}

// sameMeasure: the names are equal, but for words like 企业完成 before one of them.
func sameMeasure(goal, result string) bool {
	return goal == result || strings.HasSuffix(result, "完成"+goal) || strings.HasSuffix(result, "实现"+goal)
}

// resultOf is the result whose name fits the target: the same, or the same at its end.
func (s *Set) resultOf(g *Claim, results map[Kind][]*Claim) *Claim {
	name := s.goalName(g)
	var best *Claim
	for _, r := range results[g.Kind] {
		n := s.goalName(r)
		if g.Kind == Count && r.tok.counter != g.tok.counter || r.role != g.role {
			continue
		}
		if sameMeasure(name, n) {
			return r
		}
		if best == nil && (contained(name, n) >= 0.6 || contained(n, name) >= 0.8) {
			best = r
		}
	}
	return best
}

// missed: the result of the very same measure is below a target that asks for more.
func (s *Set) missed(g, r *Claim) bool {
	up := g.Trend != Down && g.Op != AtMost && g.Op != Below
	return up && sameMeasure(s.goalName(g), s.goalName(r)) && !r.Approx && r.number().LessThan(g.number())
}

// admitted reports whether a section on problems names the measure.
func (s *Set) admitted(g *Claim) bool {
	name := strings.TrimSuffix(s.goalName(g), "增速")
	for _, p := range s.Paragraphs {
		problem := slices.ContainsFunc(p.Headings, func(h string) bool { return containsAny(h, vocab().ProblemHeadings) })
		if problem && strings.Contains(normal(string(p.text.runes)), name) {
			return true
		}
	}
	return false
}

func (s *Set) noResult(cs []*Claim) Observation {
	var names []string
	for _, c := range cs {
		names = append(names, s.goalName(c)+c.Quote)
	}
	return Observation{
		Rule: "R103", Severity: Warning, Place: s.context(cs[0]), Reported: strings.Join(names, "、"), Expected: "逐项有实际完成值",
		Message: fmt.Sprintf("以下目标未见实际完成值：%s，请逐项补充", strings.Join(names, "、")), Related: places(s, cs...),
	}
}
