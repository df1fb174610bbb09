package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// funds reads special funds by source: a number of projects, their money, and each of them.
func (f *figures) funds() {
	for _, g := range f.set.Groups {
		if g.Kind != claims.Sum || g.Total == nil || g.Total.Kind != claims.Amount || !f.isList(g) || !f.ofFunds(g.Total) || f.bySource(g) {
			continue
		}
		if f.section(g.Total) != "special_funds" || f.byYear(g) || g.Total.Paragraph != g.Parts[0].Paragraph || f.path[g.Total] != "" {
			continue
		}
		if f.spent(g.Total) {
			f.spentFunds(g)
			continue
		}
		i := f.length("special_funds.groups")
		at := fmt.Sprintf("special_funds.groups[%d]", i)
		count := f.countBefore(g.Total)
		name := ""
		if count != nil {
			name = bareName(count.Subject, f.rules.Introducers)
		} else {
			name = bareName(g.Total.Subject, f.rules.Introducers)
		}
		if name == "" {
			continue
		}
		f.money(g.Total, at+".amount")
		f.path[g.Total] = at + ".amount"
		f.w.put(at+".name", name, f.b.res.Origins[at+".amount"])
		if count != nil {
			f.put(count, at+".count", printedNumber(count))
		}
		for k, p := range g.Parts {
			to := fmt.Sprintf("%s.projects[%d]", at, k)
			name, note := f.name(g, k)
			if name == "" {
				name = p.Subject
			}
			f.money(p, to+".amount")
			f.w.put(to+".name", name, f.b.res.Origins[to+".amount"])
			if note != "" {
				f.w.put(to+".note", note, f.b.res.Origins[to+".amount"])
			}
			f.path[p] = to + ".amount"
		}
	}
	f.loneFunds()
	f.namedFunds()
	f.withinBrackets()
}

// ofFunds reports whether a figure is in a section about the money of a project: that of special funds and, in a report
// on a project or a fund, its opening ones.
func (f *figures) ofFunds(c *claims.Claim) bool {
	section := f.section(c)
	return section == "special_funds" || f.b.r.Meta.Kind != evalreport.KindDepartment && f.b.r.Meta.Kind != "" && slices.Contains(f.rules.FundSections, section)
}

// bySource reads money by where it came from, the whole of it and that of each source: 到位资金1000万元，其中中央600万元、省级
// 400万元. A source has one line, whatever is said of it and where.
func (f *figures) bySource(g *claims.Group) bool {
	field, known := strings.CutPrefix(f.path[g.Total], "special_funds.")
	if !known && f.path[g.Total] == "" {
		field = f.flowField(g.Total)
	}
	if hasAny(g.Total.Subject, f.rules.Partial) || f.countBefore(g.Total) != nil {
		return false // what one level gave is not the whole, nor are so many projects sources
	}
	whole := "special_funds." + field
	v, ok := evalreport.Lookup(f.b.r, whole)
	if !ok || !known && !v.IsZero() || f.length("special_funds.funds") != len(f.sources) {
		return false
	}
	names := make([]string, len(g.Parts))
	for i, p := range g.Parts {
		if names[i], _ = f.name(g, i); !f.isSource(names[i]) || !f.plain(p) || f.path[p] != "" || slices.Index(names, names[i]) < i {
			return false
		}
	}
	if !known {
		f.path[g.Total] = whole
		f.money(g.Total, whole)
	}
	for i, p := range g.Parts {
		k := slices.Index(f.sources, names[i])
		if k < 0 {
			k = len(f.sources)
			f.sources = append(f.sources, names[i])
		}
		at := fmt.Sprintf("special_funds.funds[%d].", k)
		f.path[p] = at + field
		f.money(p, f.path[p])
		f.w.put(at+"name", names[i], f.b.res.Origins[f.path[p]])
	}
	return true
}

func (f *figures) isSource(name string) bool {
	return slices.ContainsFunc(f.rules.Sources, func(w string) bool { return strings.HasPrefix(name, w) })
}

// flowField is the field of special funds for a sum of money by the words that say what became of it.
func (f *figures) flowField(c *claims.Claim) string {
	switch field := f.rules.Columns["flow"][string(f.column[c])]; {
	case hasAny(c.Subject, f.rules.Investment):
		return "" // of all years
	case field != "":
		return field
	case hasAny(c.Subject, f.rules.Raised):
		return "arrived"
	case f.spent(c):
		return "executed"
	}
	return ""
}

// byYear reports whether the parts of a sum are years, not projects.
func (f *figures) byYear(g *claims.Group) bool {
	return !slices.ContainsFunc(g.Parts, func(c *claims.Claim) bool { return c.Canon != "" || c.Year == 0 })
}

// spent reports whether a sum of money is what was spent, not what was to be spent.
func (f *figures) spent(c *claims.Claim) bool {
	return f.column[c] == claims.Actual || strings.HasSuffix(fold(c.Subject), "支出") && f.column[c] == claims.NoColumn
}

// spentFunds reads what was spent in all and by each fund: 专项资金支出100万元。其中：甲支出60万元，执行率90%；乙支出40万元.
func (f *figures) spentFunds(g *claims.Group) {
	if strings.HasSuffix(g.Total.Canon, "专项资金支出") || g.Total.Measure == "专项资金" || g.Total.Canon == "" {
		f.path[g.Total] = "special_funds.executed"
		f.money(g.Total, "special_funds.executed")
	}
	for _, p := range g.Parts {
		if name := strings.TrimSuffix(strings.TrimSuffix(p.Canon, "支出"), "实际"); name != "" && f.path[p] == "" {
			f.column[p] = claims.Actual
			f.fund(name, []*claims.Claim{p})
		}
	}
}

var fundName = regexp.MustCompile(`\p{Han}{2}(?:资金|经费|补助|补贴|专项|专款)$`)

// namedFunds reads what is said of one fund after another: 甲补助资金全年预算8万元，实际支出7万元，执行率87.5%；乙专项经费….
func (f *figures) namedFunds() {
	if len(f.sources) > 0 {
		return // the lines are those of the sources, and add up
	}
	known := map[string]bool{}
	for _, p := range f.set.Paragraphs {
		for i, c := range p.Claims {
			if f.flowColumn(c) == "" || known[c.Canon] || !fundName.MatchString(c.Canon) || hasAny(c.Canon, []string{"、", "等", "各"}) {
				continue
			}
			own, columns := []*claims.Claim{}, map[string]bool{}
			for _, d := range p.Claims[i:] {
				if strings.ContainsAny(f.between(c, d), "；;。") && d != c {
					break
				}
				column := f.flowColumn(d)
				if column == "" || d.Canon != c.Canon {
					continue
				}
				if columns[column] { // said twice: which one is meant is not told
					own = nil
					break
				}
				own, columns[column] = append(own, d), true
			}
			if columns["executed"] && len(own) > 1 {
				known[c.Canon] = true
				f.fund(c.Canon, own)
			}
		}
	}
}

// flowColumn is the field of a fund for an amount that has found no other place in the section of special funds.
func (f *figures) flowColumn(c *claims.Claim) string {
	less := cut(c, f.column[c])
	if !f.plain(c) && !less || f.path[c] != "" || f.partOf[c] != nil && !less || !f.ofFunds(c) {
		return ""
	}
	if less {
		return "adjustment"
	}
	return f.rules.Columns["flow"][string(f.column[c])]
}

// cut reports whether an amount is what was taken off a budget in the course of the year: 年中调减0.2万元.
func cut(c *claims.Claim, column claims.Column) bool {
	return c.Kind == claims.Amount && c.Op == claims.Exactly && !c.Approx && column == claims.Withdrawn && (strings.Contains(c.Subject, "调减") || strings.Contains(c.Subject, "核减"))
}

// fund writes one fund, and the rate of its execution that the same clause goes on to state.
func (f *figures) fund(name string, own []*claims.Claim) {
	at := fmt.Sprintf("special_funds.funds[%d]", f.length("special_funds.funds"))
	f.w.put(at+".name", name, f.b.res.place(f.b.prose[own[0].Paragraph].p.At(own[0].Span.Start, own[0].Span.End), own[0].Quote))
	for _, c := range own {
		path, sign := at+"."+f.rules.Columns["flow"][string(f.column[c])], ""
		if cut(c, f.column[c]) {
			path, sign = at+".adjustment", "-"
		}
		f.path[c] = path
		f.put(c, path, sign+printedNumber(c)+c.Unit)
	}
	last := own[len(own)-1]
	for _, c := range f.set.Paragraphs[last.Paragraph].Claims {
		if c.Kind == claims.Percent && c.Op == claims.Exactly && c.Span.ByteStart > last.Span.ByteEnd && !strings.ContainsAny(f.between(last, c), "；;。") && strings.Contains(c.Subject, "执行率") {
			f.put(c, at+".execution_rate", printedNumber(c)+"%")
			return
		}
	}
}

// loneFunds reads the sources of money with one project, which make no list: …项目1个，预算资金50万元，为甲项目50万元.
func (f *figures) loneFunds() {
	for _, p := range f.set.Paragraphs {
		for i, c := range p.Claims {
			if !f.plain(c) || f.path[c] != "" || f.partOf[c] != nil || f.column[c] != claims.Budget || f.section(c) != "special_funds" {
				continue
			}
			count := f.countBefore(c)
			if count == nil || f.done[count] || strings.Contains(f.between(count, c), "。") || !f.project(count) {
				continue
			}
			at := fmt.Sprintf("special_funds.groups[%d]", f.length("special_funds.groups"))
			f.money(c, at+".amount")
			f.path[c] = at + ".amount"
			f.w.put(at+".name", bareName(count.Subject, f.rules.Introducers), f.b.res.Origins[at+".amount"])
			f.put(count, at+".count", printedNumber(count))
			if i+1 < len(p.Claims) {
				f.loneProject(at+".projects[0]", c, p.Claims[i+1])
			}
		}
	}
}

// loneProject reads the one project of a source of money: all of its money is the project's.
func (f *figures) loneProject(at string, total, c *claims.Claim) {
	name := bareName(c.Subject, f.rules.Introducers)
	if !f.plain(c) || !c.Wan.Equal(total.Wan) || name == "" || strings.Contains(f.between(total, c), "。") {
		return
	}
	f.money(c, at+".amount")
	f.path[c] = at + ".amount"
	f.w.put(at+".name", name, f.b.res.Origins[at+".amount"])
}

// project reports whether a number of projects is one of a source of money: its words say more than 项目.
func (f *figures) project(count *claims.Claim) bool {
	return len([]rune(bareName(count.Subject, f.rules.Introducers))) > len([]rune("项目"))
}

// withinBrackets marks amounts that only note what another includes: （含2022年结转4万元）.
func (f *figures) withinBrackets() {
	for _, c := range f.set.Claims() {
		if c.Kind == claims.Amount && !f.done[c] && f.bracketed[c] {
			f.done[c] = true
		}
	}
}

// countBefore is the number of projects that a sum of money is for: …项目12个。预算资金总额226万元.
func (f *figures) countBefore(total *claims.Claim) *claims.Claim {
	var found *claims.Claim
	for _, c := range f.set.Paragraphs[total.Paragraph].Claims {
		if c.Span.ByteStart >= total.Span.ByteStart {
			break
		}
		if c.Kind == claims.Count && strings.Contains(c.Subject, "项目") {
			found = c
		}
	}
	return found
}
