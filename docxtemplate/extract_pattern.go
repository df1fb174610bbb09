package docxtemplate

import (
	"slices"
	"strings"
	"unicode"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/document"
)

// mark is one tag of the template as its readers see it.
type mark struct {
	lang.Tag
	raw   string
	chain lang.Chain
	path  []segment // where its value belongs; nil when it is computed
	leaf  leafType
	where document.Place

	muted    bool   // is not read
	optional bool   // stands in a block that may print nothing
	label    string // the words that identify it
	control  bool   // is the own tag of a content control or form box
	direct   bool   // and that tag finds it
	inside   bool   // stands in what may repeat
}

// segment is a name of a path; list says that an element of it follows.
type segment struct {
	name string
	list bool
}

// A pattern is a text of the template: characters, holes where values are
// printed, parts that may be absent, parts that repeat.
type pattern []piece

type piece struct {
	lit      []rune // folded
	hole     *mark
	branches []pattern // one of them stands there; an empty one when it may be absent
	body     pattern   // repeats
	list     []segment // the list that it repeats over
}

// holes lists the tags of a pattern in order.
func (p pattern) holes() []*mark {
	var out []*mark
	for _, c := range p {
		if c.hole != nil {
			out = append(out, c.hole)
		}
		for _, b := range c.branches {
			out = append(out, b.holes()...)
		}
		out = append(out, c.body.holes()...)
	}
	return out
}

// fixed reports whether the pattern is nothing but characters.
func (p pattern) fixed() bool {
	return !slices.ContainsFunc(p, func(c piece) bool { return c.lit == nil })
}

// words are the characters outside holes and optional parts.
func (p pattern) words() string {
	var b strings.Builder
	for _, c := range p {
		b.WriteString(string(c.lit))
	}
	return b.String()
}

// maxVariants bounds the ways in which optional parts are there or not.
const maxVariants = 64

// variants writes the pattern without optional parts, in every way, the fullest first.
func (p pattern) variants() []pattern {
	out := []pattern{nil}
	for _, c := range p {
		if c.branches == nil {
			for i := range out {
				out[i] = append(slices.Clip(out[i]), c)
			}
			continue
		}
		var next []pattern
		for _, b := range c.branches {
			for _, v := range b.variants() {
				for _, o := range out {
					next = append(next, append(slices.Clip(o), v...))
				}
			}
		}
		out = next[:min(len(next), maxVariants)]
	}
	for i := range out {
		out[i] = out[i].joined()
	}
	slices.SortStableFunc(out, func(a, b pattern) int { return b.weight() - a.weight() })
	return out
}

// joined makes neighbouring characters one piece.
func (p pattern) joined() pattern {
	var out pattern
	for _, c := range p {
		if n := len(out); c.lit != nil && n > 0 && out[n-1].lit != nil {
			out[n-1].lit = slices.Concat(out[n-1].lit, c.lit)
			continue
		}
		out = append(out, c)
	}
	return out
}

// weight is how many characters that are no white space the pattern wants.
func (p pattern) weight() int {
	n := 0
	for _, c := range p {
		for _, r := range c.lit {
			if r != ' ' {
				n++
			}
		}
	}
	return n
}

// capture is what a hole was found to hold. step counts the rounds of the repeating parts around it.
type capture struct {
	hole     *mark
	from, to int
	lists    []string // keys of the repeating parts
	steps    []int
}

// matching is one attempt to read a text by a pattern.
type matching struct {
	text   *foldedText
	greedy bool
	budget int
	failed map[[2]int]bool // piece and position that lead nowhere
	ids    map[*piece]int
	found  []capture
	lists  []string
	steps  []int
}

// maxSteps bounds the work on one text.
const maxSteps = 200_000

// match reads a whole text. Where two readings are possible, ambiguous is true and nothing is read.
func (p pattern) match(t *foldedText) (found []capture, ok, ambiguous bool) {
	if !p.possible(t) {
		return nil, false, false
	}
	weight := -1
	for _, v := range p.variants() {
		if ok && v.weight() < weight {
			break
		}
		lazy, fits := v.run(t, false)
		if !fits {
			continue
		}
		greedy, _ := v.run(t, true)
		if !sameReading(t, lazy, greedy) || ok && !sameReading(t, lazy, found) {
			return nil, true, true
		}
		found, ok, weight = lazy, true, v.weight()
	}
	return found, ok, false
}

// possible reports whether a text has the words of the pattern at all.
func (p pattern) possible(t *foldedText) bool {
	for _, c := range p {
		if c.lit != nil && !strings.Contains(t.words, strings.Map(wordRune, string(c.lit))) {
			return false
		}
	}
	return true
}

func (p pattern) run(t *foldedText, greedy bool) ([]capture, bool) {
	m := &matching{text: t, greedy: greedy, budget: maxSteps, failed: map[[2]int]bool{}, ids: map[*piece]int{}}
	ok := m.seq(p, 0, 0, func(at int) bool { return m.blankFrom(at) })
	return m.found, ok && m.budget > 0
}

func sameReading(t *foldedText, a, b []capture) bool {
	return slices.EqualFunc(a, b, func(a, b capture) bool {
		return a.hole == b.hole && slices.Equal(a.steps, b.steps) && t.slice(a.from, a.to) == t.slice(b.from, b.to)
	})
}

func (m *matching) blankFrom(at int) bool {
	for _, r := range m.text.runes[at:] {
		if r != ' ' {
			return false
		}
	}
	return true
}

// seq matches p[i:] at a position and then the rest.
func (m *matching) seq(p pattern, i, at int, rest func(int) bool) bool {
	if m.budget--; m.budget < 0 {
		return false
	}
	if i == len(p) {
		return rest(at)
	}
	c := &p[i]
	if len(m.steps) == 0 {
		id, ok := m.ids[c]
		if !ok {
			id = len(m.ids) + 1
			m.ids[c] = id
		}
		key := [2]int{id, at}
		if m.failed[key] {
			return false
		}
		if m.piece(c, at, func(at int) bool { return m.seq(p, i+1, at, rest) }) {
			return true
		}
		m.failed[key] = true
		return false
	}
	return m.piece(c, at, func(at int) bool { return m.seq(p, i+1, at, rest) })
}

func (m *matching) piece(c *piece, at int, rest func(int) bool) bool {
	switch {
	case c.hole != nil:
		return m.hole(c.hole, at, rest)
	case c.body != nil:
		return m.repeat(c, at, 0, rest)
	case c.branches != nil:
		for _, b := range c.branches {
			if m.seq(b, 0, at, rest) {
				return true
			}
		}
		return false
	case len(c.lit) == 0: // a block that prints nothing
		return rest(at)
	}
	end := m.literal(c.lit, at)
	return end >= 0 && rest(end)
}

// literal is the position behind characters of the template, -1 if they are not there.
func (m *matching) literal(lit []rune, at int) int {
	if strings.TrimFunc(string(lit), loose) == "" {
		return m.separator(lit, at)
	}
	text, first := m.text.runes, true
	for i := 0; i < len(lit); {
		switch {
		case at < len(text) && text[at] == lit[i]:
			at++
			i++
			first = first && loose(lit[i-1])
		case loose(lit[i]):
			i++
		case at < len(text) && (text[at] == ' ' || !first && loose(text[at])):
			at++
		default:
			return -1
		}
	}
	return at
}

// separator matches signs alone: they are needed, as they are, to tell two values apart; white space among them is free.
func (m *matching) separator(lit []rune, at int) int {
	from, text := at, m.text.runes
	for _, r := range lit {
		if r == ' ' {
			continue
		}
		for at < len(text) && text[at] == ' ' {
			at++
		}
		if at == len(text) || text[at] != r {
			return -1
		}
		at++
	}
	if lit[len(lit)-1] == ' ' {
		for at < len(text) && text[at] == ' ' {
			at++
		}
	}
	if at == from {
		return -1
	}
	return at
}

// hole matches a value. In a text that repeats a value goes to the first sign that separates it from the next.
func (m *matching) hole(h *mark, at int, rest func(int) bool) bool {
	try := func(end int) bool {
		if !h.leaf.accepts(h, m.text.slice(at, end)) {
			return false
		}
		n := len(m.found)
		m.found = append(m.found[:n:n], capture{hole: h, from: at, to: end, lists: slices.Clone(m.lists), steps: slices.Clone(m.steps)})
		if rest(end) {
			return true
		}
		m.found = m.found[:n]
		return false
	}
	if h.leaf.figure() {
		return m.figure(at, try)
	}
	last := len(m.text.runes)
	for i := range last - at + 1 {
		end := at + i
		if m.greedy && len(m.steps) == 0 {
			end = last - i
		}
		if try(end) {
			return true
		}
		if m.budget < 0 {
			return false
		}
	}
	return false
}

// maxFigure is the length of the longest figure with its unit.
const maxFigure = 60

// figure matches a number: as much as can be read, not ending before a digit.
func (m *matching) figure(at int, try func(int) bool) bool {
	text := m.text.runes
	for end := min(len(text), at+maxFigure); end >= at; end-- {
		if end < len(text) && end > at && numeric(text[end]) && numeric(text[end-1]) {
			continue
		}
		if end == at && end < len(text) && unicode.IsDigit(text[end]) {
			return false
		}
		if try(end) {
			return true
		}
	}
	return false
}

func numeric(r rune) bool { return unicode.IsDigit(r) || r == '.' || r == ',' }

// repeat matches a part that repeats, as often as it can.
func (m *matching) repeat(c *piece, at, round int, rest func(int) bool) bool {
	depth := len(m.steps)
	m.lists, m.steps = append(m.lists, listKey(c.list)), append(m.steps, round)
	ok := m.seq(c.body, 0, at, func(end int) bool {
		if end == at {
			return false
		}
		lists, steps := slices.Clone(m.lists), slices.Clone(m.steps)
		m.lists, m.steps = m.lists[:depth], m.steps[:depth]
		if m.repeat(c, end, round+1, rest) {
			return true
		}
		m.lists, m.steps = lists, steps
		return false
	})
	if ok {
		return true
	}
	m.lists, m.steps = m.lists[:depth], m.steps[:depth]
	return rest(at)
}

func listKey(path []segment) string {
	names := make([]string, len(path))
	for i, s := range path {
		names[i] = s.name
	}
	return strings.Join(names, ".")
}
