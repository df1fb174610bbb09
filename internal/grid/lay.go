package grid

import (
	"fmt"
	"slices"
)

// A Span is the columns that one cell covers: First up to, not including, End.
type Span struct{ First, End int }

// Lay finds how the cells of a row of unknown spans lie over cols columns: in order, without gaps, each cell covering at
// least one column. score rates a cell over a range of columns, more is better; its sum decides. sure is false when
// another way has the same sum, or when there is none (more cells than columns: spans is nil). Work grows with
// cells × columns².
//
// Which way is right is the caller's knowledge: a number under an amount header scores, a long text over one narrow
// column does not. A score that is 0 everywhere leaves sure false unless cells == cols.
func Lay(cells, cols int, score func(cell int, s Span) int) (spans []Span, sure bool) {
	if cells <= 0 || cells > cols || cols > MaxCols {
		return nil, false
	}
	type state struct {
		best, from int
		ways       int // 1, or 2 for "more than one"
	}
	table := make([][]state, cells+1)
	for i := range table {
		table[i] = make([]state, cols+1)
	}
	table[0][0].ways = 1
	for i := 1; i <= cells; i++ {
		for end := i; end <= cols-(cells-i); end++ {
			s := state{}
			for from := i - 1; from < end; from++ {
				prev := table[i-1][from]
				if prev.ways == 0 {
					continue
				}
				sum := prev.best + score(i-1, Span{from, end})
				switch {
				case s.ways == 0 || sum > s.best:
					s = state{best: sum, from: from, ways: prev.ways}
				case sum == s.best:
					s.ways = 2
				}
			}
			table[i][end] = s
		}
	}
	spans = make([]Span, cells)
	for i, end := cells, cols; i > 0; i-- {
		from := table[i][end].from
		spans[i-1] = Span{from, end}
		end = from
	}
	return spans, table[cells][cols].ways == 1
}

// Relay returns a grid in which the cells of one row cover the given columns, as [Lay] found them. Columns left free stay
// without a cell. It fails when spans overlap, are out of order or do not match the number of cells of the row, or when a cell of the row
// is merged vertically. The receiver is not changed.
func (g *Grid) Relay(row int, spans []Span) (*Grid, error) {
	old := g.Row(row)
	if len(old) != len(spans) {
		return nil, fmt.Errorf("第%d行有%d个单元格，却给了%d个列范围", row+1, len(old), len(spans))
	}
	end := 0
	for i, s := range spans {
		if s.First < end || s.End <= s.First || s.End > MaxCols {
			return nil, fmt.Errorf("第%d行第%d个单元格的列范围 %d–%d 不成立", row+1, i+1, s.First+1, s.End)
		}
		if old[i].RowSpan > 1 {
			return nil, fmt.Errorf("第%d行第%d个单元格跨行，不能重排", row+1, i+1)
		}
		end = s.End
	}
	out := *g
	out.cells, out.at = slices.Clone(g.cells), slices.Clone(g.at)
	line := make([]*Cell, end)
	for i, s := range spans {
		c := *old[i]
		c.Col, c.ColSpan = s.First, s.End-s.First
		out.cells[slices.Index(out.cells, old[i])] = &c
		for k := s.First; k < s.End; k++ {
			line[k] = &c
		}
	}
	out.at[row] = line
	out.cols = max(out.cols, end)
	return &out, nil
}
