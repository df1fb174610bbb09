package docxtemplate

import (
	"slices"
	"strconv"

	"github.com/evalreport/go/internal/grid"
)

// listReader reads rows that repeat.
type listReader struct {
	*tableReader
	row    *rowModel
	rows   []int // of the document
	levels [][]segment
	slots  []*cellModel
	level  []int // of each slot
	at     [][]*grid.Cell
	bad    map[int]bool // rows that are none of the list's
	merges map[int]bool // whether a slot's column has merged cells
	env    env
}

// list reads the rows of a list, however deep it nests: an outer element goes as far as its cells are merged.
func (r *tableReader) list(row *rowModel, rows []int, e env) {
	l := &listReader{tableReader: r, row: row, rows: rows, bad: map[int]bool{}, merges: map[int]bool{}, env: e}
	if reason := l.bounded(); reason != "" {
		l.missAll("list-end", reason)
		return
	}
	if l.endsTwice() {
		return
	}
	l.findLevels()
	if !l.findColumns() {
		l.missAll("ambiguous", "表中间又有一行列标题，次序与上面的不同")
		return
	}
	if s := l.total(); s != "" {
		l.missAll("ambiguous", "有一行叫“"+s+"”，模板没有这一行，看不出它是不是一项")
		return
	}
	index, ok := l.group()
	if !ok {
		return
	}
	l.store(index)
}

func (l *listReader) missAll(code, reason string) {
	for _, c := range l.row.cells {
		l.missCell(c, code, reason)
	}
}

// bounded checks that the rows of the template around the list were found: else nobody knows where it begins and ends.
func (l *listReader) bounded() string {
	for _, step := range []int{-1, 1} {
		for i := l.row.index + step; i >= 0 && i < l.tm.doc.Grid.Rows(); i += step {
			labels := l.labelsOf(i)
			if len(labels) == 0 {
				continue
			}
			if l.foundRow(i) {
				break
			}
			if step < 0 {
				return "没有找到它上面的“" + labels[0].name() + "”一行，看不出从哪里开始"
			}
			return "没有找到它下面的“" + labels[0].name() + "”一行，看不出到哪里为止"
		}
	}
	if l.cut && !l.ended() {
		return "后面紧跟着一张列数相同的表，看不出是不是它的下半截"
	}
	return ""
}

// ended reports whether a row of the template stands below the list that has labels: it was found.
func (l *listReader) ended() bool {
	for i := l.row.index + 1; i < l.tm.doc.Grid.Rows(); i++ {
		if len(l.labelsOf(i)) > 0 {
			return true
		}
	}
	return false
}

// endsTwice reports, and lists as missed, a list with a row in it that is named like the row that ends it: either could
// be the end.
func (l *listReader) endsTwice() bool {
	for i := l.row.index + 1; i < l.tm.doc.Grid.Rows(); i++ {
		labels := l.labelsOf(i)
		if len(labels) == 0 {
			continue
		}
		end := l.placed(labels[0])
		for _, f := range l.rows {
			for _, gc := range l.doc.Grid.Row(f) {
				if end == nil || gc.Row != f || gc.Col+gc.ColSpan <= end.Col || gc.Col >= end.Col+end.ColSpan || !slices.Contains(l.maybe[gc], labels[0]) {
					continue
				}
				l.missAll("ambiguous", "有不止一行叫“"+labels[0].name()+"”，看不出到哪里为止")
				l.doubted[labels[0].row] = true
				return true
			}
		}
		break
	}
	return false
}

// placed is the cell that a label was found to be.
func (l *listReader) placed(c *cellModel) *grid.Cell {
	for gc, found := range l.labels {
		if found == c {
			return gc
		}
	}
	return nil
}

// foundRow reports whether a row of the template was found.
func (r *tableReader) foundRow(i int) bool { return r.rows[i] != nil }

// labelsOf are the labels of a row of the template that stands once.
func (r *tableReader) labelsOf(i int) []*cellModel {
	var out []*cellModel
	for _, c := range r.tm.labels {
		if c.row.index == i {
			out = append(out, c)
		}
	}
	return out
}

// findLevels finds the lists that the row goes through and the slots of each.
func (l *listReader) findLevels() {
	for i, s := range l.row.list {
		if s.list {
			if _, open := l.env[listKey(l.row.list[:i+1])]; !open {
				l.levels = append(l.levels, l.row.list[:i+1])
			}
		}
	}
	for _, c := range l.row.cells {
		if !c.slot {
			continue
		}
		level := -1
		for _, k := range c.text.holes() {
			for i, list := range l.levels {
				if len(k.path) > len(list) && listKey(k.path[:len(list)]) == listKey(list) {
					level = max(level, i)
				}
			}
		}
		if level < 0 {
			level = len(l.levels) - 1
		}
		l.slots, l.level = append(l.slots, c), append(l.level, level)
	}
}

// findColumns finds in each row the cell of each slot. It is false when the columns change on the way.
func (l *listReader) findColumns() bool {
	l.at = make([][]*grid.Cell, len(l.rows))
	for i, f := range l.rows {
		l.at[i] = make([]*grid.Cell, len(l.slots))
		if header, same := l.header(f); header {
			if !same {
				return false
			}
			l.bad[i] = true
			continue
		}
		for _, gc := range l.doc.Grid.Row(f) {
			if l.labels[gc] != nil || gc.Row < l.rows[0] {
				continue
			}
			n, slot := 0, 0
			above := l.above(gc)
			for k, s := range l.slots {
				if l.below(above, s) {
					n++
					slot = k
				}
			}
			switch {
			case n > 1 && gc.Row == f:
				l.bad[i] = true
			case n == 1 && l.at[i][slot] == nil:
				l.at[i][slot] = gc
			case n == 1 && l.text(gc) != "":
				if l.text(l.at[i][slot]) != "" {
					l.bad[i] = true
				}
				l.at[i][slot] = gc
			}
		}
	}
	return true
}

// totals are names of rows that sum up others.
var totals = map[string]bool{"合计": true, "总计": true, "小计": true, "共计": true, "总和": true}

// total is the name of a row of the list that may well be no element but the sum of others; "" if there is none.
func (l *listReader) total() string {
	for i, row := range l.at {
		for _, gc := range row {
			if gc == nil || l.bad[i] || gc.Row != l.rows[i] || l.text(gc) == "" {
				continue
			}
			if k := keys(l.text(gc)); len(k) > 0 && totals[k[len(k)-1]] {
				return l.text(gc)
			}
			break
		}
	}
	return ""
}

// header reports whether a row repeats the labels above, as on a new page, and whether they stand in the same columns; if
// so it takes the row as understood.
func (l *listReader) header(f int) (header, same bool) {
	n := 0
	same = true
	for _, gc := range l.doc.Grid.Row(f) {
		if gc.Row != f || l.text(gc) == "" {
			continue
		}
		var labels []*cellModel
		for _, c := range l.maybe[gc] {
			if c.row.index < l.row.index {
				labels = append(labels, c)
			}
		}
		above := l.above(gc)
		switch {
		case labels == nil && len(above) == 0:
			continue // of a column that the template does not have
		case labels == nil:
			return false, false
		}
		same = same && slices.ContainsFunc(labels, func(c *cellModel) bool { return slices.Contains(above, c) })
		n++
	}
	if n < 2 {
		return false, false
	}
	for _, gc := range l.doc.Grid.Row(f) {
		l.claimed[gc] = l.claimed[gc] || same && gc.Row == f
	}
	return true, same
}

// below reports whether a cell that stands below some labels stands in the column of a slot.
func (l *listReader) below(above []*cellModel, s *cellModel) bool {
	if s.above != nil {
		return slices.Contains(above, s.above)
	}
	return len(l.slots) == 1
}

// blank reports whether nothing is printed in a row of the list.
func (l *listReader) blank(i int) bool {
	for _, gc := range l.at[i] {
		if gc != nil && gc.Row == l.rows[i] && l.text(gc) != "" {
			return false
		}
	}
	return true
}

// group gives for each row the number of its element at each level; nil for a row that is no element.
func (l *listReader) group() ([][]int, bool) {
	last := len(l.levels) - 1
	for level := range l.levels {
		if !l.hasColumn(level) {
			if level < last {
				l.missAll("levels", "没有找到“"+l.levels[level][len(l.levels[level])-1].name+"”的列，看不出各行属于哪一项")
			}
			if level < last || len(l.slots) == 1 {
				return nil, false
			}
		}
	}
	index := make([][]int, len(l.rows))
	now := make([]int, len(l.levels))
	for i := range now {
		now[i] = -1
	}
	prev := -1
	for i := range l.rows {
		if l.bad[i] || l.blank(i) {
			continue
		}
		fresh, added := prev < 0, false
		for level := range l.levels {
			change := sameElement
			switch {
			case fresh:
				change = newElement
			case level == last:
				change = l.innermost(i, prev)
			default:
				change = l.changes(level, i, prev)
			}
			if change == unclear {
				l.missAll("levels", "看不出第"+strconv.Itoa(l.rows[i]+1)+"行是不是新的一项，请把同一项的格合并")
				return nil, false
			}
			if change == newElement {
				fresh, added = true, level == last
				now[level]++
				for k := level + 1; k < len(now); k++ {
					now[k] = -1
				}
			}
		}
		if added && l.blankLevel(last, i) {
			now[last]--
		}
		index[i] = slices.Clone(now)
		prev = i
	}
	return index, true
}

func (l *listReader) hasColumn(level int) bool {
	for i := range l.rows {
		for k := range l.slots {
			if l.level[k] == level && l.at[i][k] != nil {
				return true
			}
		}
	}
	return false
}

type change uint8

const (
	sameElement change = iota
	newElement
	unclear
)

// innermost reports whether a row is another element of the innermost list: unless all its cells go on from the row above.
func (l *listReader) innermost(i, prev int) change {
	last := len(l.levels) - 1
	for k, gc := range l.at[i] {
		if l.level[k] == last && gc != nil && gc != l.at[prev][k] {
			return newElement
		}
	}
	return sameElement
}

// blankLevel reports whether an element of the innermost list has nothing printed.
func (l *listReader) blankLevel(level, i int) bool {
	for k, gc := range l.at[i] {
		if l.level[k] == level && gc != nil && l.text(gc) != "" {
			return false
		}
	}
	return true
}

// changes reports whether a row belongs to another element of an outer list than the row before.
func (l *listReader) changes(level, i, prev int) change {
	same, other, filled, repeated := 0, 0, 0, 0
	merged := false
	for k := range l.slots {
		if l.level[k] != level {
			continue
		}
		merged = merged || l.merged(k)
		a, b := l.at[prev][k], l.at[i][k]
		switch {
		case a == nil || b == nil:
		case a == b:
			same++
		default:
			other++
			if s := l.text(b); s != "" {
				filled++
				if s == l.lastText(k, i) {
					repeated++
				}
			}
		}
	}
	switch {
	case other == 0:
		return sameElement
	case same > 0 && filled > 0:
		return unclear
	case filled == 0 && (same > 0 || !merged):
		return sameElement // the label stands in the first row only
	case filled == 0, repeated == filled: // not merged with its like above: perhaps the same, perhaps another
		return unclear
	}
	return newElement
}

// lastText is the nearest text above row i in a column.
func (l *listReader) lastText(k, i int) string {
	for i--; i >= 0; i-- {
		if gc := l.at[i][k]; gc != nil && l.text(gc) != "" {
			return l.text(gc)
		}
	}
	return ""
}

// merged reports whether any cell of a column goes over several rows of the list.
func (l *listReader) merged(k int) bool {
	if known, ok := l.merges[k]; ok {
		return known
	}
	l.merges[k] = false
	for i := 1; i < len(l.rows); i++ {
		if l.at[i][k] != nil && l.at[i][k] == l.at[i-1][k] {
			l.merges[k] = true
			break
		}
	}
	return l.merges[k]
}

// store keeps the values of the rows.
func (l *listReader) store(index [][]int) {
	done := map[*grid.Cell]bool{}
	counts := map[string]*listFound{}
	l.noteList(counts, l.levels[0], l.env, 0)
	var last, before []int // of the row above
	for i, at := range index {
		if at == nil {
			continue
		}
		last, before = before, at
		e := l.env
		deep := 0
		for k, list := range l.levels {
			l.noteList(counts, list, e, at[k]+1)
			if at[k] < 0 {
				break
			}
			e = e.with(list, at[k])
			deep = k
		}
		for k, s := range l.slots {
			gc := l.at[i][k]
			if gc == nil || done[gc] || l.level[k] > deep {
				continue
			}
			if outer := l.level[k] + 1; outer < len(l.levels) && last != nil && l.text(gc) == "" && slices.Equal(at[:outer], last[:outer]) {
				continue // the value stands in the first row only
			}
			if l.level[k] == len(l.levels)-1 && l.shared(index, i, k) {
				if !done[gc] && l.text(gc) != "" {
					l.missCell(s, "ambiguous", "“"+clipText(l.text(gc), 20)+"”一格跨了几项，看不出属于哪一项")
				}
				continue
			}
			done[gc] = true
			l.take(s, gc, e)
		}
	}
	for _, f := range counts {
		l.lists = append(l.lists, *f)
	}
	for k, s := range l.slots {
		if slices.ContainsFunc(l.at, func(row []*grid.Cell) bool { return row[k] != nil }) {
			for _, h := range s.text.holes() {
				l.seen[h] = true
			}
		}
	}
}

// shared reports whether a cell of the innermost list goes over several of its elements.
func (l *listReader) shared(index [][]int, i, k int) bool {
	if l.at[i][k].RowSpan == 1 {
		return false
	}
	for j := range index {
		if j != i && index[j] != nil && l.at[j][k] == l.at[i][k] && !slices.Equal(index[j], index[i]) {
			return true
		}
	}
	return false
}

// emptyLists notes the lists of the table of which no row was found, between rows that were.
func (r *tableReader) emptyLists(way []aligned, rounds []env, e env) {
	used := map[*rowModel]bool{}
	for _, s := range way {
		if s.kind == opMatch {
			used[s.item.row] = true
		}
	}
	for _, it := range r.tm.seq {
		if it.kind != itemRow || it.row.list == nil || used[it.row] {
			continue
		}
		l := &listReader{tableReader: r, row: it.row, env: e}
		if l.bounded() != "" {
			continue
		}
		l.findLevels()
		counts := map[string]*listFound{}
		r.noteList(counts, l.levels[0], e, 0)
		for _, f := range counts {
			r.lists = append(r.lists, *f)
		}
		for _, c := range it.row.cells {
			for _, k := range c.text.holes() {
				r.seen[k] = true
			}
		}
	}
}
