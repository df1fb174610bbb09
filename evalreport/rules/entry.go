package rules

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/check/formula"
)

// entry is a rule as a file writes it. A rule that is one formula may write it directly; one that holds in several places
// lists them as checks.
type entry struct {
	ID        string          `json:"id" label:"编号"`
	Title     string          `json:"title" label:"标题"`
	Doc       string          `json:"doc,omitzero" label:"说明"`
	Formula   string          `json:"formula,omitzero" label:"公式"` // as the catalogue writes it
	Basis     string          `json:"basis,omitzero" label:"依据"`
	Severity  check.Severity  `json:"severity,omitzero" label:"严重程度"`
	Tolerance check.Tolerance `json:"tolerance,omitzero" label:"容差"`
	Advice    string          `json:"advice,omitzero" label:"建议"` // what the message says to do
	Prose     bool            `json:"prose,omitzero" label:"叙述"`  // the rule looks at running text only
	assertion
	Checks []assertion `json:"checks,omitempty" label:"检查"`
}

// assertion is one formula with the places where it holds.
type assertion struct {
	Over    paths         `json:"over,omitempty" label:"范围"` // paths of structs or lists, separated by commas; empty: the report
	Columns paths         `json:"columns,omitempty" label:"各列"`
	When    string        `json:"when,omitzero" label:"条件"`
	Assert  string        `json:"assert,omitzero" label:"断言"`
	Or      string        `json:"or,omitzero" label:"或者"` // another right side of it: what equals that is right as well
	Blank   formula.Blank `json:"blank,omitzero" label:"空格"`
	Partial bool          `json:"partial,omitzero" label:"不完全列举"` // the list may name only some of the parts
	At      string        `json:"at,omitzero" label:"位置"`         // path that the finding stands at, when it is not the left side
	Message string        `json:"message,omitzero" label:"提示语"`
}

// paths is a list written in one line, separated by commas.
type paths []string

// UnmarshalText reads names separated by commas, half or full width.
func (l *paths) UnmarshalText(b []byte) error {
	for _, s := range strings.FieldsFunc(string(b), func(r rune) bool { return r == ',' || r == '，' || r == '\n' }) {
		if s = strings.TrimSpace(s); s != "" {
			*l = append(*l, s)
		}
	}
	return nil
}

var reportType = reflect.TypeFor[evalreport.Report]()

// compiled is a check ready to run.
type compiled struct {
	*entry
	assertion
	formula *formula.Formula
}

// compile makes the rule that runs the entry's formulas. Mistakes are reported with the position of the check: -1 for
// the formula of the entry itself.
func (e *entry) compile(fault func(check int, err *formula.Error)) (*check.Rule, []compiled) {
	r := &check.Rule{ID: e.ID, Title: e.Title, Doc: e.Doc, Formula: e.Formula, Basis: e.Basis,
		Severity: e.Severity, Tolerance: e.Tolerance}
	var list []compiled
	add := func(i int, c assertion) {
		overs := c.Over
		if len(overs) == 0 {
			overs = paths{""}
		}
		for _, over := range overs {
			f, err := formula.Compile(reportType, formula.Source{Over: over, Columns: c.Columns, When: c.When, Assert: c.Assert, Or: c.Or, Blank: c.Blank})
			if err != nil {
				fe, ok := err.(*formula.Error)
				if !ok {
					fe = &formula.Error{Field: "assert", Msg: err.Error()}
				}
				fault(i, fe)
				continue
			}
			list = append(list, compiled{e, c, f})
		}
	}
	if e.assertion.Assert != "" {
		add(-1, e.assertion)
	}
	for i, c := range e.Checks {
		add(i, c)
	}
	if len(list) > 0 {
		r.Run = func(p *check.Pass) { runFormulas(p, list) }
	}
	return r, list
}

func runFormulas(p *check.Pass, list []compiled) {
	root, evaluator := reflect.ValueOf(p.Report).Elem(), evaluators.Of(p)
	for i := range list {
		c := &list[i]
		evaluator.Each(c.formula, root, func(fc *formula.Case) { c.judge(p, fc) })
	}
}

// evaluators evaluate the formulas of a run, one after the other.
var evaluators = check.NewMemo(func(*check.Pass) *formula.Evaluator { return new(formula.Evaluator) })

// judge reports a case that does not hold.
func (c *compiled) judge(p *check.Pass, fc *formula.Case) {
	if fc.Op != "==" || fc.Left.Text != "" {
		if !fc.Holds {
			p.Found(c.finding(fc, c.Severity, c.inequality(p, fc)))
		}
		return
	}
	if fc.Holds {
		return
	}
	reported, expected := fc.Left.Value, fc.Right.Value
	places := max(fc.Left.Places, fc.Right.Places)
	if c.Tolerance == check.ToleranceSum {
		places = max(places, min(evalreport.MoneyPlaces, amountPlaces.Of(p)))
	}
	v := c.Tolerance.Compare(reported, expected, fc.Right.Numbers, places, fc.Left.Places)
	if v == check.Right || v == check.Wrong && c.namesOnlySome(fc) {
		return
	}
	if fc.Or != nil && c.Tolerance.Compare(reported, fc.Or.Value, fc.Or.Numbers, places, fc.Left.Places) == check.Right {
		return
	}
	severity := v.Severity(c.Severity)
	gap := fc.Incomplete && reported.GreaterThan(expected) && v == check.Wrong
	if gap {
		severity = min(severity, check.Warning)
	}
	s := equation{
		Of: c.elsewhere(p, fc), Words: fc.Words(), Written: fc.Right.Written(places), Expected: expected, Reported: reported,
		Places: places, Percent: c.Tolerance == check.TolerancePercent, Shown: fc.Left.Places,
	}.String(v)
	if gap {
		s += "有的格子没有填，合计因此不足。"
	}
	p.Found(c.finding(fc, severity, s+c.advice()))
}

// namesOnlySome reports whether a list falls so far short of its total that it must name only some of the parts: a single
// part of it, or, where lists of examples are usual, more than a twentieth less.
func (c *compiled) namesOnlySome(fc *formula.Case) bool {
	total, sum := fc.Left.Value, fc.Right.Value
	if !strings.Contains(c.assertion.Assert, "合计(") || !total.GreaterThan(sum) || c.Blank == formula.BlankIncomplete {
		return false
	}
	return fc.Right.Numbers == 1 || c.Partial && total.Sub(sum).GreaterThan(total.Div(twenty))
}

// elsewhere is the name of the reported figure when the finding stands at another place.
func (c *compiled) elsewhere(p *check.Pass, fc *formula.Case) string {
	if c.At == "" {
		return ""
	}
	return evalreport.Label(p.Report, fc.Left.Path())
}

func (c *compiled) advice() string {
	if c.Advice != "" {
		return c.Advice
	}
	return "请核对。"
}

func (c *compiled) finding(fc *formula.Case, severity check.Severity, message string) check.Finding {
	f := check.Finding{Severity: severity, Message: message}
	if fc.Op == "" {
		f.Path = fc.BasePath()
	} else {
		left := fc.Left.Paths()
		f.Related = append(left, fc.Right.Paths()...)
		f.Reported, f.Expected = fc.Left.Written(0), c.printExpected(fc)
		if len(left) > 0 {
			f.Path, f.Related = left[0], f.Related[1:]
		}
	}
	if c.At != "" {
		f.Path = c.At
	}
	if c.Message != "" {
		f.Message = c.Message
	}
	return f
}

func (c *compiled) printExpected(fc *formula.Case) string {
	places := max(fc.Left.Places, fc.Right.Places)
	switch {
	case fc.Right.Text != "":
		return signs[fc.Op] + fc.Right.Text
	case c.Tolerance == check.TolerancePercent:
		return signs[fc.Op] + fc.Right.Value.StringFixed(max(2, fc.Left.Places)) + "%"
	}
	return signs[fc.Op] + fc.Right.Value.Round(max(places, 2)).String()
}

// signs stand before what a figure should be other than equal to.
var signs = map[string]string{"<=": "≤ ", "<": "< ", ">=": "≥ ", ">": "> ", "!=": "≠ "}

var relations = map[string]string{"<=": "不大于", "<": "小于", ">=": "不小于", ">": "大于", "!=": "不同于", "==": "等于"}

// inequality says of two figures what the one should be to the other.
func (c *compiled) inequality(p *check.Pass, fc *formula.Case) string {
	if fc.Op == "" {
		return c.Title + "。" + c.advice()
	}
	unit := unitAt(p, fc.Left.Path())
	left, right := fc.Left.Written(0)+unit, fc.Right.Written(0)
	switch words := wordsOf(fc.Words()); {
	case words == right:
		return fmt.Sprintf("填报 %s，应%s %s%s。%s", left, relations[fc.Op], right, unit, c.advice())
	case fc.Right.Numbers > 1 || strings.ContainsAny(words, "+-×÷ "):
		return fmt.Sprintf("填报 %s，应%s%s（%s = %s%s）。%s", left, relations[fc.Op], words, right, fc.Right.Value, unit, c.advice())
	default:
		return fmt.Sprintf("填报 %s，应%s%s %s%s。%s", left, relations[fc.Op], words, right, unit, c.advice())
	}
}

// unitAt is the unit that the figure at a path prints without.
func unitAt(p *check.Pass, path string) string {
	v, ok := evalreport.Lookup(p.Report, path)
	if !ok {
		return ""
	}
	switch v.Interface().(type) {
	case evalreport.Amount:
		return " 万元"
	case evalreport.Score:
		return " 分"
	}
	return ""
}
