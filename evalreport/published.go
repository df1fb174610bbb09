package evalreport

import (
	"iter"
	"strconv"
	"strings"
)

// PublishedBlock is one paragraph or table of a report printed as it was read in.
type PublishedBlock struct {
	Text  string     // a paragraph, or the words in front of a table
	Role  Role       // what the paragraph is
	Level int        // of a heading, from 1; 0 for running text
	Table [][]string // rows of cells as printed
	Form  string     // path of the form of which the table is the printed form
	Path  string     // where the words are kept: meta.title, duties.narrative[3]
}

// Role is what a paragraph of a published report is.
type Role string

// The roles of paragraphs.
const (
	RoleText       Role = ""
	RoleTitle      Role = "title"
	RoleHeading    Role = "heading"
	RoleAttachment Role = "attachment"
	RoleSignature  Role = "signature"
	RoleDate       Role = "date"
)

// Published yields the report as it was published: title, then the entries of the outline, each with its own heading and
// number and the words of its section, in printed order. An entry may also stand for a single value: an attachment's
// name, the signature, the date. A report without an outline yields its title only.
func (r *Report) Published() iter.Seq[PublishedBlock] {
	return func(yield func(PublishedBlock) bool) {
		p := publisher{r: r, yield: yield}
		for _, line := range strings.Split(r.Meta.Title, "\n") {
			if line != "" && !p.give(PublishedBlock{Text: line, Role: RoleTitle, Path: "meta.title"}) {
				return
			}
		}
		for i := range r.Outline {
			if !p.entry(&r.Outline[i]) {
				return
			}
		}
	}
}

type publisher struct {
	r       *Report
	yield   func(PublishedBlock) bool
	stopped bool
}

func (p *publisher) give(b PublishedBlock) bool {
	p.stopped = p.stopped || !p.yield(b)
	return !p.stopped
}

func (p *publisher) entry(e *OutlineEntry) bool {
	switch {
	case e.Section == "meta.signature":
		return p.give(PublishedBlock{Text: e.Heading + p.r.Meta.Signature, Role: RoleSignature, Path: e.Section})
	case e.Section == "meta.date":
		return p.give(PublishedBlock{Text: e.Heading + p.r.Meta.Date.String(), Role: RoleDate, Path: e.Section})
	case strings.HasPrefix(e.Section, "attachments["):
		v, ok := Lookup(p.r, e.Section+".title")
		if !ok {
			return true
		}
		return p.give(PublishedBlock{Text: e.Heading + v.String(), Role: RoleAttachment, Path: e.Section + ".title"})
	}
	var blocks Narrative
	if v, ok := Lookup(p.r, e.Section+".narrative"); ok && e.Section != "" {
		blocks, _ = v.Interface().(Narrative)
	}
	heading := e.Heading
	if heading != "" && !(e.RunIn && len(blocks) > 0 && blocks[0].Text != "") {
		if !p.give(PublishedBlock{Text: heading, Role: RoleHeading, Level: max(e.Level, 1), Path: e.Section}) {
			return false
		}
		heading = ""
	}
	return p.narrative(heading, e.Section, blocks)
}

// narrative gives the blocks of a section, the first behind the words that it shares a line with.
func (p *publisher) narrative(before, section string, blocks Narrative) bool {
	for i, b := range blocks {
		out := PublishedBlock{Text: before + b.Text, Level: b.Heading, Table: b.Table, Form: b.Form, Path: index(section+".narrative", i)}
		if b.Heading > 0 {
			out.Role = RoleHeading
		}
		before = ""
		if !p.give(out) {
			return false
		}
	}
	return true
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
