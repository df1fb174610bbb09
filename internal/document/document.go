// Package document is a neutral, readable model of any report-like document, read from .docx or plain text.
//
//	doc, err := document.Read(file, size, document.Options{})
//	for _, b := range doc.Blocks {
//		switch b := b.(type) {
//		case *document.Paragraph: // b.Text as printed, automatic numbers included
//		case *document.Table:     // b.Grid.At(row, col)
//		}
//	}
//	tree := document.Outline(doc) // sections with their ranges
//
// Everything printed is there once and in order; what does not belong to the text (page chrome of a web site, remains of
// an extraction) is taken out and listed in Residue. Every paragraph and cell knows where it stood. Reading never
// repairs: a wrong number stays wrong.
package document

import (
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/internal/grid"
)

// Source says what kind of file a document was read from.
type Source string

const (
	Docx Source = "docx"
	Text Source = "text"
)

// A Document is what was read.
type Document struct {
	Source     Source
	Encoding   string // of a text file: UTF-8, GB18030, UTF-16LE, UTF-16BE
	Blocks     []Block
	Headers    []Story // page headers, kept apart from the text
	Footers    []Story
	Notes      []Note // footnotes and endnotes, in the order of their references
	Properties Properties
	Pictures   int       // pictures in the body; their content is not read
	Residue    []Residue // taken out of the text: chrome, remains of an extraction, hidden text
	Marks      []Residue // signs of a text dump's way of writing tables (bars, rules), not content
	Problems   []Problem // what could not be read
}

// A Block is a *Paragraph or a *Table.
type Block interface {
	Where() Place
	block()
}

// A Story is a page header or footer.
type Story struct {
	Part   string // word/header1.xml
	Kind   string // default, first, even
	Blocks []Block
}

// A Note is a footnote or endnote.
type Note struct {
	End    bool // endnote
	ID     string
	Place  Place // of the reference
	Blocks []Block
}

// Properties are the document's own statements about itself; they are often those of the template it was made from.
type Properties struct {
	Title, Subject, Creator, Keywords, Company string
	Created, Modified                          string // W3C date and time as written
}

// A Problem is a part of the file that could not be read, in words for a person.
type Problem struct {
	Code  string // broken-xml, broken-text, too-deep, missing-part, embedded
	Msg   string
	Place Place
}

// Align is how a paragraph stands on the line.
type Align string

const (
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
	Justify Align = "both"
)

// A Paragraph is one paragraph of a .docx or one line of a text file.
//
// Text has no white space at its ends; Indent keeps what stood before it. A line break within the paragraph is \n, a tab
// is \t. Positions within Text are counted in runes, from 0.
type Paragraph struct {
	Text         string
	Runs         []Run // where each stretch of Text comes from, in order; together they cover Text
	Indent       string
	Style        string // name of the paragraph style
	OutlineLevel int    // 1–9 by style or paragraph; 0: body text
	Number       string // automatic number or bullet as Word prints it; the beginning of Text
	Bullet       bool   // Number is a bullet
	Align        Align
	Contents     bool     // a line of a table of contents
	Box          bool     // stands in a text box
	Control      string   // tag of the content control around the paragraph
	Around       []string // tags of all content controls around it, outermost first
	PageBreak    bool     // a new page begins before the paragraph
	SectionEnd   bool     // a page section ends with the paragraph
	Place        Place
}

// RunKind says what a run is.
type RunKind uint8

const (
	Plain      RunKind = iota
	AutoNumber         // printed by Word's numbering, not typed
	NoteMark           // a reference to Document.Notes; of no length
)

// A Run is a stretch of a paragraph's text that comes from one place.
type Run struct {
	Start, End           int // runes in Paragraph.Text
	Line, Column, Offset int // text files: line and column in runes from 1; byte offset in the decoded text from 0, or of the w:r in its part
	Index                int // .docx: number of the w:r element within the paragraph, from 1
	Skip                 int // .docx: characters of that run before Start (text before it was trimmed or taken out)
	Kind                 RunKind
	Note                 int // NoteMark: index in Document.Notes
	Bold, Italic         bool
	Underline            bool
	Control              string // tag of the content control around the run, or name of the form field that it is
	Prompt               bool   // shows the prompt of an empty content control (Options.Prompts)
}

// A Table is a table of a .docx, or what a text dump made of one.
type Table struct {
	Grid   *grid.Grid
	Cells  []*Cell // by grid.Cell.Index; nil for cells hidden under a vertical merge
	Shape  Shape
	Style  string
	Around []string // tags of all content controls around it, outermost first
	Place  Place
}

// Shape says how far rows and columns of a table are known.
type Shape uint8

const (
	Exact    Shape = iota // .docx: rows, columns and spans are as written
	Rows                  // text: rows are known, spans are not (Grid.Ragged)
	Inferred              // text: cells came as one sequence; the columns follow from their kinds repeating
	Sequence              // text: cells came as one sequence of unknown columns; the grid is one column
)

// A Cell is what stands in one cell.
type Cell struct {
	Blocks  []Block  // paragraphs and nested tables
	Text    string   // paragraphs joined by \n, empty ones at the ends left out
	Align   Align    // of the first paragraph
	Control string   // tag of the content control around the cell
	Around  []string // tags of all content controls around it, outermost first
	Place   Place
}

// Where is the place of the paragraph.
func (p *Paragraph) Where() Place { return p.Place }

// Where is the place of the table.
func (t *Table) Where() Place { return t.Place }

func (p *Paragraph) block() {}
func (t *Table) block()     {}

// Cell is the content of the cell that owns a position of the grid, from 0; nil where there is none.
func (t *Table) Cell(row, col int) *Cell {
	c := t.Grid.At(row, col)
	if c == nil {
		return nil
	}
	return t.Cells[c.Index]
}

// Slice is the text between two rune positions.
func (p *Paragraph) Slice(start, end int) string {
	from := byteAt(p.Text, start)
	return p.Text[from : from+byteAt(p.Text[from:], end-start)]
}

// byteAt is the byte position of the n-th rune of s, clipped to s.
func byteAt(s string, n int) int {
	if n <= 0 {
		return 0
	}
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// Paragraphs returns every paragraph of some blocks in order, also those within tables.
func Paragraphs(blocks []Block) []*Paragraph {
	var out []*Paragraph
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			out = append(out, b)
		case *Table:
			for c := range b.Grid.Cells() {
				out = append(out, Paragraphs(b.Cells[c.Index].Blocks)...)
			}
		}
	}
	return out
}

// Tables returns every table of some blocks in order, nested ones after the one that holds them.
func Tables(blocks []Block) []*Table {
	var out []*Table
	for _, b := range blocks {
		t, ok := b.(*Table)
		if !ok {
			continue
		}
		out = append(out, t)
		for c := range t.Grid.Cells() {
			out = append(out, Tables(t.Cells[c.Index].Blocks)...)
		}
	}
	return out
}

// cellText joins the text of a cell's blocks.
func cellText(blocks []Block) string {
	if len(blocks) == 1 {
		if p, ok := blocks[0].(*Paragraph); ok {
			return p.Text
		}
	}
	var parts []string
	for _, p := range Paragraphs(blocks) {
		parts = append(parts, p.Text)
	}
	return strings.Trim(strings.Join(parts, "\n"), "\n")
}

func runes(s string) int { return utf8.RuneCountInString(s) }
