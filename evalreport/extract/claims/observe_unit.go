package claims

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// observeUnits: the same number in 元 that stands elsewhere in 万元 (R90).
func observeUnits(s *Set) []Observation {
	wan := make(map[string]*Claim)
	for _, c := range s.Claims() {
		if c.Kind == Amount && c.Unit == "万元" && telling(c) {
			if _, ok := wan[c.Value.String()]; !ok {
				wan[c.Value.String()] = c
			}
		}
	}
	slips := make(map[*Claim]bool)
	for _, g := range s.Groups {
		if g.Kind == Sum {
			if o, ok := s.unitSlip(g); ok {
				for _, c := range append([]*Claim{g.Total}, g.Parts...) {
					slips[c] = slips[c] || c.Quote == o.Reported
				}
			}
		}
	}
	var out []Observation
	for _, c := range s.Claims() {
		if c.Kind != Amount || c.Unit != "元" || !telling(c) || slips[c] {
			continue
		}
		if slices.Contains(vocab().WholeMeasures, c.Measure) && c.Canon == c.Measure && c.Value.IsPositive() && c.Value.LessThan(decimal.NewFromInt(10000)) && s.Paragraphs[c.Paragraph].inWan {
			out = append(out, Observation{
				Rule: "R90", Severity: Warning, Place: s.context(c), Reported: c.Quote, Expected: c.printed() + "万元",
				Message: fmt.Sprintf("“%s”填报 %s，不足一万元，本段其他金额以万元计，疑为单位误写", c.Measure, c.Quote),
			})
			continue
		}
		if other := wan[c.Value.String()]; other != nil {
			out = append(out, Observation{
				Rule: "R90", Severity: Error, Place: s.context(c), Reported: c.Quote, Expected: c.printed() + "万元",
				Message: fmt.Sprintf("填报 %s，他处同数为 %s，疑为单位误写", c.Quote, other.Quote), Related: places(s, other),
			})
		}
	}
	return out
}

// telling: the number has enough digits that meeting it twice is no chance.
func telling(c *Claim) bool {
	return len(strings.Trim(strings.ReplaceAll(c.Value.Abs().String(), ".", ""), "0")) >= 4
}

// observeExactness: an exact number with 余 or 多 (R92).
func observeExactness(s *Set) []Observation {
	var out []Observation
	for _, c := range s.Claims() {
		if c.tok.hedge == "" || c.Scale > 0 || c.tok.kind != Count && c.tok.kind != Amount || c.Unit == "" {
			continue
		}
		digits := c.Value.String()
		if len(digits) < 2 || strings.HasSuffix(digits, "0") || c.tok.exp > 0 && c.Kind == Count {
			continue
		}
		out = append(out, Observation{
			Rule: "R92", Severity: Info, Place: s.context(c), Reported: c.Quote, Expected: digits + c.Unit,
			Message: fmt.Sprintf("“%s”确数与概数并用，请写明确数或取整", c.Quote),
		})
	}
	return out
}
