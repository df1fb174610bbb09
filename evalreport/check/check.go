// Package check is the mechanism of rules over a report: a rule looks, a finding is what it saw.
//
//	findings := check.Config{Scheme: rules.DefaultScheme()}.Run(report, nil, rules.All()...)
//	check.WriteText(os.Stdout, "自评报告.yaml", findings)
//
// A report with faults is not a Go error; it is a list of findings. Rules read, compare and report; none repairs. The
// catalogue of rules is in package rules.
package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/shopspring/decimal"
)

// Severity says how bad a finding is. The zero Severity is [Info].
type Severity uint8

// The severities.
const (
	Info    Severity = iota // 提示: worth a look
	Warning                 // 警告: probably wrong, or wrong by a rounding difference
	Error                   // 错误: contradicts itself or the regulation
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

var severityLabels = [...]string{Info: "提示", Warning: "警告", Error: "错误"}

// String is the name in data: error, warning, info.
func (s Severity) String() string { return severityNames[min(s, Error)] }

// Label is the printed name: 错误, 警告, 提示.
func (s Severity) Label() string { return severityLabels[min(s, Error)] }

// MarshalText is the name in data.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a name in data, or a printed name.
func (s *Severity) UnmarshalText(b []byte) error {
	for i := range severityNames {
		if string(b) == severityNames[i] || string(b) == severityLabels[i] {
			*s = Severity(i)
			return nil
		}
	}
	return errSeverity(string(b))
}

type errSeverity string

func (e errSeverity) Error() string {
	return "“" + string(e) + "”不是严重程度，应为 error（错误）、warning（警告）或 info（提示）"
}

// Tolerance says how far a figure may be from what it should be.
type Tolerance string

// The tolerances of the catalogue.
const (
	ToleranceNone    Tolerance = ""      // the rule compares no figures
	ToleranceExact   Tolerance = "exact" // not at all
	ToleranceSum     Tolerance = "sum"   // half a unit of the last printed place for each term, as a warning (尾差)
	TolerancePercent Tolerance = "pct"   // half a unit of the last printed place; cut off instead of rounded is a warning
	ToleranceScore   Tolerance = "score" // half a unit of the last printed place
)

// Rule is a rule of the catalogue: a sentence, where it comes from, and the program that looks.
type Rule struct {
	ID        string
	Title     string
	Group     string // A 收支总额与构成
	Doc       string // what it looks at, and what to do about a finding
	Formula   string // as the catalogue writes it
	Basis     string // form or regulation
	Severity  Severity
	Tolerance Tolerance
	Run       func(*Pass) // nil: the rule looks at claims only
}

// Observation is what a reader of prose saw: already judged, waiting for its rule's name and severity.
type Observation struct {
	Rule               string
	Severity           Severity
	Path               string // of the section that the prose stands in, if known
	Place              evalreport.Place
	Quote              string
	Reported, Expected string
	Message            string
}

// Claims are the figures read out of prose, as far as rules need them.
type Claims interface {
	// Observations returns what contradicts itself in the prose.
	Observations() []Observation
}

// Profile is what a locality prescribes, as far as rules need it.
type Profile struct {
	ID          string            // blank: not known, so that a report must have what any of its kind has
	Required    []string          // paths of the sections and forms that a report must have; of "overview|goals" either will do
	Attachments []string          // words, each to be found in the name of an attachment
	Headings    map[string]string // what a section is headed with here, by path
	Titles      []string          // words that titles have here, such as 评价报告, though elsewhere they would be wrong
}

// Finding is what a rule saw.
type Finding struct {
	Rule     string           `json:"rule"`
	Severity Severity         `json:"severity"`
	Path     string           `json:"path"`
	Label    string           `json:"label,omitempty"` // printed name of Path
	Message  string           `json:"message"`         // what was found, what was expected, what to do
	Quote    string           `json:"quote,omitempty"`
	Reported string           `json:"reported,omitempty"`
	Expected string           `json:"expected,omitempty"`
	Place    evalreport.Place `json:"location,omitzero"`
	Related  []string         `json:"related,omitempty"` // paths of the other figures involved
}

// Config says how to check. The zero Config knows no places, and no weights, bands or thresholds: rules that need a scheme
// stay silent without one.
type Config struct {
	Scheme   evalreport.Scheme   // weights, bands, thresholds
	Profile  Profile             // what the locality prescribes
	Origins  evalreport.Origins  // where the report's values were read
	Min      Severity            // findings below it are left out
	Disabled map[string]bool     // ids of rules that do not run
	Regraded map[string]Severity // severity that a rule's findings have instead of its own
}

// Run checks the report with the rules and returns the findings in the order of the report. claims may be nil.
func Run(report *evalreport.Report, claims Claims, rules ...*Rule) []Finding {
	return Config{}.Run(report, claims, rules...)
}

// Run checks the report with the rules and returns the findings in the order of the report. claims may be nil.
func (c Config) Run(report *evalreport.Report, claims Claims, rules ...*Rule) []Finding {
	p := &Pass{Report: report, Scheme: c.Scheme, Profile: c.Profile, Origins: c.Origins, Claims: claims, config: &c}
	for _, r := range rules {
		if r.Run == nil || c.Disabled[r.ID] {
			continue
		}
		p.rule = r
		r.Run(p)
	}
	p.observe(rules)
	sortFindings(p.findings)
	return p.findings
}

// observe turns the observations of prose into findings of their rules.
func (p *Pass) observe(rules []*Rule) {
	if p.Claims == nil {
		return
	}
	typed := p.findings
	for _, o := range p.Claims.Observations() {
		r := named(rules, o.Rule)
		if r == nil || p.config.Disabled[o.Rule] || alreadyFound(typed, o) {
			continue
		}
		p.rule = r
		p.Found(Finding{Severity: o.Severity, Path: o.Path, Place: o.Place, Quote: o.Quote,
			Reported: o.Reported, Expected: o.Expected, Message: advised(o.Message)})
	}
}

// advised is what was seen as a sentence, with another that says what to do.
func advised(message string) string {
	message = strings.TrimSuffix(message, "。")
	switch i := strings.LastIndex(message, "，请"); {
	case i >= 0:
		message = message[:i] + "。" + message[i+len("，"):]
	case !strings.Contains(message, "请"):
		message += "。请核对"
	}
	return message + "。"
}

// named is the rule with an id, the last if there are several.
func named(rules []*Rule, id string) *Rule {
	for _, r := range slices.Backward(rules) {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// alreadyFound reports whether a rule over the typed report has said the same: of the same figures in the same line of the
// document. In a data file the narrative stands in other lines than the figures that it repeats; there the same rule with
// the same figures is enough.
func alreadyFound(findings []Finding, o Observation) bool {
	document := o.Place.Paragraph > 0 || o.Place.Table > 0
	return slices.ContainsFunc(findings, func(f Finding) bool {
		if !sameFigure(f.Reported, o.Reported) || !sameFigure(f.Expected, o.Expected) {
			return false
		}
		return sameParagraph(f.Place, o.Place) || f.Rule == o.Rule && !document
	})
}

// sameParagraph reports whether two places are in the same line of a text or the same paragraph of a Word file.
func sameParagraph(a, b evalreport.Place) bool {
	if a.Line > 0 || b.Line > 0 {
		return a.Line == b.Line && a.File == b.File
	}
	return a.Part != "" && a.Part == b.Part && a.Paragraph > 0 && a.Paragraph == b.Paragraph && a.Table == b.Table && a.Row == b.Row && a.Cell == b.Cell
}

// sameFigure reports whether two printed figures have one value at the places that both print, whatever their units.
func sameFigure(a, b string) bool {
	x, err1 := decimal.NewFromString(digits(a))
	y, err2 := decimal.NewFromString(digits(b))
	if err1 != nil || err2 != nil {
		return false
	}
	places := max(0, min(-x.Exponent(), -y.Exponent()))
	return x.Round(places).Equal(y.Round(places))
}

func digits(s string) string {
	return strings.TrimRight(strings.ReplaceAll(s, ",", ""), "万亿元%％分人个家")
}

// sortFindings puts findings in the order in which a reader meets their places: by form and section, then the worse first.
func sortFindings(list []Finding) {
	type ranked struct {
		Finding
		order []int
	}
	all := make([]ranked, len(list))
	for i, f := range list {
		all[i] = ranked{f, orderOf(f.Path)}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(
			slices.Compare(a.order[:min(1, len(a.order))], b.order[:min(1, len(b.order))]),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Table, b.Place.Table),
			slices.Compare(a.order, b.order),
			-cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Rule, b.Rule),
		)
	})
	for i := range all {
		list[i] = all[i].Finding
	}
}
