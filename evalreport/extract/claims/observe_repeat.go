package claims

import (
	"fmt"
	"slices"
	"strings"
)

// notRepeated are measures that occur under many totals, so that one name means many figures.
var notRepeated = []string{"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出", "对企业补助", "编制", "在职", "退休", "离休", "得分", "专项资金", "其他收入", "会议费", "培训费"}

// observeAmountsRepeated: the same measure, year and column has one value (R100).
func observeAmountsRepeated(s *Set) []Observation {
	type key struct {
		name string
		year int
		col  Column
		unit string
	}
	first := make(map[key]*Claim)
	var out []Observation
	for _, p := range s.Paragraphs {
		if p.goal() {
			continue
		}
		for _, c := range p.Claims {
			if c.Kind != Amount || c.role != roleFigure || c.Attrib || c.Approx || c.bracket != 0 || c.Measure == "" || c.Canon != c.Measure || slices.Contains(notRepeated, c.Measure) || c.Op != Exactly {
				continue
			}
			k := key{c.Measure, c.Year, inheritedColumn(c), unitContext(p, c)}
			if strings.HasSuffix(c.Measure, "总额") && !strings.Contains(c.Subject, "总") && !strings.Contains(c.Subject, "合计") {
				k.name += "（全年）" // 全年支出580万元 may be of one budget among several, 支出总计 is not
			}
			for _, w := range vocab().Totalled {
				if strings.Contains(c.Subject, w) {
					k.name += "（" + w + "）" // 收入合计 is of the year, 收入总计 has in it what was carried in
					break
				}
			}
			f := first[k]
			if f == nil {
				first[k] = c
				continue
			}
			if sameAmount(c, f) {
				continue
			}
			sev := Error
			if k.col == NoColumn {
				sev = Warning
			}
			out = append(out, Observation{
				Rule: "R100", Severity: sev, Place: s.context(c), Reported: c.Quote, Expected: f.Quote,
				Message: fmt.Sprintf("“%s”%s此处填报 %s，前文为 %s，同名金额应一致", c.Measure, k.col, c.Quote, f.Quote), Related: places(s, f),
			})
		}
	}
	return out
}

// unitContext is what says that a sentence speaks of one unit among several: 局本级：…, a heading 甲中心.
func unitContext(p *Parsed, c *Claim) string {
	t := p.text
	start := c.tok.start
	for start > 0 && c.tok.start-start < 60 && t.runes[start-1] != '。' {
		start--
	}
	before, _, colon := strings.Cut(string(t.runes[start:c.tok.start]), ":")
	unit := ""
	if colon {
		unit = normal(before)
	}
	if n := len(p.Headings); n > 0 && containsAny(p.Headings[n-1], vocab().UnitWords) {
		unit += "|" + p.Headings[n-1]
	}
	for _, h := range p.Headings {
		for _, w := range vocab().Scopes {
			if strings.Contains(h, w) {
				unit += "|" + w // a chapter of one budget, of one level of government
			}
		}
	}
	return unit
}

// inheritedColumn is the figure's own column, or that of the total it is a part of.
func inheritedColumn(c *Claim) Column {
	for n := 0; c != nil && n < 4; n++ {
		if c.Column != NoColumn {
			return c.Column
		}
		c = c.Parent
	}
	return NoColumn
}

// sameAmount: equal, or equal once rounded to the coarser of the two.
func sameAmount(a, b *Claim) bool {
	if a.quantum().LessThan(b.quantum()) {
		a, b = b, a
	}
	d := a.number().Sub(b.number()).Abs()
	return d.IsZero() || a.tok.exp != b.tok.exp && d.Add(d).LessThanOrEqual(a.quantum())
}

// statement is one clause with figures, its figures taken out.
type statement struct {
	par        *Parsed
	start, end int // runes
	skeleton   string
	status     string // the words of status in it, in order
	context    string // the clauses before and after
	figures    []*Claim
}

// twice is one statement made in two places.
type twice struct{ old, new statement }

// observeRepeats: statements made twice have the same values, the same exactness and the same words of status (R102).
func observeRepeats(s *Set) []Observation {
	seen := make(map[string][]statement)
	var pairs []twice
	alike := make(map[[2]int]int) // how many statements two paragraphs share word for word
	for _, p := range s.Paragraphs {
		if p.head.only {
			continue
		}
		for _, st := range s.statements(p) {
			for _, old := range seen[st.skeleton] {
				if old.par == p || !sameContext(old, st) {
					continue
				}
				if sameAll(old, st) {
					alike[[2]int{old.par.Index, p.Index}]++
				}
				pairs = append(pairs, twice{old, st})
				break
			}
			if len(seen[st.skeleton]) < 6 {
				seen[st.skeleton] = append(seen[st.skeleton], st)
			}
		}
	}
	var out []Observation
	for _, t := range pairs {
		// A goal and its result may well differ, unless the two paragraphs tell the same story.
		told := alike[[2]int{t.old.par.Index, t.new.par.Index}] >= 2 && plannedThere(t.old.par) == plannedThere(t.new.par)
		if !sameAll(t.old, t.new) && !told && (t.old.par.goal() != t.new.par.goal() || plannedThere(t.old.par) != plannedThere(t.new.par) || siblings(t.old.par, t.new.par) || relative(t.new) || contextLikeness(t.old, t.new) < 0.8) {
			continue
		}
		if o, ok := s.differ(t.old, t.new); ok {
			out = append(out, o)
		}
	}
	return out
}

// statements are the clauses of a paragraph that hold figures.
func (s *Set) statements(p *Parsed) []statement {
	t := p.text
	var out []statement
	for i := 0; i < len(p.Claims); {
		c := p.Claims[i]
		j := i
		var figures []*Claim
		for ; j < len(p.Claims) && p.Claims[j].clause == c.clause; j++ {
			if p.Claims[j].Kind.Figure() {
				figures = append(figures, p.Claims[j])
			}
		}
		i = j
		if len(figures) == 1 && c.role == roleShare && c.Of == "" {
			continue // 占62.2%: of what, the clause before says
		}
		if len(figures) == 0 || c.bracket != 0 || slices.ContainsFunc(figures, func(c *Claim) bool {
			return c.Kind == Amount && (c.Parent != nil || c.Measure != "" || c.Column != NoColumn)
		}) {
			continue
		}
		cl := t.clauses[c.clause]
		st := statement{par: p, start: cl.start, end: cl.end, figures: figures}
		st.skeleton, st.status = skeleton(t, cl.start, cl.end, figures)
		if n := len([]rune(st.skeleton)); n < 5 || n > 120 || startsWithAny(st.skeleton, vocab().Compare) || strings.HasPrefix(st.skeleton, "加上") {
			continue // 比上年减支12万元, 加上补助5万元 is of what stands before it
		}
		st.context = wordsOf(t, cl.start-24, cl.start-1) + "|" + wordsOf(t, cl.end+1, cl.end+25)
		out = append(out, st)
	}
	return out
}

// wordsOf is the text of runes [from, to) without digits, as far as there is any.
func wordsOf(t *text, from, to int) string {
	from, to = max(0, min(from, len(t.runes))), max(0, min(to, len(t.runes)))
	if from >= to {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if isDigit(r) || r == '.' || r == '%' {
			return -1
		}
		return r
	}, normal(string(t.runes[from:to])))
}

// skeleton is the clause with # for its figures and ◇ for words of status.
func skeleton(t *text, from, to int, figures []*Claim) (string, string) {
	var b strings.Builder
	at := from
	for _, c := range figures {
		if c.tok.start < at {
			continue
		}
		b.WriteString(string(t.runes[at:c.tok.start]))
		b.WriteString("#" + c.tok.counter + c.Kind.String())
		at = c.tok.end
	}
	b.WriteString(string(t.runes[at:max(at, to)]))
	s := normal(b.String())
	s = trimFront(s, []string{"全年", "其中", "本年度", "本年", "今年"})
	var status []string
	for _, w := range vocab().Status {
		if strings.Contains(s, w) {
			status = append(status, w)
			s = strings.ReplaceAll(s, w, "◇")
		}
	}
	for _, w := range []string{"左右", "以上", "约", "近"} {
		s = strings.ReplaceAll(s, w, "")
	}
	slices.Sort(status)
	return s, strings.Join(status, "、")
}

// siblings are items of one list (1.甲项目… 2.乙项目…): like words with other figures are what to expect there.
func siblings(a, b *Parsed) bool {
	return a.head.level > 0 && a.head.level == b.head.level && a.head.number != b.head.number
}

// relative: the statement is about other figures (执行率, 占比, 增幅), so it changes with them.
func relative(s statement) bool {
	return slices.ContainsFunc(s.figures, func(c *Claim) bool { return c.role == roleRate || c.role == roleShare || c.role == roleChange })
}

// sameContext: long statements speak for themselves; short ones must stand among like words.
func sameContext(a, b statement) bool {
	return len([]rune(a.skeleton)) >= 18 || contextLikeness(a, b) >= 0.5
}

// contextLikeness is how much alike the words before or behind two statements are.
func contextLikeness(a, b statement) float64 {
	ab, aa, _ := strings.Cut(a.context, "|")
	bb, ba, _ := strings.Cut(b.context, "|")
	return max(contained(ab, bb), contained(aa, ba)-0.2)
}

func sameAll(a, b statement) bool {
	if len(a.figures) != len(b.figures) {
		return false
	}
	for i, c := range a.figures {
		d := b.figures[i]
		if !c.number().Equal(d.number()) || c.Unit != d.Unit {
			return false
		}
	}
	return true
}

// differ compares two statements with the same skeleton.
func (s *Set) differ(a, b statement) (Observation, bool) {
	if len(a.figures) != len(b.figures) {
		return Observation{}, false
	}
	t, u := a.par.text, b.par.text
	sa, sb := t.span(a.start, a.end), u.span(b.start, b.end)
	o := Observation{
		Rule: "R102", Severity: Warning, Place: Place{b.par.Index, sb, u.source(sb)}, Reported: u.source(sb), Expected: t.source(sa),
		Related: []Place{{a.par.Index, sa, t.source(sa)}},
	}
	for i, c := range a.figures {
		d := b.figures[i]
		switch {
		case !c.number().Equal(d.number()):
			o.Message = fmt.Sprintf("此处为 %s，前文为 %s，同一事项两处数值不一致", d.Quote, c.Quote)
			return o, !(c.Approx && d.Approx)
		case c.tok.approx != d.tok.approx || c.tok.hedge != d.tok.hedge:
			o.Message = fmt.Sprintf("此处为“%s”，前文为“%s”，确数与概数不一致", d.Quote, c.Quote)
			return o, true
		}
	}
	if a.status != b.status && a.status != "" && b.status != "" {
		o.Message = fmt.Sprintf("此处称“%s”，前文称“%s”，同一事项状态用词不一致", b.status, a.status)
		return o, true
	}
	return o, false
}

// observeParagraphs: a paragraph of forty letters or more stands twice word for word (R105).
func observeParagraphs(s *Set) []Observation {
	first := make(map[string]*Parsed)
	var out []Observation
	for _, p := range s.Paragraphs {
		k := normal(string(p.text.runes))
		k = strings.TrimLeft(k, "0123456789.、一二三四五六七八九十")
		if len([]rune(k)) < 40 {
			continue
		}
		f, ok := first[k]
		if !ok {
			first[k] = p
			continue
		}
		sp, fs := p.text.span(0, len(p.text.runes)), f.text.span(0, len(f.text.runes))
		out = append(out, Observation{
			Rule: "R105", Severity: Info, Place: Place{p.Index, sp, p.text.source(sp)}, Reported: "重复段落", Expected: "各段内容不同",
			Message: fmt.Sprintf("这一段与前面“%s…”一段逐字相同，请改写或删去", f.text.source(f.text.span(0, 12))), Related: []Place{{f.Index, fs, f.text.source(fs)}},
		})
	}
	return out
}
