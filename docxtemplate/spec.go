package docxtemplate

import (
	"cmp"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/nearest"
)

// spec makes the program of a layout for data of a shape.
type spec struct {
	*layout
	c      *compiler
	prog   *program
	scopes []scope
	deep   int
	loops  int // enclosing loops of the place
	fixed  int // enclosing loops and conditions
	table  tableState
	slots  map[int]int // id index → slot
	groups map[*mergeGroup]*groupState
	around []enclosing // loops around the place
	known  *statics
	mode   mode
	note   bool // a note is made, for where it is referred to

	comments map[string]*remark // of the part, by id
	nestNo   int                // number of the loop of the place, 0 outside
	nests    int                // loops made
	linked   map[int]bool       // links with relationships of their own, by index in layout.ids
	copied   map[int]bool       // charts with parts of their own, by index in layout.ids
}

// tableState is what is known of the table being made.
type tableState struct {
	base   int  // number of scopes outside the table
	fixed  int  // value of spec.fixed outside the table
	stable bool // a row is certain to be printed
	inside bool
}

// emitter gathers instructions; neighbouring literals become one.
type emitter struct {
	s    *spec
	list []instruction
	lit  []byte
	turn int // of lit among the static texts of the part
}

func (e *emitter) bytes(b []byte) {
	if len(e.lit) == 0 {
		e.turn = e.s.known.turn()
	}
	e.lit = append(e.lit, b...)
}

func (e *emitter) text(s string)     { e.bytes([]byte(s)) }
func (e *emitter) add(n instruction) { e.flush(); e.list = append(e.list, n) }

func (e *emitter) flush() {
	if len(e.lit) > 0 {
		e.list = append(e.list, e.s.known.add(e.lit, e.turn))
		e.lit = e.lit[:0]
	}
}

func (e *emitter) done() []instruction {
	e.flush()
	return e.list
}

// makeProgram specialises every layout for a shape.
func (c *compiler) makeProgram(layouts []*layout, root *shape) *program {
	return c.programIn(modePlain, layouts, root)
}

// programIn is makeProgram for a document that takes content, or is content itself.
func (c *compiler) programIn(m mode, layouts []*layout, root *shape) *program {
	p := &program{parts: map[string][]instruction{}, known: map[string]*statics{}, maxID: c.maxID, mode: m}
	notes, charts := notesOf(layouts), chartsOf(layouts)
	for _, l := range layouts {
		if notes.has(l) || isRels(l.name) || charts[l] {
			continue // when it is known which notes, links and charts loops repeat
		}
		s := c.newSpec(p, l, root)
		if m == modeGraft && l.body >= 0 {
			l.outRefs()
			p.parts[l.name] = s.graftBody()
		} else {
			p.parts[l.name] = s.seq(0, len(l.src), l.root.kids)
		}
		s.settleComments()
		s.settleLinks()
		s.settleCharts()
		s.known.prepare()
		p.depth = max(p.depth, s.deep)
	}
	c.noteParts(p, notes, root)
	for _, l := range layouts {
		if isRels(l.name) || charts[l] {
			s := c.newSpec(p, l, root)
			if charts[l] {
				s.chartPart()
			} else {
				p.parts[l.name] = s.relsPart()
			}
			s.known.prepare()
			p.depth = max(p.depth, s.deep)
		}
	}
	return p
}

// newSpec begins the program of a part.
func (c *compiler) newSpec(p *program, l *layout, root *shape) *spec {
	s := &spec{layout: l, c: c, prog: p, scopes: []scope{{shape: root}}, deep: 1,
		slots: map[int]int{}, groups: map[*mergeGroup]*groupState{}, mode: p.mode, known: &statics{}}
	p.known[l.name] = s.known
	return s
}

// seq makes the instructions of a range of the part with the regions in it.
func (s *spec) seq(from, to int, kids []*region) []instruction {
	e := &emitter{s: s}
	s.emit(e, from, to, kids)
	return e.done()
}

func (s *spec) emit(e *emitter, from, to int, kids []*region) {
	for _, r := range kids {
		s.copy(e, from, r.start.offset())
		s.region(e, r)
		from = max(from, r.end.offset())
	}
	s.copy(e, from, to)
}

// emitIn emits what stands in a region.
func (s *spec) emitIn(e *emitter, r *region) {
	s.emit(e, r.start.offset(), r.end.offset(), r.kids)
}

// seqIn makes the instructions of what stands in a region.
func (s *spec) seqIn(r *region) []instruction {
	e := &emitter{s: s}
	s.emitIn(e, r)
	return e.done()
}

// copy emits a range of the part without what is cut.
func (s *spec) copy(e *emitter, from, to int) {
	i := sort.Search(len(s.cuts), func(i int) bool { return s.cuts[i].end > from })
	for ; from < to; i++ {
		if i >= len(s.cuts) || s.cuts[i].start >= to {
			s.verbatim(e, from, to)
			return
		}
		s.verbatim(e, from, s.cuts[i].start)
		from = max(from, s.cuts[i].end)
	}
}

// verbatim emits bytes of the part; inside loops its ids are kept unique.
func (s *spec) verbatim(e *emitter, from, to int) {
	if from >= to {
		return
	}
	if s.mode == modeGraft && (s.body >= 0 || s.note) {
		s.grafted(e, from, to)
		return
	}
	if s.loops > 0 {
		i := sort.Search(len(s.ids), func(i int) bool { return int(s.ids[i].start) >= from })
		for ; i < len(s.ids) && int(s.ids[i].end) <= to; i++ {
			id := &s.ids[i]
			e.bytes(s.src[from:id.start])
			from = int(id.end)
			e.add(s.ident(i))
		}
	}
	e.bytes(s.src[from:to])
}

func (s *spec) ident(i int) instruction {
	slot, ok := s.slots[i]
	if !ok {
		slot = s.prog.slots
		s.prog.slots++
		s.slots[i] = slot
	}
	id := &s.ids[i]
	switch id.kind {
	case idNote:
		return s.noteRef(id)
	case idComment:
		return s.commentAnchor(i, slot)
	case idLink:
		return s.link(i)
	case idChart:
		return s.chartOf(i)
	}
	n := &idNode{kind: id.kind, slot: slot, value: id.value}
	if id.kind == idName {
		n.value = clipName(id.value)
	}
	return n
}

// region emits one region, between the marks moved out of it.
func (s *spec) region(e *emitter, r *region) {
	s.marks(e, r.before)
	s.regionOnly(e, r)
	s.marks(e, r.behind)
}

func (s *spec) marks(e *emitter, nodes []int32) {
	for _, n := range nodes {
		s.verbatim(e, int(s.nodes[n].start), int(s.nodes[n].end))
	}
}

func (s *spec) regionOnly(e *emitter, r *region) {
	switch r.kind {
	case regionText:
		if s.mode == modeGraft && strings.Contains(r.text, "Pr>") {
			e.add(mappedText(r.text))
			return
		}
		e.text(r.text)
	case regionValue:
		s.value(e, r.tag)
	case regionBlock:
		s.block(e, r)
	case regionRow:
		s.row(e, r)
	case regionCell:
		s.cell(e, r)
	case regionTable:
		s.tableRegion(e, r)
	case regionElide:
		s.fixed++
		body := s.seqIn(r)
		s.fixed--
		e.add(&elideNode{body})
	case regionMark:
		s.marks(e, []int32{r.node})
	case regionEnsure:
		e.add(&ensureNode{r.text})
	case regionControl:
		s.control(e, r)
	case regionFormBox:
		s.formBox(e, r)
	case regionRich:
		s.richRegion(e, r)
	case regionSection, regionBefore, regionSpaces:
		s.sectionRegion(e, r)
	case regionPicture:
		s.pictureRegion(e, r)
	case regionPicPart:
		e.add(picPart{r.text, string(s.src[r.start.offset():r.end.offset()])})
	case regionChart:
		s.chartRegion(e, r)
	case regionTrail:
		e.add(&trailNode{s.seqIn(r)})
	case regionApart:
		e.add(apartNode(r.text))
	case regionNum:
		s.numRegion(e, r)
	}
}

func (s *spec) tableRegion(e *emitter, r *region) {
	outer := s.table
	s.table = tableState{base: len(s.scopes), fixed: s.fixed, inside: true}
	body := s.seqIn(r)
	e.add(&tableNode{body: body, hold: !s.table.stable})
	s.table = outer
}

// block emits a loop or a condition.
func (s *spec) block(e *emitter, r *region) {
	b := r.block
	t := b.open
	if t.Kind == lang.Loop || t.Kind == lang.Section {
		if s.loop(e, r) {
			return
		}
	}
	lists := s.demand([]*region{{kind: regionBlock, block: &block{open: t}}})
	if !b.rows {
		lists = nil
	}
	s.nest(e, lists, looping{}, func() []instruction {
		cond := &condNode{}
		s.fixed++
		for i := range len(b.bounds) + 1 {
			var c *condition
			if i == 0 {
				c = s.condition(t)
			} else if sep := b.seps[i-1]; sep.Kind == lang.ElseIf {
				c = s.condition(sep)
			}
			cond.branches = append(cond.branches, branch{c, s.branch(r, i)})
		}
		s.fixed--
		return []instruction{cond}
	})
}

// branch makes the body of the i-th branch of a block.
func (s *spec) branch(r *region, i int) []instruction {
	from, to := r.start, r.end
	if i > 0 {
		from = r.block.bounds[i-1]
	}
	if i < len(r.block.bounds) {
		to = r.block.bounds[i]
	}
	var kids []*region
	for _, k := range r.kids {
		if k.start >= from && (k.start < to || i == len(r.block.bounds) && k.start <= to) {
			kids = append(kids, k)
		}
	}
	e := &emitter{s: s}
	if b := r.block; b.open.unit == b.close.unit && !b.rows && !b.columns {
		e.add(liveMark{}) // the paragraph may depend on it
	}
	s.emit(e, from.offset(), to.offset(), kids)
	return e.done()
}

// loop emits a block as a loop; false when its value is a condition.
func (s *spec) loop(e *emitter, r *region) bool {
	t := r.block.open
	p, ok := t.Expr.IsPath()
	if !ok {
		s.fault(t, "loop-expression", "循环后面应是一个列表的名称", "条件请写 {{如果 …}}")
		return true
	}
	tg, miss := s.resolve(p, true)
	if miss != nil {
		if s.c.cfg.Missing == MissingError {
			s.unknownName(t, miss)
		}
		return true // a loop over nothing
	}
	isList := tg.shape.class == classList || tg.shape.class == classUnknown && t.Kind == lang.Loop
	isObject := tg.shape.class == classObject
	if !isList && !isObject {
		if t.Kind == lang.Section || tg.shape.typ != nil && tg.shape.typ.Kind() == reflect.Bool {
			return false
		}
		s.fault(t, "not-a-list", p.String()+" 不是列表，不能循环", "条件请写 {{如果 "+p.String()+"}}")
		return true
	}
	if len(r.block.seps) > 0 && isObject {
		return false
	}
	last := listStep{key: tg.ref.listKey, ref: tg.ref, elem: tg.shape.element()}
	if isObject {
		last.elem = tg.shape
	}
	how := looping{tag: t, keep: s.keeps(r), once: isObject}
	if len(r.block.seps) > 0 {
		how.empty = func() []instruction { return s.branch(r, 1) }
	}
	s.fixed++
	s.nest(e, append(tg.lists, last), how, func() []instruction {
		s.around = append(s.around, enclosing{r, len(s.scopes) - 1})
		defer func() { s.around = s.around[:len(s.around)-1] }()
		return s.branch(r, 0)
	})
	s.fixed--
	return true
}

// loopElse renders another body when a loop had no element.
type loopElse struct {
	loop  *loopNode
	empty []instruction
}

func (n *loopElse) render(r *run) error {
	seq := r.seq
	if err := n.loop.render(r); err != nil || r.seq != seq {
		return err
	}
	return r.all(n.empty)
}

// keeps reports whether a block of rows keeps an empty row.
func (s *spec) keeps(r *region) bool {
	if !r.block.rows {
		return false
	}
	return s.keepsRow(r)
}

// keepsRow reports whether 保留空行 stands in a range.
func (s *spec) keepsRow(r *region) bool {
	for _, row := range s.keepRows {
		if at := pos(s.nodes[row].start, 0); at >= r.start && at < r.end {
			return true
		}
	}
	return false
}

// fault reports a fault that only the shape of the data shows.
func (s *spec) fault(t *tag, code, msg, hint string) {
	e := s.c.errorAt(t.unit, t.from, t.to)
	e.Code, e.Found, e.Msg, e.Hint = code, t.raw, msg, hint
	s.c.report(e)
}

// looping says how the loops over lists are made; the zero looping is plain.
type looping struct {
	tag   *tag                 // that asks for them, nil when the values of a row do
	keep  bool                 // a blank element is printed when there is none
	once  bool                 // the innermost list is an object: its fields are the scope
	empty func() []instruction // of what is printed instead when there is no element, nil for nothing
}

// nest emits loops over lists, one inside the other, around a body.
func (s *spec) nest(e *emitter, lists []listStep, how looping, body func() []instruction) {
	if len(lists) == 0 {
		for _, n := range body() {
			e.add(n)
		}
		return
	}
	var loops []*loopNode
	for i, l := range lists {
		innermost := i == len(lists)-1
		as := ""
		if how.tag != nil && innermost {
			as = how.tag.As
		}
		n := s.open(l, as)
		n.keep, n.once, n.tag = how.keep, how.once && innermost, cmp.Or(how.tag, l.tag)
		loops = append(loops, n)
	}
	outer := s.nestNo
	s.nests++
	s.nestNo = s.nests
	s.loops++
	inner := body()
	s.loops--
	s.nestNo = outer
	s.closeScopes(len(lists))
	for i := len(loops) - 1; i >= 0; i-- {
		loops[i].body = inner
		inner = []instruction{loops[i]}
	}
	if how.empty == nil {
		e.add(loops[0])
		return
	}
	e.add(&loopElse{loop: loops[0], empty: how.empty()})
}

// row emits a table row, repeated over the innermost list it names.
func (s *spec) row(e *emitter, r *region) {
	lists := s.demand(r.kids)
	keep := s.keepsRow(r)
	if len(lists) == 0 && s.fixed == s.table.fixed {
		s.table.stable = true
	}
	if keep && len(lists) > 0 && s.fixed == s.table.fixed {
		s.table.stable = true
	}
	s.nest(e, lists, looping{keep: keep}, func() []instruction {
		if len(lists) > 0 {
			s.fixed++
			defer func() { s.fixed-- }()
		}
		x := &emitter{s: s}
		x.add(rowMark{})
		s.emitIn(x, r)
		return x.done()
	})
}

// demand gives the lists that regions name and no scope has opened: the
// longest nest of them, of which all others must be a part.
func (s *spec) demand(kids []*region) []listStep {
	d := &demand{spec: s, base: len(s.scopes)}
	d.regions(kids)
	if len(d.lists) == 0 && d.counted && d.blank != nil {
		return []listStep{*d.blank}
	}
	return d.lists
}

type demand struct {
	*spec
	base  int
	lists []listStep
	first *tag // of those that name the lists

	counted bool      // its number is asked for, outside of all loops
	blank   *listStep // the first value of which the data say nothing, with names below it
}

func (d *demand) regions(kids []*region) {
	for _, r := range kids {
		switch r.kind {
		case regionTable:
			continue // its rows ask for themselves
		case regionValue, regionControl, regionFormBox:
			if r.kind == regionControl && d.nodes[r.node].info.repeating {
				continue // it asks for itself
			}
			d.tag(r.tag)
			d.regions(r.kids)
		case regionBlock:
			d.block(r)
		default:
			d.regions(r.kids)
		}
	}
}

func (d *demand) block(r *region) {
	t := r.block.open
	if p, ok := t.Expr.IsPath(); ok && (t.Kind == lang.Loop || t.Kind == lang.Section) {
		tg, miss := d.resolve(p, true)
		if miss != nil {
			return
		}
		d.want(t, tg.lists)
		if tg.shape.class == classList {
			n := len(d.scopes)
			for _, l := range tg.lists {
				d.open(l, "")
			}
			d.open(listStep{key: tg.ref.listKey, ref: tg.ref, elem: tg.shape.element()}, t.As)
			d.regions(r.kids)
			d.scopes = d.scopes[:n]
			return
		}
	} else {
		d.tag(t)
	}
	for _, sep := range r.block.seps {
		if sep.Expr != nil {
			d.tag(sep)
		}
	}
	d.regions(r.kids)
}

// tag notes the lists that a tag names.
func (d *demand) tag(t *tag) {
	if t.Expr == nil {
		return
	}
	_, plain := t.Expr.IsPath()
	for _, p := range t.Expr.Paths() {
		tg, miss := d.resolve(p, t.takesList())
		if miss != nil || plain && d.gathers(t, p) {
			d.counted = d.counted || miss != nil && p[0] == lang.Index
			continue
		}
		d.mayRepeat(t, p)
		lists := tg.lists
		if tg.shape != nil && tg.shape.class == classList && plain && !t.takesList() {
			lists = append(append([]listStep{}, lists...), listStep{key: tg.ref.listKey, ref: tg.ref, elem: tg.shape.element()})
		}
		d.want(t, lists)
	}
}

// takesList reports whether a tag is content with a list as its value.
func (t *tag) takesList() bool {
	return t.Kind != lang.Value || len(t.Pipes) > 0
}

// mayRepeat notes that what has the names of a path may be a list that the data leave out.
func (d *demand) mayRepeat(t *tag, p lang.Path) {
	if d.blank != nil || len(p) < 2 {
		return
	}
	if tg, miss := d.lookUp(p[:len(p)-1], true); miss == nil && tg.shape.class == classUnknown && tg.ref.dyn == nil && len(tg.lists) == 0 {
		d.blank = &listStep{key: tg.at, ref: tg.ref, elem: unknown, tag: t}
	}
}

func (d *demand) want(t *tag, lists []listStep) {
	if len(lists) == 0 || lists[0].ref.frame >= d.base {
		return
	}
	n := min(len(lists), len(d.lists))
	for i := range n {
		if lists[i].key != d.lists[i].key {
			d.c.refused[t] = true
			d.fault(t, "two-lists", "这一行还用到另一个列表（"+d.first.raw+"），一行只能沿一个列表重复", "请把两个列表分到不同的行，或用 {{循环 …}} 写明")
			return
		}
	}
	if len(lists) > len(d.lists) {
		d.lists, d.first = slices.Clone(lists), t
		for i := range d.lists {
			d.lists[i].tag = t
		}
	}
}

// ofUnclosed reports whether a name may be that of an element of a loop without an end: that is the fault to report.
func (s *spec) ofUnclosed(t *tag, name string) bool {
	at, _ := t.unit.rawRange(t.from, t.to)
	for _, open := range s.unclosed {
		p, ok := open.Expr.IsPath()
		if from, _ := open.unit.rawRange(open.from, open.to); !ok || from >= at {
			continue
		}
		list, miss := s.lookUp(p, true)
		if miss != nil {
			return true
		}
		if _, _, known := list.shape.element().field(name); known || list.shape.element().class == classUnknown {
			return true
		}
	}
	return false
}

// unknownName reports a name that the data do not have, with the nearest one.
func (s *spec) unknownName(t *tag, m *missing) {
	if s.layout != nil && m.at == 0 && s.ofUnclosed(t, m.path[0]) { // without a layout it is the data that lack the name
		return
	}
	e := s.c.errorAt(t.unit, t.from, t.to)
	e.Code, e.Found = "unknown-field", t.raw
	e.Msg = "没有这个字段"
	_, plain := t.Expr.IsPath()
	if m.at < len(m.path) && (len(m.path) > 1 || t.ofControl || !plain) {
		e.Msg = "没有这个字段：" + m.path.String()
	}
	if m.at < len(m.path) && (m.path[m.at] == lang.Index || m.path[m.at] == lang.Outer) {
		e.Msg, e.Hint = "这里没有循环，用不了“"+m.path[m.at]+"”", "请放进 {{循环 …}} … {{结束}}，或放进表格里有列表字段（如 {{列表.名称}}）的行"
	} else if len(m.path) == 1 && (m.path[0] == "分节" || m.path[0] == "分节符") {
		e.Hint = "要分节，请在 Word 里插入分节符（布局 › 分隔符），它可以放在循环里；换页写 {{分页}}"
	} else if m.at < len(m.path) {
		e.Hint = m.hint(plain)
	}
	s.c.report(e)
}

// hint is the name that was probably meant instead of the missing one, or what helps to find it.
func (m *missing) hint(plain bool) string {
	name := m.path[m.at]
	if len(m.shared) > 0 {
		return "“" + name + "”是几个字段共有的标题，请写字段名：" + strings.Join(m.shared, "、")
	}
	if near := nearest.Of(name, m.names); near != "" {
		p := slices.Clone(m.path)
		p[m.at] = near
		return "是否应为 " + p.String() + "？"
	}
	if len(m.names) > 0 && m.at > 0 {
		return strings.Join(m.path[:m.at], ".") + " 有：" + clipText(strings.Join(m.names, "、"), 60)
	}
	if !plain && len(m.path) == 1 {
		return "若是文字，请写成 \"" + name + "\""
	}
	return ""
}
