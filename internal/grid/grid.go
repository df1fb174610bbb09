// Package grid makes tables with merged cells rectangular.
//
//	b := grid.NewBuilder(0)
//	b.Row(0)
//	b.Cell(grid.Merge{Rows: grid.Start}, "绩效指标")
//	b.Cell(grid.Merge{Cols: 2}, "产出指标")
//	b.Row(0)
//	b.Cell(grid.Merge{Rows: grid.Continue}, "")
//	…
//	g := b.Build()
//	g.At(1, 0).Text // 绩效指标: every covered position answers with the cell that owns it
//
// A grid built from a .docx knows its spans. A grid built from plain text ([Ragged]) has rows of unequal length whose
// spans are unknown; [Lay] finds, by a score of the caller's, which columns each cell of such a row covers, and
// [Grid.Relay] puts it there. Rows and columns count from 0 in this package.
package grid

import "iter"

// A Cell is the anchor (top left) of one merged or single cell.
type Cell struct {
	Row, Col         int // anchor position, from 0
	RowSpan, ColSpan int // at least 1
	Text             string
	Index            int // position of the cell in the order in which cells were added: a key for what the caller keeps beside it
}

// A Grid is a finished table. The zero Grid is an empty table.
type Grid struct {
	cells  []*Cell // anchors, row by row, left to right
	at     [][]*Cell
	cols   int
	header int
	ragged bool
	faults []Fault
}

// A Fault is something that a sound table does not have, such as a vertical merge that continues nothing. The grid is usable all the same.
type Fault struct {
	Row, Col int
	Kind     FaultKind
}

// FaultKind names a fault.
type FaultKind uint8

const (
	LooseMerge   FaultKind = iota + 1 // a vertical merge continues nothing: the cell stands for itself
	UnevenMerge                       // a continued cell is wider or narrower than the cell it continues
	HiddenText                        // a continued cell holds text that Word does not show
	TooManyCells                      // the row goes beyond MaxCols; the rest is cut
)

// MaxCols is the widest table that is read; Word itself stops at 63 columns.
const MaxCols = 1024

// Rows is the number of rows.
func (g *Grid) Rows() int { return len(g.at) }

// Cols is the number of columns of the widest row.
func (g *Grid) Cols() int { return g.cols }

// Header is the number of leading rows marked to repeat on each page.
func (g *Grid) Header() int { return g.header }

// Ragged reports that spans are unknown because the table comes from plain text.
func (g *Grid) Ragged() bool { return g.ragged }

// Faults lists what was wrong with the table as written.
func (g *Grid) Faults() []Fault { return g.faults }

// At is the cell that owns a position, or nil where the row has no cell or the position is outside the grid.
func (g *Grid) At(row, col int) *Cell {
	if row < 0 || row >= len(g.at) || col < 0 || col >= len(g.at[row]) {
		return nil
	}
	return g.at[row][col]
}

// Width is the number of columns that a row covers; less than Cols for a short row.
func (g *Grid) Width(row int) int {
	if row < 0 || row >= len(g.at) {
		return 0
	}
	return len(g.at[row])
}

// Cells yields each cell once, at its anchor, row by row and left to right.
func (g *Grid) Cells() iter.Seq[*Cell] {
	return func(yield func(*Cell) bool) {
		for _, c := range g.cells {
			if !yield(c) {
				return
			}
		}
	}
}

// Len is the number of cells, merged ones counted once.
func (g *Grid) Len() int { return len(g.cells) }

// Row is every cell that is seen in a row, left to right, once each, also those that hang into it from above.
func (g *Grid) Row(row int) []*Cell {
	if row < 0 || row >= len(g.at) {
		return nil
	}
	return distinct(len(g.at[row]), func(i int) *Cell { return g.at[row][i] })
}

// Column is every cell that is seen in a column, top to bottom, once each.
func (g *Grid) Column(col int) []*Cell {
	return distinct(len(g.at), func(i int) *Cell { return g.At(i, col) })
}

// LeftOf is every cell left of c in c's first row, nearest first.
func (g *Grid) LeftOf(c *Cell) []*Cell {
	return distinct(c.Col, func(i int) *Cell { return g.At(c.Row, c.Col-1-i) })
}

// RightOf is every cell right of c in c's first row, nearest first.
func (g *Grid) RightOf(c *Cell) []*Cell {
	from := c.Col + c.ColSpan
	return distinct(g.Width(c.Row)-from, func(i int) *Cell { return g.At(c.Row, from+i) })
}

// Above is every cell above c in c's first column, nearest first.
func (g *Grid) Above(c *Cell) []*Cell {
	return distinct(c.Row, func(i int) *Cell { return g.At(c.Row-1-i, c.Col) })
}

// Below is every cell below c in c's first column, nearest first.
func (g *Grid) Below(c *Cell) []*Cell {
	from := c.Row + c.RowSpan
	return distinct(len(g.at)-from, func(i int) *Cell { return g.At(from+i, c.Col) })
}

// distinct collects n positions, leaving out gaps and repeats of the cell before.
func distinct(n int, at func(int) *Cell) []*Cell {
	var out []*Cell
	for i := 0; i < n; i++ {
		c := at(i)
		if c == nil || len(out) > 0 && out[len(out)-1] == c {
			continue
		}
		out = append(out, c)
	}
	return out
}

// Covers reports whether the cell owns a position.
func (c *Cell) Covers(row, col int) bool {
	return row >= c.Row && row < c.Row+c.RowSpan && col >= c.Col && col < c.Col+c.ColSpan
}
