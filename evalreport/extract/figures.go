package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/evalreport/extract/claims"
)

// figures reads the figures of the prose into the fields that they are of.
func (b *builder) figures() {
	pars := make([]claims.Paragraph, len(b.prose))
	for i, p := range b.prose {
		pars[i] = claims.Paragraph{Text: p.p.Text}
		b.res.prose = append(b.res.prose, p.p)
		b.res.prosePaths = append(b.res.prosePaths, p.path)
	}
	set := claims.AnalyseYear(pars, b.r.Meta.Year)
	b.res.Claims = set
	f := &figures{b: b, set: set, rules: &b.k.fields, w: b.writer(),
		column: map[*claims.Claim]claims.Column{}, path: map[*claims.Claim]string{}, done: map[*claims.Claim]bool{}}
	f.brackets()
	f.groups()
	f.columns()
	f.others()
	f.amounts()
	f.incomeSources()
	f.closing()
	f.lists()
	f.funds()
	f.relations()
	f.quotas()
	f.counts()
	f.staff()
	f.scores()
	f.rates()
	f.targets()
	f.goals()
	f.facts()
	f.unread()
}

// figures is the work of reading figures: the claims, what they were found to be of, and what is left.
type figures struct {
	b      *builder
	set    *claims.Set
	rules  *fieldRules
	w      *writer
	sums   map[*claims.Claim][]*claims.Group // by total
	partOf map[*claims.Claim]*claims.Group
	rated  map[*claims.Claim]bool
	column map[*claims.Claim]claims.Column
	path   map[*claims.Claim]string
	done   map[*claims.Claim]bool

	sources   []string // names of special_funds.funds that are sources of money
	bracketed map[*claims.Claim]bool
	gross     map[*claims.Claim]bool // 支出总计 that counts what was left at the end of the year
	notOwn    map[*claims.Claim]bool // totals of somebody else, or beside the unit's own
	regional  map[string]bool        // sections that tell a region's accounts
}

// section is the section that a figure stands in; a paragraph too long to be one has none.
func (f *figures) section(c *claims.Claim) string {
	if p := &f.b.prose[c.Paragraph]; len(p.p.Text) <= maxParagraph {
		return p.about
	}
	return ""
}

// maxParagraph is the length in bytes of the longest paragraph whose figures are read into fields.
const maxParagraph = 30000

func (f *figures) text(c *claims.Claim) string { return f.b.prose[c.Paragraph].p.Text }

// put writes what a claim says to a field, with the place of the figure.
func (f *figures) put(c *claims.Claim, path, text string) bool {
	f.done[c] = true
	pl := f.b.res.place(f.b.prose[c.Paragraph].p.At(c.Span.Start, c.Span.End), c.Quote)
	return f.w.put(path, text, pl)
}

// printedNumber is the number of a claim without its unit, as printed.
func printedNumber(c *claims.Claim) string {
	for i, r := range c.Quote {
		if !(r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune(".．,，-－", r)) {
			return c.Quote[:i]
		}
	}
	return c.Quote
}

// groups indexes the groups: a group whose parts stand open (包括) and are one only proves nothing.
func (f *figures) groups() {
	f.gross = map[*claims.Claim]bool{}
	f.sums, f.partOf, f.rated = map[*claims.Claim][]*claims.Group{}, map[*claims.Claim]*claims.Group{}, map[*claims.Claim]bool{}
	for _, g := range f.set.Groups {
		if g.Rate != nil {
			f.rated[g.Rate] = true
		}
		if g.Kind != claims.Sum || g.Total == nil || g.Closure == claims.Open && len(g.Parts) < 2 {
			continue
		}
		f.sums[g.Total] = append(f.sums[g.Total], g)
		if slices.ContainsFunc(g.Parts, func(c *claims.Claim) bool { return c.Column == claims.CarryOut }) {
			f.gross[g.Total] = true
		}
		for _, p := range g.Parts {
			if f.partOf[p] == nil {
				f.partOf[p] = g
			}
		}
	}
}

// columns settles the column of each amount: its own, that of the total it is a part of, or the budget that its sentence
// speaks of.
func (f *figures) columns() {
	for _, p := range f.set.Paragraphs {
		var before, first *claims.Claim
		for _, c := range p.Claims {
			if c.Kind != claims.Amount {
				continue
			}
			if differs.MatchString(c.Canon) {
				f.column[c] = c.Column
				continue
			}
			follows := before
			if first != nil && first.Canon == before.Canon && f.column[first] == claims.NoColumn {
				follows = nil // 甲支出2万元，年初预算3万元；乙支出5万元: a budget beside what was spent says nothing of what comes next
			}
			f.column[c] = f.columnOf(c, follows)
			first, before = before, c
		}
	}
}

// differs are the words of a figure that only says how far two others are apart.
var differs = regexp.MustCompile(`^(?:差值|差额|相差|差异|差|较.*|比.*)$`)

func (f *figures) columnOf(c, before *claims.Claim) claims.Column {
	col := c.Column
	subject := fold(c.Subject)
	if col == claims.Budget && strings.Contains(subject, "年初") {
		return claims.Initial
	}
	if col != claims.NoColumn && col != claims.CarryIn && col != claims.Received {
		return col
	}
	for _, w := range f.rules.NotBudget {
		subject = strings.ReplaceAll(subject, w, "")
	}
	switch {
	case strings.Contains(subject, "年初") && strings.Contains(subject, "预算"):
		return claims.Initial
	case strings.Contains(subject, "预算") && c.Base == "":
		return claims.Budget
	}
	if g := f.partOf[c]; g != nil && g.Total.Paragraph <= c.Paragraph {
		if up, ok := f.column[g.Total]; ok {
			return up
		}
	}
	budget := before != nil && (f.column[before] == claims.Initial || f.column[before] == claims.Budget)
	if budget && !strings.Contains(f.between(before, c), "。") && c.Base == "" && !f.actual(c) {
		return f.column[before]
	}
	return claims.NoColumn
}

// actual reports whether the words of a claim say that the money was spent.
func (f *figures) actual(c *claims.Claim) bool {
	return slices.ContainsFunc(f.rules.ActualStart, func(w string) bool { return strings.HasPrefix(fold(c.Subject), w) })
}

// between is the text between two figures of a paragraph.
func (f *figures) between(a, c *claims.Claim) string {
	if a.Paragraph != c.Paragraph || a.Span.ByteEnd > c.Span.ByteStart {
		return "。"
	}
	return f.text(c)[a.Span.ByteEnd:c.Span.ByteStart]
}

// plain reports whether a claim states a sum of money of its own.
func (f *figures) plain(c *claims.Claim) bool {
	return c.Kind == claims.Amount && c.Op == claims.Exactly && !c.Approx && !c.Attrib && !f.rated[c] && c.Trend == claims.Flat
}

// amounts reads the amounts that name what they are of.
func (f *figures) amounts() {
	loose := map[string][]*claims.Claim{} // figures that only their section names
	var order []string
	var before *claims.Claim
	for _, c := range f.set.Claims() {
		path, own := f.amountPath(c)
		if path == "" {
			path, own = f.goesOn(before, c)
		}
		if c.Kind == claims.Amount {
			before = c
		}
		if path == "" {
			continue
		}
		if own {
			f.path[c] = path
			f.money(c, path)
			continue
		}
		if loose[path] == nil {
			order = append(order, path)
		}
		loose[path] = append(loose[path], c)
	}
	for _, path := range order {
		f.agreeing(path, loose[path])
	}
}

// onlySpent are words that name no item, only what became of one.
var onlySpent = regexp.MustCompile(`^(?:实际)?(?:支出)?(?:决算|预算)?数?为?$`)

// goesOn is the field of an amount that goes on about the item of the amount before it: 公务接待费年初预算为2万元，支出决算为
// 1.5万元.
func (f *figures) goesOn(before, c *claims.Claim) (path string, own bool) {
	if before == nil || !f.plain(c) || f.column[c] == claims.NoColumn || !onlySpent.MatchString(fold(c.Subject)) || strings.ContainsAny(f.between(before, c), "。；;") {
		return "", false
	}
	line, _, ok := cutLast(f.path[before], ".")
	field := f.rules.Columns["public"][string(f.column[c])]
	if !ok || !strings.HasPrefix(line, "three_public.") || field == "" || f.yearOf(c) != f.yearOf(before) {
		return "", false
	}
	return line + "." + field, true
}

// cutLast cuts a text at the last occurrence of sep.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// amountPath is the field of an amount, and whether its own words name it.
func (f *figures) amountPath(c *claims.Claim) (path string, own bool) {
	section := f.section(c)
	withdrawn := c.Kind == claims.Amount && f.column[c] == claims.Withdrawn
	if f.gross[c] || f.notOwn[c] || f.ofRegion(c) || !f.plain(c) && !withdrawn || !f.speaksOfMoney(c, section) {
		return "", false
	}
	if f.partOf[c] != nil && section == "special_funds" && (c.Measure == "" || c.Measure == "专项资金") {
		return "", false
	}
	if slices.Contains(f.rules.Classes, c.Measure) || hasAny(c.Subject, f.rules.Averages) {
		return "", false
	}
	a := f.amount(c, section)
	if a == nil || a.To == "income_expenditure.expenditure.total" && f.beyond(c) {
		return "", false
	}
	field := f.field(c, a)
	if field == "" {
		return "", false
	}
	return a.To + "." + field, a.Kind == "line" || a.Kind == "public"
}

// agreeing reads figures that only their section names: only when all of them are the same.
func (f *figures) agreeing(path string, list []*claims.Claim) {
	for _, c := range list[1:] {
		if !c.Wan.Equal(list[0].Wan) {
			return
		}
	}
	for _, c := range list {
		f.path[c] = path
		f.done[c] = true
	}
	f.money(list[0], path)
}

func (f *figures) money(c *claims.Claim, path string) {
	if f.wrongUnit(c) {
		p := f.b.prose[c.Paragraph].p
		f.done[c] = true
		f.w.refuse(c.Subject+c.Quote, "同一段的金额都以万元计，这里印的是元，请核对单位", f.b.res.place(p.At(c.Span.Start, c.Span.End), c.Quote))
		return
	}
	f.put(c, path, printedNumber(c)+c.Unit)
}

// wrongUnit reports whether a sum in 元 stands among sums in 万元 and is too small to be meant so.
func (f *figures) wrongUnit(c *claims.Claim) bool {
	if c.Unit != "元" || c.Wan.GreaterThanOrEqual(oneWan) || c.Value.IsInteger() && !strings.Contains(c.Quote, ".") {
		return false
	}
	return slices.ContainsFunc(f.set.Paragraphs[c.Paragraph].Claims, func(o *claims.Claim) bool { return o.Unit == "万元" })
}

var oneWan = decimal.NewFromInt(1)

// speaksOfMoney reports whether amounts of a section belong to its finances.
func (f *figures) speaksOfMoney(c *claims.Claim, section string) bool {
	if slices.Contains(f.rules.Finance, section) || f.ofFunds(c) {
		return true
	}
	if !slices.Contains(f.rules.SumsOnly, section) || c.Canon != c.Measure {
		return false
	}
	g := f.partOf[c]
	if list := f.sums[c]; g == nil && len(list) > 0 {
		g = list[0]
	}
	return g != nil && g.Rule == "R01" && g.Closure != claims.Open
}

// yearOf is the year that a figure is of: a part is of the year of its total.
func (f *figures) yearOf(c *claims.Claim) int {
	if g := f.partOf[c]; g != nil {
		return g.Total.Year
	}
	return c.Year
}

// field is the field of a line for the column of a claim; "" when its year or column has none.
func (f *figures) field(c *claims.Claim, a *amountRule) string {
	columns := f.rules.Columns[a.Kind]
	column := f.column[c]
	year := f.b.r.Meta.Year
	of := f.yearOf(c)
	if year > 0 && of > 0 && of != year {
		if of != year-1 || columns["上年"] == "" || column == claims.Budget || column == claims.Initial {
			return ""
		}
		return columns["上年"]
	}
	if column == claims.NoColumn || column == claims.CarryIn || column == claims.Received {
		return columns["无"]
	}
	return columns[string(column)]
}

// unread lists the sums of money in the finance sections that found no field.
func (f *figures) unread() {
	for _, c := range f.set.Claims() {
		if c.Kind != claims.Amount || f.done[c] || f.rated[c] || !slices.Contains(f.rules.Finance, f.section(c)) {
			continue
		}
		p := f.b.prose[c.Paragraph].p
		place := f.b.res.place(p.At(c.Span.Start, c.Span.End), c.Quote)
		f.b.res.Unread = append(f.b.res.Unread, Unread{Text: clip(c.Subject + c.Quote), Reason: "这个金额没有对应的栏目，只留在文字里", Place: place})
	}
}
