package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r113 = &check.Rule{
	ID: "R113", Title: "三公经费应有决算数", Group: groupH, Severity: check.Warning,
	Formula: "有三公经费预算数 ⇒ 有决算数",
	Doc:     "三公经费支出情况只写了预算的，提示补上决算；附表填了决算的不提示；预算说明不提示。",
	Basis:   "三公经费支出情况应反映决算",
	Run: func(p *check.Pass) {
		r := p.Report
		t := &r.ThreePublic
		final := !t.Total.Final.IsBlank() || !t.Reception.Final.IsBlank() || !t.Vehicles.Final.IsBlank() ||
			!r.BasicData.ThreePublic.Total.Final.IsBlank() || !r.ThreePublicExpenses.Total.Final.IsBlank()
		budget := !t.Total.Prior.IsBlank() || strings.Contains(r.Meta.Title, "预算") && !strings.Contains(r.Meta.Title, "绩效")
		if t.Total.Budget.IsBlank() || final || budget || !evaluates(p) {
			return // nothing planned, the account given, or a budget explained
		}
		p.Found(check.Finding{Severity: check.Warning, Path: "three_public.total.final", Reported: "空", Related: []string{"three_public.total.budget"},
			Message: fmt.Sprintf("三公经费只写了预算 %s 万元，没有写决算。请补上决算数。", t.Total.Budget)})
	},
}

// evaluates reports whether a text speaks of performance at all; one that does not may be an announcement of the budget.
func evaluates(p *check.Pass) bool {
	paragraphs := narrative.Of(p).paragraphs
	return len(paragraphs) == 0 || slices.ContainsFunc(paragraphs, func(l leaf[string]) bool {
		return strings.Contains(l.value, "绩效") || strings.Contains(l.value, "评价") || strings.Contains(l.value, "自评")
	}) || strings.Contains(p.Report.Meta.Title, "绩效") || strings.Contains(p.Report.Meta.Title, "评价")
}
