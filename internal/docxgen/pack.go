package docxgen

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// part is an XML part of the package in the folder word.
type part struct {
	name, content string
	rels          string
	nrels         int
}

// file is any other part. Its type goes by its name where typ is empty.
type file struct{ name, content, typ string }

const (
	head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relT  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

	namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
		` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:v="urn:schemas-microsoft-com:vml"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"` +
		` xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"`
)

// kinds are the kinds of parts: by name without number, the root element, and
// what relationships and types call them.
var kinds = map[string]struct{ root, name string }{
	"document": {"document", "document.main"}, "styles": {"styles", "styles"}, "numbering": {"numbering", "numbering"}, "settings": {"settings", "settings"},
	"header": {"hdr", "header"}, "footer": {"ftr", "footer"}, "footnotes": {"footnotes", "footnotes"}, "endnotes": {"endnotes", "endnotes"}, "comments": {"comments", "comments"},
}

// add adds a part. Its relationship from the main document is named after it.
func (g *gen) add(name, content string) *part {
	p := &part{name: name, content: content}
	g.parts = append(g.parts, p)
	return p
}

// relate gives the part being made a relationship.
func (g *gen) relate(kind, target string) string {
	g.part.nrels++
	id := fmt.Sprintf("rIdR%d", g.part.nrels)
	g.part.rels += relationship(id, kind, target, strings.Contains(target, "://"))
	return id
}

// finish makes the parts beside the main document.
func (g *gen) finish() {
	main := g.parts[0]
	for _, name := range []string{"header1", "header2", "footer1"} {
		p := g.add(name, "")
		p.content = g.in(p, placeStory, g.chrome)
	}
	var notes []string
	for _, kind := range []string{"footnote", "endnote"} {
		if s := g.notes[kind]; s != "" || g.chance(3) {
			g.add(kind+"s", separators(kind)+s)
			notes = append(notes, kind)
		}
	}
	if g.notes["comment"] != "" {
		g.add("comments", g.notes["comment"])
	}
	g.add("styles", styles)
	g.add("numbering", numbering)
	g.add("settings", settings(notes))
	for _, p := range g.parts[1:] {
		main.rels += relationship("rId_"+p.name, kindOf(p.name), p.name+".xml", false)
	}
}

// chrome is the content of a header or footer.
func (g *gen) chrome() string {
	s := g.paragraph()
	if g.chance(4) {
		s += g.table(0) + g.paragraph()
	}
	return s + g.rich() + para("", `<w:fldSimple w:instr=" PAGE ">`+run("", "1")+`</w:fldSimple>`+run("", "{{单位}}"))
}

func kindOf(name string) string { return strings.TrimRight(name, "0123456789") }

// pack puts the package together.
func (g *gen) pack() []byte {
	types := `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>`
	var files []file
	for _, p := range g.parts {
		k := kinds[kindOf(p.name)]
		content := p.content
		if k.root == "document" {
			content = "<w:body>" + content + g.sectPr("") + "</w:body>"
		}
		name := "word/" + p.name + ".xml"
		files = append(files, file{name, head + "<w:" + k.root + namespaces + ">" + content + "</w:" + k.root + ">", wordT + k.name + "+xml"})
		if p.rels != "" {
			files = append(files, file{"word/_rels/" + p.name + ".xml.rels", relationships(p.rels), ""})
		}
	}
	files = append(append(files, properties...), g.files...)
	for _, f := range files {
		if f.typ != "" {
			types += `<Override PartName="/` + f.name + `" ContentType="` + f.typ + `"/>`
		}
	}
	first := []file{{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` + types + `</Types>`, ""}, {"_rels/.rels", packageRels, ""}}
	return zipped(append(first, files...))
}

func zipped(files []file) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, _ := z.Create(f.name)
		_, _ = io.WriteString(w, f.content)
	}
	_ = z.Close()
	return b.Bytes()
}

func relationships(list string) string {
	return head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

func relationship(id, kind, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	if !strings.Contains(kind, "/") {
		kind = relT + kind
	}
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"%s/>`, id, kind, target, mode)
}

var packageRels = relationships(relationship("rId1", "officeDocument", "word/document.xml", false) +
	relationship("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false) +
	relationship("rId3", "extended-properties", "docProps/app.xml", false) + relationship("rId4", "custom-properties", "docProps/custom.xml", false))

// properties are those of the document.
var properties = []file{
	{"docProps/core.xml", head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{单位}}报告</dc:title></cp:coreProperties>`,
		"application/vnd.openxmlformats-package.core-properties+xml"},
	{"docProps/app.xml", head + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{{单位}}</Company></Properties>`,
		"application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	{"docProps/custom.xml", head + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="年度"><vt:lpwstr>{{年度}}</vt:lpwstr></property></Properties>`,
		"application/vnd.openxmlformats-officedocument.custom-properties+xml"},
}
