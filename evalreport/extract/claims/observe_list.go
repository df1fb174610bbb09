package claims

import (
	"fmt"
	"strings"
)

// observeLists: the declared number of items is the number listed (R70).
func observeLists(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != List {
			continue
		}
		n, least, most := int(g.Total.Value.IntPart()), len(g.Items), g.MaxItem
		sev := Error
		switch {
		case n >= least && (n <= most || g.Closure == Open):
			continue
		case g.Intro == "等", g.Intro == "(", g.Intro == "一是", g.Intro == "、", g.Closure == Open:
			sev = Warning
		}
		o := Observation{
			Rule: "R70", Severity: sev, Place: s.context(g.Total), Reported: fmt.Sprint(n), Expected: fmt.Sprint(least),
			Message: fmt.Sprintf("填报 %s，实列 %d 项：%s，请核对", g.Total.Quote, least, itemNames(g.Items)),
		}
		for _, it := range g.Items {
			o.Related = append(o.Related, Place{Paragraph: g.Total.Paragraph, Span: it.Span, Quote: it.Name})
		}
		out = append(out, o)
	}
	return out
}

func itemNames(items []Item) string {
	names := make([]string, 0, len(items))
	for i, it := range items {
		if i == 20 {
			names = append(names, "……")
			break
		}
		names = append(names, it.Name)
	}
	return strings.Join(names, "、")
}

// observeDuplicates: no item stands twice in one list (R72).
func observeDuplicates(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != List || g.Intro == "一是" {
			continue
		}
		seen := make(map[string]Item)
		for _, it := range g.Items {
			key := itemKey(it.Name)
			if len([]rune(key)) < 3 {
				continue
			}
			first, ok := seen[key]
			if !ok {
				seen[key] = it
				continue
			}
			p := g.Total.Paragraph
			out = append(out, Observation{
				Rule: "R72", Severity: Warning, Place: Place{p, it.Span, it.Name}, Reported: it.Name, Expected: "不重复",
				Message: fmt.Sprintf("清单中“%s”与“%s”疑为同一项，请核对是否重复", first.Name, it.Name),
				Related: []Place{{p, first.Span, first.Name}},
			})
		}
	}
	return out
}

// itemKey is an item's name without what does not tell items apart.
func itemKey(name string) string {
	s := trimAny(normal(string([]rune(foldString(name)))), vocab().ListSuffix)
	return s
}

func foldString(s string) string { return strings.Map(fold, s) }
