package rules

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// amountPlaces is the most decimal places, up to two, that the report's amounts are printed with: the precision that its
// sums can be held to.
var amountPlaces = check.NewMemo(func(p *check.Pass) int32 {
	var most int32
	for _, a := range amounts.Of(p) {
		most = max(most, a.value.Places())
	}
	return min(most, evalreport.MoneyPlaces)
})

// cached is something that rules want to know of a text: each run works it out once for each text, whichever rules ask.
type cached[K ~string, V any] struct {
	known *check.Memo[map[K]V]
	of    func(*check.Pass, K) V
}

func newCached[K ~string, V any](of func(*check.Pass, K) V) *cached[K, V] {
	return &cached[K, V]{check.NewMemo(func(*check.Pass) map[K]V { return map[K]V{} }), of}
}

// Of is what is to be known of k.
func (c *cached[K, V]) Of(p *check.Pass, k K) V {
	known := c.known.Of(p)
	v, ok := known[k]
	if !ok {
		v = c.of(p, k)
		known[k] = v
	}
	return v
}

// plan says where the leaves of one type stand in a struct: fields that hold them, at any depth. It is computed once for
// each type, so that a visit touches nothing else.
type plan struct {
	name  string
	index []int
	leaf  bool
	list  bool
	below []*plan
}

// planOf lists what to visit in t for leaves of the type want, leaving out what is of the types but.
func planOf(t reflect.Type, want func(reflect.Type) bool, but ...reflect.Type) []*plan {
	var list []*plan
	for _, n := range evalreport.Names(t) {
		ft := t.FieldByIndex(n.Index).Type
		q := &plan{name: n.JSON, index: n.Index}
		if ft.Kind() == reflect.Slice {
			q.list, ft = true, ft.Elem()
		}
		switch {
		case slices.Contains(but, ft):
			continue
		case want(ft):
			q.leaf = true
		case ft.Kind() == reflect.Struct && !evalreport.IsLeaf(ft):
			if q.below = planOf(ft, want, but...); len(q.below) == 0 {
				continue
			}
		default:
			continue
		}
		list = append(list, q)
	}
	return list
}

var (
	amountPlan = planOf(reportType, func(t reflect.Type) bool { return t == reflect.TypeFor[evalreport.Amount]() })
	namePlan   = planOf(reportType, func(t reflect.Type) bool { return t.Kind() == reflect.String }, reflect.TypeFor[evalreport.Block]())
	blockPlan  = planOf(reportType, func(t reflect.Type) bool { return t == reflect.TypeFor[evalreport.Block]() })
)

// index is the path of an element of a list.
func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// cursor is where a visit stands; its path is put together on demand.
type cursor struct {
	steps []cursorStep
	visit func(*cursor, reflect.Value) bool
}

// position is a place in the report whose path is put together on demand.
type position interface{ path() string }

// fixed is a position whose path is known.
type fixed string

func (f fixed) path() string { return string(f) }

type cursorStep struct {
	name  string
	index int // -1: not in a list
}

func (c *cursor) path() string {
	var b strings.Builder
	for i, s := range c.steps {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(s.name)
		if s.index >= 0 {
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		}
	}
	return b.String()
}

// visitLeaves calls visit for each leaf of the plan until it returns false.
func visitLeaves(at reflect.Value, plans []*plan, visit func(*cursor, reflect.Value) bool) {
	(&cursor{visit: visit}).all(at, plans)
}

func (c *cursor) all(at reflect.Value, plans []*plan) bool {
	for _, q := range plans {
		v := at.FieldByIndex(q.index)
		if !q.list {
			if !c.one(q, v, -1) {
				return false
			}
			continue
		}
		for i := range v.Len() {
			if !c.one(q, v.Index(i), i) {
				return false
			}
		}
	}
	return true
}

func (c *cursor) one(q *plan, v reflect.Value, i int) bool {
	c.steps = append(c.steps, cursorStep{q.name, i})
	ok := false
	if q.leaf {
		ok = c.visit(c, v)
	} else {
		ok = c.all(v, q.below)
	}
	c.steps = c.steps[:len(c.steps)-1]
	return ok
}

// scratch is what a rule may fill for itself; it is handed from rule to rule.
type scratch struct {
	seen    map[string]int
	numbers []evalreport.Number
}

var scratches = check.NewMemo(func(*check.Pass) *scratch { return &scratch{seen: map[string]int{}} })

// emptyIndex is an empty map for a rule to fill. The next rule that asks gets the same.
func emptyIndex(p *check.Pass) map[string]int {
	s := scratches.Of(p)
	clear(s.seen)
	return s.seen
}

// table is a table as printed inside the narrative.
type table struct {
	path string
	form string // path of the form that it prints, if any
	rows [][]string
}

// prose is what the narrative of all sections holds, found in one walk.
type prose struct {
	tables     []table
	paragraphs []leaf[string]
	headings   map[string][]heading // by section: headings inside it, and paragraphs that open with a number
}

var narrative = check.NewMemo(func(p *check.Pass) *prose {
	in := &leaves{reflect.ValueOf(p.Report).Elem(), blockPlan}
	list, n := &prose{headings: map[string][]heading{}}, 0
	visitLeaves(in.root, in.plans, func(c *cursor, v reflect.Value) bool {
		b := v.Addr().Interface().(*evalreport.Block)
		if len(b.Table) > 0 {
			list.tables = append(list.tables, table{c.path(), b.Form, b.Table})
		}
		if b.Text != "" {
			list.paragraphs = append(list.paragraphs, leaf[string]{b.Text, n, in})
		}
		if o := headingNumber(b.Text); b.Heading > 0 || o.style != "" {
			path := c.path()
			section, _, _ := strings.Cut(path, ".narrative[")
			list.headings[section] = append(list.headings[section], heading{path, b.Text, max(b.Heading, inRunning), o})
		}
		n++
		return true
	})
	return list
})

// visitNames calls visit for every text of the report but the paragraphs of its narrative: names, items, cells of forms and
// of printed tables.
func visitNames(p *check.Pass, visit func(text string, at position)) {
	visitLeaves(reflect.ValueOf(p.Report).Elem(), namePlan, func(c *cursor, v reflect.Value) bool {
		if s := v.String(); s != "" {
			visit(s, c)
		}
		return true
	})
	for _, t := range narrative.Of(p).tables {
		at := fixed(t.path)
		for _, row := range t.rows {
			for _, cell := range row {
				if cell != "" {
					visit(cell, at)
				}
			}
		}
	}
}

// leaf is a value somewhere in the report. It remembers which one in printed order it was, and finds its path again when
// there is something to say about it.
type leaf[T any] struct {
	value  T
	number int
	in     *leaves
}

// leaves are all values of one plan.
type leaves struct {
	root  reflect.Value
	plans []*plan
}

func (l *leaf[T]) path() (path string) {
	n := 0
	visitLeaves(l.in.root, l.in.plans, func(c *cursor, _ reflect.Value) bool {
		if n == l.number {
			path = c.path()
		}
		n++
		return path == ""
	})
	return path
}

// amounts are the amounts that are filled in.
var amounts = check.NewMemo(func(p *check.Pass) (list []leaf[*evalreport.Amount]) {
	in, n := &leaves{reflect.ValueOf(p.Report).Elem(), amountPlan}, 0
	visitLeaves(in.root, in.plans, func(_ *cursor, v reflect.Value) bool {
		if a := v.Addr().Interface().(*evalreport.Amount); !a.IsBlank() {
			list = append(list, leaf[*evalreport.Amount]{a, n, in})
		}
		n++
		return true
	})
	return list
})

// heading is a heading as printed, with its level, wherever the report keeps it.
type heading struct {
	path, text string
	level      int
	ordinal
}

// inRunning is the level of what opens like a heading and is a paragraph: （一）项目概况。本项目…
const inRunning = 0

// headings are all headings in printed order: those of the outline, each followed by those inside its section, paragraphs
// that open with a number among them.
var headings = check.NewMemo(func(p *check.Pass) []heading {
	inside := maps.Clone(narrative.Of(p).headings)
	var list []heading
	for i, e := range p.Report.Outline {
		if e.Heading != "" {
			list = append(list, heading{index("outline", i) + ".heading", e.Heading, e.Level, headingNumber(e.Heading)})
		}
		list = append(list, inside[e.Section]...)
		delete(inside, e.Section) // a section that two headings share is read once
	}
	return list
})
