package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/document"
)

// A builder turns one document into a report.
type builder struct {
	k     *knowledge
	doc   *document.Document
	tree  *document.Tree
	res   *Result
	r     *evalreport.Report
	taken map[string]bool // sections that have their words already
	open  *entry
	prose []proseBlock
	loose []*document.Table // of the result, in no form
	parts map[*document.Table]tablePart
	last  []string // the paragraphs just above, for the title of a table

	attach document.Range
	sign   document.Range
}

// An entry is the heading under which words are being collected. Its section is settled when the first words come.
type entry struct {
	want    string // the section that the heading names, "" when unknown
	level   int
	heading string
	at      int // in the outline, -1 before it stands there
	place   document.Place
	annex   bool
}

// A proseBlock is a paragraph of prose with the section it stands in.
type proseBlock struct {
	p       *document.Paragraph
	section string
	about   string
	path    string // of the words in the report
}

// text walks the document once: title, lead, sections, attachments, signature, annexes.
func (b *builder) text() {
	sections := map[int]*document.Section{}
	for s := range b.tree.All {
		if _, ok := sections[s.From]; !ok {
			sections[s.From] = s
		}
	}
	b.attach, b.sign = b.backMatter()
	if !b.tree.Lead.Empty() {
		b.open = &entry{want: "lead", at: -1}
	}
	for i, block := range b.doc.Blocks {
		switch {
		case i < b.tree.Title.To:
		case i >= b.sign.From && i < b.sign.To:
			b.signature(block.(*document.Paragraph))
		case i >= b.attach.From && i < b.attach.To:
			b.attachment(block.(*document.Paragraph))
		case sections[i] != nil && sections[i].Paragraph == block:
			b.heading(sections[i])
		default:
			b.block(block, i)
		}
	}
}

// heading begins a section, or adds a heading to the section that is open.
func (b *builder) heading(s *document.Section) {
	h, p := s.Heading, s.Paragraph
	if h.Form == document.Item {
		b.paragraph(p, 0)
		return
	}
	if h.Number.Kind == document.Annex {
		b.begin(&entry{heading: p.Text, level: 1, at: -1, place: p.Place, annex: true}, false)
		b.note(p)
		return
	}
	want := b.recognise(s)
	if b.within(s, want) {
		level := 0
		if h.Form == document.Line {
			level = min(s.Depth, 4)
		}
		b.paragraph(p, level)
		return
	}
	e := &entry{want: want, level: s.Depth, at: -1, place: p.Place}
	if h.Form == document.RunIn {
		e.heading = strings.TrimRight(p.Slice(0, h.Body), " 　")
		b.begin(e, true)
		b.add(evalreport.Paragraph(p.Slice(h.Body, len([]rune(p.Text)))), p)
		return
	}
	e.heading = p.Text
	b.begin(e, false)
	b.note(p)
}

// recognise is the section that a heading names, by its words or else by those of the text below it.
func (b *builder) recognise(s *document.Section) string {
	deep := s.Heading.Number.Kind >= document.Arabic && s.Depth > 1 && !s.Misnumber
	if b.several(s) || strings.Contains(s.Heading.Title, "满分") { // （1）项目决策（满分15分）: a score, no section
		return ""
	}
	want := b.k.sectionWith(s.Heading.Title, deep, func(path string) bool {
		return slices.ContainsFunc(s.Children, func(c *document.Section) bool { return b.k.section(c.Heading.Title, false) == path })
	})
	if want != "" && want != "overview" || deep {
		return want
	}
	if about := b.k.byContent(b.ownText(s)); about != "" {
		return about
	}
	return want
}

// several reports whether a heading names several sections that its parts then hold one by one: 经验、问题及建议.
func (b *builder) several(s *document.Section) bool {
	parts := map[string]bool{}
	for _, c := range s.Children {
		path := b.k.section(c.Heading.Title, false)
		if _, closed := b.k.words.Closed[path]; closed && c.Heading.Form != document.Item {
			parts[path] = true
		}
	}
	if len(parts) < 2 {
		return false
	}
	named := 0
	for _, h := range b.k.headings {
		if parts[h.path] && h.match(readLabel(s.Heading.Title).bare, "", false) {
			named++
			parts[h.path] = false
		}
	}
	return named > 1
}

// ownText is the text of a section up to its first inner section.
func (b *builder) ownText(s *document.Section) string {
	var out strings.Builder
	out.WriteString(s.Paragraph.Slice(s.Heading.Body, len([]rune(s.Paragraph.Text))))
	own := s.Own()
	for i := own.From; i < own.To && out.Len() < 8000; i++ {
		if p, ok := b.doc.Blocks[i].(*document.Paragraph); ok {
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

// within reports whether a heading belongs inside the section that is open.
func (b *builder) within(s *document.Section, want string) bool {
	e := b.open
	if e == nil || e.annex || e.level == 0 || s.Depth <= e.level {
		return e != nil && e.annex
	}
	if want == "" || want == e.want {
		return e.want != ""
	}
	allowed, closed := b.k.words.Closed[e.want]
	if !closed || len(allowed) == 0 && e.at >= 0 && b.r.Outline[e.at].Section == "" { // 部门职能: of the section, or beside it
		return false
	}
	for _, a := range allowed {
		if a == want {
			return false
		}
	}
	return true
}

// begin puts a heading into the outline.
func (b *builder) begin(e *entry, runIn bool) {
	e.at = len(b.r.Outline)
	b.r.Outline = append(b.r.Outline, evalreport.OutlineEntry{Heading: e.heading, Level: e.level, RunIn: runIn})
	b.res.Origins[fmt.Sprintf("outline[%d]", e.at)] = b.res.place(e.place, e.heading)
	b.open = e
	b.last = append(b.last, e.heading)
}

// block adds a paragraph or table to the open section. i is its place among the document's blocks, -1 in a note.
func (b *builder) block(block document.Block, i int) {
	switch block := block.(type) {
	case *document.Paragraph:
		b.paragraph(block, 0)
	case *document.Table:
		b.table(block, i)
	}
}

func (b *builder) paragraph(p *document.Paragraph, level int) {
	if p.Text == "" {
		return
	}
	b.last = append(b.last[max(0, len(b.last)-8):], p.Text)
	b.add(evalreport.Block{Text: p.Text, Heading: level}, p)
	for _, run := range p.Runs {
		if run.Kind == document.NoteMark && run.Note < len(b.doc.Notes) {
			for _, n := range b.doc.Notes[run.Note].Blocks {
				b.block(n, -1)
			}
		}
	}
	b.filing(p)
}

// add appends words to the open section; a section that has words already gets a free one beside it.
func (b *builder) add(block evalreport.Block, p *document.Paragraph) {
	section := b.section()
	v, _ := evalreport.Lookup(b.r, section+".narrative")
	n := v.Addr().Interface().(*evalreport.Narrative)
	path := fmt.Sprintf("%s.narrative[%d]", section, len(*n))
	*n = append(*n, block)
	if p == nil {
		return
	}
	b.res.Origins[path] = b.res.place(p.Place, "")
	b.prose = append(b.prose, proseBlock{p: p, section: section, about: b.about(section), path: path})
}

// about is the typed section that a section is about: itself, or what a free one adds to.
func (b *builder) about(section string) string {
	if strings.HasPrefix(section, "free[") && b.open != nil {
		return b.open.want
	}
	return section
}

// note takes a heading into the prose that claims are read from.
func (b *builder) note(p *document.Paragraph) {
	about := ""
	if b.open != nil {
		about = b.open.want
	}
	b.prose = append(b.prose, proseBlock{p: p, about: about})
}

// section is the path of the section that the open heading's words go to.
func (b *builder) section() string {
	e := b.open
	if e == nil {
		e = &entry{at: -1}
		b.open = e
	}
	if e.at < 0 {
		e.at = len(b.r.Outline)
		b.r.Outline = append(b.r.Outline, evalreport.OutlineEntry{})
	}
	out := &b.r.Outline[e.at]
	if out.Section != "" {
		return out.Section
	}
	if e.want != "" && !b.taken[e.want] {
		b.taken[e.want] = true
		out.Section = e.want
		return e.want
	}
	out.Section = fmt.Sprintf("free[%d]", len(b.r.Free))
	b.r.Free = append(b.r.Free, evalreport.FreeSection{Heading: e.heading, About: e.want})
	if e.want == "" && e.heading != "" && !e.annex {
		b.res.Unread = append(b.res.Unread, Unread{Text: e.heading, Reason: "没有认出这一章节，原样放在“其他章节”里", Place: b.res.place(e.place, e.heading)})
	}
	return out.Section
}

// table adds a table as printed, and reads the forms that it holds. i is where it stands among the blocks, -1 for elsewhere.
func (b *builder) table(t *document.Table, i int) {
	section := b.section()
	part, ok := b.parts[t]
	if !ok {
		part = tablePart{laid: b.together(t, i)}
		part.path = b.forms(part.laid)
		for n, other := range part.laid.tables[1:] {
			b.parts[other] = tablePart{laid: part.laid, index: n + 1, path: part.path}
		}
	}
	b.add(evalreport.Block{Table: part.laid.printed(part.index), Form: part.path}, nil)
	if part.path == "" && b.about(section) == "result" {
		b.loose = append(b.loose, t)
	}
	v, _ := evalreport.Lookup(b.r, section+".narrative")
	at := fmt.Sprintf("%s.narrative[%d]", section, v.Len()-1)
	b.res.Origins[at] = b.res.place(t.Place, "")
	if i := b.open.at; b.open.annex && part.path != "" && strings.HasPrefix(section, "free[") {
		f, _ := evalreport.Lookup(b.r, b.r.Outline[i].Section+".about")
		f.SetString(part.path)
	}
	b.last = nil
}
