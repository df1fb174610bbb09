package docxtemplate

import (
	"strings"
)

// mode says what a program is for.
type mode uint8

const (
	modePlain mode = iota // a document that nothing is added to
	modeFrame             // a document that takes content: sections, styles, pictures
	modeGraft             // the body of a document, as content of another
)

// section is a w:sectPr directly in the body or in a paragraph of it.
type section struct {
	node       int32
	start, end int
	full       string    // as it stands
	again      string    // for a later part of the same section: no title page, numbers run on
	clean      [2]string // as part of another document: w:pgNumType belongs between the two
	pageNumber string    // w:pgNumType without a start
	width      int       // of the text
}

// sectState is where the output stands between sections.
type sectState struct {
	pending *section // of a sub-document that has ended: closes what was printed last
	used    bool     // something was printed since the last section ended
	split   bool     // a part of the current section of the document was closed before
	number  string   // w:pgNumType of sub-documents
}

// sections finds the sections of a main document and marks the elements of its body.
func (l *layout) sections() {
	body := int32(-1)
	for i := range l.nodes {
		if l.nodes[i].name == "body" && l.nodes[i].space == spaceW {
			body = int32(i)
			break
		}
	}
	if body < 0 {
		return
	}
	l.body = body
	units := map[int32]*unit{}
	for _, u := range l.units {
		if u.para {
			units[u.node] = u
		}
	}
	var blanks []int32 // empty paragraphs just before
	for i := body + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[body].end; i++ {
		nd := &l.nodes[i]
		switch {
		case nd.kind == kindSect && l.topSection(i):
			for _, p := range blanks {
				l.addRegion(&region{kind: regionTrail, node: p, start: pos(l.nodes[p].start, 0), end: pos(l.nodes[p].end, 0), rank: -5})
			}
			l.sects = append(l.sects, l.readSection(i))
			l.addRegion(&region{kind: regionSection, node: int32(len(l.sects) - 1), start: pos(nd.start, 0), end: pos(nd.end, 0), rank: -4})
		case nd.parent == body && (nd.kind == kindPara || nd.kind == kindTable || nd.kind == kindSdt || nd.kind == kindWrap):
			at := int(nd.start)
			bare := l.bareSection(i, units[i])
			switch {
			case bare:
			case nd.kind == kindPara && blank(units[i]):
				blanks = append(blanks, i)
			default:
				blanks = blanks[:0]
			}
			if !bare {
				l.addRegion(&region{kind: regionBefore, node: i, start: pos(at, 1), end: pos(at, 1), soft: true})
			}
			at += 1 + len(l.rawName(i))
			l.addRegion(&region{kind: regionSpaces, node: i, start: pos(at, 0), end: pos(at, 0), soft: true})
		}
	}
}

// topSection reports whether a section is that of the body or of a paragraph of it.
func (l *layout) topSection(n int32) bool {
	p := l.nodes[n].parent
	if p == l.body {
		return true
	}
	return p >= 0 && l.nodes[p].kind == kindPPr && l.nodes[p].parent >= 0 && l.nodes[l.nodes[p].parent].parent == l.body
}

// bareSection reports whether a paragraph only carries a section, or is replaced by content.
func (l *layout) bareSection(n int32, u *unit) bool {
	if l.nodes[n].kind != kindPara || l.alone[n] || u == nil {
		return l.alone[n]
	}
	if len(u.tags) == 1 && u.tags[0].whole {
		return true
	}
	pr := l.child(n, kindPPr)
	if pr < 0 || l.child(pr, kindSect) < 0 {
		return false
	}
	return strings.TrimSpace(u.text) == ""
}

// blank reports whether a paragraph holds nothing at all.
func blank(u *unit) bool {
	return u != nil && strings.TrimSpace(u.text) == "" && !u.objects && !u.remark && len(u.tags) == 0
}

// trailNode prints an empty paragraph that ends a section, unless a sub-document ends there.
type trailNode struct{ body []instruction }

func (n *trailNode) render(r *run) error {
	if r.sect.pending != nil {
		return nil
	}
	return r.all(n.body)
}

// sectionAt is the index of the section that ends first behind an offset, -1 if there is none.
func (l *layout) sectionAt(off int) int {
	for i := range l.sects {
		if l.sects[i].start >= off {
			return i
		}
	}
	return -1
}

const defaultWidth = 8306 // of the text of an A4 page with Word's margins

// textWidth is the width of the text at an offset, in twentieths of a point.
func (l *layout) textWidth(off int) int {
	if i := l.sectionAt(off); i >= 0 && l.sects[i].width > 0 {
		return l.sects[i].width
	}
	return defaultWidth
}

// beforeNumber are the children of w:sectPr that stand before w:pgNumType.
var beforeNumber = map[string]bool{"headerReference": true, "footerReference": true, "footnotePr": true, "endnotePr": true,
	"type": true, "pgSz": true, "pgMar": true, "paperSrc": true, "pgBorders": true, "lnNumType": true}

func (l *layout) readSection(n int32) section {
	nd := &l.nodes[n]
	s := section{node: n, start: int(nd.start), end: int(nd.end), full: string(l.src[nd.start:nd.end])}
	if nd.open == nd.end {
		s.again, s.clean = s.full, [2]string{"<" + l.rawName(n) + ">", l.closer(n)}
		return s
	}
	open, end := "<"+l.rawName(n)+">", l.closer(n)
	var again strings.Builder
	parts := [2]strings.Builder{}
	s.width = sectWidth(s.full)
	for _, p := range propsOf(s.full) {
		half := &parts[1]
		if beforeNumber[p.name] {
			half = &parts[0]
		}
		switch p.name {
		case "headerReference", "footerReference":
			again.WriteString(p.xml)
		case "type", "titlePg", "printerSettings", "sectPrChange":
		case "pgNumType":
			s.pageNumber = withoutAttr(p.xml, "start")
			again.WriteString(s.pageNumber)
		default:
			again.WriteString(p.xml)
			half.WriteString(p.xml)
		}
	}
	s.again = open + again.String() + end
	s.clean = [2]string{open + parts[0].String(), parts[1].String() + end}
	return s
}

// attrOf is the value of an attribute by its local name in the first start tag of xml.
func attrOf(xml, local string) string {
	if i := strings.IndexByte(xml, '>'); i >= 0 {
		xml = xml[:i]
	}
	for _, sep := range []string{":", " "} {
		if _, rest, ok := strings.Cut(xml, sep+local+`="`); ok {
			v, _, _ := strings.Cut(rest, `"`)
			return v
		}
	}
	return ""
}

// withoutAttr drops an attribute by its local name from an empty element.
func withoutAttr(xml, local string) string {
	at := strings.Index(xml, ":"+local+`="`)
	if at < 0 {
		return xml
	}
	from := strings.LastIndexByte(xml[:at], ' ')
	end := strings.IndexByte(xml[at+len(local)+3:], '"')
	if from < 0 || end < 0 {
		return xml
	}
	return xml[:from] + xml[at+len(local)+3+end+1:]
}

func sectWidth(sect string) int {
	w, left, right := 0, 0, 0
	for _, p := range propsOf(sect) {
		switch p.name {
		case "pgSz":
			w = leadingInt(attrOf(p.xml, "w"))
		case "pgMar":
			left, right = leadingInt(attrOf(p.xml, "left")), leadingInt(attrOf(p.xml, "right"))
		}
	}
	return max(0, w-left-right)
}

func leadingInt(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 1<<20 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// markNode stands before each element of the body: something is printed now.
type markNode struct{}

func (markNode) render(r *run) error {
	r.resume()
	return nil
}

// resume ends the section of a sub-document when something follows it.
func (r *run) resume() {
	if r.sect.pending != nil {
		r.endSection(r.cleanSection(r.sect.pending))
		r.sect.pending = nil
	}
	r.sect.used = true
}

// hairPara is a paragraph one point high: behind a table at the end of a sub-document it begins no page.
const (
	hairOpen = `<w:p><w:pPr><w:snapToGrid w:val="0"/>`
	hairPara = apartNode(hairOpen + hairline + `</w:pPr></w:p>`)
)

// endSection prints the paragraph that carries a section: a hairline.
func (r *run) endSection(sect string) {
	r.buf = append(r.buf, hairOpen...)
	before, rest, _ := strings.Cut(hairline, "<w:rPr>")
	r.buf = append(r.buf, before...)
	r.buf = append(r.buf, "<w:rPr>"...)
	r.buf = append(r.buf, rest...)
	r.buf = append(r.buf, sect...)
	r.buf = append(r.buf, `</w:pPr></w:p>`...)
}

func (r *run) cleanSection(s *section) string { return s.clean[0] + r.sect.number + s.clean[1] }

// sectionNode prints a section of the template, or in its place that of the
// sub-document that nothing follows.
type sectionNode struct {
	sect  *section
	graft bool
	last  bool // the section of the body
	end   apartNode
}

func (n *sectionNode) render(r *run) error {
	if n.last {
		if err := r.appendix(n.sect); err != nil {
			return err
		}
		end := n.end
		if r.sect.pending != nil {
			end = hairPara
		}
		if err := end.render(r); err != nil {
			return err
		}
	}
	switch {
	case r.sect.pending != nil:
		r.buf = append(r.buf, r.cleanSection(r.sect.pending)...)
	case n.graft:
		r.buf = append(r.buf, r.cleanSection(n.sect)...)
	case r.sect.split:
		r.buf = append(r.buf, n.sect.again...)
	default:
		r.buf = append(r.buf, n.sect.full...)
	}
	r.sect.pending, r.sect.used, r.sect.split = nil, false, false
	return r.spill()
}

// beginDocument closes what stands before a sub-document.
func (r *run) beginDocument(outer *section) {
	switch {
	case r.sect.pending != nil:
		r.endSection(r.cleanSection(r.sect.pending))
	case !r.sect.used:
	case outer == nil:
		r.endSection(`<w:sectPr/>`)
	case r.graft != nil:
		r.endSection(r.cleanSection(outer))
	case r.sect.split:
		r.endSection(outer.again)
	default:
		r.endSection(outer.full)
		r.sect.split = true
	}
	if r.graft == nil && outer != nil {
		r.sect.number = outer.pageNumber
	}
	r.sect.pending, r.sect.used = nil, false
}

// sectionRegion emits the regions of sections; programs without content have none.
func (s *spec) sectionRegion(e *emitter, r *region) {
	switch {
	case r.kind == regionSection && s.mode == modePlain:
		if s.last != "" && s.nodes[s.sects[r.node].node].parent == s.body {
			e.add(apartNode(s.last))
		}
		s.emitIn(e, r)
	case r.kind == regionSection:
		sect := &s.sects[r.node]
		e.add(&sectionNode{sect: sect, graft: s.mode == modeGraft, last: s.nodes[sect.node].parent == s.body, end: apartNode(s.last)})
	case s.mode == modePlain:
	case r.kind == regionBefore:
		e.add(markNode{})
	case s.mode == modeGraft:
		e.add(spaceNode{})
	}
}

// spaceNode declares the namespaces that grafted content needs.
type spaceNode struct{}

func (spaceNode) render(r *run) error {
	if r.graft != nil {
		r.buf = append(r.buf, r.graft.spaces...)
	}
	return nil
}
