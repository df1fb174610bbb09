package rules

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// amountPlaces is the most decimal places, up to two, that the report's amounts are printed with: the precision that its
// sums can be held to.
var amountPlaces = check.NewMemo(func(p *check.Pass) int32 {
	var most int32
	visitLeaves(reflect.ValueOf(p.Report).Elem(), amountPlan, func(_ *cursor, v reflect.Value) bool {
		if a := v.Addr().Interface().(*evalreport.Amount); !a.IsBlank() {
			most = max(most, a.Places())
		}
		return most < evalreport.MoneyPlaces
	})
	return most
})

// plan says where the leaves of one type stand in a struct: fields that hold them, at any depth. It is computed once for
// each type, so that a visit touches nothing else.
type plan struct {
	name  string
	index []int
	leaf  bool
	list  bool
	below []*plan
}

// planOf lists what to visit in t for leaves of the type want.
func planOf(t reflect.Type, want func(reflect.Type) bool) []*plan {
	var list []*plan
	for _, n := range evalreport.Names(t) {
		ft := t.FieldByIndex(n.Index).Type
		q := &plan{name: n.JSON, index: n.Index}
		if ft.Kind() == reflect.Slice {
			q.list, ft = true, ft.Elem()
		}
		switch {
		case want(ft):
			q.leaf = true
		case ft.Kind() == reflect.Struct && !evalreport.IsLeaf(ft):
			if q.below = planOf(ft, want); len(q.below) == 0 {
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
	textPlan   = planOf(reportType, func(t reflect.Type) bool { return t.Kind() == reflect.String })
	blockPlan  = planOf(reportType, func(t reflect.Type) bool { return t == reflect.TypeFor[evalreport.Block]() })
)

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

// table is a table as printed inside the narrative.
type table struct {
	path string
	form string // path of the form that it prints, if any
	rows [][]string
}

// tables are the printed tables of all sections.
var tables = check.NewMemo(func(p *check.Pass) []table {
	var list []table
	visitLeaves(reflect.ValueOf(p.Report).Elem(), blockPlan, func(c *cursor, v reflect.Value) bool {
		if b := v.Addr().Interface().(*evalreport.Block); len(b.Table) > 0 {
			list = append(list, table{c.path(), b.Form, b.Table})
		}
		return true
	})
	return list
})

// visitTexts calls visit for every text of the report, cells of printed tables included.
func visitTexts(p *check.Pass, visit func(text string, at position)) {
	visitLeaves(reflect.ValueOf(p.Report).Elem(), textPlan, func(c *cursor, v reflect.Value) bool {
		if s := v.String(); s != "" {
			visit(s, c)
		}
		return true
	})
	for _, t := range tables.Of(p) {
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

// visitParagraphs calls visit for every paragraph of the narrative.
func visitParagraphs(p *check.Pass, visit func(text string, at position)) {
	visitLeaves(reflect.ValueOf(p.Report).Elem(), blockPlan, func(c *cursor, v reflect.Value) bool {
		if s := v.Addr().Interface().(*evalreport.Block).Text; s != "" {
			visit(s, c)
		}
		return true
	})
}

// heading is a heading as printed, with its level, wherever the report keeps it.
type heading struct {
	path, text string
	level      int
}

// inRunning is the level of what opens like a heading and is a paragraph: （一）项目概况。本项目…
const inRunning = 0

// headings are all headings in printed order: those of the outline, each followed by those inside its section, paragraphs
// that open with a number among them.
var headings = check.NewMemo(func(p *check.Pass) []heading {
	inside := map[string][]heading{}
	visitLeaves(reflect.ValueOf(p.Report).Elem(), blockPlan, func(c *cursor, v reflect.Value) bool {
		b := v.Addr().Interface().(*evalreport.Block)
		if _, _, numbered := headingNumber(b.Text); b.Heading > 0 || numbered {
			path := c.path()
			section, _, _ := strings.Cut(path, ".narrative[")
			inside[section] = append(inside[section], heading{path, b.Text, max(b.Heading, inRunning)})
		}
		return true
	})
	var list []heading
	for i, e := range p.Report.Outline {
		if e.Heading != "" {
			list = append(list, heading{index("outline", i) + ".heading", e.Heading, e.Level})
		}
		list = append(list, inside[e.Section]...)
		delete(inside, e.Section) // a section that two headings share is read once
	}
	return list
})
