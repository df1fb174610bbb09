// Package extract reads published reports and filled forms, .docx or text, of any locality, back into the typed report.
//
//	got, err := extract.Read(file, size, extract.Options{})
//	if err != nil { … }                        // not a document: the message says what it is
//	fmt.Println(got.Report.Meta.Unit)          // the report
//	place, _ := got.Origins.Of("result.score") // where each value stood
//	got.WriteSummary(os.Stderr)                // what was read, what was not
//
// Sections are recognised by the words of their headings, forms by their printed labels, figures of prose by what the
// sentence says they are of. Nothing is guessed: what is not understood is listed as unread, what a form should have
// and this one has not as missed. Every printed character stays in the report, in order ([evalreport.Report.Published]).
//
// What a section, a label or a figure may be called is data: vocabulary.yaml, fields.yaml, layouts/ and the templates.
package extract

import (
	"fmt"
	"io"
	"io/fs"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
	"github.com/evalreport/go/internal/document"
)

// Options say what else is known about the documents to be read. The zero Options know what the module knows.
type Options struct {
	File      string  // name of the file, for places
	Templates []fs.FS // folders laid out like the module's templates: further forms and spellings; earlier ones win
}

// A Result is a report that was read, with the evidence for it.
type Result struct {
	Report  *evalreport.Report
	Origins evalreport.Origins // path → place, for each value
	Claims  *claims.Set        // the figures of the prose
	Missed  []Missed           // what a form or report should have and this one has not
	Unread  []Unread           // what stands in the document and was not understood
	Residue []Residue          // what was left out: page chrome, remains of an extraction
	Forms   []FormRead
	Source  string // docx, text

	prose      []*document.Paragraph // the paragraphs of Claims
	prosePaths []string              // where the report keeps them
	file       string
}

// Missed is a value that was expected and not found.
type Missed struct {
	Path  string
	Label string
	Form  string // the form's name, "" for the report itself
}

// Unread is something that was not understood. It stays in the narrative.
type Unread struct {
	Text   string
	Reason string
	Place  evalreport.Place
}

// Residue is something that is no part of the report.
type Residue struct {
	Kind  string
	Text  string
	Place evalreport.Place
}

// FormRead says which form was read from where.
type FormRead struct {
	ID     string
	Name   string
	Path   string
	Place  evalreport.Place
	Values int
	Missed int
	Unread int
}

// Read reads a .docx or text file. The error is for files that cannot be read at all; it says what they are.
func Read(src io.ReaderAt, size int64, o Options) (*Result, error) {
	k, err := knowledgeOf(o)
	if err != nil {
		return nil, err
	}
	doc, err := document.Read(src, size, document.Options{})
	if err != nil {
		return nil, err
	}
	return k.read(doc, o.File), nil
}

func knowledgeOf(o Options) (*knowledge, error) {
	k, err := builtin()
	if len(o.Templates) > 0 {
		k, err = learn(o.Templates)
	}
	if err != nil {
		return nil, fmt.Errorf("读表所需的资料有误：%w", err)
	}
	return k, nil
}

// read turns a document into a report, in this order: words and headings, forms, figures of the prose.
func (k *knowledge) read(doc *document.Document, file string) *Result {
	res := &Result{Report: &evalreport.Report{}, Origins: evalreport.Origins{}, Source: string(doc.Source), file: file}
	b := &builder{k: k, doc: doc, tree: document.Outline(doc), res: res, r: res.Report, taken: map[string]bool{}, parts: map[*document.Table]tablePart{}}
	b.meta()
	b.text()
	b.items()
	b.figures()
	b.finish()
	return res
}

// place converts a place in the document.
func (r *Result) place(p document.Place, quote string) evalreport.Place {
	return evalreport.Place{File: r.file, Line: p.Line, Column: p.Column, Part: p.Part, Section: p.Heading, Paragraph: p.Paragraph,
		Table: p.Table, Row: p.Row, Cell: p.Cell, Run: p.Run, Start: p.Start, End: p.End, Quote: quote}
}

// ClaimPlace is where words of a paragraph of Claims stand.
func (r *Result) ClaimPlace(paragraph int, span claims.Span, quote string) evalreport.Place {
	if paragraph < 0 || paragraph >= len(r.prose) {
		return evalreport.Place{File: r.file, Quote: quote}
	}
	return r.place(r.prose[paragraph].At(span.Start, span.End), quote)
}

// ClaimPath is where the report keeps a paragraph of Claims; blank for a heading.
func (r *Result) ClaimPath(paragraph int) string {
	if paragraph < 0 || paragraph >= len(r.prosePaths) {
		return ""
	}
	return r.prosePaths[paragraph]
}
