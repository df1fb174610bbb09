package opc

import (
	"io"
	"strings"
	"sync/atomic"
)

const contentTypes = "[Content_Types].xml"

// Package is an opened file. It does not change after Open and may be used by many goroutines, as long as
// the io.ReaderAt may.
type Package struct {
	src      source
	lim      Limits
	entries  []*Entry
	byKey    map[string]*Entry
	types    map[string]string // content type by key of part
	defaults map[string]string // content type by extension, lower case
	rels     map[string][]Relationship
	main     string
	kind     Kind
	strict   bool
	text     atomic.Int64 // bytes charged to Limits.TextSize
}

// Open reads the directory, the content types and the relationships of a Word document of size bytes. The
// error is always an [*Error]. src must stay readable as long as entries are read.
func Open(src io.ReaderAt, size int64, lim Limits) (*Package, error) {
	p := &Package{src: source{src, size}, lim: lim.WithDefaults(), byKey: map[string]*Entry{}}
	for _, step := range []func() *Error{p.sniff, p.readDirectory, p.readContentTypes, p.readRelationships, p.findMain} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Limits are those in force, defaults filled in.
func (p *Package) Limits() Limits { return p.lim }

// Entries are all files of the zip in the order of its directory, including [Content_Types].xml, the
// relationship parts and listed folders. The slice must not be changed.
func (p *Package) Entries() []*Entry { return p.entries }

// Entry finds a part by name, "word/document.xml", with or without a leading slash, without regard to case
// and percent encoding. It is nil if there is none.
func (p *Package) Entry(name string) *Entry {
	return p.byKey[key(strings.TrimPrefix(name, "/"))]
}

// MainDocument is the name of the main part, usually "word/document.xml". It exists.
func (p *Package) MainDocument() string { return p.main }

// Kind tells a document from a template and whether it may carry macros.
func (p *Package) Kind() Kind { return p.kind }

// Strict tells that the package uses the namespaces of strict Open XML (http://purl.oclc.org/ooxml/…).
func (p *Package) Strict() bool { return p.strict }

// Kind is what the content type of the main part says a file is; its String is the file extension.
type Kind uint8

const (
	Docx Kind = iota // document
	Docm             // document with macros
	Dotx             // template
	Dotm             // template with macros
)

func (k Kind) String() string { return [...]string{"docx", "docm", "dotx", "dotm"}[k&3] }

// Macros tells whether the kind may carry macros.
func (k Kind) Macros() bool { return k == Docm || k == Dotm }

// kinds maps the content types of a main part, in lower case.
var kinds = map[string]Kind{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Docx,
	"application/vnd.ms-word.document.macroenabled.main+xml":                           Docm,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": Dotx,
	"application/vnd.ms-word.template.macroenabledtemplate.main+xml":                   Dotm,
}

// The relationship that leads to the main part, transitional and strict.
const (
	officeDocument       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
	officeDocumentStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
)

// findMain follows the package relationship to the main part and reads the kind from its content type.
func (p *Package) findMain() *Error {
	for _, r := range p.rels[""] {
		if r.Type != officeDocument && r.Type != officeDocumentStrict {
			continue
		}
		e := p.Entry(r.Resolved)
		if e == nil || r.Resolved == "" {
			return fail(CodeNoMain, hintResave, "包关系说正文在 “%s”，包里却没有这个部件", show(r.Target)).in("_rels/.rels")
		}
		p.main, p.strict = e.Name, r.Type == officeDocumentStrict
		return p.readKind()
	}
	if p.Entry("_rels/.rels") == nil {
		return fail(CodeNoMain, hintResave, "包里没有 _rels/.rels，不知道正文在哪里")
	}
	return fail(CodeNoMain, hintResave, "没有指向正文的关系（officeDocument）").in("_rels/.rels")
}

func (p *Package) readKind() *Error {
	t := p.ContentType(p.main)
	kind, ok := kinds[strings.ToLower(strings.TrimSpace(t))]
	if ok {
		p.kind = kind
		return nil
	}
	for _, other := range []struct{ mark, name string }{
		{"spreadsheetml", "Excel 工作簿"}, {"ms-excel", "Excel 工作簿"},
		{"presentationml", "PowerPoint 演示文稿"}, {"ms-powerpoint", "PowerPoint 演示文稿"},
		{"visio", "Visio 绘图"},
	} {
		if strings.Contains(strings.ToLower(t), other.mark) {
			return fail(CodeWrongFormat, "请给出 Word 文档（.docx）", "这是 %s，不是 Word 文档", other.name)
		}
	}
	if t == "" {
		return fail(CodeBadContentType, hintResave, "没有为正文 %s 登记内容类型", show(p.main)).in(contentTypes)
	}
	return fail(CodeBadContentType, hintResave, "正文 %s 的内容类型是 “%s”，不是 Word 文档的类型", show(p.main), show(t)).in(contentTypes)
}
