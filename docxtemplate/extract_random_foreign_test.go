package docxtemplate

import (
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	dx "github.com/evalreport/go/internal/docxtest"
)

// change makes of a filled table what somebody else might have made of the form. header is the number of rows of column
// labels at the top, -1 when there are more of them below.
func (f *randomForm) change(rows [][]randomCell, header int) [][]randomCell {
	changes := map[string]func() [][]randomCell{
		"nothing":         func() [][]randomCell { return rows },
		"columns swapped": func() [][]randomCell { return f.swapped(rows, header) },
		"a column more":   func() [][]randomCell { return f.widened(rows, header) },
		"a row more":      func() [][]randomCell { return f.lengthened(rows, header) },
		"a blank row":     func() [][]randomCell { return f.inserted(rows, make([]randomCell, len(rows[0])), 0) },
		"header again":    func() [][]randomCell { return f.headed(rows, header) },
		"label widened":   func() [][]randomCell { return f.merged(rows) },
		"a title above": func() [][]randomCell {
			return append([][]randomCell{{{text: "附表：单位（万元）", wide: len(rows[0])}}}, rows...)
		},
	}
	names := []string{"nothing", "columns swapped", "a column more", "a row more", "a blank row", "header again", "label widened", "a title above"}
	for range 2 {
		name := rapid.SampledFrom(names).Draw(f.t, "change")
		if name != "nothing" {
			f.changes = append(f.changes, name)
		}
		rows = changes[name]()
	}
	for _, r := range rows {
		for i := range r {
			if r[i].label {
				r[i].text = f.respelt(r[i].text)
			}
		}
	}
	return rows
}

// swapped puts the columns of a table with column labels into another order.
func (f *randomForm) swapped(rows [][]randomCell, header int) [][]randomCell {
	if header <= 0 || slices.ContainsFunc(rows, func(r []randomCell) bool { return len(r) != len(rows[0]) }) {
		return rows
	}
	order := make([]int, len(rows[0]))
	for i := range order {
		order[i] = i
	}
	order = rapid.Permutation(order).Draw(f.t, "order")
	out := make([][]randomCell, len(rows))
	for i, r := range rows {
		for _, k := range order {
			out[i] = append(out[i], r[k])
		}
	}
	return out
}

// widened has a column that the form does not have.
func (f *randomForm) widened(rows [][]randomCell, header int) [][]randomCell {
	if header <= 0 || slices.ContainsFunc(rows, func(r []randomCell) bool { return len(r) != len(rows[0]) }) {
		return rows
	}
	at := rapid.IntRange(0, len(rows[0])).Draw(f.t, "at")
	name := f.word()
	out := make([][]randomCell, len(rows))
	for i, r := range rows {
		c := randomCell{text: rapid.SampledFrom([]string{"", "7", "另列"}).Draw(f.t, "extra")}
		if i < header {
			c.text = name
		}
		out[i] = slices.Insert(slices.Clone(r), at, c)
	}
	return out
}

// lengthened has a row with a label of its own. Below a list it would be an element, so only tables without one get it.
func (f *randomForm) lengthened(rows [][]randomCell, header int) [][]randomCell {
	for _, r := range rows[max(header, 0):] {
		if !r[0].label {
			return rows
		}
	}
	if header < 0 || f.listed {
		return rows
	}
	row := []randomCell{{text: f.word()}}
	for range rows[0][1:] {
		row = append(row, randomCell{text: rapid.SampledFrom([]string{"", "7", "另行"}).Draw(f.t, "extra")})
	}
	return f.inserted(rows, row, max(header, 0))
}

// inserted puts a row in, not into a merged cell.
func (f *randomForm) inserted(rows [][]randomCell, row []randomCell, from int) [][]randomCell {
	at := rapid.IntRange(from, len(rows)).Draw(f.t, "at")
	if at < len(rows) && slices.ContainsFunc(rows[at], func(c randomCell) bool { return c.goesOn }) {
		return rows
	}
	return slices.Insert(slices.Clone(rows), at, row)
}

// headed has the column labels once more further down, as on a new page.
func (f *randomForm) headed(rows [][]randomCell, header int) [][]randomCell {
	if header != 1 || len(rows) < 3 {
		return rows
	}
	return f.inserted(rows, slices.Clone(rows[0]), 2)
}

// merged has a label over two columns, the second of which is empty in the other rows.
func (f *randomForm) merged(rows [][]randomCell) [][]randomCell {
	if slices.ContainsFunc(rows, func(r []randomCell) bool { return len(r) != len(rows[0]) || r[0].wide > 0 || r[0].goesOn || r[0].first }) {
		return rows
	}
	out := make([][]randomCell, len(rows))
	for i, r := range rows {
		out[i] = slices.Clone(r)
		out[i][0].wide = 2
	}
	return out
}

// printed is the table as a file has it: some values in tracked changes, some in a table within the cell.
func (f *randomForm) printed(rows [][]randomCell) string {
	columns := 0
	for _, c := range rows[0] {
		columns += max(c.wide, 1)
	}
	var xml []string
	for _, r := range rows {
		var cells []string
		for _, c := range r {
			props := ""
			if c.wide > 1 {
				props += `<w:gridSpan w:val="` + strconv.Itoa(c.wide) + `"/>`
			}
			switch {
			case c.first:
				props += down
			case c.goesOn:
				props += more
			}
			cells = append(cells, `<w:tc><w:tcPr>`+props+`</w:tcPr>`+f.cellText(c)+`</w:tc>`)
		}
		xml = append(xml, dx.RowOf(cells...))
	}
	return dx.Table(columns, xml...)
}

func (f *randomForm) cellText(c randomCell) string {
	if c.text == "" {
		return "<w:p/>"
	}
	switch rapid.IntRange(0, 19).Draw(f.t, "how") {
	case 0:
		return `<w:p><w:ins w:id="1" w:author="a">` + dx.R(c.text) + `</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>`
	case 1:
		if !c.label && !strings.Contains(c.text, "：") {
			f.changes = append(f.changes, "a table in a cell")
			return dx.Table(1, dx.Row(c.text)) + "<w:p/>"
		}
	}
	return dx.P(c.text)
}
