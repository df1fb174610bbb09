package extract

import (
	"slices"
	"strings"

	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

// A laid table is a table as this package reads it: rows of cells over columns. Cells of a .docx lie where the grid says;
// those of a text dump lie one beside the other within rows of the same length (a frame), header rows over the rows below.
type laid struct {
	rows     []laidRow
	exact    bool
	unmerged bool // not one cell is merged
	loose    bool // one cell after the other, in rows that nobody knows
	place    document.Place
	tables   []*document.Table // its parts
	ends     []int             // rows at which they end
}

type laidRow struct {
	cells []*laidCell
	frame int // rows of the same frame have the same columns
}

type laidCell struct {
	text     string
	from, to int // columns
	row      int
	hangs    bool // merged with a cell above
	label    label
	doc      *document.Cell
	place    document.Place
	whole    string // the text with what nested tables hold
	used     bool
	number   bool // nothing but figures and dashes
}

func (c *laidCell) blank() bool { return c.label.base == "" && strings.TrimSpace(c.text) == "" }

// layOut lays tables that are one: the parts of a table that was divided, or a single one.
func (k *knowledge) layOut(parts ...*document.Table) *laid {
	out := &laid{exact: true, unmerged: true, place: parts[0].Place, tables: parts}
	sequence := true
	for _, t := range parts {
		out.exact = out.exact && t.Shape == document.Exact && !spansLost(t.Grid)
		out.unmerged = out.unmerged && unmerged(t.Grid)
		sequence = sequence && t.Shape == document.Sequence
	}
	for _, t := range parts {
		out.add(t)
		out.ends = append(out.ends, len(out.rows))
	}
	if sequence || out.ragged() {
		out.inRows(k, sequence)
	}
	if !out.exact {
		for r := len(out.rows) - 2; r >= 0; r-- {
			out.overlay(r, k.under)
		}
	}
	return out
}

// ragged reports whether rows of a text dump are of unequal length.
func (l *laid) ragged() bool {
	return !l.exact && l.unmerged && slices.ContainsFunc(l.rows, func(r laidRow) bool { return len(r.cells) != len(l.rows[0].cells) })
}

// add puts the rows of a table under those that are there.
func (l *laid) add(t *document.Table) {
	own := map[*grid.Cell]*laidCell{}
	for r := range t.Grid.Rows() {
		row := laidRow{frame: -1}
		at := len(l.rows)
		for _, g := range t.Grid.Row(r) {
			if c, ok := own[g]; ok {
				hung := *c
				hung.hangs, hung.row = true, at
				row.cells = append(row.cells, &hung)
				continue
			}
			c := &laidCell{text: g.Text, whole: g.Text, from: g.Col, to: g.Col + g.ColSpan, row: at, label: readLabel(g.Text)}
			if t := fold(g.Text); t != "" && len(t) < 40 {
				c.number = constant(t)
			}
			if d := t.Cells[g.Index]; d != nil {
				c.doc, c.place, c.whole = d, d.Place, d.Text
			}
			own[g] = c
			row.cells = append(row.cells, c)
		}
		if !l.exact {
			row.frame = len(row.cells)
		}
		l.rows = append(l.rows, row)
	}
}

// inRows lays cells into the rows of the forms whose labels they hold: cells that came as one sequence, or rows that lack
// the cells which others cover.
func (l *laid) inRows(k *knowledge, sequence bool) {
	var cells []*laidCell
	known := map[int]bool{}
	for _, row := range l.rows {
		cells = append(cells, row.cells...)
		known[len(cells)] = true
	}
	layouts := k.candidates(l)
	if sequence {
		known = nil
		if rows := rowsOf(cells, layouts, nil, false); l.fit(rows, cells) {
			l.put(rows, cells)
			return
		}
	}
	rows := rowsOf(cells, layouts, known, true)
	if fits := l.fit(rows, cells); fits {
		l.put(rows, cells)
	} else if sequence {
		l.loose = true
	}
}

// fit reports whether rows were found that end where parts of the table do.
func (l *laid) fit(rows []seqRow, cells []*laidCell) bool {
	for _, end := range l.ends {
		if sum := l.cellsTo(end); sum < len(cells) && !slices.ContainsFunc(rows, func(r seqRow) bool { return r.from == sum }) {
			return false
		}
	}
	return rows != nil
}

// cellsTo counts the cells of the rows up to one.
func (l *laid) cellsTo(row int) (n int) {
	for _, r := range l.rows[:row] {
		n += len(r.cells)
	}
	return n
}

// put replaces the rows by others over the same cells. A cell that was left out stands there empty.
func (l *laid) put(rows []seqRow, cells []*laidCell) {
	for i, end := range l.ends {
		sum := l.cellsTo(end)
		if l.ends[i] = slices.IndexFunc(rows, func(r seqRow) bool { return r.from == sum }); sum == len(cells) {
			l.ends[i] = len(rows)
		}
	}
	l.rows = nil
	for i, r := range rows {
		to := len(cells)
		if i+1 < len(rows) {
			to = rows[i+1].from
		}
		row := laidRow{cells: slices.Clone(cells[r.from:to])}
		if r.has != nil {
			row.cells = make([]*laidCell, len(r.form.cells))
			for k, at := range r.has {
				row.cells[at] = cells[r.from+k]
			}
			for at, c := range row.cells {
				if c == nil {
					row.cells[at] = &laidCell{place: cells[r.from].place}
				}
			}
		}
		row.frame = len(row.cells)
		for col, c := range row.cells {
			c.from, c.to, c.row = col, col+1, i
			c.place.Row, c.place.Cell = i+1, col+1
		}
		l.rows = append(l.rows, row)
	}
}

// spansLost reports whether a table has rows of unequal length and not one merged cell: its spans were lost on the way.
func spansLost(g *grid.Grid) bool {
	for r := range g.Rows() {
		if g.Width(r) != g.Cols() {
			return unmerged(g)
		}
	}
	return false
}

func unmerged(g *grid.Grid) bool {
	for c := range g.Cells() {
		if c.RowSpan > 1 || c.ColSpan > 1 {
			return false
		}
	}
	return true
}

// maxLaid is the widest row for which the work of laying one row over another is worth it.
const maxLaid = 40

// overlay lays a short header row of a text dump over the longer row below, whose empty cells continue cells above: each
// cell lies over one empty cell, or over two or more that are not. Where that leaves a choice, known[lower, upper] tells which
// labels forms have under which; where it is still open, the upper labels in question name no column.
func (l *laid) overlay(r int, known map[[2]string]bool) {
	upper, lower := &l.rows[r], &l.rows[r+1]
	if len(upper.cells) >= len(lower.cells) || len(upper.cells) < 2 || len(lower.cells) > maxLaid || hasNumber(lower) || hasNumber(upper) || !slices.ContainsFunc(lower.cells, (*laidCell).blank) && !lower.repeats() {
		return
	}
	const misfit = -1000
	score := func(i int, s grid.Span) int {
		empty, fit := 0, 0
		for k, c := range lower.cells[s.First:s.End] {
			if c.blank() {
				empty++
			}
			if known[[2]string{c.label.base, upper.cells[i].label.base}] {
				fit++
			}
			for _, other := range lower.cells[s.First : s.First+k] {
				if other.label.base == c.label.base {
					fit-- // one header does not stand over the same label twice
				}
			}
		}
		if s.End-s.First == 1 && empty == 1 {
			return 0
		}
		if s.End-s.First >= 2 && empty == 0 {
			return fit
		}
		return misfit
	}
	spans, sure := grid.Lay(len(upper.cells), len(lower.cells), score)
	if spans == nil {
		return
	}
	for i, s := range spans {
		if score(i, s) == misfit {
			return
		}
	}
	upper.frame = lower.frame
	for i, s := range spans {
		first, last := lower.cells[s.First], lower.cells[s.End-1]
		upper.cells[i].from, upper.cells[i].to = first.from, last.to
		if !sure && s.End-s.First > 1 {
			upper.cells[i].to = first.from
		}
		if s.End-s.First == 1 {
			first.hangs, first.label, first.text = true, upper.cells[i].label, ""
		}
	}
}

// repeats reports whether a row of labels is one series of them, printed more than once.
func (r *laidRow) repeats() bool {
	seen := map[string]bool{}
	for _, c := range r.cells {
		seen[c.label.base] = true
	}
	return len(seen)*2 <= len(r.cells)
}

// hasNumber reports whether a row holds a number: it is no header.
func hasNumber(r *laidRow) bool {
	return slices.ContainsFunc(r.cells, func(c *laidCell) bool { return c.number && !c.hangs })
}

// printed is one part of the table as rows of cells. A merged cell stands once, at its top left; the other places that it covers are
// empty, so that columns stay in line.
func (l *laid) printed(part int) [][]string {
	from := 0
	if part > 0 {
		from = l.ends[part-1]
	}
	rows := l.rows[from:l.ends[part]]
	out := make([][]string, len(rows))
	for r, row := range rows {
		inLine := l.exact || slices.ContainsFunc(row.cells, func(c *laidCell) bool { return c.to-c.from > 1 })
		for _, c := range row.cells {
			for inLine && len(out[r]) < c.from && len(out[r]) < maxLaid {
				out[r] = append(out[r], "")
			}
			text := c.whole
			if l.exact && c.hangs {
				text = ""
			}
			out[r] = append(out[r], text)
			for inLine && len(out[r]) < c.to && len(out[r]) < maxLaid {
				out[r] = append(out[r], "")
			}
		}
	}
	return out
}
