package docxtemplate

import (
	"bytes"
	"reflect"
	"slices"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

func valueOf(v any) reflect.Value { return indirect(reflect.ValueOf(v)) }

// control emits a content control, filled when its own tag is a path of the data.
func (s *spec) control(e *emitter, r *region) {
	if s.repeats(e, r) {
		return
	}
	n := (*valueNode)(nil)
	if s.binds(r) {
		n = s.valueOf(r.tag)
	}
	if n == nil || s.isCut(int(s.nodes[r.node].start)) {
		s.emitIn(e, r)
		return
	}
	nd := &s.nodes[r.node]
	content := s.child(r.node, kindWrap)
	if nd.info.checkbox {
		s.checkBox(e, r, n, content)
		return
	}
	first, last := s.firstPara(content)
	if first >= 0 && s.isCut(int(s.nodes[s.nodes[first].parent].start)) {
		s.emitIn(e, r) // nothing of the content stays
		return
	}
	s.controlHead(e, r.node, content)
	prefix := s.prefix(r.node)
	props := s.controlProps(r.node, content)
	n.markup = breaksOf(prefix)
	open := "<" + prefix + "r>" + props + "<" + prefix + `t xml:space="preserve">`
	shut := "</" + prefix + "t></" + prefix + "r>"
	if first < 0 {
		e.text(open)
		e.add(n)
		e.text(shut)
		s.copy(e, int(s.nodes[content].close), int(nd.end))
		return
	}
	p := &s.nodes[first]
	s.copy(e, int(s.nodes[content].open), int(p.start))
	if p.open == p.end { // <w:p/>
		e.text("<" + prefix + "p>")
	} else {
		s.verbatim(e, int(p.start), int(p.open)) // even if it held but a note
	}
	if pr := s.child(first, kindPPr); pr >= 0 {
		s.verbatim(e, int(s.nodes[pr].start), int(s.nodes[pr].end))
	}
	e.text(open)
	e.add(n)
	e.text(shut + "</" + prefix + "p>")
	s.copy(e, int(s.nodes[last].end), int(nd.end))
}

// binds reports whether the tag of a content control is a path of the data here.
func (s *spec) binds(r *region) bool {
	for _, k := range r.kids {
		if holdsTags(k) {
			return false
		}
	}
	t := r.tag
	for _, p := range t.Expr.Paths() {
		tg, miss := s.resolve(p, t.takesList())
		switch {
		case miss != nil || len(tg.lists) > 0:
			return t.braced
		case tg.shape.class == classUnknown && tg.ref.dyn != nil:
			return t.braced
		case t.braced || len(t.Pipes) > 0:
		case tg.shape.class == classList:
			return false
		case tg.shape.class == classObject && (tg.shape.typ == nil || !printable(tg.shape.typ) && tg.shape.typ != timeType):
			return false
		}
	}
	_, plain := t.Expr.IsPath()
	return plain || t.braced
}

func holdsTags(r *region) bool {
	if r.kind == regionValue || r.kind == regionBlock || r.kind == regionControl {
		return true
	}
	for _, k := range r.kids {
		if holdsTags(k) {
			return true
		}
	}
	return false
}

// controlHead emits a content control up to its content, no longer as a
// placeholder and no longer bound to a value elsewhere in the file.
func (s *spec) controlHead(e *emitter, n, content int32) {
	from := int(s.nodes[n].start)
	info := s.nodes[n].info
	gone := [][2]int32{info.placeholder, info.binding}
	slices.SortFunc(gone, func(a, b [2]int32) int { return int(a[0] - b[0]) })
	for _, g := range gone {
		if g[1] > 0 && g[1] <= s.nodes[content].start {
			s.copy(e, from, int(g[0]))
			from = int(g[1])
		}
	}
	if s.nodes[content].open == s.nodes[content].end {
		s.copy(e, from, int(s.nodes[content].start))
		return
	}
	s.copy(e, from, int(s.nodes[content].open))
}

// firstPara gives the first paragraph of the content and the last beside it, -1 when it holds runs.
func (s *spec) firstPara(content int32) (first, last int32) {
	first = -1
	for i := content + 1; int(i) < len(s.nodes) && s.nodes[i].start < s.nodes[content].end; i++ {
		if s.nodes[i].kind != kindPara {
			continue
		}
		if first < 0 {
			first, last = i, i
		} else if s.nodes[i].parent == s.nodes[first].parent {
			last = i
		}
	}
	return first, last
}

// controlProps is the run properties of the content, unless it shows a placeholder.
func (s *spec) controlProps(n, content int32) string {
	if s.nodes[n].info.placeholder[1] > 0 {
		return ""
	}
	for i := content + 1; int(i) < len(s.nodes) && s.nodes[i].start < s.nodes[content].end; i++ {
		if s.nodes[i].kind == kindRun {
			return s.runProps(i)
		}
	}
	return ""
}

// checkNode prints one of two texts.
type checkNode struct {
	*operand
	chain   lang.Chain
	yes, no []byte
}

func (n *checkNode) render(r *run) error {
	v, err := n.value(r)
	if err == nil {
		v, err = n.chain.Apply(v)
	}
	if err != nil {
		return err
	}
	if lang.Truth(v) {
		r.buf = append(r.buf, n.yes...)
	} else {
		r.buf = append(r.buf, n.no...)
	}
	return r.spill()
}

// checkBox emits a check box ticked or not by the truth of its value.
func (s *spec) checkBox(e *emitter, r *region, n *valueNode, content int32) {
	nd := &s.nodes[r.node]
	check := func(yes, no string) { e.add(&checkNode{n.operand, n.chain, []byte(yes), []byte(no)}) }
	from := int(nd.start)
	if c := nd.info.checked; c[1] > 0 {
		s.copy(e, from, int(c[0]))
		check("1", "0")
		from = int(c[1])
	}
	text := s.firstText(content)
	if text < 0 {
		s.copy(e, from, int(nd.end))
		return
	}
	t := &s.nodes[text]
	s.copy(e, from, int(t.open))
	yes := "☑"
	if bytes.Contains(s.src[nd.start:nd.end], []byte("2612")) {
		yes = "☒" // the glyph that Word itself puts there
	}
	check(yes, "☐")
	s.copy(e, int(t.close), int(nd.end))
}

func (s *spec) firstText(n int32) int32 {
	for i := n + 1; int(i) < len(s.nodes) && s.nodes[i].start < s.nodes[n].end; i++ {
		if s.nodes[i].kind == kindText && s.nodes[i].open < s.nodes[i].end {
			return i
		}
	}
	return -1
}
