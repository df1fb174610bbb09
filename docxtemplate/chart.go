package docxtemplate

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

// A chart takes its data from the cells of its workbook: under 编辑数据 one
// writes {{项目.名称}} and {{项目.金额}} into one row, which repeats over the list
// as a row of a table does. Cells of the heading row may have tags as well. Both
// the workbook and the values that the chart shows without it are filled.

// chartRef is a reference of a series to cells: c:strRef or c:numRef.
type chartRef struct {
	sheet      *bookSheet
	f          string // c:f up to the last row: Sheet1!$A$2:$A$
	prefix     string // of the elements: "c:"
	number     bool
	format     string // c:formatCode
	col        int
	first, end int // rows
	single     bool
}

// charts makes a region of each reference of a chart to cells with tags.
func (l *layout) charts() {
	book := l.c.books[l.name]
	if book == nil {
		return
	}
	l.book = book
	l.bookTags()
	s := wml.NewScanner(l.src, 0)
	start, name, format, formula := -1, "", "", ""
	text := ""
	for s.Next() {
		t := s.Token()
		switch {
		case t.Kind == wml.Start && (t.Name.Is(wml.C, "strRef") || t.Name.Is(wml.C, "numRef")):
			start, name, format, formula = t.Start, t.Name.Local, "", ""
		case t.Kind == wml.Text:
			text = wml.Unescape(l.src[t.Start:t.End])
		case t.Kind == wml.End && t.Name.Is(wml.C, "f"):
			formula = text
		case t.Kind == wml.End && t.Name.Is(wml.C, "formatCode"):
			format = text
		case t.Kind == wml.End && start >= 0 && t.Name.Space == wml.C && t.Name.Local == name:
			if ref := book.ref(formula); ref != nil {
				ref.number, ref.format = name == "numRef", format
				ref.prefix = strings.TrimSuffix(rawTagName(l.src[start:]), name)
				l.addRegion(&region{kind: regionChart, chart: ref, start: pos(start, 0), end: pos(t.End, 0), rank: -6})
			}
			start = -1
		}
	}
}

// ref reads a formula; nil when its cells have no tags.
func (b *chartBook) ref(formula string) *chartRef {
	i := strings.LastIndexByte(formula, '!')
	if i < 0 {
		return nil
	}
	sheet := b.sheets[strings.ReplaceAll(strings.Trim(formula[:i], "'"), "''", "'")]
	from, to, ranged := strings.Cut(formula[i+1:], ":")
	if !ranged {
		to = from
	}
	col, first := cellAt(from)
	col2, last := cellAt(to)
	if sheet == nil || col != col2 || first < 1 || last < first {
		return nil
	}
	r := &chartRef{sheet: sheet, col: col, first: first, end: last, single: !ranged}
	r.f = formula[:i+1] + "$" + columnName(col) + "$"
	for j := range sheet.rows {
		if row := &sheet.rows[j]; row.number >= first && row.number <= last && len(row.unit) > 0 {
			return r
		}
	}
	return nil
}

// bookTags finds the tags of the cells.
func (l *layout) bookTags() {
	names := make([]string, 0, len(l.book.sheets))
	for n := range l.book.sheets {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, name := range names {
		sheet := l.book.sheets[name]
		for i := range sheet.rows {
			row := &sheet.rows[i]
			row.unit = map[int]*unit{}
			for _, cell := range row.cells {
				u := &unit{part: l.source, node: -1, text: cell.text, atoms: []atom{{node: -1, flavour: textPlain}}}
				l.c.findTags(u)
				if len(u.tags) == 0 {
					continue
				}
				row.unit[cell.col] = u
				l.tags = append(l.tags, u.tags...)
				for _, t := range u.tags {
					if t.control() || t.Kind == lang.Image || t.Kind == lang.Rich {
						l.fault(t, "chart-tag", "图表的数据里只能写值", "一行写一个列表的字段，如 {{项目.名称}}，它会自动重复")
						t.broken = true
					}
				}
			}
		}
	}
}

// chartPoint prints a cell into the cache of a chart.
type chartPoint struct {
	cell []instruction
	ref  *chartRef
	tag  *tag
}

func (n *chartPoint) render(r *run) error {
	text, err := r.cellText(n.cell)
	if err != nil {
		return err
	}
	i := r.points
	r.points++
	if text == "" {
		return nil
	}
	if n.ref.number {
		number, ok := plainNumber(text)
		if !ok {
			return r.fail(n.tag, errors.New("图表的数值应为数字，现在是“"+clipText(text, 20)+"”"))
		}
		text = number
	}
	p := n.ref.prefix
	r.buf = append(r.buf, "<"+p+`pt idx="`+strconv.Itoa(i)+`"><`+p+"v>"...)
	r.buf = wml.AppendEscaped(r.buf, text)
	r.buf = append(r.buf, "</"+p+"v></"+p+"pt>"...)
	return nil
}

// cellText renders a cell as plain text.
func (r *run) cellText(list []instruction) (string, error) {
	b, err := r.aside(func() error { return r.all(list) })
	defer r.giveBack(b)
	return strings.TrimSpace(wml.Unescape(b)), err
}

// plainNumber reads a printed number: 1,234.50 and 12% too.
func plainNumber(s string) (string, bool) {
	s = strings.NewReplacer(",", "", "，", "", " ", "").Replace(s)
	digits, point := 0, 0
	for i, c := range strings.TrimSuffix(s, "%") {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && point == 0:
			point++
		case c == '-' && i == 0:
		default:
			return "", false
		}
	}
	if strings.HasSuffix(s, "%") {
		s = strings.TrimSuffix(s, "%") + "E-2"
	}
	return s, digits > 0
}

// chartNode prints a reference with its cache.
type chartNode struct {
	ref  *chartRef
	body []instruction
}

func (n *chartNode) render(r *run) error {
	was := r.points
	r.points = 0
	points, err := r.aside(func() error { return r.all(n.body) })
	count := r.points
	r.points = was
	if err != nil {
		return err
	}
	p, kind := n.ref.prefix, "str"
	if n.ref.number {
		kind = "num"
	}
	f := n.ref.f + strconv.Itoa(n.ref.first)
	if !n.ref.single {
		i := strings.LastIndexByte(n.ref.f, '!')
		f += ":" + n.ref.f[i+1:] + strconv.Itoa(n.ref.first+max(count, 1)-1)
	}
	r.buf = append(r.buf, "<"+p+kind+"Ref><"+p+"f>"...)
	r.buf = wml.AppendEscaped(r.buf, f)
	r.buf = append(r.buf, "</"+p+"f><"+p+kind+"Cache>"...)
	if n.ref.number {
		format := n.ref.format
		if format == "" {
			format = "General"
		}
		r.buf = append(r.buf, "<"+p+"formatCode>"...)
		r.buf = wml.AppendEscaped(r.buf, format)
		r.buf = append(r.buf, "</"+p+"formatCode>"...)
	}
	r.buf = append(r.buf, "<"+p+`ptCount val="`+strconv.Itoa(count)+`"/>`...)
	r.buf = append(r.buf, points...)
	r.buf = append(r.buf, "</"+p+kind+"Cache></"+p+kind+"Ref>"...)
	r.giveBack(points)
	return r.spill()
}

// chartRegion emits a reference.
func (s *spec) chartRegion(e *emitter, r *region) {
	ref := r.chart
	e.add(&chartNode{ref, s.bookRows(ref.sheet, ref.first, ref.end, func(row *bookRow) instruction {
		cell := row.at(ref.col)
		if cell == nil {
			return nil
		}
		n := &chartPoint{ref: ref, cell: s.bookCellParts(row, cell)}
		if u := row.unit[ref.col]; u != nil {
			n.tag = u.tags[0]
		} else {
			n.tag = row.anyTag()
		}
		return n
	})})
}

func (row *bookRow) at(col int) *bookCell {
	for i := range row.cells {
		if row.cells[i].col == col {
			return &row.cells[i]
		}
	}
	return nil
}

func (row *bookRow) anyTag() *tag {
	for _, c := range row.cells {
		if u := row.unit[c.col]; u != nil {
			return u.tags[0]
		}
	}
	return nil
}

// bookRows emits the rows of a range, those with tags repeated over their lists.
func (s *spec) bookRows(sheet *bookSheet, first, last int, make func(*bookRow) instruction) []instruction {
	e := &emitter{s: s}
	for i := range sheet.rows {
		row := &sheet.rows[i]
		if row.number < first || row.number > last {
			continue
		}
		var regions []*region
		for _, c := range row.cells {
			if u := row.unit[c.col]; u != nil {
				for _, t := range u.tags {
					if !t.broken && t.Expr != nil {
						regions = append(regions, &region{kind: regionValue, tag: t})
					}
				}
			}
		}
		s.nest(e, s.demand(regions), looping{}, func() []instruction {
			if n := make(row); n != nil {
				return []instruction{n}
			}
			return nil
		})
	}
	return e.done()
}

// bookCellParts makes the content of a cell.
func (s *spec) bookCellParts(row *bookRow, cell *bookCell) []instruction {
	u := row.unit[cell.col]
	if u == nil {
		return []instruction{literal(wml.AppendEscaped(nil, cell.text))}
	}
	e := &emitter{s: s}
	at := 0
	for _, t := range u.tags {
		e.bytes(wml.AppendEscaped(nil, u.text[at:t.from]))
		at = t.to
		switch {
		case t.broken:
		case t.Kind == lang.Literal:
			e.text(t.Text)
		default:
			if n := s.valueOf(t); n != nil {
				n.markup = markup{line: " ", tab: " "}
				e.add(n)
			}
		}
	}
	e.bytes(wml.AppendEscaped(nil, u.text[at:]))
	return e.done()
}

// bookRowNode prints a row of a sheet.
type bookRowNode struct {
	cells []bookCellNode
}

type bookCellNode struct {
	*bookCell
	parts []instruction // of a cell with tags
}

func (n *bookRowNode) render(r *run) error {
	number := strconv.Itoa(r.points)
	r.points++
	r.buf = append(r.buf, `<row r="`+number+`">`...)
	for _, c := range n.cells {
		r.buf = append(r.buf, `<c r="`+columnName(c.col)+number+`"`...)
		if c.style != "" {
			r.buf = append(r.buf, ` s="`+c.style+`"`...)
		}
		if c.parts == nil {
			r.buf = append(r.buf, cmp.Or(c.raw, "></c>")...)
			continue
		}
		text, err := r.cellText(c.parts)
		if err != nil {
			return err
		}
		if v, ok := plainNumber(text); ok && len(v) < 16 {
			r.buf = append(r.buf, `><v>`+v+`</v></c>`...)
		} else {
			r.buf = append(r.buf, ` t="inlineStr"><is><t xml:space="preserve">`...)
			r.buf = wml.AppendEscaped(r.buf, text)
			r.buf = append(r.buf, `</t></is></c>`...)
		}
	}
	r.buf = append(r.buf, `</row>`...)
	return nil
}

// bookNode prints the workbook of a chart.
type bookNode struct {
	book   *chartBook
	sheets map[int][]instruction // rows, by file
	firsts map[int]int
}

// workbook makes the program of a workbook.
func (s *spec) workbook() []instruction {
	n := &bookNode{book: s.book, sheets: map[int][]instruction{}, firsts: map[int]int{}}
	for _, sheet := range s.book.sheets {
		if !sheet.tagged || len(sheet.rows) == 0 {
			continue
		}
		last := sheet.rows[len(sheet.rows)-1].number
		n.firsts[sheet.file] = sheet.rows[0].number
		n.sheets[sheet.file] = s.bookRows(sheet, 0, last, func(row *bookRow) instruction {
			out := &bookRowNode{}
			for i := range row.cells {
				c := bookCellNode{bookCell: &row.cells[i]}
				if row.unit[c.col] != nil {
					c.parts = s.bookCellParts(row, c.bookCell)
				}
				out.cells = append(out.cells, c)
			}
			return out
		})
	}
	return []instruction{n}
}

func (n *bookNode) render(r *run) error {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i, f := range n.book.files {
		data := f.data
		if rows, ok := n.sheets[i]; ok {
			was := r.points
			r.points = n.firsts[i]
			b, err := r.aside(func() error { return r.all(rows) })
			r.points = was
			if err != nil {
				return err
			}
			data = n.book.withRows(i, b)
			r.giveBack(b)
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: f.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data),
			CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))})
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	r.buf = append(r.buf, out.Bytes()...)
	return r.spill()
}

// withRows is a sheet with other rows.
func (b *chartBook) withRows(file int, rows []byte) []byte {
	src := b.files[file].data
	for _, s := range b.sheets {
		if s.file == file {
			out := bytes.Clone(src[:s.rows[0].start])
			out = append(out, rows...)
			out = append(out, src[s.rows[len(s.rows)-1].end:]...)
			return dimension.ReplaceAll(tableParts.ReplaceAll(out, nil), nil)
		}
	}
	return src
}
