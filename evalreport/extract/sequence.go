package extract

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/evalreport/go/internal/grid"
)

// A text dump may give the cells of a table one after the other without saying where rows end. The forms themselves say
// it: each has rows of known labels, with so many cells of known kinds. rowsOf lays the cells along the rows of the forms
// (a row that repeats as often as needed, rows left out or added) and keeps the way that meets most labels. Cells that no
// form explains leave the sequence as it is.

// A formRow is one row of a form, as a text dump writes it: cells merged with cells above stand in it again, empty. Some
// dumps leave such cells out.
type formRow struct {
	cells  []formCell
	shapes [][]int // without what cells above cover: the cells that are left, by how many lists go on in them
	labels int
	sums   int  // cells of money, rates and scores
	list   bool // may repeat
	header bool // labels only
}

// A formCell is what a cell of a form may hold.
type formCell struct {
	kind  cellKind
	names map[string]bool // spellings of a label
	text  string          // of the cell that a hanging one continues
}

type cellKind uint8

const (
	labelCell  cellKind = iota
	innerCell           // label and value in one cell
	numberCell          // a figure, or nothing
	textCell            // any words
	hangCell            // continues the cell above
)

// template makes the rows of a form from its cells.
func (b *layoutBuilder) template() {
	height := 0
	lists := map[int]bool{}
	kinds := map[[2]int]*slot{}
	for _, s := range b.l.slots {
		kinds[s.at] = s
		lists[s.at[0]] = lists[s.at[0]] || s.levels() > 0
	}
	for _, c := range b.cells {
		height = max(height, c.row+c.rows)
	}
	for r := range height {
		row := formRow{list: lists[r]}
		var levels []int
		for _, c := range b.rowCells(r) {
			s := kinds[[2]int{c.row, c.col}]
			cell := b.templateCell(c, r, s)
			if s == nil || r > c.row {
				s = &slot{}
			}
			levels = append(levels, s.levels())
			switch cell.kind {
			case labelCell, innerCell:
				row.labels++
			case numberCell:
				row.sums++
			}
			row.cells = append(row.cells, cell)
		}
		row.header = row.labels > 1 && row.sums == 0 && b.header(r)
		row.shape(levels)
		b.l.template = append(b.l.template, row)
	}
}

// shape finds the cells that a row has where cells above cover some of it: those that hang, and in a row that repeats those
// of the outer lists, outermost first. levels are the lists that each cell is in.
func (row *formRow) shape(levels []int) {
	for outer := range slices.Max(append(levels, 1)) {
		var left []int
		for i, c := range row.cells {
			if c.kind != hangCell && (levels[i] == 0 || levels[i] > outer) {
				left = append(left, i)
			}
		}
		if n := len(row.shapes); n == 0 || len(left) < len(row.shapes[n-1]) {
			row.shapes = append(row.shapes, left)
		}
	}
}

func (b *layoutBuilder) rowCells(r int) []*shadowCell {
	var out []*shadowCell
	for _, c := range b.cells {
		if r >= c.row && r < c.row+c.rows {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(x, y *shadowCell) int { return x.col - y.col })
	return out
}

func (b *layoutBuilder) templateCell(c *shadowCell, r int, s *slot) formCell {
	switch {
	case r > c.row:
		return formCell{kind: hangCell, text: fold(c.text)}
	case len(c.tags) == 0 && strings.TrimSpace(c.text) == "":
		return formCell{kind: textCell}
	case len(c.tags) == 0 && constant(c.text):
		return formCell{kind: numberCell}
	case len(c.tags) == 0:
		return formCell{kind: labelCell, names: b.spellings(readLabel(c.text))}
	case s != nil && len(s.words) > 0:
		return formCell{kind: innerCell, names: b.spellings(readLabel(lastLabel(strings.TrimSpace(c.lits[0]))))}
	case s != nil && s.piece == 0 && s.typ.Kind() == reflect.Struct && figureType(s.typ.Name()):
		return formCell{kind: numberCell}
	}
	return formCell{kind: textCell}
}

func figureType(name string) bool {
	return name == "Amount" || name == "Percent" || name == "Score" || name == "Count"
}

func (b *layoutBuilder) spellings(l label) map[string]bool {
	out := map[string]bool{}
	for _, k := range b.keysOf(l, nil) {
		out[k.base] = true
	}
	if l.empty() { // nothing but a year
		out[""] = true
	}
	return out
}

// maxSequence is the longest sequence of cells that is laid into rows.
const maxSequence = 6000

// A seqStep is the best way to a row that ends at some cell.
type seqStep struct {
	score  float64
	labels int
	from   int // first cell of the row
	row    int // row of the row before; -1 at the beginning
	shape  int // how many cells it has: an index of its shapes, -1 for all
	met    bool
	tied   bool // there is another way as good
}

const (
	skipCost  = 1.0 // rows of the form left out
	jumpCost  = 3.0 // another form, or the same one again
	extraCost = 2.0 // a row that the form does not have
	alienCost = 1.0 // a title or a note that stands in a row of its own
)

// A sequence is the work of laying cells into rows.
type sequence struct {
	cells []*laidCell
	ends  map[int]bool // where rows are known to end; nil when nothing is known
	short bool         // cells that others cover are left out
	rows  []formRow
	of    []int             // layout of each row
	known []map[string]bool // by layout: its printed labels
	way   [][]seqStep       // by cell that follows, by row
	best  []int             // by cell that follows: the best row that ends there, -1 for none
}

// A seqRow is a row that was found: its first cell, and those of its form's cells that it has, nil for all.
type seqRow struct {
	from int
	form *formRow
	has  []int
}

// rowsOf finds the rows of a sequence of cells; nil when the cells are of no form. ends are where rows are known to end,
// short says that cells which others cover are left out.
func rowsOf(cells []*laidCell, layouts []*layout, ends map[int]bool, short bool) []seqRow {
	if len(layouts) == 0 || len(cells) < 6 || len(cells) > maxSequence {
		return nil
	}
	s := &sequence{cells: cells, ends: ends, short: short}
	for i, l := range layouts {
		for _, row := range l.template {
			s.rows, s.of = append(s.rows, row), append(s.of, i)
		}
		s.known = append(s.known, l.words)
	}
	s.way, s.best = make([][]seqStep, len(cells)+1), make([]int, len(cells)+1)
	for at := range s.way {
		s.best[at] = s.settle(at)
		if ends == nil || at == 0 || ends[at] {
			s.extend(at)
		}
	}
	return s.breaks()
}

// settle is the best row that ends before a cell.
func (s *sequence) settle(at int) int {
	best := -1
	for r := range s.way[at] {
		if w := &s.way[at][r]; w.met && (best < 0 || w.score > s.way[at][best].score) {
			best = r
		}
	}
	return best
}

// extend tries every row of the forms at a cell.
func (s *sequence) extend(at int) {
	start := s.leading(at)
	if at == len(s.cells) || s.best[at] < 0 && start < 0 {
		return
	}
	before := -1 // the best row further up in the same form
	for r := range s.rows {
		if r == 0 || s.of[r] != s.of[r-1] {
			before = -1
		} else if r >= 2 && s.of[r-2] == s.of[r] && s.reached(at, r-2) && (before < 0 || s.way[at][r-2].score > s.way[at][before].score) {
			before = r - 2
		}
		if !s.short {
			s.try(at, r, -1, before, start)
			continue
		}
		for shape := range s.rows[r].shapes {
			s.try(at, r, shape, before, start)
		}
	}
}

// try tries a row of the forms in one of its shapes at a cell. before is the best row further up in the same form, start
// how many words stand before the table.
func (s *sequence) try(at, r, shape, before, start int) {
	has := s.has(r, shape)
	end := at + len(has)
	if end > len(s.cells) || len(has) < 2 || s.ends != nil && !s.endsAt(at, end) {
		return
	}
	labels, score, ok := s.match(r, has, at)
	if !ok {
		if s.reached(at, r) && s.added(r, has, at) {
			s.offer(at, end, r, shape, r, s.way[at][r].score-extraCost, 0)
		}
		return
	}
	if start >= 0 && labels > 0 {
		s.offer(at, end, r, shape, -1, score-alienCost*float64(start), labels)
	}
	if s.reached(at, r) && s.rows[r].list {
		s.offer(at, end, r, shape, r, s.way[at][r].score+score, labels)
	}
	if r > 0 && s.of[r-1] == s.of[r] && s.reached(at, r-1) && shape <= 0 {
		s.offer(at, end, r, shape, r-1, s.way[at][r-1].score+score, labels)
	}
	if before >= 0 && shape <= 0 {
		s.offer(at, end, r, shape, before, s.way[at][before].score+score-skipCost, labels)
	}
	if b := s.best[at]; b >= 0 && labels > 0 && s.begins(r, b) && shape <= 0 {
		s.offer(at, end, r, shape, b, s.way[at][b].score+score-jumpCost, labels)
	}
}

// has lists the cells of a row in one of its shapes.
func (s *sequence) has(r, shape int) []int {
	if shape >= 0 {
		return s.rows[r].shapes[shape]
	}
	return every[:len(s.rows[r].cells)]
}

// every are the places of all cells of a row.
var every = func() (all [grid.MaxCols]int) {
	for i := range all {
		all[i] = i
	}
	return all
}()

// endsAt reports whether the row from a cell is known to end at another.
func (s *sequence) endsAt(at, end int) bool {
	for i := at + 1; i < end; i++ {
		if s.ends[i] {
			return false
		}
	}
	return s.ends[end]
}

// begins reports whether a row may stand anywhere below another: the first of a form, or a header printed again.
func (s *sequence) begins(r, below int) bool {
	return r < 2 || s.of[r-2] != s.of[r] || s.rows[r].header && s.of[below] == s.of[r]
}

func (s *sequence) reached(at, r int) bool { return s.way[at] != nil && s.way[at][r].met }

// leading is how many cells with words stand before the first row of a form, -1 when too many: a title, an empty row.
func (s *sequence) leading(at int) int {
	n := 0
	for _, c := range s.cells[:min(at, 40)] {
		if !c.blank() {
			n++
		}
	}
	if n > 2 || at > 40 {
		return -1
	}
	return n
}

func (s *sequence) offer(from, end, r, shape, before int, score float64, labels int) {
	if s.way[end] == nil {
		s.way[end] = make([]seqStep, len(s.rows))
	}
	tied := false
	if before >= 0 {
		labels += s.way[from][before].labels
		tied = s.way[from][before].tied
	}
	switch w := &s.way[end][r]; {
	case !w.met || score > w.score:
		*w = seqStep{score: score, labels: labels, from: from, row: before, shape: shape, met: true, tied: tied}
	case score == w.score && from != w.from:
		w.tied = true
	}
}

// match compares the cells from at with a row that has those of its cells. Labels may stand in another order where the row
// has nothing else.
func (s *sequence) match(r int, has []int, at int) (labels int, score float64, ok bool) {
	row := &s.rows[r]
	cells := s.cells[at : at+len(has)]
	for k, i := range has {
		c, f := cells[k], &row.cells[i]
		if row.header && f.kind == labelCell {
			continue
		}
		if !f.fits(c) || f.kind == textCell && !c.blank() && s.known[s.of[r]][c.label.base] {
			return 0, 0, false
		}
		switch f.kind {
		case labelCell, innerCell:
			labels++
		case numberCell:
			if c.number {
				score += 0.2
			}
		}
	}
	if row.header {
		if labels, ok = headerLabels(row, has, cells); !ok {
			return 0, 0, false
		}
	}
	return labels, score + 2*float64(labels) + 0.1, true
}

func (f *formCell) fits(c *laidCell) bool {
	switch f.kind {
	case labelCell:
		return f.named(c)
	case innerCell:
		i := strings.LastIndexAny(c.text, "：:")
		if i < 0 || len(c.text) > 2000 {
			return false
		}
		for ; i >= 0; i = strings.LastIndexAny(c.text[:i], "：:") {
			if l := readLabel(lastLabel(c.text[:i])); f.names[l.base] || f.names[l.bare] {
				return true
			}
		}
		return false
	case numberCell:
		return c.blank() || constant(c.text) || figured(c.text)
	case hangCell:
		return c.blank() || fold(c.text) == f.text
	}
	return true
}

// named reports whether a cell holds the label.
func (f *formCell) named(c *laidCell) bool {
	return !c.blank() && (f.names[c.label.base] || f.names[c.label.bare])
}

// figured reports whether a text begins with a figure: 107（含…）, ≥90%, 12.5万元.
func figured(s string) bool {
	t := strings.TrimLeft(fold(s), "≥≤<>=约+-")
	return t != "" && unicode.IsDigit([]rune(t)[0]) && len(t) < 400
}

// headerLabels compares the labels of a header row, in any order. Each of them must be there.
func headerLabels(row *formRow, has []int, cells []*laidCell) (int, bool) {
	n := 0
	used := make([]bool, len(cells))
	for own, i := range has {
		if row.cells[i].kind != labelCell {
			used[own] = used[own] || row.cells[i].kind == hangCell && fold(cells[own].text) == row.cells[i].text
			continue
		}
		at := -1
		for k, c := range cells {
			if !used[k] && row.cells[i].named(c) && (at < 0 || k == own) {
				at = k
			}
		}
		if at < 0 {
			return 0, false
		}
		used[at] = true
		n++
	}
	for k, c := range cells {
		if !used[k] && !c.blank() {
			return 0, false
		}
	}
	return n, n > 0
}

// added reports whether the cells are a row like another one, under a label that the form does not have.
func (s *sequence) added(r int, has []int, at int) bool {
	row := &s.rows[r]
	if row.list || row.sums < 2 {
		return false
	}
	named := false
	for k, i := range has {
		c, f := s.cells[at+k], &row.cells[i]
		if f.kind == labelCell && !named {
			if c.label.empty() || c.number || s.known[s.of[r]][c.label.base] {
				return false
			}
			named = true
			continue
		}
		if !f.fits(c) {
			return false
		}
	}
	return named
}

var noteStart = regexp.MustCompile(`^(?:注|说明|备注|填[报表]|附|单位|联系)`)

// note reports whether a cell may be words under the form.
func (s *sequence) note(c *laidCell) bool {
	return noteStart.MatchString(fold(c.text)) && !slices.ContainsFunc(s.known, func(known map[string]bool) bool { return known[c.label.base] })
}

// breaks follows the best way back. What stands behind the last row is a row cell by cell, when it is little.
func (s *sequence) breaks() []seqRow {
	end, top := -1, 0.0
	for at := len(s.cells); at >= 0 && at > len(s.cells)-8; at-- {
		if at < len(s.cells) && !s.note(s.cells[at]) {
			break
		}
		b := s.best[at]
		if b < 0 {
			continue
		}
		score := s.way[at][b].score - alienCost*float64(len(s.cells)-at)
		if w := s.way[at][b]; w.labels >= 4 && score > top {
			end, top = at, score
		}
	}
	if end < 0 || s.short && s.way[end][s.best[end]].tied {
		return nil
	}
	var out []seqRow
	for i := len(s.cells) - 1; i >= end; i-- {
		out = append(out, seqRow{from: i})
	}
	for at, r := end, s.best[end]; r >= 0; {
		w := s.way[at][r]
		row := seqRow{from: w.from, form: &s.rows[r]}
		if w.shape >= 0 {
			row.has = s.rows[r].shapes[w.shape]
		}
		out = append(out, row)
		at, r = w.from, w.row
	}
	if first := out[len(out)-1].from; first > 0 {
		out = append(out, seqRow{})
	}
	slices.Reverse(out)
	return out
}
