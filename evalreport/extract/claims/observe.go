package claims

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Observe runs every observer over the set and returns what they saw, in the order of the text.
func Observe(s *Set) []Observation {
	var out []Observation
	for _, observe := range []func(*Set) []Observation{
		observeSums, observeUnlisted, observeBalances, observeShares, observeShareTotals, observeChanges, observeRates, observeProducts,
		observeNet, observeScores, observeDates, observeSigned, observeLists, observeDuplicates, observeUnits, observeExactness, observeAmountsRepeated,
		observeRepeats, observeSlips, observeGoals, observePeriods, observeResidue, observeTypos, observePunctuation, observeParagraphs,
	} {
		out = append(out, observe(s)...)
	}
	slices.SortStableFunc(out, func(a, b Observation) int {
		if a.Paragraph != b.Paragraph {
			return a.Paragraph - b.Paragraph
		}
		return a.Span.Start - b.Span.Start
	})
	return out
}

// place is where a claim stands. Figures of ours (together, afterDelta) stand nowhere.
func (c *Claim) place() Place {
	return Place{Paragraph: c.Paragraph, Span: c.Span, Quote: c.Quote}
}

// context is a claim with the words that say what it is of.
func (s *Set) context(c *Claim) Place {
	if c.Paragraph < 0 {
		return Place{Paragraph: -1, Quote: c.Quote}
	}
	t := s.Paragraphs[c.Paragraph].text
	start := max(t.clauses[c.clause].start, c.tok.start-40)
	if i := strings.LastIndex(string(t.runes[start:c.tok.start]), "、"); i >= 0 {
		start += len([]rune(string(t.runes[start:c.tok.start])[:i])) + 1
	}
	sp := t.span(start, c.tok.end)
	return Place{Paragraph: c.Paragraph, Span: sp, Quote: t.source(sp)}
}

func places(s *Set, cs ...*Claim) []Place {
	var out []Place
	for _, c := range cs {
		if c != nil && c.Paragraph >= 0 {
			out = append(out, s.context(c))
		}
	}
	return out
}

// printed is the figure as printed, without its unit.
func (c *Claim) printed() string { return c.Value.StringFixed(int32(c.Scale)) }

// addends writes a sum out: 1776.59 + 318.19 + 760.10. Figures in different units are written in 万元.
func addends(cs []*Claim) string {
	var b strings.Builder
	for i, c := range cs {
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(inWan(c, cs))
	}
	return b.String()
}

// inWan prints the figure in its own unit when all share it, else in 万元.
func inWan(c *Claim, all []*Claim) string {
	for _, o := range all {
		if o.tok.exp != all[0].tok.exp {
			return c.number().String()
		}
	}
	return c.Value.StringFixed(int32(scaleOf(all)))
}

func scaleOf(cs []*Claim) int {
	n := 0
	for _, c := range cs {
		n = max(n, c.Scale)
	}
	return n
}

// amount prints a computed number in the unit of like, at the finest scale of the figures.
func amount(d decimal.Decimal, like *Claim, cs []*Claim) string {
	return d.Shift(int32(-like.tok.exp)).StringFixed(int32(max(scaleOf(cs), like.Scale)))
}

// name is what a claim is of, for messages.
func (c *Claim) name() string {
	if c.Canon != "" {
		return c.Canon
	}
	if c.Column != NoColumn {
		return string(c.Column)
	}
	return c.Noun
}
