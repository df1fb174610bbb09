package annotate

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/wml"
)

const (
	contentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	relsHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// commentsPart gives the comments of the document, made if there are none, and the first free id.
func (c *copier) commentsPart(main []byte) (name string, text []byte, id int, err error) {
	doc := c.pkg.MainDocument()
	for _, r := range c.pkg.Relationships(doc) {
		if e := c.pkg.Entry(r.Resolved); strings.HasSuffix(r.Type, "/comments") && e != nil {
			text, err = e.Text()
			return e.Name, text, nextID(text, main), err
		}
	}
	space, rel := "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	if c.pkg.Strict() {
		space, rel = "http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
	}
	name = c.freeName(path.Dir(doc))
	c.added = append(c.added, name)
	if err := c.relate(doc, rel, name); err != nil {
		return "", nil, 0, err
	}
	types := c.pkg.Entry("[Content_Types].xml")
	list, err := types.Text()
	c.changed[types.Name] = appendChild(list, "<"+prefixOf(rootName(list))+`Override PartName="/`+escape(name)+`" ContentType="`+contentType+`"/>`)
	text = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:comments xmlns:w="` + space + `"></w:comments>`)
	return name, text, nextID(main), err
}

func (c *copier) freeName(dir string) string {
	name := path.Join(dir, "comments.xml")
	for n := 2; c.pkg.Entry(name) != nil; n++ {
		name = path.Join(dir, "comments"+strconv.Itoa(n)+".xml")
	}
	return name
}

// relate adds a relationship to the part's own, which may not have any yet.
func (c *copier) relate(part, typ, target string) error {
	rels, list := opc.RelsName(part), []byte(relsHead+"</Relationships>")
	if e := c.pkg.Entry(rels); e != nil {
		var err error
		if list, err = e.Text(); err != nil {
			return err
		}
		rels = e.Name
	} else {
		c.added = append(c.added, rels)
	}
	id := ""
	for n := 1; id == "" || slices.ContainsFunc(c.pkg.Relationships(part), func(r opc.Relationship) bool { return r.ID == id }); n++ {
		id = "rIdComments" + strconv.Itoa(n)
	}
	c.changed[rels] = appendChild(list, "<"+prefixOf(rootName(list))+`Relationship Id="`+id+`" Type="`+typ+`" Target="/`+escape(target)+`"/>`)
	return nil
}

// nextID is larger than the id of every comment there is or is referred to.
func nextID(parts ...[]byte) int {
	next := 0
	for _, src := range parts {
		s := wml.NewScanner(src, 0)
		for s.Next() {
			t := s.Token()
			if t.Kind != wml.Start && t.Kind != wml.Empty || t.Name.Space != wml.W || !strings.HasPrefix(t.Name.Local, "comment") {
				continue
			}
			if n, err := strconv.Atoi(string(s.Value(wml.W, "id"))); err == nil && n < 1<<30 {
				next = max(next, n+1)
			}
		}
	}
	return next
}

// rootName is the name, prefix and all, of the first element of a text.
func rootName(b []byte) string {
	s := wml.NewScanner(b, 0)
	for s.Next() {
		if t := s.Token(); t.Kind == wml.Start || t.Kind == wml.Empty {
			return tagName(b[t.Start:])
		}
	}
	return ""
}

// tagName is the name of the tag that b begins with.
func tagName(b []byte) string {
	if i := bytes.IndexAny(b, " \t\r\n/>"); i > 0 {
		return string(b[1:i])
	}
	return ""
}

// prefixOf is the prefix of a name with its colon, "" if it has none.
func prefixOf(name string) string { return name[:strings.IndexByte(name, ':')+1] }

// appendChild puts markup at the end of the root element.
func appendChild(b []byte, xml string) []byte {
	if i := bytes.LastIndex(b, []byte("</")); i >= 0 {
		return slices.Concat(b[:i], []byte(xml), b[i:])
	}
	i := bytes.LastIndex(b, []byte("/>"))
	if i < 0 {
		return b
	}
	return slices.Concat(b[:i], []byte(">"+xml+"</"+rootName(b)+">"))
}
