// Package docxgen makes random Word templates of legal structure, and data for
// them. It is how the promise of the engine, that what compiles opens, is put to
// the test: every template is a document that Word opens, with tags wherever
// text is; what an engine makes of it must be one too.
//
// The same seed gives the same template and the same data.
package docxgen

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// Template makes a template.
func Template(seed uint64) []byte {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, 1))}
	body := g.blocks(3)
	for range g.IntN(3) {
		body += g.section() + g.blocks(2)
	}
	body += para("", run("", "尾"))
	return g.pack(body)
}

// gen is the state of one template.
type gen struct {
	*rand.Rand
	ids       int    // the last id given out
	links     string // relationships of the main document
	nlinks    int
	footnotes string
	comments  string
	noted     bool // notes and comments may not stand in notes, headers and text boxes
}

// id gives a number no other element of the template has.
func (g *gen) id() int {
	g.ids++
	return g.ids
}

// chance is true once in n times.
func (g *gen) chance(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g *gen, list ...T) T { return list[g.IntN(len(list))] }

const namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`

const (
	head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relT  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

func root(name, content string) string {
	return head + "<w:" + name + namespaces + ">" + content + "</w:" + name + ">"
}

// pack puts the parts of a document together.
func (g *gen) pack(body string) []byte {
	parts := [][2]string{
		{"styles", root("styles", styles)},
		{"numbering", root("numbering", numbering)},
		{"header1", root("hdr", g.chrome())},
		{"footer1", root("ftr", g.chrome())},
		{"footnotes", root("footnotes", separators+g.footnotes)},
		{"comments", root("comments", g.comments)},
	}
	types := `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordT + `document.main+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`
	rels := g.links
	for _, p := range parts {
		kind := strings.TrimRight(p[0], "0123456789")
		types += `<Override PartName="/word/` + p[0] + `.xml" ContentType="` + wordT + kind + `+xml"/>`
		rels += relationship("rId_"+p[0], kind, p[0]+".xml", false)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name, content string) {
		w, _ := z.Create(name)
		_, _ = io.WriteString(w, content)
	}
	put("[Content_Types].xml", head+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`+types+`</Types>`)
	put("_rels/.rels", head+relsOpen+relationship("rId1", "officeDocument", "word/document.xml", false)+
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`)
	put("docProps/core.xml", head+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{单位}}报告</dc:title></cp:coreProperties>`)
	put("word/document.xml", root("document", "<w:body>"+body+sectPr+"</w:body>"))
	put("word/_rels/document.xml.rels", head+relsOpen+rels+"</Relationships>")
	for _, p := range parts {
		put("word/"+p[0]+".xml", p[1])
	}
	_ = z.Close()
	return b.Bytes()
}

// chrome is the content of a header or footer.
func (g *gen) chrome() string {
	g.noted = true
	return g.paragraph() + para("", `<w:fldSimple w:instr=" PAGE ">`+run("", "1")+`</w:fldSimple>`+run("", "{{单位}}"))
}

const relsOpen = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

func relationship(id, kind, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"%s/>`, id, relT+kind, target, mode)
}

const sectPr = `<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/><w:footerReference w:type="default" r:id="rId_footer1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`

const separators = `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`

const styles = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
	`<w:style w:type="character" w:styleId="b"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="table" w:default="1" w:styleId="t"><w:name w:val="Normal Table"/></w:style>`

const numbering = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
