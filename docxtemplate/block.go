package docxtemplate

import (
	"bytes"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

// block is an opening tag with its end, widened to the smallest unit of the
// document that holds both.
type block struct {
	open, close *tag
	seps        []*tag     // 否则, 否则如果
	bounds      []position // position of each separator
	rows        bool       // the unit is one or more table rows
	columns     bool       // the unit is one or more table columns
}

// position is where a region begins or ends: a byte offset of the part with room for eight in order between it and the next.
type position int

func pos[T int | int32](off T, order int) position { return position(off)*8 + position(order) }

// offset is the byte offset of a position.
func (p position) offset() int { return int(p / 8) }

// pairing finds the blocks of one story.
type pairing struct {
	*layout
	stack  []*block
	broken int // unreadable tags that may have opened a block
}

// pairBlocks pairs opening and closing tags, story by story.
func (l *layout) pairBlocks() {
	stories := map[int32]*pairing{}
	var order []int32
	for i, u := range l.units {
		if len(u.tags) == 0 {
			continue
		}
		key := int32(-2 - i) // text outside paragraphs is a story of its own
		if u.para {
			key = l.story(u.node)
		}
		p := stories[key]
		if p == nil {
			p = &pairing{layout: l}
			stories[key] = p
			order = append(order, key)
		}
		for _, t := range u.tags {
			if t.broken {
				p.broken++
				continue
			}
			if t.ofRow {
				continue
			}
			p.add(t)
		}
	}
	for _, key := range order {
		p := stories[key]
		for _, b := range p.stack {
			p.unclosedBlock(b, nil)
		}
	}
}

func (l *layout) story(n int32) int32 {
	for ; n >= 0; n = l.nodes[n].parent {
		if l.nodes[n].kind == kindStory {
			return n
		}
	}
	return -1
}

func (p *pairing) add(t *tag) {
	switch t.Kind {
	case lang.Loop, lang.If, lang.IfNot, lang.Section:
		p.stack = append(p.stack, &block{open: t})
	case lang.Else, lang.ElseIf:
		if len(p.stack) == 0 && p.broken > 0 {
			return
		}
		if len(p.stack) == 0 {
			p.fault(t, "stray-else", "这里没有打开的条件", "请删去，或在前面补上 {{如果 …}}")
			return
		}
		b := p.stack[len(p.stack)-1]
		if n := len(b.seps); n > 0 && b.seps[n-1].Kind == lang.Else {
			p.fault(t, "else-twice", "“否则”后面不能再有“"+t.Source+"”", "请检查 "+b.open.raw+" 的各个分支")
			return
		}
		b.seps = append(b.seps, t)
	case lang.End:
		p.end(t)
	}
}

func (p *pairing) end(t *tag) {
	for len(p.stack) > 0 {
		b := p.stack[len(p.stack)-1]
		p.stack = p.stack[:len(p.stack)-1]
		if !closes(t, b.open) && len(p.stack) > 0 && closes(t, p.stack[len(p.stack)-1].open) {
			p.unclosedBlock(b, t)
			continue
		}
		if !closes(t, b.open) {
			p.fault(t, "block-mismatch", "与 "+b.open.raw+"（"+p.where(b.open)+"）不配对", "请检查名称")
		}
		b.close = t
		if p.crossing(b) && len(p.stack) > 0 {
			p.unclosedBlock(b, t)
			continue
		}
		p.place(b)
		return
	}
	if p.broken > 0 {
		p.broken--
		return
	}
	p.fault(t, "stray-end", "没有与之配对的开始标签", "请删去，或在前面补上 {{循环 …}} 或 {{如果 …}}")
}

// closes reports whether an end may belong to an opening tag.
func closes(end, open *tag) bool {
	if end.Of == lang.Loop && open.Kind != lang.Loop && open.Kind != lang.Section || end.Of == lang.If && open.Kind == lang.Loop {
		return false
	}
	if end.Name == "" {
		return true
	}
	name := foldName(end.Name)
	full := foldName(open.Expr.String())
	return name == full || strings.HasSuffix(full, "."+name) || open.As != "" && name == foldName(open.As)
}

func (p *pairing) unclosedBlock(b *block, at *tag) {
	if b.open.Kind == lang.Loop || b.open.Kind == lang.Section {
		p.unclosed = append(p.unclosed, b.open)
	}
	msg := "没有与之配对的 {{结束}}"
	if at != nil {
		msg = "没有在 " + at.raw + "（" + p.where(at) + "）之前结束"
	}
	p.fault(b.open, "unclosed-block", msg, "请在同一单元格、同一行或同一段落范围内补上 {{结束}}")
}

// where names the place of a tag in an error about another tag.
func (l *layout) where(t *tag) string { return l.c.errorAt(t.unit, t.from, t.to).Place() }

func (l *layout) fault(t *tag, code, msg, hint string) {
	e := l.c.errorAt(t.unit, t.from, t.to)
	e.Code, e.Found, e.Msg, e.Hint = code, t.raw, msg, hint
	l.c.report(e)
}

// node is the text node a tag stands in.
func (t *tag) node() int32 { return t.unit.atoms[t.atom].node }

// meet gives the deepest node around two nodes, and the child of it that holds
// each; a child is the node itself when the two are the same.
func (l *layout) meet(a, b int32) (top, ca, cb int32) {
	da, db := l.depth(a), l.depth(b)
	ca, cb = a, b
	for da > db {
		ca, a, da = a, l.nodes[a].parent, da-1
	}
	for db > da {
		cb, b, db = b, l.nodes[b].parent, db-1
	}
	for a != b {
		ca, cb = a, b
		a, b = l.nodes[a].parent, l.nodes[b].parent
	}
	return a, ca, cb
}

func (l *layout) depth(n int32) (d int) {
	for ; n >= 0; n = l.nodes[n].parent {
		d++
	}
	return d
}

// crossing reports whether the ends stand in places no unit can hold: one in a
// table, the other outside it.
func (p *pairing) crossing(b *block) bool {
	top, ca, cb := p.meet(b.open.node(), b.close.node())
	if top < 0 {
		return b.open.unit != b.close.unit
	}
	k := p.nodes[top].kind
	if k == kindTable || k == kindRow || k == kindText {
		return false
	}
	return p.holdsRows(ca) != p.holdsRows(cb) || p.holdsRows(ca) && ca != cb && p.nodes[ca].kind == kindTable
}

// holdsRows reports whether a child of a unit is a table, or a row of one.
func (p *pairing) holdsRows(n int32) bool {
	return n >= 0 && (p.nodes[n].kind == kindTable || p.nodes[n].kind == kindRow)
}

// place widens a block to its unit and makes its region.
func (p *pairing) place(b *block) {
	if p.crossing(b) {
		p.fault(b.open, "block-crosses", "开始与结束（"+p.where(b.close)+"）不在同一范围：一个在表格内，一个在表格外", "请把两个标签放在同一表格的行里，或都放在表格外的段落里")
		return
	}
	an, bn := b.open.node(), b.close.node()
	top, ca, cb := p.meet(an, bn)
	r := &region{kind: regionBlock, block: b, rank: b.open.order}
	switch {
	case an == bn: // the same stretch of text
		r.start, r.end = pos(b.open.at, 4), pos(b.close.at, 4)
		for _, s := range b.seps {
			b.bound(s.node() == an, func() position { return pos(s.at, 4) })
		}
	case top >= 0 && (p.nodes[top].kind == kindTable || p.nodes[top].kind == kindRow || p.nodes[ca].kind == kindRow):
		p.placeRows(b, r, top, ca, cb)
	case b.open.unit == b.close.unit:
		p.placeRuns(b, r, top, ca, cb)
	default:
		p.placeParas(b, r, top, ca, cb)
	}
	for i := range b.bounds {
		if b.bounds[i] < r.start || b.bounds[i] > r.end || i > 0 && b.bounds[i] < b.bounds[i-1] {
			p.fault(b.seps[i], "else-misplaced", "与 "+b.open.raw+" 不在同一范围", "请把它放在开始与结束之间、与它们同样的位置")
			return
		}
	}
	if b.columns {
		return
	}
	p.addRegion(r)
	if b.open.unit == b.close.unit && !b.rows {
		p.elide(b)
	}
}

// bound notes where a branch begins, -1 when its separator does not stand at a border that the block can have.
func (b *block) bound(ok bool, at func() position) {
	if !ok {
		b.bounds = append(b.bounds, -1)
		return
	}
	b.bounds = append(b.bounds, at())
}

// childOf is the node directly under top that holds n, -1 when top does not.
func (l *layout) childOf(top, n int32) int32 {
	for n >= 0 && l.nodes[n].parent != top {
		n = l.nodes[n].parent
	}
	return n
}

// placeRows makes whole rows the unit.
func (p *pairing) placeRows(b *block, r *region, top, ca, cb int32) {
	if p.placeColumns(b, top, ca, cb) {
		b.columns = true
		return
	}
	b.rows = true
	if p.nodes[top].kind == kindRow {
		ca, cb = top, top
		top = p.nodes[top].parent
	}
	edge := func(t *tag, row int32, end bool) position {
		switch {
		case p.aloneRow[row] && ca != cb:
			return pos(t.at, 4)
		case end:
			return pos(p.nodes[row].end, 0)
		}
		return pos(p.nodes[row].start, 0)
	}
	r.start, r.end = edge(b.open, ca, false), edge(b.close, cb, true)
	for _, s := range b.seps {
		row := p.childOf(top, s.node())
		b.bound(row >= 0 && row != ca && (row != cb || p.aloneRow[row]), func() position { return edge(s, row, false) })
	}
}

// placeParas makes whole paragraphs (and what stands between them) the unit.
func (p *pairing) placeParas(b *block, r *region, top, ca, cb int32) {
	edge := func(t *tag, n int32, end bool) position {
		switch {
		case p.nodes[n].kind == kindPara && p.alone[n]:
			return pos(t.at, 4)
		case end:
			return pos(p.nodes[n].end, 0)
		}
		return pos(p.nodes[n].start, 0)
	}
	r.start, r.end = edge(b.open, ca, false), edge(b.close, cb, true)
	for _, s := range b.seps {
		n := p.childOf(top, s.node())
		b.bound(n >= 0 && n != ca && (n != cb || p.alone[n]), func() position { return edge(s, n, false) })
	}
	p.risk(top)
}

// placeRuns makes runs of one paragraph the unit; a run that holds other text
// than the tag is cut in two.
func (p *pairing) placeRuns(b *block, r *region, top, ca, cb int32) {
	if p.nodes[top].kind == kindRun {
		ca, cb = top, top
		top = p.nodes[top].parent
	}
	r.start, r.end = p.edge(b.open, ca, false), p.edge(b.close, cb, true)
	for _, s := range b.seps {
		n := p.childOf(top, s.node())
		b.bound(n >= 0, func() position { return p.edge(s, n, false) })
	}
}

// edge is the border of a block at a tag of the run, or wrapper, n.
func (p *pairing) edge(t *tag, n int32, end bool) position {
	nd := &p.nodes[n]
	if nd.kind != kindRun {
		if end {
			return pos(nd.end, 0)
		}
		return pos(nd.start, 0)
	}
	switch {
	case !p.hasBefore(t, n):
		return pos(nd.start, 0)
	case !p.hasAfter(t, n):
		return pos(nd.end, 0)
	}
	text := t.node()
	p.insert(pos(t.at, 2), p.closer(text)+p.closer(n))
	p.insert(pos(t.at, 6), p.opener(n)+p.runProps(n)+p.textOpener(text))
	p.split[n] = true
	return pos(t.at, 4)
}

// hasBefore reports whether run n holds anything before the tag.
func (l *layout) hasBefore(t *tag, n int32) bool {
	for _, a := range t.unit.atoms {
		if a.text >= t.from {
			break
		}
		if l.within(a.node, n) {
			return true
		}
	}
	return l.hasObject(n, l.nodes[n].start, int32(t.first))
}

// hasAfter reports whether run n holds anything behind the tag.
func (l *layout) hasAfter(t *tag, n int32) bool {
	for i := len(t.unit.atoms) - 1; i >= 0 && t.unit.atomEnd(i) > t.to; i-- {
		if l.within(t.unit.atoms[i].node, n) {
			return true
		}
	}
	return l.hasObject(n, int32(t.last), l.nodes[n].end)
}

func (l *layout) within(n, outer int32) bool {
	return l.nodes[n].start >= l.nodes[outer].start && l.nodes[n].end <= l.nodes[outer].end
}

// hasObject reports whether a node has content other than text in a range.
func (l *layout) hasObject(n, from, to int32) bool {
	for i := n + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[n].end; i++ {
		k := l.nodes[i].kind
		if (k == kindObject || k == kindMark) && l.nodes[i].start >= from && l.nodes[i].end <= to {
			return true
		}
	}
	return false
}

// rawName is the name of a node as the part writes it.
func (l *layout) rawName(n int32) string {
	b := l.src[l.nodes[n].start+1 : l.nodes[n].open]
	if i := bytes.IndexAny(b, " \t\r\n/>"); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

func (l *layout) closer(n int32) string { return "</" + l.rawName(n) + ">" }
func (l *layout) opener(n int32) string { return string(l.src[l.nodes[n].start:l.nodes[n].open]) }

// textOpener is a start tag like that of text node n which keeps white space.
func (l *layout) textOpener(n int32) string {
	if l.nodes[n].space == spaceW {
		return "<" + l.rawName(n) + ` xml:space="preserve">`
	}
	return "<" + l.rawName(n) + ">"
}

// runProps are the properties of a run, for another one.
func (l *layout) runProps(n int32) string {
	if c := l.child(n, kindRPr); c >= 0 {
		return wml.Untracked(string(l.src[l.nodes[c].start:l.nodes[c].end]))
	}
	return ""
}

// child is the first node of a kind directly under n, -1 if there is none, or no n.
func (l *layout) child(n int32, k kind) int32 {
	if n < 0 {
		return -1
	}
	for i := n + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[n].end; i++ {
		if l.nodes[i].parent == n && l.nodes[i].kind == k {
			return i
		}
	}
	return -1
}

// elide makes a paragraph that is nothing but one block vanish with it.
func (p *pairing) elide(b *block) {
	u := b.open.unit
	if !u.para || p.alone[u.node] || u.objects || p.nodes[u.node].parent < 0 || p.nodes[u.node].space != spaceW {
		return
	}
	if strings.TrimSpace(u.text[:b.open.from]) != "" || strings.TrimSpace(u.text[b.close.to:]) != "" || p.halfMarked(u.node) {
		return
	}
	nd := &p.nodes[u.node]
	p.addRegion(&region{kind: regionElide, node: u.node, start: pos(nd.start, 0), end: pos(nd.end, 0), rank: -1})
	p.risk(nd.parent)
}

// halfMarked reports whether a bookmark, or another range, begins before a node and ends in it, or ends behind it.
func (l *layout) halfMarked(n int32) bool {
	open := 0
	for i := n + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[n].end; i++ {
		switch nd := &l.nodes[i]; {
		case nd.kind != kindMark:
		case strings.HasSuffix(nd.name, "Start"):
			open++
		case strings.HasSuffix(nd.name, "End"):
			open--
		}
		if open < 0 {
			return true
		}
	}
	return open > 0
}
