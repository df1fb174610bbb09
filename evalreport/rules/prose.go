package rules

import (
	"reflect"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// Prose is the running text of a report, read for figures: the claims that the rules over prose look at.
type Prose struct {
	set     *claims.Set
	paths   []string // of the blocks that the paragraphs are
	origins evalreport.Origins
}

// ReadProse reads the narrative of all sections. origins may be nil.
//
//	findings := config.Run(report, rules.ReadProse(report, origins), rules.All()...)
func ReadProse(r *evalreport.Report, origins evalreport.Origins) *Prose {
	p := &Prose{origins: origins}
	var paragraphs []claims.Paragraph
	visitLeaves(reflect.ValueOf(r).Elem(), blockPlan, func(c *cursor, v reflect.Value) bool {
		b := v.Addr().Interface().(*evalreport.Block)
		if b.Text == "" {
			return true
		}
		path := c.path()
		p.paths = append(p.paths, path)
		paragraphs = append(paragraphs, claims.Paragraph{Text: b.Text, Headings: strings.Split(evalreport.Label(r, path), "·")[:1], Place: path})
		return true
	})
	if len(paragraphs) > 0 {
		p.set = claims.Analyse(paragraphs)
	}
	return p
}

// Observations are what contradicts itself in the prose, with the place of the words.
func (p *Prose) Observations() []check.Observation {
	if p.set == nil {
		return nil
	}
	var list []check.Observation
	for _, o := range claims.Observe(p.set) {
		c := check.Observation{Rule: o.Rule, Severity: check.Severity(o.Severity), Quote: o.Quote, Reported: o.Reported, Expected: o.Expected, Message: o.Message}
		if o.Paragraph >= 0 && o.Paragraph < len(p.paths) {
			c.Path = p.paths[o.Paragraph]
			c.Place, _ = p.origins.Of(c.Path)
			c.Place.Start, c.Place.End = o.Span.Start, o.Span.End
			c.Place.Quote = o.Quote
		}
		list = append(list, c)
	}
	return list
}
