package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// lists reads the parts of a total, one by one: by class, function, unit, project.
func (f *figures) lists() {
	for _, g := range f.set.Groups {
		if g.Kind != claims.Sum || g.Total == nil || g.Total.Kind != claims.Amount || !f.isList(g) {
			continue
		}
		section := f.section(g.Parts[0])
		if !slices.Contains(f.rules.Finance, section) || section == "special_funds" {
			continue
		}
		of := g.Total.Measure
		switch path := f.path[g.Total]; {
		case strings.HasPrefix(path, "basic_expenditure."):
			of = "基本支出"
		case strings.HasPrefix(path, "project_expenditure."):
			of = "项目支出"
		case strings.HasPrefix(path, "income_expenditure.expenditure.total."):
			of = "支出总额"
		}
		rule := f.listRule(g, of)
		if rule == nil || f.filled(rule.To) {
			continue
		}
		f.list(g, rule)
	}
	f.looseClasses()
}

// isList reports whether a group is a list in earnest.
func (f *figures) isList(g *claims.Group) bool {
	return slices.Contains(f.sums[g.Total], g) && len(g.Parts) > 1
}

func (f *figures) filled(path string) bool {
	v, ok := evalreport.Lookup(f.b.r, path)
	return !ok || v.Len() > 0
}

func (f *figures) listRule(g *claims.Group, of string) *listRule {
	classes := 0
	for _, p := range g.Parts {
		if slices.Contains(f.rules.Classes, p.Measure) {
			classes++
		} else if f.path[p] != "" {
			return nil // parts that have fields of their own
		}
	}
	for i := range f.rules.Lists {
		r := &f.rules.Lists[i]
		switch {
		case r.Of != of,
			(r.Column == string(claims.Adjusted)) != (f.column[g.Total] == claims.Adjusted),
			len(r.By) > 0 && !hasAny(g.Intro, r.By),
			r.Classes && classes*2 < len(g.Parts):
			continue
		}
		return r
	}
	return nil
}

// list puts the parts of a group into a list of lines or amounts.
func (f *figures) list(g *claims.Group, rule *listRule) {
	field := f.rules.Columns["line"][string(f.column[g.Total])]
	if f.column[g.Total] == claims.NoColumn {
		field = "final"
	}
	if strings.HasSuffix(rule.To, "adjustments") {
		field = "amount"
	}
	if field == "" {
		return
	}
	for i, p := range g.Parts {
		name, note := f.name(g, i)
		at := fmt.Sprintf("%s[%d]", rule.To, f.length(rule.To))
		if name == "" || !f.plain(p) {
			continue
		}
		f.money(p, at+"."+field)
		f.w.put(at+".name", name, f.b.res.Origins[at+"."+field])
		share := shareNote.FindStringSubmatch(note)
		if _, ok := evalreport.Lookup(f.b.r, at+".share"); ok && share != nil {
			f.w.put(at+".share", share[1]+"%", f.b.res.Origins[at+"."+field])
		} else if note != "" {
			f.w.put(at+".note", note, f.b.res.Origins[at+"."+field])
		}
		f.path[p] = at + "." + field
	}
}

// shareNote is a note that says nothing but a share: （占12.5%）.
var shareNote = regexp.MustCompile(`^[（(]\s*占(?:比|[^\d，,；;%％]{0,20}的?比?[例重]?)[:：为]?\s*(\d+(?:\.\d+)?)\s*[%％]\s*[）)]$`)

func (f *figures) length(path string) int {
	v, ok := evalreport.Lookup(f.b.r, path)
	if !ok {
		return 0
	}
	return v.Len()
}

// looseClasses reads amounts of an economic class that no group holds: in the section of their own total.
func (f *figures) looseClasses() {
	base := map[string]string{"basic_expenditure": "basic_expenditure", "project_expenditure": "project_expenditure", "income_expenditure": "income_expenditure.expenditure"}
	for _, c := range f.set.Claims() {
		to := base[f.section(c)]
		if to == "" || !f.plain(c) || f.path[c] != "" || !slices.Contains(f.rules.Classes, c.Measure) || len(f.sumsOfParts(c)) > 0 {
			continue
		}
		field := f.rules.Columns["line"][string(f.column[c])]
		if f.column[c] == claims.NoColumn {
			field = "final"
		}
		at := fmt.Sprintf("%s.by_class[%d]", to, f.length(to+".by_class"))
		if field == "" {
			continue
		}
		f.money(c, at+"."+field)
		f.w.put(at+".name", bareName(fold(c.Subject), f.rules.Introducers), f.b.res.Origins[at+"."+field])
		f.path[c] = at + "." + field
	}
}

func (f *figures) sumsOfParts(c *claims.Claim) []*claims.Claim {
	if g := f.partOf[c]; g != nil && len(g.Parts) > 1 {
		return g.Parts
	}
	return nil
}

var nameEnd = regexp.MustCompile(`(?:共计|合计|分别|为|是|达|共|约|计)+$`)

// bullets are the signs that begin an item.
const bullets = " \t　·•●○■□◆◇★*-—–"

var (
	yearAhead = regexp.MustCompile(`^(?:其中[:：]?)?(?:20\d\d年(?:年?末|底|度)?)?[,，]?(?:其中[:：]?)?`)
	// yearStart is 2023年初, where 初 is not of a word that follows: 初步, 初级.
	yearStart = regexp.MustCompile(`^20\d\d年初([^步级审中设评])`)
)

// withoutYear is a name without the year before it.
func withoutYear(s string) string {
	return yearAhead.ReplaceAllString(yearStart.ReplaceAllString(s, "$1"), "")
}

// name is the printed name of a part: the words between the figure before and its own, without what introduces the list.
// What stands in brackets behind the part's figure is its note.
func (f *figures) name(g *claims.Group, i int) (name, note string) {
	p := g.Parts[i]
	text := f.text(p)
	from := 0
	for _, c := range f.set.Paragraphs[p.Paragraph].Claims {
		if c.Kind != claims.Amount || c.Span.ByteEnd > p.Span.ByteStart || f.bracketed[c] {
			continue
		}
		from = max(from, c.Span.ByteEnd)
	}
	s := text[from:p.Span.ByteStart]
	if m := leadBracket.FindString(s); m != "" {
		s = s[len(m):]
	}
	if j := strings.LastIndexAny(s, "。；;"); j >= 0 {
		s = s[j:]
	}
	if j := cutIntro(s); j > 0 {
		s = s[j:]
	}
	name = bareName(s, f.rules.Introducers)
	note = strings.Trim(leadBracket.FindString(text[p.Span.ByteEnd:]), " ")
	return name, note
}

var leadBracket = regexp.MustCompile(`^\s*(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）|\([^()]*\))`)

// brackets notes which figures stand inside brackets.
func (f *figures) brackets() {
	f.bracketed = map[*claims.Claim]bool{}
	for i, p := range f.set.Paragraphs {
		text, at, depth := f.b.prose[i].p.Text, 0, 0
		for _, c := range p.Claims {
			if c.Span.ByteStart < at {
				continue
			}
			for _, r := range text[at:c.Span.ByteStart] {
				switch r {
				case '（', '(':
					depth++
				case '）', ')':
					depth = max(0, depth-1)
				}
			}
			at = c.Span.ByteStart
			if depth > 0 {
				f.bracketed[c] = true
			}
		}
	}
}

// cutIntro is the end of the words that introduce a list: …分别为：.
func cutIntro(s string) int {
	depth, at := 0, 0
	for i, r := range s {
		switch r {
		case '（', '(', '“', '《':
			depth++
		case '）', ')', '”', '》':
			depth--
		case '：', ':':
			if depth <= 0 {
				at = i + len(string(r))
			}
		}
	}
	return at
}

// bareName takes separators, introducing words and copulas off a name.
func bareName(s string, introducers []string) string {
	s = strings.Trim(strings.TrimLeft(s, bullets), " \t　，,、；;。：:和及")
	for _, w := range introducers {
		if t, ok := strings.CutPrefix(s, w); ok && len([]rune(t)) > 1 {
			s = strings.Trim(t, " 　，,、：:")
			break
		}
	}
	if t := nameEnd.ReplaceAllString(s, ""); t != "" {
		s = t
	}
	if len([]rune(s)) > 80 || strings.Contains(s, "万元") {
		return ""
	}
	return s
}

// funds reads special funds by source: a number of projects, their money, and each of them.
func (f *figures) funds() {
	for _, g := range f.set.Groups {
		if g.Kind != claims.Sum || g.Total == nil || g.Total.Kind != claims.Amount || !f.isList(g) || f.section(g.Total) != "special_funds" {
			continue
		}
		if g.Total.Paragraph != g.Parts[0].Paragraph || f.path[g.Total] != "" {
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
	if !f.plain(c) && !less || f.path[c] != "" || f.partOf[c] != nil && !less || f.section(c) != "special_funds" {
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
	if _, ok := evalreport.Lookup(f.b.r, line+".share"); ok {
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
