package docxtemplate

import (
	"strconv"

	"github.com/evalreport/go/internal/wml"
)

// idKind says how an id of the template is kept unique when a loop repeats it.
type idKind uint8

const (
	idNone     idKind = iota
	idDrawing         // wp:docPr/@id: a fresh number
	idSdt             // w:sdtPr/w:id/@val: a fresh number
	idRevision        // w:ins/@id and its like: a fresh number
	idBookmark        // w:bookmarkStart/@id, w:permStart/@id: a fresh number, remembered for its end
	idBookEnd         // w:bookmarkEnd/@id, w:permEnd/@id: the number of the start
	idName            // w:bookmarkStart/@name: a suffix
	idDrop            // w14:paraId, w14:textId: optional, dropped in loops
	idOnce            // anchors of comments: only the first repetition has them
	idNote            // a reference to a footnote or endnote: each has a note of its own
	idNoteDef         // the id of a note: that of the reference being printed
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
	case wml.W:
		switch t.Name.Local {
		case "p", "tr":
			sc.dropIDs()
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
		case "permStart":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idBookmark, a, ok)
		case "permEnd":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idBookEnd, a, ok)
		case "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge":
			a, ok := sc.s.Attr(wml.W, "id")
			add(idRevision, a, ok)
		case "commentRangeStart", "commentRangeEnd", "commentReference":
			if t.Kind == wml.Empty {
				sc.ids = append(sc.ids, idRef{kind: idOnce, start: int32(t.Start), end: int32(t.End)})
			}
		case "footnoteReference", "endnoteReference", "footnote", "endnote":
			sc.note(t)
		case "id":
			if top := sc.top(); top >= 0 && sc.nodes[top].kind == kindSdt {
				a, ok := sc.s.Attr(wml.W, "val")
				add(idSdt, a, ok)
			}
		}
	}
}

func (sc *scanning) dropIDs() {
	for a := range sc.s.Attrs {
		n := sc.src[a.NameStart:a.NameEnd]
		if len(n) > 7 && (string(n[len(n)-7:]) == ":paraId" || string(n[len(n)-7:]) == ":textId") {
			sc.ids = append(sc.ids, idRef{kind: idDrop, start: int32(a.NameStart) - 1, end: int32(a.End) + 1})
		}
	}
}

// idNode prints an id: the template's own the first time, a fresh one after.
type idNode struct {
	kind  idKind
	slot  int
	value string
}

func (n *idNode) render(r *run) error {
	first := !r.used[n.slot] && (r.graft == nil || n.kind == idName)
	r.used[n.slot] = true
	switch n.kind {
	case idNoteDef:
		r.buf = append(r.buf, r.noteID...)
	case idOnce:
		if first {
			r.buf = append(r.buf, n.value...)
		}
	case idBookmark:
		r.mark[n.value] = n.value
		if !first {
			r.mark[n.value] = r.freshID()
		}
		r.buf = append(r.buf, r.mark[n.value]...)
	case idBookEnd:
		v, ok := r.mark[n.value]
		if !ok {
			v = n.value
		}
		r.buf = append(r.buf, v...)
	case idName:
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
