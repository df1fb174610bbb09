package docxtemplate

import "github.com/evalreport/go/docxtemplate/internal/lang"

// mergeGroup is a vertically merged cell of the template: the cell that starts
// it and those that continue it.
type mergeGroup struct {
	cells []int32
}

// tables makes regions of the tables, rows and cells that hold tags, and of the
// merged cells that may have to grow with them.
func (l *layout) tables() {
	for _, r := range l.regions {
		switch r.kind {
		case regionValue, regionBlock, regionControl:
			if r.tag != nil {
				l.enliven(r.tag.unit.node)
			}
		}
	}
	for _, t := range l.tags {
		l.enliven(t.unit.node)
		if tc := l.ancestor(t.unit.node, kindCell); tc >= 0 {
			l.cellTags[tc] = append(l.cellTags[tc], t)
			if t.Kind == lang.KeepRow {
				l.keepRows = append(l.keepRows, l.ancestor(tc, kindRow))
			}
		}
	}
	for n := range l.nodes {
		if l.nodes[n].kind == kindTable && l.live[int32(n)] {
			l.table(int32(n))
		}
	}
}

func (l *layout) enliven(n int32) {
	for ; n >= 0 && !l.live[n]; n = l.nodes[n].parent {
		switch l.nodes[n].kind {
		case kindRow, kindCell, kindTable:
			l.live[n] = true
		}
	}
}

func (l *layout) whole(k regionKind, n int32, rank int) *region {
	r := &region{kind: k, node: n, start: pos(l.nodes[n].start, 0), end: pos(l.nodes[n].end, 0), rank: rank}
	l.addRegion(r)
	return r
}

// Ranks of regions with equal ranges: a block around a row is outside the row.
const (
	rankTable = -1 << 20
	rankRow   = 1 << 20
	rankCell  = 1<<20 + 1
)

// table makes the regions of one table.
func (l *layout) table(tbl int32) {
	l.whole(regionTable, tbl, rankTable)
	l.risk(l.nodes[tbl].parent)
	open := map[int]*mergeGroup{} // by grid column
	byCell := map[int32]*mergeGroup{}
	var cells []int32
	for _, row := range l.under(tbl, kindRow, kindTable) {
		if l.aloneRow[row] {
			continue
		}
		l.whole(regionRow, row, rankRow)
		col := l.nodes[row].info.before
		seen := map[int]bool{}
		for _, tc := range l.under(row, kindCell, kindTable) {
			info := l.nodes[tc].info
			switch info.merge {
			case mergeRestart:
				open[col] = &mergeGroup{}
			case mergeContinue:
				if open[col] == nil {
					open[col] = &mergeGroup{}
				}
			}
			if info.merge != mergeNone {
				open[col].cells = append(open[col].cells, tc)
				byCell[tc] = open[col]
				seen[col] = true
			}
			if info.merge != mergeNone || l.live[tc] {
				cells = append(cells, tc)
			}
			col += info.span
		}
		for c := range open {
			if !seen[c] {
				delete(open, c)
			}
		}
	}
	for _, tc := range cells {
		r := l.whole(regionCell, tc, rankCell)
		r.group = byCell[tc]
		l.cellRegion[tc] = r
	}
}

// under gives the nodes of a kind under n that are not inside another node of kind stop.
func (l *layout) under(n int32, k, stop kind) []int32 {
	var out []int32
	for i := n + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[n].end; i++ {
		switch l.nodes[i].kind {
		case k:
			out = append(out, i)
		case stop:
			end := l.nodes[i].end
			for int(i)+1 < len(l.nodes) && l.nodes[i+1].start < end {
				i++
			}
		}
	}
	return out
}
