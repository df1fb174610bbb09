package claims

import (
	"slices"
	"strings"
)

// flow is what a stretch of text says of one budget: what it began with, what was added and cut, what it became,
// and where the money went.
type flow struct {
	initial, adjusted, budget   []*Claim
	allocated, arrived, income  []*Claim
	grants                      []*Claim // 财政拨款收入, which may be all the income there is
	carryIn, carryOut           []*Claim
	spent, withdrawn            []*Claim
	cutBefore, withdrawnForGood []*Claim // withdrawn before and after the adjusted budget was named
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
			if !slices.ContainsFunc(f.spent, func(c *Claim) bool { return settled[c] }) && r.settlement(&f, whole) {
				settled[f.spent[0]] = true
			}
			i = j
		}
	}
}

func flowOf(cs []*Claim) flow {
	var f flow
	put := map[Column]*[]*Claim{
		Initial: &f.initial, Adjusted: &f.adjusted, Budget: &f.budget, Allocated: &f.allocated, Arrived: &f.arrived,
		CarryIn: &f.carryIn, CarryOut: &f.carryOut, Actual: &f.spent, Withdrawn: &f.withdrawn,
	}
	for _, c := range cs {
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
		}
	}
	return f
}

// adjustment: 年初预算100万元，年中追加30万元，调减5万元，调整后预算125万元.
func (r *relater) adjustment(f *flow) bool {
	if len(f.initial) == 0 && len(f.budget) == 2 && len(f.carryIn) == 1 && len(f.adjusted) == 0 && (f.budget[1].Total || strings.Contains(f.budget[1].Subject, "可用")) {
		f.initial, f.budget = f.budget[:1], f.budget[1:] // 上年结转20万元，本年预算100万元，可用资金共120万元
	}
	if len(f.initial) != 1 || len(f.budget) != 1 || len(f.carryIn) > 1 {
		return false
	}
	from, to := f.initial[0], f.budget[0]
	for _, c := range f.withdrawn {
		if c.order < to.order {
			f.cutBefore = append(f.cutBefore, c)
		} else {
			f.withdrawnForGood = append(f.withdrawnForGood, c)
		}
	}
	added := slices.DeleteFunc(slices.Clone(f.adjusted), func(c *Claim) bool { return c.order < from.order && to.order > from.order })
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
	r.s.add(g)
	f.withdrawn = f.withdrawnForGood
	f.initial, f.adjusted, f.carryIn = []*Claim{from}, nil, nil
	return true
}

// settlement: 预算100万元，支出80万元，收回15万元，结余5万元; 年初结转5万元，收入100万元，支出95万元，结转10万元.
// whole says that the figures are those of several sentences.
func (r *relater) settlement(f *flow, whole bool) bool {
	if len(f.spent) != 1 || len(f.adjusted) > 1 || len(f.carryOut) > 1 || len(f.withdrawn) > 1 || len(f.carryIn) > 1 {
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
