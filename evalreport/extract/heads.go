package extract

import (
	"slices"
	"strconv"
)

// isHeader reports whether a row holds column labels only.
func (r *reading) isHeader(row *laidRow) bool {
	cols, rows, others, years := 0, 0, 0, 0
	for _, c := range row.cells {
		if c.hangs || c.label.empty() {
			if !c.hangs && c.label.year > 0 {
				years++
			}
			continue
		}
		switch {
		case c.number:
			return false
		case len(lookup(r.l.cols, c.label, r.year)) > 0, r.l.upper[c.label.base]:
			cols++
		case len(lookup(r.l.rows, c.label, r.year)) > 0:
			rows++
		case r.l.words[c.label.base] || r.l.words[c.label.bare]:
		default:
			others++
		}
	}
	if rows > 0 && others > 0 {
		return false
	}
	if years > 0 && others == 0 && rows == 0 && cols+years >= 2 {
		return true
	}
	return cols >= 2 && others < cols || cols == 1 && others == 0 && rows == 0 && !r.value(row)
}

// counting reports whether a row numbers the columns: 1, 2, 3, ….
func counting(row *laidRow) bool {
	n := 0
	for i, c := range row.cells {
		switch t := fold(c.text); {
		case c.hangs || c.blank() || i == 0 && !c.number:
		case t != strconv.Itoa(n+1):
			return false
		default:
			n++
		}
	}
	return n >= 3
}

// value reports whether the row may be the single row of values of a form, not its header.
func (r *reading) value(row *laidRow) bool {
	n := 0
	for _, c := range row.cells {
		if !c.hangs && !c.label.empty() {
			n++
		}
	}
	return n == 1 && r.lastHeader >= 0
}

func (r *reading) header(i int, row *laidRow) {
	width := 0
	for _, c := range row.cells {
		width = max(width, c.to)
	}
	goesOn := r.lastHeader == i-1 && row.frame == r.frame
	r.parted = r.lastHeader == i-1 && !goesOn && !r.t.exact
	if !goesOn {
		r.heads = nil
	}
	for len(r.heads) < width {
		r.heads = append(r.heads, head{})
	}
	var before *laidCell
	for _, c := range row.cells {
		if c.hangs && (goesOn || r.t.exact) {
			if !c.label.empty() {
				before = c
			}
			continue
		}
		if c.label.empty() && c.label.year > 0 {
			for col := c.from; col < c.to; col++ {
				r.heads[col].year = c.label.year
			}
			r.understood(c)
			before = c
			continue
		}
		if c.label.empty() {
			r.widen(i, c, before)
			continue
		}
		for col := c.from; col < c.to; col++ {
			h := &r.heads[col]
			own := c.label
			if own.year == 0 {
				own.year = h.year // 2022年 over 预算数 and 决算数
			}
			h.year = own.year
			h.chain = append([]label{own}, h.chain...)
			h.left = ""
			if before != nil {
				h.left = before.label.base
			}
		}
		before = c
		r.understood(c)
		for _, s := range lookup(r.l.cols, c.label, r.year) {
			if s.levels() > 0 || s.under {
				r.seen[s] = true
			}
		}
	}
	r.lastHeader, r.frame, r.prev, r.inAfter = i, row.frame, nil, false
	r.heading()
}

// heading notes whose header the columns are: of a list when one of them is of nothing else. 分值 and 得分 are also of sums.
func (r *reading) heading() {
	r.lists = map[string]bool{}
	for _, h := range r.heads {
		if len(h.chain) == 0 {
			continue
		}
		if slots := lookup(r.l.cols, h.chain[0], r.year); len(slots) > 0 && !slices.ContainsFunc(slots, func(s *slot) bool { return s.levels() == 0 }) {
			for _, s := range slots {
				r.lists[s.steps[0].name] = true
			}
		}
	}
}

// numbers passes over a row that numbers the columns: it belongs to the header.
func (r *reading) numbers(i int, row *laidRow) {
	for _, c := range row.cells {
		if !c.blank() {
			r.understood(c)
		}
	}
	r.lastHeader = i
}

// widen lets a header stand over the empty cells to its right when the row below goes on there: in a table without merged
// cells that is how a wide header is written.
func (r *reading) widen(i int, c, before *laidCell) {
	if before == nil || before.hangs || !r.t.unmerged || i+1 >= len(r.t.rows) || c.from >= len(r.heads) {
		return
	}
	for _, lower := range r.t.rows[i+1 : min(i+3, len(r.t.rows))] {
		for _, below := range lower.cells {
			if below.from != c.from || below.label.empty() || below.number || hasNumber(&lower) {
				continue
			}
			h := &r.heads[c.from]
			if h.year = before.label.year; !before.label.empty() {
				h.chain = append([]label{before.label}, h.chain...)
			}
			return
		}
	}
}
