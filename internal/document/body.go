package document

import (
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// blocks reads the paragraphs and tables among the children of n. at is the cell that they stand in, nil outside tables.
func (d *docxReader) blocks(n *node, at *Place) []Block {
	var out []Block
	if n == nil {
		return nil
	}
	for k := n.first; k != nil; k = k.next {
		switch {
		case k.is("p"):
			d.paragraph(k, at, &out)
		case k.is("tbl"):
			out = append(out, d.table(k))
		case k.is("sdt"):
			leave := d.enterControl(k)
			out = append(out, d.blocks(k.kid("sdtContent"), at)...)
			leave()
		case k.is("customXml"), k.is("ins"), k.is("moveTo"), k.is("smartTag"), k.is("sdtContent"):
			out = append(out, d.blocks(k, at)...)
		case k.space == wml.MC && k.name == "AlternateContent":
			out = append(out, d.blocks(choice(k), at)...)
		case k.is("altChunk"), k.is("subDoc"):
			d.problem("embedded", "文档里嵌入了另一个文件，其中的内容没有读到。请在 Word 里打开并另存", d.place(at))
		}
	}
	return out
}

// enterControl notes the content control around what is read next; the returned function leaves it.
func (d *docxReader) enterControl(sdt *node) (leave func()) {
	pr := sdt.kid("sdtPr")
	control, around, prompt, contents := d.control, d.around, d.prompt, d.contents
	if tag := pr.kid("tag").val(); tag != "" {
		d.control = tag
		d.around = append(slices.Clip(around), tag)
	}
	if on, _ := pr.kid("showingPlcHdr").on(); on {
		d.prompt = true
	}
	if pr.kid("docPartObj", "docPartGallery").val() == "Table of Contents" {
		d.contents++
	}
	return func() { d.control, d.around, d.prompt, d.contents = control, around, prompt, contents }
}

func (d *docxReader) place(at *Place) Place {
	if at != nil {
		return *at
	}
	return Place{Part: d.story.part, Paragraph: d.paragraphs}
}

// A builder collects one paragraph.
type builder struct {
	p     *Paragraph
	text  strings.Builder
	runes int
	index int // w:r
	skip  int // characters of the run so far
	boxes []*node
	run   Run // formatting of the current run
}

func (b *builder) add(s string) {
	if s == "" {
		return
	}
	n := runes(s)
	r := b.run
	r.Start, r.End, r.Index, r.Skip = b.runes, b.runes+n, b.index, b.skip
	b.text.WriteString(s)
	b.runes += n
	b.skip += n
	if k := len(b.p.Runs); k > 0 && b.p.Runs[k-1].joins(r) {
		b.p.Runs[k-1].End = r.End
		return
	}
	b.p.Runs = append(b.p.Runs, r)
}

// joins reports whether r goes on where the run ends, in the same element.
func (a Run) joins(r Run) bool {
	return a.Index == r.Index && a.Kind == r.Kind && a.Control == r.Control && a.Prompt == r.Prompt && a.End == r.Start
}

// prepend puts text in front of what the builder holds.
func (b *builder) prepend(s string, r Run) {
	n := runes(s)
	rest := b.text.String()
	b.text.Reset()
	b.text.WriteString(s)
	b.text.WriteString(rest)
	b.runes += n
	r.End = n
	runs := []Run{r}
	for _, r := range b.p.Runs {
		r.Start, r.End = r.Start+n, r.End+n
		runs = append(runs, r)
	}
	b.p.Runs = runs
}

// paragraph reads a w:p and appends it, and what stands in its text boxes, to out. A paragraph whose mark is deleted goes on in the next one.
func (d *docxReader) paragraph(n *node, at *Place, out *[]Block) {
	ppr := n.kid("pPr")
	if at == nil {
		d.paragraphs++
	} else {
		at.Paragraph++
	}
	b := d.pending
	d.pending = nil
	if b == nil {
		b = &builder{p: &Paragraph{Place: d.place(at), Control: d.control, Around: d.around}}
		b.p.Place.Offset = n.at
	}
	mark := ppr.kid("rPr")
	goesOn := mark.kid("del") != nil || mark.kid("moveFrom") != nil
	d.format(b, ppr, !goesOn)
	inContents := d.contents > 0 || b.p.Contents
	d.inline(n, b)
	for _, f := range d.fields {
		inContents = inContents || f.contents
	}
	b.p.Contents = inContents
	d.endFields()
	if goesOn {
		d.pending = b
		return
	}
	d.end(b, at, out)
}

// format reads the paragraph's properties and, where its end is not deleted, prints its automatic number: paragraphs that
// run together have the number of the last.
func (d *docxReader) format(b *builder, ppr *node, number bool) {
	p := b.p
	id := ppr.kid("pStyle").val()
	if id == "" {
		id = d.styles.standard
	}
	st, ok := d.styles.byID[id]
	if !ok {
		st.num.level = -1
	}
	p.Style, p.OutlineLevel, p.Align = st.name, st.outline, st.align
	if a := readAlign(ppr); a != "" {
		p.Align = a
	}
	if l, ok := outlineLevel(ppr); ok {
		p.OutlineLevel = l
	}
	p.Contents = st.contents
	d.hidden = st.hidden
	if on, _ := ppr.kid("pageBreakBefore").on(); on || d.pageBreak {
		p.PageBreak, d.pageBreak = true, false
	}
	p.SectionEnd = ppr.kid("sectPr") != nil
	b.run.Bold = st.bold
	if number && !p.Contents && d.contents == 0 {
		d.number(b, ppr, st, id)
	}
}

func (d *docxReader) number(b *builder, ppr *node, st style, id string) {
	ref := st.num
	if own, ok := readNumRef(ppr.kid("numPr")); ok {
		if own.id == "" {
			own.id = ref.id
		}
		if own.level < 0 {
			own.level = max(ref.level, 0)
			if ppr.kid("numPr", "numId") == nil {
				own.level = ref.level
			}
		}
		ref = own
	}
	if ref.id == "" || ref.id == "0" || d.inNote || b.p.Number != "" {
		return
	}
	text, suffix, bullet := d.nums.next(ref, id)
	if text == "" {
		return
	}
	b.p.Number, b.p.Bullet = trimWhite(text), bullet
	b.prepend(text+suffix, Run{Kind: AutoNumber, Bold: b.run.Bold})
}

// end finishes a paragraph: cuts white space and residue, and lets its text boxes follow.
func (d *docxReader) end(b *builder, at *Place, out *[]Block) {
	p := b.p
	p.Text = b.text.String()
	if !d.options.Verbatim {
		d.clean(p)
	}
	p.trim()
	p.Place.End = runes(p.Text)
	if p.Text != "" || p.SectionEnd || len(p.Runs) > 0 {
		for _, q := range d.lines(p, at) {
			*out = append(*out, q)
		}
	} else if p.PageBreak {
		d.pageBreak = true
	}
	for _, box := range b.boxes {
		for _, k := range d.blocks(box, at) {
			if q, ok := k.(*Paragraph); ok {
				q.Box = true
			}
			*out = append(*out, k)
		}
	}
}

// lines divides a paragraph of the body that was pasted with line breaks instead of paragraph ends: where a line after the
// first begins with the number of a heading or is indented like a paragraph, every line becomes a paragraph.
func (d *docxReader) lines(p *Paragraph, at *Place) []*Paragraph {
	if at != nil || d.options.Verbatim || !strings.Contains(p.Text, "\n") || !pasted(p.Text) {
		return []*Paragraph{p}
	}
	var out []*Paragraph
	start, from, first := 0, 0, 0
	for from <= len(p.Text) {
		to := len(p.Text)
		if n := strings.IndexByte(p.Text[from:], '\n'); n >= 0 {
			to = from + n
		}
		end := start + runes(p.Text[from:to])
		q := *p
		q.Text, q.Runs, q.Indent = p.Text[from:to], nil, ""
		for first < len(p.Runs) && p.Runs[first].End < start {
			first++
		}
		for _, r := range p.Runs[first:] {
			if r.Start > end {
				break
			}
			if a, z := max(r.Start, start), min(r.End, end); a < z || r.Start == r.End && a == z {
				r.Skip += a - r.Start
				r.Start, r.End = a-start, z-start
				q.Runs = append(q.Runs, r)
			}
		}
		if start > 0 {
			q.Number, q.Bullet, q.PageBreak = "", false, false
		}
		q.SectionEnd = p.SectionEnd && to == len(p.Text)
		q.trim()
		q.Place.Start = start + runes(q.Indent)
		q.Place.End = q.Place.Start + runes(q.Text)
		if q.Text != "" || q.SectionEnd || len(q.Runs) > 0 {
			out = append(out, &q)
		}
		start, from = end+1, to+1
	}
	return out
}

const maxLines = 2000 // a paragraph of more lines is left whole

func pasted(s string) bool {
	if strings.Count(s, "\n") > maxLines {
		return false
	}
	for line := range strings.SplitSeq(s[strings.IndexByte(s, '\n')+1:], "\n") {
		if strings.HasPrefix(line, "　　") || startsWithNumber(trimWhite(line)) {
			return true
		}
	}
	return false
}

// flush ends a paragraph that waits for a next one at the end of a part or cell.
func (d *docxReader) flush(out *[]Block) {
	if b := d.pending; b != nil {
		d.pending = nil
		d.end(b, nil, out)
	}
}

// endFields drops fields whose code does not end within the paragraph: hiding the rest of the document would be worse.
func (d *docxReader) endFields() {
	for i := range d.fields {
		if !d.fields[i].result {
			d.fields = d.fields[:i]
			return
		}
	}
}

// inline reads what is printed among the children of n.
func (d *docxReader) inline(n *node, b *builder) {
	if n == nil {
		return
	}
	for k := n.first; k != nil; k = k.next {
		switch {
		case k.is("r"):
			d.run(k, b)
		case k.is("sdt"):
			leave := d.enterControl(k)
			d.inline(k.kid("sdtContent"), b)
			leave()
		case k.is("hyperlink"), k.is("ins"), k.is("moveTo"), k.is("smartTag"), k.is("customXml"), k.is("dir"), k.is("bdo"), k.is("sdtContent"), k.is("rubyBase"):
			d.inline(k, b)
		case k.is("fldSimple"):
			d.inline(k, b)
		case k.space == wml.MC && k.name == "AlternateContent":
			d.inline(choice(k), b)
		case k.space == wml.M:
			d.formula(k, b)
		}
	}
}

// formula reads the characters of a mathematical formula.
func (d *docxReader) formula(n *node, b *builder) {
	if n.name == "t" {
		d.print(n.text, b, false)
		return
	}
	for k := n.first; k != nil; k = k.next {
		switch {
		case k.space == wml.M:
			d.formula(k, b)
		case k.is("r"):
			d.run(k, b)
		case k.is("ins"):
			d.inline(k, b)
		}
	}
}

// run reads a w:r.
func (d *docxReader) run(n *node, b *builder) {
	b.index++
	b.skip = 0
	base := b.run
	rpr := n.kid("rPr")
	hidden := d.hidden
	if st, ok := d.styles.byID[rpr.kid("rStyle").val()]; ok && rpr != nil {
		hidden = hidden || st.hidden
		b.run.Bold = b.run.Bold || st.bold
	}
	if v, ok := rpr.kid("vanish").on(); ok {
		hidden = v
	}
	if v, ok := rpr.kid("b").on(); ok {
		b.run.Bold = v
	}
	b.run.Italic, _ = rpr.kid("i").on()
	u := rpr.kid("u")
	b.run.Underline = u != nil && u.val() != "none"
	b.run.Control, b.run.Offset = d.control, n.at
	d.content(n, b, hidden)
	b.run = base
}

// content reads the children of a run.
func (d *docxReader) content(n *node, b *builder, hidden bool) {
	for k := n.first; k != nil; k = k.next {
		if k.space == wml.MC && k.name == "AlternateContent" {
			if c := choice(k); c != nil {
				d.content(c, b, hidden)
			}
			continue
		}
		if k.space != wml.W {
			d.drawing(k, b)
			continue
		}
		switch k.name {
		case "t":
			d.print(k.text, b, hidden)
		case "tab", "ptab":
			d.print("\t", b, hidden)
		case "br":
			if t := k.get("type"); t == "" || t == "textWrapping" {
				d.print("\n", b, hidden)
			} else if t == "page" && b.runes == 0 {
				b.p.PageBreak = true
			} else if t == "page" {
				d.pageBreak = true
			}
		case "cr":
			d.print("\n", b, hidden)
		case "noBreakHyphen":
			d.print("-", b, hidden)
		case "sym":
			if v, err := strconv.ParseUint(k.get("char"), 16, 20); err == nil && v > 0 {
				d.print(string(symbol(rune(v))), b, hidden)
			}
		case "fldChar":
			d.fieldChar(k, b, hidden)
		case "instrText":
			if i := len(d.fields); i > 0 && !d.fields[i-1].result && d.fields[i-1].code.Len() < 1000 {
				d.fields[i-1].code.WriteString(k.text)
			}
		case "footnoteReference":
			d.note(k, b, 0)
		case "endnoteReference":
			d.note(k, b, 1)
		case "ruby":
			d.inline(k.kid("rubyBase"), b)
		case "drawing", "pict", "object":
			d.drawing(k, b)
		}
	}
}

// print adds text unless a field's code, a prompt or hidden formatting keeps it from being printed.
func (d *docxReader) print(s string, b *builder, hidden bool) {
	for _, f := range d.fields {
		if !f.result {
			return
		}
	}
	switch {
	case d.prompt && d.options.Prompts:
		b.run.Prompt = true
		b.add(s)
		b.run.Prompt = false
		return
	case d.prompt:
		d.residue(Placeholder, s, b)
	case hidden:
		d.residue(HiddenWords, s, b)
	default:
		b.add(mapSymbols(s))
		return
	}
	b.skip += runes(s)
}

// mapSymbols replaces signs of symbol fonts typed as text.
func mapSymbols(s string) string {
	for _, r := range s {
		if r >= 0xF000 && r <= 0xF0FF {
			return strings.Map(symbol, s)
		}
	}
	return s
}

func (d *docxReader) residue(kind ResidueKind, s string, b *builder) {
	if trimWhite(s) == "" {
		return
	}
	at := b.p.Place
	at.Run, at.Start, at.End = b.index, b.runes, b.runes
	d.doc.Residue = append(d.doc.Residue, Residue{kind, s, at})
}

func (d *docxReader) fieldChar(n *node, b *builder, hidden bool) {
	switch n.get("fldCharType") {
	case "begin":
		if len(d.fields) < 100 {
			d.fields = append(d.fields, field{})
		}
		if box := n.kid("ffData", "checkBox"); box != nil {
			state := box.kid("checked")
			if state == nil {
				state = box.kid("default")
			}
			sign := "☐"
			if on, _ := state.on(); on {
				sign = "☑"
			}
			fields, control := d.fields, b.run.Control
			d.fields = nil // the box is printed although the field has no result
			if name := n.kid("ffData", "name").val(); name != "" {
				b.run.Control = name
			}
			d.print(sign, b, hidden)
			d.fields, b.run.Control = fields, control
		}
	case "separate":
		if i := len(d.fields) - 1; i >= 0 {
			f := &d.fields[i]
			f.result = true
			f.contents = strings.HasPrefix(strings.TrimSpace(f.code.String()), "TOC")
		}
	case "end":
		if i := len(d.fields) - 1; i >= 0 {
			d.fields = d.fields[:i]
		}
	}
}

// note reads a footnote or endnote where it is referred to.
func (d *docxReader) note(n *node, b *builder, kind int) {
	id := n.get("id")
	body := d.notes[kind][id]
	if body == nil || d.inNote {
		return
	}
	delete(d.notes[kind], id) // a note that is referred to twice is read once
	at := b.p.Place
	at.Run, at.Start, at.End = b.index, b.runes, b.runes
	saved := d.story
	d.story = story{part: d.noteIn[kind], inNote: true}
	note := Note{End: kind == 1, ID: id, Place: at}
	note.Blocks = d.blocks(body, nil)
	d.flush(&note.Blocks)
	d.story = saved
	r := b.run
	r.Kind, r.Note, r.Start, r.End, r.Index, r.Skip = NoteMark, len(d.doc.Notes), b.runes, b.runes, b.index, b.skip
	b.p.Runs = append(b.p.Runs, r)
	d.doc.Notes = append(d.doc.Notes, note)
}

// drawing counts pictures and collects the text boxes of a drawing, a VML picture or an object.
func (d *docxReader) drawing(n *node, b *builder) {
	switch {
	case n.is("txbxContent"):
		b.boxes = append(b.boxes, n)
		return
	case n.space == wml.MC && n.name == "AlternateContent":
		if c := choice(n); c != nil {
			d.drawing(c, b)
		}
		return
	case n.space == wml.A && n.name == "blip", n.space == wml.V && n.name == "imagedata":
		d.doc.Pictures++
	}
	for k := n.first; k != nil; k = k.next {
		d.drawing(k, b)
	}
}
