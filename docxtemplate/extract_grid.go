package docxtemplate

import (
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

// regrid writes tables anew, cell by cell; the cells themselves and their places stay what they are.
type regrid struct {
	*grid.Builder
	cells []*document.Cell
}

// add adds the cell that owns a position of an old table: its anchor, or what goes on from the row above. hung says that
// it began in a row above.
func (b *regrid) add(t *document.Table, c *grid.Cell, cols, rows int, hung bool) {
	m, cell := grid.Merge{Cols: cols}, (*document.Cell)(nil)
	switch {
	case hung:
		m.Rows = grid.Continue
	case c != nil:
		cell = t.Cells[c.Index]
		if rows > 1 {
			m.Rows = grid.Start
		}
	}
	text := ""
	if cell != nil {
		text = cell.Text
	}
	b.Cell(m, text)
	b.cells = append(b.cells, cell)
}

func (b *regrid) table(like *document.Table) *document.Table {
	out := *like
	out.Grid, out.Cells = b.Build(), b.cells
	return &out
}

// turned is a table with rows for columns: what repeats to the right in the one repeats downwards in the other. It is nil
// for a table of more rows than a table can have columns.
func turned(t *document.Table) *document.Table {
	g := t.Grid
	if g.Rows() > grid.MaxCols {
		return nil
	}
	b := &regrid{Builder: grid.NewBuilder(g.Rows())}
	for col := range g.Cols() {
		b.Row(0)
		for row := 0; row < g.Rows(); {
			c := g.At(row, col)
			if c == nil {
				b.add(t, nil, 1, 1, false)
				row++
				continue
			}
			b.add(t, c, c.RowSpan, c.ColSpan, c.Col < col)
			row = c.Row + c.RowSpan
		}
	}
	return b.table(t)
}

// joined is a table that was split in two, whole again.
func joined(first, second *document.Table) *document.Table {
	b := &regrid{Builder: grid.NewBuilder(first.Grid.Cols())}
	for _, t := range []*document.Table{first, second} {
		for row := range t.Grid.Rows() {
			b.Row(0)
			for col := 0; col < t.Grid.Width(row); {
				c := t.Grid.At(row, col)
				if c == nil {
					b.add(t, nil, 1, 1, false)
					col++
					continue
				}
				b.add(t, c, c.ColSpan, c.RowSpan, c.Row < row)
				col = c.Col + c.ColSpan
			}
		}
	}
	return b.table(first)
}
