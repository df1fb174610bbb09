// Package audit checks a report as a reviewer in its locality does: each field, the relations between the figures of
// forms, sections and narrative, and what the locality prescribes.
//
//	outcome, err := audit.Report(report, origins, audit.Options{}) // typed data, as codec.Decode gives them
//	outcome, err := audit.Document(got, audit.Options{})           // a published report, as extract.Read gives it
//	for _, f := range outcome.Findings { … }                       // package check prints them as text, JSON or SARIF
//
// It brings together what the other packages know apart: rules and their weights, bands and thresholds (package rules,
// schemes), the profile of the locality (package form), the figures of the prose (package extract) and the place of each
// value. One who wants only some of these uses check.Config.
package audit

import (
	"cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

// Options say how to check. The zero Options check by the built-in profiles and rules.
type Options struct {
	Library *form.Library  // profiles and schemes; nil: [form.Builtin]
	Profile string         // id of the profile that the report is held to; blank: the one it names, or whose headings it has
	Rules   *rules.Custom  // rules and settings besides those of the catalogue and the profile; nil: none
	Min     check.Severity // findings below it are left out
}

// Outcome is what an audit found, and by what it went.
type Outcome struct {
	Findings []check.Finding // faults of single fields first, then those of rules, in the order of the report
	Rules    []*check.Rule   // that looked
	Profile  *form.Profile   // of the locality; nil for a document that none is known for: it is held to what holds everywhere
}

// Report checks data that were typed in. Origins may be nil: the findings then have no places. The error is for names in
// the report or the options that nothing bears, and for a profile that cannot be used.
func Report(r *evalreport.Report, origins evalreport.Origins, o Options) (*Outcome, error) {
	return o.audit(subject{report: r, origins: origins, prose: extract.ProseOf(r, origins)})
}

// Document checks what was read from a document. Its errors are those of [Report].
func Document(got *extract.Result, o Options) (*Outcome, error) {
	return o.audit(subject{report: got.Report, origins: got.Origins, prose: got.Prose(), document: true})
}

// subject is a report to be checked, with the words it was read from.
type subject struct {
	report   *evalreport.Report
	origins  evalreport.Origins
	prose    check.Claims
	document bool // read from a document, not typed in
}

func (o Options) audit(s subject) (*Outcome, error) {
	if o.Library == nil {
		o.Library = form.Builtin
	}
	profile, err := o.profile(s)
	if err != nil {
		return nil, err
	}
	config, all, err := o.config(s, profile)
	if err != nil {
		return nil, err
	}
	found := append(fields(s, o.Min), config.Run(s.report, s.prose, all...)...)
	return &Outcome{Findings: found, Rules: all, Profile: profile}, nil
}

// profile is the one that was asked for, that the report names, or whose headings it has.
func (o Options) profile(s subject) (*form.Profile, error) {
	switch {
	case o.Profile != "":
		return o.Library.Profile(o.Profile)
	case s.report.Meta.Profile != "" || s.report.Meta.Scheme != "":
		return o.Library.ProfileFor(s.report)
	}
	return o.Library.Recognise(s.report)
}

// config is the scheme, the outline and the rules that the report is held to.
func (o Options) config(s subject, p *form.Profile) (check.Config, []*check.Rule, error) {
	config := check.Config{Scheme: rules.DefaultScheme(), Origins: s.origins, Min: o.Min}
	all := rules.All()
	if p != nil {
		scheme, err := o.Library.Scheme(cmp.Or(s.report.Meta.Scheme, p.Scheme))
		if err != nil {
			return config, nil, err
		}
		local, err := rules.Decode(p.Rules)
		if err != nil {
			return config, nil, err
		}
		config.Scheme = *scheme
		config.Profile = check.Profile{ID: p.ID, Required: p.Required(), Headings: p.SectionHeadings()}
		config, all = local.Apply(config, all)
	}
	if o.Rules != nil {
		config, all = o.Rules.Apply(config, all)
	}
	return config, all, nil
}

// fields are the faults of single fields, as findings like any other. A blank that must be filled is a warning; what a
// document lacks is left to the rules.
func fields(s subject, min check.Severity) []check.Finding {
	var found []check.Finding
	for _, f := range evalreport.Validate(s.report) {
		finding := check.Finding{Rule: "field", Severity: check.Error, Path: f.Path, Label: f.Label, Message: f.Message + "。", Reported: f.Value}
		blank := f.Tag == "required"
		if blank {
			finding.Severity = check.Warning
		}
		if finding.Severity < min || blank && s.document {
			continue
		}
		if place, ok := s.origins.Of(f.Path); ok {
			finding.Place, finding.Quote = place, place.Quote
		}
		found = append(found, finding)
	}
	return found
}
