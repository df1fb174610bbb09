package docxtemplate

import "strings"

// Word joins two tables that have no paragraph between them, and wants one
// behind a table at the end of the body. Where the paragraphs of a template may
// go, one stays if it must.

// aparts puts a region before each table that may come to stand behind another.
func (l *layout) aparts() {
	before := map[int32]int32{} // by parent: the last paragraph, table or control in it
	units := map[int32]*unit{}
	for _, u := range l.units {
		if u.para {
			units[u.node] = u
		}
	}
	for i := range l.nodes {
		nd := &l.nodes[i]
		switch nd.kind {
		case kindPara, kindSdt, kindWrap, kindTable:
		default:
			continue
		}
		prev, ok := before[nd.parent]
		before[nd.parent] = int32(i)
		if nd.kind != kindTable || nd.parent < 0 {
			continue
		}
		text := "<" + strings.TrimSuffix(l.rawName(int32(i)), "tbl") + "p/>"
		switch {
		case !ok && nd.parent != l.body && l.nodes[nd.parent].kind != kindWrap:
			continue
		case ok && l.nodes[prev].kind == kindTable: // as the template has them
			continue
		case ok && l.nodes[prev].kind == kindPara && l.stays(units[prev]):
			continue
		case ok && l.nodes[prev].kind == kindPara:
			text = l.emptied(prev)
		}
		at := pos(nd.start, 1)
		l.addRegion(&region{kind: regionApart, node: int32(i), start: at, end: at, text: text, rank: 1, soft: true})
	}
}

// stays reports whether a paragraph is printed whenever what follows it is.
func (l *layout) stays(u *unit) bool {
	if u == nil {
		return true
	}
	for _, t := range u.tags {
		if t.control() || t.whole {
			return false
		}
	}
	return true
}

// apartNode prints a paragraph between two tables.
type apartNode string

func (n apartNode) render(r *run) error {
	if endsInTable(r.tail()) {
		r.buf = append(r.buf, r.mapXML(string(n))...)
	}
	return nil
}

// bodyEnd is the paragraph to be printed where the body has come to end with a
// table that it did not end with in the template, "" if that cannot be.
func (l *layout) bodyEnd(body int32) string {
	last := int32(-1)
	for i := body + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[body].end; i++ {
		if k := l.nodes[i].kind; l.nodes[i].parent == body && (k == kindPara || k == kindTable || k == kindSdt || k == kindWrap) {
			last = i
		}
	}
	if last < 0 || l.nodes[last].kind == kindTable {
		return ""
	}
	return l.emptyPara(body)
}
