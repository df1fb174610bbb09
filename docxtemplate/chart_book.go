package docxtemplate

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/wml"
)

// chartBook is the workbook inside a chart: where its author writes the tags,
// in the cells that Word shows under 编辑数据.
type chartBook struct {
	part   string // of the template
	files  []bookFile
	sheets map[string]*bookSheet // by name
}

type bookFile struct {
	name string
	data []byte
}

// bookSheet is a sheet of the workbook.
type bookSheet struct {
	file   int // index in files
	rows   []bookRow
	tagged bool
}

// bookRow is a row; number is its place, from 1.
type bookRow struct {
	number     int
	start, end int
	cells      []bookCell
	unit       map[int]*unit // by column: cells with tags
}

type bookCell struct {
	col        int // from 1
	style, raw string
	text       string
}

const maxBook = 16 << 20

// readBooks finds the workbooks of the charts of a package that have tags.
func (c *compiler) readBooks(pkg *opc.Package) {
	for _, e := range pkg.Entries() {
		typ := pkg.ContentType(e.Name)
		newer := strings.HasSuffix(typ, "chartex+xml")
		if e.Dir || !newer && !strings.HasSuffix(typ, "drawingml.chart+xml") {
			continue
		}
		for _, r := range pkg.Relationships(e.Name) {
			switch b := c.readBook(pkg, r); {
			case b == nil:
			case newer:
				c.unfilled = append(c.unfilled, e.Name)
			default:
				if c.books == nil {
					c.books = map[string]*chartBook{}
				}
				c.books[e.Name] = b
			}
		}
	}
}

// readBook reads a workbook; nil when it is none, or has no tags.
func (c *compiler) readBook(pkg *opc.Package, r opc.Relationship) *chartBook {
	e := pkg.Entry(r.Resolved)
	if e == nil || r.Resolved == "" || !strings.HasSuffix(r.Type, "/package") || e.UncompressedSize > maxBook {
		return nil
	}
	data, err := e.Bytes()
	if err != nil {
		return nil
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	b := &chartBook{part: e.Name, sheets: map[string]*bookSheet{}}
	room := int64(maxBook)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return nil
		}
		content, err := io.ReadAll(io.LimitReader(in, room+1))
		_ = in.Close()
		if room -= int64(len(content)); err != nil || room < 0 {
			return nil
		}
		b.files = append(b.files, bookFile{f.Name, content})
	}
	if !b.readSheets(c.delims.open) {
		return nil
	}
	b.dropTables()
	return b
}

func (b *chartBook) file(name string) int {
	for i := range b.files {
		if b.files[i].name == name {
			return i
		}
	}
	return -1
}

// readSheets reads the cells; false when none of them has a tag.
func (b *chartBook) readSheets(open string) bool {
	targets := map[string]string{}
	each := func(name string, f func(s *wml.Scanner, t wml.Token)) {
		if i := b.file(name); i >= 0 {
			s := wml.NewScanner(b.files[i].data, 0)
			for s.Next() {
				f(s, s.Token())
			}
		}
	}
	each("xl/_rels/workbook.xml.rels", func(s *wml.Scanner, t wml.Token) {
		if t.Name.Local == "Relationship" && t.Kind != wml.End {
			target := string(s.Value(wml.None, "Target"))
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			targets[string(s.Value(wml.None, "Id"))] = strings.TrimPrefix(target, "/")
		}
	})
	shared := b.sharedStrings()
	tagged := false
	each("xl/workbook.xml", func(s *wml.Scanner, t wml.Token) {
		if t.Name.Local != "sheet" || t.Kind == wml.End {
			return
		}
		if i := b.file(targets[string(s.Value(wml.R, "id"))]); i >= 0 {
			sheet := &bookSheet{file: i}
			sheet.read(b.files[i].data, shared, open)
			b.sheets[wml.Unescape(s.Value(wml.None, "name"))] = sheet
			tagged = tagged || sheet.tagged
		}
	})
	return tagged
}

func (b *chartBook) sharedStrings() []string {
	i := b.file("xl/sharedStrings.xml")
	if i < 0 {
		return nil
	}
	var out []string
	var cur strings.Builder
	src := b.files[i].data
	s := wml.NewScanner(src, 0)
	text, skip := false, 0
	for s.Next() {
		switch t := s.Token(); {
		case t.Kind == wml.Text && text && skip == 0:
			cur.WriteString(wml.Unescape(src[t.Start:t.End]))
		case t.Name.Local == "t":
			text = t.Kind == wml.Start
		case t.Name.Local == "rPh" && t.Kind == wml.Start:
			skip++
		case t.Name.Local == "rPh" && t.Kind == wml.End:
			skip--
		case t.Name.Local == "si" && t.Kind != wml.Start:
			out = append(out, cur.String())
			cur.Reset()
		}
	}
	return out
}

// read takes the rows and cells of a sheet.
func (sh *bookSheet) read(src []byte, shared []string, open string) {
	s := wml.NewScanner(src, 0)
	var row *bookRow
	var cell *bookCell
	typ, inner := "", 0
	var text strings.Builder
	value := false
	for s.Next() {
		t := s.Token()
		switch {
		case t.Kind == wml.Text && value:
			text.WriteString(wml.Unescape(src[t.Start:t.End]))
		case t.Name.Local == "row" && t.Kind != wml.End:
			sh.rows = append(sh.rows, bookRow{number: leadingInt(string(s.Value(wml.None, "r"))), start: t.Start, end: t.End})
			row = &sh.rows[len(sh.rows)-1]
		case t.Name.Local == "row" && row != nil:
			row.end = t.End
			row = nil
		case t.Name.Local == "c" && t.Kind != wml.End && row != nil:
			col, _ := cellAt(string(s.Value(wml.None, "r")))
			row.cells = append(row.cells, bookCell{col: col, style: string(s.Value(wml.None, "s"))})
			cell, typ, inner = &row.cells[len(row.cells)-1], string(s.Value(wml.None, "t")), t.End
			text.Reset()
		case t.Name.Local == "c" && t.Kind == wml.End && cell != nil:
			cell.text = text.String()
			if n, err := strconv.Atoi(cell.text); typ == "s" && err == nil && n >= 0 && n < len(shared) {
				cell.text = shared[n]
			}
			cell.raw = ">" + string(src[inner:t.End])
			if typ != "" {
				cell.raw = ` t="` + typ + `"` + cell.raw
			}
			if at, _ := findDelim(cell.text, open, 0); at >= 0 {
				sh.tagged = true
			}
			cell = nil
		case t.Name.Local == "v" || t.Name.Local == "t":
			value = t.Kind == wml.Start
		}
	}
}

// cellAt reads a reference such as $B$2.
func cellAt(ref string) (col, row int) {
	for _, c := range strings.ReplaceAll(ref, "$", "") {
		switch {
		case c >= 'A' && c <= 'Z' && col < 1<<16:
			col = col*26 + int(c-'A') + 1
		case c >= '0' && c <= '9' && row < 1<<22:
			row = row*10 + int(c-'0')
		}
	}
	return col, row
}

func columnName(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

var (
	tableParts    = regexp.MustCompile(`(?s)<tableParts.*?</tableParts>|<tableParts[^>]*/>`)
	tableRel      = regexp.MustCompile(`<Relationship [^>]*relationships/table"[^>]*/>`)
	tableOverride = regexp.MustCompile(`<Override [^>]*/xl/tables/[^>]*/>`)
	dimension     = regexp.MustCompile(`<dimension [^>]*/>`)
)

// dropTables leaves out Excel's tables, whose borders and headings would no longer fit.
func (b *chartBook) dropTables() {
	kept := b.files[:0]
	for _, f := range b.files {
		switch {
		case strings.HasPrefix(f.name, "xl/tables/"):
			for _, s := range b.sheets {
				if s.file > len(kept) {
					s.file--
				}
			}
			continue
		case strings.HasSuffix(f.name, ".rels"):
			f.data = tableRel.ReplaceAll(f.data, nil)
		case f.name == "[Content_Types].xml":
			f.data = tableOverride.ReplaceAll(f.data, nil)
		}
		kept = append(kept, f)
	}
	b.files = kept
}
