package docxtemplate

import (
	"bytes"

	"github.com/evalreport/go/internal/wml"
)

// kind classifies the elements that matter to a template; all others are opaque bytes.
type kind uint8

const (
	kindOther   kind = iota
	kindStory        // body, hdr, ftr, footnote, endnote, comment, txbxContent: holds paragraphs
	kindTable        // w:tbl
	kindRow          // w:tr
	kindCell         // w:tc
	kindPara         // w:p, a:p
	kindRun          // w:r, a:r, a:fld, m:r
	kindText         // w:t, w:instrText, a:t, m:t
	kindWrap         // hyperlink, ins, smartTag, customXml, fldSimple, sdtContent …: transparent
	kindSdt          // w:sdt
	kindDel          // del, moveFrom: no text inside
	kindObject       // drawing, pict, object, footnoteReference …: content that is not text
	kindMark         // bookmarks, comment ranges, permissions: never dropped
	kindProof        // proofErr, lastRenderedPageBreak: transparent, dropped inside a tag
	kindSpace        // tab, br, cr: white space inside a tag
	kindPPr          // w:pPr
	kindRPr          // w:rPr
	kindTcPr         // w:tcPr
	kindSect         // w:sectPr
	kindGrid         // w:tblGrid
	kindGridCol      // w:gridCol
)

// node is one element of interest: byte ranges of the part.
type node struct {
	kind        kind
	parent      int32 // index of the enclosing node, -1 at the top
	start, end  int32 // the element
	open, close int32 // its content; open == end for <x/>
	name        string
	space       wml.Space
	info        *cellInfo // of cells, rows and content controls
	hint        int32     // of w:rPr: where w:hint of its w:rFonts begins, 0 if there is none
	inner       bool      // a descendant is a mark, a section or an object
}

// cellInfo is what the properties of a row, a cell or a content control say.
type cellInfo struct {
	before, span int      // w:gridBefore of a row; w:gridSpan of a cell, w:gridCol of neither
	merge        vmerge   // of a cell
	mergeAt      [2]int32 // range of the w:vMerge element
	insert       int32    // where a w:vMerge belongs, -1: there is no tcPr
	props        bool     // the tcPr has been met; another is none
	tag          string   // of a content control: w:tag
	placeholder  [2]int32 // range of w:showingPlcHdr
	binding      [2]int32 // range of w:dataBinding: Word would put the bound value back
	checked      [2]int32 // value range of w14:checked
	checkbox     bool
	picture      bool
	repeating    bool // a w15:repeatingSection
}

type vmerge uint8

const (
	mergeNone vmerge = iota
	mergeRestart
	mergeContinue
)

// flavour says what kind of text an atom is: it decides how line breaks are written.
type flavour uint8

const (
	textWord    flavour = iota // w:t
	textField                  // w:instrText
	textDrawing                // a:t
	textMath                   // m:t
	textPlain                  // character data of any other element
	textAttr                   // an attribute
	textURL                    // the target of a relationship
)

// atom is a range of characters of a text unit.
type atom struct {
	node       int32 // the kindText node, or the node around plain text
	text       int   // offset of its first byte in unit.text
	start, end int32 // raw range in the part
	flavour    flavour
}

// unit is a stretch of text in which tags are sought: a paragraph, or the value
// of an attribute, or the text of an element outside any paragraph.
type unit struct {
	node    int32 // the paragraph, or the element around
	text    string
	buf     []byte
	atoms   []atom
	clear   []int32 // nodes to drop when they stand inside a tag
	objects bool    // has content that is not text
	remark  bool    // has the reference of a comment
	para    bool
	number  int
	tags    []*tag
	part    *source
	cursor  cursor
	twin    bool // stands in an mc:Fallback
}

// idRef is an attribute whose value must be unique in the document.
type idRef struct {
	kind       idKind
	start, end int32 // value range; for idNote and idComment the element
	at         int32 // of idNote and idComment: where the value begins
	value      string
}

// source is a scanned part.
type source struct {
	name     string
	src      []byte
	nodes    []node
	units    []*unit
	ids      []idRef
	paras    int
	headings []heading
}

// heading is the text of a heading paragraph.
type heading struct {
	node int32
	text string
}

type scanOptions struct {
	depth    int
	open     string          // opening delimiter
	headings map[string]bool // styles of headings
}

type scanning struct {
	*source
	scanOptions
	s       *wml.Scanner
	stack   []int32 // open nodes; -1 for elements that are not nodes
	paras   []*unit // open paragraphs
	del     int
	twins   int  // open mc:Fallback elements
	heading bool // the innermost paragraph is a heading
}

// scan indexes a part: its elements of interest, its text units, its ids.
func scan(name string, src []byte, o scanOptions) (*source, error) {
	sc := &scanning{source: &source{name: name, src: src}, s: wml.NewScanner(src, o.depth), scanOptions: o}
	for sc.s.Next() {
		switch t := sc.s.Token(); t.Kind {
		case wml.Start:
			if t.Name.Is(wml.MC, "Fallback") {
				sc.twins++
			}
			sc.push(sc.element(t), t)
		case wml.Empty:
			if n := sc.element(t); n >= 0 {
				sc.pop(n, t)
			}
		case wml.End:
			if t.Name.Is(wml.MC, "Fallback") {
				sc.twins--
			}
			n := sc.stack[len(sc.stack)-1]
			sc.stack = sc.stack[:len(sc.stack)-1]
			if n >= 0 {
				sc.nodes[n].close = int32(t.Start)
				sc.pop(n, t)
			}
		case wml.Text:
			sc.chars(t)
		}
	}
	return sc.source, sc.s.Err()
}

func (sc *scanning) push(n int32, t wml.Token) {
	sc.stack = append(sc.stack, n)
	if n < 0 {
		return
	}
	switch sc.nodes[n].kind {
	case kindPara:
		sc.openPara(n)
	case kindDel:
		sc.del++
	}
}

// pop closes a node, an empty one included.
func (sc *scanning) pop(n int32, t wml.Token) {
	nd := &sc.nodes[n]
	nd.end = int32(t.End)
	empty := t.Kind == wml.Empty
	switch nd.kind {
	case kindPara:
		if empty {
			sc.openPara(n)
		}
		u := sc.paras[len(sc.paras)-1]
		sc.paras = sc.paras[:len(sc.paras)-1]
		u.text, u.buf = string(u.buf), nil
		if sc.heading {
			sc.source.headings = append(sc.source.headings, heading{n, u.text})
			sc.heading = false
		}
	case kindDel:
		if !empty {
			sc.del--
		}
	}
}

func (sc *scanning) openPara(n int32) {
	sc.source.paras++
	u := &unit{part: sc.source, node: n, para: true, number: sc.source.paras, twin: sc.twins > 0}
	sc.units = append(sc.units, u)
	sc.paras = append(sc.paras, u)
}

// top is the innermost open node, -1 when there is none.
func (sc *scanning) top() int32 {
	for i := len(sc.stack) - 1; i >= 0; i-- {
		if sc.stack[i] >= 0 {
			return sc.stack[i]
		}
	}
	return -1
}

// element records the element of a start tag if it matters, else gives -1.
func (sc *scanning) element(t wml.Token) int32 {
	sc.attributes(t)
	sc.ident(t)
	sc.property(t)
	k := classify(t.Name)
	if k == kindOther {
		return -1
	}
	parent := sc.top()
	if k == kindSpace && parent >= 0 && sc.nodes[parent].kind != kindRun {
		return -1 // w:tab of w:tabs
	}
	if k == kindTcPr && parent >= 0 && sc.nodes[parent].kind == kindCell {
		cell := sc.nodes[parent].info
		if cell.props {
			return -1
		}
		cell.props = true
	}
	n := int32(len(sc.nodes))
	sc.nodes = append(sc.nodes, node{kind: k, parent: parent, start: int32(t.Start), end: int32(t.End),
		open: int32(t.End), close: int32(t.End), name: t.Name.Local, space: t.Name.Space})
	switch k {
	case kindRow:
		sc.nodes[n].info = &cellInfo{}
	case kindCell, kindSdt:
		sc.nodes[n].info = &cellInfo{span: 1, insert: -1}
	}
	sc.inPara(n, t)
	return n
}

// inPara notes what an element means for the paragraph around it.
func (sc *scanning) inPara(n int32, t wml.Token) {
	if len(sc.paras) == 0 {
		return
	}
	u := sc.paras[len(sc.paras)-1]
	switch sc.nodes[n].kind {
	case kindObject, kindSect:
		if t.Name.Local == "commentReference" {
			u.remark = true
			return
		}
		u.objects = true
	case kindProof:
		u.clear = append(u.clear, n)
	case kindSpace:
		if t.Name.Local == "br" {
			if v := sc.s.Value(wml.W, "type"); v != nil && string(v) != "textWrapping" {
				u.objects = true
				return
			}
		}
		sc.white(u, n, t)
	}
}

func (sc *scanning) white(u *unit, n int32, t wml.Token) {
	if sc.del > 0 {
		return
	}
	c := "\n"
	switch t.Name.Local {
	case "tab", "ptab":
		c = "\t"
	case "noBreakHyphen":
		c = "\u2011"
	case "softHyphen":
		c = "\u00AD"
	}
	u.clear = append(u.clear, n)
	u.atoms = append(u.atoms, atom{node: n, text: len(u.buf), start: int32(t.Start), end: int32(t.Start), flavour: textWord})
	u.buf = append(u.buf, c...)
}

// chars takes character data into the paragraph, or as a unit of its own.
func (sc *scanning) chars(t wml.Token) {
	if len(sc.stack) == 0 || sc.del > 0 {
		return
	}
	raw := sc.src[t.Start:t.End]
	n := sc.stack[len(sc.stack)-1]
	if n >= 0 && sc.nodes[n].kind == kindText && len(sc.paras) > 0 {
		u := sc.paras[len(sc.paras)-1]
		u.atoms = append(u.atoms, atom{node: n, text: len(u.buf), start: int32(t.Start), end: int32(t.End), flavour: flavourOf(&sc.nodes[n])})
		u.buf = append(u.buf, wml.Unescape(raw)...)
		return
	}
	if sc.mayHoldTag(raw) {
		sc.leaf(t.Start, t.End, textPlain)
	}
}

// leaf makes a unit of its own from a raw range. A paragraph around it holds more than text.
func (sc *scanning) leaf(start, end int, f flavour) {
	n := sc.top()
	if len(sc.paras) > 0 {
		sc.paras[len(sc.paras)-1].objects = true
	}
	sc.units = append(sc.units, &unit{part: sc.source, node: n, twin: sc.twins > 0, text: wml.Unescape(sc.src[start:end]),
		atoms: []atom{{node: n, start: int32(start), end: int32(end), flavour: f}}})
}

func flavourOf(n *node) flavour {
	switch {
	case n.space == wml.W && n.name == "t":
		return textWord
	case n.space == wml.W:
		return textField
	case n.space == wml.M:
		return textMath
	}
	return textDrawing
}

// mayHoldTag is a cheap test: two braces of any width in a row, or an escaped pair.
func (sc *scanning) mayHoldTag(b []byte) bool {
	return bytes.Contains(b, []byte(sc.open)) || bytes.Contains(b, []byte("{{")) || bytes.Contains(b, []byte("｛")) || bytes.Contains(b, []byte("﹛")) ||
		bytes.Contains(b, []byte("%7B%7B")) || bytes.Contains(b, []byte("%7b%7b")) || bytes.Contains(b, []byte("&#"))
}

// attributes makes a unit of each attribute that may hold a tag.
func (sc *scanning) attributes(t wml.Token) {
	if !sc.mayHoldTag(sc.src[t.Start:t.End]) || t.Name.Is(wml.W, "tag") {
		return
	}
	for a := range sc.s.Attrs {
		if !sc.mayHoldTag(sc.src[a.Start:a.End]) {
			continue
		}
		f := textAttr
		if t.Name.Is(wml.Rels, "Relationship") && string(sc.src[a.NameStart:a.NameEnd]) == "Target" {
			f = textURL
		}
		sc.leaf(a.Start, a.End, f)
	}
}

// up finds the nearest open node of a kind.
func (sc *scanning) up(k kind) int32 {
	for n := sc.top(); n >= 0; n = sc.nodes[n].parent {
		if sc.nodes[n].kind == k {
			return n
		}
	}
	return -1
}

// property takes what the engine must know from the properties of rows, cells and content controls.
func (sc *scanning) property(t wml.Token) {
	if t.Name.Is(wml.W14, "checkbox") || t.Name.Is(wml.W14, "checked") {
		sc.checkbox(t)
		return
	}
	if t.Name.Local == "repeatingSection" {
		if n := sc.up(kindSdt); n >= 0 {
			sc.nodes[n].info.repeating = true
		}
		return
	}
	if t.Name.Space != wml.W {
		return
	}
	switch t.Name.Local {
	case "rFonts":
		if a, ok := sc.s.Attr(wml.W, "hint"); ok && sc.top() >= 0 && sc.nodes[sc.top()].kind == kindRPr {
			sc.nodes[sc.top()].hint = int32(a.NameStart)
		}
	case "pStyle":
		if sc.scanOptions.headings[string(sc.s.Value(wml.W, "val"))] {
			sc.heading = true
		}
	case "outlineLvl":
		if sc.top() >= 0 && sc.nodes[sc.top()].kind == kindPPr && string(sc.s.Value(wml.W, "val")) < "9" {
			sc.heading = true
		}
	case "gridBefore":
		if n := sc.up(kindRow); n >= 0 {
			sc.nodes[n].info.before = number(sc.s.Value(wml.W, "val"), 0)
		}
	case "gridSpan", "cnfStyle", "tcW", "hMerge", "vMerge":
		tc := sc.up(kindTcPr)
		if tc < 0 || tc != sc.top() || sc.nodes[tc].parent < 0 || sc.nodes[sc.nodes[tc].parent].info == nil {
			return
		}
		sc.cellProperty(sc.nodes[sc.nodes[tc].parent].info, t)
	case "tag":
		if n := sc.up(kindSdt); n >= 0 {
			sc.nodes[n].info.tag = wml.Unescape(sc.s.Value(wml.W, "val"))
		}
	case "showingPlcHdr":
		if n := sc.up(kindSdt); n >= 0 {
			sc.nodes[n].info.placeholder = [2]int32{int32(t.Start), int32(t.End)}
		}
	case "dataBinding":
		if n := sc.up(kindSdt); n >= 0 && t.Kind == wml.Empty {
			sc.nodes[n].info.binding = [2]int32{int32(t.Start), int32(t.End)}
		}
	case "picture":
		if n := sc.up(kindSdt); n >= 0 {
			sc.nodes[n].info.picture = true
		}
	}
}

func (sc *scanning) cellProperty(c *cellInfo, t wml.Token) {
	c.insert = int32(t.End)
	if t.Kind == wml.Start {
		c.insert = int32(t.End + bytes.IndexByte(sc.src[t.End:], '>') + 1) // <w:tcW …></w:tcW>
	}
	switch t.Name.Local {
	case "gridSpan":
		c.span = max(1, number(sc.s.Value(wml.W, "val"), 1))
	case "vMerge":
		c.merge = mergeContinue
		if string(sc.s.Value(wml.W, "val")) == "restart" {
			c.merge = mergeRestart
		}
		c.mergeAt = [2]int32{int32(t.Start), int32(t.End)}
	}
}

func (sc *scanning) checkbox(t wml.Token) {
	n := sc.up(kindSdt)
	if n < 0 {
		return
	}
	sc.nodes[n].info.checkbox = true
	if t.Name.Local == "checked" {
		if a, ok := sc.s.Attr(wml.W14, "val"); ok {
			sc.nodes[n].info.checked = [2]int32{int32(a.Start), int32(a.End)}
		}
	}
}

func number(b []byte, def int) int {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > 1000 {
			return def
		}
		n = n*10 + int(c-'0')
	}
	if len(b) == 0 {
		return def
	}
	return n
}

// classify gives the kind of an element by its name.
func classify(n wml.Name) kind {
	switch n.Space {
	case wml.W:
		return wordKinds[n.Local]
	case wml.A:
		switch n.Local {
		case "p":
			return kindPara
		case "r", "fld":
			return kindRun
		case "t":
			return kindText
		case "txBody":
			return kindStory
		case "rPr":
			return kindRPr
		case "pPr":
			return kindPPr
		}
	case wml.M:
		switch n.Local {
		case "r":
			return kindRun
		case "t":
			return kindText
		}
	}
	return kindOther
}

var wordKinds = map[string]kind{
	"body": kindStory, "hdr": kindStory, "ftr": kindStory, "footnote": kindStory, "endnote": kindStory,
	"comment": kindStory, "txbxContent": kindStory, "docPartBody": kindStory,
	"tbl": kindTable, "tr": kindRow, "tc": kindCell, "p": kindPara, "r": kindRun, "t": kindText, "instrText": kindText,
	"hyperlink": kindWrap, "ins": kindWrap, "moveTo": kindWrap, "smartTag": kindWrap, "customXml": kindWrap, "fldSimple": kindWrap,
	"sdtContent": kindWrap, "dir": kindWrap, "bdo": kindWrap, "ruby": kindWrap, "rubyBase": kindWrap, "rt": kindWrap,
	"sdt": kindSdt, "del": kindDel, "moveFrom": kindDel,
	"drawing": kindObject, "pict": kindObject, "object": kindObject, "footnoteReference": kindObject,
	"endnoteReference": kindObject, "sym": kindObject, "fldChar": kindObject, "footnoteRef": kindObject,
	"endnoteRef": kindObject, "annotationRef": kindObject, "pgNum": kindObject, "contentPart": kindObject,
	"commentReference": kindObject, "separator": kindObject, "continuationSeparator": kindObject,
	"bookmarkStart": kindMark, "bookmarkEnd": kindMark, "commentRangeStart": kindMark, "commentRangeEnd": kindMark,
	"permStart": kindMark, "permEnd": kindMark, "moveFromRangeStart": kindMark, "moveFromRangeEnd": kindMark,
	"moveToRangeStart": kindMark, "moveToRangeEnd": kindMark,
	"proofErr": kindProof, "lastRenderedPageBreak": kindProof,
	"tab": kindSpace, "ptab": kindSpace, "br": kindSpace, "cr": kindSpace, "noBreakHyphen": kindSpace, "softHyphen": kindSpace,
	"pPr": kindPPr, "rPr": kindRPr, "tcPr": kindTcPr, "sectPr": kindSect, "tblGrid": kindGrid, "gridCol": kindGridCol,
}
