package docxtemplate

import (
	"regexp"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

func init() { contents = append(contents, richInline) }

// place is where content is printed: what generated markup must know.
type place struct {
	layout *layout
	para   string // properties of the paragraph of the tag, a whole w:pPr or ""
	loose  string // the same, not kept with the next: the content as a whole is kept, by its last paragraph
	run    string // properties of the run of the tag, a whole w:rPr or ""
	runs   bool   // only runs are possible, no hyperlinks: it stands in inserted text
	body   bool   // directly in the body: sections are possible
	sect   int    // of body: index in layout.sects of the section it stands in, -1 if there is none
	width  int    // of the text, in twentieths of a point
	tail   string // a paragraph that carries a section and so must stay
}

// richPlaces makes a region of each paragraph that is nothing but {{+x}}.
func (l *layout) richPlaces() {
	for _, u := range l.units {
		if !u.para || len(u.tags) != 1 || u.tags[0].Kind != lang.Rich || u.tags[0].broken || u.twin && l.nodes[u.node].space != spaceW {
			continue
		}
		t := u.tags[0]
		nd := &l.nodes[u.node]
		if nd.space != spaceW || u.objects && l.child(l.child(u.node, kindPPr), kindSect) < 0 ||
			strings.TrimSpace(u.text[:t.from]) != "" || strings.TrimSpace(u.text[t.to:]) != "" {
			continue
		}
		t.whole = true
		l.addRegion(&region{kind: regionRich, tag: t, node: u.node, start: pos(nd.start, 2), end: pos(nd.end, 0), rank: -3})
		l.risk(nd.parent)
	}
}

var keepNext = regexp.MustCompile(`<(?:\w+:)?keepNext(?:\s[^>]*)?/>`)

// placeOf describes the place of a tag.
func (s *spec) placeOf(t *tag) *place {
	l := s.layout
	p := &place{layout: l, sect: -1}
	para := t.unit.node
	if t.unit.para {
		p.para = l.paraProps(para)
		p.loose = keepNext.ReplaceAllString(p.para, "")
	}
	if run := l.up(t.node(), kindRun); run >= 0 {
		p.run = l.runProps(run)
	}
	if para < 0 { // text in an element of no namespace that Word knows
		return p
	}
	if body := l.nodes[para].parent; body >= 0 && l.nodes[body].name == "body" {
		p.body = true
		p.sect = l.sectionAt(int(l.nodes[para].start))
	}
	p.width = l.textWidth(int(l.nodes[para].start))
	return p
}

// in is the place as it is in the document being printed.
func (p *place) in(r *run) *place {
	if r.graft == nil {
		return p
	}
	q := *p
	q.para, q.loose, q.run = r.mapXML(p.para), r.mapXML(p.loose), r.mapXML(p.run)
	return &q
}

// up is the nearest node of a kind around n.
func (l *layout) up(n int32, k kind) int32 {
	for ; n >= 0; n = l.nodes[n].parent {
		if l.nodes[n].kind == k {
			return n
		}
	}
	return -1
}

// paraProps are the properties of a paragraph, without a section, for another one.
func (l *layout) paraProps(p int32) string {
	pr := l.child(p, kindPPr)
	if pr < 0 {
		return ""
	}
	nd := &l.nodes[pr]
	if sect := l.child(pr, kindSect); sect >= 0 {
		return wml.Untracked(string(l.src[nd.start:l.nodes[sect].start]) + string(l.src[l.nodes[sect].end:nd.end]))
	}
	return wml.Untracked(string(l.src[nd.start:nd.end]))
}

// richRegion emits a paragraph that is replaced by the content of its tag.
func (s *spec) richRegion(e *emitter, r *region) {
	o := s.bind(r.tag, true)
	var stay []int32 // marks
	from := r.start.offset()
	for i := r.node + 1; int(i) < len(s.nodes) && s.nodes[i].start < s.nodes[r.node].end; i++ {
		switch nd := &s.nodes[i]; {
		case nd.kind != kindMark || nd.open != nd.end:
		case !s.isCut(int(nd.start)):
			stay = append(stay, i)
		case o == nil: // moved out
			s.verbatim(e, from, int(nd.start))
			from = int(nd.end)
		}
	}
	if o == nil { // the tag stays
		s.verbatim(e, from, r.end.offset())
		return
	}
	s.marks(e, stay)
	p := s.placeOf(r.tag)
	if pr := s.child(r.node, kindPPr); pr >= 0 && s.child(pr, kindSect) >= 0 {
		p.body = false
		p.tail = string(s.src[s.nodes[r.node].start:s.nodes[r.node].open]) + string(s.src[s.nodes[pr].start:s.nodes[pr].end]) + s.closer(r.node)
	}
	e.add(&richNode{operand: o, chain: r.tag.chain, tag: r.tag, place: p})
}

// richNode prints the blocks of a value in place of the paragraph of its tag.
type richNode struct {
	*operand
	chain lang.Chain
	tag   *tag
	place *place
}

func (n *richNode) render(r *run) error {
	v, err := n.value(r)
	if err == nil && r.kept {
		v = n.tag.raw
	} else if err == nil && len(n.tag.Pipes) > 0 {
		v, err = n.chain.Apply(v)
	}
	if err != nil {
		return r.fail(n.tag, err)
	}
	blocks, err := r.blocksOf(v, 0)
	if err != nil {
		return r.fail(n.tag, err)
	}
	if len(blocks) > 0 {
		r.seq++
		w := &richWriter{run: r, place: n.place.in(r), value: r.seq}
		if err := w.blocks(blocks); err != nil {
			return r.fail(n.tag, err)
		}
	}
	r.buf = append(r.buf, n.place.tail...)
	return r.spill()
}

// richInline prints content inside a sentence.
func richInline(s *spec, t *tag) instruction {
	if t.Kind != lang.Rich {
		return nil
	}
	o := s.bind(t, true)
	if o == nil {
		return literal(appendText(nil, t.raw, &markup{}))
	}
	if t.whole {
		return literal(nil)
	}
	n := &inlineNode{operand: o, chain: t.chain, tag: t, place: s.placeOf(t), markup: s.markupAt(t)}
	text, ok := s.textOf(t)
	if !ok {
		return n
	}
	if run := s.nodes[text].parent; s.nodes[run].kind == kindRun {
		n.close = s.closer(text) + s.closer(run)
		n.open = s.opener(run) + s.runProps(run) + s.textOpener(text)
		n.place.runs = s.inserted(run)
	}
	return n
}

// inlineNode prints the runs of a value inside a sentence.
type inlineNode struct {
	*operand
	chain       lang.Chain
	tag         *tag
	place       *place
	close, open string // of the run around; "" where runs are not possible
	markup
}

func (n *inlineNode) render(r *run) error {
	v, err := n.value(r)
	if err == nil && r.kept {
		v = n.tag.raw
	} else if err == nil && len(n.tag.Pipes) > 0 {
		v, err = n.chain.Apply(v)
	}
	if err != nil {
		return r.fail(n.tag, err)
	}
	if s, ok := v.(string); ok {
		r.buf = appendText(r.buf, s, &n.markup)
		return r.spill()
	}
	blocks, err := r.blocksOf(v, 0)
	if err != nil {
		return r.fail(n.tag, err)
	}
	return n.runs(r, blocks)
}

func (n *inlineNode) runs(r *run, blocks Rich) error {
	for i, b := range blocks {
		p, ok := b.(Paragraph)
		if !ok {
			return r.fail(n.tag, errBlockInline)
		}
		if i > 0 {
			r.buf = append(r.buf, n.line...)
		}
		if n.close == "" {
			for _, run := range p.Runs {
				r.buf = appendText(r.buf, run.Text, &n.markup)
			}
			continue
		}
		r.buf = append(r.buf, n.close...)
		at := n.place.in(r)
		w := &richWriter{run: r, place: at}
		for _, run := range p.Runs {
			if err := w.runXML(run, at.run); err != nil {
				return r.fail(n.tag, err)
			}
		}
		r.buf = append(r.buf, n.open...)
	}
	return r.spill()
}
