package docxtemplate

import (
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// idKind says how an id of the template is kept unique when a loop repeats it.
type idKind uint8

const (
	idNone     idKind = iota
	idDrawing         // wp:docPr/@id: a fresh number
	idSdt             // w:sdtPr/w:id/@val: a fresh number
	idRevision        // w:ins/@id and its like: a fresh number
	idBookmark        // w:bookmarkStart/@id, that of other ranges: a fresh number, remembered for its end
	idBookEnd         // w:bookmarkEnd/@id and its like: the number of the start
	idName            // w:bookmarkStart/@name: a suffix
	idPara            // w14:paraId, w14:textId: a fresh number of eight hexadecimal digits
	idNote            // a reference to a footnote or endnote: each has a note of its own
	idComment         // an anchor of a comment: each repetition has a comment of its own
	idLink            // the relationship of a hyperlink: each has one of its own when the address holds tags
	idChart           // the relationship of a chart: each has one of its own when the chart holds tags
	idShape           // the id of a VML shape: a suffix, remembered for what refers to it
	idShapeRef        // a reference to a VML shape
	idNoteDef         // the id of a note or comment: that of the reference being printed
)

// ident notes the ids of an element.
func (sc *scanning) ident(t wml.Token) {
	add := func(k idKind, a wml.Attr, ok bool) {
		if ok {
			sc.ids = append(sc.ids, idRef{kind: k, start: int32(a.Start), end: int32(a.End), value: string(sc.src[a.Start:a.End])})
		}
	}
	switch t.Name.Space {
	case wml.WP:
		if t.Name.Local == "docPr" {
			a, ok := sc.s.Attr(wml.None, "id")
			add(idDrawing, a, ok)
		}
	case wml.V, wml.O:
		sc.shapeIDs(t)
	case wml.C, wml.CX:
		if t.Name.Local == "chart" {
			a, ok := sc.s.Attr(wml.R, "id")
			add(idChart, a, ok)
		}
	case wml.W:
		switch t.Name.Local {
		case "hyperlink":
			a, ok := sc.s.Attr(wml.R, "id")
			add(idLink, a, ok)
		case "p", "tr":
			sc.paraIDs()
		case "bookmarkStart":
			a, ok := sc.s.Attr(wml.W, "id")
			b, named := sc.s.Attr(wml.W, "name")
			if ok && named && b.Start < a.Start {
				add(idName, b, true)
				named = false
			}
			add(idBookmark, a, ok)
			add(idName, b, named)
		case "bookmarkEnd":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idBookEnd, a, ok)
		case "permStart", "moveFromRangeStart", "moveToRangeStart":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idBookmark, a, ok)
		case "permEnd", "moveFromRangeEnd", "moveToRangeEnd":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idBookEnd, a, ok)
		case "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idRevision, a, ok)
		case "commentRangeStart", "commentRangeEnd", "commentReference":
			sc.refer(t, idComment)
		case "footnoteReference", "endnoteReference":
			sc.refer(t, idNote)
		case "footnote", "endnote", "comment":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idNoteDef, a, ok)
		case "id":
			if top := sc.top(); top >= 0 && sc.nodes[top].kind == kindSdt {
				a, ok := sc.s.Attr(wml.W, "val")
				add(idSdt, a, ok)
			}
		}
	}
}

// shapeIDs notes the ids of VML shapes and of their types, and what refers to them.
func (sc *scanning) shapeIDs(t wml.Token) {
	for a := range sc.s.Attrs {
		var k idKind
		start := a.Start
		switch name := string(sc.src[a.NameStart:a.NameEnd]); {
		case name == "id" && t.Name.Space == wml.V, strings.HasSuffix(name, ":spid"):
			k = idShape
		case name == "ShapeID":
			k = idShapeRef
		case name == "type" && t.Name.Space == wml.V && a.End > a.Start && sc.src[a.Start] == '#':
			k, start = idShapeRef, a.Start+1
		default:
			continue
		}
		if start < a.End {
			sc.ids = append(sc.ids, idRef{kind: k, start: int32(start), end: int32(a.End), value: string(sc.src[start:a.End])})
		}
	}
}

// paraIDs notes the ids that newer versions of Word give paragraphs and rows.
func (sc *scanning) paraIDs() {
	for a := range sc.s.Attrs {
		n := sc.src[a.NameStart:a.NameEnd]
		if len(n) > 7 && (string(n[len(n)-7:]) == ":paraId" || string(n[len(n)-7:]) == ":textId") {
			sc.ids = append(sc.ids, idRef{kind: idPara, start: int32(a.Start), end: int32(a.End), value: string(sc.src[a.Start:a.End])})
		}
	}
}

// refer notes a reference to a note or comment. References in grafted content
// can go whole, so their range is the element.
func (sc *scanning) refer(t wml.Token, k idKind) {
	if a, ok := sc.s.Attr(wml.W, "id"); ok && t.Kind == wml.Empty {
		sc.ids = append(sc.ids, idRef{kind: k, start: int32(t.Start), end: int32(t.End), at: int32(a.Start), value: string(sc.src[a.Start:a.End])})
	}
}

// idState is what a run knows of the ids it has printed.
type idState struct {
	idBase   int               // the largest id of the frame
	nextID   int               // counted from there
	nextName int               // of bookmarks
	used     []bool            // ids printed once, by slot
	mark     map[string]string // bookmark ids of the current repetition

	paraIDs  []uint32 // of the frame: those that are taken
	nextPara uint32
	paraAt   int // of the next one taken, in paraIDs
}

func (s *idState) start(t *Template, p *program) {
	s.idBase, s.nextID, s.nextName = p.maxID, 0, 0
	s.used = resized(s.used, p.slots)
	clear(s.used)
	clear(s.mark)
	s.paraIDs, s.nextPara, s.paraAt = t.paraIDs, 0, 0
}

// idNode prints an id: the template's own the first time, a fresh one after.
type idNode struct {
	kind  idKind
	slot  int
	value string
}

func (n *idNode) render(r *run) error {
	if r.keyed > 0 {
		return nil
	}
	first := !r.used[n.slot] && (r.graft == nil || n.kind == idName)
	r.used[n.slot] = true
	switch n.kind {
	case idNoteDef:
		r.buf = append(r.buf, r.noteID...)
	case idPara:
		if first {
			r.buf = append(r.buf, n.value...)
		} else {
			r.buf = r.appendParaID(r.buf)
		}
	case idBookmark:
		r.mark[n.value] = n.value
		if !first {
			r.mark[n.value] = r.freshID()
		}
		r.buf = append(r.buf, r.mark[n.value]...)
	case idShape:
		own := n.value
		if !first {
			own += "_" + r.freshID()
		}
		r.mark["shape "+n.value] = own
		r.buf = append(r.buf, own...)
	case idShapeRef:
		own, ok := r.mark["shape "+n.value]
		if !ok {
			own = n.value
		}
		r.buf = append(r.buf, own...)
	case idBookEnd:
		v, ok := r.mark[n.value]
		if !ok {
			v = n.value
		}
		r.buf = append(r.buf, v...)
	case idName:
		if r.graft != nil && !r.add.newName(n.value) {
			first = false
		}
		r.buf = append(r.buf, n.value...)
		if !first {
			r.nextName++
			r.buf = append(r.buf, '_')
			r.buf = strconv.AppendInt(r.buf, int64(r.nextName), 10)
		}
	default:
		if first {
			r.buf = append(r.buf, n.value...)
		} else {
			r.buf = append(r.buf, r.freshID()...)
		}
	}
	return nil
}

// freshID is a number that no id of the template has.
func (r *run) freshID() string {
	r.nextID++
	return strconv.Itoa(r.idBase + r.nextID)
}

// clipName keeps a bookmark name short enough for a suffix: Word allows 40 characters.
func clipName(s string) string {
	rs := []rune(s)
	if len(rs) <= 30 {
		return s
	}
	return string(rs[:30])
}

// newName reports whether a sub-document can keep the name of a bookmark: neither
// the frame nor another sub-document has it.
func (a *additions) newName(name string) bool {
	if a.bookmarks == nil {
		a.bookmarks = map[string]bool{}
		for _, l := range a.frame.layouts {
			for _, id := range l.ids {
				if id.kind == idName {
					a.bookmarks[id.value] = true
				}
			}
		}
	}
	taken := a.bookmarks[name]
	a.bookmarks[name] = true
	return !taken
}
