package docxtemplate

import (
	"bytes"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// How a cell of a repeating row decides whether it continues the cell above.
type mergeBy uint8

const (
	mergeByFrame mergeBy = iota // as long as the element of an outer list is the same
	mergeByGroup                // as the template's own merged cell, which grows
	mergeByValue                // as long as what it prints, or a key, is the same
)

// cellNode is a cell that may be merged with the one above.
type cellNode struct {
	by          mergeBy
	slot, frame int
	head, tail  []byte // around the place of w:vMerge; tail ends where the content begins
	own         vmerge // what the template says
	ownMerge    []byte
	restart     []byte
	cont        []byte
	body, label []instruction
	empty       []byte // content of a continuing cell
	foot        []byte
	key         *operand
	each        bool // of a merged cell of the template: every element has its own, which what follows continues
}

// mergeState is what a run remembers of a merged column.
type mergeState struct {
	seq uint64
	row int
	key []byte
}

func (n *cellNode) render(r *run) error {
	st := &r.merge[n.slot]
	seq := r.frames[n.frame].seq
	cont := !n.each && st.seq == seq && st.row == r.row-1
	if n.by == mergeByValue {
		key, err := n.keyOf(r)
		if err != nil {
			return err
		}
		cont = cont && bytes.Equal(key, st.key)
		st.key = append(st.key[:0], key...)
		r.giveBack(key)
	}
	st.seq, st.row = seq, r.row
	r.buf = append(r.buf, n.head...)
	r.buf = append(r.buf, n.mark(cont)...)
	r.buf = append(r.buf, n.tail...)
	switch {
	case cont && n.own != mergeContinue:
		r.buf = append(r.buf, n.empty...)
	case !cont && n.own == mergeContinue && n.label != nil:
		if err := r.all(n.label); err != nil {
			return err
		}
	default:
		if err := r.all(n.body); err != nil {
			return err
		}
	}
	r.buf = append(r.buf, n.foot...)
	return r.spill()
}

func (n *cellNode) mark(cont bool) []byte {
	switch {
	case cont && n.own == mergeContinue, !cont && n.own == mergeRestart:
		return n.ownMerge
	case cont:
		return n.cont
	}
	return n.restart
}

// keyOf gives what decides: the key, or what the cell prints, the ids in it aside.
func (n *cellNode) keyOf(r *run) ([]byte, error) {
	r.keyed++
	defer func() { r.keyed-- }()
	return r.aside(func() error {
		if n.key == nil {
			return r.all(n.body)
		}
		v, err := n.key.value(r)
		if err != nil {
			return err
		}
		return r.print(valueOf(v), &markup{})
	})
}

// cell emits a cell that holds tags or is merged in the template.
func (s *spec) cell(e *emitter, r *region) {
	n := s.cellMerge(r)
	if n == nil {
		s.emitIn(e, r)
		return
	}
	from := s.cellParts(r.node, n)
	nd := &s.nodes[r.node]
	n.body = s.seq(from, int(nd.close), r.kids)
	n.foot = s.src[nd.close:nd.end]
	if n.empty = []byte("<" + s.prefix(r.node) + "p/>"); s.child(r.node, kindPara) >= 0 {
		n.empty = []byte(s.emptied(s.child(r.node, kindPara)))
	}
	e.add(n)
}

func (s *spec) prefix(n int32) string {
	name := s.rawName(n)
	return name[:len(name)-len(s.nodes[n].name)]
}

// cellParts fills the fixed parts of a cell and gives where its content begins.
func (s *spec) cellParts(tc int32, n *cellNode) int {
	nd := &s.nodes[tc]
	p := s.prefix(tc)
	n.restart, n.cont = []byte("<"+p+`vMerge w:val="restart"/>`), []byte("<"+p+"vMerge/>")
	n.restart = bytes.Replace(n.restart, []byte("w:val"), []byte(p+"val"), 1)
	n.own = nd.info.merge
	pr := s.child(tc, kindTcPr)
	if pr < 0 {
		n.head = append(s.clean(int(nd.start), int(nd.open)), "<"+p+"tcPr>"...)
		n.tail = []byte("</" + p + "tcPr>")
		return int(nd.open)
	}
	props := &s.nodes[pr]
	switch {
	case n.own != mergeNone:
		at := nd.info.mergeAt
		n.head, n.tail = s.clean(int(nd.start), int(at[0])), s.clean(int(at[1]), int(props.end))
		n.ownMerge = s.src[at[0]:at[1]]
	case props.open == props.end:
		n.head = append(s.clean(int(nd.start), int(props.start)), "<"+p+"tcPr>"...)
		n.tail = []byte("</" + p + "tcPr>")
	default:
		at := int(max(nd.info.insert, props.open))
		n.head, n.tail = s.clean(int(nd.start), at), s.clean(at, int(props.end))
	}
	return int(props.end)
}

// clean copies a range of the part without what is cut.
func (s *spec) clean(from, to int) []byte {
	loops := s.loops
	s.loops = 0
	e := &emitter{s: s}
	s.copy(e, from, to)
	s.loops = loops
	return e.lit
}

// cellMerge decides how a cell merges; nil: it does not, or as the template says.
func (s *spec) cellMerge(r *region) *cellNode {
	top := len(s.scopes) - 1
	inLoop := top >= s.table.base && s.table.inside
	merge := s.override(r.node)
	if merge != nil && merge.Kind == lang.NoMerge {
		return nil
	}
	if merge != nil && inLoop {
		return s.valueMerge(merge, top)
	}
	used := -1
	if inLoop {
		used = s.deepest(r.kids, top)
	}
	switch {
	case used >= s.table.base && used < top:
		return s.newCell(mergeByFrame, used)
	case r.group == nil:
		return nil
	case used == top && len(r.group.cells) == 1:
		return s.valueMerge(&tag{}, top)
	}
	n := s.groupMerge(r)
	n.each = inLoop && used == top && used > n.frame
	return n
}

func (s *spec) newCell(by mergeBy, frame int) *cellNode {
	s.prog.cells++
	return &cellNode{by: by, frame: frame, slot: s.prog.cells - 1}
}

func (s *spec) valueMerge(t *tag, top int) *cellNode {
	n := s.newCell(mergeByValue, top-1)
	if t.Expr != nil {
		n.key = s.bind(t, false)
	}
	return n
}

// override is the 合并 or 不合并 of a cell, nil if it has none.
func (s *spec) override(tc int32) *tag {
	for _, t := range s.cellTags[tc] {
		if t.Kind == lang.Merge || t.Kind == lang.NoMerge {
			return t
		}
	}
	return nil
}

// deepest is the innermost frame, not above top, that the tags of a cell use; -1 for none.
func (s *spec) deepest(kids []*region, top int) int {
	used := -1
	note := func(t *tag, whole bool) {
		if t.Expr == nil {
			return
		}
		for _, p := range t.Expr.Paths() {
			if tg, miss := s.resolve(p, whole || t.takesList()); miss == nil {
				used = max(used, min(tg.ref.frame, top))
			}
		}
		for _, p := range t.Expr.Lists() {
			if f, _, miss := s.listStart(p); miss == nil && f > 0 {
				used = max(used, f)
			}
		}
	}
	for _, r := range kids {
		switch r.kind {
		case regionTable:
		case regionValue, regionControl:
			note(r.tag, false)
		case regionBlock:
			note(r.block.open, true)
			for _, sep := range r.block.seps {
				note(sep, true)
			}
			used = max(used, s.deepest(r.kids, top))
		default:
			used = max(used, s.deepest(r.kids, top))
		}
	}
	return used
}

// groupState is a merged cell of the template in the program.
type groupState struct{ slot, frame int }

// groupMerge lets a merged cell of the template grow and shrink with its rows.
func (s *spec) groupMerge(r *region) *cellNode {
	g := s.groups[r.group]
	if g == nil {
		g = &groupState{slot: s.prog.cells, frame: s.groupFrame(r.group)}
		s.prog.cells++
		s.groups[r.group] = g
	}
	n := &cellNode{by: mergeByGroup, frame: g.frame, slot: g.slot}
	first := r.group.cells[0]
	if s.nodes[r.node].info.merge == mergeContinue && first != r.node && s.nodes[first].info.merge == mergeRestart {
		if label := s.cellRegion[first]; label != nil && s.fits(label.kids) {
			from := int(s.nodes[first].open)
			if pr := s.child(first, kindTcPr); pr >= 0 {
				from = int(s.nodes[pr].end)
			}
			groups := s.groups
			s.groups = map[*mergeGroup]*groupState{} // of tables inside, which lie in other loops here than there
			n.label = s.seq(from, int(s.nodes[first].close), label.kids)
			s.groups = groups
		}
	}
	return n
}

// fits reports whether regions can be emitted in the current scopes.
func (s *spec) fits(kids []*region) bool {
	for _, r := range kids {
		if r.kind == regionValue && r.tag.Expr != nil {
			for _, p := range r.tag.Expr.Paths() {
				if tg, miss := s.resolve(p, true); miss != nil || len(tg.lists) > 0 {
					return false
				}
			}
		}
		if !s.fits(r.kids) {
			return false
		}
	}
	return true
}

// groupFrame is the frame whose element a merged cell of the template lies in:
// that of the innermost loop of rows around all its cells, else of the table.
func (s *spec) groupFrame(g *mergeGroup) int {
	first, last := s.nodes[g.cells[0]].start, s.nodes[g.cells[len(g.cells)-1]].end
	for i := len(s.around) - 1; i >= 0; i-- {
		a := s.around[i]
		if a.top >= s.table.base && a.region.start <= pos(first, 0) && a.region.end >= pos(last, 0) {
			return a.top
		}
	}
	return s.table.base - 1
}

// enclosing is a loop around the place, and its frame.
type enclosing struct {
	region *region
	top    int
}
