package evalreport

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// formulaText is a formula as it is written down.
type formulaText struct{ of, rule, columns, text string }

// formula is a relation between figures of one struct.
type formula struct {
	of      string   // the struct that it holds in: BasicExpenses
	rule    string   // the rule that checks it: R01
	columns []string // the columns in which it holds, each by itself: prior, budget, final; none when it stands alone
	text    string   // total = basic + project

	target  string
	above   []part // the terms of the sum, or of what is divided
	below   []part // the divisor, when it is a rate
	perItem string // the list for each element of which it holds
	orZero  bool   // a rate of nothing is 0
}

// part is a term of a formula.
type part struct {
	path     string
	function string // sum, count, or none
	field    string // of the elements summed
	negative bool
	optional bool
}

// formulasOf are the formulas by which [Derive] works, by struct.
var formulasOf = groupFormulas(parseFormulas(formulas))

func groupFormulas(all []formula) map[string][]formula {
	groups := map[string][]formula{}
	for _, f := range all {
		groups[f.of] = append(groups[f.of], f)
	}
	return groups
}

func parseFormulas(texts []formulaText) []formula {
	out := make([]formula, len(texts))
	for i, t := range texts {
		f := formula{of: t.of, rule: t.rule, columns: strings.Fields(t.columns), text: t.text}
		left, right, _ := strings.Cut(t.text, " = ")
		right, f.orZero = strings.CutSuffix(right, " or 0")
		above, below, _ := strings.Cut(right, " / ")
		f.target, f.above, f.below = left, parseParts(above), parseParts(below)
		f.perItem, _, _ = strings.Cut(left, "[]")
		if f.perItem == left {
			f.perItem = ""
		}
		out[i] = f
	}
	return out
}

// parseParts reads "a + b? - sum(c.d)", in brackets or not.
func parseParts(s string) []part {
	if strings.HasPrefix(s, "(") {
		s = strings.Trim(s, "()")
	}
	var out []part
	negative := false
	for _, word := range strings.Fields(s) {
		switch word {
		case "+", "-":
			negative = word == "-"
			continue
		}
		p := part{negative: negative}
		word, p.optional = strings.CutSuffix(word, "?")
		p.path = word
		if function, argument, ok := strings.Cut(strings.TrimSuffix(word, ")"), "("); ok {
			p.function = function
			p.path, p.field, _ = strings.Cut(argument, ".")
		}
		out = append(out, p)
	}
	return out
}

// apply derives the formula's figure for the struct v at path, in every column and for every element.
func (f formula) apply(d *deriver, v reflect.Value, path string) {
	columns := f.columns
	if len(columns) == 0 {
		columns = []string{""}
	}
	items := []string{""}
	if f.perItem != "" {
		list, _ := find(v, f.perItem)
		items = items[:0]
		for i := range list.Len() {
			items = append(items, fmt.Sprintf("[%d]", i))
		}
	}
	for _, column := range columns {
		for _, item := range items {
			use{f, d, v, path, column, item}.derive()
		}
	}
}

// use is a formula at one place, in one column, for one element.
type use struct {
	formula
	*deriver
	v                  reflect.Value
	base, column, item string
}

// at is the full path of a name in the formula.
func (u use) at(name string) string {
	name = strings.Replace(name, "[]", u.item, 1)
	switch {
	case name == ".":
		name = u.column
	case u.column != "":
		name += "." + u.column
	}
	return join(u.base, name)
}

func (u use) derive() {
	above, ok := u.terms(u.above)
	if !ok {
		return
	}
	below, ok := u.terms(u.below)
	if !ok {
		return
	}
	target := u.at(u.target)
	field, ok := Lookup(u.root, target)
	if !ok {
		return
	}
	exact, places := total(above)
	if len(u.below) > 0 {
		divisor, _ := total(below)
		switch {
		case !divisor.IsZero():
			exact = exact.Shift(2).DivRound(divisor, 16)
		case u.orZero:
			exact = decimal.Zero
		default:
			return
		}
	}
	for i := range below {
		below[i].Divisor = true
	}
	value := typed(field.Type(), exact, places)
	if len(u.below) == 0 && !slices.ContainsFunc(above, func(t Term) bool { return !t.Dash }) {
		value = none(field.Type())
	}
	u.add(Derived{
		Path: target, Rule: u.rule, Value: value, Exact: exact,
		Formula: u.words(), Terms: append(above, below...),
	})
}

func total(terms []Term) (sum decimal.Decimal, places int32) {
	for _, t := range terms {
		if t.Negative {
			sum = sum.Sub(t.Value)
		} else {
			sum = sum.Add(t.Value)
		}
		places = max(places, t.Places)
	}
	return sum, places
}

// terms looks up the parts, and reports false when one that is needed is blank or all are.
func (u use) terms(parts []part) ([]Term, bool) {
	var out []Term
	given := len(parts) == 0
	for _, p := range parts {
		terms, ok := u.part(p)
		if !ok && !p.optional {
			return nil, false
		}
		if ok {
			given = true
			out = append(out, terms...)
		}
	}
	return out, given
}

func (u use) part(p part) ([]Term, bool) {
	if p.function == "" {
		t, ok := u.figureAt(u.at(p.path))
		t.Label, t.Negative = u.word(p), p.negative
		return []Term{t}, ok
	}
	list, ok := find(u.v, p.path)
	if !ok || list.Len() == 0 {
		return nil, false
	}
	path := join(u.base, p.path)
	if p.function == "count" {
		return []Term{{Path: path, Label: u.word(p), Value: decimal.NewFromInt(int64(list.Len()))}}, true
	}
	field := p.field
	if field == "" {
		field = u.column
	}
	var out []Term
	for i := range list.Len() {
		t, ok := u.figureAt(fmt.Sprintf("%s[%d].%s", path, i, field))
		if !ok {
			return nil, false
		}
		t.Negative = p.negative
		t.Label = elementLabel(list.Index(i), i)
		out = append(out, t)
	}
	return out, true
}

// words is the formula in the words of the form.
func (u use) words() string {
	above, below := u.sentence(u.above), u.sentence(u.below)
	s := u.word(part{path: u.target}) + " = " + above
	if below != "" {
		s += " ÷ " + below + " × 100%"
	}
	if u.column != "" && u.target != "." {
		row, _ := find(u.v, u.target)
		s += "（" + Label(row.Addr().Interface(), u.column) + "）"
	}
	return s
}

func (u use) sentence(parts []part) string {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case p.negative:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(u.word(p))
	}
	if len(parts) > 1 && len(u.below) > 0 {
		return "（" + b.String() + "）"
	}
	return b.String()
}

// word is what the form calls a part.
func (u use) word(p part) string {
	name := strings.Replace(p.path, "[]", u.item, 1)
	if name == "." {
		name = u.column
	}
	label := Label(u.v.Addr().Interface(), name)
	switch p.function {
	case "sum":
		list, _ := find(u.v, p.path)
		if p.field == "" && strings.HasPrefix(label, "按") {
			return label + "各项之和"
		}
		if p.field == "" || !list.IsValid() {
			return "各" + label + "之和"
		}
		element := reflect.New(list.Type().Elem())
		return "各" + label + "的" + Label(element.Interface(), p.field) + "之和"
	case "count":
		return label + "的个数"
	}
	return label
}
