package claims

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Parse reads the figures of one paragraph. Dates, years, document numbers and the like come back too,
// with their kind, so that a caller can tell them from figures of account.
func Parse(s string) []*Claim {
	return parse(Paragraph{Text: s}, 0).Claims
}

func parse(p Paragraph, index int) *Parsed {
	t := readText(p.Text)
	out := &Parsed{Paragraph: p, Index: index, text: t, Claims: make([]*Claim, 0, len(t.tokens))}
	r := reader{t: t, v: vocab(), out: out}
	for i := range t.tokens {
		r.claim(&t.tokens[i])
	}
	r.distribute()
	return out
}

// reader makes claims of tokens, from left to right.
type reader struct {
	t     *text
	v     *vocabulary
	out   *Parsed
	prev  *Claim // the last figure
	topic *Claim // the last figure of the sentence that names what it is of
	year  int    // the year the sentence speaks of
	at    int    // sentence that year and topic belong to
}

func (r *reader) claim(tok *token) {
	t := r.t
	cl := t.clauses[t.clauseOf[tok.start]]
	c := &Claim{
		Kind: tok.kind, Value: tok.value, Scale: tok.scale, Unit: tok.unit, Approx: tok.approx, Op: tok.op,
		Span: t.span(tok.start, tok.end), Paragraph: r.out.Index, tok: *tok, order: len(r.out.Claims),
		sentence: cl.sentence, segment: cl.segment, clause: t.clauseOf[tok.start], bracket: cl.bracket,
	}
	c.Quote = t.source(c.Span)
	r.out.Claims = append(r.out.Claims, c)
	if cl.sentence != r.at {
		r.at, r.topic = cl.sentence, nil
	}
	if tok.kind == Year || tok.kind == Date && tok.year > 0 {
		c.Year = tok.year
		if c.bracket == 0 {
			r.year = tok.year
		}
	}
	if !c.Kind.Figure() {
		return
	}
	c.Wan = tok.value.Shift(int32(tok.exp))
	r.describe(c)
	r.prev = c
	if c.Canon != "" && c.bracket == 0 && c.role == roleFigure {
		r.topic = c
	}
}

// describe finds what the figure is of, from the words between it and what stands before.
func (r *reader) describe(c *Claim) {
	from := r.t.clauses[c.clause].start
	joined := false
	if p := r.prev; p != nil && p.clause == c.clause && p.tok.end > from {
		from = p.tok.end
		joined = p.Kind == c.Kind && p.Unit == c.Unit && r.joins(from, c.tok.start, p)
	}
	if k := c.order - 1; k >= 0 && r.out.Claims[k].clause == c.clause && (r.out.Claims[k].Kind == Period || r.out.Claims[k].Kind == Date) {
		from = max(from, r.out.Claims[k].tok.end)
	}
	words := strings.TrimSpace(r.t.plain(from, c.tok.start))
	if joined {
		r.inherit(c)
		r.qualify(c)
		return
	}
	words = r.prefixOp(c, words)
	c.Subject = strings.TrimSpace(strings.TrimLeft(words, "、,:;() "))
	r.spellsOut(c)
	r.money(c)
	r.behind(c)
	r.relation(c)
	r.name(c)
	r.qualify(c)
	c.unit = r.priceOf(c)
}

// spellsOut: 人员经费占60%，为1200万元 gives the share and then the money, which is of the same thing.
func (r *reader) spellsOut(c *Claim) {
	p := r.prev
	if p == nil || p.role != roleShare || c.Kind != Amount && c.Kind != Count || p.segment != c.segment || p.bracket != c.bracket || p.order != c.order-1 {
		return
	}
	if trimAny(trimFront(normal(c.Subject), []string{"金额", "资金", "计", "数额"}), r.v.Copulas) != "" {
		return
	}
	if i := strings.LastIndex(p.Subject, "占"); i > 0 {
		c.Subject, c.share = strings.TrimSpace(p.Subject[:i]), p
	}
}

// prefixOp takes ≥, 不低于, 约 and the like off the end of the words before the figure.
func (r *reader) prefixOp(c *Claim, words string) string {
	for _, w := range r.v.opBefore {
		if strings.HasSuffix(words, w) && !endsWhole(words) {
			c.Op = r.v.OpBefore[w]
			words = strings.TrimSuffix(words, w)
			break
		}
	}
	for _, w := range r.v.ApproxBefore {
		if strings.HasSuffix(words, w) && !endsWhole(words) {
			c.Approx = true
			break
		}
	}
	return strings.TrimSpace(words)
}

// money: 税金5.97亿 leaves out 元.
func (r *reader) money(c *Claim) {
	if c.Kind == Number && (c.Unit == "亿" || c.Unit == "万") && containsAny(c.Subject, r.v.MoneyWords) {
		c.Kind, c.tok.kind, c.tok.exp = Amount, Amount, c.tok.exp-4
		c.Wan = c.Value.Shift(int32(c.tok.exp))
	}
}

// behind reads the words after the figure: what a count counts, and whether money qualifies a noun.
func (r *reader) behind(c *Claim) {
	t, j := r.t, c.tok.end
	if c.Kind == Amount || c.Kind == Number {
		for _, w := range r.v.AttribAfter {
			if t.at(j, w) {
				c.Attrib = true
			}
		}
		if c.Op == Above && c.Kind == Amount && j < len(t.runes) && (t.runes[j] == '、' || isHan(t.runes[j])) {
			c.Attrib = true // 过50亿元、过10亿元企业
		}
		return
	}
	if c.Kind != Count && c.Kind != Ratio {
		return
	}
	k := j
	for k < len(t.runes) && k-j < 24 && (isHan(t.runes[k]) || isLetter(t.runes[k]) || strings.ContainsRune("“”\"", t.runes[k])) {
		k++
	}
	c.Noun = normal(string(t.runes[j:k]))
}

// relation recognises shares, comparisons and changes.
func (r *reader) relation(c *Claim) {
	s := c.Subject
	if i := strings.LastIndex(s, "占"); i >= 0 && (c.Kind == Percent) {
		c.role, c.Of = roleShare, trimShare(s[i+len("占"):])
		return
	}
	if i := lastIndexAny(s, r.v.Compare); i >= 0 {
		c.Base = s[i:]
	}
	c.Trend = r.trend(s)
	if c.Trend != Flat && c.Base == "" {
		c.Base = r.compared(c)
	}
	if w := normal(s); c.Trend == Flat && slices.Contains(r.v.Overrun, w) {
		c.Trend, c.Base = Up, "预算"
	}
	switch {
	case c.Trend == Flat && c.Base != "" && startsWithAny(s, r.v.Compare) && (c.Kind == Amount || c.Kind == Count && strings.ContainsAny(c.Base, "年期")):
		c.role = roleBase
	case c.Trend == Flat && strings.HasPrefix(s, "是上年") && (c.Kind == Percent || c.Kind == Ratio):
		c.role, c.Base = roleChange, "上年"
	case c.Kind == Points:
		c.role = roleChange
	case c.Trend != Flat && c.Kind == Percent, c.Trend != Flat && c.Base != "":
		c.role = roleChange
	case c.Trend != Flat && trendOnly(s, r.v) && (c.Kind == Amount || c.Kind == Count && r.prev != nil && r.prev.Unit == c.Unit && r.prev.role == roleBase):
		c.role = roleChange
	case c.Kind == Percent:
		c.role = roleRate
	}
}

// trimShare: 总支出的比重为 becomes 总支出.
func trimShare(s string) string {
	s = normal(s)
	for _, w := range []string{"比重", "比例", "份额"} {
		if i := strings.LastIndex(s, w); i >= 0 {
			s = s[:i]
		}
	}
	for _, w := range []string{"的", "约", "达", "为", "到", "近"} {
		s = strings.TrimSuffix(s, w)
	}
	return strings.TrimSuffix(s, "的")
}

// trend is the direction the words end with: 较年初预算减少 goes down.
func (r *reader) trend(s string) Trend {
	s = trimAny(normal(s), r.v.Copulas)
	for _, d := range []struct {
		t     Trend
		words []string
	}{{Saved, r.v.Saved}, {Up, r.v.Up}, {Down, r.v.Down}} {
		for _, w := range d.words {
			if strings.HasSuffix(s, w) {
				return d.t
			}
		}
	}
	return Flat
}

// trendOnly: nothing but the direction stands there (增加12万元), so that it continues what was said before.
func trendOnly(s string, v *vocabulary) bool {
	s = trimAny(normal(s), v.Copulas)
	return slices.Contains(v.Up, s) || slices.Contains(v.Down, s) || slices.Contains(v.Saved, s)
}

// name normalises the subject: without year, column, connectors and copulas.
func (r *reader) name(c *Claim) {
	s := normal(c.Subject)
	for _, words := range []string{s, trimAny(s, r.v.Copulas)} {
		if m, exact := r.v.measure(trimFront(words, r.v.Connectors)); exact {
			c.Canon, c.Measure, c.Year = m, m, r.year
			c.Total = hasTotalWord(s) || containsAny(s, r.v.EndTotals)
			return
		}
	}
	s, c.Year = r.dated(s)
	if c.Year == 0 {
		c.Year = r.year
	}
	for _, w := range r.v.EndTotals {
		if strings.Contains(s, w) {
			c.Total = true
		}
	}
	if hasTotalWord(s) {
		c.Total = true
	}
	if m, exact := r.v.measure(trimFront(s, r.v.Connectors)); exact && c.Year > 0 {
		c.Canon, c.Measure = m, m // 2021年度支出总计
		return
	}
	whole := s
	s = trimAny(s, r.v.Copulas)
	s = trimFront(s, r.v.Connectors)
	if m, exact := r.v.measure(s); m != "" && exact {
		c.Canon, c.Measure = m, m
		return
	}
	if c.Kind != Score {
		c.Column, s = r.v.column(s, whole, c.Kind)
	}
	s = trimAny(trimFront(s, r.v.Connectors), append([]string{}, r.v.Copulas...))
	if m, exact := r.v.measure(s); m != "" && exact {
		c.Canon, c.Measure = m, m
		return
	}
	for _, w := range r.v.Tails {
		s = strings.TrimSuffix(s, w)
	}
	c.Canon = strings.Trim(s, "、,:;. ")
	m, exact := r.v.measure(c.Canon)
	c.Measure = m
	if exact {
		c.Canon = m
	}
}

func hasTotalWord(s string) bool {
	return strings.HasSuffix(s, "共") || strings.HasSuffix(s, "总") || strings.Contains(s, "共有") || strings.Contains(s, "总额") || strings.HasSuffix(s, "合计") || strings.Contains(s, "总支出") || strings.Contains(s, "总收入")
}

// qualify finishes a claim: the bare 支出 after a budget, and the topic for figures that name nothing.
func (r *reader) qualify(c *Claim) {
	if slices.Contains(r.v.ActualWords, c.Canon) && c.Column == NoColumn {
		c.Column, c.Canon = Actual, ""
	}
	if c.Kind == Amount && (c.Column == NoColumn || c.Column == CarryOut) {
		c.columnBehind(r)
	}
	if c.Kind == Amount && (c.Column == NoColumn || c.Column == Allocated || c.Column == Budget) && c.role == roleFigure {
		if w := r.topicClause(c); endsWithAny(w, []string{"年初"}) {
			c.Column = Initial // 年初，县财政安排360万元
		}
	}
	if c.Canon == "" && c.Column != NoColumn && r.topic != nil && r.topic.sentence == c.sentence && columnOf(r.topic) != CarryIn && !(outgoing(c) && strings.Contains(r.topic.Measure, "收入")) {
		c.Canon, c.Measure = r.topic.Canon, r.topic.Measure
	}
}

var yearWords = []string{"全年", "本年度", "本年", "年末", "年底", "当年", "今年", "截至", "累计"}

// dated takes the year off the front of a subject.
func (r *reader) dated(s string) (string, int) {
	i := strings.Index(s, "年")
	if i < 0 || i > 40 {
		return trimFront(s, yearWords), 0
	}
	front := strings.TrimRightFunc(s[:i], func(r rune) bool { return r >= '0' && r <= '9' })
	year, _ := strconv.Atoi(s[len(front):i])
	if i-len(front) != 4 || !yearLike(year) {
		return trimFront(s, yearWords), 0
	}
	rest := s[i+len("年"):]
	if strings.HasPrefix(rest, "初") && !startsWithAny(rest, []string{"初步", "初中", "初级", "初次", "初审", "初评"}) {
		rest = "年" + rest // 2022年初预算 is 2022年年初预算
	}
	return trimFront(front, []string{"截至", "截止", "较", "比"}) + trimFront(rest, afterYear), year
}

var afterYear = []string{"年末", "末", "底", "度", "全年", "我局", "我单位", "本部门", "我部门", "我委", "我厅"}

// trimAny takes words off the end as long as one fits.
func trimAny(s string, words []string) string {
	for again := true; again; {
		again = false
		for _, w := range words {
			if strings.HasSuffix(s, w) && (len(w) > 3 || !endsWhole(s)) {
				s, again = strings.TrimRight(strings.TrimSuffix(s, w), " :,"), true
			}
		}
	}
	return s
}

// endsWhole: the last letter belongs to a word (节约, 下达) and is no copula.
func endsWhole(s string) bool {
	return slices.ContainsFunc(vocab().WholeWords, func(w string) bool { return strings.HasSuffix(s, w) })
}

// trimFront takes words off the front as long as one fits.
func trimFront(s string, words []string) string {
	for again := true; again; {
		again = false
		for _, w := range words {
			if strings.HasPrefix(s, w) {
				s, again = strings.TrimLeft(strings.TrimPrefix(s, w), " :,、"), true
			}
		}
	}
	return s
}

func lastIndexAny(s string, words []string) int {
	at := -1
	for _, w := range words {
		at = max(at, strings.LastIndex(s, w))
	}
	return at
}

func startsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

func endsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// number is what the claim is compared by: of amounts and counts the number in 万元 or in ones.
func (c *Claim) number() decimal.Decimal {
	if c.Kind == Amount || c.Kind == Count {
		return c.Wan
	}
	return c.Value
}

// quantum is one unit of the last printed place, in the measure of number().
func (c *Claim) quantum() decimal.Decimal {
	return decimal.New(1, int32(c.tok.exp-c.Scale))
}
