package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport/extract/claims"
)

// totals are the measures that are of everything that a unit has and spends.
var totals = []string{"收入总额", "支出总额"}

// otherBudgets are the grants that have fields beside that of the general budget: where they are told as parts of all grants,
// that figure is not of the general budget alone.
var otherBudgets = []string{"政府性基金收入", "国有资本经营收入"}

// others finds the totals that are not the unit's own for the year, so that they go to no field of it: those of a region
// (全县一般公共预算收入), those of somebody else (财政部门支出), and those that count what was carried over beside one that does
// not (支出总计 beside 支出合计).
func (f *figures) others() {
	f.notOwn, f.regional = map[*claims.Claim]bool{}, map[string]bool{}
	said, own := map[string][]*claims.Claim{}, map[string]bool{}
	for _, c := range f.set.Claims() {
		section := f.section(c)
		f.notOwn[c] = c.Measure == "财政拨款收入" && slices.ContainsFunc(f.sums[c], func(g *claims.Group) bool {
			return slices.ContainsFunc(g.Parts, func(p *claims.Claim) bool { return slices.Contains(otherBudgets, p.Measure) })
		})
		if c.Kind != claims.Amount || !slices.Contains(totals, c.Measure) || !slices.Contains(f.rules.Finance, section) {
			continue
		}
		own[section] = own[section] || ourOwn.MatchString(c.Subject)
		if hasAny(c.Subject, f.rules.Regions) {
			f.regional[section] = true
		}
		f.notOwn[c] = !f.ownTotal(c)
		if f.plain(c) && c.Canon == c.Measure && !slices.Contains(f.rules.OwnRules, section) {
			if w := totalWord(c.Subject); w != "" {
				said[c.Measure+w] = append(said[c.Measure+w], c)
			}
		}
	}
	for section := range own {
		f.regional[section] = f.regional[section] && !own[section]
	}
	if f.regional["income_expenditure"] {
		for _, fund := range []string{"government_fund", "state_capital", "social_insurance"} {
			f.regional[fund] = true
		}
	}
	for _, beside := range []struct{ other, own string }{{"支出总额总计", "支出总额合计"}, {"收入总额合计", "收入总额总计"}} {
		for _, c := range said[beside.other] {
			f.notOwn[c] = f.notOwn[c] || slices.ContainsFunc(said[beside.own], func(o *claims.Claim) bool { return o.Year == c.Year && f.column[o] == f.column[c] })
		}
	}
}

// totalWord tells 总计, which has in it what was carried in or is carried over, from 合计, which is of the year.
func totalWord(subject string) string {
	for _, w := range []string{"总计", "合计"} {
		if strings.Contains(subject, w) {
			return w
		}
	}
	return ""
}

// ownTotal reports whether what stands before the name of a total says that it is the unit's: 本单位总收入, 工信局总支出 of
// 某县工业和信息化局.
func (f *figures) ownTotal(c *claims.Claim) bool {
	whose := itemStart.ReplaceAllString(strings.TrimSpace(strings.TrimSuffix(fold(c.Canon), fold(c.Measure))), "")
	if c.Canon == c.Measure || whose == "" {
		return true
	}
	if ourOwn.MatchString(whose) {
		return true
	}
	for _, word := range f.b.k.words.Units {
		if i := strings.Index(whose, word); i >= 0 {
			return within(whose[:i+len(word)], fold(f.b.r.Meta.Title))
		}
	}
	return false
}

// ourOwn are words by which a unit speaks of itself: 本单位, 我局.
var ourOwn = regexp.MustCompile(`[本我][^年级期次月季省市县区]`)

// within reports whether all letters of an abbreviation stand in a name in their order.
func within(short, name string) bool {
	for _, r := range short {
		i := strings.IndexRune(name, r)
		if i < 0 {
			return false
		}
		name = name[i+utf8.RuneLen(r):]
	}
	return true
}

// ofRegion reports whether a figure stands where a region's accounts are told.
func (f *figures) ofRegion(c *claims.Claim) bool {
	return f.regional[f.section(c)]
}

// beyond reports whether a total of expenditure has parts that no field is for: 经营支出, 上缴上级支出. Beside such a part the
// fields of basic and project expenditure do not make up the total.
func (f *figures) beyond(c *claims.Claim) bool {
	known, other := false, false
	for _, g := range f.sums[c] {
		for _, p := range g.Parts {
			switch {
			case p.Measure == "基本支出" || p.Measure == "项目支出":
				known = true
			case p.Measure == "" && strings.HasSuffix(p.Canon, "支出") && !p.Value.IsZero():
				other = true
			}
		}
	}
	return known && other
}

// incomeSources reads what the income has in it and no field of its own: 上级补助收入, 经营收入 among its parts,
// 使用非财政拨款结余 beside them.
func (f *figures) incomeSources() {
	for _, g := range f.set.Groups {
		if g.Kind != claims.Sum || g.Total == nil {
			continue
		}
		column, ok := strings.CutPrefix(f.path[g.Total], "income_expenditure.income.total.")
		if !ok || !slices.ContainsFunc(g.Parts, func(c *claims.Claim) bool { return strings.HasPrefix(f.path[c], "income_expenditure.income.") }) {
			continue
		}
		for _, c := range g.Parts {
			if strings.HasSuffix(c.Canon, "收入") || strings.HasSuffix(c.Canon, "结余") {
				f.incomeSource(c, column)
			}
		}
	}
	for _, c := range f.set.Claims() {
		if c.Kind == claims.Amount && hasAny(fold(c.Subject), f.rules.OtherIncome) && f.section(c) == "income_expenditure" && !f.ofRegion(c) {
			f.incomeSource(c, f.rules.Columns["line"][string(claims.Actual)])
		}
	}
}

// incomeSource adds a source to those that have no field of their own.
func (f *figures) incomeSource(c *claims.Claim, column string) {
	name := bareName(withoutYear(fold(c.Subject)), f.rules.Introducers)
	if f.path[c] != "" || f.notOwn[c] || !f.plain(c) || name == "" {
		return
	}
	at := fmt.Sprintf("income_expenditure.income.items[%d]", f.length("income_expenditure.income.items"))
	f.path[c] = at + "." + column
	f.money(c, f.path[c])
	f.w.put(at+".name", name, f.b.res.Origins[f.path[c]])
}

// whole is the path that the whole of a line has: what a share of that line is a share of.
func whole(line string) []string {
	root, list, _ := strings.Cut(line, ".by_")
	switch {
	case strings.HasPrefix(line, "income_expenditure.income."):
		return []string{"income_expenditure.income.total."}
	case strings.HasPrefix(line, "income_expenditure.expenditure."):
		return []string{"income_expenditure.expenditure.total."}
	case root == "basic_expenditure" && list != "":
		return []string{"basic_expenditure.", "income_expenditure.expenditure.basic."}
	case strings.HasPrefix(line, "project_expenditure.by_"), strings.HasPrefix(line, "project_expenditure.projects["):
		return []string{"project_expenditure.", "income_expenditure.expenditure.project."}
	case line == "basic_expenditure", line == "project_expenditure":
		return []string{"income_expenditure.expenditure.total."}
	}
	return nil
}

// ofWhole reports whether a share of a line is printed of the line's own whole.
func (f *figures) ofWhole(g *claims.Group, line string) bool {
	want := whole(line)
	if want == nil || g.Total.Paragraph < 0 && g.Total.Canon == "支出总额" {
		return true
	}
	return slices.ContainsFunc(want, func(path string) bool { return strings.HasPrefix(f.path[g.Total], path) })
}
