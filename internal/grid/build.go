package grid

// Vertical says how a cell takes part in a vertical merge.
type Vertical uint8

const (
	Single   Vertical = iota // not merged
	Start                    // first cell of a merge
	Continue                 // belongs to the cell above
)

// Merge says how many grid columns a cell spans (0 counts as 1) and how it is merged vertically.
type Merge struct {
	Cols int
	Rows Vertical
}

// A Builder takes rows and cells in document order.
type Builder struct {
	g     Grid
	open  map[int]*Cell // merges that the next row may continue, by first column
	next  map[int]*Cell
	index int
}

// NewBuilder starts a table; cols is the number of columns that the table declares, 0 if it does not.
func NewBuilder(cols int) *Builder {
	b := &Builder{next: map[int]*Cell{}}
	b.g.cols = min(max(cols, 0), MaxCols)
	return b
}

// Row starts a row that leaves the given number of columns free at its left.
func (b *Builder) Row(before int) {
	b.open, b.next = b.next, map[int]*Cell{}
	b.g.at = append(b.g.at, make([]*Cell, min(max(before, 0), MaxCols)))
}

// HeaderRow marks the current row as one that repeats on each page; only leading rows count.
func (b *Builder) HeaderRow() {
	if n := len(b.g.at); b.g.header == n-1 {
		b.g.header = n
	}
}

// Cell adds a cell to the current row and returns the cell that owns the place: the new one, or the one it continues, or nil past MaxCols.
// Each call counts up [Cell.Index], also for continued cells.
func (b *Builder) Cell(m Merge, text string) *Cell {
	if len(b.g.at) == 0 {
		b.Row(0)
	}
	row := len(b.g.at) - 1
	col := len(b.g.at[row])
	span := min(max(m.Cols, 1), MaxCols-col)
	index := b.index
	b.index++
	if span <= 0 {
		b.fault(row, col, TooManyCells)
		return nil
	}
	if m.Rows == Continue {
		if owner := b.open[col]; owner != nil {
			b.extend(owner, row, col, span, text)
			return owner
		}
		b.fault(row, col, LooseMerge)
		m.Rows = Start
	}
	c := &Cell{Row: row, Col: col, RowSpan: 1, ColSpan: span, Text: text, Index: index}
	b.g.cells = append(b.g.cells, c)
	b.cover(row, c, span)
	if m.Rows == Start {
		b.next[col] = c
	}
	return c
}

// Widen lets the last cell of the current row span further columns: a horizontal merge written as continued cells.
func (b *Builder) Widen(cols int) bool {
	row := len(b.g.at) - 1
	if row < 0 || len(b.g.at[row]) == 0 {
		return false
	}
	n := len(b.g.at[row])
	c := b.g.at[row][n-1]
	if c == nil || c.Row != row {
		return false
	}
	span := min(max(cols, 1), MaxCols-n)
	c.ColSpan += span
	b.cover(row, c, span)
	return true
}

// Skip leaves columns free at the right end of the current row.
func (b *Builder) Skip(after int) {
	row := len(b.g.at) - 1
	if row >= 0 {
		b.g.cols = min(max(b.g.cols, len(b.g.at[row])+max(after, 0)), MaxCols)
	}
}

// Build ends the table.
func (b *Builder) Build() *Grid {
	g := b.g
	return &g
}

func (b *Builder) extend(owner *Cell, row, col, span int, text string) {
	if owner.ColSpan != span {
		b.fault(row, col, UnevenMerge)
	}
	if text != "" {
		b.fault(row, col, HiddenText)
	}
	owner.RowSpan = row - owner.Row + 1
	b.cover(row, owner, span)
	b.next[col] = owner
}

func (b *Builder) cover(row int, c *Cell, span int) {
	for range span {
		b.g.at[row] = append(b.g.at[row], c)
	}
	b.g.cols = max(b.g.cols, len(b.g.at[row]))
}

func (b *Builder) fault(row, col int, k FaultKind) {
	if len(b.g.faults) < 100 {
		b.g.faults = append(b.g.faults, Fault{Row: row, Col: col, Kind: k})
	}
}

// Ragged makes a grid of rows as a text dump gives them: one column per cell, counted from the left, spans unknown.
func Ragged(rows [][]string) *Grid {
	b := NewBuilder(0)
	for _, row := range rows {
		b.Row(0)
		for _, text := range row {
			b.Cell(Merge{}, text)
		}
	}
	g := b.Build()
	g.ragged = true
	return g
}

// Cells is the number of cells added so far, continued ones included: the Index that the next one will have.
func (b *Builder) Cells() int { return b.index }
