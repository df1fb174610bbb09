package docxtemplate

import (
	"slices"
	"strings"

	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

// tableReader reads one table of the filled document by one of the template.
type tableReader struct {
	*extractor
	tm      *tableModel
	doc     *document.Table
	byKey   map[string][]keyed
	maybe   map[*grid.Cell][]*cellModel // labels that a cell may be, by its words
	labels  map[*grid.Cell]*cellModel   // labels that cells were found to be
	claimed map[*grid.Cell]bool         // understood
	rows    map[int]*rowModel           // rows that were found
	doubted map[*rowModel]bool          // found, but perhaps at another row
	cut     bool                        // perhaps the table goes on in the next one
	tops    [][]*cellModel              // by row and column: the nearest label above, as far as was asked
}

// keyed is a label of the template found by one of its keys.
type keyed struct {
	cell *cellModel
	rank int
}

// tablePair is a table of the template and one of the document.
type tablePair struct {
	tm  *tableModel
	doc *document.Table
}

func (x *extractor) newTable(tm *tableModel, doc *document.Table) *tableReader {
	if r := x.tried[tablePair{tm, doc}]; r != nil {
		return r
	}
	pair := tablePair{tm, doc}
	if tm.turned {
		if doc = turned(doc); doc == nil {
			doc = &document.Table{Grid: &grid.Grid{}}
		}
	}
	r := &tableReader{extractor: x, tm: tm, doc: doc, byKey: map[string][]keyed{}, maybe: map[*grid.Cell][]*cellModel{},
		labels: map[*grid.Cell]*cellModel{}, claimed: map[*grid.Cell]bool{}, rows: map[int]*rowModel{}, doubted: map[*rowModel]bool{}}
	for _, c := range tm.labels {
		for i, k := range c.keys {
			r.byKey[k] = append(r.byKey[k], keyed{c, i})
		}
		for i, k := range x.synonyms.of(c.keys) {
			r.byKey[k] = append(r.byKey[k], keyed{c, 20 + min(i, 1)})
		}
	}
	for gc := range doc.Grid.Cells() {
		if c := doc.Cells[gc.Index]; c != nil && c.Text != "" {
			r.maybe[gc] = r.lookup(c.Text)
		}
	}
	x.tried[pair] = r
	return r
}

// lookup finds the labels of the template that a text may be: of those that agree, the ones that agree most strictly.
func (r *tableReader) lookup(s string) []*cellModel {
	var out []*cellModel
	best := 1 << 30
	add := func(c *cellModel, rank int) {
		switch {
		case rank < best:
			out, best = append(out[:0:0], c), rank
		case rank == best && !slices.Contains(out, c):
			out = append(out, c)
		}
	}
	for i, k := range keys(s) {
		for _, f := range r.byKey[k] {
			add(f.cell, i+f.rank)
		}
	}
	if len(s) > 4*maxLabel {
		return out
	}
	t := foldText(s)
	for _, c := range r.tm.labels {
		if !c.slot {
			continue
		}
		if rank := r.holeRank(c, &t); rank >= 0 {
			add(c, rank)
		}
	}
	return out
}

// holeRank says how well a text agrees with a label that has values in it, -1 if not at all: values that are known from
// elsewhere must be as printed, else another label with the same words is preferred.
func (r *tableReader) holeRank(c *cellModel, t *foldedText) int {
	found, ok, ambiguous := c.text.match(t)
	if !ok || ambiguous {
		return -1
	}
	for _, f := range found {
		if want, ok := r.expected(f.hole); ok && want != t.slice(f.from, f.to) {
			return 5
		}
	}
	return 0
}

// tableFits says how many labels of the template a table has.
func (x *extractor) tableFits(tm *tableModel, doc *document.Table) (gain, bool) {
	if len(tm.labels) == 0 {
		return 0.3, true
	}
	r := x.newTable(tm, doc)
	seen := map[*cellModel]bool{}
	for _, cs := range r.maybe {
		for _, c := range cs {
			seen[c] = true
		}
	}
	part := gain(len(seen)) / gain(len(tm.labels))
	return 1 + 4*part, part >= 0.3
}

// table reads a table.
func (x *extractor) table(tm *tableModel, th *thing, e env) {
	r := x.newTable(tm, th.table)
	r.cut = th.cut
	if tm.mixed {
		x.doubtfulAs(&modelItem{table: tm}, "not-read", "这张表的行和列都重复，读回时不看")
		x.leaveThing(th)
		return
	}
	a := &aligner{n: r.doc.Grid.Rows(), score: r.rowFits, waste: r.rowWaste, absent: x.absence}
	way, unsure, ok := a.run(tm.seq)
	if !ok {
		x.doubtfulAs(&modelItem{table: tm}, "too-large", "表太大，没有读")
		return
	}
	rounds := x.follow(way, e)
	for _, s := range way {
		if s.kind == opMatch && !unsure[s.j] {
			r.rows[s.item.row.index] = s.item.row
			if s.item.row.list == nil {
				r.label(s.item.row, s.j)
			}
		}
	}
	for i := 0; i < len(way); i++ {
		s := way[i]
		switch {
		case s.kind != opMatch:
		case s.item.row.list != nil:
			rows := []int{s.j}
			sure := !unsure[s.j]
			for i+1 < len(way) && way[i+1].kind == opMatch && way[i+1].item == s.item {
				i++
				rows = append(rows, way[i].j)
				sure = sure && !unsure[way[i].j]
			}
			if !sure {
				x.doubtful(s.item)
				continue
			}
			r.list(s.item.row, rows, rounds[i])
		case unsure[s.j], r.doubted[s.item.row]:
			x.doubtful(s.item)
		default:
			r.row(s.item.row, s.j, rounds[i])
		}
	}
	r.emptyLists(way, rounds, e)
	r.leaveRest()
}

// absence is what it costs that a row of the template is not there.
func (row *rowModel) absence() gain {
	n := 0
	for _, c := range row.cells {
		if c.label {
			n++
		}
	}
	if row.list != nil {
		return 0
	}
	return 0.2 + 0.3*gain(n)
}

// rowFits says how well row f of the document fits a row of the template.
func (r *tableReader) rowFits(it *modelItem, f int) (gain, bool) {
	row := it.row
	if row.list != nil {
		return 0.4, r.listRowFits(f)
	}
	hits, all := 0, 0
	cells := r.doc.Grid.Row(f)
	for _, c := range row.cells {
		if !c.label {
			continue
		}
		all++
		if slices.ContainsFunc(cells, func(gc *grid.Cell) bool { return gc.Row == f && slices.Contains(r.maybe[gc], c) }) {
			hits++
		}
	}
	if all == 0 {
		return 0.3, true
	}
	return 2*gain(hits) - 0.4*gain(all-hits), hits > 0
}

// listRowFits excludes rows of one cell, which hold a title or a note.
func (r *tableReader) listRowFits(f int) bool {
	cells := r.doc.Grid.Row(f)
	return len(cells) > 1 || r.doc.Grid.Cols() == 1
}

func (r *tableReader) rowWaste(f int) gain {
	for _, gc := range r.doc.Grid.Row(f) {
		if gc.Row == f && r.doc.Cells[gc.Index] != nil && r.doc.Cells[gc.Index].Text != "" {
			return 1
		}
	}
	return 0.05
}

// label finds the labels of a row among the cells of row f. Labels of the same words are told apart by the label
// above them, else by the one to their left; where that does not do, they are not known.
func (r *tableReader) label(row *rowModel, f int) {
	var cells []*grid.Cell
	for _, gc := range r.doc.Grid.Row(f) {
		if gc.Row == f && len(r.maybe[gc]) > 0 {
			cells = append(cells, gc)
		}
	}
	for _, c := range row.cells {
		if !c.label {
			continue
		}
		var found []*grid.Cell
		for _, gc := range cells {
			if slices.Contains(r.maybe[gc], c) {
				found = append(found, gc)
			}
		}
		if rivals := r.rivals(c, row, found); len(rivals) > 0 {
			found = r.tellApart(c, rivals, found)
		}
		if len(found) == 1 && r.labels[found[0]] == nil {
			r.labels[found[0]] = c
			r.claimed[found[0]] = true
		}
	}
}

// rivals are the other labels of the row that a cell of the same words could be.
func (r *tableReader) rivals(c *cellModel, row *rowModel, found []*grid.Cell) []*cellModel {
	var out []*cellModel
	for _, o := range row.cells {
		if o != c && o.label && slices.ContainsFunc(found, func(gc *grid.Cell) bool { return slices.Contains(r.maybe[gc], o) }) {
			out = append(out, o)
		}
	}
	return out
}

func (r *tableReader) tellApart(c *cellModel, rivals []*cellModel, found []*grid.Cell) []*grid.Cell {
	differs := func(of func(*cellModel) string) bool {
		return of(c) != "" && !slices.ContainsFunc(rivals, func(o *cellModel) bool { return of(o) == of(c) })
	}
	if above := func(o *cellModel) string { return o.above.name() }; differs(above) {
		return slices.DeleteFunc(slices.Clone(found), func(gc *grid.Cell) bool { return !slices.Contains(r.above(gc), c.above) })
	}
	beside := func(o *cellModel) string {
		if n := o.neighbour(); n != nil {
			return n.name()
		}
		return ""
	}
	if differs(beside) {
		return slices.DeleteFunc(slices.Clone(found), func(gc *grid.Cell) bool {
			l := r.doc.Grid.At(gc.Row, gc.Col-1)
			return l == nil || !slices.Contains(r.maybe[l], c.neighbour())
		})
	}
	return nil
}

// neighbour is the label directly to the left of a label.
func (c *cellModel) neighbour() *cellModel {
	if o := c.row.table.cells[c.row.table.doc.Grid.At(c.Row, c.Col-1)]; o != nil && o.label {
		return o
	}
	return nil
}

// above lists the labels nearest above each column of a cell.
func (r *tableReader) above(gc *grid.Cell) []*cellModel {
	var out []*cellModel
	tops := r.topsOf(gc.Row)
	for col := gc.Col; col < min(gc.Col+gc.ColSpan, len(tops)); col++ {
		if l := tops[col]; l != nil && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// topsOf gives the nearest label above each column of a row. Labels are found from the top down, so that those above a
// row are known when it is asked for.
func (r *tableReader) topsOf(row int) []*cellModel {
	cols := r.doc.Grid.Cols()
	if r.tops == nil {
		r.tops = [][]*cellModel{make([]*cellModel, cols)}
	}
	for len(r.tops) <= row {
		last := len(r.tops) - 1
		next := slices.Clone(r.tops[last])
		for col := range cols {
			if a := r.doc.Grid.At(last, col); a != nil && r.labels[a] != nil {
				next[col] = r.labels[a]
			}
		}
		r.tops = append(r.tops, next)
	}
	return r.tops[row]
}

// left is the nearest label left of a cell, as seen in row f.
func (r *tableReader) left(gc *grid.Cell, f int) (*cellModel, *grid.Cell) {
	for col := gc.Col - 1; col >= 0; col-- {
		if a := r.doc.Grid.At(f, col); a != nil && r.labels[a] != nil {
			return r.labels[a], a
		}
	}
	return nil, nil
}

// row reads the slots of a row that stands once.
func (r *tableReader) row(row *rowModel, f int, e env) {
	wants := map[*grid.Cell][]*cellModel{}
	chosen := map[*cellModel]*grid.Cell{}
	for _, s := range row.cells {
		if s.label || !s.slot && s.inner == nil {
			continue
		}
		if gc := r.slotCell(s, row, f); gc != nil {
			chosen[s] = gc
			wants[gc] = append(wants[gc], s)
		}
	}
	for _, s := range row.cells {
		if gc := chosen[s]; gc != nil && len(wants[gc]) == 1 {
			r.take(s, gc, e)
		}
	}
	for _, s := range row.cells {
		if !s.label || !s.slot {
			continue
		}
		for _, gc := range r.doc.Grid.Row(f) {
			if r.labels[gc] == s && gc.Row == f {
				r.inLabel(s, gc, e)
			}
		}
	}
}

// inLabel reads the values that stand in a label's own cell. Words of the form alone, with something that nobody
// claims in the next cell, are no blank: the value may have been moved there.
func (r *tableReader) inLabel(s *cellModel, gc *grid.Cell, e env) {
	c := r.doc.Cells[gc.Index]
	t := foldText(c.Text)
	next := r.doc.Grid.At(gc.Row, gc.Col+gc.ColSpan)
	if next != nil && !r.claimed[next] && len(r.maybe[next]) == 0 && r.text(next) != "" {
		found, ok, _ := s.text.match(&t)
		if ok && !slices.ContainsFunc(found, func(f capture) bool { return t.slice(f.from, f.to) != "" }) {
			r.missCell(s, "ambiguous", "“"+s.name()+"”后面没有内容，值可能写在了旁边的格里")
			return
		}
	}
	r.takeText(s, c, e)
}

func (r *tableReader) text(gc *grid.Cell) string {
	if c := r.doc.Cells[gc.Index]; c != nil {
		return c.Text
	}
	return ""
}

// slotCell finds the cell of row f that a slot of the template is: it stands right of the same label and below the
// same label. It is nil when there is none, or more than one.
func (r *tableReader) slotCell(s *cellModel, row *rowModel, f int) *grid.Cell {
	var sure, likely []*grid.Cell
	for _, gc := range r.doc.Grid.Row(f) {
		if gc.Row != f || r.labels[gc] != nil {
			continue
		}
		l, at := r.left(gc, f)
		own := s.left != nil && s.left.row == row
		if own && l != s.left || !own && l != nil && l != s.left && at.Row == f {
			continue
		}
		above := r.above(gc)
		switch {
		case s.above == nil || slices.Contains(above, s.above) && !r.covers(s, above, row):
			sure = append(sure, gc)
		case len(above) == 0 && own && r.onlySlot(s, row):
			likely = append(likely, gc)
		}
	}
	if s.above != nil && len(sure) == 0 {
		sure = likely
	}
	if s.above == nil && s.left == nil && !r.onlySlot(s, row) {
		r.missCell(s, "no-anchor", "模板里这一格的左边和上面都没有文字可认")
		return nil
	}
	if len(sure) > 1 {
		filled := slices.DeleteFunc(slices.Clone(sure), func(gc *grid.Cell) bool { return r.text(gc) == "" })
		switch len(filled) {
		case 0:
			return sure[0]
		case 1:
			if filled[0] == sure[0] || s.above != nil {
				return filled[0]
			}
		}
		r.missCell(s, "ambiguous", "有不止一格可能是它")
		return nil
	}
	if len(sure) == 0 {
		return nil
	}
	return sure[0]
}

// covers reports whether a cell that stands below some labels stands below another slot's label too.
func (r *tableReader) covers(s *cellModel, above []*cellModel, row *rowModel) bool {
	return slices.ContainsFunc(row.cells, func(o *cellModel) bool {
		return o != s && o.slot && !o.label && o.above != nil && o.above != s.above && slices.Contains(above, o.above)
	})
}

// onlySlot reports whether no other slot of the row has the same label to its left.
func (r *tableReader) onlySlot(s *cellModel, row *rowModel) bool {
	return !slices.ContainsFunc(row.cells, func(o *cellModel) bool {
		return o != s && (o.slot || o.inner != nil) && !o.label && o.left == s.left
	})
}

// take reads a cell.
func (r *tableReader) take(s *cellModel, gc *grid.Cell, e env) bool {
	r.claimed[gc] = true
	c := r.doc.Cells[gc.Index]
	if c == nil {
		return false
	}
	if s.inner != nil {
		r.sequence(s.inner, c.Blocks, e)
		return true
	}
	return r.takeText(s, c, e)
}

func (r *tableReader) takeText(s *cellModel, c *document.Cell, e env) bool {
	if len(document.Tables(c.Blocks)) > 0 {
		r.missCell(s, "unreadable", "这一格里套了一张表，读不成一个值")
		r.leave(c.Text, c.Place)
		return false
	}
	t := foldText(c.Text)
	para := &document.Paragraph{Text: c.Text, Place: c.Place}
	r.told[para] = r.toldCell(c)
	return r.capture(s.text, &t, para, e)
}

// leaveRest lists the cells that nothing accounts for.
func (r *tableReader) leaveRest() {
	fixed := map[string]bool{}
	for _, c := range r.tm.cells {
		if !c.label && !c.slot {
			fixed[strings.TrimSpace(c.shown)] = true
		}
	}
	for gc := range r.doc.Grid.Cells() {
		c := r.doc.Cells[gc.Index]
		if c == nil || r.claimed[gc] || r.toldCell(c) || fixed[strings.TrimSpace(c.Text)] || dash(c.Text) {
			continue
		}
		r.leave(c.Text, c.Place)
	}
}
