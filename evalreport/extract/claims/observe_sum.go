package claims

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// observeSums compares totals with the sums of their parts (R01, R02, R04 to R09, R12, R16, R17, R20, R21,
// R54, R71, R74, R75), and notes figures whose unit must be a slip (R90).
func observeSums(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Sum {
			continue
		}
		if o, ok := s.sumObservation(g); ok {
			out = append(out, o)
		}
	}
	return out
}

func (s *Set) sumObservation(g *Group) (Observation, bool) {
	if adds(g.Total, g.Parts) || g.Loose && !slippedBalance([]*Claim{g.Total}, g.Parts) {
		return Observation{}, false
	}
	if o, ok := s.unitSlip(g); ok {
		return o, true
	}
	if o, ok := s.partAboveTotal(g); ok {
		return o, true
	}
	if len(g.Parts) < 2 {
		return Observation{}, false
	}
	sev, note, ok := judge(g)
	if !ok {
		return Observation{}, false
	}
	all := append([]*Claim{g.Total}, g.Parts...)
	sum := total(g.Parts)
	diff := sum.Sub(g.Total.number())
	o := Observation{
		Rule: g.Rule, Severity: sev, Place: s.context(g.Total), Reported: g.Total.Quote,
		Expected: amount(sum, g.Total, all) + g.Total.Unit,
		Related:  places(s, g.Parts...),
	}
	o.Message = fmt.Sprintf("%s各部分之和 %s = %s%s，填报 %s%s，差 %s%s",
		quoteName(g.Total), addends(g.Parts), amount(sum, g.Total, all), g.Total.Unit, amount(g.Total.number(), g.Total, all), g.Total.Unit,
		amount(diff.Abs(), g.Total, all), note)
	return o, true
}

func quoteName(c *Claim) string {
	if n := c.name(); n != "" {
		return "“" + n + "”"
	}
	return ""
}

// judge decides whether a sum that does not add up is worth a remark, and how grave it is.
func judge(g *Group) (Severity, string, bool) {
	diff := total(g.Parts).Sub(g.Total.number())
	rounding := diff.Abs().LessThanOrEqual(tail(g.Total, g.Parts))
	fine := rounding && scaleOf(g.Parts) >= 1
	switch {
	case g.Loose:
		return Warning, "，疑为数字录入有误，请核对", true
	case g.Closure == Closed && rounding, fine && len(g.Parts) >= 2:
		return Warning, "（尾差），请核对四舍五入", true
	case g.Closure == Closed:
		return Error, "，请核对各部分与合计", true
	case g.Closure == Likely && diff.IsPositive():
		return Error, "，部分之和大于合计，请核对", true
	case g.Closure == Likely:
		return Warning, "；所列各部分看来即为全部，请核对", true
	case diff.IsPositive() && g.Intro == "含":
		return Info, "", false
	case g.Rule == "R54" && len(g.Parts) >= 3 && within(total(g.Parts), g.Total.number(), 4):
		return Warning, "；若所列即为全部，请核对", true
	case g.Intro == "共" && len(g.Parts) >= 3 && within(total(g.Parts), g.Total.number(), 15):
		return Warning, "；若所列即为全部，请核对", true
	case g.Intro == "共":
		return Info, "；若所列即为全部，请核对", within(total(g.Parts), g.Total.number(), 60)
	case diff.IsPositive() && g.Total.Kind == Count && !slices.Contains(vocab().Sizes, g.Total.tok.counter) && (!disjoint(g.Parts) || overlapping(g.Parts)):
		return Info, "；若各部分不重叠，请核对", g.Closure == Unsure && !overlapping(g.Parts)
	case diff.IsPositive():
		return Error, "，部分之和大于合计，请核对", true
	case len(g.Parts) >= 3 && g.Closure == Unsure && fromSources(g.Parts) && within(total(g.Parts), g.Total.number(), 15):
		return Warning, "；若所列即为全部资金来源，请核对", true
	case mistypedSum(g):
		return Warning, "，疑为数字录入有误；若所列即为全部，请核对", true
	case g.Closure != Open && g.Total.Kind == Count && disjoint(g.Parts) && within(total(g.Parts), g.Total.number(), 50):
		return Info, "；若所列即为全部，请核对", true
	case slip(diff, g), within(total(g.Parts), g.Total.number(), 10) && len(g.Parts) > 1:
		return Info, "；若所列即为全部，请核对", true
	}
	return Info, "", false
}

// slip: the difference has a single digit, as when one digit was mistyped, while the figures have many.
func slip(diff decimal.Decimal, g *Group) bool {
	digits := strings.Trim(strings.ReplaceAll(diff.Abs().String(), ".", ""), "0")
	return len(digits) == 1 && len(g.Parts) >= 3 && scaleOf(append(g.Parts, g.Total)) >= 1
}

// fromSources: the parts are named for the levels that money comes from: 中央资金、省级资金、市级配套.
func fromSources(parts []*Claim) bool {
	for _, c := range parts {
		if c.Kind != Amount || len([]rune(c.Canon)) > 10 || !startsWithAny(c.Canon, vocab().Sources) {
			return false
		}
	}
	return true
}

// mistypedSum: one slip of the hand explains why the parts do not add up, and the figures have digits enough for that to be
// no chance.
func mistypedSum(g *Group) bool {
	if g.Total.Kind == Count && overlapping(g.Parts) {
		return false
	}
	if len(significant(g)) >= 4 && slippedBalance([]*Claim{g.Total}, g.Parts) {
		return true
	}
	return len(g.Total.number().Shift(int32(-finest(g.Parts))).Truncate(0).String()) >= 3 && swapped(g)
}

// swapped: two neighbouring digits of one figure change places, and the sum is right.
func swapped(g *Group) bool {
	diff := total(g.Parts).Sub(g.Total.number())
	for i, c := range append([]*Claim{g.Total}, g.Parts...) {
		if len(g.Parts) < 3 && significantDigits(digitsOf(c)) < minDigits {
			continue
		}
		found := false
		swaps(c, func(d decimal.Decimal) bool {
			d = d.Sub(c.number())
			found = i == 0 && d.Equal(diff) || i > 0 && d.Add(diff).IsZero()
			return found
		})
		if found {
			return true
		}
	}
	return false
}

// finest is the power of ten of the last digit that any of the figures uses.
func finest(cs []*Claim) int {
	place := 20
	for _, c := range cs {
		place = min(place, lastPlace(c))
	}
	return place
}

// lastPlace is the power of ten of the last digit of a figure that is not nought.
func lastPlace(c *Claim) int {
	s := c.number().String()
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return -len(strings.TrimRight(s[i+1:], "0"))
	}
	return len(s) - len(strings.TrimRight(s, "0"))
}

// significant are the digits of the total down to the last place that all its parts use: 12680 over 3200, 4150
// and 5330 has three. The fewer there are, the likelier it is that sums of some of the parts look like a slip by chance.
func significant(g *Group) string {
	place := int32(-20)
	for _, c := range g.Parts {
		place = max(place, int32(lastPlace(c)))
	}
	return g.Total.number().Abs().Shift(-place).Truncate(0).String()
}

// disjoint: the parts of a count name like things (5G基站, 4G基站), so that they do not overlap.
func disjoint(parts []*Claim) bool {
	suffix := func(c *Claim) string {
		for _, w := range vocab().Regions {
			if strings.HasSuffix(c.Canon, w) && c.Canon != w {
				return "地区"
			}
		}
		r := []rune(c.Canon)
		if len(parts) > 2 && (len(r) == 2 || len(r) > 0 && r[len(r)-1] == '级') {
			return string(r[len(r)-1:]) // 县道、乡道、村道; 国家级、省级、市级
		}
		return string(r[max(0, len(r)-2):])
	}
	for _, c := range parts[1:] {
		if suffix(c) != suffix(parts[0]) {
			return false
		}
	}
	return suffix(parts[0]) != ""
}

// overlapping: the parts are traits (党员, 女性) of which one person may have several.
func overlapping(parts []*Claim) bool {
	return slices.ContainsFunc(parts, func(c *Claim) bool { return containsAny(c.Canon+c.Noun, vocab().Traits) })
}

// unitSlip: one figure printed in 元 among figures in 万元, which adds up once read in 万元.
func (s *Set) unitSlip(g *Group) (Observation, bool) {
	all := append([]*Claim{g.Total}, g.Parts...)
	if g.Total.Kind != Amount || len(all) < 3 {
		return Observation{}, false
	}
	var odd []*Claim
	common := commonUnit(all)
	for _, c := range all {
		if c.Unit != common {
			odd = append(odd, c)
		}
	}
	if len(odd) != 1 || common == "" {
		return Observation{}, false
	}
	c := odd[0]
	as := *c
	as.Wan = c.Value.Shift(int32(vocab().Currency[common]))
	fixed := slices.Clone(all)
	fixed[slices.Index(all, c)] = &as
	small := c.tok.exp < vocab().Currency[common] && smallest(all, c).GreaterThan(c.number().Mul(decimal.NewFromInt(1000)))
	if d := total(fixed[1:]).Sub(fixed[0].number()).Abs(); d.GreaterThan(tail(g.Total, g.Parts)) && !small {
		return Observation{}, false
	}
	return Observation{
		Rule: "R90", Severity: Error, Place: s.context(c), Reported: c.Quote, Expected: c.printed() + common,
		Message: fmt.Sprintf("%s填报 %s，同组各数以%s计；按 %s%s 计，%s = %s，疑为单位误写", quoteName(c), c.Quote, common, c.printed(), common,
			addends(fixed[1:]), inWan(fixed[0], fixed)),
		Related: places(s, slices.DeleteFunc(slices.Clone(all), func(o *Claim) bool { return o == c })...),
	}, true
}

func commonUnit(cs []*Claim) string {
	n := make(map[string]int)
	for _, c := range cs {
		n[c.Unit]++
		if n[c.Unit]*2 > len(cs) {
			return c.Unit
		}
	}
	return ""
}

// smallest is the least of the figures other than c that are not nought.
func smallest(cs []*Claim, c *Claim) decimal.Decimal {
	var least decimal.Decimal
	for _, o := range cs {
		if o != c && o.number().IsPositive() && (least.IsZero() || o.number().LessThan(least)) {
			least = o.number()
		}
	}
	return least
}

// partAboveTotal: a part is larger than the whole (R17).
func (s *Set) partAboveTotal(g *Group) (Observation, bool) {
	if g.Closure == Closed || g.Intro == "各类" || g.Total.Column != Withdrawn && slices.ContainsFunc(g.Parts, func(c *Claim) bool { return c.Column == Withdrawn }) {
		return Observation{}, false
	}
	for _, p := range g.Parts {
		if !p.number().GreaterThan(g.Total.number()) || p.Approx {
			continue
		}
		return Observation{
			Rule: "R17", Severity: Error, Place: s.context(p), Reported: p.Quote, Expected: "≤ " + g.Total.Quote,
			Message: fmt.Sprintf("其中%s %s 大于其总额%s %s，请核对", quoteName(p), p.Quote, quoteName(g.Total), g.Total.Quote),
			Related: places(s, g.Total),
		}, true
	}
	return Observation{}, false
}

// observeUnlisted: a declared number of items of which the list with the money leaves some out (R71).
func observeUnlisted(s *Set) []Observation {
	var out []Observation
	for _, u := range s.unlisted {
		t := u.group.Total
		sum := total(u.counts)
		for _, m := range u.missing {
			out = append(out, Observation{
				Rule: "R71", Severity: Error, Place: s.context(m), Reported: t.Quote, Expected: sum.String() + t.Unit,
				Message: fmt.Sprintf("列明资金的各类合计 %s = %s%s，填报总数 %s，差 %s；%s %s 未见资金与明细，请补列或更正总数",
					addends(u.counts), sum, t.Unit, t.Quote, t.number().Sub(sum).Abs(), quoteName(m), m.Quote),
				Related: places(s, append([]*Claim{t}, u.counts...)...),
			})
		}
	}
	return out
}

// observeBalances: budget = spent + withdrawn + carried over (R13); spent against budget and additions (R04).
func observeBalances(s *Set) []Observation {
	var out []Observation
	for _, g := range s.Groups {
		if g.Kind != Balance {
			continue
		}
		left := append([]*Claim{g.Total}, g.Plus...)
		diff := total(left).Sub(total(g.Parts))
		all := append(slices.Clone(left), g.Parts...)
		rounding := diff.Abs().LessThanOrEqual(tail(g.Total, all[1:]))
		sev, note := Error, "，请核对"
		switch {
		case diff.IsZero(), g.Loose && (rounding || !slippedBalance(left, g.Parts)):
			continue
		case g.Loose:
			sev, note = Warning, "，疑为数字录入有误，请核对"
		case g.Rule == "R46" && g.Closure == Unsure:
			sev, note = Warning, "，请核对结转结余或说明年初结转"
		case g.Closure == Unsure:
			sev = Warning
		case rounding:
			sev, note = Warning, "（尾差）"
		case g.Closure == Open && diff.IsPositive():
			sev, note = Info, "，请说明差额去向（结转、结余或收回）"
		case g.Closure == Open:
			sev, note = Warning, "，支出大于预算与追加之和，请核对"
		case diff.IsPositive() && !slices.ContainsFunc(g.Parts, func(c *Claim) bool { return c.Column == CarryOut }):
			sev, note = Warning, "，请说明差额去向（结转或结余）"
		}
		out = append(out, Observation{
			Rule: g.Rule, Severity: sev, Place: s.context(g.Parts[0]), Reported: g.Parts[0].Quote,
			Expected: amount(total(left).Sub(total(g.Parts[1:])), g.Parts[0], all) + g.Parts[0].Unit,
			Message:  fmt.Sprintf("预算方 %s = %s，去向 %s = %s，差 %s%s", addends(left), amount(total(left), g.Total, all), addends(g.Parts), amount(total(g.Parts), g.Total, all), amount(diff.Abs(), g.Total, all), note),
			Related:  places(s, append(left, g.Parts[1:]...)...),
		})
	}
	return out
}

// observeNet: net additions are additions less removals, when all three stand in one sentence (R73).
func observeNet(s *Set) []Observation {
	var out []Observation
	for _, p := range s.Paragraphs {
		for i := 0; i < len(p.Claims); {
			j := i
			by := make(map[Column][]*Claim)
			for ; j < len(p.Claims) && p.Claims[j].sentence == p.Claims[i].sentence; j++ {
				if c := p.Claims[j]; c.Kind == Count && !c.Approx && c.role == roleFigure {
					by[c.Column] = append(by[c.Column], c)
				}
			}
			i = j
			if len(by[Added]) != 1 || len(by[Net]) != 1 || len(by[Removed]) > 1 {
				continue
			}
			a, n := by[Added][0], by[Net][0]
			if a.Unit != n.Unit || a.segment != n.segment {
				continue
			}
			if o, ok := s.net(a, n, by[Removed]); ok {
				out = append(out, o)
			}
		}
	}
	return out
}

func (s *Set) net(a, n *Claim, removed []*Claim) (Observation, bool) {
	o := Observation{Rule: "R73", Severity: Error, Place: s.context(n), Reported: n.Quote, Related: places(s, append([]*Claim{a}, removed...)...)}
	switch {
	case len(removed) == 1 && removed[0].Unit == n.Unit:
		want := a.number().Sub(removed[0].number())
		o.Expected = want.String() + n.Unit
		o.Message = fmt.Sprintf("新增 %s - 减少 %s = %s，填报净增 %s，请核对", a.printed(), removed[0].printed(), want, n.Quote)
		return o, !want.Equal(n.number())
	case len(removed) == 0 && n.number().GreaterThan(a.number()):
		o.Expected = "≤ " + a.Quote
		o.Message = fmt.Sprintf("净增 %s 大于新增 %s，请核对", n.Quote, a.Quote)
		return o, true
	}
	return o, false
}
