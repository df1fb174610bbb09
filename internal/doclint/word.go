package doclint

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

var (
	textual = map[string]bool{"t": true, "delText": true, "instrText": true, "delInstrText": true, "fldData": true, "binData": true}
	blocks  = map[string]bool{"p": true, "tbl": true, "sdt": true, "customXml": true, "altChunk": true}
)

// structure checks what Word demands of stories, cells and tables.
//
// block tells that e stands where only paragraphs, tables and their like may.
func (c *checker) structure(part string, e *element, block bool) {
	if e.space == wml.W {
		if block && e.name == "r" {
			c.fault("RUN", part, "a run outside of a paragraph: %.40q", e.child("t").string())
		}
		if !textual[e.name] && strings.TrimSpace(e.text) != "" {
			c.fault("TEXT", part, "text %q directly inside <w:%s>", e.text, e.name)
		}
		switch e.name {
		case "tc":
			if k := e.lastBlock(); k == nil || k.name == "tbl" {
				c.fault("CELL_END", part, "a cell does not end with a paragraph")
			}
		case "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent":
			if e.lastBlock() == nil {
				c.fault("STORY_EMPTY", part, "<w:%s> without a paragraph", e.name)
			}
		case "body":
			c.body(part, e)
		case "tbl":
			c.table(part, e)
		}
	}
	if !e.is("sdt") && !e.is("sdtContent") && !e.is("customXml") {
		block = e.space == wml.W && stories[e.name]
	}
	for _, k := range e.kids {
		c.structure(part, k, block)
	}
}

var revisions = map[string]bool{"ins": true, "del": true, "moveFrom": true, "moveTo": true, "rPrChange": true, "pPrChange": true}

var stories = map[string]bool{"body": true, "tc": true, "hdr": true, "ftr": true, "footnote": true, "endnote": true, "comment": true, "txbxContent": true}

func (e *element) string() string {
	if e == nil {
		return ""
	}
	return e.text
}

func (e *element) lastBlock() *element {
	for i := len(e.kids) - 1; i >= 0; i-- {
		if k := e.kids[i]; k.space == wml.W && blocks[k.name] {
			return k
		}
	}
	return nil
}

func (c *checker) body(part string, e *element) {
	if last := e.lastBlock(); last != nil && last.name == "tbl" {
		c.fault("BODY_END", part, "the body ends with a table")
	}
}

func (e *element) number(def int) int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil {
		return def
	}
	return n
}

// table checks that rows fit the grid and that merged cells continue one above.
func (c *checker) table(part string, t *element) {
	rows := t.through("tr")
	grid := t.child("tblGrid")
	if t.child("tblPr") == nil || grid == nil {
		c.fault("TABLE", part, "a table without tblPr or tblGrid")
		return
	}
	if len(rows) == 0 {
		c.fault("TABLE_EMPTY", part, "a table without rows")
	}
	width := len(grid.through("gridCol"))
	open := map[int]int{} // grid column → span of the merged cell above
	for i, r := range rows {
		cells := r.through("tc")
		if len(cells) == 0 {
			c.fault("ROW_EMPTY", part, "row %d has no cell", i+1)
		}
		col, next := 0, map[int]int{}
		if b := r.child("trPr", "gridBefore"); b != nil {
			col = b.number(0)
		}
		for _, tc := range cells {
			span := 1
			if s := tc.child("tcPr", "gridSpan"); s != nil {
				span = s.number(0)
			}
			if span < 1 {
				c.fault("GRIDSPAN", part, "row %d", i+1)
				return
			}
			if m := tc.child("tcPr", "vMerge"); m != nil {
				if m.attr("val") != "restart" && open[col] != span {
					c.fault("VMERGE", part, "row %d, grid column %d: continues nothing", i+1, col+1)
				}
				next[col] = span
			}
			col += span
		}
		if a := r.child("trPr", "gridAfter"); a != nil {
			col += a.number(0)
		}
		if col > width {
			c.fault("ROW_WIDTH", part, "row %d covers %d columns of %d", i+1, col, width)
		}
		open = next
	}
}

// unique gathers the ids that must not occur twice.
type unique struct {
	c    *checker
	seen map[string]bool
}

func newUnique(c *checker) *unique { return &unique{c, map[string]bool{}} }

func (u *unique) id(kind, part, value string) {
	key := kind + "\x00" + value
	if u.seen[key] {
		u.c.fault("ID_DUP", part, "%s %s", kind, value)
	}
	u.seen[key] = true
}

func (u *unique) part(part string, root *element) {
	r := ranges{}
	u.walk(part, root, r)
	for _, key := range slices.SortedFunc(maps.Keys(r), rangeKey.compare) {
		n := r[key]
		switch {
		case n.starts != n.ends:
			u.c.fault(strings.ToUpper(key.kind), part, "id %s starts %d times and ends %d times", key.id, n.starts, n.ends)
		case key.kind == "comment" && n.references == 0:
			u.c.fault("COMMENT", part, "id %s has a range and no reference", key.id)
		}
	}
}

// ranges counts the ends of bookmarks and of what comments are about.
type ranges map[rangeKey]*rangeEnds

type rangeKey struct{ kind, id string }

func (k rangeKey) compare(o rangeKey) int {
	return cmp.Or(strings.Compare(k.kind, o.kind), strings.Compare(k.id, o.id))
}

type rangeEnds struct{ starts, ends, references int }

func (r ranges) of(kind string, e *element) *rangeEnds {
	key := rangeKey{kind, e.attr("id")}
	if r[key] == nil {
		r[key] = &rangeEnds{}
	}
	return r[key]
}

func (u *unique) walk(part string, e *element, r ranges) {
	switch {
	case e.space == wml.MC && e.name == "Fallback":
		return // its ids are those of the twin
	case e.is("bookmarkStart"):
		u.id("bookmark", part, e.attr("name"))
		n := r.of("bookmark", e)
		n.starts++
		if n.starts > 1 {
			u.c.fault("ID_DUP", part, "bookmark id %s", e.attr("id"))
		}
	case e.is("bookmarkEnd"):
		r.of("bookmark", e).ends++
	case e.is("commentRangeStart"):
		r.of("comment", e).starts++
	case e.is("commentRangeEnd"):
		r.of("comment", e).ends++
	case e.is("comment") || e.is("footnote") || e.is("endnote"):
		u.id(e.name, part, e.attr("id"))
	case e.is("commentReference"):
		r.of("comment", e).references++
		u.id("comment reference", part, e.attr("id"))
	case e.is("style"):
		u.id("style", part, e.attr("styleId"))
	case e.is("num"):
		u.id("numbering", part, e.attr("numId"))
	case e.is("sdt"):
		if id := e.child("sdtPr", "id"); id != nil {
			u.id("content control", part, id.attr("val"))
		}
	case revisions[e.name] && e.space == wml.W && e.attr("id") != "":
		u.id("revision", part, e.attr("id"))
	case e.space == wml.WP && e.name == "docPr":
		u.id("drawing", part, e.attr("id"))
	}
	for _, a := range e.attrs {
		if a.name != "paraId" || a.space != wml.W14 {
			continue
		}
		if n, err := strconv.ParseUint(a.value, 16, 64); err != nil || n == 0 || n >= 1<<31 {
			u.c.fault("PARAID", part, "%s", a.value)
		}
		u.id("paragraph", part, a.value)
	}
	for _, k := range e.kids {
		u.walk(part, k, r)
	}
}
