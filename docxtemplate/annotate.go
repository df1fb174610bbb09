package docxtemplate

import (
	"bytes"
	"cmp"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/wml"
)

// Annotate writes a copy of a template with a Word comment at each fault: the
// tag is marked, the comment says what is wrong with it and what to do. src is
// the file that the faults are of. Faults of parts that cannot hold comments,
// such as headers, text boxes and charts, stand at a paragraph of the body.
// Comments that the template has already stay.
func Annotate(w io.Writer, src io.ReaderAt, size int64, faults ErrorList) error {
	pkg, err := opc.Open(src, size, Limits{})
	if err != nil {
		return err
	}
	a := &annotator{pkg: pkg, changed: map[string][]byte{}}
	if len(faults) > 0 {
		if err := a.annotate(faults); err != nil {
			return err
		}
	}
	return a.write(w)
}

// annotator makes one annotated copy.
type annotator struct {
	*source // the main document
	pkg     *opc.Package
	changed map[string][]byte // new content of parts
	added   []string          // names of new parts
	paras   []topPara
	marks   []insertion
	prefix  string // of Word's elements in the main document, "w:"
}

// topPara is a paragraph that can hold comments, with the ranges of its children.
type topPara struct {
	node int32
	kids []span
}

// insertion is markup put in at an offset of the main document.
type insertion struct {
	at   int
	rank int // of two at one offset the smaller is first
	xml  string
}

func (a *annotator) annotate(faults ErrorList) error {
	text, err := a.pkg.Entry(a.pkg.MainDocument()).Text()
	if err != nil {
		return err
	}
	if a.source, err = scan(a.pkg.MainDocument(), text, scanOptions{open: "{{"}); err != nil {
		return err
	}
	a.findParas()
	if len(a.paras) == 0 {
		return nil // nowhere to put a comment
	}
	a.prefix = strings.TrimSuffix(a.tagName(a.paras[0].node), "p")
	part, comments, id, err := a.commentsPart()
	if err != nil {
		return err
	}
	root := rootName(comments)
	own := strings.TrimSuffix(root, "comments")
	var list strings.Builder
	for _, e := range faults {
		from, to := a.rangeOf(e)
		a.comment(from, to, id)
		list.WriteString(a.commentXML(own, id, e))
		id++
	}
	a.changed[part] = appendChild(comments, list.String())
	a.changed[a.name] = a.inserted()
	return nil
}

// findParas finds the paragraphs outside of every other paragraph, and their children.
func (a *annotator) findParas() {
	top := map[int]int32{}
	end := int32(0)
	for n := range a.nodes {
		if nd := &a.nodes[n]; nd.kind == kindPara && nd.space == wml.W && nd.start >= end {
			top[int(nd.start)] = int32(n)
			end = nd.end
		}
	}
	s := wml.NewScanner(a.src, 0)
	depth, in := 0, -1 // depth of the children of the open paragraph
	for s.Next() {
		t := s.Token()
		switch {
		case t.Kind == wml.Start || t.Kind == wml.Empty:
			if n, ok := top[t.Start]; ok {
				a.paras = append(a.paras, topPara{node: n})
				if t.Kind == wml.Start {
					in = depth + 1
				}
			} else if in >= 0 && depth == in {
				p := &a.paras[len(a.paras)-1]
				p.kids = append(p.kids, span{t.Start, t.End})
			}
			if t.Kind == wml.Start {
				depth++
			}
		case t.Kind == wml.End:
			depth--
			if depth == in {
				p := &a.paras[len(a.paras)-1]
				p.kids[len(p.kids)-1].end = t.End
			} else if depth < in {
				in = -1
			}
		}
	}
}

func (s *source) tagName(n int32) string { return rootName(s.src[s.nodes[n].start:s.nodes[n].open]) }

// rangeOf gives the raw range of a fault in the main document; for a fault
// elsewhere that is the start of the body.
func (a *annotator) rangeOf(e *Error) (from, to int) {
	if e.Part != a.name {
		return 0, 0
	}
	if e.to > 0 && e.to <= len(a.src) {
		return e.from, e.to
	}
	for i := range a.units { // the error came from elsewhere, as JSON perhaps
		if u := a.units[i]; u.para && u.number == e.Paragraph {
			return int(a.nodes[u.node].start), int(a.nodes[u.node].end)
		}
	}
	return 0, 0
}

// comment marks a range.
func (a *annotator) comment(from, to, id int) {
	i, _ := slices.BinarySearchFunc(a.paras, from, func(p topPara, at int) int { return cmp.Compare(int(a.nodes[p.node].end), at+1) })
	p := &a.paras[min(i, len(a.paras)-1)]
	nd := &a.nodes[p.node]
	n := strconv.Itoa(id)
	start := insertion{a.edge(p, max(from, int(nd.start)), false), 2, "<" + a.prefix + "commentRangeStart " + a.prefix + `id="` + n + `"/>`}
	end := insertion{a.edge(p, min(max(to, int(nd.start)), int(nd.end)), true), 1, "<" + a.prefix + "commentRangeEnd " + a.prefix + `id="` + n + `"/>` +
		"<" + a.prefix + "r><" + a.prefix + "commentReference " + a.prefix + `id="` + n + `"/></` + a.prefix + "r>"}
	if end.at <= start.at {
		end.at, end.rank = start.at, 2
	}
	a.marks = append(a.marks, start, end)
	a.preserve(start.at)
	a.preserve(end.at)
}

// preserve makes a text that is cut keep the white space at its ends.
func (a *annotator) preserve(at int) {
	t := a.textAt(at)
	if t < 0 || bytes.Contains(a.src[a.nodes[t].start:a.nodes[t].open], []byte("xml:space")) {
		return
	}
	m := insertion{int(a.nodes[t].open) - 1, 0, ` xml:space="preserve"`}
	if !slices.Contains(a.marks, m) {
		a.marks = append(a.marks, m)
	}
}

// edge is where a mark for an offset can stand: in the text, if that belongs to
// a run of the paragraph, else before or behind the child around it.
func (a *annotator) edge(p *topPara, off int, end bool) int {
	nd := &a.nodes[p.node]
	if nd.open == nd.end {
		return int(nd.start)
	}
	first := int(nd.open)
	if pr := a.childOf(p.node, kindPPr); pr >= 0 {
		first = int(a.nodes[pr].end)
	}
	probe := off
	if end {
		probe = off - 1
	}
	for _, k := range p.kids {
		if probe < k.start || probe >= k.end || k.start < first {
			continue
		}
		if a.splits(k, off) {
			return off
		}
		if end {
			return k.end
		}
		return k.start
	}
	if end && off > first {
		return int(nd.close)
	}
	return first
}

// splits reports whether an offset stands in text directly inside a run that is
// the child k of a paragraph, so that the run can be cut there.
func (a *annotator) splits(k span, off int) bool {
	t := a.textAt(off)
	if t < 0 {
		return false
	}
	run := a.nodes[t].parent
	return run >= 0 && a.nodes[run].kind == kindRun && int(a.nodes[run].start) == k.start && !a.atEdge(t, k, off)
}

// textAt is the w:t element around an offset, -1 if there is none.
func (a *annotator) textAt(off int) int32 {
	for n := range a.nodes {
		nd := &a.nodes[n]
		if int(nd.start) > off {
			break
		}
		if nd.kind == kindText && nd.space == wml.W && nd.name == "t" && int(nd.open) <= off && off <= int(nd.close) && nd.open < nd.end {
			return int32(n)
		}
	}
	return -1
}

// atEdge reports whether nothing of the run stands before, or behind, an offset.
func (a *annotator) atEdge(t int32, k span, off int) bool {
	head := int(a.nodes[a.nodes[t].parent].open)
	if pr := a.childOf(a.nodes[t].parent, kindRPr); pr >= 0 {
		head = int(a.nodes[pr].end)
	}
	return off == int(a.nodes[t].open) && int(a.nodes[t].start) == head || off == int(a.nodes[t].close) && int(a.nodes[t].end) == int(a.nodes[a.nodes[t].parent].close)
}

func (s *source) childOf(n int32, k kind) int32 {
	for i := n + 1; int(i) < len(s.nodes) && s.nodes[i].start < s.nodes[n].end; i++ {
		if s.nodes[i].parent == n && s.nodes[i].kind == k {
			return i
		}
	}
	return -1
}

// inserted is the main document with the marks.
func (a *annotator) inserted() []byte {
	slices.SortStableFunc(a.marks, func(x, y insertion) int { return cmp.Or(x.at-y.at, x.rank-y.rank) })
	var out []byte
	last := 0
	for i := 0; i < len(a.marks); {
		at, xml := a.marks[i].at, ""
		for ; i < len(a.marks) && a.marks[i].at == at; i++ {
			xml += a.marks[i].xml
		}
		out = append(out, a.src[last:at]...)
		last = at
		if n := a.emptyParaAt(at); n >= 0 {
			name := a.tagName(n)
			out = append(out, bytes.TrimRight(a.src[at:int(a.nodes[n].open)-1], "/ ")...)
			out = append(out, ">"+xml+"</"+name+">"...)
			last = int(a.nodes[n].end)
			continue
		}
		if t := a.textAt(at); t >= 0 {
			run := a.nodes[t].parent
			name, open := a.tagName(t), a.tagName(run)
			xml = "</" + name + "></" + open + ">" + xml + string(a.src[a.nodes[run].start:a.nodes[run].open])
			if pr := a.childOf(run, kindRPr); pr >= 0 {
				xml += string(a.src[a.nodes[pr].start:a.nodes[pr].end])
			}
			xml += "<" + name + ` xml:space="preserve">`
		}
		out = append(out, xml...)
	}
	return append(out, a.src[last:]...)
}

// emptyParaAt is the paragraph without content that starts at an offset, -1 if there is none.
func (a *annotator) emptyParaAt(at int) int32 {
	for _, p := range a.paras {
		if nd := &a.nodes[p.node]; int(nd.start) == at && nd.open == nd.end {
			return p.node
		}
	}
	return -1
}

// commentsPart gives the comments of the document, made if there are none, and the first free id.
func (a *annotator) commentsPart() (name string, text []byte, id int, err error) {
	const typ = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	for _, r := range a.pkg.Relationships(a.name) {
		if e := a.pkg.Entry(r.Resolved); strings.HasSuffix(r.Type, "/comments") && e != nil {
			text, err = e.Text()
			return e.Name, text, nextComment(text, a.src), err
		}
	}
	space, rel := "http://schemas.openxmlformats.org/wordprocessingml/2006/main", relBase
	if a.pkg.Strict() {
		space, rel = "http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	}
	dir := path.Dir(a.name)
	name = path.Join(dir, "comments.xml")
	for n := 2; a.pkg.Entry(name) != nil; n++ {
		name = path.Join(dir, "comments"+strconv.Itoa(n)+".xml")
	}
	a.added = append(a.added, name)
	rels := opc.RelsName(a.name)
	list := []byte(relsHead + "</Relationships>")
	if e := a.pkg.Entry(rels); e != nil {
		rels = e.Name
		if list, err = e.Text(); err != nil {
			return "", nil, 0, err
		}
	} else {
		a.added = append(a.added, rels)
	}
	a.changed[rels] = appendChild(list, "<"+prefixOf(rootName(list))+`Relationship Id="`+a.freshRel()+`" Type="`+rel+`comments" Target="/`+escapeAttr(name)+`"/>`)
	types := a.pkg.Entry("[Content_Types].xml")
	list, err = types.Text()
	a.changed[types.Name] = appendChild(list, "<"+prefixOf(rootName(list))+`Override PartName="/`+escapeAttr(name)+`" ContentType="`+typ+`"/>`)
	text = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:comments xmlns:w="` + space + `"></w:comments>`)
	return name, text, nextComment(nil, a.src), err
}

func (a *annotator) freshRel() string {
	for n := 1; ; n++ {
		id := "rIdLint" + strconv.Itoa(n)
		if !slices.ContainsFunc(a.pkg.Relationships(a.name), func(r opc.Relationship) bool { return r.ID == id }) {
			return id
		}
	}
}

// nextComment is an id larger than that of every comment there is or is referred to.
func nextComment(parts ...[]byte) int {
	next := 0
	for _, src := range parts {
		s := wml.NewScanner(src, 0)
		for s.Next() {
			t := s.Token()
			if t.Kind != wml.Start && t.Kind != wml.Empty || t.Name.Space != wml.W || !strings.HasPrefix(t.Name.Local, "comment") {
				continue
			}
			if n, err := strconv.Atoi(string(s.Value(wml.W, "id"))); err == nil && n < 1<<30 {
				next = max(next, n+1)
			}
		}
	}
	return next
}

// commentXML is a comment whose text is a fault.
func (a *annotator) commentXML(p string, id int, e *Error) string {
	where := *e
	where.File, where.Near = "", ""
	if where.Part == a.name {
		where.Part, where.Heading, where.Table, where.Paragraph = "", "", 0, 0 // one sees where
	}
	text := string(appendText(nil, e.Found, &markup{}))
	if text != "" {
		text += "："
	}
	text += string(appendText(nil, where.Error(), &markup{line: " ", tab: " "}))
	return "<" + p + "comment " + p + `id="` + strconv.Itoa(id) + `" ` + p + `author="模板检查" ` + p + `initials="检">` +
		"<" + p + "p><" + p + "r><" + p + `t xml:space="preserve">` + text + "</" + p + "t></" + p + "r></" + p + "p></" + p + "comment>"
}

// rootName is the name, prefix and all, of the first element of a text.
func rootName(b []byte) string {
	s := wml.NewScanner(b, 0)
	for s.Next() {
		if t := s.Token(); t.Kind == wml.Start || t.Kind == wml.Empty {
			return rawTagName(b[t.Start:])
		}
	}
	if i := bytes.IndexByte(b, '<'); i >= 0 {
		return rawTagName(b[i:])
	}
	return ""
}

// prefixOf is the prefix of a name with its colon, "" if it has none.
func prefixOf(name string) string { return name[:strings.IndexByte(name, ':')+1] }

// appendChild puts markup at the end of the root element.
func appendChild(b []byte, xml string) []byte {
	if i := bytes.LastIndex(b, []byte("</")); i >= 0 {
		return slices.Concat(b[:i], []byte(xml), b[i:])
	}
	i := bytes.LastIndex(b, []byte("/>"))
	if i < 0 {
		return b
	}
	return slices.Concat(b[:i], []byte(">"+xml+"</"+rootName(b)+">"))
}

// write writes the package: what did not change as it is.
func (a *annotator) write(w io.Writer) error {
	var z zipWriter
	z.start(w)
	for _, e := range a.pkg.Entries() {
		if e.Dir {
			continue
		}
		out := outEntry{name: e.Name, stored: e.Name, method: e.Method, crc: e.CRC32, size: e.UncompressedSize}
		if b, ok := a.changed[e.Name]; ok {
			out = deflated(e.Name, b)
		} else if raw, err := e.Raw(); err != nil {
			return err
		} else {
			out.data = raw
		}
		if err := z.raw(&out); err != nil {
			return err
		}
	}
	for _, name := range a.added {
		e := deflated(name, a.changed[name])
		if err := z.raw(&e); err != nil {
			return err
		}
	}
	return z.finish()
}

func deflated(name string, b []byte) outEntry {
	var c bytes.Buffer
	f, _ := flate.NewWriter(&c, flate.DefaultCompression)
	_, _ = f.Write(b)
	_ = f.Close()
	return outEntry{name: name, stored: name, method: 8, crc: crc32.ChecksumIEEE(b), size: uint64(len(b)), data: c.Bytes()}
}
