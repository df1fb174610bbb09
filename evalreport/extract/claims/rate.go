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
	} else if plan, ok := strings.CutPrefix(subject, "完成"); ok && slices.Contains(vocab().Wholes.DoneOf, plan) {
		r.outOf(c, "完成率") // 完成年度计划的90%
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

// outOf: 应检250家，实检245家，检查覆盖率98%; 20个项目中已开工18个，开工率90%. The words around two counts of like
// things say which is the whole, and the name of the rate or the words say which part of it is meant.
func (r *relater) outOf(c *Claim, subject string) {
	name := rateName{Name: "完成率", Rule: "R42"}
	if i := strings.LastIndexAny(subject, "、,"); i >= 0 || len([]rune(subject)) > 14 {
		return
	}
	name.Name = subject
	for _, kind := range []Kind{Count, Amount} {
		back := r.back(c, kind, 0)
		if len(back) == 0 {
			continue
		}
		num := back[0]
		if num.Approx || num.Attrib || kind == Amount && !strings.HasSuffix(subject, "完成率") {
			continue
		}
		like := slices.DeleteFunc(back[1:], func(o *Claim) bool { return kind == Count && o.tok.counter != num.tok.counter })
		if near := slices.DeleteFunc(slices.Clone(like), func(o *Claim) bool { return o.segment != c.segment }); len(near) == 1 {
			like = near
		}
		for _, den := range like {
			if den.Approx || !r.partOfWhole(num, den, subject) || capped(c, num, den) {
				continue
			}
			p := pair{num, den}
			if len(like) == 1 || rateFits(c, name, p) == exactly {
				r.addRate(c, name, []pair{p})
				return
			}
		}
		if len(like) > 0 && like[0].order == num.order-1 && r.wholeLast(num, like[0], subject) {
			if p := (pair{like[0], num}); !p.cur.Approx && !capped(c, p.cur, p.base) {
				r.addRate(c, name, []pair{p})
			}
			return
		}
		if len(like) == 0 && endsWithAny(subject, vocab().Wholes.Finished) {
			if den := r.planOf(num); den != nil && !capped(c, num, den) {
				r.addRate(c, name, []pair{{num, den}})
			}
			return
		}
	}
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

// capped: more was done than planned, and the rate stops at 100%.
func capped(c, num, den *Claim) bool {
	return c.Value.Equal(hundred) && num.number().GreaterThan(den.number())
}

// partOfWhole: the words say that den is the whole of which the rate's name takes num.
func (r *relater) partOfWhole(num, den *Claim, rate string) bool {
	w := &vocab().Wholes
	said := r.mention(num)
	if asksMore(rate, said) {
		return false // 实际完成38座，验收合格率100%: of those that were done
	}
	planned := isPlanned(den)
	if planned && (containsAny(num.Subject, w.Done) || endsWithAny(rate, w.Finished) && den.order == num.order-1 && !isPlanned(num)) {
		return true
	}
	next := den.order == num.order-1 && den.segment == num.segment && (startsWithAny(num.Subject, w.Refers) || saysStem(num, rate)) // 项目12个，已完工11个
	if !planned && !next && !containsAny(den.Subject, w.Counted) && !among(den.Noun) || num.number().GreaterThan(den.number()) {
		return false
	}
	return speaksOf(said, rate)
}

// speaksOf: the words have something of the rate's name, or speak of the same quality: 按期完工 and 完成及时率.
func speaksOf(said, rate string) bool {
	stem := []rune(trimAny(rate, []string{"均", "率", "度"}))
	for i := 0; i+2 <= len(stem); i++ {
		if strings.Contains(said, string(stem[i:i+2])) {
			return true
		}
	}
	return slices.ContainsFunc(vocab().Wholes.Quality, func(q []string) bool { return containsAny(rate, q) && containsAny(said, q) })
}

// wholeLast: the whole comes after its part: 新打机井265眼，计划260眼，完成率102%; 按期完成46个，项目总数50个，及时率92%.
func (r *relater) wholeLast(den, num *Claim, rate string) bool {
	if barePlan(den) {
		return strings.HasSuffix(rate, "完成率")
	}
	said := r.mention(num)
	return containsAny(den.Subject, vocab().Wholes.Last) && !num.number().GreaterThan(den.number()) && speaksOf(said, rate) && !asksMore(rate, said)
}

// saysStem: the words before the part are those of the rate: 合格320个，合格率100%; 健康管理1万人，健康管理率80%.
func saysStem(num *Claim, rate string) bool {
	stem := strings.TrimSuffix(rate, "率")
	words := normal(num.Subject)
	return len([]rune(stem)) >= 2 && (strings.HasSuffix(words, stem) || slices.ContainsFunc(vocab().Wholes.Quality, func(q []string) bool { return endsWithAny(words, q) && endsWithAny(stem, q) }))
}

// asksMore: the name of a rate speaks of a quality (合格, 及时, 满意) of which the words about its part say nothing.
func asksMore(rate, said string) bool {
	return slices.ContainsFunc(vocab().Wholes.Quality, func(q []string) bool { return containsAny(rate, q) && !containsAny(said, q) })
}

// barePlan: the figure is a plan and names nothing else: 计划260眼, 目标值60座, 年度计划8家.
func barePlan(c *Claim) bool {
	s := trimAny(normal(c.Subject), vocab().Copulas)
	return isPlanned(c) && endsWithAny(s, []string{"计划", "目标", "目标值", "任务", "计划数", "任务数"}) && len([]rune(s)) <= 6
}

// isPlanned: 计划, 目标, 应检 (but not 供应, 应急).
func isPlanned(c *Claim) bool {
	s := c.Subject
	for _, w := range vocab().Wholes.NotPlanned {
		s = strings.ReplaceAll(s, w, "")
	}
	return containsAny(s, vocab().Wholes.Planned)
}

// among: 20个项目中 (but not 中心, 中学).
func among(noun string) bool {
	_, after, ok := strings.Cut(noun, "中")
	return ok && !startsWithAny(after, vocab().Wholes.NotAmong)
}

// mention is the clause of a figure from the figure before it on.
func (r *relater) mention(c *Claim) string {
	cl := r.p.text.clauses[c.clause]
	from, to := cl.start, cl.end
	if k := c.order - 1; k >= 0 && r.p.Claims[k].clause == c.clause {
		from = r.p.Claims[k].tok.end
	}
	if k := c.order + 1; k < len(r.p.Claims) && r.p.Claims[k].clause == c.clause {
		to = r.p.Claims[k].tok.start
	}
	return normal(r.p.text.plain(from, min(to, c.tok.end+40)))
}

// planOf is the target that a result was to reach: in the sentences before it, or under the same name elsewhere.
func (r *relater) planOf(num *Claim) *Claim {
	w := &vocab().Wholes
	if !containsAny(num.Subject, w.Done) {
		return nil
	}
	var found *Claim
	for _, o := range r.back(num, num.Kind, 2) {
		if o.sentence == num.sentence || o.tok.counter != num.tok.counter {
			continue
		}
		if found != nil || !isPlanned(o) {
			return nil
		}
		found = o
	}
	if found != nil {
		return found
	}
	name := r.s.goalName(num)
	for _, o := range r.s.plans[num.tok.counter] {
		if o.Kind != num.Kind || o == num || o.Year != num.Year || !sameMeasure(r.s.goalName(o), name) {
			continue
		}
		if found != nil && !found.number().Equal(o.number()) {
			return nil
		}
		found = o
	}
	return found
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

// rateFits compares a printed rate with the pair that its name divides.
func rateFits(c *Claim, name rateName, p pair) fit {
	give := p.cur.slack()
	if name.Saved {
		give = give.Add(p.base.slack())
	}
	return fitsWithin(c, numerator(name, p), give, p.base.number(), p.base.slack())
}
