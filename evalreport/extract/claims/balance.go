package claims

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// flow is what a stretch of text says of one budget: what it began with, what was added and cut, what it became,
// and where the money went.
type flow struct {
	initial, adjusted, budget   []*Claim
	allocated, arrived, income  []*Claim
	grants                      []*Claim // 财政拨款收入, which may be all the income there is
	carryIn, carryOut           []*Claim
	spent, withdrawn            []*Claim
	rates                       []*Claim // 执行率, 支出率
	other                       []*Claim // sums of money that say neither
	cutBefore, withdrawnForGood []*Claim // withdrawn before and after the adjusted budget was named
	joined                      bool     // others were added to the account: 支出25万元，加上上解支出6万元，支出合计31万元
}

// balances finds budgets with what became of them, in the smallest stretch that tells the whole story: between
// semicolons, in a sentence, in the paragraph.
func (r *relater) balances() {
	cs := r.p.Claims
	adjusted, settled := make(map[*Claim]bool), make(map[*Claim]bool)
	for _, stretch := range []func(*Claim) int{
		func(c *Claim) int { return c.segment },
		func(c *Claim) int { return c.sentence },
		func(*Claim) int { return 0 },
	} {
		for i := 0; i < len(cs); {
			j := i
			for j < len(cs) && stretch(cs[j]) == stretch(cs[i]) {
				j++
			}
			f := flowOf(cs[i:j])
			if !slices.ContainsFunc(f.initial, func(c *Claim) bool { return adjusted[c] }) && r.adjustment(&f) {
				adjusted[f.initial[0]] = true
			}
			whole := j-i == len(cs) && cs[i].sentence != cs[j-1].sentence
			r.remainder(&f)
			if !slices.ContainsFunc(f.spent, func(c *Claim) bool { return settled[c] }) && r.settlement(&f, whole) {
				settled[f.spent[0]] = true
			}
			i = j
		}
	}
}

func spendingRate(c *Claim) bool {
	name := trimAny(normal(c.Subject), vocab().Copulas)
	return slices.ContainsFunc(vocab().Rates, func(n rateName) bool { return n.Rule == "R32" && strings.HasSuffix(name, n.Name) })
}

func flowOf(cs []*Claim) flow {
	var f flow
	put := map[Column]*[]*Claim{
		Initial: &f.initial, Adjusted: &f.adjusted, Budget: &f.budget, Allocated: &f.allocated, Arrived: &f.arrived,
		CarryIn: &f.carryIn, CarryOut: &f.carryOut, Actual: &f.spent, Withdrawn: &f.withdrawn,
	}
	for _, c := range cs {
		if c.role == roleRate && c.bracket == 0 && !c.Approx && c.Op == Exactly && spendingRate(c) {
			f.rates = append(f.rates, c)
		}
		f.joined = f.joined || c.Kind == Amount && strings.HasPrefix(normal(c.Subject), "加")
		if c.Kind != Amount || c.role != roleFigure || c.bracket != 0 || c.Attrib || c.Approx || c.Parent != nil {
			continue
		}
		if c.Column == NoColumn || c.Column == Actual {
			switch c.Measure {
			case "收入总额":
				f.income = append(f.income, c)
				continue
			case "财政拨款收入":
				f.grants = append(f.grants, c)
				continue
			}
		}
		if list := put[columnOf(c)]; list != nil {
			*list = append(*list, c)
		} else if c.Column == NoColumn {
			f.other = append(f.other, c)
		}
	}
	return f
}

// adjustment: 年初预算100万元，年中追加30万元，调减5万元，调整后预算125万元.
func (r *relater) adjustment(f *flow) bool {
	from, to, far := r.adjusted(f)
	if from == nil || len(f.carryIn) > 1 {
		return false
	}
	for _, c := range f.withdrawn {
		if before(c, to) || cutName(c) {
			f.cutBefore = append(f.cutBefore, c)
		} else {
			f.withdrawnForGood = append(f.withdrawnForGood, c)
		}
	}
	added := slices.DeleteFunc(slices.Clone(f.adjusted), func(c *Claim) bool { return before(c, from) && before(from, to) })
	if len(added)+len(f.cutBefore)+len(f.carryIn) == 0 || from.Measure != "" && to.Measure != "" && from.Measure != to.Measure {
		return false
	}
	g := &Group{Kind: Balance, Total: from, Plus: added, Parts: append([]*Claim{to}, f.cutBefore...), Rule: "R04", Closure: Closed}
	if len(f.carryIn) == 1 { // what was carried in may be counted in the first figure already
		if len(added)+len(f.cutBefore) == 0 || !balanced(g) {
			g.Plus = append(slices.Clone(added), f.carryIn...)
		}
		if !balanced(g) && len(added)+len(f.cutBefore) > 0 {
			g.Closure = Unsure
		}
	}
	if far && g.Closure == Closed {
		g.Closure = Unsure
	}
	g.Loose = columnOf(to) != Budget
	r.s.add(g)
	f.withdrawn = f.withdrawnForGood
	f.initial, f.adjusted, f.carryIn = []*Claim{from}, nil, nil
	return true
}

// adjusted are the budget that a flow began with and what it became; far says that the first stands paragraphs before.
func (r *relater) adjusted(f *flow) (from, to *Claim, far bool) {
	if len(f.initial) == 1 && len(f.budget) > 1 {
		f.budget = latest(f.budget)
	}
	switch {
	case len(f.initial) > 1 || len(f.budget) == 0 && len(f.initial) == 0:
		return nil, nil, false
	case len(f.initial) == 1 && len(f.budget) == 1:
		return f.initial[0], f.budget[0], false
	case len(f.initial) == 1 && len(f.budget) == 0 && len(f.adjusted)+len(f.withdrawn) > 0:
		if c := f.became(); c != nil {
			return f.initial[0], c, false
		}
	case len(f.budget) == 2 && len(f.carryIn) == 1 && len(f.adjusted) == 0 && (f.budget[1].Total || strings.Contains(f.budget[1].Subject, "可用")):
		return f.budget[0], f.budget[1], false // 上年结转20万元，本年预算100万元，可用资金共120万元
	case len(f.initial) > 0 || len(f.budget) != 1:
		return nil, nil, false
	case len(f.carryIn) == 1 && containsAny(f.budget[0].Subject, []string{"可用", "可使用"}):
		if len(f.allocated) == 1 && before(f.allocated[0], f.budget[0]) {
			return f.allocated[0], f.budget[0], false // 安排900万元，加上上年结转140万元，可使用资金1040万元
		}
		if k := f.carryIn[0].order - 1; k >= 0 && r.p.Claims[k].Kind == Amount && r.p.Claims[k].Total && before(f.carryIn[0], f.budget[0]) {
			return r.p.Claims[k], f.budget[0], false // …，合计1200万元。加上上年结转180万元，可用资金1380万元
		}
	case len(f.adjusted)+len(f.withdrawn) > 0 && adjustedName(f.budget[0]):
		if c := r.initialBefore(); c != nil {
			return c, f.budget[0], true
		}
	}
	return nil, nil, false
}

// latest is the one budget among several that is called the adjusted one, or the only value that they have.
func latest(budgets []*Claim) []*Claim {
	var named []*Claim
	for _, c := range budgets {
		if adjustedName(c) {
			named = append(named, c)
		}
	}
	if len(named) == 0 {
		named = budgets
	}
	if slices.ContainsFunc(named, func(c *Claim) bool { return !c.number().Equal(named[0].number()) }) {
		return budgets
	}
	return named[:1]
}

// became is the figure behind the additions that sums up: 年初下达100万元，追加20万元，累计下达120万元.
func (f *flow) became() *Claim {
	last := slices.Concat(f.adjusted, f.withdrawn)
	for _, c := range slices.Concat(f.allocated, f.income, f.other) {
		if containsAny(c.Subject, vocab().Totals) && !slices.ContainsFunc(last, func(a *Claim) bool { return before(c, a) }) {
			return c
		}
	}
	return nil
}

// cutName: 调减 changes the budget, wherever it is told; 收回 takes what was left of it.
func cutName(c *Claim) bool {
	return containsAny(c.Subject, []string{"调减", "追减", "核减"})
}

// initialBefore is the only budget that the paragraphs right before call the first one.
func (r *relater) initialBefore() *Claim {
	for k := r.p.Index - 1; k >= 0 && r.p.Index-k <= 6; k-- {
		f := flowOf(r.s.Paragraphs[k].Claims)
		switch {
		case len(f.initial) == 1:
			return f.initial[0]
		case len(f.initial) > 1:
			return nil
		}
	}
	return nil
}

func adjustedName(c *Claim) bool {
	return containsAny(c.Subject, []string{"调整", "调减", "调增", "追加后"})
}

// before reports whether a stands before b in the text.
func before(a, b *Claim) bool {
	if a.Paragraph != b.Paragraph {
		return a.Paragraph < b.Paragraph
	}
	return a.order < b.order
}

// remainder: 预算4,386.72万元，执行率98.08%，年末结转84.27万元: what was not spent is what was carried over.
func (r *relater) remainder(f *flow) bool {
	if len(f.rates) != 1 || len(f.carryOut) != 1 || len(f.withdrawn)+len(f.income)+len(f.carryIn) > 0 {
		return false
	}
	carry, bases := f.carryOut[0], f.bases()
	if g := r.rated[f.rates[0]]; g != nil {
		if len(bases) == 0 && len(f.spent) == 1 && g.Parts[0] == f.spent[0] && g.Kind == Rate && g.Intro != "" && before(f.spent[0], carry) {
			r.s.add(&Group{Kind: Balance, Total: g.Total, Parts: []*Claim{f.spent[0], carry}, Rule: "R13", Closure: Unsure})
		}
		return false
	}
	sum := func(name string, d decimal.Decimal) *Claim {
		return &Claim{Kind: Amount, Subject: name, Value: d, Wan: d, Unit: "万元", Scale: carry.Scale, Paragraph: -1, Quote: d.String() + "万元"}
	}
	var cur, base *Claim
	switch {
	case len(f.spent) == 0 && len(bases) == 1:
		base = bases[0]
		cur = sum("预算减结转", base.number().Sub(carry.number()))
	case len(f.spent) == 1 && len(bases) == 0:
		cur = f.spent[0]
		base = sum("支出加结转", cur.number().Add(carry.number()))
	default:
		return false
	}
	g := &Group{Kind: Rate, Total: base, Parts: []*Claim{cur}, Rate: f.rates[0], Rule: "R32", Intro: "执行率", Closure: Unsure}
	r.rated[f.rates[0]] = g
	r.s.add(g)
	return true
}

// settlement: 预算100万元，支出80万元，收回15万元，结余5万元; 年初结转5万元，收入100万元，支出95万元，结转10万元.
// whole says that the figures are those of several sentences.
func (r *relater) settlement(f *flow, whole bool) bool {
	if f.joined || len(f.spent) != 1 || len(f.adjusted) > 1 || len(f.carryOut) > 1 || len(f.withdrawn) > 1 || len(f.carryIn) > 1 {
		return false
	}
	spent := f.spent[0]
	g := &Group{Kind: Balance, Parts: []*Claim{spent}, Plus: append(slices.Clone(f.adjusted), f.carryIn...), Rule: "R13", Closure: Closed}
	g.Parts = append(append(g.Parts, f.withdrawn...), f.carryOut...)
	bases := f.bases()
	if len(f.income) == 0 && len(f.carryIn) == 1 {
		f.income = f.grants
	}
	switch {
	case len(bases) == 0 && len(f.income) == 1:
		g.Total, g.Rule = f.income[0], "R46"
		if len(f.carryOut) == 0 || spent.Measure != "支出总额" && spent.Canon != "" && spent.Canon != g.Total.Canon {
			return false
		}
		if len(f.carryIn) == 0 && r.s.carriedIn {
			return false // 本年收入 leaves out what was carried in, and how much that was is said elsewhere
		}
		if len(f.carryIn) == 0 || g.Total.Measure != "收入总额" {
			g.Closure = Unsure
		}
	case len(bases) == 0:
		return false
	default:
		g.Total = bases[len(bases)-1]
		for _, b := range bases {
			if try := *g; b != nil {
				if try.Total = b; balanced(&try) {
					g.Total = b
				}
			}
		}
		if len(bases) > 1 {
			if len(f.carryOut)+len(f.withdrawn) == 0 {
				return false
			}
			g.Closure = Unsure
		}
	}
	if spent.order < g.Total.order || !sameMoney(spent, g.Total) && (len(g.Parts) == 1 || whole || !near(g)) {
		return false
	}
	if slices.ContainsFunc(f.other, func(c *Claim) bool { return before(c, spent) }) && !balanced(g) {
		return false // 中央资金预算500万元，地方配套300万元，支出750万元: the budget is not all there was
	}
	if len(g.Parts) == 1 {
		if len(g.Plus) == 0 || whole {
			return false
		}
		g.Rule, g.Closure = "R04", Open
	}
	r.s.add(g)
	return true
}

// bases are the budgets of a flow that differ, the latest stage last.
func (f *flow) bases() []*Claim {
	var out []*Claim
	stages := [][]*Claim{f.initial, f.budget, f.allocated, f.arrived}
	if len(f.budget) > 0 && len(f.initial) > 0 && len(f.adjusted) == 0 {
		stages = stages[1:] // the budget as adjusted takes the place of the first one
	}
	for _, list := range stages {
		for _, c := range list {
			if !slices.ContainsFunc(out, func(o *Claim) bool { return o.number().Equal(c.number()) }) {
				out = append(out, c)
			}
		}
	}
	if len(out) > 2 {
		return nil
	}
	return out
}

// sameMoney: nothing says that the two are figures of different things.
func sameMoney(spent, base *Claim) bool {
	return spent.Canon == "" || base.Canon == "" || spent.Canon == base.Canon || spent.Canon == "支出总额" || base.Measure == "收入总额"
}

// near: the two sides are close enough for a mistake to explain the difference.
func near(g *Group) bool {
	return within(total(g.Parts), total(append([]*Claim{g.Total}, g.Plus...)), 20)
}

func balanced(g *Group) bool {
	return total(append([]*Claim{g.Total}, g.Plus...)).Equal(total(g.Parts))
}
