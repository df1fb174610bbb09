package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r110 = &check.Rule{
	ID: "R110", Title: "指标应包括产出、效益、满意度各方面", Group: groupH, Severity: check.Warning,
	Formula: "有数量、质量、时效、成本指标，有效益指标，有满意度指标",
	Doc:     "看自评表的一级、二级指标；没有自评表、正文列了绩效指标各节的，看标题。",
	Basis:   "绩效指标体系由产出、效益、满意度构成",
	Run: func(p *check.Pass) {
		for _, d := range dimensions.Of(p) {
			lacking(p, d)
		}
	},
}

// dimension is a list of indicators with the names of the classes that they are sorted into, and those that it should have.
type dimension struct {
	path, names string
	want        []string
}

var dimensions = check.NewMemo(func(p *check.Pass) (list []dimension) {
	scored := false
	for _, s := range sheets.Of(p) {
		if s.path == "indicator_framework" || len(s.classes) == 0 {
			continue
		}
		scored = true
		if !s.levelled() || len(s.items) > 0 && !slices.ContainsFunc(s.items, func(it item) bool { return !it.summary() }) {
			continue // a form without levels, or of levels alone, says nothing about dimensions
		}
		var names strings.Builder
		for _, c := range s.classes {
			names.WriteString(c.name + " ")
			for _, g := range c.groups {
				names.WriteString(g.name + " ")
			}
		}
		list = append(list, dimension{s.path + ".indicators", names.String(), []string{"数量", "质量", "时效", "成本", "效益", "满意度"}})
	}
	if scored {
		return list
	}
	return outlineDimensions(headings.Of(p))
})

// outlineDimensions looks at the headings below 绩效指标.
func outlineDimensions(headings []heading) (list []dimension) {
	for i, h := range headings {
		if !strings.HasSuffix(strings.TrimRight(h.text, "。"), "绩效指标") {
			continue
		}
		var names strings.Builder
		for _, below := range headings[i+1:] {
			if below.level <= h.level {
				break
			}
			names.WriteString(below.text + " ")
		}
		if names.Len() > 0 {
			list = append(list, dimension{h.path, names.String(), []string{"产出", "效益", "满意度"}})
		}
	}
	return list
}

func lacking(p *check.Pass, d dimension) {
	var lacks []string
	for _, w := range d.want {
		if !strings.Contains(d.names, w) {
			lacks = append(lacks, w+"指标")
		}
	}
	if len(lacks) == 0 {
		return
	}
	list := strings.Join(lacks, "、")
	p.Found(check.Finding{Severity: check.Warning, Path: d.path, Reported: strings.TrimSpace(d.names), Expected: list,
		Message: fmt.Sprintf("没有%s。请补上，或说明不适用。", list)})
}
