package claims

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// sums finds the sums of one paragraph: 其中, 分别为, 包括, 由…组成, 按…划分, 共… and …合计.
func (s *Set) sums(p *Parsed) {
	first := len(s.Groups)
	defer func() { s.twins(s.Groups[first:]) }()
	for _, kind := range []Kind{Amount, Count, Score} {
		for level, cs := range levels(p, kind) {
			if len(cs) == 0 {
				continue
			}
			b := summer{s: s, p: p, cs: cs}
			b.bracketed(level)
			b.introduced()
			b.among()
			b.enumerated()
			b.totalled()
			if kind == Amount && level == 0 {
				b.brokenDown()
			}
		}
	}
}

// levels are the figures of one kind, by the bracket they stand in.
func levels(p *Parsed, kind Kind) [][]*Claim {
	var out [][]*Claim
	for _, c := range p.Claims {
		if c.Kind != kind || c.Attrib || c.role != roleFigure || c.tok.han || c.unit != nil {
			continue
		}
		for len(out) <= c.bracket {
			out = append(out, nil)
		}
		out[c.bracket] = append(out[c.bracket], c)
	}
	return out
}

// longReach bounds how many figures are looked at from any one figure, so that time stays linear.
const longReach = 60

// summer builds the sums over one sequence of like figures.
type summer struct {
	s    *Set
	p    *Parsed
	cs   []*Claim
	gaps []string // gaps[k] is the text between figures k-1 and k, once it was asked for
}

func (b *summer) gap(k int) string {
	if b.gaps == nil {
		b.gaps = make([]string, len(b.cs))
	}
	if b.gaps[k] == "" {
		b.gaps[k] = b.p.text.plain(b.cs[k-1].tok.end, b.cs[k].tok.start) + " "
	}
	return b.gaps[k]
}

// bracketed: in 225个（其中5G基站132个，4G基站93个） the total stands before the bracket.
func (b *summer) bracketed(level int) {
	if level == 0 {
		return
	}
	t := b.p.text
	open := t.brackets[level].open
	var owner *Claim
	for k := b.cs[0].order - 1; k >= 0 && k > b.cs[0].order-longReach && owner == nil; k-- {
		c := b.p.Claims[k]
		if c.tok.end <= open && c.Kind == b.cs[0].Kind && c.role == roleFigure && c.bracket == t.brackets[level].parent && c.clause == t.clauseOf[open] {
			owner = c
		}
	}
	if owner == nil {
		b.closedBracket(level)
		return
	}
	if owner.Unit != b.cs[0].Unit && owner.Kind == Count || owner.Attrib || owner.tok.han {
		return
	}
	words := string(t.runes[open+1 : b.cs[0].tok.start])
	closure, intro := Unsure, ""
	switch {
	case strings.Contains(words, "其中"):
		intro = "其中"
	case strings.HasPrefix(words, "含"), strings.HasPrefix(words, "包括"), strings.HasPrefix(words, "包含"):
		closure, intro = Open, "含"
	default:
		if owner.tok.end != open || len(b.cs) < 2 || containsAny(words, []string{"全省", "全市", "全国", "总", "累计", "全县", "上年"}) {
			return
		}
		closure = Open
	}
	b.group(owner, b.extent(0, owner), intro, closure)
}

// closedBracket: 基本支出（人员经费820万元+公用经费90万元）共910万元: the total stands behind the bracket.
func (b *summer) closedBracket(level int) {
	t := b.p.text
	last := b.cs[len(b.cs)-1]
	for k := last.order + 1; k < len(b.p.Claims) && k-last.order < 4 && len(b.cs) > 1; k++ {
		c := b.p.Claims[k]
		if c.Kind != last.Kind || c.bracket != t.brackets[level].parent || c.Unit != last.Unit {
			continue
		}
		if c.role == roleFigure && c.clause == t.clauseOf[t.brackets[level].open] && c.Total {
			b.group(c, b.cs, "共", Unsure)
		}
		return
	}
}

// introduced: the words between a figure and the next say that what follows are its parts.
func (b *summer) introduced() {
	for i := 0; i+1 < len(b.cs); i++ {
		intro, closure := b.introducer(b.cs[i], b.cs[i+1])
		if intro == "" && b.complements(i) {
			b.group(b.cs[i], b.cs[i+1:i+3], ",", Unsure)
		}
		if intro == "" || b.cs[i].difference() {
			continue
		}
		parts := b.extent(i+1, b.cs[i])
		if own, other := b.columns(i, parts); other != nil {
			b.group(b.cs[i-1], other, intro, closure)
			parts = own
		}
		if n := b.totalAfter(b.cs[i], parts); n > 0 {
			b.group(parts[n], parts[:n], "合计", Closed)
			continue
		}
		t := b.owner(i, parts)
		if t == nil {
			continue
		}
		b.siblings(i, t, parts, intro, closure)
		b.group(t, parts, intro, closure)
	}
}

// columns takes apart the parts of two totals that stand beside each other: 支出9万元，年初预算10万元。其中：甲支出5万元，年初预算6万元；….
func (b *summer) columns(i int, parts []*Claim) (own, other []*Claim) {
	t := b.cs[i]
	if t.Kind != Amount || i == 0 || b.cs[i-1].sentence != t.sentence || spentOr(b.cs[i-1]) == spentOr(t) {
		return nil, nil
	}
	for _, c := range parts {
		switch spentOr(c) {
		case spentOr(t):
			own = append(own, c)
		case spentOr(b.cs[i-1]):
			other = append(other, c)
		default:
			return nil, nil
		}
	}
	if len(own) != len(other) || len(own) < 2 {
		return nil, nil
	}
	return own, other
}

// spentOr is the column of a figure beside one of another column: the one that names none is what was spent.
func spentOr(c *Claim) Column {
	if c.Column == NoColumn {
		return Actual
	}
	return c.Column
}

// totalAfter is how many of the first parts make up the one behind them, when they do not make up the figure before them:
// 5个门类的培训班，其中春季班18个、秋季班22个，全年40个班.
func (b *summer) totalAfter(t *Claim, parts []*Claim) int {
	if len(parts) < 3 || prefixAdds(t, parts) {
		return 0
	}
	sum := parts[0].number()
	for n := 1; n+1 < len(parts); n++ {
		sum = sum.Add(parts[n].number())
		next := parts[n+1]
		if sum.Equal(next.number()) && sum.GreaterThan(t.number()) && next.clause != parts[n].clause && next.Unit == parts[n].Unit {
			return n + 1
		}
	}
	return 0
}

// introducer looks at the words between two figures.
func (b *summer) introducer(t, next *Claim) (string, Closure) {
	if next.sentence-t.sentence > 1 || t.Column == Initial && next.Column == Adjusted {
		return "", Open
	}
	text := b.p.text
	gap := text.plain(t.tok.end, next.tok.start)
	v := vocab()
	best, closure, at := "", Open, -1
	for _, c := range []struct {
		words   []string
		closure Closure
	}{{v.Introducers.Closed, Closed}, {v.Introducers.Unsure, Unsure}, {v.Introducers.Open, Open}} {
		for _, w := range c.words {
			i := strings.LastIndex(gap, w)
			if i < 0 || i < at || i == at && len(w) < len(best) || !introPlace(gap, w, i) {
				continue
			}
			best, closure, at = w, c.closure, i
		}
	}
	if best != "" && best != "其中" && strings.Contains(gap[at:], "。") {
		return "", Open // a list of names came between: 内设科室8个，分别为：…。二级单位23个
	}
	if best != "" && !b.adjacent(t, next) {
		return "", Open
	}
	if at >= 0 && closure == Open && strings.ContainsAny(strings.TrimLeft(gap[at+len(best):], ":, "), ",;。") {
		return "", Open // 主要是新增了业务；乙40万元: what is introduced has no figure
	}
	if best == "由" && !containsAny(string(text.runes[next.tok.end:min(len(text.runes), b.sentenceEnd(next))]), []string{"组成", "构成"}) {
		return "", Open
	}
	if best == "" && strings.HasPrefix(gap, ":") && next.segment == t.segment && b.adjacent(t, next) && (t.Kind != Count || next.Unit == t.Unit || staff(t) && staff(next)) {
		return ":", Unsure
	}
	if i := strings.LastIndex(gap, ":"); best == "" && i > 0 && next.segment == t.segment && next.bracket == t.bracket {
		if strings.HasPrefix(strings.TrimSpace(gap[clauseStart(gap[:i]):i]), "分") {
			return "分", Closed // 下达2600万元，分三批下达：第一批…; 分地区：甲州…
		}
	}
	return best, closure
}

// adjacent: no other figure stands between the total and the words that introduce its parts, nor between
// those words and the first part; shares and changes of the total may.
func (b *summer) adjacent(t, next *Claim) bool {
	var between *Claim
	for _, c := range b.p.Claims[t.order+1 : next.order] {
		if c.role == rolePart && c.Kind == t.Kind && c.bracket == t.bracket {
			return false // a row whose figures have no names
		}
		if c.role == roleFigure && c.bracket == t.bracket && (c.Kind == Amount || c.Kind == Count || c.Kind == Score) && !c.Attrib && c.unit == nil {
			if between != nil {
				return false
			}
			between = c
		}
	}
	return between == nil || b.paired(t, next, between)
}

// paired: 项目32个，投资8640万元，其中道路类14个，投资3920万元；…: a number and its money come together, in the total and
// in each part.
func (b *summer) paired(t, next, between *Claim) bool {
	if between.Kind == t.Kind {
		return false
	}
	mate := -1
	switch {
	case between.order == t.order+1:
		mate = next.order + 1
	case between.order == next.order-1:
		mate = t.order - 1
	}
	if mate < 0 || mate >= len(b.p.Claims) {
		return false
	}
	m := b.p.Claims[mate]
	return m.Kind == between.Kind && m.sentence == t.sentence && m.role == roleFigure && (m.Kind != Count || m.tok.counter == between.tok.counter)
}

// twins: when the numbers of paired parts add up, the parts are all there are, and their money must add up too.
func (s *Set) twins(groups []*Group) {
	byTotal := make(map[*Claim]*Group)
	for _, g := range groups {
		if g.Kind == Sum && len(g.Parts) > 1 {
			byTotal[g.Total] = g
		}
	}
	for _, g := range groups {
		if byTotal[g.Total] != g || g.Closure == Open || !adds(g.Total, g.Parts) {
			continue
		}
		p := s.Paragraphs[g.Total.Paragraph]
		for _, k := range []int{g.Total.order - 1, g.Total.order + 1} {
			if k < 0 || k >= len(p.Claims) {
				continue
			}
			if twin := byTotal[p.Claims[k]]; twin != nil && twin.Closure == Unsure && interleaved(g, twin) {
				twin.Closure = Closed
			}
		}
	}
}

// interleaved: each part of one sum stands beside the part of the other.
func interleaved(a, b *Group) bool {
	if len(a.Parts) != len(b.Parts) {
		return false
	}
	for i, p := range a.Parts {
		if d := p.order - b.Parts[i].order; d != 1 && d != -1 {
			return false
		}
	}
	return true
}

// introPlace: the words that introduce parts stand at the start of a clause, after nothing but
// a general noun (各项支出金额分别为); 其中 may stand there or open a sentence.
func introPlace(gap, w string, i int) bool {
	start := clauseStart(gap[:i])
	own := strings.TrimSpace(gap[start:i])
	if own != "" && !slices.Contains(vocab().GenericSubjects, own) && own != "其中" {
		return false
	}
	crossing := strings.LastIndex(gap[:i], "。")
	return crossing < 0 || start == crossing+len("。") || w == "其中" && strings.TrimSpace(gap[crossing+len("。"):i]) == ""
}

// clauseStart is the byte where the last clause of s begins.
func clauseStart(s string) int {
	k := strings.LastIndexAny(s, ",。;:(")
	if k < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[k:])
	return k + n
}

func (b *summer) sentenceEnd(c *Claim) int {
	t := b.p.text
	end := min(len(t.runes), c.tok.end+300)
	for i := c.tok.end; i < end; i++ {
		if t.runes[i] == '。' {
			return i
		}
	}
	return end
}

// extent takes the figures from i on that can be parts of t.
func (b *summer) extent(i int, t *Claim) []*Claim {
	var parts []*Claim
	nested := -1 // the segment of a 其中 inside a part: its figures are parts of that part
	for k := i; k < len(b.cs) && k-i < longReach; k++ {
		c := b.cs[k]
		if c.segment == nested || c.difference() {
			continue
		}
		if k > i && nested < 0 && b.nests(k) && c.segment == b.cs[k-1].segment && !b.oneSegment(t, b.cs[i]) {
			nested = c.segment
			continue
		}
		if c.sentence != b.cs[i].sentence || b.stops(k, i, t) || c.segment != b.cs[i].segment && b.oneSegment(t, b.cs[i]) && !disjoint([]*Claim{b.cs[i], c}) && !fromSources([]*Claim{b.cs[i], c}) && !sharePartition(t, b.cs[i], c) {
			break
		}
		if c.Kind == Count && c.Unit != t.Unit && !(staff(c) && staff(t)) {
			continue
		}
		parts = append(parts, c)
	}
	if t.Kind == Score {
		parts = scored(parts)
	}
	if t.Kind == Count && t.Measure != "" {
		if same := withMeasure(parts, t.Measure); len(same) > 0 {
			parts = same
		}
	}
	return parts
}

// scored: 决策指标分值20分，得分18分；… and 决策20分得18分, 20分中得18分: what was scored, not what could have been.
func scored(parts []*Claim) []*Claim {
	full := func(c *Claim) bool { return containsAny(c.Subject, vocab().FullScore) }
	if got := slices.DeleteFunc(slices.Clone(parts), func(c *Claim) bool { return !bareGot(c) }); len(got) > 1 && len(got)*2 >= len(parts) {
		return got
	}
	if !slices.ContainsFunc(parts, func(c *Claim) bool { return !full(c) }) {
		return parts
	}
	return slices.DeleteFunc(parts, full)
}

// fullMarks: 投入20分、过程20分、产出30分、效果30分，满分100分.
func fullMarks(c *Claim) bool {
	return c.Kind == Score && slices.Contains([]string{"满分", "总分值", "总分"}, trimAny(normal(c.Subject), vocab().Copulas))
}

// bareGot: nothing but 得 or the like stands between the score and the figure before it.
func bareGot(c *Claim) bool {
	return slices.Contains(vocab().Got, trimAny(normal(c.Subject), vocab().Copulas))
}

// obtained are the words between what can be had and what was.
var obtained = regexp.MustCompile(`^[（(，,、\s]*(?:里面?|之?中|当中)?(?:自评|评价|考评|实际|最终|实)?(?:评)?得(?:分)?[为是了:：]?\s*$`)

// Obtained reports whether the words between two scores say that the second is what was had of the first: 15分得14分,
// 10分（得9分）, 10分中得9.8分, 满分100分，实得93分.
func Obtained(between string) bool { return obtained.MatchString(between) }

// oneSegment: in 共29家，其中净增15家；… the semicolon ends the parts; after 其中： it only parts them.
func (b *summer) oneSegment(t, first *Claim) bool {
	return t.segment == first.segment && !strings.Contains(b.p.text.plain(max(t.tok.end, first.tok.start-60), first.tok.start), ":")
}

func staff(c *Claim) bool { return c.Unit == "人" || c.Unit == "名" }

func withMeasure(cs []*Claim, m string) []*Claim {
	var out []*Claim
	for _, c := range cs {
		if c.Measure == m {
			out = append(out, c)
		}
	}
	return out
}

var notParts = []Column{Actual, CarryOut, Withdrawn, Stock, Done, Arrived, Added, Net, Removed}

// stops reports whether the figure at k no longer belongs to the parts that begin at i.
func (b *summer) stops(k, i int, t *Claim) bool {
	c := b.cs[k]
	if k == i {
		return false
	}
	prev := b.cs[k-1]
	for _, m := range b.p.Claims[prev.order+1 : c.order] {
		if m.Kind == Amount && (m.role == roleChange || m.role == roleBase) && c.segment == prev.segment && m.bracket == c.bracket {
			return true // behind a semicolon it is the part that changed, not the total
		}
	}
	if strings.HasPrefix(normal(c.Subject), "加") {
		return true // 总收入130万元，其中本级收入90万元；加上级补助20万元
	}
	if columnOf(c) != CarryIn && startsWithAny(trimFront(normal(c.Subject), []string{"较", "比"}), vocab().PreviousYear) {
		return true // 上年为32.5万元 is the total of another year
	}
	if c.Column == CarryOut && t.Measure == "支出总额" && b.cs[i].Measure == t.Measure {
		return false // 支出总计，其中本年支出…、年末结转…
	}
	gap := b.gap(k)
	if b.nests(k) || containsAny(gap, []string{"此外", "另有", "另外", "同时", "用于"}) {
		return true
	}
	return c.Column != t.Column && c.Column != b.cs[i].Column && slices.Contains(notParts, c.Column)
}

// nests reports whether 其中 stands between the figure at k and the one before it.
func (b *summer) nests(k int) bool {
	return strings.Contains(b.gap(k), "其中")
}

// sharePartition: the vocabulary knows both figures as parts of the total.
func sharePartition(t, a, c *Claim) bool {
	for _, p := range vocab().Partitions {
		if slices.Contains(p.Of, t.Measure) && partName(a, p) != "" && partName(c, p) != "" {
			return true
		}
	}
	return false
}

// owner is the figure the parts belong to: the one before them, unless they add up to an earlier one of the sentence.
func (b *summer) owner(i int, parts []*Claim) *Claim {
	if len(parts) == 0 {
		return nil
	}
	t := b.cs[i]
	if len(parts) > 1 && !prefixAdds(t, parts) {
		for k := i - 1; k >= 0 && b.cs[k].sentence == t.sentence && i-k < 8; k-- {
			if prefixAdds(b.cs[k], parts) && b.cs[k].Parent == nil {
				return b.cs[k]
			}
		}
	}
	return t
}

func prefixAdds(t *Claim, parts []*Claim) bool { return prefix(t, parts) > 0 }

// prefix is how many of the first parts add up to the total; 0 when none do.
func prefix(t *Claim, parts []*Claim) int {
	var sum decimal.Decimal
	for k, p := range parts {
		sum = sum.Add(p.number())
		if k > 0 && (sum.Equal(t.number()) || k == len(parts)-1 && coarse(t, parts, sum.Sub(t.number()))) {
			n := k + 1
			for n < len(parts) && parts[n].Value.IsZero() {
				n++
			}
			return n
		}
	}
	return 0
}

// siblings: 编制58名，在职68人。其中：甲编制17名、在职17人；… has two totals with their own parts, and so has
// 6820户9450人，其中城市1320户1980人，农村5500户7470人.
func (b *summer) siblings(i int, t *Claim, parts []*Claim, intro string, closure Closure) {
	if t.Kind == Count && i > 0 && len(parts) > 1 && b.cs[i-1].order == t.order-1 && b.cs[i-1].clause == t.clause && b.cs[i-1].Unit != t.Unit {
		if mine := b.extent(i+1, b.cs[i-1]); interleaved(&Group{Parts: mine}, &Group{Parts: parts}) {
			b.group(b.cs[i-1], mine, intro, closure)
		}
	}
	if t.Kind != Count || t.Measure == "" || len(parts) == 0 {
		return
	}
	for k := i - 1; k >= 0 && b.cs[k].sentence == t.sentence && i-k < 4; k-- {
		o := b.cs[k]
		if o.Measure == "" || o.Measure == t.Measure {
			continue
		}
		if mine := withMeasure(b.extent(i+1, o), o.Measure); len(mine) > 1 {
			b.group(o, mine, intro, closure)
		}
	}
}

// group makes the sum, settles how closed it is and which rule it belongs to.
func (b *summer) group(t *Claim, parts []*Claim, intro string, closure Closure) {
	if t.Kind == Count && startsWithAny(t.Noun, vocab().KindNouns) {
		return
	}
	if len(parts) == 0 || t.Approx || t.Op != Exactly && t.Op != Above || b.unsummed(t, parts) {
		return
	}
	if n := prefix(t, parts); n > 0 && intro != "合计" && (t.Measure == "" || len(withMeasure(parts, t.Measure)) < len(parts)) && !b.goesOn(parts, n) {
		parts = parts[:n]
	}
	andMore := b.andMore(parts[len(parts)-1]) || slices.ContainsFunc(parts, func(c *Claim) bool { return c.Approx })
	if andMore {
		closure = Open
	}
	part, rule := partitionOf(t, parts)
	if cut := b.cutAfter(part); rule == "R04" && cut != nil {
		b.s.add(&Group{Kind: Balance, Total: part[0], Plus: part[1:2], Parts: []*Claim{t, cut}, Rule: rule, Closure: Closed})
		return
	}
	switch {
	case len(parts) == 1, intro == "用于" && len(parts) < 3:
		closure = Open
		if intro == "用于" {
			return // 其中中央资金60万元，用于购置设备70万元
		}
	case closure != Open && (coversAll(parts) || t.Kind == Score && intro == ":"):
		closure = Closed
	case t.Measure == "支出总额" && len(parts) == 2 && parts[0].Measure == t.Measure && parts[1].Column == CarryOut:
		closure, rule = Closed, "R03" // 支出总计，其中本年支出…、年末结转…
	case part != nil && closure != Closed:
		closure = Closed
		parts = part
	case len(parts) > 1 && closure == Unsure && otherPart(parts[len(parts)-1]):
		closure = Closed
	case closure != Closed && complete(parts) != nil && !andMore:
		closure, parts = Likely, complete(parts)
	}
	if rule == "" {
		rule = sumRule(t, parts, intro)
	}
	b.s.add(&Group{Kind: Sum, Total: t, Parts: parts, Intro: intro, Closure: closure, Rule: rule})
}

// unsummed reports whether parts cannot be added up: one of them is taken off (甲调减3万元), or a sum of money among them is
// left out (乙**万元).
func (b *summer) unsummed(t *Claim, parts []*Claim) bool {
	if t.Kind != Amount {
		return false
	}
	if t.Column != Withdrawn && slices.ContainsFunc(parts, func(c *Claim) bool {
		return strings.HasPrefix(c.Subject, "减") || containsAny(c.Subject, vocab().Reductions)
	}) {
		return true
	}
	if t.Paragraph < 0 || slices.ContainsFunc(parts, func(c *Claim) bool { return c.Paragraph != t.Paragraph }) {
		return false // what stands between them is not one text
	}
	from, to := t.tok.end, parts[len(parts)-1].tok.start
	if to < from {
		from, to = parts[0].tok.start, t.tok.start
	}
	return to-from < maxSum && masked.MatchString(b.s.Paragraphs[t.Paragraph].text.plain(from, to))
}

// maxSum bounds the length of the text, in letters, in which a sum is looked through for money that is left out.
const maxSum = 2000

// masked is a unit of money without a number: **万元, 　　万元, 点击查看>>万元, （略）万元.
var masked = regexp.MustCompile(`(?:[*×＊_＿…>》]|[Xx]{2}|略\)?|[^\d\s万亿千百十.,)）]\s+)\s*[亿万]?元`)

// difference reports whether a figure only says how far two others are apart.
func (c *Claim) difference() bool { return slices.Contains(vocab().Differences, c.Canon) }

// goesOn: a 、 joins the next part to the first n.
func (b *summer) goesOn(parts []*Claim, n int) bool {
	return n < len(parts) && parts[n].order == parts[n-1].order+1 && b.p.text.at(parts[n-1].tok.end, "、")
}

// andMore: 甲县30万元、乙县20万元等.
func (b *summer) andMore(last *Claim) bool {
	t := b.p.text
	i := t.skipSpace(last.tok.end)
	for i < len(t.runes) && t.runes[i] == ')' {
		i++
	}
	return t.at(i, "等") && !t.at(i, "等级") && !t.at(i, "等次")
}

// cutAfter is the 调减 or 收回 that follows 年初预算 and 追加 in the same sentence.
func (b *summer) cutAfter(parts []*Claim) *Claim {
	if len(parts) == 0 {
		return nil
	}
	last := parts[len(parts)-1]
	k := slices.Index(b.cs, last) + 1
	if k < len(b.cs) && b.cs[k].sentence == last.sentence && b.cs[k].Column == Withdrawn {
		return b.cs[k]
	}
	return nil
}

// coversAll: the parts are the four quarters, or run from 满意 to 不满意.
func coversAll(parts []*Claim) bool {
	return slices.ContainsFunc(vocab().Covers, func(all []string) bool {
		return !slices.ContainsFunc(all, func(w string) bool {
			return !slices.ContainsFunc(parts, func(c *Claim) bool { return strings.HasSuffix(c.Canon, w) || strings.HasPrefix(c.Canon, w) })
		})
	})
}

func otherPart(c *Claim) bool { return startsWithAny(c.Canon, vocab().OtherPart) }

// partitionOf: when the parts are all that the vocabulary knows a total to consist of, they are all.
func partitionOf(t *Claim, parts []*Claim) ([]*Claim, string) {
	for _, p := range vocab().Partitions {
		if len(p.Of) > 0 && t.Measure != "" && !slices.Contains(p.Of, t.Measure) {
			continue
		}
		in := covered(p, parts)
		if in == nil || len(in) < len(parts) && t.Measure == "" && len(p.Columns) == 0 {
			continue // 支出决算300万元，其中：人员经费…，公用经费…，项目支出…: the two are not all
		}
		return in, p.Rule
	}
	return nil, ""
}

func covered(p partition, parts []*Claim) []*Claim {
	if len(p.Columns) > 0 {
		if len(parts) >= 2 && parts[0].Column == p.Columns[0] && parts[1].Column == p.Columns[1] {
			return parts[:2]
		}
		return nil
	}
	seen := make(map[string]bool)
	n := 0
	for _, c := range parts {
		name := partName(c, p)
		if name == "" || seen[name] {
			break
		}
		seen[name] = true
		n++
	}
	for _, name := range p.Parts {
		if !seen[name] {
			return nil
		}
	}
	return parts[:n]
}

// partName is the name in the partition that the claim goes by.
func partName(c *Claim, p partition) string {
	for _, names := range [][]string{p.Parts, p.Optional} {
		for _, n := range names {
			if c.Canon == n || strings.HasSuffix(c.Canon, n) || likePart(c.Canon, n) {
				return n
			}
		}
	}
	return ""
}

// likePart lets 产出指标类得分 and 产出指标 stand for 产出指标得分.
func likePart(canon, name string) bool {
	if !strings.HasSuffix(name, "得分") {
		return false
	}
	ends := []string{"得分", "分值", "指标", "类", "情况", "率"}
	return trimAny(canon, ends) == trimAny(name, ends)
}

// sumRule is the rule of the catalogue a sum belongs to.
func sumRule(t *Claim, parts []*Claim, intro string) string {
	r := &vocab().SumRules
	for _, rule := range []string{"R06", "R07", "R08", "R01"} {
		if words, ok := r.ByIntro[rule]; ok && containsAny(intro, words) {
			return rule
		}
	}
	n := 0
	for _, rule := range []string{"R06", "R07", "R02"} {
		n = 0
		for _, c := range parts {
			if slices.Contains(r.ByPart[rule], c.Canon) || slices.Contains(r.ByPart[rule], c.Measure) {
				n++
			}
		}
		if n >= 2 {
			return rule
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(r.ByTotal)) {
		if slices.Contains(r.ByTotal[rule], t.Measure) && (t.Kind != Amount || t.Canon == t.Measure || rule == "R20" || rule == "R21") {
			return rule
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(r.ByColumn)) {
		if slices.Contains(r.ByColumn[rule], t.Column) {
			return rule
		}
	}
	if t.Kind == Count {
		return "R71"
	}
	return "R09"
}

// enumerated: 共有34个。甲12个，乙22个 — a total and nothing but its parts after it.
func (b *summer) enumerated() {
	for i, t := range b.cs {
		if !t.Total || t.Parent != nil || b.isTotal(t) || i > 0 && b.cs[i-1].segment == t.segment && slices.Contains(vocab().EndTotals, normal(t.Subject)) {
			continue // …，合计1200万元 sums up what came before
		}
		parts := b.following(i)
		if len(parts) < 2 || strings.HasPrefix(b.p.text.plain(t.tok.end, parts[0].tok.start), ";") {
			continue
		}
		if n := prefix(t, parts); n > 0 {
			b.group(t, parts[:n], "共", Unsure)
			continue
		}
		if b.pure(t, parts) || len(parts) >= 3 && parts[0].order == t.order+1 && fromSources(parts) {
			b.group(t, parts, "共", Unsure)
		}
	}
}

func (b *summer) isTotal(t *Claim) bool {
	return b.s.totals[t]
}

// following are the like figures right after a total, up to the end of the paragraph or the next total.
func (b *summer) following(i int) []*Claim {
	t := b.cs[i]
	var parts []*Claim
	for _, c := range b.cs[i+1:] {
		if c.Total || c.Unit != t.Unit || c.Parent != nil || slices.Contains(notParts, c.Column) || len(parts) >= 40 {
			break
		}
		if k := len(parts); k > 0 && c.sentence != parts[k-1].sentence && parts[k-1].sentence == t.sentence {
			break
		}
		if t.Column == Initial && c.Column != NoColumn && c.Column != Initial {
			break // 年初预算共100万元，追加20万元，全年预算120万元
		}
		parts = append(parts, c)
	}
	return parts
}

// pure: every clause after the total holds one part and little else.
func (b *summer) pure(t *Claim, parts []*Claim) bool {
	at := t
	for _, c := range parts {
		gap := b.p.text.plain(at.tok.end, c.tok.start)
		if c.clause == at.clause || strings.Count(gap, ",")+strings.Count(gap, "。")+strings.Count(gap, ";") > 1 || slices.Contains(notParts, c.Column) || c.Subject == "" {
			return false
		}
		at = c
	}
	rest := []rune(b.p.text.plain(at.tok.end, min(len(b.p.text.runes), at.tok.end+60)))
	return len(rest) < 24 || startsWithAny(strings.TrimLeft(string(rest), ","), []string{"均", "皆", "都", "全部"})
}

// totalled: 甲10万元，乙20万元，合计30万元.
func (b *summer) totalled() {
	for i, t := range b.cs {
		bare := slices.Contains(vocab().EndTotals, normal(t.Subject))
		if i < 2 || !bare && (b.isTotal(t) || b.opens(i)) {
			continue
		}
		mate := b.mate(i)
		_, above := b.above(t)
		broken := strings.HasPrefix(t.Subject, "共") && b.allBroken(b.first(i)) || b.echoes(i)
		if t.Subject != "共" && !wholeScore(t) && !fullMarks(t) && !broken && !above && mate >= 0 && !containsAny(t.Subject, vocab().EndTotals) {
			continue
		}
		if b.summedUp(i) {
			continue
		}
		var parts []*Claim
		for k := i - 1; k >= 0 && b.cs[k].segment == t.segment && (!b.isTotal(b.cs[k]) || k == i-1 && mate < 0) && i-k < longReach; k-- {
			if b.cs[k].Unit != t.Unit && t.Kind == Count {
				if m := k - mate; mate != 0 && m >= 0 && m < i && b.cs[m].Unit == t.Unit && b.cs[m].clause == b.cs[k].clause || k == i-1 && mate < 0 {
					continue // 甲1,260户1,980人，乙4,620户7,060人，共计5,880户9,040人
				}
				break
			}
			if b.cs[k].Measure == "编制" && t.Measure != "编制" && b.cs[k].Canon == "编制" {
				break // 编制24人，在编22人，编外5人，合计27人: posts are no people
			}
			parts = append(parts, b.cs[k])
		}
		slices.Reverse(parts)
		parts = b.withStart(t, parts)
		if len(parts) < 2 || t.Kind == Score && slices.ContainsFunc(parts, func(c *Claim) bool { return lost(c) || bareGot(c) || b.p.awarded(c) }) {
			continue // observeScores knows them
		}
		if n := several(t); n == len(parts) && n > 1 {
			b.group(t, parts, "合计", Closed)
			continue
		}
		if adds(t, parts) || broken || fullMarks(t) && len(parts) > 2 || mate < 0 && len(parts) > 1 || t.Canon == t.Measure || slices.Contains(vocab().BareTotals, t.Canon) { // 其他市州合计 is no grand total
			b.group(t, parts, "合计", Closed)
		}
	}
}

// withStart puts what others are added to before them: 本级收入90万元，增长5%；加上级补助20万元，上年结余4万元，收入合计114万元.
// Of several that it could be, it is the one that makes the total; when none does, nothing is known of the sum.
func (b *summer) withStart(t *Claim, parts []*Claim) []*Claim {
	first := slices.IndexFunc(parts, func(c *Claim) bool { return startsWithAny(normal(c.Subject), vocab().GoesOn) })
	if first < 0 || first > 0 && (adds(t, parts) || !strings.HasPrefix(normal(parts[first].Subject), "加")) {
		return parts
	}
	parts = parts[first:] // 预算15亿元，完成16亿元，加上级补助20亿元: budget and account are not both added to
	var starts []*Claim
	for k := slices.Index(b.cs, parts[0]) - 1; k >= 0 && b.cs[k].sentence == parts[0].sentence && len(starts) < longReach; k-- {
		starts = append(starts, b.cs[k])
	}
	if len(starts) == 1 {
		return append(starts, parts...)
	}
	for _, c := range starts {
		if all := append([]*Claim{c}, parts...); adds(t, all) {
			return all
		}
	}
	return nil
}

// first is the first figure of the sentence in which figure i stands.
func (b *summer) first(i int) *Claim {
	k := i
	for k > 0 && b.cs[k-1].sentence == b.cs[i].sentence && i-k < longReach {
		k--
	}
	return b.cs[k]
}

// summedUp: 一是…120万元；二是…85万元。以上两项合计205万元, and …；合计205万元 after a row of segments with one part each.
func (b *summer) summedUp(i int) bool {
	t := b.cs[i]
	n, said := b.above(t)
	lone := b.cs[i-1].segment != t.segment
	if !said && !lone {
		return false
	}
	var parts []*Claim
	for k := i - 1; k >= 0 && i-k < longReach && t.sentence-b.cs[k].sentence <= 1+n; k-- {
		c := b.cs[k]
		if c.Kind == Count && c.Unit != t.Unit || c.Parent != nil {
			continue
		}
		if b.isTotal(c) && !said || c.Total || len(parts) > 0 && c.segment == parts[len(parts)-1].segment && lone && !said {
			return false
		}
		if n == 0 && c.sentence != t.sentence && (len(parts) > 0 && parts[len(parts)-1].sentence != c.sentence || len(parts) == 0 && t.sentence-c.sentence > 1) {
			break
		}
		parts = append(parts, c)
		if len(parts) == n {
			break
		}
	}
	slices.Reverse(parts)
	if len(parts) < 2 || n > 0 && len(parts) != n || !said && !(adds(t, parts) || len(parts) >= 3 && b.pureSegments(parts)) {
		return false
	}
	closure := Closed
	if n == 0 && !within(total(parts), t.number(), 30) {
		closure = Open
	}
	b.group(t, parts, "合计", closure)
	return true
}

var aboveWords = regexp.MustCompile(`(?:以上|上述)(?:([0-9]+|[一二两三四五六七八九十]+)[项类个笔部])?[^,、。;:0-9]{0,8}?(?:共|合计|总计)[^,。;]{0,6}$`)

// above: 以上三项合计 says how many parts it sums up, 上述合计 does not. The money beside such a number, as in
// 以上三类共53个，投资2650万元, sums up as many.
func (b *summer) above(t *Claim) (n int, said bool) {
	if k := t.order - 1; k >= 0 {
		if o := b.p.Claims[k]; o.segment == t.segment && o.Kind != t.Kind && o.Kind.Figure() && !o.tok.han {
			t = o
		}
	}
	text := b.p.text
	from := t.tok.start
	for from > 0 && t.tok.start-from < 30 && !strings.ContainsRune("。;,\n", text.runes[from-1]) {
		from--
	}
	m := aboveWords.FindStringSubmatch(normal(string(text.runes[from:t.tok.start])))
	if m == nil {
		return 0, false
	}
	if n, _ = hanNumber([]rune(m[1])); n == 0 {
		n, _ = strconv.Atoi(m[1])
	}
	return n, true
}

// pureSegments: every part is named, and is the only one of its segment.
func (b *summer) pureSegments(parts []*Claim) bool {
	for k, c := range parts {
		if c.Canon == "" || c.Column != parts[0].Column || k > 0 && c.segment == parts[k-1].segment {
			return false
		}
	}
	return true
}

// several is how many parts a total says it has: 两馆合计, 三项合计.
func several(t *Claim) int {
	rs := []rune(normal(t.Subject))
	if len(rs) < 3 || len(rs) > 6 || !endsWithAny(string(rs), vocab().EndTotals) {
		return 0
	}
	n, _ := hanNumber(rs[:1])
	return n
}

// mate says where the companion of a total of pairs stands: 1 for the first of 共计5,880户9,040人, -1 for the second, 0 when
// there is none.
func (b *summer) mate(i int) int {
	bare := func(c *Claim) bool {
		return c.Subject == "共" || slices.Contains(vocab().EndTotals, normal(c.Subject))
	}
	t := b.cs[i]
	switch {
	case t.Kind != Count:
		return 0
	case bare(t) && i+1 < len(b.cs) && b.cs[i+1].clause == t.clause && b.cs[i+1].Unit != t.Unit:
		return 1
	case i > 2 && b.cs[i-1].clause == t.clause && b.cs[i-1].order == t.order-1 && bare(b.cs[i-1]) && b.cs[i-1].Unit != t.Unit && b.cs[i-2].Unit == t.Unit:
		return -1
	}
	return 0
}

// allBroken: the sentence that begins with figure c breaks something down.
func (b *summer) allBroken(c *Claim) bool {
	words, of := b.breakdownWords(c)
	return words != "" && of == ""
}

// echoes: 一季度拨付530万元，二季度拨付795万元，全年共拨付1325万元: the total says again what each part says.
func (b *summer) echoes(i int) bool {
	t := b.cs[i]
	_, verb, ok := strings.Cut(normal(t.Subject), "共")
	verb = trimAny(verb, vocab().Copulas)
	if !ok || len([]rune(verb)) < 2 || b.cs[i-1].sentence != t.sentence {
		return false
	}
	for k := i - 1; k >= 0 && b.cs[k].segment == t.segment && i-k < longReach; k-- {
		c := b.cs[k]
		if c.Unit != t.Unit || !strings.Contains(normal(c.Subject), verb) || b.isTotal(c) || c.Parent != nil || k < i-1 && c.clause == b.cs[k+1].clause {
			return false
		}
	}
	return true
}

// opens: the figure is introduced as the total of what follows it.
func (b *summer) opens(i int) bool {
	if i+1 >= len(b.cs) {
		return false
	}
	intro, _ := b.introducer(b.cs[i], b.cs[i+1])
	return intro != ""
}

// brokenDown: 按经济科目划分：… breaks down a total named earlier, 项目支出按用途分：… the one it names.
func (b *summer) brokenDown() {
	for i := 0; i < len(b.cs); i++ {
		c := b.cs[i]
		if i > 0 && b.cs[i-1].sentence == c.sentence {
			continue
		}
		words, of := b.breakdownWords(c)
		if words == "" {
			continue
		}
		parts := b.extent(i, c)
		if len(parts) < 2 {
			continue
		}
		if t := b.s.brokenTotal(b.p, c, parts, of); t != nil {
			b.group(t, parts, words, Closed)
		}
	}
}

// breakdownWords are 按支出功能科目划分 or 从支出性质上分, when the sentence of c begins with them, and the name of what
// is broken down when it stands before them.
func (b *summer) breakdownWords(c *Claim) (words, of string) {
	t := b.p.text
	start := c.tok.start
	for start > 0 && c.tok.start-start < 60 && t.runes[start-1] != '。' && t.runes[start-1] != '\n' {
		start--
	}
	head, _, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(string(t.runes[start:min(start+30, c.tok.start)])), ":", ","), ",")
	if !ok || !slices.ContainsFunc(vocab().Breakdown, func(w string) bool { return strings.HasSuffix(head, w) }) {
		return "", ""
	}
	if startsWithAny(head, vocab().BreakdownStart) {
		return head, ""
	}
	of, rest, ok := strings.Cut(head, "按")
	name, exact := vocab().measure(trimFront(normal(of), yearWords))
	if !ok || !exact {
		return "", ""
	}
	return "按" + rest, name
}

// brokenTotal looks back for the total that the parts break down: the one they add up to,
// or else the nearest that is a total by its name or column. When of is given, it must be of that measure.
func (s *Set) brokenTotal(p *Parsed, first *Claim, parts []*Claim, of string) *Claim {
	sum := total(parts)
	var best *Claim
	for k := p.Index; k >= 0 && p.Index-k <= 8; k-- {
		q := s.Paragraphs[k]
		seen := 0
		for i := lastBefore(q, p, first); i >= 0 && seen < 3*longReach; i-- {
			c := q.Claims[i]
			seen++
			if c.Kind != Amount || c.role != roleFigure || c.Attrib || c.Parent != nil && of == "" || c.bracket != 0 || of != "" && c.Canon != of {
				continue
			}
			if of != "" {
				return c
			}
			if c.number().Equal(sum) {
				return c
			}
			if best == nil && (c.Total || s.totals[c] || c.Column == Actual || c.Canon == c.Measure && strings.HasSuffix(c.Measure, "支出") || c.Measure == "支出总额") {
				best = c
			}
		}
		if q.head.only && best != nil {
			break
		}
	}
	three := decimal.NewFromInt(3)
	if best == nil || sum.GreaterThan(best.number().Mul(three)) || sum.Mul(three).LessThan(best.number()) {
		return nil
	}
	return best
}

// lastBefore is the last figure of q that stands before first, a figure of p.
func lastBefore(q, p *Parsed, first *Claim) int {
	if q == p {
		return first.order - 1
	}
	return len(q.Claims) - 1
}

// within reports whether a and b differ by at most percent of b.
func within(a, b decimal.Decimal, percent int64) bool {
	return a.Sub(b).Abs().Mul(decimal.NewFromInt(100)).LessThanOrEqual(b.Abs().Mul(decimal.NewFromInt(percent)))
}
