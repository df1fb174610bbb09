package evalreport

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"
)

// Derived is a figure that follows from others: a sum, a rate, a score, a grade. It stands beside what the unit declared
// and never replaces it.
type Derived struct {
	Path    string // what is derived: basic_data.expenditure.total.final
	Label   string // 基础数据表·经费控制情况·支出总额·决算数
	Rule    string // the rule that compares it with what was declared, R01; empty when none does
	Value   any    // of the type of the field: Amount, Percent, Score, Count or Grade
	Exact   decimal.Decimal
	Formula string // in the words of the form: 支出总额 = 基本支出 + 项目支出
	Terms   []Term // what went in, in the order of the formula
}

// Text is the value as it would be printed.
func (d Derived) Text() string { return fmt.Sprint(d.Value) }

// Term is a figure that a derived one was computed from.
type Term struct {
	Path     string
	Label    string // as the formula names it
	Value    decimal.Decimal
	Places   int32 // as printed
	Negative bool  // subtracted
	Divisor  bool  // stands below the line of a rate
	Derived  bool  // was blank and is itself derived
	Dash     bool  // printed as a dash, for none
}

// Derivation is all that follows from a report, in the order in which it was computed: parts before wholes. A path
// appears more than once when several formulas give it; the first is the one that [Fill] uses.
type Derivation []Derived

// Of is what was derived for path, by the first formula that gives it.
func (d Derivation) Of(path string) (Derived, bool) {
	for _, one := range d {
		if one.Path == path {
			return one, true
		}
	}
	return Derived{}, false
}

// Derive computes sums, rates, scores and the grade, each by the formula that the form or the section gives it; weights, caps and grade
// bands are those of the scheme. A figure that the report leaves blank is taken from what was derived for it, if
// anything was; a formula of which a needed part is blank gives nothing. Nothing in the report is changed.
//
// Sums keep as many decimal places as the most precise term. Rates are rounded half up to two places; a profile that
// prints fewer (control rates in tables are usually whole numbers) formats them so. Scores are rounded half up to two
// places. Noughts at the end of a rate or score are dropped: 100%, not 100.00%. A sum of dashes is a dash.
func Derive(r *Report, s Scheme) Derivation {
	d := &deriver{root: r, scheme: s, found: map[string]int{}, done: map[[2]string]bool{}}
	for before := -1; before < len(d.out); { // what one pass derives, the next can build on
		before = len(d.out)
		d.visit(reflect.ValueOf(r).Elem(), "")
	}
	return d.out
}

// Fill copies derived figures into the blanks of r, and returns the paths that it filled. What was declared stays.
func Fill(r *Report, d Derivation) []string {
	var filled []string
	for _, one := range d {
		at, ok := Lookup(r, one.Path)
		if !ok || !isBlank(at) || reflect.TypeOf(one.Value) != at.Type() {
			continue
		}
		at.Set(reflect.ValueOf(one.Value))
		filled = append(filled, one.Path)
	}
	return filled
}

func isBlank(v reflect.Value) bool {
	if b, ok := v.Interface().(interface{ IsBlank() bool }); ok {
		return b.IsBlank()
	}
	return v.IsZero()
}

// deriver walks a report, parts before wholes.
type deriver struct {
	root   *Report
	scheme Scheme
	out    Derivation
	found  map[string]int     // path → index in out of the first
	done   map[[2]string]bool // path and formula
}

// visit derives what stands below v, then what v's own type says.
func (d *deriver) visit(v reflect.Value, path string) {
	switch {
	case isLeaf(v.Type()):
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			d.visit(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case v.Kind() == reflect.Struct:
		d.visitFields(v, path)
		for _, f := range formulasOf[v.Type().Name()] {
			f.apply(d, v, path)
		}
		d.scores(v, path)
	}
}

// visitFields derives what stands below v; the fields of an embedded struct are v's own.
func (d *deriver) visitFields(v reflect.Value, path string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			d.visit(v.Field(i), path)
		case f.IsExported() && name != "" && name != "-":
			d.visit(v.Field(i), join(path, name))
		}
	}
}

func join(path, name string) string {
	if path == "" || strings.HasPrefix(name, "[") {
		return path + name
	}
	return path + "." + name
}

// add records a derived figure, once for each formula.
func (d *deriver) add(one Derived) {
	key := [2]string{one.Path, one.Formula}
	if d.done[key] {
		return
	}
	d.done[key] = true
	one.Label = Label(d.root, one.Path)
	if _, ok := d.found[one.Path]; !ok {
		d.found[one.Path] = len(d.out)
	}
	d.out = append(d.out, one)
}

// figureAt is the figure at path: as declared or, when that is blank, as derived.
func (d *deriver) figureAt(path string) (t Term, ok bool) {
	at, ok := Lookup(d.root, path)
	if !ok {
		return Term{}, false
	}
	value := at.Interface()
	t = Term{Path: path}
	if i, derived := d.found[path]; derived && isBlank(at) {
		t.Derived, value = true, d.out[i].Value
	}
	if dash, ok := value.(interface{ IsDash() bool }); ok {
		t.Dash = dash.IsDash()
	}
	t.Value, t.Places, ok = decimalOf(value)
	return t, ok
}

func decimalOf(v any) (decimal.Decimal, int32, bool) {
	f, ok := v.(interface {
		Decimal() (decimal.Decimal, bool)
		Places() int32
	})
	if !ok {
		return decimal.Decimal{}, 0, false
	}
	value, ok := f.Decimal()
	return value, f.Places(), ok
}

// none is a dash as a figure of the type t.
func none(t reflect.Type) any {
	v := reflect.New(t)
	if err := v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte("-")); err != nil {
		panic(err) // every figure may be a dash
	}
	return v.Elem().Interface()
}

// typed is value as a figure of the type t.
func typed(t reflect.Type, value decimal.Decimal, places int32) any {
	switch t {
	case reflect.TypeFor[Percent]():
		return NewPercent(trimmed(value))
	case reflect.TypeFor[Score]():
		return NewScore(trimmed(value))
	case reflect.TypeFor[Count]():
		return Count{figure{scaled(value, 0), plain}}
	}
	return NewAmount(scaled(value, places))
}

// scaled rounds half up (away from zero) and prints with exactly so many places.
func scaled(d decimal.Decimal, places int32) decimal.Decimal {
	d = d.Round(places)
	return decimal.NewFromBigInt(d.Shift(places).BigInt(), -places)
}

// trimmed rounds to two places, half up, and drops noughts at the end.
func trimmed(d decimal.Decimal) decimal.Decimal {
	for places := int32(0); places < MoneyPlaces; places++ {
		if s := scaled(d, places); s.Equal(d.Round(MoneyPlaces)) {
			return s
		}
	}
	return scaled(d, MoneyPlaces)
}
