package docxtemplate

import (
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

// tableModel is a table of the template: labels, slots and rows that repeat.
type tableModel struct {
	doc    *document.Table
	cells  map[*grid.Cell]*cellModel
	seq    []*modelItem
	labels []*cellModel
	turned bool // its columns repeat: doc has rows for them
	mixed  bool // rows repeat, too
	where  document.Place
}

// rowModel is a row of it.
type rowModel struct {
	index int
	cells []*cellModel // that begin in the row
	list  []segment    // the row repeats over it; nil for a row that stands once
	keep  bool         // one blank row stays when the list is empty
	table *tableModel
}

// cellModel is a cell of it.
type cellModel struct {
	*grid.Cell
	text  pattern
	shown string
	keys  []string
	label bool // its words name other cells, or the value in it
	slot  bool // values are printed in it
	inner []*modelItem
	row   *rowModel
	left  *cellModel // nearest label to the left in its row
	above *cellModel // nearest label above that covers its columns
	where document.Place
}

func (m *model) tableItem(t *document.Table) *modelItem {
	tm := &tableModel{doc: t, cells: map[*grid.Cell]*cellModel{}, where: t.Place}
	m.tables = append(m.tables, tm)
	if m.columnsRepeat(t) {
		if t := turned(t); t != nil {
			tm.doc, tm.turned = t, true
		}
	}
	b := &builder{m: m}
	b.push(&modelItem{})
	for r := range tm.doc.Grid.Rows() {
		b.row(tm, r)
	}
	tm.seq = b.finish()
	tm.findContext()
	return &modelItem{kind: itemTable, table: tm, where: t.Place}
}

// columnsRepeat reports whether a block opens in a cell of the first row and ends in the same columns of the last.
func (m *model) columnsRepeat(t *document.Table) bool {
	g := t.Grid
	last := g.Rows() - 1
	for _, gc := range g.Row(0) {
		end := g.At(last, gc.Col)
		if last < 1 || end == nil || gc.RowSpan > last || end.Col != gc.Col || end.ColSpan != gc.ColSpan || gc.ColSpan == g.Cols() {
			continue
		}
		if m.unpaired(t.Cells[gc.Index], (*mark).opens) && m.unpaired(t.Cells[end.Index], func(k *mark) bool { return k.Kind == lang.End }) &&
			shownText(m.rowBits(t, 0)) != "" && shownText(m.rowBits(t, last)) != "" {
			return true
		}
	}
	return false
}

// unpaired reports whether a cell has a tag of a block whose other end stands elsewhere.
func (m *model) unpaired(c *document.Cell, is func(*mark) bool) bool {
	if c == nil || len(document.Tables(c.Blocks)) > 0 {
		return false
	}
	bits := m.cellBits(c)
	inner := innerBlocks(bits)
	for i, b := range bits {
		if b.tag != nil && is(b.tag) && !inner[i] {
			return true
		}
	}
	return false
}

// rowBits are the texts of the cells that begin in a row.
func (m *model) rowBits(t *document.Table, row int) []bit {
	var out []bit
	for _, gc := range t.Grid.Row(row) {
		if c := t.Cells[gc.Index]; gc.Row == row && c != nil {
			out = append(out, m.cellBits(c)...)
		}
	}
	return out
}

// row adds a row, between the block tags that stand around it.
func (b *builder) row(tm *tableModel, r int) {
	b.within(aroundRow(tm.doc, r))
	row := &rowModel{index: r, table: tm}
	var before, after []*mark
	contents := map[*grid.Cell][]bit{}
	alone := true
	for _, gc := range tm.doc.Grid.Row(r) {
		c := tm.doc.Cells[gc.Index]
		if gc.Row != r || c == nil {
			continue
		}
		var bits []bit
		if len(document.Tables(c.Blocks)) == 0 {
			bits = b.m.cellBits(c)
		} else {
			alone = false
		}
		inner := innerBlocks(bits)
		var rest []bit
		for i, bit := range bits {
			switch k := bit.tag; {
			case k == nil || !k.opensOrEnds() || inner[i]:
				rest = append(rest, bit)
				row.keep = row.keep || k != nil && k.Kind == lang.KeepRow
			case k.Kind == lang.End:
				after = append(after, k)
			default:
				before = append(before, k)
			}
		}
		contents[gc] = rest
		alone = alone && shownText(rest) == ""
	}
	for _, k := range before {
		b.block(k)
	}
	if !alone || len(before)+len(after) == 0 {
		b.fillRow(row, contents)
		b.add(&modelItem{kind: itemRow, row: row, where: tm.where})
	}
	for _, k := range after {
		b.block(k)
	}
}

// cellBits are the texts of a cell's paragraphs, cut at their tags.
func (m *model) cellBits(c *document.Cell) []bit {
	var out []bit
	for i, p := range document.Paragraphs(c.Blocks) {
		if i > 0 && len(out) > 0 {
			out = append(out, bit{text: "\n"})
		}
		out = append(out, m.paragraphBits(p)...)
	}
	return out
}

// fillRow makes the cells of a row and finds the list that it repeats over.
func (b *builder) fillRow(row *rowModel, contents map[*grid.Cell][]bit) {
	tm, names := row.table, b.m.names
	var marks []*mark
	worded := false
	for _, gc := range tm.doc.Grid.Row(row.index) {
		c := tm.doc.Cells[gc.Index]
		if gc.Row != row.index || c == nil {
			continue
		}
		cm := &cellModel{Cell: gc, row: row, where: c.Place}
		tm.cells[gc] = cm
		row.cells = append(row.cells, cm)
		if len(document.Tables(c.Blocks)) > 0 {
			cm.inner = b.m.sequence(c.Blocks, len(c.Around))
			continue
		}
		cm.text, cm.shown = b.m.pattern(contents[gc]), shownText(contents[gc])
		holes := cm.text.holes()
		for _, k := range holes {
			k.where = c.Place
		}
		cm.slot = len(holes) > 0
		marks = append(marks, holes...)
		cm.label = words(cm.text.words())
		worded = worded || cm.label
	}
	if names.root == nil && (!worded || row.keep) && !tm.turned {
		names.inferLists(marks, row.keep)
	}
	open := names.open()
	for _, k := range marks {
		for i, s := range k.path {
			if s.list && !open[listKey(k.path[:i+1])] && i >= len(row.list) {
				row.list = k.path[:i+1]
			}
		}
	}
	tm.mixed = tm.mixed || tm.turned && row.list != nil
	for _, cm := range row.cells {
		cm.label = cm.label && row.list == nil
		if cm.label && !cm.slot {
			cm.keys = keys(cm.shown)
			cm.label = cm.keys != nil
		}
		if cm.label {
			tm.labels = append(tm.labels, cm)
			if cm.slot {
				b.m.holes = append(b.m.holes, cm.text)
			}
		}
	}
}

// onlyRow gives the row of a loop around one row without labels: it repeats like a row that does so by itself.
func (i *modelItem) onlyRow() *modelItem {
	if i.kind != itemLoop || i.list == nil || len(i.body) != 1 || i.body[0].kind != itemRow {
		return nil
	}
	row := i.body[0].row
	for _, c := range row.cells {
		if c.label || c.inner != nil {
			return nil
		}
	}
	if row.list == nil {
		row.list = i.list
	}
	return i.body[0]
}

// findContext finds the labels left of and above each cell.
func (tm *tableModel) findContext() {
	g := tm.doc.Grid
	for gc, cm := range tm.cells {
		for _, l := range g.LeftOf(gc) {
			if c := tm.cells[l]; c != nil && c.label {
				cm.left = c
				break
			}
		}
		for _, a := range g.Above(gc) {
			c := tm.cells[a]
			if c == nil || !c.label {
				continue
			}
			if a.Col <= gc.Col && a.Col+a.ColSpan >= gc.Col+gc.ColSpan {
				cm.above = c
			}
			break
		}
	}
	for _, cm := range tm.cells {
		for _, k := range cm.text.holes() {
			k.label = strings.Trim(cm.left.name()+" × "+cm.above.name(), " ×")
			if cm.label {
				k.label = cm.name()
			}
		}
	}
}

// name is a label as a person would quote it.
func (c *cellModel) name() string {
	if c == nil {
		return ""
	}
	return strings.Join(strings.Fields(c.shown), "")
}
