package docxtemplate

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// poi-tl's table rows: a tag that names a list, in the row itself or in the one
// above (as a rule the row of titles), and names in square brackets.
//
//	| {{明细}}名称 | 金额   |
//	| [名称]       | [金额] |

var bracketed = regexp.MustCompile(`\[[^\[\]{}｛｝]{1,200}\]`)

// bracketRows makes the rows that hold names in brackets repeat.
func (l *layout) bracketRows() {
	units := map[int32][]*unit{} // by row
	for _, u := range l.units {
		if row := l.ancestor(u.node, kindRow); u.para && row >= 0 {
			units[row] = append(units[row], u)
		}
	}
	for n := range l.nodes {
		if l.nodes[n].kind != kindTable {
			continue
		}
		above := int32(-1)
		for _, row := range l.under(int32(n), kindRow, kindTable) {
			head := l.listTag(units[row])
			if head == nil {
				head = l.listTag(units[above])
			}
			if head != nil && l.brackets(units[row], head) {
				head.Kind, head.ofRow = lang.Loop, true
				l.addRegion(&region{kind: regionBlock, block: &block{open: head, close: head, rows: true}, rank: head.order,
					start: pos(l.nodes[row].start, 0), end: pos(l.nodes[row].end, 0)})
			}
			above = row
		}
	}
}

// listTag is the tag of a row that may name the list of a row with brackets: the
// first that is only a name, of a list if a type or a schema tells.
func (l *layout) listTag(units []*unit) (first *tag) {
	for _, u := range units {
		for _, t := range u.tags {
			if t.broken || t.Kind != lang.Value || len(t.Pipes) > 0 || t.ofRow {
				continue
			}
			p, plain := t.Expr.IsPath()
			if !plain {
				continue
			}
			if l.c.root == nil || l.c.isList(p) {
				return t
			}
			first = cmp.Or(first, t)
		}
	}
	return first
}

// isList reports whether a path of the type is a list.
func (c *compiler) isList(p lang.Path) bool {
	s := &spec{c: c, scopes: []scope{{shape: c.root}}}
	t, miss := s.lookUp(p, true)
	return miss == nil && t.shape.class == classList
}

// brackets makes tags of the names in brackets of a row; false when there are none.
func (l *layout) brackets(units []*unit, head *tag) bool {
	found := false
	for _, u := range units {
		for _, at := range bracketed.FindAllStringIndex(u.text, -1) {
			if slices.ContainsFunc(u.tags, func(t *tag) bool { return t.from < at[1] && at[0] < t.to }) {
				continue
			}
			inner := u.text[at[0]+1 : at[1]-1]
			t, err := lang.Parse(inner, l.c.lang)
			if err != nil || t.Kind != lang.Value && t.Kind != lang.Image && t.Kind != lang.Rich {
				continue // text
			}
			l.c.readTag(u, &tag{from: at[0], to: at[1], raw: u.text[at[0]:at[1]]}, inner, 1)
			found = true
		}
		slices.SortStableFunc(u.tags, func(a, b *tag) int { return a.from - b.from })
	}
	return found
}
