package claims

import (
	"slices"
	"sort"
	"strings"
)

// lists finds the lists of one paragraph whose length is declared: N个：a、b、c, N个（a、b、c）,
// a、b、c等N个, and N个 … 分别是：a、b、c in a later sentence.
func (s *Set) lists(p *Parsed) {
	l := lister{s: s, p: p, t: p.text}
	for _, c := range p.Claims {
		if c.Kind != Count || !vocab().listCounter[c.tok.counter] || c.tok.exp > 0 || c.Approx || c.Op != Exactly || c.Scale > 0 || c.role != roleFigure {
			continue
		}
		l.counts = append(l.counts, c)
	}
	if len(l.counts) == 0 {
		return
	}
	for _, c := range l.counts {
		l.inBracket(c)
		l.ahead(c)
	}
	l.introduced()
	l.enumerated()
}

// lister builds the lists of one paragraph.
type lister struct {
	s      *Set
	p      *Parsed
	t      *text
	counts []*Claim
}

// inBracket: 2个（甲、乙）.
func (l *lister) inBracket(c *Claim) {
	t := l.t
	open := c.tok.end
	for open < len(t.runes) && open-c.tok.end < 16 && isHan(t.runes[open]) {
		open++
	}
	if open+1 >= len(t.runes) || t.runes[open] != '(' || t.encl[open+1] == t.encl[open] {
		return
	}
	id := t.encl[open+1]
	from, to := open+1, t.brackets[id].close
	words := string(t.runes[from:to])
	if strings.ContainsAny(words, ",:。;%") || !strings.Contains(words, "、") || containsAny(words, []string{"其中", "含", "全", "均", "不包括", "详见", "如", "原", "第"}) {
		return
	}
	for _, o := range l.p.Claims[c.order+1:] {
		if o.tok.start >= to {
			break
		}
		if o.Kind.Figure() {
			return
		}
	}
	items := l.items(from, to, '、')
	if slices.ContainsFunc(items, func(it Item) bool { return it.Span.End-it.Span.Start < 2 }) {
		return // 12个县（市、区）
	}
	l.add(c, items, "(", Unsure)
}

// ahead: a、b、c等N个, a、b、c共N个, a、b、c三个方面 — the items stand before the count.
func (l *lister) ahead(c *Claim) {
	t := l.t
	from, end := t.clauses[c.clause].start, c.tok.start
	if k := c.order - 1; k >= 0 && l.p.Claims[k].clause == c.clause {
		from = max(from, l.p.Claims[k].tok.end)
	}
	intro, closure := "、", Unsure
	for _, w := range []string{"等", "等共", "等共计", "等合计", "等在内的"} {
		if t.before(c.tok.start, w) {
			intro, closure, end = "等", Open, c.tok.start-len([]rune(w))
		}
	}
	for _, w := range []string{"共", "共计", "合计"} {
		if intro == "、" && t.before(c.tok.start, w) {
			end = c.tok.start - len([]rune(w))
		}
	}
	items := l.titles(from, end)
	if len(items) == 0 {
		items = l.items(from, end, '、')
	}
	if len(items) < 2 || intro == "、" && !l.tells(c, end, items) {
		return
	}
	l.add(c, items, intro, closure)
}

// tells: the count right behind its items is of nouns that are told one by one, and nearly as many as they.
func (l *lister) tells(c *Claim, end int, items []Item) bool {
	last := items[len(items)-1]
	if last.Span.End != end || l.t.runes[end-1] == '的' || !startsWithAny(c.Noun, vocab().ToldNouns) && !slices.Contains(vocab().ToldNouns, c.tok.counter) {
		return false
	}
	n := int(c.Value.IntPart())
	return n >= len(items)-1 && n <= len(items)+joins(last.Name)+1
}

// titles are the names in 《》 of runes [from, to), when they stand side by side at its end.
func (l *lister) titles(from, to int) []Item {
	t := l.t
	var out []Item
	for i := to; i > from && t.runes[i-1] == '》'; {
		open := i - 1
		for open > from && t.runes[open] != '《' {
			open--
		}
		out = append(out, Item{Name: string(t.runes[open:i]), Span: t.span(open, i)})
		if i = open; i > from && strings.ContainsRune("、和及", t.runes[i-1]) {
			i--
		}
	}
	slices.Reverse(out)
	return out
}

// introduced looks at every colon and 分别为 of the paragraph, outside brackets, for a list that a count declares.
func (l *lister) introduced() {
	t := l.t
	done := make(map[*Claim]bool)
	reach, reads, sentence := 0, 0, -1
	for i := 0; i < len(t.runes); i++ {
		if t.encl[i] != 0 || t.quoted[i] || i < reach {
			continue
		}
		w, open := l.introAt(i)
		if w == 0 {
			continue
		}
		from := i + w
		c := l.declares(i)
		if c == nil || done[c] || markAt(t, t.skipSpace(from)).style != noStyle {
			continue
		}
		if k := t.clauses[t.clauseOf[i]].sentence; k != sentence {
			reads, sentence = 0, k
		}
		if reads++; reads > maxReads {
			continue
		}
		items, extra, end := l.read(from, c)
		if l.numbered(c, items) || len(items) == 0 || len(items) == 1 && c.Value.IntPart() > 1 {
			continue
		}
		done[c] = true
		reach = end
		closure := Closed
		if open || l.openEnd(items, c) {
			closure = Open
		}
		g := l.add(c, items, "：", closure)
		g.MaxItem = len(items) + extra
	}
}

// numbered: 获奖8件：国家级1件、省级3件、市级4件 — the items have numbers of their own, which add up.
func (l *lister) numbered(c *Claim, items []Item) bool {
	n := 0
	for _, it := range items {
		if slices.ContainsFunc(l.p.Claims[c.order+1:], func(o *Claim) bool {
			return o.Kind == Count && o.tok.counter == c.tok.counter && !o.tok.han && o.tok.start >= it.Span.Start && o.tok.end == it.Span.End
		}) {
			n++
		}
	}
	return n > 0 && n*2 >= len(items)
}

// introAt recognises the words that introduce a list at rune i, and whether they leave it open.
func (l *lister) introAt(i int) (width int, open bool) {
	t := l.t
	for _, w := range []string{"分别为", "分别是", "分别有", "分别设", "具体为", "具体是", "主要包括", "具体包括", "包括"} {
		if t.at(i, w) {
			n := len([]rune(w))
			if t.at(i+n, ":") {
				n++
			}
			return n, w == "主要包括" || w == "包括"
		}
	}
	if t.at(i, "即") && i > 0 && strings.ContainsRune(",(:;", t.runes[i-1]) {
		return 1, false
	}
	if t.runes[i] == ':' {
		return 1, i >= 2 && (t.before(i, "其中") || t.before(i, "如") || t.before(i, "主要有") || t.before(i, "主要是") || t.before(i, "主要包括"))
	}
	return 0, false
}

// declares finds the count that says how many items follow the introduction at rune i.
func (l *lister) declares(i int) *Claim {
	t := l.t
	start := i
	for start > 0 && i-start < 60 && !strings.ContainsRune(",。;:\n", t.runes[start-1]) {
		start--
	}
	subject := normal(string(t.runes[start:i]))
	subject = trimAny(subject, []string{"分别", "主要", "为", "是", "有", "包括", "其中", "即", "如下"})
	k := sort.Search(len(l.counts), func(n int) bool { return l.counts[n].tok.start >= i })
	if k == 0 {
		return nil
	}
	last := l.counts[k-1]
	if last.tok.start >= start && i-last.tok.end <= 12 && !strings.Contains(subject, "、") {
		return last // 完成2个项目：…
	}
	if subject == "" || slices.Contains(vocab().GenericSubjects, subject) {
		return l.nearest(k, i)
	}
	return l.similar(subject, k)
}

// nearest is the count right before the introduction, when no other sentence stands between.
func (l *lister) nearest(k, i int) *Claim {
	last := l.counts[k-1]
	sentence := l.t.clauses[l.t.clauseOf[i]].sentence
	if last.bracket != 0 || sentence-last.sentence > 1 {
		return nil
	}
	if k > 1 && l.counts[k-2].sentence == last.sentence && l.counts[k-2].segment == last.segment && l.counts[k-2].bracket == 0 {
		return nil // two counts before one list: which of them?
	}
	return last
}

// similar is the count whose subject is most like the words before the list.
func (l *lister) similar(subject string, k int) *Claim {
	var best *Claim
	top := 0.5
	for n := max(0, k-12); n < k; n++ {
		c := l.counts[n]
		if c.bracket != 0 {
			continue
		}
		name := c.Canon + c.Noun
		if likeness := contained(normal(c.Subject)+c.Noun, subject); likeness >= top && name != "" {
			best, top = c, likeness
		}
	}
	return best
}

// contained is the share of a's pairs of letters that b has too.
func contained(a, b string) float64 {
	ra, rb := []rune(a), []rune(b)
	if len(ra) > 40 {
		ra = ra[len(ra)-40:]
	}
	if len(rb) > 80 {
		rb = rb[len(rb)-80:]
	}
	if len(ra) < 2 || len(rb) < 2 {
		return 0
	}
	n := 0
	for i := 0; i+1 < len(ra); i++ {
		for k := 0; k+1 < len(rb); k++ {
			if ra[i] == rb[k] && ra[i+1] == rb[k+1] {
				n++
				break
			}
		}
	}
	return float64(n) / float64(len(ra)-1)
}

const (
	maxList  = 2000 // runes; no list is longer
	maxReads = 24   // lists of one sentence that are taken apart
)

// read takes the list apart that begins at rune from. extra is how many more items there may be
// than the cautious reading finds; end is where the list ends.
func (l *lister) read(from int, c *Claim) (items []Item, extra, end int) {
	t := l.t
	from = t.skipSpace(from)
	stop := min(len(t.runes), from+maxList)
	semicolon := -1
	for i := from; i < stop; i++ {
		if t.encl[i] != t.encl[min(from, len(t.runes)-1)] || t.quoted[i] {
			continue
		}
		if t.runes[i] == '。' || t.runes[i] == '\n' {
			stop = i
			break
		}
		if t.runes[i] == ';' && semicolon < 0 {
			semicolon = i
		}
	}
	if amounts := l.amountItems(from, stop, c); len(amounts) > 0 {
		return amounts, 0, stop
	}
	if semicolon >= 0 && (c.Value.IntPart() == 1 || strings.ContainsRune(string(t.runes[from:semicolon]), '、') || l.countLater(semicolon, stop)) {
		stop = semicolon
		semicolon = -1
	}
	sep := '、'
	if semicolon >= 0 {
		sep = ';'
	}
	cut, comma := l.listEnd(from, stop, sep)
	items = l.items(from, cut, sep)
	if len(items) == 0 {
		return nil, 0, stop
	}
	extra = joins(items[len(items)-1].Name)
	if comma {
		extra += len(l.items(cut+1, stop, sep))
	}
	return items, extra, stop
}

// countLater: another count declares a list of its own after the semicolon.
func (l *lister) countLater(from, to int) bool {
	return slices.ContainsFunc(l.counts, func(c *Claim) bool {
		return c.tok.start > from && c.tok.end < to && c.bracket == 0 && l.t.at(c.tok.end, ":")
	})
}

// amountItems: in a list of sums of money each sum ends an item, whatever signs stand between.
func (l *lister) amountItems(from, stop int, c *Claim) []Item {
	var out []Item
	at := from
	for _, a := range l.p.Claims[c.order+1:] {
		if a.tok.start < from {
			continue
		}
		if a.tok.start >= stop {
			break
		}
		if a.Kind != Amount || a.bracket != c.bracket || a.Attrib {
			continue
		}
		if a.role != roleFigure || a.Total || len(out) > 0 && a.tok.start-at < 2 {
			return nil
		}
		name := strings.Trim(strings.TrimLeft(l.t.plain(at, a.tok.start), ")、,;和及以 "), " ")
		out = append(out, Item{Name: name, Span: l.t.span(at, a.tok.end)})
		at = a.tok.end
	}
	if len(out) < 2 || strings.Contains(out[0].Name, "、") {
		return nil
	}
	for _, it := range out[1:] {
		if it.Name == "" || strings.Contains(it.Name, "、") {
			return nil
		}
	}
	return out
}

// listEnd finds where the list ends before stop: at a comma with words behind it that go on speaking.
// comma reports that the words behind it could be items as well.
func (l *lister) listEnd(from, stop int, sep rune) (cut int, comma bool) {
	t := l.t
	if sep != '、' {
		return stop, false
	}
	for i := from; i < stop; i++ {
		if t.runes[i] != ',' || t.encl[i] != 0 || t.quoted[i] || t.clauseOf[i] == -1 {
			continue
		}
		rest := string(t.runes[i+1 : min(stop, i+20)])
		return i, !startsWithAny(strings.TrimSpace(rest), vocab().ListEnd)
	}
	return stop, false
}

// items cuts runes [from, to) at sep, outside brackets and quotes.
func (l *lister) items(from, to int, sep rune) []Item {
	t := l.t
	if from >= to {
		return nil
	}
	level := t.encl[from]
	if t.runes[from] == '(' {
		level = t.encl[from]
	}
	var out []Item
	start := from
	put := func(end int) {
		sp := t.span(start, end)
		if name := strings.TrimSpace(t.source(sp)); name != "" && sp.End > sp.Start {
			out = append(out, Item{Name: strings.TrimSuffix(name, "等"), Span: sp})
		}
	}
	for i := from; i < to; i++ {
		if t.encl[i] == level && !t.quoted[i] && t.runes[i] == sep {
			put(i)
			start = i + 1
		}
	}
	put(to)
	if slices.ContainsFunc(out, func(it Item) bool { return it.Span.End-it.Span.Start > 60 }) {
		return nil
	}
	return out
}

// openEnd: the last item ends with 等, so there are more.
func (l *lister) openEnd(items []Item, c *Claim) bool {
	last := items[len(items)-1].Span
	return last.End > 0 && l.t.runes[last.End-1] == '等' || slices.ContainsFunc([]string{"等", "等。"}, func(w string) bool { return l.t.at(last.End, w) })
}

// joins counts the 和, 及, 与 of the last item: each may join two items or stand inside a name.
func joins(name string) int {
	n := 0
	for _, w := range []string{"以及", "和", "及", "与", "暨"} {
		n += strings.Count(name, w)
		name = strings.ReplaceAll(name, w, "")
	}
	return n
}

func (l *lister) add(c *Claim, items []Item, intro string, closure Closure) *Group {
	g := &Group{Kind: List, Total: c, Items: items, MaxItem: len(items), Intro: intro, Closure: closure, Rule: "R70"}
	if len(items) > 0 && intro != "：" {
		g.MaxItem += joins(items[len(items)-1].Name)
	}
	if len(items) > 1 {
		l.s.add(g)
	} else if intro == "：" {
		l.s.add(g)
	}
	return g
}
