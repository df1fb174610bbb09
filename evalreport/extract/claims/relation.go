package claims

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

var (
	hundred   = decimal.NewFromInt(100)
	spentBase = []Column{Initial, Budget, Allocated, Arrived}
)

// relations finds what ties single figures of one paragraph together: shares, changes, rates, balances.
func (s *Set) relations(p *Parsed) {
	r := relater{s: s, p: p}
	for _, c := range p.Claims {
		switch {
		case c.role == roleShare:
			r.share(c)
		case c.role == roleChange && c.Base == "上年" && c.Trend == Flat:
			r.multiple(c)
		case c.role == roleChange && c.Kind != Points:
			r.change(c)
		case c.role == roleRate:
			r.rate(c)
		}
	}
	r.balances()
}

type relater struct {
	s *Set
	p *Parsed
}

// back are the figures before c in its sentence, nearest first, of the given kind.
func (r *relater) back(c *Claim, kind Kind, sentences int) []*Claim {
	var out []*Claim
	for k := c.order - 1; k >= 0 && c.order-k < 24; k-- {
		o := r.p.Claims[k]
		if c.sentence-o.sentence > sentences {
			break
		}
		if o.Kind == kind && o.role == roleFigure && !o.Attrib && (o.bracket == c.bracket || o.bracket == r.p.text.brackets[c.bracket].parent) {
			out = append(out, o)
		}
	}
	return out
}

// share: 基本支出80万元，占全年支出66.67%.
func (r *relater) share(c *Claim) {
	if strings.Contains(c.Subject, "分别") || c.Approx {
		return
	}
	var num *Claim
	for k := c.order - 1; k >= 0 && c.order-k < 4 && num == nil; k-- {
		o := r.p.Claims[k]
		if o.Kind == Year {
			continue
		}
		if o.sentence != c.sentence || o.bracket != c.bracket || o.role != roleFigure || o.Kind != Amount && o.Kind != Count {
			break
		}
		num = o
	}
	if num == nil || num.Attrib || num.Approx {
		return
	}
	var base *Claim
	bases := r.shareBases(c, num)
	if len(bases) > 0 {
		base = bases[0]
	}
	for _, b := range append(bases, r.unnamedBases(c, num)...) {
		if fits(c, num.number(), b.number()) == exactly {
			base = b
			break
		}
	}
	if base == nil {
		return
	}
	r.s.add(&Group{Kind: Share, Total: base, Parts: []*Claim{num}, Rate: c, Rule: "R30"})
}

// shareBases are the figures that a share can be of, the likeliest first.
func (r *relater) shareBases(c, num *Claim) []*Claim {
	of := trimFront(c.Of, []string{"当年", "本年", "本部门", "我局", "部门", "年度", "全部"})
	var out []*Claim
	put := func(b *Claim) {
		if b != nil && b != num && b.Kind == num.Kind && !b.number().IsZero() && !slices.Contains(out, b) && len(out) < 12 {
			out = append(out, b)
		}
	}
	if of == "" || of == "比" {
		put(num.Parent)
		return out
	}
	name, exact := vocab().measure(c.Of)
	if name == "" {
		name, exact = vocab().measure(of)
	}
	if num.Parent != nil && (num.Parent.Canon == of || num.Parent.Measure == name && name != "" || strings.Contains(num.Parent.Canon, of)) {
		put(num.Parent)
	}
	if !exact {
		for _, b := range nearest(r.s.byCanon[of], c) {
			put(b)
		}
		return out
	}
	for _, b := range nearest(r.s.byCanon[name], c) {
		if b.Year == c.Year || b.Year == num.Year {
			put(b)
		}
	}
	if name == "支出总额" {
		put(r.together("基本支出", "项目支出", c))
	}
	return out
}

// unnamedBases are figures that a share without a named base may be of, though nothing says so:
// totals further out, and what stands before it in the paragraph. They can only bear the share out.
func (r *relater) unnamedBases(c, num *Claim) []*Claim {
	if trimFront(c.Of, []string{"比"}) != "" {
		return nil
	}
	var out []*Claim
	for _, b := range r.back(c, num.Kind, 2) {
		if b != num && b.number().GreaterThan(num.number()) {
			out = append(out, b)
		}
	}
	return out
}

// nearest are the claims closest to c in the document, at most twelve.
func nearest(cs []*Claim, c *Claim) []*Claim {
	k, _ := slices.BinarySearchFunc(cs, c, func(a, b *Claim) int {
		if a.Paragraph != b.Paragraph {
			return a.Paragraph - b.Paragraph
		}
		return a.order - b.order
	})
	lo, hi := max(0, k-8), min(len(cs), k+4)
	out := slices.Clone(cs[lo:k])
	slices.Reverse(out)
	return append(out, cs[k:hi]...)
}

// together is the sum of two measures that make up a third, when both are stated near c: a figure of ours.
func (r *relater) together(a, b string, c *Claim) *Claim {
	x, y := r.s.byCanon[a], r.s.byCanon[b]
	if len(x) == 0 || len(y) == 0 {
		return nil
	}
	na, nb := nearest(x, c)[0], nearest(y, c)[0]
	if na.Column != nb.Column || na.Year != nb.Year {
		return nil
	}
	sum := na.number().Add(nb.number())
	return &Claim{Kind: Amount, Subject: a + "与" + b + "之和", Canon: "支出总额", Value: sum, Wan: sum, Unit: "万元", Scale: max(na.Scale, nb.Scale), Paragraph: -1, tok: token{exp: 0}, Quote: sum.String() + "万元"}
}

// multiple: 7个，是上年度的175%.
func (r *relater) multiple(c *Claim) {
	if prev := r.back(c, Count, 0); len(prev) > 0 && prev[0].tok.exp == 0 && !prev[0].Approx {
		r.s.add(&Group{Kind: Rate, Total: nil, Parts: prev[:1], Rate: c, Rule: "R43"})
	}
}

// change: 较上年减少12万元, 比预算下降3.5%, 较上年12万元增长5%, 比上年增加12万元，增长5%.
func (r *relater) change(c *Claim) {
	if c.Approx || strings.Contains(c.Subject, "分别") || c.Op != Exactly {
		return
	}
	if c.Kind == Percent && r.afterDelta(c) {
		return
	}
	kinds := []Kind{c.Kind}
	if c.Kind == Percent {
		kinds = []Kind{Amount, Count}
	}
	for _, kind := range kinds {
		if g := r.changeOf(c, kind); g != nil {
			r.s.add(g)
			return
		}
	}
}

// pair is a current value and the base it is compared with.
type pair struct{ cur, base *Claim }

func (r *relater) changeOf(c *Claim, kind Kind) *Group {
	var pairs []pair
	if k := c.order - 1; k >= 0 && r.p.Claims[k].role == roleBase && r.p.Claims[k].Kind == kind && r.p.Claims[k].sentence == c.sentence {
		base := r.p.Claims[k]
		for _, cur := range r.back(base, kind, 1) {
			if cur.Canon == base.Canon || cur.Measure != "" && cur.Measure == base.Measure || cur.sentence == base.sentence || base.Measure == "" {
				pairs = append(pairs, pair{cur, base})
			}
		}
		if len(pairs) > 1 {
			slices.SortStableFunc(pairs, func(a, b pair) int { return likeness(b) - likeness(a) })
		}
	} else if p, ok := r.fromTo(c, kind); ok {
		pairs = []pair{p}
	} else {
		pairs = r.pairs(c, kind)
	}
	if len(pairs) == 0 {
		return nil
	}
	best := pairs[0]
	for _, p := range pairs {
		if changeFits(c, p.cur, p.base) == exactly {
			best = p
			break
		}
	}
	rule := "R23"
	switch {
	case c.Kind == Percent:
		rule = "R24"
	case c.Trend == Saved:
		rule = "R39"
	}
	return &Group{Kind: Change, Total: best.base, Parts: []*Claim{best.cur}, Rate: c, Rule: rule}
}

// fromTo: 亩产由480公斤提高到528公斤，提高10% names both values.
func (r *relater) fromTo(c *Claim, kind Kind) (pair, bool) {
	if c.order < 2 || c.Base != "" {
		return pair{}, false
	}
	from, to := r.p.Claims[c.order-2], r.p.Claims[c.order-1]
	words := r.p.text.plain(from.tok.end, to.tok.start)
	if from.Kind != kind || to.Kind != kind || from.segment != c.segment || to.segment != c.segment || from.Unit != to.Unit || !containsAny(words, []string{"到", "至"}) || strings.ContainsAny(words, ",;。") {
		return pair{}, false
	}
	before := r.p.text.plain(r.p.text.clauses[from.clause].start, from.tok.start)
	if !strings.HasSuffix(before, "由") && !strings.HasSuffix(before, "从") && !strings.HasSuffix(before, "由原来的") && !strings.HasSuffix(before, "从原来的") {
		return pair{}, false
	}
	if from.Approx || to.Approx || c.Kind != Percent && c.Unit != to.Unit {
		return pair{}, false
	}
	return pair{cur: to, base: from}, true
}

// likeness ranks what a base is compared with: its namesake, a figure of its own sentence, a total, a part.
func likeness(p pair) int {
	if p.cur.Canon == p.base.Canon {
		return 3
	}
	if p.cur.Measure == p.base.Measure && p.cur.Measure != "" {
		return 2
	}
	if p.cur.sentence != p.base.sentence && p.cur.Parent == nil {
		return 1
	}
	return 0
}

// pairs are the values that a comparison without a stated base can be between.
func (r *relater) pairs(c *Claim, kind Kind) []pair {
	var out []pair
	budget := containsAny(c.Base, vocab().BudgetBase) || c.Trend == Saved
	previous := containsAny(c.Base, vocab().PreviousYear) || c.Base == "" && c.Kind == Percent || strings.Contains(c.Base, "年") && !budget
	for _, cur := range r.currents(c, kind) {
		if budget && (cur.Column == NoColumn || cur.Column == Actual) {
			for _, b := range r.budgets(cur, c) {
				out = append(out, pair{cur, b})
			}
		}
		if previous && !budget {
			for _, b := range nearest(r.s.byCanon[cur.Canon], c) {
				if b != cur && cur.Canon != "" && b.Year == cur.Year-1 && b.Year > 0 && b.Column == cur.Column && b.Kind == kind && !b.Attrib && b.Paragraph == c.Paragraph {
					out = append(out, pair{cur, b})
				}
			}
		}
	}
	return out
}

// currents: the figure right before the comparison, or the total it is a part of.
func (r *relater) currents(c *Claim, kind Kind) []*Claim {
	prev := r.back(c, kind, 0)
	var out []*Claim
	for _, o := range prev {
		if o.segment != c.segment || len(out) > 3 {
			break
		}
		if !slices.Contains(out, o) {
			out = append(out, o)
		}
		if o.Parent != nil && o.Parent.Paragraph == c.Paragraph && !slices.Contains(out, o.Parent) {
			out = append(out, o.Parent)
			break
		}
		if o.Column == Actual {
			break
		}
	}
	if len(out) > 1 && out[0].Column != Actual && out[0].Parent == nil {
		out = out[:1]
	}
	return out
}

// budgets are the budget figures for what cur is the account of: in the sentence, or under the same name.
func (r *relater) budgets(cur, c *Claim) []*Claim {
	var out []*Claim
	for _, o := range r.back(c, cur.Kind, 0) {
		if o != cur && slices.Contains(spentBase, o.Column) && (o.Canon == cur.Canon || o.segment == c.segment && cur.Column == Actual && o.Parent == cur.Parent) {
			out = append(out, o)
		}
	}
	if len(out) > 0 {
		return out
	}
	names := [][]*Claim{r.s.byCanon[cur.Canon]}
	if cur.Measure != "" && cur.Canon == cur.Measure {
		names = append(names, r.s.byMeasure[cur.Measure])
	}
	for _, list := range names {
		for _, o := range nearest(list, c) {
			if o != cur && cur.Canon != "" && (o.Column == Initial || o.Column == Budget) && o.Year == cur.Year && o.Kind == cur.Kind && c.Paragraph-o.Paragraph >= 0 && c.Paragraph-o.Paragraph <= 4 && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// afterDelta: 支出100万元，比上年增加20万元，增长25% — the base follows from the difference.
func (r *relater) afterDelta(c *Claim) bool {
	if c.order == 0 {
		return false
	}
	d := r.p.Claims[c.order-1]
	if n := len(r.s.Groups) - 1; n >= 0 && r.s.Groups[n].Rate == d && r.s.Groups[n].Kind == Change && d.Kind != Percent && d.Trend == c.Trend && c.Base == "" && d.sentence == c.sentence {
		g := r.s.Groups[n] // the difference has its base: the rate is of the same two values
		r.s.add(&Group{Kind: Change, Total: g.Total, Parts: g.Parts, Rate: c, Rule: "R24"})
		return true
	}
	if d.role != roleChange || d.Kind != Amount && d.Kind != Count || d.sentence != c.sentence || d.Trend != c.Trend || d.Trend == Saved || c.Base != "" || d.Approx || d.Base == "" {
		return false
	}
	cur := r.back(d, d.Kind, 0)
	if len(cur) == 0 || cur[0].Kind == Count && cur[0].Unit != d.Unit || cur[0].Approx {
		return true
	}
	base := cur[0].number().Sub(d.number())
	if d.Trend == Down {
		base = cur[0].number().Add(d.number())
	}
	// The comparison may be of another figure of the sentence: speak only when it is the one before.
	if !base.IsPositive() || cur[0].segment != d.segment || len(cur) > 1 && cur[1].segment == d.segment && !(cur[0].Column == Actual && slices.Contains(spentBase, cur[1].Column)) {
		return true
	}
	b := &Claim{Kind: d.Kind, Subject: "比较基数", Value: base, Wan: base, Paragraph: -1, Quote: base.String(), Scale: max(cur[0].Scale, d.Scale)}
	r.s.add(&Group{Kind: Change, Total: b, Parts: cur[:1], Rate: c, Rule: "R24"})
	return true
}

// rate: 预算100万元，支出90万元，执行率90%.
func (r *relater) rate(c *Claim) {
	subject := trimAny(normal(c.Subject), vocab().Copulas)
	if strings.HasSuffix(subject, "预算") && strings.Contains(subject, "完成") {
		r.ofBudget(c)
		return
	}
	k := slices.IndexFunc(vocab().Rates, func(n rateName) bool { return strings.HasSuffix(subject, n.Name) })
	if k < 0 || c.Op != Exactly || c.Approx {
		return
	}
	name := vocab().Rates[k]
	for sentences := 0; sentences <= 1; sentences++ {
		pairs := r.ratePairs(c, name, sentences)
		if len(pairs) == 0 {
			continue
		}
		best := pairs[0]
		for _, p := range append(pairs, r.otherBases(c, best, sentences)...) {
			if fits(c, numerator(name, p), p.base.number()) == exactly {
				best = p
				break
			}
		}
		r.s.add(&Group{Kind: Rate, Total: best.base, Parts: []*Claim{best.cur}, Rate: c, Rule: name.Rule, Intro: name.Name})
		return
	}
	r.farRate(c, name)
}

// farBase is how many paragraphs back the only budget of a report may stand.
const farBase = 12

// farRate: the budget stands in paragraphs before, alone or always the same: 安排资金100万元。…实际支出90万元，执行率90%.
func (r *relater) farRate(c *Claim, name rateName) {
	spent := r.back(c, Amount, 0)
	if name.Rule != "R32" || c.Kind != Percent || len(spent) != 1 || columnOf(spent[0]) != Actual || spent[0].Parent != nil {
		return
	}
	var base *Claim
	for k := r.p.Index - 1; k >= 0 && r.p.Index-k <= farBase; k-- {
		for _, o := range r.s.Paragraphs[k].Claims {
			if o.Kind != Amount || o.role != roleFigure || o.Attrib || o.Approx || o.Parent != nil || !slices.Contains(name.Den, columnOf(o)) && o.Column != Adjusted && !strings.Contains(o.Subject, "安排") {
				continue
			}
			if o.Column == Adjusted || base != nil && !o.number().Equal(base.number()) {
				return // which of them is meant is not known
			}
			base = o
		}
	}
	if base == nil || base.number().LessThan(spent[0].number()) {
		return
	}
	r.s.add(&Group{Kind: Rate, Total: base, Parts: spent, Rate: c, Rule: name.Rule, Intro: name.Name})
}

// ofBudget: 决算为35.2万元，完成预算的88%.
func (r *relater) ofBudget(c *Claim) {
	var out []pair
	for _, cur := range r.currents(c, Amount) {
		for _, b := range r.budgets(cur, c) {
			out = append(out, pair{cur, b})
		}
	}
	if len(out) == 0 {
		return
	}
	best := out[0]
	for _, p := range out {
		if fits(c, p.cur.number(), p.base.number()) == exactly {
			best = p
			break
		}
	}
	r.s.add(&Group{Kind: Rate, Total: best.base, Parts: []*Claim{best.cur}, Rate: c, Rule: "R32", Intro: "执行率"})
}

// numerator is what the rate divides: the spent, or the saved.
func numerator(n rateName, p pair) decimal.Decimal {
	if n.Saved {
		return p.base.number().Sub(p.cur.number())
	}
	return p.cur.number()
}

// ratePairs are the figures whose columns fit the rate's name, nearest first.
func (r *relater) ratePairs(c *Claim, n rateName, sentences int) []pair {
	var out []pair
	for _, kind := range []Kind{Amount, Count} {
		back := r.back(c, kind, sentences)
		for _, num := range back {
			if !slices.Contains(n.Num, columnOf(num)) {
				continue
			}
			for _, den := range back {
				if den != num && slices.Contains(n.Den, columnOf(den)) && den.order < num.order && (kind == Amount || den.Unit == num.Unit && den.segment == num.segment) {
					out = append(out, pair{num, den})
				}
			}
			if len(out) == 0 && len(back) == 2 && back[0] == num && kind == Amount {
				out = append(out, pair{num, back[1]})
			}
		}
	}
	return out
}

// otherBases are bases that no column names (可用资金1550万元), and the budget with its additions:
// they can bear a rate out.
func (r *relater) otherBases(c *Claim, best pair, sentences int) []pair {
	var out []pair
	back := r.back(c, best.cur.Kind, sentences)
	for _, o := range back {
		if o != best.cur && o.order < best.cur.order {
			out = append(out, pair{best.cur, o})
		}
		if o.Column == Adjusted && best.base.Column == Initial {
			sum := best.base.number().Add(o.number())
			out = append(out, pair{best.cur, &Claim{Kind: Amount, Subject: "年初预算与追加之和", Value: sum, Wan: sum, Unit: "万元", Paragraph: -1, Quote: sum.String() + "万元"}})
		}
	}
	return out
}

// columnOf: a total expenditure without a column is the account.
func columnOf(c *Claim) Column {
	if c.Column == NoColumn && c.Canon == "支出总额" {
		return Actual
	}
	return c.Column
}

// balances: 预算100万元，支出80万元，收回15万元，结余5万元.
func (r *relater) balances() {
	cs := r.p.Claims
	for i := 0; i < len(cs); {
		j := i
		for j < len(cs) && cs[j].sentence == cs[i].sentence {
			j++
		}
		r.balance(cs[i:j])
		i = j
	}
}

func (r *relater) balance(cs []*Claim) {
	by := make(map[Column][]*Claim)
	for _, c := range cs {
		if c.Kind == Amount && c.role == roleFigure && c.bracket == 0 && !c.Attrib && !c.Approx && c.Parent == nil {
			by[columnOf(c)] = append(by[columnOf(c)], c)
		}
	}
	var budget []*Claim
	for _, col := range spentBase {
		budget = append(budget, by[col]...)
	}
	if len(budget) != 1 || len(by[Actual]) != 1 || len(by[Adjusted]) > 1 || len(by[CarryOut]) > 1 || len(by[Withdrawn]) > 1 || len(by[CarryIn]) > 1 {
		return
	}
	b, spent := budget[0], by[Actual][0]
	if spent.order < b.order || spent.Canon != "" && b.Canon != "" && spent.Canon != b.Canon && spent.Canon != "支出总额" {
		return
	}
	g := &Group{Kind: Balance, Total: b, Parts: []*Claim{spent}, Rule: "R13", Closure: Closed}
	g.Parts = append(append(g.Parts, by[Withdrawn]...), by[CarryOut]...)
	g.Plus = append(append(g.Plus, by[Adjusted]...), by[CarryIn]...)
	if len(g.Parts) == 1 {
		if len(g.Plus) == 0 {
			return
		}
		g.Rule, g.Closure = "R04", Open
	}
	r.s.add(g)
}

// fit says how well a printed rate agrees with the arithmetic.
type fit uint8

const (
	wrong fit = iota
	truncated
	exactly
)

// fits compares a printed percentage with num/den: within half a unit of the printed place, or cut off there.
func fits(c *Claim, num, den decimal.Decimal) fit {
	if den.IsZero() {
		return exactly
	}
	return compare(c, num.Mul(hundred).DivRound(den, 12))
}

func compare(c *Claim, want decimal.Decimal) fit {
	got := c.Value
	if c.Unit == "‰" {
		want = want.Mul(decimal.NewFromInt(10))
	}
	if want.Sub(got).Abs().Mul(decimal.NewFromInt(2)).LessThanOrEqual(decimal.New(1, int32(-c.Scale))) {
		return exactly
	}
	if want.Truncate(int32(c.Scale)).Equal(got) {
		return truncated
	}
	return wrong
}

// changeFits compares a printed difference or rate of change with the two values.
func changeFits(c, cur, base *Claim) fit {
	diff := cur.number().Sub(base.number())
	if c.Trend == Down || c.Trend == Saved {
		diff = diff.Neg()
	}
	if c.Kind == Percent {
		if base.number().IsZero() {
			return exactly
		}
		return compare(c, diff.Mul(hundred).DivRound(base.number(), 12))
	}
	d := diff.Sub(c.number())
	switch {
	case d.IsZero(), coarse(c, []*Claim{cur, base}, d):
		return exactly
	case d.Abs().LessThanOrEqual(tail(c, []*Claim{cur, base})):
		return truncated
	}
	return wrong
}
