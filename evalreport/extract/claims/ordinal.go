package claims

import (
	"fmt"
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
	par    *Parsed // the paragraph below in which it stands; nil in the paragraph itself
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

// enumerated: 存在三个方面的问题：一是…二是…三是…, in the paragraph or paragraph by paragraph below it.
func (l *lister) enumerated() {
	marks := l.marks()
	at := len(l.t.runes)
	if len(marks) > 0 {
		at = marks[0].at
	}
	if c := l.recalls(marks); c != nil {
		l.told(c, marks)
	}
	c := l.declaresMarks(at)
	if c == nil {
		return
	}
	below := len(marks) == 0
	if below {
		marks = l.s.itemsBelow(l.p)
	}
	if off := int(c.Value.IntPart()) - len(marks); (!below || -2 <= off && off <= 2) && (l.listNoun(c, at) || c.tok.counter != "次" && c.Value.IntPart() < 10 && -1 <= off && off <= 1) {
		l.told(c, marks) // 检查56次：一是…；二是… tells how, not which
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
		span := c.Span
		if m.par == nil {
			span = l.t.span(m.at, min(m.at+2, len(l.t.runes)))
		}
		g.Items = append(g.Items, Item{Name: m.name(), Span: span})
	}
	if g.MaxItem = len(g.Items); len(g.Items) > 1 {
		l.s.add(g)
	}
}

// declaresMarks is the count that says how many items the marks from rune at on number: right before them, or before a
// colon at the end of the paragraph.
func (l *lister) declaresMarks(at int) *Claim {
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
		if stop < 0 || strings.TrimSpace(words[stop+1:]) != "" && !strings.HasSuffix(words, "。") || strings.Count(words, "。") > 1 || words[stop] != ':' && !l.listNoun(c, at) {
			return nil
		}
		return c
	}
	return nil
}

// listNoun: what is counted is told one by one: 方面, 问题, 措施.
func (l *lister) listNoun(c *Claim, at int) bool {
	words := strings.TrimSpace(string(l.t.runes[c.tok.end:at]))
	if stop := strings.IndexAny(words, ",。;:"); stop >= 0 {
		words = words[:stop]
	}
	return containsAny(words+c.Unit, vocab().ListNouns)
}

// maxBelow is how many paragraphs a list under its lead may take.
const maxBelow = 80

// itemsBelow are the numbers 1, 2, 3 … in one style of the paragraphs below p that tell what it declares; what stands
// between them belongs to the item before. None come back when the paragraphs are numbered some other way.
func (s *Set) itemsBelow(p *Parsed) []mark {
	var out []mark
	for _, q := range s.Paragraphs[p.Index+1 : min(p.Index+1+maxBelow, len(s.Paragraphs))] {
		if len(q.text.runes) == 0 {
			continue
		}
		m := q.mark()
		switch {
		case len(out) == 0 && (m.number != 1 || m.style == noStyle || m.style == p.mark().style):
			return nil
		case len(out) > 0 && m.style != out[0].style:
			if q.head.level > 0 && q.head.level < out[0].style.level() {
				return out
			}
		case m.number == 1 && len(out) > 0:
			return out // another list begins
		case m.number != len(out)+1 || q.marked(m.style):
			return nil // a number is left out, or several items stand in one paragraph
		default:
			m.par = q
			out = append(out, m)
		}
	}
	return out
}

// mark is the number that the paragraph begins with.
func (p *Parsed) mark() mark { return markAt(p.text, p.text.skipSpace(0)) }

// marked: a clause inside the paragraph is numbered in the style as well.
func (p *Parsed) marked(st style) bool {
	return slices.ContainsFunc(p.text.clauses, func(c clause) bool {
		at := p.text.skipSpace(c.start)
		return at > p.text.skipSpace(0) && markAt(p.text, at).style == st
	})
}

// level is the level of headings that are numbered so; what is no heading's style stands below them all.
func (st style) level() int {
	switch st {
	case hanStyle:
		return 2
	case dotStyle:
		return 3
	case parStyle:
		return 4
	}
	return 3
}

// name is the number as printed, for messages.
func (m mark) name() string {
	n := string([]rune("一二三四五六七八九十")[min(max(m.number, 1), 10)-1])
	switch m.style {
	case isStyle:
		return n + "是"
	case hanStyle:
		return "（" + n + "）"
	case ordStyle:
		return "第" + n
	case parStyle:
		return fmt.Sprintf("(%d)", m.number)
	}
	return fmt.Sprintf("%d.", m.number)
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
