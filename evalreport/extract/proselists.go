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

var nameEnd = regexp.MustCompile(`(?:累计|共计|合计|分别|为|是|达|共|约|计)+$`)

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
