package extract

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract/claims"
	"github.com/evalreport/go/internal/document"
)

// Prose is what an attentive reader remarks on in running text; it is what rules over claims ask for.
type Prose struct {
	set     *claims.Set
	place   func(claims.Place) (path string, place evalreport.Place)
	residue []Residue
}

// Prose is the running text of the document that was read, with its places in that document.
func (r *Result) Prose() Prose {
	return Prose{set: r.Claims, residue: r.Residue, place: func(p claims.Place) (string, evalreport.Place) {
		return r.ClaimPath(p.Paragraph), r.ClaimPlace(p.Paragraph, p.Span, p.Quote)
	}}
}

// ProseOf is the running text of a report that was typed in, section by section, with places in its data file.
func ProseOf(r *evalreport.Report, origins evalreport.Origins) Prose {
	var paragraphs []claims.Paragraph
	var paths []string
	evalreport.Walk(r, func(f evalreport.Field) bool {
		section, at, found := strings.Cut(f.Path, ".narrative[")
		if !found || !strings.HasSuffix(at, ".text") || f.Value.String() == "" {
			return true
		}
		headings := []string{evalreport.Label(r, section)}
		paragraphs = append(paragraphs, claims.Paragraph{Text: f.Value.String(), Headings: headings})
		paths = append(paths, strings.TrimSuffix(f.Path, ".text"))
		return true
	})
	return Prose{set: claims.AnalyseYear(paragraphs, r.Meta.Year), place: func(p claims.Place) (string, evalreport.Place) {
		if p.Paragraph < 0 || p.Paragraph >= len(paths) {
			return "", evalreport.Place{Quote: p.Quote}
		}
		path := paths[p.Paragraph]
		place, _ := origins.Of(path)
		place.Start, place.End, place.Quote = p.Span.Start, p.Span.End, p.Quote
		return path, place
	}}
}

var severities = map[claims.Severity]check.Severity{
	claims.Info: check.Info, claims.Warning: check.Warning, claims.Error: check.Error,
}

// Observations runs every observer over the text.
func (p Prose) Observations() []check.Observation {
	var all []check.Observation
	for _, o := range claims.Observe(p.set) {
		path, place := p.place(o.Place)
		all = append(all, check.Observation{
			Rule: o.Rule, Severity: severities[o.Severity], Path: path, Place: place,
			Quote: o.Quote, Reported: o.Reported, Expected: o.Expected, Message: o.Message,
		})
	}
	for _, left := range p.residue {
		if left.Kind == string(document.Chrome) {
			continue // what a web page puts around a report is not the report's fault
		}
		all = append(all, check.Observation{
			Rule: "R94", Severity: check.Warning, Place: left.Place, Quote: left.Text, Reported: left.Text,
			Message: "“" + left.Text + "”是模板或文字转换留下的痕迹，读入时已略去，请在原文中删除",
		})
	}
	return all
}
