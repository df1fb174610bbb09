package claims

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// share: 基本支出80万元，占全年支出66.67%.
func (r *relater) share(c *Claim) {
	if c.Approx {
		return
	}
	if cs := r.p.Claims; strings.Contains(c.Subject, "分别") || c.order+1 < len(cs) && inRow(c, cs[c.order+1]) || c.order > 0 && inRow(cs[c.order-1], c) {
		r.sharesInTurn(c)
		return
	}
	if r.quotient(c, "占比") || r.someOf(c) {
		return
	}
	if slices.Contains(vocab().Wholes.DoneOf, c.Of) {
		r.outOf(c, "完成率") // 占年度计划的90%
		return
	}
	var num *Claim
	if k := c.order + 1; k < len(r.p.Claims) && r.p.Claims[k].share == c {
		num = r.p.Claims[k]
	}
	for k := c.order - 1; k >= 0 && c.order-k < 4 && num == nil; k-- {
		o := r.p.Claims[k]
		if o.Kind == Year {
			continue
		}
		behind := o.bracket == r.p.text.brackets[c.bracket].parent && r.p.text.brackets[c.bracket].open == o.tok.end // 12万元（占40%）
		if o.sentence != c.sentence || o.bracket != c.bracket && !behind || o.role != roleFigure || o.Kind != Amount && o.Kind != Count || o.share != nil {
			break
		}
		num = o
	}
	if num = r.namedIn(c, num); num == nil || num.Attrib || num.Approx {
		return
	}
	if ofBudget.MatchString(c.Of) && num.Kind == Amount {
		name := rateName{Name: "执行率", Rule: "R32", Num: []Column{Actual}, Den: []Column{Budget, Initial, Allocated}}
		if columnOf(num) == Actual && !r.named(c, name) { // 全年支出99万元，占预算的99%
			r.farRate(c, name)
		}
		return
	}
	r.shareOf(c, num)
}

// namedIn: 现场查处11件、非现场查处16件，现场查处占40%: the words before 占 name the figure that is meant, which may stand
// further back than num.
func (r *relater) namedIn(c, num *Claim) *Claim {
	i := strings.LastIndex(c.Subject, "占")
	if num == nil || num.share == c || i <= 0 {
		return num
	}
	name := trimAny(trimFront(normal(c.Subject[:i]), append([]string{"其中", "其", "该", "均"}, yearWords...)), []string{"金额", "资金", "数", "分别", "的", "约", "共", "总"})
	if name == "" || name == num.Canon {
		return num
	}
	back := r.back(c, num.Kind, 0)
	if k := slices.IndexFunc(back, func(o *Claim) bool {
		return o.Canon == name || trimFront(normal(o.Subject), vocab().Connectors) == trimFront(name, vocab().Connectors)
	}); k >= 0 {
		return back[k]
	}
	if k := slices.IndexFunc(back, func(o *Claim) bool { return like(name, o) }); k >= 0 && !like(name, num) {
		return back[k]
	}
	return num
}

// like: the figure is called so.
func like(name string, c *Claim) bool {
	return c.Canon != "" && (strings.HasSuffix(c.Canon, name) || strings.HasSuffix(name, c.Canon)) || strings.HasPrefix(c.Noun, name)
}

// shareOf finds the whole of which num is the share c.
func (r *relater) shareOf(c, num *Claim) {
	var base *Claim
	bases := r.shareBases(c, num)
	if len(bases) > 0 {
		base = bases[0]
	}
	for _, b := range append(bases, r.unnamedBases(c, num)...) {
		if shareFits(c, num, b) == exactly {
			base = b
			break
		}
	}
	loose := base == nil && num.share != c
	if base == nil {
		base = r.onlyTotal(c, num)
	}
	if base == nil {
		return
	}
	r.shared[c] = true
	r.s.add(&Group{Kind: Share, Total: base, Parts: []*Claim{num}, Rate: c, Rule: "R30", Loose: loose})
}

// onlyTotal is the one figure of the sentence that is called a total, when the share does not say what it is of.
func (r *relater) onlyTotal(c, num *Claim) *Claim {
	if trimFront(c.Of, []string{"比"}) != "" {
		return nil
	}
	var found *Claim
	for k := max(0, c.order-longReach); k < len(r.p.Claims) && k < c.order+longReach; k++ {
		o := r.p.Claims[k]
		if o.sentence != c.sentence || o.Kind != num.Kind || o.role != roleFigure || o == num || !o.Total && !strings.HasSuffix(o.Measure, "总额") || !comparable(o, num) {
			continue
		}
		if found != nil {
			return nil
		}
		found = o
	}
	if found == nil || found.Approx || found.number().LessThan(num.number()) {
		return nil
	}
	return found
}

// sharesInTurn: 人员支出900万元、公用支出300万元，分别占75%、25%, and 分别占75%和25%，金额分别为900万元和300万元: as many figures
// as shares, each the numerator of its own.
func (r *relater) sharesInTurn(first *Claim) {
	cs := r.p.Claims
	if k := first.order - 1; k >= 0 && inRow(cs[k], first) {
		return // the row was read at its first share
	}
	end := first.order + 1
	for end < len(cs) && inRow(cs[end-1], cs[end]) {
		end++
	}
	n := end - first.order
	nums := r.row(end, n)
	if nums == nil {
		nums = r.row(first.order-n, n)
		if k := first.order - n - 1; nums != nil && k >= 0 && cs[k].Kind == nums[0].Kind && cs[k].segment == first.segment && cs[k] != nums[0].Parent {
			return // more figures than shares
		}
	}
	if nums == nil || n < 2 {
		return
	}
	for i, num := range nums {
		r.shareOf(cs[first.order+i], num)
	}
}

// inRow: b goes on with the row of shares that a stands in.
func inRow(a, b *Claim) bool {
	return a.role == roleShare && b.role == roleShare && a.clause == b.clause && a.Subject == b.Subject
}

// row is the n sums of money or counts of one sentence that begin with figure k, when nothing else stands among them.
func (r *relater) row(k, n int) []*Claim {
	if k < 0 || k+n > len(r.p.Claims) || n < 1 {
		return nil
	}
	out := r.p.Claims[k : k+n]
	for _, c := range out {
		if c.Kind != Amount && c.Kind != Count || c.Kind != out[0].Kind || c.role != roleFigure || c.Approx || c.sentence != out[0].sentence || c.bracket != out[0].bracket {
			return nil
		}
	}
	return out
}

// lonelyShares: 甲893.76万元，占70%；乙319.20万元，占25%；丙63.84万元，占5%: the shares of a sentence make up 100%, so that
// what they are shares of is the sum of the figures, wherever that may stand.
func (r *relater) lonelyShares() {
	cs := r.p.Claims
	for i := 0; i < len(cs); {
		j := i
		var parts, shares []*Claim
		for ; j < len(cs) && cs[j].sentence == cs[i].sentence; j++ {
			if c := cs[j]; c.role == roleShare && !r.shared[c] && c.Of == "" && j > i && cs[j-1].role == roleFigure && cs[j-1].Kind == Amount && !cs[j-1].Approx {
				parts, shares = append(parts, cs[j-1]), append(shares, c)
			}
		}
		i = j
		var sum decimal.Decimal
		for _, c := range shares {
			sum = sum.Add(c.Value)
		}
		if len(shares) < 3 || !sum.Equal(hundred) {
			continue
		}
		all := total(parts)
		whole := &Claim{Kind: Amount, Subject: "各部分之和", Value: all, Wan: all, Unit: "万元", Scale: scaleOf(parts), Paragraph: -1, Quote: all.String() + "万元"}
		for k, c := range shares {
			r.s.add(&Group{Kind: Share, Total: whole, Parts: parts[k : k+1], Rate: c, Rule: "R30", Closure: Unsure})
		}
	}
}

var ofBudget = regexp.MustCompile(`^(?:全年|年度|年初|本年)?预算(?:数|总额|资金)?$`)

// someOf: 抽查的30个项目中，有6个项目额度低于10万元，占20%.
func (r *relater) someOf(c *Claim) bool {
	if trimFront(c.Of, []string{"比"}) != "" {
		return false
	}
	back := r.back(c, Count, 0)
	if len(back) != 2 || !among(back[1].Noun) || back[0].tok.counter != back[1].tok.counter || back[0].segment != c.segment || back[0].Approx || back[1].Approx {
		return false
	}
	r.s.add(&Group{Kind: Share, Total: back[1], Parts: back[:1], Rate: c, Rule: "R30"})
	return true
}

func shareFits(c, part, whole *Claim) fit {
	return fitsWithin(c, part.number(), part.slack(), whole.number(), whole.slack())
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
