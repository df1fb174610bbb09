// Package doclint finds faults of a .docx file that make Word repair or refuse
// it and that a schema does not show: parts without a type, relationships that
// lead nowhere, tables whose cells do not fit their grid, ids given twice. It is
// for tests; a document that passes has no fault this package knows of.
package doclint

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"sort"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// Check gives the faults of a file, each a line "CODE part: what is wrong", sorted.
func Check(docx []byte) []string {
	c := &checker{parts: map[string][]byte{}, types: map[string]string{}, rels: map[string]map[string]relation{}, trees: map[string]*element{}}
	if c.read(docx) {
		c.contentTypes()
		c.relationships()
		c.documents()
	}
	sort.Strings(c.faults)
	return c.faults
}

type checker struct {
	names  []string
	parts  map[string][]byte
	trees  map[string]*element
	types  map[string]string // of [Content_Types].xml: "/part" or "extension", lower case
	rels   map[string]map[string]relation
	faults []string
}

type relation struct{ kind, target string } // target is "" when external

func (c *checker) fault(code, part, format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf("%s %s: %s", code, part, fmt.Sprintf(format, args...)))
}

// read inflates and parses the parts; false when that is not possible.
func (c *checker) read(docx []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		c.fault("ZIP", "-", "%v", err)
		return false
	}
	seen := map[string]bool{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if strings.ContainsAny(f.Name, "\\") || strings.HasPrefix(f.Name, "/") || path.Clean(f.Name) != f.Name {
			c.fault("ZIP_NAME", f.Name, "illegal part name")
		}
		if k := strings.ToLower(f.Name); seen[k] {
			c.fault("ZIP_DUP", f.Name, "the name occurs twice")
		} else {
			seen[k] = true
		}
		r, err := f.Open()
		if err != nil {
			c.fault("ZIP_READ", f.Name, "%v", err)
			continue
		}
		b, err := io.ReadAll(r)
		if err != nil {
			c.fault("ZIP_READ", f.Name, "%v", err)
		}
		c.names = append(c.names, f.Name)
		c.parts[f.Name] = b
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			if c.trees[f.Name], err = parse(b); err != nil {
				c.fault("XML", f.Name, "%v", err)
			}
		}
	}
	return true
}

func (c *checker) contentTypes() {
	const name = "[Content_Types].xml"
	root := c.trees[name]
	if root == nil {
		c.fault("CT_NONE", name, "missing or unreadable")
		return
	}
	for _, k := range root.kids {
		key := strings.ToLower(k.attr("PartName") + k.attr("Extension"))
		if c.types[key] != "" {
			c.fault("CT_DUP", name, "%s", key)
		}
		c.types[key] = k.attr("ContentType")
	}
	for _, n := range c.names {
		if n != name && c.typeOf(n) == "" {
			c.fault("CT_MISSING", n, "no content type")
		}
	}
}

func (c *checker) typeOf(part string) string {
	if t := c.types["/"+strings.ToLower(part)]; t != "" {
		return t
	}
	return c.types[strings.ToLower(strings.TrimPrefix(path.Ext(part), "."))]
}

var xsdID = regexp.MustCompile(`^[\pL_][\pL\pN_.\-·]*$`)

func (c *checker) relationships() {
	lower := map[string]string{}
	for _, n := range c.names {
		lower[strings.ToLower(n)] = n
	}
	for _, n := range c.names {
		root := c.trees[n]
		if !strings.HasSuffix(n, ".rels") || root == nil {
			continue
		}
		dir, base := path.Split(n)
		owner := strings.TrimSuffix(path.Join(path.Dir(path.Clean(dir)), base), ".rels")
		if n == "_rels/.rels" {
			owner = ""
		}
		ids := map[string]relation{}
		for _, k := range root.kids {
			id, target := k.attr("Id"), k.attr("Target")
			if _, twice := ids[id]; twice {
				c.fault("REL_DUP", n, "Id %s", id)
			}
			if !xsdID.MatchString(id) {
				c.fault("REL_ID", n, "Id %q", id)
			}
			r := relation{kind: path.Base(k.attr("Type"))}
			if k.attr("TargetMode") != "External" && !strings.HasPrefix(target, "#") {
				r.target = strings.TrimPrefix(target, "/")
				if !strings.HasPrefix(target, "/") {
					r.target = path.Join(path.Dir(owner), target)
				}
				if r.target = lower[strings.ToLower(r.target)]; r.target == "" {
					c.fault("REL_MISSING", n, "%s leads to %s, which is not there", id, target)
				}
			}
			ids[id] = r
		}
		c.rels[owner] = ids
	}
}

// documents looks into the parts that hold text.
func (c *checker) documents() {
	unique := newUnique(c)
	main := 0
	for _, r := range c.rels[""] {
		if r.kind == "officeDocument" && r.target != "" {
			main++
		}
	}
	if main != 1 {
		c.fault("MAIN", "_rels/.rels", "%d main documents", main)
	}
	for _, n := range c.names {
		root := c.trees[n]
		if root == nil || strings.HasSuffix(n, ".rels") || n == "[Content_Types].xml" {
			continue
		}
		c.references(n, root)
		if root.space == wml.W && !root.is("settings") { // which name the separators of notes
			c.structure(n, root, false)
			unique.part(n, root)
		}
	}
}

// references checks that every relationship id in use exists.
func (c *checker) references(part string, e *element) {
	for _, a := range e.attrs {
		if a.space == wml.R && a.value != "" {
			if _, ok := c.rels[part][a.value]; !ok {
				c.fault("RID", part, "<%s %s=%q> has no relationship", e.name, a.name, a.value)
			}
		}
	}
	for _, k := range e.kids {
		c.references(part, k)
	}
}
