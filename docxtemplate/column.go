package docxtemplate

// placeColumns makes table columns the unit of a block that opens in the first
// row of a table and ends in the same columns of its last row. It is false when
// the block is not of that kind.
//
//	| 指标 | {{循环 年份}}{{年度}} |
//	| 得分 | {{得分}}{{结束}}      |
func (p *pairing) placeColumns(b *block, tbl, first, last int32) bool {
	if first == last || len(b.seps) > 0 || p.nodes[tbl].kind != kindTable {
		return false
	}
	rows := p.under(tbl, kindRow, kindTable)
	if rows[0] != first || rows[len(rows)-1] != last || p.aloneRow[first] || p.aloneRow[last] {
		return false
	}
	from, span := p.columnOf(first, p.ancestor(b.open.node(), kindCell))
	from2, span2 := p.columnOf(last, p.ancestor(b.close.node(), kindCell))
	if span == 0 || from != from2 || span != span2 {
		return false
	}
	var cells []int32
	for _, row := range rows {
		tc, width := p.cellAt(row, from, span)
		if tc < 0 || width == span {
			return false // merged across the column, or the only column
		}
		cells = append(cells, tc)
	}
	if grid := p.child(tbl, kindGrid); grid >= 0 {
		cols := p.under(grid, kindGridCol, kindTable)
		if len(cols) >= from+span {
			p.columnRegion(b, cols[from], cols[from+span-1])
		}
	}
	for _, tc := range cells {
		p.columnRegion(b, tc, tc)
	}
	return true
}

func (p *pairing) columnRegion(b *block, first, last int32) {
	p.addRegion(&region{kind: regionBlock, block: b, rank: b.open.order,
		start: pos(p.nodes[first].start, 0), end: pos(p.nodes[last].end, 0)})
}

// columnOf gives the grid columns of a cell of a row; span 0 when it is not of that row.
func (l *layout) columnOf(row, tc int32) (from, span int) {
	col := l.nodes[row].info.before
	for _, c := range l.under(row, kindCell, kindTable) {
		if c == tc {
			return col, l.nodes[c].info.span
		}
		col += l.nodes[c].info.span
	}
	return 0, 0
}

// cellAt is the cell of a row at given grid columns, -1 if there is none, and the width of the row.
func (l *layout) cellAt(row int32, from, span int) (tc int32, width int) {
	tc, col := -1, l.nodes[row].info.before
	for _, c := range l.under(row, kindCell, kindTable) {
		if n := l.nodes[c].info.span; col == from && n == span {
			tc = c
		}
		col += l.nodes[c].info.span
	}
	return tc, col
}
