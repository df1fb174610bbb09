package docxtemplate

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

var errBlockInline = errors.New("句子里只能放文字，不能放表格、分页或另一份文档。请让标签单独成为一段")

// richWriter prints blocks as WordprocessingML at a place.
type richWriter struct {
	*run
	place *place
	value uint64 // tells the lists of one value from those of another
	para  string // format of a paragraph that has no style
}

// wordMarkup is how breaks are written in generated text.
var wordMarkup = markup{line: `</w:t><w:br/><w:t xml:space="preserve">`, tab: `</w:t><w:tab/><w:t xml:space="preserve">`}

func (w *richWriter) put(parts ...string) {
	for _, s := range parts {
		w.buf = append(w.buf, s...)
	}
}

func (w *richWriter) blocks(list Rich) error {
	for i, b := range list {
		w.para = w.place.loose
		if i == len(list)-1 {
			w.para = w.place.para
		}
		if err := w.one(b); err != nil {
			return err
		}
		if err := w.spill(); err != nil {
			return err
		}
	}
	return nil
}

func (w *richWriter) one(b Block) error {
	switch d := b.(type) {
	case Document:
		return w.document(d)
	case Docx:
		return w.document(Document{Template: d.t, Inline: d.Inline})
	}
	if w.place.body {
		w.resume()
	}
	w.live++
	switch b := b.(type) {
	case Paragraph:
		return w.paragraph(b, w.para, w.place.run)
	case Table:
		return w.table(b)
	case PageBreak:
		w.put(hairOpen, hairline, `</w:pPr><w:r><w:br w:type="page"/></w:r></w:p>`)
		return nil
	}
	return fmt.Errorf("不认识的内容 %T", b)
}

// hairline makes a paragraph one point high.
const hairline = `<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>`

// paragraph prints a paragraph; para and run are formats for one without a style.
func (w *richWriter) paragraph(p Paragraph, para, run string) error {
	w.put("<w:p>")
	if p.Style != "" {
		id, err := w.styleID("paragraph", p.Style)
		if err != nil {
			return err
		}
		para, run = `<w:pPr><w:pStyle w:val="`+id+`"/></w:pPr>`, ""
	}
	num, err := w.numbering(p.List)
	if err != nil {
		return err
	}
	w.put(withAlign(withNumbering(para, num), p.Align))
	for _, r := range p.Runs {
		if err := w.runXML(r, run); err != nil {
			return err
		}
	}
	w.put("</w:p>")
	return nil
}

// runXML prints a run; rpr is its format where it says nothing itself.
func (w *richWriter) runXML(x Run, rpr string) error {
	if x.Text == "" && x.Picture == nil {
		return nil
	}
	props, err := w.runProps(x, rpr)
	if err != nil {
		return err
	}
	open, end := w.link(x.Link, props)
	w.put(open, "<w:r>", props)
	if x.Picture != nil {
		if err := w.drawing(x.Picture); err != nil {
			return err
		}
	}
	if x.Text != "" {
		w.put(`<w:t xml:space="preserve">`)
		w.buf = appendText(w.buf, x.Text, &wordMarkup)
		w.put("</w:t>")
	}
	w.put("</w:r>", end)
	return nil
}

// link is what stands around a run with an address: a w:hyperlink or, where only runs may stand, a field.
func (w *richWriter) link(address, props string) (open, end string) {
	switch {
	case address == "":
		return "", ""
	case !w.place.runs:
		return `<w:hyperlink r:id="` + w.relate(relHyperlink, address, true) + `" xmlns:r="` + w.relSpace() + `">`, "</w:hyperlink>"
	}
	char := func(kind string) string {
		return "<w:r>" + props + `<w:fldChar w:fldCharType="` + kind + `"/></w:r>`
	}
	code := ` HYPERLINK "` + strings.NewReplacer(`\`, `\\`, `"`, "%22").Replace(address) + `" `
	return char("begin") + "<w:r>" + props + `<w:instrText xml:space="preserve">` + escapeAttr(code) + "</w:instrText></w:r>" + char("separate"), char("end")
}

// runProps merges the format of a run into that of the place.
func (w *richWriter) runProps(x Run, rpr string) (string, error) {
	var set []prop
	if x.Style != "" {
		id, err := w.styleID("character", x.Style)
		if err != nil {
			return "", err
		}
		set = append(set, prop{"rStyle", `<w:rStyle w:val="` + id + `"/>`})
	}
	if x.Bold {
		set = append(set, prop{"b", `<w:b/>`}, prop{"bCs", `<w:bCs/>`})
	}
	if x.Italic {
		set = append(set, prop{"i", `<w:i/>`}, prop{"iCs", `<w:iCs/>`})
	}
	if x.Strike {
		set = append(set, prop{"strike", `<w:strike/>`})
	}
	if x.Link != "" && x.Style == "" {
		if id := w.t.styles().find("character", "Hyperlink"); id != nil {
			set = append(set, prop{"rStyle", `<w:rStyle w:val="` + w.mappedStyle(id.id) + `"/>`})
		} else {
			set = append(set, prop{"color", `<w:color w:val="0563C1"/>`}, prop{"u", `<w:u w:val="single"/>`})
		}
	}
	if x.Underline {
		set = append(set, prop{"u", `<w:u w:val="single"/>`})
	}
	if len(set) == 0 {
		return rpr, nil
	}
	return mergeProps(rpr, "w:rPr", runOrder, set), nil
}

func withAlign(ppr, align string) string {
	if align == "" {
		return ppr
	}
	return mergeProps(ppr, "w:pPr", paraOrder, []prop{{"jc", `<w:jc w:val="` + align + `"/>`}})
}

func withNumbering(ppr, num string) string {
	if num == "" {
		return ppr
	}
	return mergeProps(ppr, "w:pPr", paraOrder, []prop{{"numPr", num}})
}

// prop is a property by its local name.
type prop struct{ name, xml string }

var paraOrder = orderOf("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange")

var runOrder = orderOf("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange")

func orderOf(names string) map[string]int {
	m := map[string]int{}
	for i, n := range strings.Fields(names) {
		m[n] = i + 1
	}
	return m
}

// mergeProps sets properties in an element of properties, in the order of the schema.
func mergeProps(src, name string, order map[string]int, set []prop) string {
	list := propsOf(src)
	for _, p := range set {
		at := -1
		for i := range list {
			if list[i].name == p.name {
				at = i
			}
		}
		if at >= 0 {
			list[at] = p
			continue
		}
		i := 0
		for i < len(list) && (order[list[i].name] == 0 || order[list[i].name] < order[p.name]) {
			i++
		}
		list = append(list[:i], append([]prop{p}, list[i:]...)...)
	}
	var b strings.Builder
	b.WriteString("<" + name + ">")
	for _, p := range list {
		b.WriteString(p.xml)
	}
	b.WriteString("</" + name + ">")
	return b.String()
}

// propsOf lists the child elements of an element.
func propsOf(src string) []prop {
	var out []prop
	s := wml.NewScanner([]byte(src), 0)
	start, name := 0, ""
	for s.Next() {
		t := s.Token()
		switch {
		case t.Kind == wml.Start && s.Depth() == 2:
			start, name = t.Start, t.Name.Local
		case t.Kind == wml.Empty && s.Depth() == 1:
			out = append(out, prop{t.Name.Local, src[t.Start:t.End]})
		case t.Kind == wml.End && s.Depth() == 1:
			out = append(out, prop{name, src[start:t.End]})
		}
	}
	return out
}

// richGrid is a table with a place for every cell.
type richGrid struct {
	cols  int
	cells [][]gridCell
}

type gridCell struct {
	*Cell
	span int
	cont bool // continues the cell above
}

// gridOf lays the cells of a table out.
func gridOf(t Table) richGrid {
	g := richGrid{}
	type hang struct{ rows, span int }
	below := map[int]hang{} // column → cell that reaches down
	for _, row := range t.Rows {
		var out []gridCell
		col := 0
		down := func() {
			for h := below[col]; h.rows > 0; h = below[col] {
				out = append(out, gridCell{&Cell{}, h.span, true})
				below[col] = hang{h.rows - 1, h.span}
				col += h.span
			}
		}
		for i := range row {
			down()
			c := &row[i]
			span := min(max(c.Span, 1), 63)
			out = append(out, gridCell{c, span, false})
			if c.Down > 1 {
				below[col] = hang{c.Down - 1, span}
			}
			col += span
		}
		down()
		g.cols = max(g.cols, col)
		g.cells = append(g.cells, out)
	}
	for i, row := range g.cells {
		n := 0
		for _, c := range row {
			n += c.span
		}
		for ; n < g.cols; n++ {
			g.cells[i] = append(g.cells[i], gridCell{&Cell{}, 1, false})
		}
	}
	return g
}

func (w *richWriter) table(t Table) error {
	g := gridOf(t)
	if g.cols == 0 {
		return nil
	}
	if endsInTable(w.tail()) {
		if err := w.paragraph(Paragraph{}, w.place.loose, w.place.run); err != nil {
			return err
		}
	}
	widths := w.columns(t, g.cols)
	total := 0
	for _, n := range widths {
		total += n
	}
	props := `<w:jc w:val="center"/>` + tableLines
	if t.Style != "" {
		id, err := w.styleID("table", t.Style)
		if err != nil {
			return err
		}
		props = ""
		w.put(`<w:tbl><w:tblPr><w:tblStyle w:val="`, id, `"/>`)
	} else {
		w.put(`<w:tbl><w:tblPr>`)
	}
	w.put(`<w:tblW w:w="`, strconv.Itoa(total), `" w:type="dxa"/>`, props, `<w:tblLayout w:type="fixed"/>`)
	if t.Style != "" && t.Header > 0 {
		w.put(`<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`)
	}
	w.put(`</w:tblPr><w:tblGrid>`)
	for _, n := range widths {
		w.put(`<w:gridCol w:w="`, strconv.Itoa(n), `"/>`)
	}
	w.put(`</w:tblGrid>`)
	for i, row := range g.cells {
		if err := w.tableRow(t, g, i, row, widths); err != nil {
			return err
		}
	}
	w.put(`</w:tbl>`)
	return nil
}

const tableLines = `<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders>`

func (w *richWriter) columns(t Table, n int) []int {
	if len(t.Widths) >= n {
		return t.Widths[:n]
	}
	out := make([]int, n)
	for i := range out {
		out[i] = w.place.width*(i+1)/n - w.place.width*i/n
	}
	return out
}

func (w *richWriter) tableRow(t Table, g richGrid, i int, row []gridCell, widths []int) error {
	w.put(`<w:tr><w:trPr><w:cantSplit/>`)
	if i < t.Header {
		w.put(`<w:tblHeader/>`)
	}
	w.put(`</w:trPr>`)
	col := 0
	for _, c := range row {
		width := 0
		for j := col; j < col+c.span && j < len(widths); j++ {
			width += widths[j]
		}
		col += c.span
		w.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/>`)
		if c.span > 1 {
			w.put(`<w:gridSpan w:val="`, strconv.Itoa(c.span), `"/>`)
		}
		if c.cont {
			w.put(`<w:vMerge/>`)
		} else if c.Down > 1 {
			w.put(`<w:vMerge w:val="restart"/>`)
		}
		w.put(`<w:vAlign w:val="center"/></w:tcPr>`)
		if err := w.tableCell(t, i, c.Cell); err != nil {
			return err
		}
		w.put(`</w:tc>`)
	}
	w.put(`</w:tr>`)
	return w.spill()
}

func (w *richWriter) tableCell(t Table, row int, c *Cell) error {
	style, bold := t.Text, c.Bold
	if row < t.Header {
		if t.Head != "" {
			style = t.Head
		}
	}
	if c.Style != "" {
		style = c.Style
	}
	if len(c.Blocks) > 0 {
		inner := &richWriter{run: w.run, value: w.value, place: &place{layout: w.place.layout, sect: -1, width: w.place.width}}
		if err := inner.blocks(c.Blocks); err != nil {
			return err
		}
		if !endsInPara(w.tail()) {
			w.put(`<w:p/>`)
		}
		return nil
	}
	for _, line := range strings.Split(c.Text, "\n") {
		if err := w.paragraph(Paragraph{Style: style, Align: c.Align, Runs: []Run{{Text: line, Bold: bold}}}, "", ""); err != nil {
			return err
		}
	}
	return nil
}
