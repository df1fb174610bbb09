package claims

import (
	"regexp"
	"slices"
	"strings"
)

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

// overPrior: 支出合计较上年增加202.45万元，增长4.94%，上年支出合计4,100万元: the rate is the difference over the value of
// the year before.
func (r *relater) overPrior(c, d *Claim) bool {
	if !yearOnYear(d) || len(r.back(d, d.Kind, 0)) > 0 {
		return false
	}
	for k := c.order + 1; k < len(r.p.Claims) && k < c.order+3; k++ {
		o := r.p.Claims[k]
		if o.Kind != d.Kind || o.sentence != c.sentence || o.Approx || o.role == roleChange || !comparable(o, d) || !r.past(o, nil) {
			continue
		}
		r.s.add(&Group{Kind: Change, Total: o, Parts: []*Claim{grown(o, d)}, Rate: c, Rule: "R24"})
		return true
	}
	return false
}

// grown is what a value has come to by the difference d.
func grown(base, d *Claim) *Claim {
	value := base.number().Add(d.number())
	if d.Trend == Down {
		value = base.number().Sub(d.number())
	}
	return &Claim{Kind: d.Kind, Subject: "本年数", Value: value, Wan: value, Paragraph: -1, Quote: value.String(), Scale: max(base.Scale, d.Scale)}
}

var leadingYear = regexp.MustCompile(`^\d{4}年度?`)

func withoutYear(s string) string { return leadingYear.ReplaceAllString(normal(s), "") }

// points: 巩固率由96.8%提高到97.5%，提高0.7个百分点.
func (r *relater) points(c *Claim) {
	if c.Approx || c.Op != Exactly || c.order < 2 || c.Base != "" || c.Trend == Flat {
		return
	}
	from, to := r.p.Claims[c.order-2], r.p.Claims[c.order-1]
	if from.Kind != Percent || to.Kind != Percent || from.segment != c.segment || to.segment != c.segment || from.Approx || to.Approx || from.Op != Exactly {
		return
	}
	words := r.p.text.plain(from.tok.end, to.tok.start)
	before := r.p.text.plain(r.p.text.clauses[from.clause].start, from.tok.start)
	switch {
	case startsWithAny(normal(to.Subject), vocab().Compare) && to.clause == c.clause:
		from, to = to, from // 建册率96.3%，较上年95.1%提高1.2个百分点
	case !containsAny(words, []string{"到", "至"}) || strings.ContainsAny(words, ",;。") || !strings.ContainsAny(before, "由从"):
		return
	}
	r.s.add(&Group{Kind: Change, Total: from, Parts: []*Claim{to}, Rate: c, Rule: "R23"})
}

// pair is a current value and the base it is compared with.
type pair struct{ cur, base *Claim }

func (r *relater) changeOf(c *Claim, kind Kind) *Group {
	var pairs []pair
	if k := c.order - 1; k >= 0 && r.p.Claims[k].role == roleBase && r.p.Claims[k].Kind == kind && r.p.Claims[k].sentence == c.sentence {
		base := r.p.Claims[k]
		for _, cur := range r.back(base, kind, 1) {
			if !comparable(cur, base) {
				continue
			}
			if cur.Canon == base.Canon || cur.Measure != "" && cur.Measure == base.Measure || cur.sentence == base.sentence || base.Measure == "" {
				pairs = append(pairs, pair{cur, base})
			}
		}
		if len(pairs) > 1 {
			slices.SortStableFunc(pairs, func(a, b pair) int { return likeness(b) - likeness(a) })
		}
	} else if p, ok := r.fromTo(c, kind, c.order-2); ok {
		pairs = []pair{p}
	} else if p, ok := r.fromTo(c, kind, c.order+1); ok {
		pairs = []pair{p}
	} else if p, ok := r.prior(c, kind); ok {
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

// fromTo: 亩产由480公斤提高到528公斤，提高10% names both values, the first of which is figure k of the paragraph.
func (r *relater) fromTo(c *Claim, kind Kind, k int) (pair, bool) {
	if k < 0 || k+1 >= len(r.p.Claims) || c.Base != "" && (k < c.order || !yearOnYear(c)) {
		return pair{}, false
	}
	from, to := r.p.Claims[k], r.p.Claims[k+1]
	words := r.p.text.plain(from.tok.end, to.tok.start)
	if from.Kind != kind || to.Kind != kind || from.segment != c.segment || to.segment != c.segment || from.Unit != to.Unit || !containsAny(words, []string{"到", "至"}) || strings.ContainsAny(words, ",;。") {
		return pair{}, false
	}
	before := r.p.text.plain(r.p.text.clauses[from.clause].start, from.tok.start)
	if i := strings.LastIndexAny(before, "由从"); i < 0 || len([]rune(before[i:])) > 10 {
		return pair{}, false
	}
	if from.Approx || to.Approx || c.Kind != Percent && c.Unit != to.Unit {
		return pair{}, false
	}
	return pair{cur: to, base: from}, true
}

// prior: 支出28.6万元，同比下降12%，上年为32.5万元: the value of the year before stands in the sentence, in front of the
// comparison or behind it.
func (r *relater) prior(c *Claim, kind Kind) (pair, bool) {
	if c.Trend == Saved || containsAny(c.Base, vocab().BudgetBase) {
		return pair{}, false
	}
	var cur *Claim
	several := false
	for _, o := range r.back(c, kind, 0) {
		switch {
		case o.segment != c.segment || r.past(o, nil) || !comparable(c, o):
		case cur == nil:
			cur = o
		default:
			several = true
		}
	}
	if cur == nil || cur.Approx {
		return pair{}, false
	}
	for k := cur.order - 1; k >= 0 && cur.order-k < 4 && r.p.Claims[k].sentence == cur.sentence; k-- {
		if o := r.p.Claims[k]; o.Kind == kind && o.role == roleFigure && comparable(o, cur) && r.past(cur, o) {
			return pair{cur: o, base: cur}, !o.Approx // 2022年5.4万元，2021年6万元，同比减少0.6万元
		}
	}
	var base *Claim
	for k := max(0, cur.order-3); k < len(r.p.Claims) && k < c.order+6; k++ {
		o := r.p.Claims[k]
		if o.Kind != kind || o == cur || o == c || o.sentence != c.sentence || o.Attrib || o.Approx || o.role == roleChange || !comparable(o, cur) {
			continue
		}
		if o.bracket != c.bracket && r.p.text.brackets[o.bracket].parent != c.bracket || !r.past(o, cur) {
			continue
		}
		if base != nil {
			return pair{}, false // two values of the past: which is meant?
		}
		base = o
	}
	if base == nil || c.Kind != Percent && !comparable(c, cur) {
		return pair{}, false
	}
	if trendOnly(withoutYear(cur.Subject), vocab()) && cur.Trend == c.Trend {
		cur, several = grown(base, cur), false // 2022年支出80万元，2023年增加4万元，增长5%
	}
	if several && changeFits(c, cur, base) != exactly {
		return pair{}, false // 支出28万元，其中接待费5万元，同比下降12%: of which of them?
	}
	return pair{cur: cur, base: base}, true
}

// comparable: counts are compared with counts of the same things.
func comparable(a, b *Claim) bool {
	return a.Kind != Count || b.Kind != Count || a.tok.counter == b.tok.counter
}

// past: the figure is of the year before: 上年为32.5万元, or with the number of the year before that of cur. It must be
// of the same thing as cur, as far as it says what it is of.
func (r *relater) past(c, cur *Claim) bool {
	name := trimFront(trimAny(normal(c.Subject), vocab().Copulas), []string{"较", "比"})
	rest := trimFront(name, vocab().PreviousYear)
	said := rest != name
	if cur == nil {
		return said || c.Year > 0 && c.Year == r.s.year-1 && strings.Contains(c.Subject, "年")
	}
	if !said {
		if c.order == 0 || r.p.Claims[c.order-1].Kind != Year || r.p.Claims[c.order-1].clause != c.clause || c.Year != cur.Year-1 && !(cur.Year == c.Year && r.s.year == c.Year+1) {
			return false
		}
		rest = c.Canon
	}
	rest = trimAny(trimFront(rest, []string{"同期", "度", "的"}), vocab().Copulas)
	if m, exact := vocab().measure(rest); exact {
		rest = m
	}
	return rest == "" || rest == cur.Canon || strings.Contains(cur.Canon, rest) || strings.HasSuffix(rest, cur.Canon) && cur.Canon != "" || cur.Canon == "" && slices.Contains(vocab().ActualWords, rest)
}

// yearOnYear: 同比下降, 较上年下降.
func yearOnYear(c *Claim) bool {
	return containsAny(c.Base, vocab().PreviousYear) || strings.Contains(c.Subject, "同比")
}

// settled: the figure is what things came to, whether by the account or by contract.
func settled(c *Claim) bool { return c.Column == Actual || c.Column == Awarded }

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
		if budget && (cur.Column == NoColumn || settled(cur)) {
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
		if settled(o) {
			break
		}
	}
	if len(out) > 1 && !settled(out[0]) && out[0].Parent == nil {
		out = out[:1]
	}
	return out
}

// budgets are the budget figures for what cur is the account of: in the sentence, or under the same name.
func (r *relater) budgets(cur, c *Claim) []*Claim {
	var out []*Claim
	for _, o := range r.back(c, cur.Kind, 0) {
		if o != cur && slices.Contains(spentBase, o.Column) && (o.Canon == cur.Canon || o.segment == c.segment && settled(cur) && o.Parent == cur.Parent) {
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
	if n := len(r.s.Groups) - 1; n >= 0 && r.s.Groups[n].Rate == d && r.s.Groups[n].Kind == Change && d.Kind != Percent && sameWay(d, c) && c.Base == "" && d.sentence == c.sentence {
		g := r.s.Groups[n] // the difference has its base: the rate is of the same two values
		r.s.add(&Group{Kind: Change, Total: g.Total, Parts: g.Parts, Rate: c, Rule: "R24"})
		return true
	}
	if d.role != roleChange || d.Kind != Amount && d.Kind != Count || d.sentence != c.sentence || d.Trend != c.Trend || d.Trend == Saved || c.Base != "" || d.Approx || d.Base == "" {
		return false
	}
	if r.overPrior(c, d) {
		return true
	}
	cur := slices.DeleteFunc(r.back(d, d.Kind, 0), func(o *Claim) bool { return !comparable(o, d) || o.unit != nil })
	if len(cur) == 0 && yearOnYear(d) {
		if o := r.toldBefore(d); o != nil {
			base := r.without(o, d)
			r.s.add(&Group{Kind: Change, Total: base, Parts: []*Claim{o}, Rate: c, Rule: "R24", Loose: true})
			return true
		}
	}
	if len(cur) == 0 || cur[0].Kind == Count && cur[0].Unit != d.Unit || cur[0].Approx {
		return true
	}
	b := r.without(cur[0], d)
	// The comparison may be of another figure of the sentence: speak only when it is the one before.
	if !b.number().IsPositive() || cur[0].segment != d.segment || len(cur) > 1 && cur[1].segment == d.segment && !(cur[0].Column == Actual && slices.Contains(spentBase, cur[1].Column)) {
		return true
	}
	r.s.add(&Group{Kind: Change, Total: b, Parts: cur[:1], Rate: c, Rule: "R24"})
	return true
}

// sameWay: both go up or both go down; what was saved went down.
func sameWay(d, c *Claim) bool {
	return d.Trend == c.Trend || d.Trend == Saved && c.Trend == Down
}

// without is what cur was before the difference d: the base of the comparison.
func (r *relater) without(cur, d *Claim) *Claim {
	base := cur.number().Sub(d.number())
	if d.Trend == Down {
		base = cur.number().Add(d.number())
	}
	return &Claim{Kind: d.Kind, Subject: "比较基数", Value: base, Wan: base, Paragraph: -1, Quote: base.String(), Scale: max(cur.Scale, d.Scale)}
}

// toldBefore is the only figure that the paragraph gives before a sentence that begins with the comparison:
// 拨款收入382万元，为当年拨付的资金。较上年减少158万元，下降29.3%.
func (r *relater) toldBefore(d *Claim) *Claim {
	var found *Claim
	for _, o := range r.p.Claims[:d.order] {
		if o.Kind != d.Kind || o.role != roleFigure || o.bracket != 0 || o.unit != nil || !comparable(o, d) {
			continue
		}
		if o.Approx || d.sentence-o.sentence > 1 || found != nil && !found.number().Equal(o.number()) {
			return nil
		}
		found = o
	}
	return found
}
