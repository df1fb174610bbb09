package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/shopspring/decimal"
)

// number is what Amount, Percent, Score and Count have in common.
type number interface {
	Decimal() (decimal.Decimal, bool)
	Places() int32
	String() string
}

// ratio is one base that a printed rate may stand on.
type ratio struct {
	words            string // 执行数 ÷ 全年预算数
	part, whole      number
	partAt, wholeAt  string
	minus            number // taken from the part first; nil for none
	complementToFull bool   // 1 - part/whole
}

// value is the rate in %, and false when a figure is blank or the base is nought.
func (r ratio) value() (decimal.Decimal, bool) {
	part, ok1 := r.part.Decimal()
	whole, ok2 := r.whole.Decimal()
	if !ok1 || !ok2 || whole.IsZero() {
		return decimal.Zero, false
	}
	if r.minus != nil {
		d, ok := r.minus.Decimal()
		if !ok {
			return decimal.Zero, false
		}
		part = part.Sub(d)
	}
	v := part.Shift(2).DivRound(whole, 16)
	if r.complementToFull {
		v = hundred.Sub(v)
	}
	return v, true
}

func (r ratio) written() string {
	part := r.part.String()
	if r.minus != nil {
		part = "(" + part + " - " + r.minus.String() + ")"
	}
	s := part + " ÷ " + r.whole.String()
	if r.complementToFull {
		return "1 - " + s
	}
	return s
}

// rate is a printed rate to be checked.
type rate struct {
	path  string
	name  string
	value number
	bases []ratio // the first that can be computed is what the message expects; any may make the rate right
}

// judge compares a rate with its bases: right on one of them is right.
func (r rate) judge() (best check.Verdict, want ratio, known bool) {
	got, ok := r.value.Decimal()
	if !ok {
		return check.Right, ratio{}, false
	}
	best = check.Wrong
	for _, b := range r.bases {
		v, ok := b.value()
		if !ok {
			continue
		}
		verdict := check.ComparePercent(got, v, r.value.Places())
		if !known || verdict < best {
			best, want, known = verdict, b, true
		}
		if best == check.Right {
			return best, want, true
		}
	}
	return best, want, known
}

// report judges a rate and says what is wrong with it.
func (r rate) report(p *check.Pass, advice string) {
	verdict, base, known := r.judge()
	if !known || verdict == check.Right {
		return
	}
	got, _ := r.value.Decimal()
	want, _ := base.value()
	p.Found(check.Finding{Severity: verdict.Severity(p.Severity()), Path: r.path, Reported: percentText(r.value), Expected: want.StringFixed(max(2, r.value.Places())) + "%",
		Related: []string{base.partAt, base.wholeAt},
		Message: equation{Words: base.words, Written: base.written(), Expected: want, Reported: got, Shown: r.value.Places(), Percent: true}.String(verdict) + advice})
}

func percentText(n number) string {
	return strings.TrimSuffix(n.String(), "%") + "%"
}

// measured is a rate printed in a measure: 98%.
type measured struct {
	quantity
}

func (m measured) Decimal() (decimal.Decimal, bool) { return m.Value, m.ok && isPercent(m.Unit) }
func (m measured) Places() int32                    { return m.Quantity.Places }
func (m measured) String() string                   { return m.Value.StringFixed(m.Quantity.Places) + "%" }

func isPercent(unit string) bool { return unit == "%" || unit == "％" }

// namedRates are the results in scored forms and lists of facts that are rates, with their plain names. Rules look for
// the name that they know.
var namedRates = check.NewMemo(func(p *check.Pass) []namedRate {
	var list []namedRate
	for _, s := range sheets.Of(p) {
		for i := range s.items {
			it := &s.items[i]
			if it.actual.ok && isPercent(it.actual.Unit) {
				list = append(list, namedRate{plainName(it.name), func() string { return it.path() + ".actual" }, measured{it.actual}})
			}
		}
	}
	for name, f := range namedFacts.Of(p) {
		if isPercent(f.value.Unit) {
			list = append(list, namedRate{name, func() string { return f.path }, measured{f.value}})
		}
	}
	return list
})

type namedRate struct {
	name  string
	path  func() string
	value measured
}

// checkNamed checks every printed rate with one of the names.
func checkNamed(p *check.Pass, bases []ratio, advice string, names ...string) {
	for _, n := range namedRates.Of(p) {
		for _, name := range names {
			if n.name == name {
				rate{n.path(), name, n.value, bases}.report(p, advice)
			}
		}
	}
}

func over(words string, part, whole number, partAt, wholeAt string) ratio {
	return ratio{words: words, part: part, whole: whole, partAt: partAt, wholeAt: wholeAt}
}

// fundFlows are the flows of money of special funds, with their paths.
func fundFlows(p *check.Pass, visit func(path string, f *evalreport.FundFlow)) {
	s := &p.Report.SpecialFunds
	visit("special_funds", &s.FundFlow)
	for i := range s.Funds {
		visit(index("special_funds.funds", i), &s.Funds[i].FundFlow)
	}
}
