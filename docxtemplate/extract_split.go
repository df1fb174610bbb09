package docxtemplate

import (
	"slices"

	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

// rejoin puts tables together again that were one in the template and were split, by a page break or an editor: the
// second has the header of the first again, or labels of the template that the first has not. One of which nothing tells
// whether it is the second half makes the end of the first uncertain.
func (x *extractor) rejoin(items []*modelItem, things []thing) []thing {
	var out []thing
	for _, th := range things {
		if n := len(out) - 1; n >= 0 && th.table != nil && out[n].table != nil {
			switch x.goesOn(items, out[n].table, th.table) {
			case goesOn:
				out[n].table = joined(out[n].table, th.table)
				continue
			case perhapsGoesOn:
				out[n].cut = true
			}
		}
		out = append(out, th)
	}
	return out
}

type continuation uint8

const (
	another continuation = iota // the second is a table of its own
	goesOn
	perhapsGoesOn
)

// goesOn says whether a table is the second half of the one before it.
func (x *extractor) goesOn(items []*modelItem, first, second *document.Table) continuation {
	if first.Grid.Cols() != second.Grid.Cols() {
		return another
	}
	var own *tableModel
	for _, tm := range tablesOf(items) {
		_, a := x.tableFits(tm, first)
		_, b := x.tableFits(tm, second)
		switch {
		case len(tm.labels) == 0, a && own != nil, b && !a:
			return another
		case a:
			own = tm
		}
	}
	if own == nil {
		return another
	}
	a, b := x.newTable(own, first), x.newTable(own, second)
	switch {
	case b.repeats(a) || len(b.newLabels(a)) > 0:
		return goesOn
	case len(b.found()) > 0:
		return another
	}
	return perhapsGoesOn
}

// tablesOf lists the tables among some items, those that repeat twice.
func tablesOf(items []*modelItem) []*tableModel {
	var out []*tableModel
	for _, it := range items {
		if it.table != nil {
			out = append(out, it.table)
		}
		for _, b := range append([][]*modelItem{it.body, it.body}, it.branches...) {
			out = append(out, tablesOf(b)...)
		}
	}
	return out
}

// found lists the labels that the cells of the table may be.
func (r *tableReader) found() map[*cellModel]bool {
	out := map[*cellModel]bool{}
	for _, cs := range r.maybe {
		for _, c := range cs {
			out[c] = true
		}
	}
	return out
}

// newLabels are the labels that another table does not have.
func (r *tableReader) newLabels(other *tableReader) []*cellModel {
	var out []*cellModel
	have := other.found()
	for c := range r.found() {
		if !have[c] {
			out = append(out, c)
		}
	}
	return out
}

// repeats reports whether the first row is a row of labels of another table, column by column.
func (r *tableReader) repeats(other *tableReader) bool {
	first := r.doc.Grid.Row(0)
	if !slices.ContainsFunc(first, func(c *grid.Cell) bool { return len(r.maybe[c]) > 0 }) {
		return false
	}
	for row := range other.doc.Grid.Rows() {
		if slices.EqualFunc(first, other.doc.Grid.Row(row), func(a, b *grid.Cell) bool {
			return a.Col == b.Col && a.ColSpan == b.ColSpan && slices.Equal(keys(r.text(a)), keys(other.text(b)))
		}) {
			return true
		}
	}
	return false
}
