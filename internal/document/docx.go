package document

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/evalreport/go/internal/opc"
)

// ReadDocx reads a Word document: text as printed, with automatic numbers, tables with their merged cells, text boxes, notes;
// tracked changes as if accepted. Hidden text and prompts of empty content controls are not text; they are in Residue.
func ReadDocx(src io.ReaderAt, size int64, o Options) (*Document, error) {
	pkg, err := opc.Open(src, size, opc.Limits{})
	if err != nil {
		return nil, packageError(err)
	}
	d := &docxReader{doc: &Document{Source: Docx}, pkg: pkg, options: o}
	main := pkg.MainDocument()
	root, err := d.part(main)
	if err != nil {
		return nil, packageError(err)
	}
	d.definitions(main)
	d.doc.Properties = d.properties()
	d.main(main, root)
	if empty(d.doc) {
		return d.doc, d.nothing()
	}
	if !o.Verbatim {
		d.takeChrome()
	}
	finish(d.doc)
	return d.doc, nil
}

func packageError(err error) error {
	var e *opc.Error
	if errors.As(err, &e) {
		return &Error{Code: e.Code, Msg: e.Error(), Err: err}
	}
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	return &Error{Code: "unreadable", Msg: "文件读不出来：" + err.Error(), Err: err}
}

// nothing says why a document without text has none.
func (d *docxReader) nothing() error {
	if d.doc.Pictures > 0 {
		return &Error{Code: "scanned", Msg: fmt.Sprintf("文档里只有图片（%d 张），没有文字，像是扫描件。请先做文字识别（OCR），或者改用原来的电子文档", d.doc.Pictures)}
	}
	return &Error{Code: "empty", Msg: "文档里没有文字。请确认是否选错了文件"}
}

type docxReader struct {
	doc     *Document
	pkg     *opc.Package
	options Options
	styles  *styles
	nums    *numbering
	notes   [2]map[string]*node // footnotes, endnotes by id
	noteIn  [2]string           // their parts
	story                       // of the part being read
}

// A story is the state of reading one part.
type story struct {
	part               string
	paragraphs, tables int
	fields             []field
	contents           int      // nested in a content control with a table of contents
	control            string   // tag of the innermost content control
	around             []string // tags of all content controls, outermost first
	prompt             bool     // inside a content control that shows its prompt
	hidden             bool     // paragraph style hides text
	inNote             bool
	pending            *builder // paragraph whose mark is deleted: it goes on in the next
	pageBreak          bool
}

type field struct {
	code     strings.Builder
	result   bool // behind the separator
	contents bool // TOC
}

// part reads a part into nodes. A part that is not well formed is read as far as it goes, and listed as a problem.
func (d *docxReader) part(name string) (*node, error) {
	e := d.pkg.Entry(name)
	if e == nil {
		return nil, &Error{Code: "missing-part", Msg: "文件里缺少部件 " + name}
	}
	text, err := e.Text()
	if err != nil {
		var oe *opc.Error
		if !errors.As(err, &oe) || oe.Code != opc.CodeBadXML && oe.Code != opc.CodeEntity {
			return nil, err
		}
		if text, err = e.Bytes(); err != nil {
			return nil, err
		}
		text = []byte(strings.TrimPrefix(string(text), "\uFEFF"))
	}
	root, fault := parse(text, 600)
	if fault != nil {
		if root.first == nil {
			return nil, &Error{Code: "broken-xml", Msg: fmt.Sprintf("文件损坏：%s 不是完整的 XML（%v）。请在 Word 里打开修复后另存", name, fault), Err: fault}
		}
		d.problem("broken-xml", fmt.Sprintf("%s 从第 %v 起读不下去，其后的内容没有读到。请在 Word 里打开修复后另存", name, fault), Place{Part: name})
	}
	return root, nil
}

func (d *docxReader) problem(code, msg string, at Place) {
	if len(d.doc.Problems) < 1000 {
		d.doc.Problems = append(d.doc.Problems, Problem{Code: code, Msg: msg, Place: at})
	}
}

// definitions reads styles, lists and notes that the main part refers to.
func (d *docxReader) definitions(main string) {
	parts := map[string]*node{}
	for _, r := range d.pkg.Relationships(main) {
		kind := r.Type[strings.LastIndexByte(r.Type, '/')+1:]
		switch kind {
		case "styles", "numbering", "footnotes", "endnotes":
			if r.Resolved == "" || parts[kind] != nil || d.pkg.Entry(r.Resolved) == nil {
				continue
			}
			root, err := d.part(r.Resolved)
			if err != nil {
				d.problem("missing-part", err.Error(), Place{Part: r.Resolved})
				continue
			}
			parts[kind] = root
			switch kind {
			case "footnotes":
				d.notes[0], d.noteIn[0] = notesByID(root), r.Resolved
			case "endnotes":
				d.notes[1], d.noteIn[1] = notesByID(root), r.Resolved
			}
		}
	}
	d.styles = readStyles(parts["styles"])
	d.nums = readNumbering(parts["numbering"], d.styles)
}

func notesByID(root *node) map[string]*node {
	out := map[string]*node{}
	for n := root.first; n != nil; n = n.next {
		if (n.is("footnote") || n.is("endnote")) && (n.get("type") == "" || n.get("type") == "normal") {
			out[n.get("id")] = n
		}
	}
	return out
}

// properties reads what the document says about itself.
func (d *docxReader) properties() (p Properties) {
	fields := map[string]*string{
		"title": &p.Title, "subject": &p.Subject, "creator": &p.Creator, "keywords": &p.Keywords,
		"created": &p.Created, "modified": &p.Modified, "Company": &p.Company,
	}
	for _, r := range d.pkg.Relationships("") {
		if !strings.HasSuffix(r.Type, "core-properties") && !strings.HasSuffix(r.Type, "extended-properties") || d.pkg.Entry(r.Resolved) == nil {
			continue
		}
		root, err := d.part(r.Resolved)
		if err != nil {
			continue
		}
		for n := root.first; n != nil; n = n.next {
			if f := fields[n.name]; f != nil {
				*f = strings.TrimSpace(n.text)
			}
		}
	}
	return p
}

// main reads the body, then the headers and footers of its sections.
func (d *docxReader) main(part string, root *node) {
	d.story = story{part: part}
	body := root.kid("body")
	d.doc.Blocks = d.blocks(body, nil)
	d.flush(&d.doc.Blocks)
	targets := map[string]string{}
	for _, r := range d.pkg.Relationships(part) {
		targets[r.ID] = r.Resolved
	}
	seen := map[string]bool{}
	d.sections(body, func(ref *node) {
		name := targets[ref.get("id")]
		if name == "" || seen[name] || d.pkg.Entry(name) == nil {
			return
		}
		seen[name] = true
		d.pageStory(ref, name)
	})
}

func (d *docxReader) pageStory(ref *node, name string) {
	root, err := d.part(name)
	if err != nil {
		d.problem("missing-part", err.Error(), Place{Part: name})
		return
	}
	pictures := d.doc.Pictures
	d.story = story{part: name}
	s := Story{Part: name, Kind: ref.get("type"), Blocks: d.blocks(root, nil)}
	d.flush(&s.Blocks)
	d.doc.Pictures = pictures // those of the body only
	if ref.name == "headerReference" {
		d.doc.Headers = append(d.doc.Headers, s)
	} else {
		d.doc.Footers = append(d.doc.Footers, s)
	}
}

// sections yields the header and footer references of every section, in order.
func (d *docxReader) sections(n *node, yield func(*node)) {
	if n == nil {
		return
	}
	for k := n.first; k != nil; k = k.next {
		switch {
		case k.is("sectPr"):
			for r := k.first; r != nil; r = r.next {
				if r.is("headerReference") || r.is("footerReference") {
					yield(r)
				}
			}
		case k.is("p"):
			d.sections(k.kid("pPr"), yield)
		case k.is("sdt"), k.is("sdtContent"), k.is("customXml"), k.is("ins"):
			d.sections(k, yield)
		}
	}
}

// takeChrome moves paragraphs of page chrome into the residue: those that cannot be anything else.
func (d *docxReader) takeChrome() {
	lines := make([]string, len(d.doc.Blocks))
	for i, b := range d.doc.Blocks {
		if p, ok := b.(*Paragraph); ok {
			lines[i] = p.Text
		}
	}
	kept := d.doc.Blocks[:0]
	for i, kind := range chromeLines(lines, false) {
		if kind == "" {
			kept = append(kept, d.doc.Blocks[i])
			continue
		}
		p := d.doc.Blocks[i].(*Paragraph)
		d.doc.Residue = append(d.doc.Residue, Residue{kind, p.Text, p.Place})
	}
	d.doc.Blocks = kept
}
