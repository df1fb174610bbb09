package rules

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
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
	list   string // path of the list of classes
	number int    // in it
	name   string
	weight evalreport.Score
	groups []subgroup
	items  []item // of all its groups
}

type subgroup struct {
	class  *class
	number int
	name   string
	weight evalreport.Score
	items  []item
}

// item is a row with a weight and a score.
type item struct {
	group          *subgroup
	number         int
	name, plain    string // as printed, and without marks
	weight, score  evalreport.Score
	row            *evalreport.Indicator // nil on forms without targets
	target, actual quantity
}

// Where they stand is put together only when there is something to say about them.

func (c *class) path() string    { return index(c.list, c.number) }
func (g *subgroup) path() string { return index(g.class.path()+".groups", g.number) }
func (it *item) path() string    { return index(it.group.path()+".items", it.number) }

// cell is one of the item's figures.
func (it *item) cell(field string, f figure) cell { return cell{f, it, field} }

// quantity is a target or result in figures, if it has any.
type quantity struct {
	Comparison evalreport.Comparison
	Value      evalreport.Number
	Places     int32
	Unit, Note string
	ok         bool
}

// quantityOf reads a measure. What takes the full grammar is read once for all rules.
func quantityOf(p *check.Pass, m evalreport.Measure) quantity {
	if !mayHoldDigits(string(m)) {
		return quantity{}
	}
	if q := plainQuantity(string(m)); q.ok {
		return q
	}
	return measures.Of(p, m)
}

// mayHoldDigits looks for digits, and for the first byte of full-width ones in UTF-8.
func mayHoldDigits(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c == 0xEF {
			return true
		}
	}
	return false
}

var measures = newCached(func(_ *check.Pass, m evalreport.Measure) quantity {
	q, ok := m.Quantity()
	return quantity{q.Comparison, evalreport.NumberOf(q.Value), q.Places, q.Unit, q.Note, ok}
})

// plainQuantity reads what most cells hold, a sign, a number and a common unit (≥90%, 100家), without the full grammar of
// [evalreport.Measure.Quantity]; it gives the same result or none.
func plainQuantity(s string) (q quantity) {
	for _, c := range [...]evalreport.Comparison{evalreport.ComparisonAtLeast, evalreport.ComparisonAtMost, evalreport.ComparisonEqual, evalreport.ComparisonLess, evalreport.ComparisonGreater} {
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
		return q
	}
	q.Places = int32(len(frac))
	switch q.Unit = s[end:]; q.Unit {
	case "", "%", "家", "个", "人", "名", "次", "项", "万元", "亿元":
		q.Value, q.ok = evalreport.NewNumber(n, -q.Places), true
	}
	return q
}

// sheets are the scored forms of the report.
var sheets = check.NewMemo(func(p *check.Pass) []sheet {
	r := p.Report
	var list []sheet
	if d := &r.DepartmentSelfEvaluation; len(d.Indicators) > 0 || !d.Total.Score.IsBlank() {
		list = append(list, newSheet(p, "department_self_evaluation", "部门整体支出绩效自评表", d.Indicators, &d.Funds.Total, &d.Total, ""))
		list[0].department = true
	}
	for i := range r.ProjectSelfEvaluations {
		e := &r.ProjectSelfEvaluations[i]
		if len(e.Indicators) == 0 && e.Total.Score.IsBlank() {
			continue
		}
		list = append(list, newSheet(p, "project_self_evaluations["+strconv.Itoa(i)+"]", e.Project, e.Indicators, &e.Funds.Total, &e.Total, e.Grade))
	}
	if f := &r.IndicatorFramework; len(f.Classes) > 0 {
		list = append(list, frameworkSheet(p, f))
	}
	return list
})

func newSheet(p *check.Pass, path, title string, classes []evalreport.IndicatorClass, execution *evalreport.FundRow, total *evalreport.ScoreTotal, grade evalreport.Grade) sheet {
	s := sheet{path: path, title: title, execution: execution, fundsPath: path + ".funds.total", total: total, grade: grade}
	rows := 0
	for _, c := range classes {
		for _, g := range c.Groups {
			rows += len(g.Items)
		}
	}
	s.items = make([]item, 0, rows) // never grown: classes and groups are slices of it
	s.classes = make([]class, len(classes))
	for i := range classes {
		c, k, begin := &classes[i], &s.classes[i], len(s.items)
		*k = class{list: path + ".indicators", number: i, name: c.Name, weight: c.Weight, groups: make([]subgroup, len(c.Groups))}
		for j := range c.Groups {
			g, h, first := &c.Groups[j], &k.groups[j], len(s.items)
			*h = subgroup{class: k, number: j, name: g.Name, weight: g.Weight}
			for n := range g.Items {
				x := &g.Items[n]
				s.items = append(s.items, item{
					group: h, number: n, name: cmp.Or(x.Name, g.Name, c.Name), plain: plain(p, x.Name), weight: x.Weight, score: x.Score, row: x,
					target: quantityOf(p, x.Target), actual: quantityOf(p, x.Actual),
				})
			}
			h.items = s.items[first:]
		}
		k.items = s.items[begin:]
	}
	return s
}

func frameworkSheet(p *check.Pass, f *evalreport.IndicatorFramework) sheet {
	s := sheet{path: "indicator_framework", title: "指标体系评分表", total: &f.Total}
	rows := 0
	for _, c := range f.Classes {
		for _, g := range c.Groups {
			rows += len(g.Items)
		}
	}
	s.items = make([]item, 0, rows)
	s.classes = make([]class, len(f.Classes))
	for i := range f.Classes {
		c, k, begin := &f.Classes[i], &s.classes[i], len(s.items)
		*k = class{list: "indicator_framework.classes", number: i, name: c.Name, weight: c.Weight, groups: make([]subgroup, len(c.Groups))}
		for j := range c.Groups {
			g, h, first := &c.Groups[j], &k.groups[j], len(s.items)
			*h = subgroup{class: k, number: j, name: g.Name, weight: g.Weight}
			for n := range g.Items {
				x := &g.Items[n]
				s.items = append(s.items, item{group: h, number: n, name: x.Name, plain: plain(p, x.Name), weight: x.Weight, score: x.Score})
			}
			h.items = s.items[first:]
		}
		k.items = s.items[begin:]
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
func sumOf(items []item, figure scoreField) (sum evalreport.Number, ok bool) {
	for i := range items {
		d, filled := figure(&items[i]).Number()
		if !filled {
			return sum, false
		}
		sum = sum.Add(d)
	}
	return sum, len(items) > 0
}

func weightOf(it *item) evalreport.Score { return it.weight }
func scoreOf(it *item) evalreport.Score  { return it.score }

// writeSum writes a sum of scores out, those given first before those of the items: “ 4 + 3 + 3 = 10 分”, to stand
// behind its name. A single score is its own sum: “合计 10 分”.
func writeSum(items []item, figure scoreField, sum evalreport.Number, first ...evalreport.Score) string {
	var terms []string
	for _, s := range first {
		terms = append(terms, s.String())
	}
	for i := range items {
		terms = append(terms, figure(&items[i]).String())
	}
	if len(terms) == 1 {
		return "合计 " + sum.String() + " 分"
	}
	return " " + strings.Join(terms, " + ") + " = " + sum.String() + " 分"
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
	case evalreport.ComparisonAtMost:
		return a.Value.LessThanOrEqual(t.Value), true
	case evalreport.ComparisonLess:
		return a.Value.LessThan(t.Value), true
	case evalreport.ComparisonGreater:
		return a.Value.GreaterThan(t.Value), true
	case evalreport.ComparisonAbout:
		return false, false
	}
	return a.Value.GreaterThanOrEqual(t.Value), true
}

// reverse reports whether less is better.
func (it *item) reverse() bool {
	return it.target.Comparison == evalreport.ComparisonAtMost || it.target.Comparison == evalreport.ComparisonLess
}
