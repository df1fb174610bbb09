package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// figure is what Amount, Percent, Score and Count have in common. Rules hand out pointers to the report's own.
type figure interface {
	Number() (evalreport.Number, bool)
	Places() int32
	String() string
}

// cell is a figure with the place where it stands; its path is put together when there is something to say about it.
type cell struct {
	figure
	at    position
	field string
}

func (c cell) path() string { return c.at.path() + "." + c.field }

// ratio is one base that a printed rate may stand on.
type ratio struct {
	words       string // 执行数 ÷ 全年预算数
	part, whole cell
	minus       figure // taken from the part first; nil for none
}

func over(words string, part, whole cell) ratio { return ratio{words: words, part: part, whole: whole} }

// less is the ratio with a figure taken from its part first.
func (r ratio) less(minus figure) ratio {
	r.minus = minus
	return r
}

// percentOf is part ÷ whole in %, and false when a figure is blank or the base is nought.
func percentOf(part, whole figure) (evalreport.Number, bool) {
	p, ok1 := part.Number()
	w, ok2 := whole.Number()
	if !ok1 || !ok2 || w.IsZero() {
		return evalreport.Number{}, false
	}
	return p.Shift(2).Div(w), true
}

// value is the rate in %, and false when a figure is blank or the base is nought.
func (r *ratio) value() (evalreport.Number, bool) {
	part, ok1 := r.part.Number()
	whole, ok2 := r.whole.Number()
	if !ok1 || !ok2 || whole.IsZero() {
		return evalreport.Number{}, false
	}
	if r.minus != nil {
		d, ok := r.minus.Number()
		if !ok {
			return evalreport.Number{}, false
		}
		part = part.Sub(d)
	}
	return part.Shift(2).Div(whole), true
}

func (r *ratio) written() string {
	part := r.part.String()
	if r.minus != nil {
		part = "(" + part + " - " + r.minus.String() + ")"
	}
	return part + " ÷ " + r.whole.String()
}

// judgeRate compares a printed rate with the bases that it may stand on: right on one of them is right. It returns the
// base that comes nearest, the first of equals, and nil when there is nothing to compare.
func judgeRate(rate cell, bases []ratio) (best check.Verdict, base *ratio) {
	got, ok := rate.Number()
	if !ok {
		return check.Right, nil
	}
	best = check.Wrong
	for i := range bases {
		v, ok := bases[i].value()
		if !ok {
			continue
		}
		verdict := check.ComparePercent(got, v, rate.Places())
		if base == nil || verdict < best {
			best, base = verdict, &bases[i]
		}
		if best == check.Right {
			break
		}
	}
	return best, base
}

// checkRate judges a printed rate and says what is wrong with it, and what to do.
func checkRate(p *check.Pass, advice string, rate cell, bases ...ratio) {
	verdict, base := judgeRate(rate, bases)
	if base == nil || verdict == check.Right {
		return
	}
	got, _ := rate.Number()
	want, _ := base.value()
	p.Found(check.Finding{Severity: verdict.Severity(p.Severity()), Path: rate.path(), Reported: percentText(rate), Expected: want.StringFixed(max(2, rate.Places())) + "%",
		Related: []string{base.part.path(), base.whole.path()},
		Message: equation{Words: base.words, Written: base.written(), Expected: want, Reported: got, Shown: rate.Places(), Percent: true}.String(verdict) + advice})
}

func percentText(f figure) string {
	return strings.TrimSuffix(f.String(), "%") + "%"
}

// measured is a rate printed in a measure: 98%.
type measured struct {
	quantity
}

func (m *measured) Number() (evalreport.Number, bool) { return m.Value, m.ok && isPercent(m.Unit) }
func (m *measured) Places() int32                     { return m.quantity.Places }
func (m *measured) String() string                    { return m.Value.StringFixed(m.quantity.Places) + "%" }

func isPercent(unit string) bool { return unit == "%" || unit == "％" }

// namedRates are the results in scored forms and lists of facts that are rates, with their plain names. Rules look for
// the name that they know.
var namedRates = check.NewMemo(func(p *check.Pass) []namedRate {
	var list []namedRate
	for _, s := range sheets.Of(p) {
		for i := range s.items {
			if it := &s.items[i]; it.actual.ok && isPercent(it.actual.Unit) {
				list = append(list, namedRate{it.plain, it.cell("actual", &measured{it.actual})})
			}
		}
	}
	for _, f := range facts.Of(p).list {
		if isPercent(f.value.Unit) {
			list = append(list, namedRate{f.plain, cell{&measured{f.value}, fixed(f.at), f.field}})
		}
	}
	return list
})

type namedRate struct {
	name string
	cell
}

// checkNamed checks every printed rate with one of the names.
func checkNamed(p *check.Pass, bases []ratio, advice string, names ...string) {
	for _, n := range namedRates.Of(p) {
		for _, name := range names {
			if n.name == name {
				checkRate(p, advice, n.cell, bases...)
			}
		}
	}
}

// fundFlow is a flow of money of special funds.
type fundFlow struct {
	*evalreport.FundFlow
	at position
}

func (f fundFlow) cell(field string, v figure) cell { return cell{v, f.at, field} }

// fundFlows are the flows of money of special funds: of all together, and of each.
var fundFlows = check.NewMemo(func(p *check.Pass) []fundFlow {
	s := &p.Report.SpecialFunds
	list := []fundFlow{{&s.FundFlow, fixed("special_funds")}}
	for i := range s.Funds {
		list = append(list, fundFlow{&s.Funds[i].FundFlow, fixed(index("special_funds.funds", i))})
	}
	return list
})
