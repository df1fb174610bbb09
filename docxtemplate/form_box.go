package docxtemplate

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

// formBoxes makes a region of the state of each check box of a legacy form
// (w:ffData) whose name may be a path: it is ticked by the truth of the value.
func (l *layout) formBoxes() {
	if !bytes.Contains(l.src, []byte("checkBox")) {
		return
	}
	s := wml.NewScanner(l.src, 0)
	name, at, from := "", span{}, -1
	for s.Next() {
		t := s.Token()
		switch {
		case t.Name.Space != wml.W:
		case t.Name.Local == "ffData":
			name = ""
		case t.Name.Local == "name" && t.Kind != wml.End:
			a, _ := s.Attr(wml.W, "val")
			name, at = wml.Unescape(l.src[a.Start:a.End]), span{a.Start, a.End}
		case t.Name.Local == "checkBox" && t.Kind == wml.Start:
			from = t.End
		case (t.Name.Local == "size" || t.Name.Local == "sizeAuto") && from >= 0:
			from = t.End
		case t.Name.Local == "checkBox" && t.Kind == wml.End && from >= 0:
			l.formBox(name, at, from, t.Start)
			from = -1
		}
	}
}

func (l *layout) formBox(name string, at span, from, to int) {
	braced := matchDelim(name, l.c.delims.open) > 0
	if name == "" || !braced && !looksLikePath(name) {
		return
	}
	field := int32(sort.Search(len(l.nodes), func(i int) bool { return int(l.nodes[i].start) >= from }) - 1)
	if field < 0 || l.nodes[field].name != "fldChar" || int(l.nodes[field].end) < to {
		return
	}
	if t := l.controlTag(field, name, braced); t != nil {
		if braced {
			l.unbrace(at)
		}
		l.addRegion(&region{kind: regionFormBox, node: field, tag: t, start: pos(from, 0), end: pos(to, 0), rank: -2})
	}
}

// unbrace leaves the delimiters of a name out, which stays the name of its box.
func (l *layout) unbrace(at span) {
	for _, u := range l.units {
		if u.para || len(u.tags) == 0 || int(u.atoms[0].start) != at.start {
			continue
		}
		own := u.tags
		l.tags = slices.DeleteFunc(l.tags, func(t *tag) bool { return t.unit == u })
		u.tags = nil
		if t := own[0]; len(own) == 1 && t.Kind == lang.Value {
			text := string(l.src[t.first:t.last])
			open := matchDelim(text, l.c.delims.open)
			l.cut(t.first, t.first+open)
			if end, size := findDelim(text, l.c.delims.close, open); end >= 0 {
				l.cut(t.first+end, t.first+end+size)
			}
		}
	}
}

// formBox emits the state of a check box; as it is when its name is no path of the data.
func (s *spec) formBox(e *emitter, r *region) {
	var n *valueNode
	if s.binds(r) {
		n = s.valueOf(r.tag)
	}
	if n == nil {
		s.emitIn(e, r)
		return
	}
	prefix := strings.TrimSuffix(s.rawName(r.node), "fldChar")
	e.add(&checkNode{n.operand, n.chain, []byte("<" + prefix + "checked/>"), []byte("<" + prefix + "checked " + prefix + `val="0"/>`)})
}

// repeats emits a repeating section (w15:repeatingSection) whose tag is a list:
// its first item stands for each element. False when it is none.
func (s *spec) repeats(e *emitter, r *region) bool {
	nd := &s.nodes[r.node]
	p, plain := r.tag.Expr.IsPath()
	content := s.child(r.node, kindWrap)
	item := s.child(content, kindSdt)
	if !nd.info.repeating || !plain || item < 0 {
		return false
	}
	tg, miss := s.resolve(p, true)
	if miss != nil || tg.shape.class != classList {
		return false
	}
	lists := append(tg.lists, listStep{key: tg.ref.listKey, ref: tg.ref, elem: tg.shape.element()})
	from, to := int(s.nodes[item].start), int(s.nodes[item].end)
	s.copy(e, r.start.offset(), from)
	s.fixed++
	s.nest(e, lists, looping{}, func() []instruction { return s.seq(from, to, within(r.kids, from, to)) })
	s.fixed--
	s.copy(e, int(s.nodes[content].close), r.end.offset())
	return true
}
