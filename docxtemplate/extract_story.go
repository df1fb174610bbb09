package docxtemplate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/document"
)

// thing is a paragraph or table of the filled document.
type thing struct {
	para  *document.Paragraph
	table *document.Table
	cut   bool // the table goes on, perhaps, in the next one
	text  foldedText
	keys  []string
}

func (x *extractor) things(blocks []document.Block) []thing {
	var out []thing
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			if b.Text != "" {
				out = append(out, thing{para: b, text: foldText(b.Text), keys: paragraphKeys(b.Text)})
			}
		case *document.Table:
			out = append(out, thing{table: b})
		}
	}
	return out
}

func paragraphKeys(s string) []string {
	if len(s) > maxLabel {
		return []string{strings.Map(wordRune, string(foldText(s).runes))}
	}
	return keys(s)
}

// sequence reads paragraphs and tables by items of the template.
func (x *extractor) sequence(items []*modelItem, blocks []document.Block, e env) {
	things := x.rejoin(items, x.things(blocks))
	a := &aligner{
		n:      len(things),
		score:  func(it *modelItem, j int) (gain, bool) { return x.fits(it, &things[j]) },
		waste:  func(j int) gain { return 0.6 },
		absent: func(it *modelItem) gain { return x.absence(it) },
	}
	way, unsure, ok := a.run(items)
	if !ok {
		x.leave("（内容太多，没有读）", document.Place{})
		return
	}
	used := map[int]bool{}
	rounds := x.follow(way, e)
	rich := map[*modelItem][]aligned{}
	for i, s := range way {
		if s.kind != opMatch {
			continue
		}
		if s.item.kind == itemRich {
			rich[s.item] = append(rich[s.item], s)
			if i+1 == len(way) || way[i+1].item != s.item {
				x.rich(rich[s.item], things, unsure, used, rounds[i])
				delete(rich, s.item)
			}
			continue
		}
		if unsure[s.j] {
			x.doubtful(s.item)
			continue
		}
		used[s.j] = true
		th := &things[s.j]
		switch {
		case s.item.kind == itemTable:
			x.table(s.item.table, th, rounds[i])
		default:
			x.capture(s.item.text, &th.text, th.para, rounds[i])
		}
	}
	for j := range things {
		if !used[j] {
			x.leaveThing(&things[j])
		}
	}
}

// follow gives the elements of the loops at each step of a way, and notes how many each loop has.
func (x *extractor) follow(way []aligned, e env) []env {
	out := make([]env, len(way))
	at := map[*modelItem]int{}
	counts := map[string]*listFound{}
	var open []*modelItem
	current := func() env {
		c := e
		for _, l := range open {
			if l.list != nil && at[l] >= 0 {
				c = c.with(l.list, at[l])
			}
		}
		return c
	}
	for i, s := range way {
		switch s.kind {
		case opEnter:
			for k, l := range open {
				if !standsIn(l, s.item) {
					open = open[:k]
					break
				}
			}
			out[i] = current()
			open = append(open, s.item)
			at[s.item] = -1
			x.noteList(counts, s.item.list, current(), 0)
		case opRound:
			for k, l := range open {
				if l == s.item {
					open = open[:k+1]
				}
			}
			at[s.item]++
			x.noteList(counts, s.item.list, current(), at[s.item]+1)
			out[i] = current()
		default:
			for k, l := range open {
				if !standsIn(l, s.item) {
					open = open[:k]
					break
				}
			}
			out[i] = current()
		}
	}
	for _, l := range counts {
		x.lists = append(x.lists, *l)
	}
	return out
}

// standsIn reports whether an item stands in a loop.
func standsIn(loop, it *modelItem) bool {
	var in func(items []*modelItem) bool
	in = func(items []*modelItem) bool {
		for _, i := range items {
			if i == it || in(i.body) {
				return true
			}
			for _, b := range i.branches {
				if in(b) {
					return true
				}
			}
		}
		return false
	}
	return in(loop.body)
}

// noteList notes that a list has n elements.
func (x *extractor) noteList(counts map[string]*listFound, list []segment, e env, n int) {
	l := &listFound{path: list, n: n}
	key := listKey(list)
	for i, s := range list[:len(list)-1] {
		if s.list {
			k, ok := e[listKey(list[:i+1])]
			if !ok {
				return
			}
			l.index = append(l.index, k)
			key += "/" + strconv.Itoa(k)
		}
	}
	counts[key] = l
}

// fits says how well a thing fits an item.
func (x *extractor) fits(it *modelItem, th *thing) (gain, bool) {
	switch {
	case it.kind == itemRich:
		return 0.1, true
	case it.kind == itemTable:
		if th.table == nil {
			return 0, false
		}
		return x.tableFits(it.table, th.table)
	case th.para == nil:
		return 0, false
	case it.keys != nil:
		rank := x.synonyms.same(it.keys, th.keys)
		return 2 - 0.05*gain(max(rank, 0)), rank >= 0
	}
	_, ok, _ := it.text.match(&th.text)
	if !words(it.text.words()) {
		return 0.3, ok
	}
	return 2, ok
}

func (x *extractor) absence(it *modelItem) gain {
	switch {
	case it.kind == itemTable:
		return 1
	case it.kind == itemRich, it.kind == itemPara && !words(it.text.words()):
		return 0.05
	case it.kind == itemRow:
		return it.row.absence()
	}
	return 0.3
}

// doubtful marks the tags of an item whose place is not certain.
func (x *extractor) doubtful(it *modelItem) {
	x.doubtfulAs(it, "ambiguous", "文档里有不止一处可能是它")
}

func (x *extractor) doubtfulAs(it *modelItem, code, reason string) {
	for _, k := range it.text.holes() {
		x.miss(k, code, reason)
	}
	if it.table != nil {
		for _, c := range it.table.cells {
			x.missCell(c, code, reason)
		}
	}
	if it.row != nil {
		for _, c := range it.row.cells {
			x.missCell(c, code, reason)
		}
	}
}

func (x *extractor) missCell(c *cellModel, code, reason string) {
	for _, k := range c.text.holes() {
		x.miss(k, code, reason)
	}
}

// capture reads a text by the pattern that printed it.
func (x *extractor) capture(p pattern, t *foldedText, para *document.Paragraph, e env) bool {
	found, ok, ambiguous := p.match(t)
	if !ok || ambiguous {
		code, reason := "unreadable", "印的是“"+clipText(t.src, 40)+"”，与模板的写法对不上"
		if ambiguous {
			code, reason = "ambiguous", "印的是“"+clipText(t.src, 40)+"”，分不清各个值从哪里到哪里"
		}
		for _, k := range p.holes() {
			x.miss(k, code, reason)
		}
		if !x.told[para] {
			x.leave(t.src, para.Place)
		}
		return false
	}
	counts := map[string]*listFound{}
	x.emptyLists(counts, p, e)
	for _, c := range found {
		inner := e
		for i, l := range c.lists {
			list := strings.Split(l, ".")
			inner = inner.with(toSegments(list), c.steps[i])
		}
		x.note(c.hole, t.slice(c.from, c.to), para.Place, inner)
		x.countLists(counts, c, p, e)
	}
	for _, k := range p.holes() {
		x.seen[k] = true // an optional part that is not there is blank
	}
	for _, l := range counts {
		x.lists = append(x.lists, *l)
	}
	return true
}

func toSegments(names []string) []segment {
	out := make([]segment, len(names))
	for i, n := range names {
		out[i].name = n
	}
	return out
}

// emptyLists notes the repeating parts of a text, which may have no rounds.
func (x *extractor) emptyLists(counts map[string]*listFound, p pattern, e env) {
	for _, c := range p {
		if c.list != nil {
			x.noteList(counts, c.list, e, 0)
		}
		for _, b := range c.branches {
			x.emptyLists(counts, b, e)
		}
	}
}

func (x *extractor) countLists(counts map[string]*listFound, c capture, p pattern, e env) {
	inner := e
	for i, l := range c.lists {
		if path := findList(p, l); path != nil {
			x.noteList(counts, path, inner, c.steps[i]+1)
			inner = inner.with(path, c.steps[i])
		}
	}
}

func findList(p pattern, key string) []segment {
	for _, c := range p {
		if c.list != nil && listKey(c.list) == key {
			return c.list
		}
		if l := findList(c.body, key); l != nil {
			return l
		}
		for _, b := range c.branches {
			if l := findList(b, key); l != nil {
				return l
			}
		}
	}
	return nil
}

func (x *extractor) leaveThing(th *thing) {
	if th.para != nil {
		if !x.told[th.para] {
			x.leave(th.para.Text, th.para.Place)
		}
		return
	}
	for c := range th.table.Grid.Cells() {
		if cell := th.table.Cells[c.Index]; cell != nil && !x.toldCell(cell) {
			x.leave(cell.Text, cell.Place)
		}
	}
}

// toldCell reports whether all that a cell prints was read as content controls.
func (x *extractor) toldCell(c *document.Cell) bool {
	return !slices.ContainsFunc(document.Paragraphs(c.Blocks), func(p *document.Paragraph) bool { return !x.told[p] })
}

// learn finds the values of names that stand in labels, such as the 年度 of {{年度}}年决算数 beside {{年度 - 1}}年决算数:
// the value under which most labels are found as printed.
func (x *extractor) learn(doc *document.Document) {
	x.known = map[string]string{}
	var texts []foldedText
	for _, p := range document.Paragraphs(doc.Blocks) {
		if len(p.Text) < maxLabel {
			texts = append(texts, foldText(p.Text))
		}
	}
	votes := map[string]map[string]int{}
	patterns := x.holes
	for _, it := range x.body {
		if it.kind == itemPara && words(it.text.words()) {
			patterns = append(patterns, it.text)
		}
	}
	for _, p := range patterns {
		holes := p.holes()
		if len(holes) != 1 || holes[0].path == nil || len(holes[0].Pipes) > 0 {
			continue
		}
		name := strings.Join(plainPath(holes[0].path), ".")
		if !x.counted(name) {
			continue
		}
		for i := range texts {
			if found, ok, ambiguous := p.match(&texts[i]); ok && !ambiguous && len(found) == 1 {
				s := texts[i].slice(found[0].from, found[0].to)
				if _, err := decimal.NewFromString(s); err == nil {
					if votes[name] == nil {
						votes[name] = map[string]int{}
					}
					votes[name][s]++
				}
			}
		}
	}
	for name, count := range votes {
		best, top, even := "", 0, false
		for s, n := range count {
			switch {
			case n > top:
				best, top, even = s, n, false
			case n == top:
				even = true
			}
		}
		if !even {
			x.known[name] = best
		}
	}
}

// counted reports whether a computed tag counts with a name.
func (x *extractor) counted(name string) bool {
	for _, k := range x.marks {
		if k.path != nil || k.Expr == nil {
			continue
		}
		for _, p := range k.Expr.Paths() {
			if path, _, ok := x.names.resolve(p); ok && listKey(path) == name {
				return true
			}
		}
	}
	return false
}

// knownScope gives the names learnt from labels.
type knownScope struct{ x *extractor }

func (s knownScope) Lookup(p lang.Path) (any, bool) {
	path, _, ok := s.x.names.resolve(p)
	if !ok {
		return nil, false
	}
	v, ok := s.x.known[listKey(path)]
	if !ok {
		return nil, false
	}
	d, err := decimal.NewFromString(v)
	return d, err == nil
}

// expected is what a tag in a label should have printed, as far as is known.
func (x *extractor) expected(k *mark) (string, bool) {
	v, err := k.Expr.Eval(knownScope{x})
	if err != nil || v == nil {
		return "", false
	}
	if v, err = k.chain.Apply(v); err != nil {
		return "", false
	}
	return lang.Text(v)
}
