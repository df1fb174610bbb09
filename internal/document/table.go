package document

import (
	"github.com/evalreport/go/internal/grid"
	"github.com/evalreport/go/internal/wml"
)

// table reads a w:tbl.
func (d *docxReader) table(n *node) *Table {
	d.tables++
	d.flushNothing()
	t := &Table{Around: d.around, Place: Place{Part: d.story.part, Table: d.tables, Paragraph: d.paragraphs}}
	if st, ok := d.styles.byID[n.kid("tblPr", "tblStyle").val()]; ok {
		t.Style = st.name
	}
	columns := 0
	if g := n.kid("tblGrid"); g != nil {
		for k := g.first; k != nil; k = k.next {
			if k.is("gridCol") {
				columns++
			}
		}
	}
	b := grid.NewBuilder(columns)
	number := t.Place.Table
	row := 0
	d.each(n, "tr", func(tr *node) {
		pr := tr.kid("trPr")
		if pr.kid("del") != nil {
			return
		}
		row++
		b.Row(pr.kid("gridBefore").num("val", 0))
		if on, _ := pr.kid("tblHeader").on(); on {
			b.HeaderRow()
		}
		cell := 0
		d.each(tr, "tc", func(tc *node) {
			if tc.kid("tcPr").kid("cellDel") != nil {
				return
			}
			cell++
			d.cell(tc, t, b, Place{Part: d.story.part, Table: number, Row: row, Cell: cell})
		})
		b.Skip(pr.kid("gridAfter").num("val", 0))
	})
	t.Grid = b.Build()
	return t
}

// flushNothing drops a paragraph that waits to go on: a table follows, so its deleted mark stands.
func (d *docxReader) flushNothing() {
	if d.pending != nil && d.pending.runes == 0 {
		d.pending = nil
	}
}

func (d *docxReader) cell(tc *node, t *Table, b *grid.Builder, at Place) {
	pr := tc.kid("tcPr")
	pending := d.pending
	d.pending = nil
	inside := at
	c := &Cell{Control: d.control, Around: d.around, Place: at}
	c.Blocks = d.blocks(tc, &inside)
	d.flush(&c.Blocks)
	d.pending = pending
	c.Text = cellText(c.Blocks)
	if len(c.Blocks) > 0 {
		if p, ok := c.Blocks[0].(*Paragraph); ok {
			c.Align = p.Align
		}
	}
	m := grid.Merge{Cols: pr.kid("gridSpan").num("val", 1)}
	if v := pr.kid("vMerge"); v != nil {
		m.Rows = grid.Continue
		if v.val() == "restart" {
			m.Rows = grid.Start
		}
	} else if h := pr.kid("hMerge"); h != nil && h.val() != "restart" && b.Widen(m.Cols) {
		d.covered(c)
		return
	}
	owner := b.Cell(m, c.Text)
	for len(t.Cells) < b.Cells() {
		t.Cells = append(t.Cells, nil)
	}
	if owner != nil && owner.Index == len(t.Cells)-1 {
		t.Cells[owner.Index] = c
		return
	}
	d.covered(c)
}

// covered lists the text of a cell that lies under a merged one: Word does not show it.
func (d *docxReader) covered(c *Cell) {
	if c.Text != "" {
		d.doc.Residue = append(d.doc.Residue, Residue{HiddenWords, c.Text, c.Place})
	}
}

// each visits rows or cells, also those wrapped in content controls, custom XML and tracked insertions.
func (d *docxReader) each(n *node, name string, visit func(*node)) {
	for k := n.first; k != nil; k = k.next {
		switch {
		case k.is(name):
			visit(k)
		case k.is("sdt"):
			leave := d.enterControl(k)
			if c := k.kid("sdtContent"); c != nil {
				d.each(c, name, visit)
			}
			leave()
		case k.is("customXml"), k.is("ins"), k.is("moveTo"), k.is("sdtContent"):
			d.each(k, name, visit)
		case k.space == wml.MC && k.name == "AlternateContent":
			if c := choice(k); c != nil {
				d.each(c, name, visit)
			}
		}
	}
}
