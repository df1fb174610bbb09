// Package docxgen makes random Word templates of legal structure, and data for
// them. It is how the promise of the engine, that what compiles, opens, is put to
// the test: every template is a document that Word opens, with tags wherever
// text is; what the engine makes of it must be one too.
//
//	docxgen.go   a case; the state of a template being made
//	pack.go      parts, relationships, the package
//	styles.go    styles, numbering, sections
//	blocks.go    paragraphs, tables, controls and blocks around them
//	text.go      text with tags, cut into runs as Word does
//	inline.go    what may stand in a paragraph: fields, links, revisions, controls
//	notes.go     footnotes, endnotes, comments
//	marks.go     bookmarks and ranges, within and across paragraphs
//	drawing.go   pictures, text boxes
//	chart.go     charts and their workbooks
//	table.go     rows that repeat, merged cells, blocks of rows and of columns
//	control.go   content controls
//	data.go      data; the same as structs and as JSON would give them
//	content.go   pictures, rich content and documents as values
//
// The same seed gives the same template and the same data.
package docxgen

import (
	"bytes"
	"math/rand/v2"

	"github.com/evalreport/go/docxtemplate"
)

// Case is a template, how it is compiled, and data for it.
type Case struct {
	Template []byte
	Config   docxtemplate.Config
	Data     any
}

// New makes a case. The policies for missing values take turns, and so do data
// as structs, whose type is known to Compile, and as maps.
func New(seed uint64) Case {
	c := Case{Template: Template(seed), Config: docxtemplate.Config{Missing: policy(seed)}}
	data := newReport(seed, 2)
	if seed/3%2 == 0 {
		c.Data = plain(data)
	} else {
		c.Config.Type, c.Data = data, data
	}
	return c
}

func policy(seed uint64) docxtemplate.Missing { return docxtemplate.Missing(seed % 3) }

// Fill compiles and fills the template.
func (c Case) Fill() ([]byte, error) {
	tpl, err := c.Config.Compile(bytes.NewReader(c.Template), int64(len(c.Template)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = tpl.Execute(&out, c.Data)
	return out.Bytes(), err
}

// Template makes the template of a case.
func Template(seed uint64) []byte { return template(seed, 3) }

// template makes a template with blocks in blocks to a depth.
func template(seed uint64, depth int) []byte {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, 1)), unknown: policy(seed) != docxtemplate.MissingError}
	main := g.add("document", "")
	main.content = g.in(main, placeBody, func() string { return g.body(depth) })
	g.finish()
	return g.pack()
}

// gen is the state of a template being made.
type gen struct {
	*rand.Rand
	unknown bool // names that the data do not have are used
	ids     int  // the last id given out
	parts   []*part
	files   []file
	part    *part // the one being made
	place   place
	notes   map[string]string // footnotes, endnotes, comments
	boxes   int               // text boxes around
}

// place says what may stand somewhere.
type place uint8

const (
	placeBody  place = iota // anything
	placeInner              // a cell or a content control of the body: no sections
	placeStory              // headers, notes, comments, text boxes: no notes and comments either
)

// in makes something in a part and a place.
func (g *gen) in(p *part, where place, f func() string) string {
	part, place := g.part, g.place
	g.part, g.place = p, max(where, placeBody)
	s := f()
	g.part, g.place = part, place
	return s
}

// inner makes something in a cell, a content control or the like.
func (g *gen) inner(f func() string) string { return g.in(g.part, max(g.place, placeInner), f) }

// body is the content of a document: blocks, with sections between.
func (g *gen) body(depth int) string {
	s := g.blocks(depth)
	for range g.IntN(3) {
		s += g.section() + g.blocks(depth-1)
	}
	return s + para("", run("", "尾"))
}

// id gives a number no other element of the template has.
func (g *gen) id() int {
	g.ids++
	return g.ids
}

// chance is true once in n times.
func (g *gen) chance(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g *gen, list ...T) T { return list[g.IntN(len(list))] }
