package docxtemplate

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

func init() { contents = append(contents, inlinePicture) }

// inlinePicture is {{@x}} in text.
func inlinePicture(s *spec, t *tag) instruction {
	if t.Kind != lang.Image {
		return nil
	}
	o := s.bind(t, true)
	if o == nil {
		return literal(appendText(nil, t.raw, &markup{}))
	}
	n := &pictureNode{operand: o, chain: t.chain, tag: t, width: s.widthAt(t) * 635}
	if text, ok := s.textOf(t); ok {
		n.close, n.open = s.closer(text), s.textOpener(text)
		return n
	}
	s.fault(t, "picture-place", "这里不能放图片", "请放在正文、表格、页眉页脚或文本框的文字里，或写作占位图片的替换文字")
	return literal(nil)
}

// textOf is the text of a run (w:t) that a tag stands in, if it stands in one.
func (s *spec) textOf(t *tag) (int32, bool) {
	n := t.node()
	return n, n >= 0 && t.unit.para && s.nodes[n].space == wml.W && s.nodes[n].name == "t"
}

// widthAt is the width of the text where a tag stands, in twentieths of a point.
func (s *spec) widthAt(t *tag) int {
	if cell := s.up(t.node(), kindCell); cell >= 0 {
		if i := bytes.Index(s.src[s.nodes[cell].start:s.nodes[cell].end], []byte("tcW ")); i >= 0 {
			tcw := string(s.src[int(s.nodes[cell].start)+i-1 : s.nodes[cell].end])
			if w := leadingInt(attrOf(tcw, "w")); w > 300 && attrOf(tcw, "type") == "dxa" {
				return w - 220
			}
		}
		return s.textWidth(int(s.nodes[cell].start)) / 2
	}
	return s.textWidth(t.first)
}

// pictureNode prints a picture in a line of text.
type pictureNode struct {
	*operand
	chain       lang.Chain
	tag         *tag
	width       int // of the place, in EMU
	close, open string
}

func (n *pictureNode) render(r *run) error {
	p, err := r.picture(n.operand, n.chain, n.tag)
	if err != nil || p == nil {
		return err
	}
	s, err := r.show(p)
	if err != nil {
		return r.fail(n.tag, err)
	}
	if s.cx > n.width && n.width > 0 && p.Width == 0 {
		s.cx, s.cy = fit(s.cx, s.cy, n.width, s.cy)
	}
	r.buf = append(r.buf, n.close...)
	r.inlineDrawing(s)
	r.buf = append(r.buf, n.open...)
	return r.spill()
}

// picture evaluates a tag to a picture, nil for a blank one.
func (r *run) picture(o *operand, chain lang.Chain, t *tag) (*Picture, error) {
	v, err := o.value(r)
	if err == nil && len(t.Pipes) > 0 {
		v, err = chain.Apply(v)
	}
	if err != nil {
		return nil, r.fail(t, err)
	}
	p, ok := pictureOf(v)
	if !ok {
		return nil, r.fail(t, errPicture)
	}
	return p, nil
}

const graphicSpaces = ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

func (r *run) inlineDrawing(s *shown) {
	id := r.freshID()
	size := ` cx="` + strconv.Itoa(s.cx) + `" cy="` + strconv.Itoa(s.cy) + `"`
	alt := ""
	if s.alt != "" {
		alt = ` descr="` + escapeAttr(s.alt) + `"`
	}
	r.buf = append(r.buf, `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent`+size+
		`/><wp:docPr id="`+id+`" name="图片 `+id+`"`+alt+`/><wp:cNvGraphicFramePr><a:graphicFrameLocks`+graphicSpaces+` noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic`+graphicSpaces+
		`><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="`+id+`" name="图片 `+id+`"`+alt+
		`/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="`+r.relSpace()+`" r:embed="`+s.rel+`"`...)
	if s.svg != "" {
		r.buf = append(r.buf, `><a:extLst>`+svgExtension(s.svg)+`</a:extLst></a:blip>`...)
	} else {
		r.buf = append(r.buf, `/>`...)
	}
	r.buf = append(r.buf, `<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext`+size+
		`/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`...)
}

func svgExtension(rel string) string {
	return `<a:ext` + graphicSpaces + ` uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" xmlns:r="` +
		strings.TrimSuffix(relBase, "/") + `" r:embed="` + rel + `"/></a:ext>`
}

// drawing prints a picture of a rich run.
func (w *richWriter) drawing(p *Picture) error {
	if pic, _ := pictureOf(p); pic == nil {
		return nil
	}
	s, err := w.show(p)
	if err != nil {
		return err
	}
	if box := w.place.width * 635; s.cx > box && box > 0 && p.Width == 0 {
		s.cx, s.cy = fit(s.cx, s.cy, box, s.cy)
	}
	w.inlineDrawing(s)
	return nil
}

// placeholder is a picture of the template whose alt text is a tag.
type placeholder struct {
	cx, cy int
	crop   [4]int // left, top, right, bottom in 1/1000 %
}

// placeholders makes a region of each picture whose alt text is a tag.
func (l *layout) placeholders() {
	seen := map[int32]*tag{}
	for _, u := range l.units {
		if u.para || len(u.tags) != 1 || len(u.atoms) == 0 || u.atoms[0].flavour != textAttr || u.node < 0 || l.nodes[u.node].name != "drawing" {
			continue
		}
		t := u.tags[0]
		if t.broken || t.Kind != lang.Value && t.Kind != lang.Image || strings.TrimSpace(u.text) != t.raw {
			continue
		}
		if first := seen[u.node]; first != nil {
			t.alt = t.raw == first.raw
			continue
		}
		if l.placeholderAt(u.node, t) {
			seen[u.node] = t
			t.alt = true
		}
	}
}

// placeholderAt marks the parts of a drawing that another picture changes.
func (l *layout) placeholderAt(n int32, t *tag) bool {
	nd := &l.nodes[n]
	ph := &placeholder{}
	var parts []*region
	part := func(what string, a wml.Attr, ok bool) {
		if ok {
			from, to := int(nd.start)+a.Start, int(nd.start)+a.End
			parts = append(parts, &region{kind: regionPicPart, text: what, start: pos(from, 0), end: pos(to, 0)})
		}
	}
	src := l.src[nd.start:nd.end]
	bound := bindAll(l.src, src)
	s := wml.NewScanner(bound, 0)
	shift := len(bound) - len(src)
	blips, transform, inBlip, list, ext := 0, false, false, false, 0
	for s.Next() {
		tk := s.Token()
		if tk.Kind == wml.End {
			from := tk.Start - shift
			switch {
			case tk.Name.Is(wml.A, "xfrm"):
				transform = false
			case tk.Name.Is(wml.A, "extLst") && inBlip:
				list = true
				part("add", wml.Attr{Start: from, End: from}, true)
			case tk.Name.Is(wml.A, "blip"):
				inBlip = false
				part("list", wml.Attr{Start: from, End: from}, !list)
			}
			continue
		}
		if inBlip && tk.Name.Is(wml.A, "ext") {
			ext = tk.Start - shift
		}
		at := func(space wml.Space, name string) (wml.Attr, bool) {
			a, ok := s.Attr(space, name)
			a.Start, a.End = a.Start-shift, a.End-shift
			return a, ok
		}
		value := func(name string) int { return leadingInt(string(s.Value(wml.None, name))) }
		switch {
		case tk.Name.Is(wml.WP, "extent"):
			ph.cx, ph.cy = value("cx"), value("cy")
			x, ok := at(wml.None, "cx")
			part("cx", x, ok)
			x, ok = at(wml.None, "cy")
			part("cy", x, ok)
		case tk.Name.Is(wml.A, "xfrm"):
			transform = tk.Kind == wml.Start
		case tk.Name.Is(wml.A, "ext") && transform:
			x, ok := at(wml.None, "cx")
			part("cx", x, ok)
			x, ok = at(wml.None, "cy")
			part("cy", x, ok)
		case tk.Name.Is(wml.A, "srcRect"):
			ph.crop = [4]int{value("l"), value("t"), value("r"), value("b")}
		case tk.Name.Is(wml.A, "blip"):
			blips++
			x, ok := at(wml.R, "embed")
			part("rel", x, ok)
			inBlip = tk.Kind == wml.Start
			part("close", wml.Attr{Start: tk.End - shift - 2, End: tk.End - shift}, !inBlip)
		case tk.Name.Local == "svgBlip":
			end := bytes.Index(src[tk.End-shift:], []byte("ext>"))
			part("svg", wml.Attr{Start: ext, End: tk.End - shift + end + 4}, end >= 0)
			list = true
		}
	}
	if blips != 1 {
		return false
	}
	l.addRegion(&region{kind: regionPicture, tag: t, node: n, holder: ph, start: pos(nd.start, 0), end: pos(nd.end, 0), rank: -1})
	for _, p := range parts {
		l.addRegion(p)
	}
	return true
}

// bindAll puts the root's namespaces in front of a piece of a part, so that it can be read alone.
func bindAll(whole, piece []byte) []byte {
	var b bytes.Buffer
	b.WriteString("<x")
	root := rootTag(whole)
	for _, p := range sortedKeys(declared(root)) {
		b.WriteString(` xmlns:` + p + `="` + declared(root)[p] + `"`)
	}
	b.WriteByte('>')
	b.Write(piece)
	return b.Bytes()
}

// pictureRegion emits a placeholder.
func (s *spec) pictureRegion(e *emitter, r *region) {
	o := s.bind(r.tag, true)
	s.fixed++
	body := s.seqIn(r)
	s.fixed--
	if o == nil {
		e.add(&pictureHolder{body: body, holder: r.holder, keep: true})
		return
	}
	e.add(&pictureHolder{operand: o, chain: r.tag.chain, tag: r.tag, body: body, holder: r.holder, keep: s.c.cfg.Missing == MissingKeep})
}

// pictureHolder prints a placeholder with the picture of its tag.
type pictureHolder struct {
	*operand
	chain  lang.Chain
	tag    *tag
	body   []instruction
	holder *placeholder
	keep   bool
}

func (n *pictureHolder) render(r *run) error {
	was := r.pic
	defer func() { r.pic = was }()
	r.pic = picState{raw: true}
	if n.operand == nil {
		return r.all(n.body)
	}
	v, err := n.value(r)
	if err == nil && len(n.tag.Pipes) > 0 {
		v, err = n.chain.Apply(v)
	}
	if err != nil {
		return r.fail(n.tag, err)
	}
	p, ok := pictureOf(v)
	switch {
	case !ok && n.tag.Kind == lang.Image:
		return r.fail(n.tag, errPicture)
	case !ok: // a text: the picture stays and has it as its alt text
		r.pic.alt = altText(v)
		return r.all(n.body)
	case p == nil && n.keep:
		return r.all(n.body)
	case p == nil:
		return nil
	}
	s, err := r.show(p)
	if err != nil {
		return r.fail(n.tag, err)
	}
	if p.Width == 0 && p.Height == 0 && n.holder.cx > 0 && n.holder.cy > 0 {
		c := n.holder.crop
		s.cx, s.cy = fit(cropped(s.cx, c[0]+c[2]), cropped(s.cy, c[1]+c[3]), n.holder.cx, n.holder.cy)
	}
	r.pic = picState{shown: s, alt: s.alt}
	return r.all(n.body)
}

// cropped is a length without a share of it in 1/1000 %.
func cropped(size, cut int) int { return int(int64(size) * int64(max(1, 100000-cut)) / 100000) }

func altText(v any) string {
	r := &run{t: &Template{}}
	_ = r.print(indirect(reflect.ValueOf(v)), &markup{})
	return string(wml.Unescape(r.buf))
}

// picState is the placeholder being printed.
type picState struct {
	*shown
	raw bool // the template's own picture
	alt string
}

// picPart prints what a placeholder's picture changes.
type picPart struct{ what, value string }

func (n picPart) render(r *run) error {
	out := n.value
	switch {
	case r.pic.shown == nil && n.what == "rel" && r.graft != nil:
		id, err := r.carryRel(n.value)
		if err != nil {
			return err
		}
		out = id
	case r.pic.shown == nil && n.what == "svg" && r.graft != nil:
		old := attrOf(n.value[strings.Index(n.value, "svgBlip"):], "embed")
		id, err := r.carryRel(old)
		if err != nil {
			return err
		}
		out = strings.Replace(n.value, `"`+old+`"`, `"`+id+`"`, 1)
	case r.pic.shown == nil:
	case n.what == "cx":
		out = strconv.Itoa(r.pic.cx)
	case n.what == "cy":
		out = strconv.Itoa(r.pic.cy)
	case n.what == "rel":
		out = r.pic.rel
	case n.what == "svg": // an SVG of the placeholder goes
		out = ""
	case r.pic.svg == "":
	case n.what == "add":
		out = svgExtension(r.pic.svg)
	case n.what == "list":
		out = `<a:extLst` + graphicSpaces + `>` + svgExtension(r.pic.svg) + `</a:extLst>`
	case n.what == "close":
		out = `><a:extLst` + graphicSpaces + `>` + svgExtension(r.pic.svg) + `</a:extLst></` + "a:blip>"
	}
	r.buf = append(r.buf, out...)
	return nil
}

// altNode prints the alt text of a placeholder.
type altNode struct{}

func (altNode) render(r *run) error {
	r.buf = appendText(r.buf, r.pic.alt, &markup{line: "&#10;", tab: "&#9;"})
	return nil
}

func sortedKeys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
