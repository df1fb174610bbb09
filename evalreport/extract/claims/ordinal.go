package claims

import (
	"slices"
	"strings"
)

// A style is a way to number what is told one by one: 一是, （一）, (1), ①, 1., 第一.
type style uint8

const (
	noStyle  style = iota
	isStyle        // 一是
	hanStyle       // （一）
	parStyle       // (1)
	ringStyle
	dotStyle // 1. 1、
	ordStyle // 第一
)

// mark is the number of an item and the rune at which it stands.
type mark struct {
	style  style
	number int
	at     int
}

// markAt recognises the number of an item at rune i.
func markAt(t *text, i int) mark {
	m := mark{at: i}
	open := t.at(i, "(")
	j := i
	if open || t.at(i, "第") {
		j++
	}
	k := j
	for k < len(t.runes) && k-j < 3 && hanDigit(t.runes[k]) > 0 {
		k++
	}
	if k > j {
		m.number, _ = hanNumber(t.runes[j:k])
		switch {
		case open && t.at(k, ")"):
			m.style = hanStyle
		case !open && j == i && t.at(k, "是"):
			m.style = isStyle
		case j > i && !open && (t.at(k, ",") || t.at(k, "、") || t.at(k, ":")):
			m.style = ordStyle
		}
		return m
	}
	for k < len(t.runes) && k-j < 2 && isDigit(t.runes[k]) {
		k++
	}
	switch {
	case k > j && open && t.at(k, ")"):
		m.style, m.number = parStyle, atoi(t, j, k)
	case k > j && j == i && (t.at(k, ".") || t.at(k, "、")) && !(k+1 < len(t.runes) && isDigit(t.runes[k+1])):
		m.style, m.number = dotStyle, atoi(t, j, k)
	case i < len(t.runes) && t.runes[i] >= '①' && t.runes[i] <= '⑳':
		m.style, m.number = ringStyle, int(t.runes[i]-'①')+1
	}
	return m
}

// marks are the numbers of the first run of items in the paragraph, 1, 2, 3 … in one style, each at the start of a
// clause. None come back when the run cannot be told from another.
func (l *lister) marks() []mark {
	t := l.t
	var out []mark
	for i := range t.runes {
		if t.quoted[i] || i > 0 && !strings.ContainsRune(",。;: \n", t.runes[i-1]) {
			continue
		}
		m := markAt(t, i)
		switch {
		case m.style == noStyle, len(out) > 0 && m.style != out[0].style, len(out) == 0 && m.number != 1:
		case m.number == len(out)+1:
			out = append(out, m)
		default:
			return nil // a second run begins, or a number is left out: which items are declared?
		}
	}
	return out
}

// enumerated: 存在三个方面的问题：一是…二是…三是…, in the paragraph or, for 一是, paragraph by paragraph below it.
func (l *lister) enumerated() {
	marks := l.marks()
	at := len(l.t.runes)
	if len(marks) > 0 {
		at = marks[0].at
	}
	if c := l.recalls(marks); c != nil {
		l.told(c, marks)
	}
	c := l.declaresMarks(at, func(c *Claim) bool { // 检查56次：一是…；二是… tells how, not which
		n := c.Value.IntPart()
		return c.tok.counter != "次" && n < 10 && n-int64(len(marks)) <= 1 && int64(len(marks))-n <= 1
	})
	if c != nil {
		l.told(c, marks)
	}
}

// recalls is the count behind the items that looks back at them: 上述3个问题.
func (l *lister) recalls(marks []mark) *Claim {
	if len(marks) < 2 {
		return nil
	}
	for _, c := range l.counts {
		if c.tok.start > marks[len(marks)-1].at && (l.t.before(c.tok.start, "上述") || l.t.before(c.tok.start, "以上")) && containsAny(c.Noun+c.Unit, vocab().ListNouns) {
			return c
		}
	}
	return nil
}

// told makes the list of the items that the marks number and c counts.
func (l *lister) told(c *Claim, marks []mark) {
	g := &Group{Kind: List, Total: c, Intro: "一是", Closure: Closed, Rule: "R70"}
	for _, m := range marks {
		g.Items = append(g.Items, Item{Name: string(l.t.runes[m.at:min(m.at+2, len(l.t.runes))]), Span: l.t.span(m.at, min(m.at+2, len(l.t.runes)))})
	}
	if len(marks) == 0 {
		for range l.s.itemsBelow(l.p) {
			g.Items = append(g.Items, Item{Name: "一是", Span: c.Span})
		}
		for i := range g.Items {
			g.Items[i].Name = string([]rune("一二三四五六七八九十")[min(i, 9)]) + "是"
		}
	}
	if g.MaxItem = len(g.Items); len(g.Items) > 1 {
		l.s.add(g)
	}
}

// declaresMarks is the count that says how many items the marks from rune at on number: right before them, or before a
// colon at the end of the paragraph.
func (l *lister) declaresMarks(at int, near func(*Claim) bool) *Claim {
	for _, c := range slices.Backward(l.counts) {
		gap := at - c.tok.end
		if gap < 0 {
			continue
		}
		if gap > 16 || c.bracket != 0 {
			return nil
		}
		words := strings.TrimSpace(string(l.t.runes[c.tok.end:at]))
		stop := strings.IndexAny(words, ",。;:")
		if stop < 0 || strings.TrimSpace(words[stop+1:]) != "" && !strings.HasSuffix(words, "。") || strings.Count(words, "。") > 1 {
			return nil
		}
		if containsAny(words[:stop]+c.Unit, vocab().ListNouns) || words[stop] == ':' && near(c) {
			return c
		}
		return nil
	}
	return nil
}

// itemsBelow are the paragraphs right below that begin with 一是, 二是, 三是 …
func (s *Set) itemsBelow(p *Parsed) []*Parsed {
	var out []*Parsed
	for _, q := range s.Paragraphs[p.Index+1:] {
		if len(q.text.runes) == 0 {
			continue
		}
		m := markAt(q.text, q.text.skipSpace(0))
		if m.style != isStyle || m.number != len(out)+1 {
			if m.style == isStyle || len(out) > 0 && slices.ContainsFunc(s.Paragraphs[q.Index:min(q.Index+6, len(s.Paragraphs))], func(r *Parsed) bool {
				return markAt(r.text, r.text.skipSpace(0)).style == isStyle
			}) {
				return nil // the items are not told one paragraph each
			}
			break
		}
		if slices.ContainsFunc(q.text.clauses, func(c clause) bool {
			m := markAt(q.text, q.text.skipSpace(c.start))
			return c.start > 0 && m.style == isStyle
		}) {
			return nil
		}
		out = append(out, q)
	}
	return out
}

// weights: 产出指标（50分）：数量指标（20分）、质量指标（15分）、…: the weights in the names of indicators add up.
func (s *Set) weights(p *Parsed) {
	t := p.text
	var labels []*Claim
	for _, c := range p.Claims {
		if c.Kind == Score && c.bracket != 0 && t.brackets[c.bracket].close == c.tok.end && (t.brackets[c.bracket].open == c.tok.start-1 || slices.Contains([]string{"权重", "分值", "满分"}, normal(c.Subject))) {
			labels = append(labels, c)
		}
	}
	for i := 0; i+2 < len(labels); {
		t0 := labels[i]
		j := i + 1
		if !t.at(t0.tok.end+1, ":") && !t.at(t0.tok.end+1, ",其中") && !t.at(t0.tok.end+1, ",包括") {
			i++
			continue
		}
		for j < len(labels) && labels[j].sentence == t0.sentence && !t.at(labels[j].tok.end+1, ":") {
			j++
		}
		parts := labels[i+1 : j]
		nested := j < len(labels) && labels[j].sentence == t0.sentence
		if len(parts) > 1 && !nested && !t.at(t.brackets[parts[len(parts)-1].bracket].close+1, "等") {
			s.add(&Group{Kind: Sum, Total: t0, Parts: slices.Clone(parts), Intro: "权重", Closure: Closed, Rule: "R51"})
		}
		i = j
	}
}
