package document

import (
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/internal/grid"
)

// A piece is a stretch of a line that is text.
type piece struct {
	text string
	off  int // byte offset in the file's text
	col  int // column in runes, from 1
}

// A line is one line of a text file, with its residue taken out.
type line struct {
	no, off int
	raw     string
	text    string // what is left, untrimmed
	pieces  []piece
	page    bool // a page begins here
	kind    lineKind
}

type lineKind uint8

const (
	prose lineKind = iota
	blank
	led   // begins with a tab: one cell
	tabs  // tabs within: a row of cells
	bar   // ends with |: one cell, or the end of one
	bars  // several | : a row of cells
	taken // nothing left but residue
)

// readText fills doc from decoded text.
func readText(doc *Document, text string, o Options) {
	r := &textReader{doc: doc, verbatim: o.Verbatim}
	r.lines = r.split(text)
	if !o.Verbatim {
		r.takeChrome()
	}
	for i := range r.lines {
		r.lines[i].kind = kindOf(&r.lines[i])
	}
	r.blocks()
	sortResidue(doc.Residue)
}

type textReader struct {
	doc                *Document
	lines              []line
	verbatim           bool
	paragraphs, tables int
}

// split cuts the text into lines at \n, \r\n, \r, form feed and the Unicode line separators, and takes residue out of each.
func (r *textReader) split(text string) []line {
	out := make([]line, 0, strings.Count(text, "\n")+1)
	start, page := 0, false
	for start <= len(text) {
		end, width, feed := lineEnd(text, start)
		l := line{no: len(out) + 1, off: start, raw: text[start:end], page: page}
		r.clean(&l)
		out = append(out, l)
		if width == 0 {
			break
		}
		start, page = end+width, feed
	}
	return out
}

// lineEnd finds the end of the line that begins at start and the length of its line break, 0 at the end of the text.
func lineEnd(text string, start int) (end, width int, feed bool) {
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n', c == '\v':
			return i, 1, false
		case c == '\f':
			return i, 1, true
		case c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, 2, false
			}
			return i, 1, false
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9):
			return i, 3, false
		}
	}
	return len(text), 0, false
}

// clean divides a line into pieces of text and residue.
func (r *textReader) clean(l *line) {
	var found []stretch
	if !r.verbatim {
		found = residueIn(l.raw)
	}
	if len(found) == 0 {
		l.text = l.raw
		if l.raw != "" {
			l.pieces = []piece{{l.raw, l.off, 1}}
		}
		return
	}
	var b strings.Builder
	at, col := 0, 1
	keep := func(to int) {
		if to > at {
			l.pieces = append(l.pieces, piece{l.raw[at:to], l.off + at, col})
			b.WriteString(l.raw[at:to])
			col += utf8.RuneCountInString(l.raw[at:to])
		}
	}
	for _, s := range found {
		keep(s.from)
		text := l.raw[s.from:s.to]
		r.doc.Residue = append(r.doc.Residue, Residue{s.kind, text, l.place(s.from, col)})
		col += utf8.RuneCountInString(text)
		at = s.to
	}
	keep(len(l.raw))
	l.text = b.String()
}

func (l *line) place(byteOff, col int) Place {
	return Place{Line: l.no, Column: col, Offset: l.off + byteOff}
}

// takeChrome moves lines of page chrome into the residue.
func (r *textReader) takeChrome() {
	trimmed := make([]string, len(r.lines))
	for i := range r.lines {
		if t := r.lines[i].text; !strings.HasPrefix(t, "\t") && !strings.HasSuffix(t, "|") {
			trimmed[i] = trimWhite(t)
		}
	}
	for i, kind := range chromeLines(trimmed, true) {
		if kind == "" {
			continue
		}
		l := &r.lines[i]
		for _, p := range l.pieces {
			r.doc.Residue = append(r.doc.Residue, Residue{kind, trimWhite(p.text), Place{Line: l.no, Column: p.col, Offset: p.off + leading(p.text)}})
		}
		l.text, l.pieces = "", nil
		l.raw = "\x00" // not an empty line: it does not end a row
	}
}

func leading(s string) int { return len(s) - len(strings.TrimLeftFunc(s, isWhite)) }

func kindOf(l *line) lineKind {
	t := trimWhite(l.text)
	switch {
	case strings.Count(t, "|") > grid.MaxCols || strings.Count(t, "\t") > grid.MaxCols:
		return prose
	case strings.HasPrefix(l.text, "\t"):
		if strings.Contains(t, "\t") {
			return tabs
		}
		return led
	case t == "" && l.raw != "" && trimWhite(l.raw) != "":
		return taken
	case t == "":
		return blank
	case strings.HasSuffix(t, "|"):
		if strings.Count(t, "|") > 1 {
			return bars
		}
		return bar
	case strings.Contains(t, "\t"):
		return tabs
	}
	return prose
}

// blocks turns lines into paragraphs and tables.
func (r *textReader) blocks() {
	for i := 0; i < len(r.lines); {
		var (
			t    *rawTable
			next int
		)
		switch r.lines[i].kind {
		case blank, taken:
			i++
			continue
		case led:
			t, next = r.ledTable(i)
		case bar, bars:
			t, next = r.barTable(i)
		case tabs:
			if t, next = r.tabTable(i); t == nil && r.lines[i].text[0] == '\t' {
				t, next = r.ledTable(i)
			}
		case prose:
			t, next = r.spacedTable(i)
		}
		if t != nil {
			r.table(t)
		} else { // lines that are no table are not looked at again
			next = max(next, i+1)
			for ; i < next; i++ {
				r.paragraph(i)
			}
		}
		i = next
	}
}

// paragraph adds the line as a paragraph.
func (r *textReader) paragraph(i int) {
	l := &r.lines[i]
	p := makeParagraph(l.pieces, l.no)
	if p == nil {
		return
	}
	r.paragraphs++
	p.Place.Paragraph = r.paragraphs
	p.PageBreak = l.page
	p.Contents = contentsLine(p.Text)
	r.doc.Blocks = append(r.doc.Blocks, p)
}

// makeParagraph joins the pieces of one line; nil if nothing is printed.
func makeParagraph(pieces []piece, no int) *Paragraph {
	pieces = append([]piece(nil), pieces...)
	indent := ""
	for len(pieces) > 0 { // white space at the beginning
		p := &pieces[0]
		n := leading(p.text)
		indent += p.text[:n]
		p.col += utf8.RuneCountInString(p.text[:n])
		p.text, p.off = p.text[n:], p.off+n
		if p.text != "" {
			break
		}
		pieces = pieces[1:]
	}
	for len(pieces) > 0 { // and at the end
		p := &pieces[len(pieces)-1]
		if p.text = strings.TrimRightFunc(p.text, isWhite); p.text != "" {
			break
		}
		pieces = pieces[:len(pieces)-1]
	}
	if len(pieces) == 0 {
		return nil
	}
	p := &Paragraph{Indent: indent, Place: Place{Line: no, Column: pieces[0].col, Offset: pieces[0].off}}
	var b strings.Builder
	n := 0
	for _, pc := range pieces {
		b.WriteString(pc.text)
		end := n + utf8.RuneCountInString(pc.text)
		p.Runs = append(p.Runs, Run{Start: n, End: end, Line: no, Column: pc.col, Offset: pc.off})
		n = end
	}
	p.Text = b.String()
	p.Place.End = n
	return p
}

// sortResidue puts residue into the order of the file: chrome is found after what stands within lines.
func sortResidue(rs []Residue) {
	for i := 1; i < len(rs); i++ {
		if rs[i].Place.Offset < rs[i-1].Place.Offset {
			sortByOffset(rs)
			return
		}
	}
}
