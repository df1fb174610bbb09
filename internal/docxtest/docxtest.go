// Package docxtest makes small Word documents for tests and reads results back
// as a person sees them: paragraphs as lines, tables as grids.
package docxtest

import (
	"archive/zip"
	"bytes"
	"io"
	"sort"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// Head declares the namespaces that fragments may use.
const Head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`

const relHead = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// Doc is a document under construction: part name → content. Names without a
// leading "_" folder are given relationships from the main document by kind.
type Doc struct {
	Body  string            // WordprocessingML of the body, without sectPr
	Parts map[string]string // more parts: "word/header1.xml" → content of the root element, or a whole file
	Rels  string            // more Relationship elements of the main document
}

var kinds = []struct{ prefix, root, rel, typ string }{
	{"word/header", "w:hdr", "header", "header"},
	{"word/footer", "w:ftr", "footer", "footer"},
	{"word/footnotes", "w:footnotes", "footnotes", "footnotes"},
	{"word/endnotes", "w:endnotes", "endnotes", "endnotes"},
	{"word/comments", "w:comments", "comments", "comments"},
	{"word/styles", "w:styles", "styles", "styles"},
	{"word/numbering", "w:numbering", "numbering", "numbering"},
}

// Bytes gives the document as a .docx file.
func (d Doc) Bytes() []byte {
	types := `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>`
	pkgRels := `<Relationship Id="rId1" Type="` + relHead + `officeDocument" Target="word/document.xml"/>`
	rels := d.Rels
	files := map[string]string{"word/document.xml": root("w:document", "<w:body>"+d.Body+"</w:body>")}
	names := make([]string, 0, len(d.Parts))
	for name := range d.Parts {
		names = append(names, name)
	}
	sort.Strings(names)
	for i, name := range names {
		content := d.Parts[name]
		id := "rIdP" + string(rune('a'+i))
		for _, k := range kinds {
			if strings.HasPrefix(name, k.prefix) {
				content = root(k.root, content)
				types += `<Override PartName="/` + name + `" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.` + k.typ + `+xml"/>`
				rels += `<Relationship Id="` + id + `" Type="` + relHead + k.rel + `" Target="` + strings.TrimPrefix(name, "word/") + `"/>`
			}
		}
		switch {
		case name == "docProps/core.xml":
			types += `<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`
			pkgRels += `<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`
		case strings.HasPrefix(name, "word/charts/") && strings.HasSuffix(name, ".xml"):
			types += `<Override PartName="/` + name + `" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`
			rels += `<Relationship Id="` + id + `" Type="` + relHead + `chart" Target="` + strings.TrimPrefix(name, "word/") + `"/>`
		}
		files[name] = content
	}
	const relNS = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	order := append([]string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"}, names...)
	files["[Content_Types].xml"] = Head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` + types + `</Types>`
	files["_rels/.rels"] = Head + relNS + pkgRels + `</Relationships>`
	files["word/_rels/document.xml.rels"] = Head + relNS + rels + `</Relationships>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range order {
		w, _ := z.Create(name)
		_, _ = io.WriteString(w, files[name])
	}
	_ = z.Close()
	return b.Bytes()
}

func root(name, content string) string {
	if strings.HasPrefix(content, "<?xml") {
		return content
	}
	return Head + "<" + name + namespaces + ">" + content + "</" + name + ">"
}

// P is a paragraph of one run.
func P(text string) string { return "<w:p>" + R(text) + "</w:p>" }

// R is a run.
func R(text string) string { return `<w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>` }

// Runs is a paragraph with a run for each text.
func Runs(texts ...string) string {
	s := "<w:p>"
	for _, t := range texts {
		s += R(t)
	}
	return s + "</w:p>"
}

// Cell is a table cell of one paragraph; props go into its tcPr.
func Cell(text, props string) string {
	return `<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>` + props + `</w:tcPr>` + P(text) + `</w:tc>`
}

// Row is a table row of plain cells.
func Row(texts ...string) string {
	cells := make([]string, len(texts))
	for i, t := range texts {
		cells[i] = Cell(t, "")
	}
	return RowOf(cells...)
}

// RowOf is a table row of cells.
func RowOf(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }

// Table is a table of n columns.
func Table(n int, rows ...string) string {
	return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="1000"/>`, n) +
		`</w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>`
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// Part gives the content of a part of a .docx file, "" if it has none.
func Part(docx []byte, name string) string {
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return "ERROR: " + err.Error()
	}
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return "ERROR: " + err.Error()
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return "ERROR: " + err.Error()
		}
		return string(b)
	}
	return ""
}

// Text shows a part of a .docx file: a line for each paragraph; a table row is
// a line "| a | b |", a cell that continues the one above shows as ^, breaks as ⏎ and →.
func Text(docx []byte, part string) string { return Show(Part(docx, part)) }

// Show is Text for the XML of a part. Malformed XML shows as an error.
func Show(xml string) string {
	s := &shower{s: wml.NewScanner([]byte(xml), 0), src: []byte(xml)}
	for s.s.Next() {
		s.token(s.s.Token())
	}
	if err := s.s.Err(); err != nil {
		return "BAD XML: " + err.Error() + "\n" + xml
	}
	return strings.TrimSuffix(s.out.String(), "\n")
}

type shower struct {
	s    *wml.Scanner
	src  []byte
	out  strings.Builder
	para []*strings.Builder
	cell []*cellText
	text bool
}

type cellText struct {
	paras []string
	cont  bool
	span  int
}

func (s *shower) token(t wml.Token) {
	if t.Kind == wml.Text {
		if s.text && len(s.para) > 0 {
			s.para[len(s.para)-1].WriteString(wml.Unescape(s.src[t.Start:t.End]))
		}
		return
	}
	if t.Name.Space != wml.W {
		return
	}
	if t.Kind != wml.End {
		s.start(t)
	}
	if t.Kind != wml.Start {
		s.end(t)
	}
}

func (s *shower) start(t wml.Token) {
	switch t.Name.Local {
	case "p":
		s.para = append(s.para, &strings.Builder{})
	case "t":
		s.text = t.Kind == wml.Start
	case "br", "tab":
		if len(s.para) > 0 && s.s.Value(wml.W, "val") == nil && s.s.Value(wml.W, "pos") == nil {
			mark := map[string]string{"br": "⏎", "tab": "→"}[t.Name.Local]
			if string(s.s.Value(wml.W, "type")) == "page" {
				mark = "⇩"
			}
			s.para[len(s.para)-1].WriteString(mark)
		}
	case "tr":
		if len(s.cell) == 0 {
			s.out.WriteString("|")
		}
	case "tc":
		s.cell = append(s.cell, &cellText{span: 1})
	case "vMerge":
		if len(s.cell) > 0 && string(s.s.Value(wml.W, "val")) != "restart" {
			s.cell[len(s.cell)-1].cont = true
		}
	}
}

func (s *shower) end(t wml.Token) {
	switch t.Name.Local {
	case "t":
		s.text = false
	case "p":
		text := s.para[len(s.para)-1].String()
		s.para = s.para[:len(s.para)-1]
		if n := len(s.cell); n > 0 {
			s.cell[n-1].paras = append(s.cell[n-1].paras, text)
		} else {
			s.out.WriteString(text + "\n")
		}
	case "tc":
		n := len(s.cell) - 1
		c := s.cell[n]
		s.cell = s.cell[:n]
		text := strings.Join(c.paras, "/")
		if len(c.paras) == 0 {
			text = "NO PARAGRAPH"
		}
		if c.cont {
			text += "^"
		}
		if n > 0 {
			s.cell[n-1].paras = append(s.cell[n-1].paras, "["+text+"]")
		} else {
			s.out.WriteString(" " + text + " |")
		}
	case "tr":
		if len(s.cell) == 0 {
			s.out.WriteString("\n")
		}
	}
}
