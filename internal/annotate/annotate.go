// Package annotate adds Word comments to a copy of a document; every other byte of its parts stays.
//
// A comment is hung on a range of bytes of the main document: of its text where Word allows that, else on the element
// around. What stands in headers, text boxes and charts cannot hold comments; a comment on it stands at the paragraph
// around, or at the first.
package annotate

import (
	"archive/zip"
	"io"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/wml"
)

// A Comment is words hung on a range of the main document.
type Comment struct {
	From, To int // bytes; a range outside of every paragraph is moved to the next one
	Author   string
	Initials string
	Lines    []string // one paragraph each
}

// Document is a .docx to comment on.
type Document struct {
	Main string // name of the main document's part
	Text []byte // and its text, which comments are hung on
	pkg  *opc.Package
}

// Open reads a document. The error is for files that are no .docx.
func Open(src io.ReaderAt, size int64) (*Document, error) {
	pkg, err := opc.Open(src, size, opc.Limits{})
	if err != nil {
		return nil, err
	}
	main := pkg.MainDocument()
	text, err := pkg.Entry(main).Text()
	return &Document{main, text, pkg}, err
}

// Write writes a copy of a document with comments added behind those that it has. A document without a paragraph can
// hold none and is copied as it is.
func (d *Document) Write(w io.Writer, comments []Comment) error {
	c := &copier{pkg: d.pkg, changed: map[string][]byte{}}
	if len(comments) > 0 {
		if err := c.add(d.Text, comments); err != nil {
			return err
		}
	}
	return c.write(w)
}

// copier makes one copy.
type copier struct {
	pkg     *opc.Package
	changed map[string][]byte // new content of parts
	added   []string          // names of new parts
}

func (c *copier) add(src []byte, comments []Comment) error {
	s, err := scan(src)
	if err != nil || len(s.paras) == 0 {
		return err
	}
	part, list, id, err := c.commentsPart(src)
	if err != nil {
		return err
	}
	prefix := prefixOf(s.name(s.paras[0].node))
	own := prefixOf(rootName(list))
	var xml strings.Builder
	for _, k := range comments {
		s.mark(k.From, k.To, prefix, strconv.Itoa(id))
		k.write(&xml, own, id)
		id++
	}
	c.changed[part] = appendChild(list, xml.String())
	c.changed[c.pkg.MainDocument()] = s.marked()
	return nil
}

// write writes the comment's own element; p is the prefix of Word's elements.
func (k Comment) write(b *strings.Builder, p string, id int) {
	attr := func(name, value string) { b.WriteString(" " + p + name + `="` + escape(value) + `"`) }
	b.WriteString("<" + p + "comment")
	attr("id", strconv.Itoa(id))
	attr("author", k.Author)
	attr("initials", k.Initials)
	b.WriteString(">")
	for _, line := range k.Lines {
		b.WriteString("<" + p + "p><" + p + "r><" + p + `t xml:space="preserve">` + escape(line) + "</" + p + "t></" + p + "r></" + p + "p>")
	}
	if len(k.Lines) == 0 {
		b.WriteString("<" + p + "p/>")
	}
	b.WriteString("</" + p + "comment>")
}

// escape makes a string fit for XML; line breaks and tabs become spaces.
func escape(s string) string {
	return string(wml.AppendEscaped(nil, strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	}, s)))
}

// write writes the package: what did not change as it is, compressed bytes and all.
func (c *copier) write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, e := range c.pkg.Entries() {
		if e.Dir {
			continue
		}
		if b, ok := c.changed[e.Name]; ok {
			if err := writePart(z, e.Name, b); err != nil {
				return err
			}
			continue
		}
		raw, err := e.Raw()
		if err != nil {
			return err
		}
		to, err := z.CreateRaw(&zip.FileHeader{Name: e.Name, Method: e.Method, CRC32: e.CRC32,
			CompressedSize64: uint64(len(raw)), UncompressedSize64: e.UncompressedSize})
		if err != nil {
			return err
		}
		if _, err := to.Write(raw); err != nil {
			return err
		}
	}
	for _, name := range c.added {
		if err := writePart(z, name, c.changed[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

func writePart(z *zip.Writer, name string, b []byte) error {
	to, err := z.Create(name)
	if err == nil {
		_, err = to.Write(b)
	}
	return err
}
