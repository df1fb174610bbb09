package claims

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// headInfo is what a paragraph's first signs say about its place in the outline.
type headInfo struct {
	level  int  // 1 for 一、, 2 for （一）, 3 for 1., 4 for (1); 0 for plain text
	number int  // the number itself
	only   bool // a heading and no text
}

// Analyse reads paragraphs in order and joins their claims into groups.
// It takes time linear in the length of the text.
func Analyse(pars []Paragraph) *Set { return AnalyseYear(pars, 0) }

// AnalyseYear is Analyse for a report whose year is known; 0 when it is not: then it is the year most often named.
func AnalyseYear(pars []Paragraph, year int) *Set {
	s := &Set{totals: make(map[*Claim]bool), byCanon: make(map[string][]*Claim), byMeasure: make(map[string][]*Claim), plans: make(map[string][]*Claim)}
	var above []string
	levels := make([]int, 0, 4)
	for i, p := range pars {
		q := parse(p, i)
		q.head = headOf(q.text)
		if p.Headings == nil {
			if q.head.level > 0 {
				for len(levels) > 0 && levels[len(levels)-1] >= q.head.level {
					levels, above = levels[:len(levels)-1], above[:len(above)-1]
				}
				levels = append(levels, q.head.level)
				above = append(slices.Clip(above), headingWords(q.text))
			}
			q.Headings = above
		}
		s.Paragraphs = append(s.Paragraphs, q)
	}
	s.index()
	if year > 0 {
		s.year = year
	}
	for _, q := range s.Paragraphs {
		s.sums(q)
		s.lists(q)
		s.weights(q)
	}
	s.itemised()
	s.cascades()
	s.runs()
	s.fillYears()
	for _, q := range s.Paragraphs {
		s.relations(q)
	}
	return s
}

// Claims are the figures of all paragraphs in order.
func (s *Set) Claims() []*Claim {
	var out []*Claim
	for _, p := range s.Paragraphs {
		out = append(out, p.Claims...)
	}
	return out
}

// headOf recognises the number of a heading or item at the start of a paragraph.
func headOf(t *text) headInfo {
	i := t.skipSpace(0)
	j := i
	paren := i < len(t.runes) && t.runes[i] == '('
	if paren {
		j++
	}
	k := j
	for k < len(t.runes) && hanDigit(t.runes[k]) > 0 {
		k++
	}
	h := headInfo{}
	switch {
	case k > j && k < len(t.runes) && (paren && t.runes[k] == ')' || !paren && t.runes[k] == '、'):
		h.number, _ = hanNumber(t.runes[j:k])
		h.level = 1
		if paren {
			h.level = 2
		}
	case k == j:
		for k < len(t.runes) && isDigit(t.runes[k]) && k-j < 3 {
			k++
		}
		if k == j || k >= len(t.runes) || !(paren && t.runes[k] == ')' || !paren && (t.runes[k] == '.' || t.runes[k] == '、') && !(k+1 < len(t.runes) && isDigit(t.runes[k+1]) && !t.at(k+5, "年"))) {
			return h
		}
		h.number = atoi(t, j, k)
		h.level = 3
		if paren {
			h.level = 4
		}
	}
	if h.level > 0 {
		h.only = len(t.runes)-k < 60 && !slices.Contains(t.runes[k:], '。') && !slices.Contains(t.runes[k:], ';')
	}
	return h
}

// headingWords is the heading itself: up to the first full stop.
func headingWords(t *text) string {
	end := min(len(t.runes), 60)
	if i := slices.Index(t.runes[:end], '。'); i >= 0 {
		end = i
	}
	return string(t.runes[:end])
}

// goal reports whether the paragraph speaks of what is planned, not of what was done.
func (p *Parsed) goal() bool {
	return slices.ContainsFunc(p.Headings, func(h string) bool {
		return containsAny(h, vocab().GoalHeadings) && !strings.Contains(h, "完成")
	})
}

// maxPlans bounds how many planned figures of one kind are compared with each result.
const maxPlans = 100

// index makes the tables that relations look into, and finds the year most often named.
func (s *Set) index() {
	years := make(map[int]int)
	for _, p := range s.Paragraphs {
		for _, c := range p.Claims {
			if c.Kind == Year {
				years[c.Year]++
				if years[c.Year] > years[s.year] {
					s.year = c.Year
				}
			}
			p.inWan = p.inWan || c.Kind == Amount && c.Unit == "万元"
			if c.Kind.Figure() && isPlanned(c) && !c.Approx && len(s.plans[c.tok.counter]) < maxPlans {
				s.plans[c.tok.counter] = append(s.plans[c.tok.counter], c)
			}
			if c.Kind == Count && c.role == roleFigure && c.Measure != "" && c.Canon == c.Measure {
				s.byCanon[c.Canon] = append(s.byCanon[c.Canon], c)
			}
			if c.Kind != Amount || c.role != roleFigure || c.Attrib {
				continue
			}
			s.carriedIn = s.carriedIn || columnOf(c) == CarryIn && !c.Value.IsZero()
			s.byCanon[c.Canon] = append(s.byCanon[c.Canon], c)
			if c.Measure != "" {
				s.byMeasure[c.Measure] = append(s.byMeasure[c.Measure], c)
			}
		}
	}
}

// fillYears: a figure that names no year is of the report's year.
func (s *Set) fillYears() {
	for _, p := range s.Paragraphs {
		for _, c := range p.Claims {
			if c.Kind.Figure() && c.Year == 0 && !containsAny(c.Subject, vocab().PreviousYear) {
				c.Year = s.year
			}
		}
	}
}

func (s *Set) add(g *Group) {
	for _, c := range g.Parts {
		if c.Parent == nil && (g.Kind == Sum || g.Kind == Balance) {
			c.Parent = g.Total
		}
	}
	if g.Kind == Sum {
		s.totals[g.Total] = true
	}
	s.Groups = append(s.Groups, g)
}

func total(cs []*Claim) decimal.Decimal {
	var sum decimal.Decimal
	for _, c := range cs {
		sum = sum.Add(c.number())
	}
	return sum
}

// tail is half a unit of the last printed place for each addend and the total: the most that rounding can explain.
func tail(t *Claim, parts []*Claim) decimal.Decimal {
	if t.Kind == Count && t.Scale+scaleOf(parts) == 0 || t.Kind == Score {
		return decimal.Zero
	}
	if scaleOf(parts) == 0 && t.Scale == 0 && t.number().LessThan(decimal.NewFromInt(1000)) {
		return decimal.Zero // small whole numbers were not rounded
	}
	q := t.quantum()
	for _, p := range parts {
		if p.quantum().LessThan(q) {
			q = p.quantum()
		}
	}
	return q.Mul(decimal.NewFromInt(int64(len(parts) + 1))).Div(decimal.NewFromInt(2))
}

// coarse reports whether the total is printed in coarser units than all of its parts (亿元 over 万元) and
// the parts agree with it once rounded.
func coarse(t *Claim, parts []*Claim, diff decimal.Decimal) bool {
	for _, p := range parts {
		if p.quantum().GreaterThanOrEqual(t.quantum()) {
			return false
		}
	}
	return t.tok.exp > parts[0].tok.exp && diff.Abs().Mul(decimal.NewFromInt(2)).LessThanOrEqual(t.quantum())
}

// adds reports whether the parts add up, or agree once rounded to the total's unit.
func adds(t *Claim, parts []*Claim) bool {
	diff := total(parts).Sub(t.number())
	return diff.IsZero() || coarse(t, parts, diff)
}
