package check

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// Pass is one run of one rule over one report. A rule must not change what it is given.
type Pass struct {
	Report  *evalreport.Report
	Scheme  evalreport.Scheme
	Profile Profile
	Origins evalreport.Origins
	Claims  Claims // nil when no prose was read

	config   *Config
	rule     *Rule
	findings []Finding
	memo     map[any]any
	near     map[string]evalreport.Place // by path, of what was read below it
}

// Severity is the severity of the rule that runs.
func (p *Pass) Severity() Severity { return p.rule.Severity }

// Found reports a finding at the rule's own severity or below. What the finding leaves open (label, place, quotation) is
// looked up by its path.
func (p *Pass) Found(f Finding) {
	f.Rule = p.rule.ID
	if s, ok := p.config.Regraded[f.Rule]; ok {
		if f.Severity == p.rule.Severity {
			f.Severity = s
		}
		f.Severity = min(f.Severity, s) // what the rule itself holds for less stays less
	}
	if f.Severity < p.config.Min {
		return
	}
	f.Message = polished(f.Message)
	if f.Label == "" && f.Path != "" {
		f.Label = evalreport.Label(p.Report, f.Path)
	}
	if f.Place == (evalreport.Place{}) && f.Path != "" {
		f.Place = p.placeOf(f.Path)
	}
	if f.Quote == "" {
		f.Quote = p.wordsAt(f.Path, f.Place)
	}
	p.findings = append(p.findings, f)
}

// wordsAt are the words that stand at a place: those that were read there, or the value of a data file as it prints.
func (p *Pass) wordsAt(path string, at evalreport.Place) string {
	if at.Quote != "" || at.Line == 0 {
		return at.Quote
	}
	v, ok := evalreport.Lookup(p.Report, path)
	if !ok || !evalreport.IsLeaf(v.Type()) {
		return ""
	}
	if s, ok := v.Interface().(interface{ String() string }); ok {
		return s.String()
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return ""
}

// Memo is something that several rules need and one computes: a view of the report, kept for the rest of the run. Declare
// it once, as a variable.
type Memo[T any] struct {
	compute func(*Pass) T
}

// NewMemo is a Memo computed by f.
func NewMemo[T any](f func(*Pass) T) *Memo[T] { return &Memo[T]{f} }

// Of is the value for this run.
func (m *Memo[T]) Of(p *Pass) T {
	if v, ok := p.memo[m]; ok {
		return v.(T)
	}
	if p.memo == nil {
		p.memo = make(map[any]any, 8)
	}
	v := m.compute(p)
	p.memo[m] = v
	return v
}

// orderOf is where a path stands in the report: the place of each name in its struct, the index in each list.
func orderOf(path string) []int {
	var order []int
	t := reflect.TypeFor[evalreport.Report]()
	for _, segment := range strings.Split(path, ".") {
		name, indices, _ := strings.Cut(segment, "[")
		if t.Kind() != reflect.Struct {
			return order
		}
		found := false
		for i, n := range evalreport.Names(t) {
			if n.JSON == name {
				order, t, found = append(order, i), t.FieldByIndex(n.Index).Type, true
				break
			}
		}
		if !found {
			return order
		}
		for _, s := range strings.Split(strings.TrimSuffix(indices, "]"), "][") {
			if i, err := strconv.Atoi(s); err == nil && t.Kind() == reflect.Slice {
				order, t = append(order, i), t.Elem()
			}
		}
	}
	return order
}
