package docxtemplate

import (
	"reflect"
	"strings"
	"time"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// Names that are there and are used for what they are not, such as the 千分位 of
// a text: each tag is tried with examples of the values that the type or the
// schema says it has. What no example goes through is a warning, since a text
// may well hold a figure.

// leafKind is what a schema says of a leaf.
type leafKind uint8

const (
	anyLeaf leafKind = iota // nothing: its format or pattern may make it one of many things
	textLeaf
	numberLeaf
	dateLeaf
	pictureLeaf // bytes in base64
	boolLeaf
)

var leafTitles = map[leafKind]string{textLeaf: "文字", numberLeaf: "数", dateLeaf: "日期", pictureLeaf: "图片", boolLeaf: "是或否"}

// stringLeaf says what a string of a schema is.
func stringLeaf(m map[string]any) *shape {
	s := &shape{class: classLeaf, kind: textLeaf}
	switch format, _ := m["format"].(string); {
	case format == "date", format == "date-time":
		s.kind = dateLeaf
	case m["contentEncoding"] != nil || m["contentMediaType"] != nil:
		s.kind = pictureLeaf
	case format != "" || m["pattern"] != nil:
		s.kind = anyLeaf
	}
	return s
}

// leafKindOf is what a leaf is, by the schema or its Go type.
func (s *shape) leafKindOf() leafKind {
	if s.kind != anyLeaf || s.typ == nil {
		return s.kind
	}
	switch {
	case s.typ == timeType:
		return dateLeaf
	case s.typ.PkgPath() != "": // a type of the program's own may print and count as it likes
		return anyLeaf
	}
	switch k := s.typ.Kind(); {
	case k == reflect.String:
		return textLeaf
	case k == reflect.Bool:
		return boolLeaf
	case k >= reflect.Int && k <= reflect.Float64 && k != reflect.Uintptr:
		return numberLeaf
	}
	return anyLeaf
}

// examples are values of a leaf, one of which every right use of it goes through. A text may be a date.
var examples = map[leafKind][2]any{
	textLeaf: {"甲", "2023-01-01"}, numberLeaf: {2, 2}, boolLeaf: {true, true},
	dateLeaf: {time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), "2023-01-01"},
}

// takes notes what a path of a tag leads to.
func (u *usage) takes(t *tag, p lang.Path, s *shape) {
	if u == nil {
		return
	}
	if u.taken[t] == nil {
		u.taken[t] = map[string]*shape{}
	}
	u.taken[t][p.String()] = s
}

// exampleScope gives each path an example of what it leads to.
type exampleScope struct {
	taken  map[string]*shape
	list   []any // stands for any list
	choice int
	blind  *bool // nothing is known of a path
}

func (s exampleScope) Lookup(p lang.Path) (any, bool) {
	sh := s.taken[p.String()]
	if sh == nil {
		*s.blind = true
		return nil, true
	}
	if sh.class == classList {
		return s.list, true
	}
	v, ok := examples[sh.leafKindOf()]
	if sh.class != classLeaf || !ok {
		*s.blind = true
		return nil, true
	}
	return v[s.choice], true
}

// Each gives an example of what a path reaches through lists.
func (s exampleScope) Each(p lang.Path, yield func(any) bool) bool {
	if sh := s.taken[p.String()]; sh != nil && sh.class == classLeaf {
		v, ok := examples[sh.leafKindOf()]
		*s.blind = *s.blind || !ok
		yield(v[s.choice])
		return true
	}
	*s.blind = true
	return true
}

// lintTypes warns of names used for what they are not.
func (c *compiler) lintTypes(tags []*tag) {
	for _, t := range tags {
		taken := c.use.taken[t]
		if t.broken || t.unit.twin || taken == nil {
			continue
		}
		if why := c.misused(t, taken); why != "" {
			c.warn(t.unit, t.from, t.to, "wrong-type", typesOf(t, taken)+"，用在这里会出错（"+why+"）", "请改用合适的字段或格式")
		}
	}
}

// misused says why a tag cannot print what its paths lead to; "" when it can, or nobody knows.
func (c *compiler) misused(t *tag, taken map[string]*shape) string {
	p, plain := t.Expr.IsPath()
	only := (*shape)(nil)
	if plain {
		only = taken[p.String()]
	}
	switch {
	case only == nil:
	case t.Kind == lang.Image || t.alt && only.class != classLeaf:
		if k := only.leafKindOf(); only.class == classList || k != anyLeaf && k != pictureLeaf || only.class == classObject && only.typ == nil {
			return "这里要图片"
		}
		return ""
	case t.Kind == lang.Rich:
		if only.class == classObject && only.typ == nil {
			return "这里要文字、段落或表格"
		}
		return ""
	}
	var list []any
	if t.chain.Len() == 0 {
		list = []any{"…"} // a list of something is not counted with; what a format takes of its elements is not known
	}
	why := ""
	for choice := range 2 {
		blind := false
		v, err := t.Expr.Eval(exampleScope{taken, list, choice, &blind})
		if err == nil && t.Kind == lang.Value {
			_, err = t.chain.Apply(v)
		}
		if blind || err == nil {
			return ""
		}
		if choice == 0 {
			why = err.Error()
		}
	}
	return why
}

// typesOf says what the paths of a tag lead to: 单位 是文字.
func typesOf(t *tag, taken map[string]*shape) string {
	var out []string
	for _, p := range append(t.Expr.Paths(), t.Expr.Lists()...) {
		s := taken[p.String()]
		switch {
		case s == nil:
		case s.class == classList:
			out = append(out, p.String()+" 是列表")
		case s.class == classObject:
			out = append(out, p.String()+" 是一组字段")
		case leafTitles[s.leafKindOf()] != "":
			out = append(out, p.String()+" 是"+leafTitles[s.leafKindOf()])
		}
	}
	return strings.Join(out, "，")
}
