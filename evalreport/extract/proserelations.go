package extract

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// relations reads shares, differences and changes to the lines that they are of.
func (f *figures) relations() {
	for _, g := range f.set.Groups {
		if g.Rate == nil || len(g.Parts) == 0 {
			continue
		}
		path := f.path[g.Parts[0]]
		line := path[:max(0, strings.LastIndexByte(path, '.'))]
		if path == "" {
			continue
		}
		switch g.Kind {
		case claims.Share:
			f.share(g, line)
		case claims.Change:
			f.change(g, line)
		}
	}
	for _, c := range f.set.Claims() {
		if c.Kind == claims.Amount && c.Trend == claims.Saved && c.Base != "" && strings.Contains(c.Base, "预算") && f.b.r.Meta.Kind != evalreport.KindDepartment {
			f.money(c, "special_funds.saved")
		}
	}
}

func (f *figures) share(g *claims.Group, line string) {
	if strings.HasPrefix(line, "three_public.") {
		if total, ok := evalreport.Lookup(f.b.r, "three_public.total.budget"); ok && line != "three_public.total" {
			if a := total.Interface().(evalreport.Amount); a.IsBlank() || !a.Equal(evalreport.NewAmount(g.Parts[0].Wan)) {
				return
			}
		}
		f.put(g.Rate, "three_public.share", printedNumber(g.Rate)+"%")
		return
	}
	if _, ok := evalreport.Lookup(f.b.r, line+".share"); ok && f.ofWhole(g, line) {
		f.put(g.Rate, line+".share", printedNumber(g.Rate)+"%")
	}
}

func (f *figures) change(g *claims.Group, line string) {
	if g.Total == nil {
		return
	}
	sign := ""
	if g.Rate.Trend == claims.Down || g.Rate.Trend == claims.Saved {
		sign = "-"
	}
	base := f.path[g.Total]
	field := ""
	switch {
	case strings.HasSuffix(base, ".budget") && g.Rate.Kind == claims.Amount:
		field = "budget_change"
	case strings.HasSuffix(base, ".prior") && g.Rate.Kind == claims.Amount:
		field = "change"
	case strings.HasSuffix(base, ".prior") && g.Rate.Kind == claims.Percent:
		field = "change_rate"
	}
	if _, ok := evalreport.Lookup(f.b.r, line+"."+field); field == "" || !ok {
		return
	}
	unit := g.Rate.Unit
	if g.Rate.Kind == claims.Percent {
		unit = "%"
	}
	f.put(g.Rate, line+"."+field, sign+printedNumber(g.Rate)+unit)
}
