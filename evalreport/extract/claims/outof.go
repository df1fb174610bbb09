package claims

import (
	"slices"
	"strings"
)

// outOf: 应检250家，实检245家，检查覆盖率98%; 20个项目中已开工18个，开工率90%. The words around two counts of like
// things say which is the whole, and the name of the rate or the words say which part of it is meant.
func (r *relater) outOf(c *Claim, subject string) {
	if strings.ContainsAny(subject, "、,") || len([]rune(subject)) > 14 || endsWithAny(subject, vocab().Wholes.OfLand) {
		return // 森林覆盖率 is of all the land there is, which no other area of the sentence is
	}
	name := rateName{Name: subject, Rule: "R42"}
	if r.inBracket(c, name) {
		return
	}
	for _, kind := range []Kind{Count, Amount} {
		back := slices.DeleteFunc(r.back(c, kind, 0), func(o *Claim) bool { return startsWithAny(normal(o.Subject), vocab().Wholes.Bad) })
		if len(back) == 0 || back[0].Approx || back[0].Attrib || kind == Amount && !strings.HasSuffix(subject, "完成率") {
			continue
		}
		num, like := back[0], alike(back, c)
		switch {
		case r.several(c, num, sameCounter(back)):
			return
		case r.outOfOne(c, name, num, like):
			return
		case len(like) > 0 && like[0].order == num.order-1 && r.wholeLast(num, like[0], subject):
			if p := (pair{like[0], num}); !p.cur.Approx && !capped(c, p.cur, p.base) {
				r.addRate(c, name, []pair{p})
			}
			return
		case len(like) == 0:
			if den := r.farWhole(num, subject); den != nil && !capped(c, num, den) {
				r.addRate(c, name, []pair{{num, den}})
			}
			return
		}
	}
}

// alike are the figures of the same unit before back[0], those of the segment of c alone when there is but one.
func alike(back []*Claim, c *Claim) []*Claim {
	like := sameCounter(back)
	if near := slices.DeleteFunc(slices.Clone(like), func(o *Claim) bool { return o.segment != c.segment }); len(near) == 1 {
		return near
	}
	return like
}

// sameCounter are the figures before back[0] that count in its unit.
func sameCounter(back []*Claim) []*Claim {
	return slices.DeleteFunc(slices.Clone(back[1:]), func(o *Claim) bool { return o.Kind == Count && o.tok.counter != back[0].tok.counter })
}

// outOfOne settles for the figure that bears the rate out, or for the nearest when every figure could be the whole.
func (r *relater) outOfOne(c *Claim, name rateName, num *Claim, like []*Claim) bool {
	var wholes []pair
	for _, den := range like {
		if !den.Approx && r.partOfWhole(num, den, name.Name) && !(capped(c, num, den) && (isPlanned(den) || endsWithAny(name.Name, vocab().Wholes.Finished))) {
			wholes = append(wholes, pair{num, den})
		}
	}
	if len(wholes) == 0 {
		return false
	}
	if len(wholes) == len(like) || slices.ContainsFunc(wholes, func(p pair) bool { return rateFits(c, name, p) == exactly }) {
		r.addRate(c, name, wholes)
		return true
	}
	return false
}

// several: 非常满意96份、满意48份，满意率96%: the rate is of several figures taken together.
func (r *relater) several(c *Claim, num *Claim, like []*Claim) bool {
	sum := num.number()
	for i := range like {
		sum = sum.Add(like[i].number())
		for _, den := range like[i+1:] {
			if fits(c, sum, den.number()) == exactly {
				return true
			}
		}
	}
	return false
}

// inBracket: 有效976份，满意度93.24%（满意910份）: the part stands in the bracket behind the rate.
func (r *relater) inBracket(c *Claim, name rateName) bool {
	if c.order+1 >= len(r.p.Claims) {
		return false
	}
	num := r.p.Claims[c.order+1]
	if num.bracket == c.bracket || r.p.text.brackets[num.bracket].open != c.tok.end || num.Kind != Count || num.Approx || !speaksOf(r.mention(num), name.Name) {
		return false
	}
	if k := c.order + 2; k < len(r.p.Claims) && r.p.Claims[k].bracket == num.bracket {
		return false
	}
	back := slices.DeleteFunc(r.back(c, Count, 0), func(o *Claim) bool { return o.tok.counter != num.tok.counter || o.Approx })
	wholes := slices.DeleteFunc(back, func(o *Claim) bool { return !containsAny(o.Subject, vocab().Wholes.Counted) })
	if len(wholes) == 0 {
		return false
	}
	pairs := make([]pair, len(wholes))
	for i, o := range wholes {
		pairs[i] = pair{num, o}
	}
	r.addRate(c, name, pairs)
	return true
}

// farWhole is the whole of a part that stands alone in its sentence: what was planned, or what the words before the part
// name again: 分项工程412个。分项工程合格408个，合格率99.03%.
func (r *relater) farWhole(num *Claim, rate string) *Claim {
	if endsWithAny(rate, vocab().Wholes.Finished) {
		return r.planOf(num)
	}
	said := r.mention(num)
	if asksMore(rate, said) || !speaksOf(said, rate) {
		return nil
	}
	var found *Claim
	for _, o := range r.back(num, Count, 1) {
		if o.sentence == num.sentence || o.tok.counter != num.tok.counter {
			continue
		}
		if name := []rune(o.Canon); len(name) < 2 || !strings.HasPrefix(normal(num.Subject), o.Canon) {
			continue
		}
		if found != nil || o.Approx {
			return nil
		}
		found = o
	}
	return found
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
	if saysStem(den, rate) && saysStem(num, rate) {
		return false // 非常满意96份，满意48份: parts, both of them
	}
	next := den.order == num.order-1 && den.segment == num.segment && (startsWithAny(num.Subject, w.Refers) || saysStem(num, rate)) // 项目12个，已完工11个
	if !planned && !next && !containsAny(den.Subject, w.Counted) && !among(den.Noun) || num.number().GreaterThan(den.number()) && !next {
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

// capped: more was done than planned, and the rate stops at 100%.
func capped(c, num, den *Claim) bool {
	return c.Value.Equal(hundred) && num.number().GreaterThan(den.number())
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
