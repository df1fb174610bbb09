package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/internal/grid"
)

// Text extractors write tables in one of these ways:
//
//	tab-led    each cell on a line of its own that begins with a tab; further lines of the cell without one; mostly a blank
//	           line after each row, one more after the table
//	bar-ended  each cell on a line of its own that ends with " |"; often nothing separates the rows
//	in a row   one line per row, cells separated by tabs or bars, or figures laid out with spaces
//
// An empty cell is a tab or a bar alone. A cell that continues a vertical merge is written as an empty cell, a cell
// that spans columns as one cell: spans are not known from the text.

// A rawCell is the lines of one cell.
type rawCell struct {
	lines [][]piece
	nos   []int
}

type rawTable struct {
	rows  [][]rawCell
	shape Shape
	no    int // first line
}

func (c *rawCell) add(l *line, pieces []piece) {
	c.lines, c.nos = append(c.lines, pieces), append(c.nos, l.no)
}

func (c *rawCell) text() string {
	var b strings.Builder
	for _, ps := range c.lines {
		for _, p := range ps {
			b.WriteString(p.text)
		}
	}
	return trimWhite(b.String())
}

// ledTable reads a tab-led table that begins at line i; nil when the tab is only an indentation.
func (r *textReader) ledTable(i int) (*rawTable, int) {
	t := &rawTable{shape: Rows, no: r.lines[i].no}
	var row []rawCell
	blanks, widest, end := 0, 0, i
	flush := func() {
		if len(row) > 0 {
			t.rows = append(t.rows, row)
			widest = max(widest, len(row))
			row = nil
		}
	}
scan:
	for j := i; j < len(r.lines); j++ {
		l := &r.lines[j]
		kind := l.kind
		if kind == tabs && l.text[0] == '\t' {
			kind = led // a tab within the cell
		}
		switch kind {
		case led:
			if blanks == 1 {
				flush()
			}
			blanks = 0
			c := rawCell{}
			c.add(l, l.pieces)
			row = append(row, c)
			end = j + 1
		case taken:
		case blank:
			if l.raw != "" && len(row) > 0 && blanks == 0 {
				continue // a white paragraph within the cell
			}
			if blanks++; blanks == 2 {
				break scan
			}
		default:
			if blanks > 0 && !r.cellGoesOn(j, len(row), widest) {
				break scan
			}
			blanks = 0
			row[len(row)-1].add(l, l.pieces)
			end = j + 1
		}
	}
	flush()
	if !t.looksLikeTable() {
		return nil, end
	}
	if t.unbroken() {
		t.inferColumns()
	}
	return t, end
}

// unbroken reports that nothing says where rows end: all cells stand in one row, or each in a row of its own.
func (t *rawTable) unbroken() bool {
	if len(t.rows) == 1 {
		return len(t.rows[0]) > longRow
	}
	for _, row := range t.rows {
		if len(row) > 1 {
			return false
		}
	}
	return len(t.rows) > longRow
}

// longRow is the number of cells beyond which a single row, or column, is more likely a table whose rows ran together.
const longRow = 14

// cellGoesOn decides about text after a blank line: it belongs to the cell before when the row still lacks cells and the next
// of them follows at once.
func (r *textReader) cellGoesOn(j, cells, widest int) bool {
	if cells == 0 || cells >= widest {
		return false
	}
	for k := j; k < len(r.lines) && k < j+8; k++ {
		switch r.lines[k].kind {
		case led:
			return true
		case prose:
		default:
			return false
		}
	}
	return false
}

// looksLikeTable tells a table from paragraphs indented by a tab.
func (t *rawTable) looksLikeTable() bool {
	cells, long, widest := 0, 0, 0
	for _, row := range t.rows {
		widest = max(widest, len(row))
		for i := range row {
			cells++
			if s := row[i].text(); utf8.RuneCountInString(s) > 30 || strings.HasSuffix(s, "。") {
				long++
			}
		}
	}
	if widest < 2 || widest > grid.MaxCols && len(t.rows) > 1 {
		return false
	}
	return len(t.rows) > 1 || long*3 < cells
}

// barTable reads cells that end with a bar, from line i.
func (r *textReader) barTable(i int) (*rawTable, int) {
	t := &rawTable{no: r.lines[i].no}
	var row []rawCell
	rowsKnown, blanks, end := r.lines[i].kind == bars, 0, i
	flush := func() {
		if len(row) > 0 {
			t.rows = append(t.rows, row)
			row = nil
		}
	}
	var open rawCell // lines of a cell whose bar is still to come
	from := -1
	var marks []Residue
scan:
	for j := i; j < len(r.lines); j++ {
		l := &r.lines[j]
		switch l.kind {
		case bars:
			flush()
			cells, ms := splitBars(l)
			marks = append(marks, ms...)
			if cells != nil {
				t.rows = append(t.rows, cells)
			}
			rowsKnown, blanks, end = true, 0, j+1
		case bar:
			if blanks == 1 && len(row) > 0 {
				rowsKnown = true
				flush()
			}
			blanks = 0
			pieces, m := cutBar(l)
			marks = append(marks, m)
			open.add(l, pieces)
			row = append(row, open)
			open, from = rawCell{}, -1
			end = j + 1
		case taken:
		case blank:
			if from >= 0 {
				break scan
			}
			if blanks++; blanks == 2 {
				break scan
			}
		default:
			if blanks > 0 || !r.barFollows(j) {
				break scan
			}
			if from < 0 {
				from = j
			}
			open.add(l, l.pieces)
		}
	}
	flush()
	if len(t.rows) == 0 || len(t.rows) == 1 && len(t.rows[0]) < 2 || t.tooWide(rowsKnown) {
		return nil, end
	}
	r.doc.Marks = append(r.doc.Marks, marks...)
	t.shape = Rows
	if !rowsKnown {
		t.inferColumns()
	}
	return t, end
}

// tooWide reports rows beyond what a grid holds.
func (t *rawTable) tooWide(rowsKnown bool) bool {
	for _, row := range t.rows {
		if rowsKnown && len(row) > grid.MaxCols {
			return true
		}
	}
	return false
}

// barFollows reports whether a line without a bar is the first of a cell's several lines: the bar comes soon, and before it
// neither a heading nor the title of another table.
func (r *textReader) barFollows(j int) bool {
	for k := j; k < len(r.lines) && k < j+cellLines; k++ {
		l := &r.lines[k]
		switch l.kind {
		case bar:
			return true
		case prose:
			text := trimWhite(l.text)
			if n, ok := parseNumber(text); ok && n.Kind <= ChineseParen || tableTitle.MatchString(text) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// cellLines is the most lines that one cell of a bar-ended table has.
const cellLines = 24

// tableTitle is a line that stands above a table.
var tableTitle = regexp.MustCompile(`^[^。；;，]{2,40}表(?:（[^）]*）|\([^)]*\))?$|^[（(]?\d{4}年度?[）)]?$|^(?:金额)?单位\s*[：:]`)

// cutBar takes the bar at the end of a line off.
func cutBar(l *line) ([]piece, Residue) {
	pieces := append([]piece(nil), l.pieces...)
	for k := len(pieces) - 1; k >= 0; k-- {
		at := strings.LastIndexByte(pieces[k].text, '|')
		if at < 0 {
			continue
		}
		p := &pieces[k]
		m := Residue{CellMark, "|", Place{Line: l.no, Column: p.col + utf8.RuneCountInString(p.text[:at]), Offset: p.off + at}}
		p.text = p.text[:at]
		return pieces[:k+1], m
	}
	return pieces, Residue{}
}

var ruleCell = regexp.MustCompile(`^:?-{2,}:?$`)

// splitBars divides a line at its bars; a rule (|---|---|) gives marks only.
func splitBars(l *line) ([]rawCell, []Residue) {
	var (
		cells []rawCell
		marks []Residue
		cur   []piece
	)
	rule, first := true, true
	end := func() {
		c := rawCell{}
		c.add(l, cur)
		if text := c.text(); !(first && text == "") { // a leading bar opens the row
			cells = append(cells, c)
			rule = rule && ruleCell.MatchString(text)
		}
		cur, first = nil, false
	}
	for _, p := range l.pieces {
		for {
			at := strings.IndexByte(p.text, '|')
			if at < 0 {
				break
			}
			cur = append(cur, piece{p.text[:at], p.off, p.col})
			end()
			col := p.col + utf8.RuneCountInString(p.text[:at])
			marks = append(marks, Residue{CellMark, "|", Place{Line: l.no, Column: col, Offset: p.off + at}})
			p = piece{p.text[at+1:], p.off + at + 1, col + 1}
		}
		cur = append(cur, p)
	}
	if !rule || len(cells) == 0 {
		return cells, marks
	}
	for _, c := range cells {
		for _, ps := range c.lines {
			for _, p := range ps {
				if s := trimWhite(p.text); s != "" {
					n := leading(p.text)
					marks = append(marks, Residue{CellMark, s, Place{Line: l.no, Column: p.col + utf8.RuneCountInString(p.text[:n]), Offset: p.off + n}})
				}
			}
		}
	}
	sortByOffset(marks)
	return nil, marks
}

// tabTable reads rows of cells separated by tabs: at least two lines of three cells or three lines of two.
func (r *textReader) tabTable(i int) (*rawTable, int) {
	t := &rawTable{shape: Rows, no: r.lines[i].no}
	j := i
	for ; j < len(r.lines) && r.lines[j].kind == tabs; j++ {
		l := &r.lines[j]
		var row []rawCell
		c := rawCell{}
		for k, p := range l.pieces {
			for {
				at := strings.IndexByte(p.text, '\t')
				if at < 0 {
					break
				}
				if !(k == 0 && at == 0 && p.off == l.off) { // a tab at the very beginning only opens the row
					c.add(l, []piece{{p.text[:at], p.off, p.col}})
					row = append(row, c)
				}
				c = rawCell{}
				p = piece{p.text[at+1:], p.off + at + 1, p.col + utf8.RuneCountInString(p.text[:at+1])}
			}
			c.add(l, []piece{p})
		}
		t.rows = append(t.rows, append(row, c))
	}
	widest := 0
	for _, row := range t.rows {
		widest = max(widest, len(row))
	}
	if len(t.rows)*widest < 6 || len(t.rows) < 2 || widest > grid.MaxCols {
		return nil, j
	}
	return t, j
}

// spacedTable reads figures that spaces lay into columns below their names, from line i: at least three lines of three cells,
// every line but the first with words in the first cell and figures in the others.
func (r *textReader) spacedTable(i int) (*rawTable, int) {
	t := &rawTable{shape: Rows, no: r.lines[i].no}
	for j := i; j < len(r.lines) && r.lines[j].kind == prose; j++ {
		l := &r.lines[j]
		row := spacedCells(l)
		if len(row) < 2 || j > i && !isFigures(row[1:]) || j == i && slices.ContainsFunc(row, func(c rawCell) bool { return figureCell.MatchString(c.text()) }) {
			break
		}
		t.rows = append(t.rows, row)
	}
	if len(t.rows) < 3 {
		return nil, i
	}
	width := len(t.rows[1])
	for _, row := range t.rows[2:] {
		if len(row) != width {
			return nil, i
		}
	}
	if len(t.rows[0]) == width-1 { // nothing stands above the names of the rows
		t.rows[0] = append([]rawCell{{}}, t.rows[0]...)
	}
	if width < 3 || len(t.rows[0]) != width {
		return nil, i
	}
	return t, i + len(t.rows)
}

// wideGap is the space between two columns: two spaces, or a full-width one.
var wideGap = regexp.MustCompile(`[ \x{a0}]*(?:[ \x{a0}]{2}|\x{3000})[ \x{a0}\x{3000}]*`)

// spacedCells are the cells of a line that wide gaps part; nil when words were taken out of it.
func spacedCells(l *line) []rawCell {
	if len(l.pieces) != 1 {
		return nil
	}
	p := l.pieces[0]
	var row []rawCell
	at := 0
	cell := func(from, to int) {
		if from == to {
			return
		}
		c := rawCell{}
		c.add(l, []piece{{p.text[from:to], p.off + from, p.col + utf8.RuneCountInString(p.text[:from])}})
		row = append(row, c)
	}
	for _, gap := range wideGap.FindAllStringIndex(p.text, grid.MaxCols+1) {
		cell(at, gap[0])
		at = gap[1]
	}
	cell(at, len(p.text))
	if len(row) > grid.MaxCols {
		return nil
	}
	return row
}

func isFigures(cells []rawCell) bool {
	return !slices.ContainsFunc(cells, func(c rawCell) bool {
		t := c.text()
		return t != "-" && t != "—" && t != "/" && !figureCell.MatchString(t)
	})
}

var figureCell = regexp.MustCompile(`^(?:[≤≥<>＜＞=＝]\s*)?[-－+]?[\d０-９][\d０-９,，.．]*\s*(?:%|％|万元|元|亿元|个|家|人|次|分)?$`)

// inferColumns lays cells that came as one sequence into columns when their kinds repeat: the smallest width at which, the first row aside,
// every column holds either figures or words only, and both occur. Otherwise the cells stay one column.
func (t *rawTable) inferColumns() {
	t.shape = Sequence
	cells := slices.Concat(t.rows...)
	figure := make([]bool, len(cells))
	for i := range cells {
		figure[i] = figureCell.MatchString(cells[i].text())
	}
	for width := 2; width <= 30 && width*3 <= len(cells); width++ {
		if len(cells)%width != 0 || !repeats(figure, width) || !titled(cells[:width], figure) {
			continue
		}
		t.shape = Inferred
		t.rows = nil
		for row := range slices.Chunk(cells, width) {
			t.rows = append(t.rows, row)
		}
		return
	}
	t.rows = nil
	for i := range cells {
		t.rows = append(t.rows, cells[i:i+1])
	}
}

// titled reports whether each column of a first row has a name of its own.
func titled(row []rawCell, figure []bool) bool {
	seen := map[string]bool{}
	for i := range row {
		name := row[i].text()
		if name == "" || figure[i] || seen[name] {
			return false
		}
		seen[name] = true
	}
	return true
}

func repeats(figure []bool, width int) bool {
	some, all := false, true
	for i := width; i < len(figure); i++ {
		if figure[i] != figure[width+i%width] {
			return false
		}
		some, all = some || figure[i], all && figure[i]
	}
	return some && !all
}

// table adds a table to the document.
func (r *textReader) table(t *rawTable) {
	r.tables++
	n := r.tables
	out := &Table{Shape: t.shape, Place: Place{Line: t.no, Column: 1, Table: n}}
	var texts [][]string
	for ri, row := range t.rows {
		var line []string
		for ci := range row {
			c := makeCell(&row[ci], Place{Table: n, Row: ri + 1, Cell: ci + 1})
			out.Cells = append(out.Cells, c)
			line = append(line, c.Text)
		}
		texts = append(texts, line)
	}
	out.Grid = grid.Ragged(texts)
	if len(t.rows) > 0 && len(t.rows[0]) > 0 {
		out.Place.Offset = out.Cells[0].Place.Offset
	}
	r.doc.Blocks = append(r.doc.Blocks, out)
}

func makeCell(raw *rawCell, at Place) *Cell {
	c := &Cell{Place: at}
	for i, pieces := range raw.lines {
		if i == 0 {
			c.Place.Line, c.Place.Column = raw.nos[0], 1
			if len(pieces) > 0 {
				c.Place.Column, c.Place.Offset = pieces[0].col, pieces[0].off
			}
		}
		p := makeParagraph(pieces, raw.nos[i])
		if p == nil {
			continue
		}
		if len(c.Blocks) == 0 {
			c.Place.Line, c.Place.Column, c.Place.Offset = p.Place.Line, p.Place.Column, p.Place.Offset
		}
		p.Place.Table, p.Place.Row, p.Place.Cell = at.Table, at.Row, at.Cell
		p.Place.Paragraph = len(c.Blocks) + 1
		c.Blocks = append(c.Blocks, p)
	}
	c.Text = cellText(c.Blocks)
	return c
}

func sortByOffset(rs []Residue) {
	slices.SortStableFunc(rs, func(a, b Residue) int { return a.Place.Offset - b.Place.Offset })
}
