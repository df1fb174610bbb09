package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// peopled are the sections that tell of a unit's own people.
var peopled = []string{"staffing", "organisation", "overview"}

// quotas reads the establishment told apart: by kind of post, by level and by unit, each with the staff that the same
// clause goes on to state.
func (f *figures) quotas() {
	for _, p := range f.set.Paragraphs {
		listed := f.listed(p.Claims)
		for i, c := range p.Claims {
			parts := listed[c]
			if g := f.partOf[c]; g != nil && f.isQuota(c) {
				parts = g.Parts
			}
			if parts == nil {
				continue
			}
			if slices.Contains(f.rules.PostKinds, c.Canon) {
				at := fmt.Sprintf("staffing.by_kind[%d]", f.length("staffing.by_kind"))
				f.put(c, at+".quota", printedNumber(c))
				f.w.put(at+".name", c.Canon, f.b.res.Origins[at+".quota"])
				continue
			}
			name := unitName(c.Subject, f.rules.UnitStops)
			levels, detailed := f.levels(parts)
			if levels {
				f.headcount("staffing.by_level", name, c, p.Claims[i+1:])
			}
			if !levels || detailed && len(f.sums[c]) == 0 && !f.isLevel(name) {
				f.headcount("staffing.by_unit", name, c, p.Claims[i+1:])
			}
		}
	}
}

func (f *figures) isQuota(c *claims.Claim) bool {
	return c.Kind == claims.Count && c.Measure == "编制" && slices.Contains(peopled, f.section(c))
}

// listed finds sentences that list units and state no total: 局机关编制35名，在职39人；甲站编制28名，在职30人。 Each figure comes
// with all of its sentence.
func (f *figures) listed(list []*claims.Claim) map[*claims.Claim][]*claims.Claim {
	out := map[*claims.Claim][]*claims.Claim{}
	var sentence []*claims.Claim
	end := func() {
		if f.isListOfUnits(sentence) {
			for _, c := range sentence {
				out[c] = sentence
			}
		}
		sentence = nil
	}
	for _, c := range list {
		if !f.isQuota(c) || f.partOf[c] != nil {
			continue
		}
		if len(sentence) > 0 && strings.Contains(f.between(sentence[0], c), "。") {
			end()
		}
		sentence = append(sentence, c)
	}
	end()
	return out
}

// isListOfUnits reports whether the figures of a sentence are each of a unit of its own, one behind each semicolon.
func (f *figures) isListOfUnits(sentence []*claims.Claim) bool {
	names := map[string]bool{}
	for i, c := range sentence {
		name := unitName(c.Subject, f.rules.UnitStops)
		if name == "" || names[name] || i > 0 && !strings.ContainsAny(f.between(sentence[i-1], c), "；;") {
			return false
		}
		names[name] = true
	}
	return len(sentence) > 1
}

// levels reports whether the parts of a whole are levels (局机关, 二级单位) and not units, and whether one of them is told
// apart into its units.
func (f *figures) levels(parts []*claims.Claim) (yes, detailed bool) {
	detailed = slices.ContainsFunc(parts, func(c *claims.Claim) bool { return len(f.sums[c]) > 0 })
	named := slices.ContainsFunc(parts, func(c *claims.Claim) bool { return f.isLevel(unitName(c.Subject, f.rules.UnitStops)) })
	return detailed || named, detailed
}

// isLevel reports whether a name is that of a level, not of one unit.
func (f *figures) isLevel(name string) bool {
	return slices.ContainsFunc(f.rules.Levels, func(w string) bool { return strings.HasSuffix(name, w) })
}

// headcount reads one unit or level: its establishment, the staff that the same clause goes on to state, and what is said
// of them.
func (f *figures) headcount(list, name string, c *claims.Claim, rest []*claims.Claim) {
	if name == "" {
		return
	}
	at := fmt.Sprintf("%s[%d]", list, f.length(list))
	f.put(c, at+".quota", printedNumber(c))
	place := f.b.res.Origins[at+".quota"]
	f.w.put(at+".name", name, place)
	for _, d := range rest {
		if d.Kind != claims.Count {
			continue
		}
		if d.Measure != "在职" || strings.ContainsAny(f.between(c, d), "；;。") {
			return
		}
		f.put(d, at+".on_duty", printedNumber(d))
		if note := strings.TrimSpace(leadBracket.FindString(f.text(d)[d.Span.ByteEnd:])); note != "" {
			f.w.put(at+".note", note, f.b.res.Origins[at+".on_duty"])
		}
		return
	}
}

// staffed are the figures of people that reports tell apart as they do the establishment.
var staffed = []string{"on_duty", "retired", "veterans", "early_left", "contract"}

// staff reads people told apart where the whole of them is: 在职102人，其中编制内82人，合同制20人; 在职55人，其中局机关18人，
// 下属单位37人.
func (f *figures) staff() {
	for _, g := range f.set.Groups {
		if g.Kind != claims.Sum || g.Total == nil || g.Closure == claims.Open {
			continue
		}
		field, ok := strings.CutPrefix(f.path[g.Total], "staffing.")
		if !ok || !slices.Contains(staffed, field) {
			continue
		}
		names := make([]string, len(g.Parts))
		for i, c := range g.Parts {
			if names[i] = unitName(c.Subject, f.rules.UnitStops); names[i] == "" {
				names[i] = c.Canon
			}
		}
		switch {
		case slices.ContainsFunc(names, func(name string) bool { return hasAny(name, f.rules.Posted) }):
			f.split("staffing.by_kind", field, g, names)
		case slices.ContainsFunc(names, f.isLevel):
			f.split("staffing.by_level", field, g, names)
		default:
			if f.length("staffing.by_unit") > 0 {
				f.split("staffing.by_unit", field, g, names)
			}
		}
	}
}

// split reads the parts of a sum into the elements of a list: into those that bear their names, or into new ones when the
// list is empty.
func (f *figures) split(list, field string, g *claims.Group, names []string) {
	at := make([]string, len(names))
	n := f.length(list)
	for i, name := range names {
		at[i] = fmt.Sprintf("%s[%d]", list, i)
		for k := range n {
			at[i] = ""
			if v, _ := evalreport.Lookup(f.b.r, fmt.Sprintf("%s[%d].name", list, k)); v.String() == name {
				at[i] = fmt.Sprintf("%s[%d]", list, k)
				break
			}
		}
		if name == "" || at[i] == "" || slices.Index(names, name) < i {
			return
		}
	}
	for i, c := range g.Parts {
		f.put(c, at[i]+"."+field, printedNumber(c))
		f.w.put(at[i]+".name", names[i], f.b.res.Origins[at[i]+"."+field])
	}
}

// unitName is the name of the unit at the beginning of a subject.
func unitName(subject string, stops []string) string {
	s := strings.TrimSpace(withoutYear(subject))
	end := len(s)
	for _, stop := range stops {
		if i := strings.Index(s, stop); i > 0 && i < end {
			end = i
		}
	}
	if end == len(s) {
		return ""
	}
	return s[:end]
}
