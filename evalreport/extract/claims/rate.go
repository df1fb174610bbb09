package claims

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// rate: 预算100万元，支出90万元，执行率90%.
func (r *relater) rate(c *Claim) {
	if c.Op != Exactly || c.Approx {
		return
	}
	if r.ofStated(c) {
		return
	}
	subject := trimAny(normal(c.Subject), vocab().Copulas)
	if strings.HasSuffix(subject, "预算") && strings.Contains(subject, "完成") {
		r.ofBudget(c)
		return
	}
	if r.quotient(c, subject) {
		return
	}
	if k := slices.IndexFunc(vocab().Rates, func(n rateName) bool { return strings.HasSuffix(subject, n.Name) }); k >= 0 {
		name := vocab().Rates[k]
		if name.Rule == "R42" && r.narrower(c, strings.TrimSuffix(subject, name.Name)) {
			return // 按时办结率: of the cases that were solved
		}
		if r.named(c, name) || r.ahead(c, name) || r.farRate(c, name) {
			return
		}
	}
	if strings.HasSuffix(subject, "得分率") {
		r.scoreRate(c)
	} else if endsWithAny(subject, vocab().Wholes.Rates) {
		r.outOf(c, subject)
	} else if plan := trimFront(subject, vocab().RateVerbs); plan != subject && slices.Contains(vocab().Wholes.DoneOf, plan) {
		r.outOf(c, "完成率") // 完成年度计划的90%, 为计划的103%
	}
}

// narrower: words before the name of a rate ask for more than the figure before it says (按时办结率, but 有效回收率 behind
// 收回有效问卷192份).
func (r *relater) narrower(c *Claim, words string) bool {
	back := r.back(c, Count, 0)
	said := ""
	if len(back) > 0 {
		said = r.mention(back[0])
	}
	return asksMore(words, said)
}

// named: the figures before the rate that its name divides.
func (r *relater) named(c *Claim, name rateName) bool {
	for sentences := 0; sentences <= 1; sentences++ {
		pairs := r.ratePairs(c, name, sentences)
		if len(pairs) == 0 {
			continue
		}
		pairs = append(together(pairs), pairs...)
		r.addRate(c, name, append(pairs, r.otherBases(c, pairs[0], sentences)...))
		return true
	}
	return false
}

// addRate settles for the pair that bears the rate out, or else for the first.
func (r *relater) addRate(c *Claim, name rateName, pairs []pair) {
	best := pairs[0]
	for _, p := range pairs {
		if rateFits(c, name, p) == exactly {
			best = p
			break
		}
	}
	g := &Group{Kind: Rate, Total: best.base, Parts: []*Claim{best.cur}, Rate: c, Rule: name.Rule, Intro: name.Name}
	r.rated[c] = g
	r.s.add(g)
}

// ahead: 执行率90%（预算100万元，支出90万元） and 执行率为90%，预算100万元，支出90万元: the rate comes first.
func (r *relater) ahead(c *Claim, name rateName) bool {
	if len(r.back(c, Amount, 0)) > 0 || len(r.back(c, Count, 0)) > 0 {
		return false
	}
	var figures []*Claim
	for _, o := range r.p.Claims[c.order+1:] {
		if o.sentence != c.sentence || o.Kind == Percent || len(figures) == 3 {
			break
		}
		if o.Kind == Amount && o.role == roleFigure && !o.Attrib && (o.bracket == c.bracket || r.p.text.brackets[o.bracket].open == c.tok.end) {
			figures = append(figures, o)
		}
	}
	if len(figures) != 2 {
		return false
	}
	for _, p := range []pair{{figures[1], figures[0]}, {figures[0], figures[1]}} {
		if slices.Contains(name.Num, columnOf(p.cur)) && slices.Contains(name.Den, columnOf(p.base)) {
			r.addRate(c, name, []pair{p})
			return true
		}
	}
	return false
}

// quotient: 药占比28.5%（药品收入14,381.10万元，医疗收入50,460.00万元）: the bracket behind the rate holds what it divides.
func (r *relater) quotient(c *Claim, subject string) bool {
	if !slices.ContainsFunc([]string{"率", "占比", "比例", "比重"}, func(w string) bool { return strings.HasSuffix(subject, w) }) || c.order+2 >= len(r.p.Claims) {
		return false
	}
	a, b := r.p.Claims[c.order+1], r.p.Claims[c.order+2]
	t := r.p.text
	if a.bracket == c.bracket || a.bracket != b.bracket || t.brackets[a.bracket].open != c.tok.end || a.Kind != b.Kind || a.Kind != Amount && a.Kind != Count || a.Approx || b.Approx {
		return false
	}
	if k := c.order + 3; k < len(r.p.Claims) && r.p.Claims[k].bracket == a.bracket || a.Kind == Count && a.tok.counter != b.tok.counter {
		return false
	}
	said := a.Subject + b.Subject + a.Noun + b.Noun
	if slices.ContainsFunc(vocab().Rates, func(n rateName) bool { return n.Saved && strings.HasSuffix(subject, n.Name) }) || asksMore(subject, said) {
		return false
	}
	r.addRate(c, rateName{Name: subject, Rule: "R30"}, []pair{{a, b}, {b, a}})
	r.s.Groups[len(r.s.Groups)-1].Closure = Unsure
	return true
}

// ofStated: 完成投资4.5亿元，为年度计划5亿元的90%; 开工18个，占计划20个的90%: the base stands right before the rate.
func (r *relater) ofStated(c *Claim) bool {
	if c.order < 2 || normal(c.Subject) != "的" {
		return false
	}
	base := r.p.Claims[c.order-1]
	if base.clause != c.clause || base.Kind != Amount && base.Kind != Count || base.Approx || !containsAny(base.Subject, vocab().RateVerbs) {
		return false
	}
	var found *Claim
	for k := base.order - 1; k >= 0 && base.order-k < 8 && r.p.Claims[k].sentence == c.sentence; k-- {
		o := r.p.Claims[k]
		if o.role != roleFigure || o.Attrib && o.clause == base.clause || !o.Kind.Figure() || o.bracket != c.bracket {
			continue
		}
		if o.Kind != base.Kind || o.Kind == Count && o.tok.counter != base.tok.counter || o.segment != c.segment {
			break
		}
		if o.Approx || found != nil && columnOf(found) == NoColumn {
			return true // which of them, or their sum: only what is said once can be checked
		}
		if found == nil {
			found = o
		}
	}
	if found == nil {
		return true // the share is of something that is not stated
	}
	name := rateName{Name: "占比", Rule: "R30"}
	switch {
	case columnOf(base) == Budget || columnOf(base) == Initial:
		name = rateName{Name: "执行率", Rule: "R32"}
	case isPlanned(base):
		name = rateName{Name: "完成率", Rule: "R42"}
	}
	r.addRate(c, name, []pair{{found, base}})
	return true
}

// scoreRate: 指标分值18分，得分16.5分，得分率91.67%.
func (r *relater) scoreRate(c *Claim) {
	var score, full *Claim
	for k := c.order - 1; k >= max(0, c.order-2); k-- {
		switch o := r.p.Claims[k]; {
		case o.Kind != Score || o.segment != c.segment:
			return
		case containsAny(o.Subject, vocab().FullScore):
			full = o
		case strings.Contains(o.Subject, "得"):
			score = o
		}
	}
	if score != nil && full != nil {
		r.addRate(c, rateName{Name: "得分率", Rule: "R42"}, []pair{{score, full}})
	}
}

// farBase is how many paragraphs back the only budget of a report may stand.
const farBase = 12

// farRate: the budget stands in paragraphs before, alone or always the same: 安排资金100万元。…实际支出90万元，执行率90%.
func (r *relater) farRate(c *Claim, name rateName) bool {
	spent := r.back(c, Amount, 0)
	if name.Rule != "R32" || c.Kind != Percent || len(spent) != 1 || columnOf(spent[0]) != Actual || spent[0].Parent != nil {
		return false
	}
	var base *Claim
	for k := r.p.Index - 1; k >= 0 && r.p.Index-k <= farBase; k-- {
		for _, o := range r.s.Paragraphs[k].Claims {
			if o.Kind != Amount || o.role != roleFigure || o.Attrib || o.Approx || o.Parent != nil || !slices.Contains(name.Den, columnOf(o)) && o.Column != Adjusted && !strings.Contains(o.Subject, "安排") {
				continue
			}
			if o.Column == Adjusted || base != nil && !o.number().Equal(base.number()) {
				return false // which of them is meant is not known
			}
			base = o
		}
	}
	if base == nil || base.number().LessThan(spent[0].number()) {
		return false
	}
	r.addRate(c, name, []pair{{spent[0], base}})
	return true
}

// ofBudget: 决算为35.2万元，完成预算的88%.
func (r *relater) ofBudget(c *Claim) {
	var out []pair
	for _, cur := range r.currents(c, Amount) {
		for _, b := range r.budgets(cur, c) {
			out = append(out, pair{cur, b})
		}
		if cur.Parent != nil && cur.order == c.order-1 {
			break // 其中出国费0万元，完成预算的0%: of its own budget, not of that of the whole
		}
	}
	if len(out) == 0 {
		return
	}
	r.addRate(c, rateName{Name: "执行率", Rule: "R32"}, out)
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
			if len(out) == 0 && len(back) == 2 && back[0] == num && kind == Amount && !otherSource(num, back[1]) {
				out = append(out, pair{num, back[1]})
			}
		}
	}
	return out
}

// otherSource: the two are money of different levels: 中央资金4160万元到位，县级资金到位624万元.
func otherSource(a, b *Claim) bool {
	return a.Canon != b.Canon && startsWithAny(a.Canon, vocab().Sources) && startsWithAny(b.Canon, vocab().Sources)
}

// together is the rate of the money of all levels taken together: 省级下达3万元；市级下达2万元；支出5万元，执行率100%.
func together(pairs []pair) []pair {
	cur, bases := pairs[0].cur, []*Claim{pairs[0].base}
	for _, p := range pairs[1:] {
		if p.cur == cur && p.base.Column == bases[0].Column && !slices.ContainsFunc(bases, func(b *Claim) bool { return !otherSource(p.base, b) }) {
			bases = append(bases, p.base)
		}
	}
	if len(bases) < 2 || !cur.number().GreaterThan(bases[0].number()) {
		return nil
	}
	sum := total(bases)
	return []pair{{cur, &Claim{Kind: Amount, Subject: "各级资金之和", Value: sum, Wan: sum, Unit: "万元", Paragraph: -1, Quote: sum.String() + "万元", Scale: scaleOf(bases)}}}
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

// rateFits compares a printed rate with the pair that its name divides.
func rateFits(c *Claim, name rateName, p pair) fit {
	give := p.cur.slack()
	if name.Saved {
		give = give.Add(p.base.slack())
	}
	return fitsWithin(c, numerator(name, p), give, p.base.number(), p.base.slack())
}
