package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/shopspring/decimal"
)

// sheet is what all scored forms have in common: a row for the execution rate, classes of indicators, a total.
type sheet struct {
	path       string
	title      string
	execution  *evalreport.FundRow // nil: the form has no such row
	fundsPath  string
	classes    []class
	items      []item
	total      *evalreport.ScoreTotal
	grade      evalreport.Grade
	department bool
}

type class struct {
	path   string
	name   string
	weight evalreport.Score
	groups []subgroup
	items  []item // of all its groups
}

type subgroup struct {
	path   string
	name   string
	weight evalreport.Score
	items  []item
}

// item is a row with a weight and a score.
type item struct {
	pathOf         func() string
	name           string
	class, group   string
	weight, score  evalreport.Score
	row            *evalreport.Indicator // nil on forms without targets
	target, actual quantity
}

// path is where the row stands; it is put together only when there is something to say about it.
func (it *item) path() string { return it.pathOf() }

// quantity is a target or result in figures, if it has any.
type quantity struct {
	evalreport.Quantity
	ok bool
}

func quantityOf(m evalreport.Measure) quantity {
	if !strings.ContainsAny(string(m), "0123456789０１２３４５６７８９") {
		return quantity{}
	}
	if q, ok := plainQuantity(string(m)); ok {
		return quantity{q, true}
	}
	q, ok := m.Quantity()
	return quantity{q, ok}
}

// plainQuantity reads what most cells hold, a sign, a number and a common unit (≥90%, 100家), without the full grammar of
// [evalreport.Measure.Quantity]; it gives the same result or none.
func plainQuantity(s string) (q evalreport.Quantity, ok bool) {
	for _, c := range [...]evalreport.Comparison{evalreport.AtLeast, evalreport.AtMost, evalreport.Equal, evalreport.LessThan, evalreport.GreaterThan} {
		if rest, found := strings.CutPrefix(s, string(c)); found {
			q.Comparison, s = c, rest
			break
		}
	}
	end := 0
	var n int64
	for end < len(s) && end < 15 && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' && end > 0 && q.Places == 0) {
		switch {
		case s[end] == '.':
			q.Places = 1 // counted below
		default:
			n = n*10 + int64(s[end]-'0')
		}
		end++
	}
	whole, frac, point := strings.Cut(s[:end], ".")
	if whole == "" || point && frac == "" {
		return q, false
	}
	q.Places = int32(len(frac))
	switch q.Unit = s[end:]; q.Unit {
	case "", "%", "家", "个", "人", "名", "次", "项", "万元", "亿元":
		q.Value = decimal.New(n, -q.Places)
		return q, true
	}
	return q, false
}

// sheets are the scored forms of the report.
var sheets = check.NewMemo(func(p *check.Pass) []sheet {
	r := p.Report
	var list []sheet
	if d := &r.DepartmentSelfEvaluation; len(d.Indicators) > 0 || !d.Total.Score.IsBlank() {
		list = append(list, newSheet("department_self_evaluation", "部门整体支出绩效自评表", d.Indicators, &d.Funds.Total, &d.Total, ""))
		list[0].department = true
	}
	for i := range r.ProjectSelfEvaluations {
		e := &r.ProjectSelfEvaluations[i]
		if len(e.Indicators) == 0 && e.Total.Score.IsBlank() {
			continue
		}
		list = append(list, newSheet("project_self_evaluations["+strconv.Itoa(i)+"]", e.Project, e.Indicators, &e.Funds.Total, &e.Total, e.Grade))
	}
	if f := &r.IndicatorFramework; len(f.Classes) > 0 {
		list = append(list, frameworkSheet(f))
	}
	return list
})

func newSheet(path, title string, classes []evalreport.IndicatorClass, execution *evalreport.FundRow, total *evalreport.ScoreTotal, grade evalreport.Grade) sheet {
	s := sheet{path: path, title: title, execution: execution, fundsPath: path + ".funds.total", total: total, grade: grade}
	s.items = make([]item, 0, countItems(classes)) // never grown: classes and groups are slices of it
	s.classes = make([]class, 0, len(classes))
	for i := range classes {
		c, begin := &classes[i], len(s.items)
		k := class{path: path + ".indicators[" + strconv.Itoa(i) + "]", name: c.Name, weight: c.Weight}
		for j := range c.Groups {
			g := &c.Groups[j]
			h := subgroup{path: k.path + ".groups[" + strconv.Itoa(j) + "]", name: g.Name, weight: g.Weight}
			first := len(s.items)
			for n := range g.Items {
				x := &g.Items[n]
				s.items = append(s.items, item{
					pathOf: func() string { return h.path + ".items[" + strconv.Itoa(n) + "]" },
					name:   x.Name, class: c.Name, group: g.Name, weight: x.Weight, score: x.Score, row: x,
					target: quantityOf(x.Target), actual: quantityOf(x.Actual),
				})
			}
			h.items = s.items[first:]
			k.groups = append(k.groups, h)
		}
		k.items = s.items[begin:]
		s.classes = append(s.classes, k)
	}
	return s
}

func countItems(classes []evalreport.IndicatorClass) (n int) {
	for _, c := range classes {
		for _, g := range c.Groups {
			n += len(g.Items)
		}
	}
	return n
}

func frameworkSheet(f *evalreport.IndicatorFramework) sheet {
	s := sheet{path: "indicator_framework", title: "指标体系评分表", total: &f.Total}
	for i := range f.Classes {
		c := &f.Classes[i]
		k := class{path: "indicator_framework.classes[" + strconv.Itoa(i) + "]", name: c.Name, weight: c.Weight}
		for j := range c.Groups {
			g := &c.Groups[j]
			h := subgroup{path: k.path + ".groups[" + strconv.Itoa(j) + "]", name: g.Name, weight: g.Weight}
			for n := range g.Items {
				x := &g.Items[n]
				h.items = append(h.items, item{
					pathOf: func() string { return h.path + ".items[" + strconv.Itoa(n) + "]" },
					name:   x.Name, class: c.Name, group: g.Name, weight: x.Weight, score: x.Score,
				})
			}
			s.items = append(s.items, h.items...)
			k.items = append(k.items, h.items...)
			k.groups = append(k.groups, h)
		}
		s.classes = append(s.classes, k)
	}
	return s
}

// scored reports whether the sheet has an execution row that carries points.
func (s *sheet) scored() bool {
	return s.execution != nil && (!s.execution.Weight.IsBlank() || !s.execution.Score.IsBlank())
}

// levelled reports whether the form sorts its indicators into classes or groups.
func (s *sheet) levelled() bool {
	for _, c := range s.classes {
		if c.name != "" || slices.ContainsFunc(c.groups, func(g subgroup) bool { return g.name != "" }) {
			return true
		}
	}
	return false
}

// sumOf adds one figure of each item; it reports false when one is blank, or there is none.
func sumOf(items []item, figure scoreField) (sum decimal.Decimal, ok bool) {
	for i := range items {
		d, filled := figure(&items[i]).Decimal()
		if !filled {
			return sum, false
		}
		sum = sum.Add(d)
	}
	return sum, len(items) > 0
}

func weightOf(it *item) evalreport.Score { return it.weight }
func scoreOf(it *item) evalreport.Score  { return it.score }

// writeSum writes the terms of a sum out: 4 + 3 + 3.
func writeSum(items []item, figure func(*item) evalreport.Score) string {
	var b strings.Builder
	for i := range items {
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(figure(&items[i]).String())
	}
	return b.String()
}

// itemPaths are the paths of one field of each item.
func itemPaths(items []item, field string) []string {
	list := make([]string, len(items))
	for i := range items {
		list[i] = items[i].path() + "." + field
	}
	return list
}

// met reports whether a result reaches its target; known is false when one of the two is not a figure or their units
// differ.
func (it *item) met() (met, known bool) {
	t, a := it.target, it.actual
	if !t.ok || !a.ok || t.Unit != a.Unit {
		return false, false
	}
	switch t.Comparison {
	case evalreport.AtMost:
		return a.Value.LessThanOrEqual(t.Value), true
	case evalreport.LessThan:
		return a.Value.LessThan(t.Value), true
	case evalreport.GreaterThan:
		return a.Value.GreaterThan(t.Value), true
	case evalreport.Approximately:
		return false, false
	}
	return a.Value.GreaterThanOrEqual(t.Value), true
}

// reverse reports whether less is better.
func (it *item) reverse() bool {
	return it.target.Comparison == evalreport.AtMost || it.target.Comparison == evalreport.LessThan
}
