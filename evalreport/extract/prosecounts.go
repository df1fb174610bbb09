package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// counts reads numbers of people and bodies, and the lists that come with them.
func (f *figures) counts() {
	for _, c := range f.set.Claims() {
		if c.Kind != claims.Count || c.Op != claims.Exactly || c.Approx || f.done[c] || f.partOf[c] != nil {
			continue
		}
		if f.bracketed[c] {
			continue
		}
		section := f.section(c)
		for i := range f.rules.Counts {
			r := &f.rules.Counts[i]
			if !r.match(c, section) {
				continue
			}
			if v, ok := evalreport.Lookup(f.b.r, r.To); !ok || !v.IsZero() {
				break
			}
			f.put(c, r.To, printedNumber(c))
			f.path[c] = r.To
			if r.List != "" {
				f.members(c, r.List, r.Has)
			}
			break
		}
	}
}

// members reads the names that a count is followed by, its parts' names included.
func (f *figures) members(c *claims.Claim, path string, words []string) {
	defer func() {
		if f.length(path) == 0 {
			f.namedLater(c, path, words)
		}
	}()
	own := []*claims.Claim{c}
	for _, g := range f.sums[c] {
		own = append(own, g.Parts...)
	}
	for _, g := range f.set.Groups {
		if g.Kind != claims.List || !slices.Contains(own, g.Total) {
			continue
		}
		if g.Closure == claims.Open && int64(len(g.Items)) < g.Total.Value.IntPart() {
			continue // 林场、检疫站等5个: some of their names
		}
		for _, item := range g.Items {
			at := fmt.Sprintf("%s[%d]", path, f.length(path))
			p := f.b.prose[c.Paragraph].p
			if g.Total.Paragraph < len(f.b.prose) {
				p = f.b.prose[g.Total.Paragraph].p
			}
			f.w.put(at, item.Name, f.b.res.place(p.At(item.Span.Start, item.Span.End), item.Name))
		}
	}
}

var namesFollow = regexp.MustCompile(`[^，,。；;：:]{0,20}(?:分别是|分别为|包括|有|是|为)[：:]`)

// namedLater reads names that a later sentence of the paragraph lists: 内设股室分别是：办公室、….
func (f *figures) namedLater(c *claims.Claim, path string, words []string) {
	p := f.b.prose[c.Paragraph].p
	for _, m := range namesFollow.FindAllStringIndex(p.Text, -1) {
		if m[0] < c.Span.ByteEnd || !hasAny(fold(p.Text[m[0]:m[1]]), words) {
			continue
		}
		end := strings.IndexAny(p.Text[m[1]:], "。；;：:")
		if end < 0 {
			end = len(p.Text) - m[1]
		}
		at := m[1]
		for _, name := range strings.Split(p.Text[m[1]:m[1]+end], "、") {
			start := len([]rune(p.Text[:at]))
			at += len(name) + len("、")
			if name = strings.TrimSpace(name); name != "" && len([]rune(name)) <= 40 {
				f.w.put(fmt.Sprintf("%s[%d]", path, f.length(path)), name, f.b.res.place(p.At(start, start+len([]rune(name))), name))
			}
		}
		return
	}
}

// units reads establishment and staff unit by unit, and by kind of post.
func (f *figures) units() {
	for _, p := range f.set.Paragraphs {
		for i, c := range p.Claims {
			if c.Kind != claims.Count || c.Measure != "编制" || f.partOf[c] == nil || !slices.Contains([]string{"staffing", "organisation", "overview"}, f.section(c)) {
				continue
			}
			if slices.Contains(f.rules.PostKinds, c.Canon) {
				at := fmt.Sprintf("staffing.by_kind[%d]", f.length("staffing.by_kind"))
				f.put(c, at+".quota", printedNumber(c))
				f.w.put(at+".name", c.Canon, f.b.res.Origins[at+".quota"])
				continue
			}
			if len(f.sums[c]) > 0 {
				continue // the sum of units that follow one by one
			}
			f.unit(c, p.Claims[i+1:])
		}
	}
}

// posts reads staff by kind of post where the whole of it is told apart: 在职102人，其中编制内82人，合同制20人.
func (f *figures) posts() {
	for _, g := range f.set.Groups {
		if g.Kind != claims.Sum || g.Total == nil || f.path[g.Total] != "staffing.on_duty" || g.Closure == claims.Open || f.length("staffing.by_kind") > 0 {
			continue
		}
		if !slices.ContainsFunc(g.Parts, func(c *claims.Claim) bool { return hasAny(c.Canon, f.rules.Posted) }) {
			continue
		}
		for k, c := range g.Parts {
			at := fmt.Sprintf("staffing.by_kind[%d]", k)
			f.put(c, at+".on_duty", printedNumber(c))
			f.w.put(at+".name", c.Canon, f.b.res.Origins[at+".on_duty"])
		}
	}
}

// unit reads one unit: its establishment, the staff that the same clause goes on to state, and what is said of them.
func (f *figures) unit(c *claims.Claim, rest []*claims.Claim) {
	name := unitName(c.Subject, f.rules.UnitStops)
	if name == "" {
		return
	}
	at := fmt.Sprintf("staffing.by_unit[%d]", f.length("staffing.by_unit"))
	f.put(c, at+".quota", printedNumber(c))
	place := f.b.res.Origins[at+".quota"]
	f.w.put(at+".name", name, place)
	for _, d := range rest {
		if d.Kind != claims.Count {
			continue
		}
		if d.Measure != "在职" || strings.ContainsAny(f.between(c, d), "；;。") {
			return
		}
		f.put(d, at+".on_duty", printedNumber(d))
		if note := strings.TrimSpace(leadBracket.FindString(f.text(d)[d.Span.ByteEnd:])); note != "" {
			f.w.put(at+".note", note, f.b.res.Origins[at+".on_duty"])
		}
		return
	}
}

var yearEnd = regexp.MustCompile(`^(?:其中[:：]?)?(?:20\d\d年(?:年?末|底)?)?[,，]?(?:其中[:：]?)?`)

// unitName is the name of the unit at the beginning of a subject.
func unitName(subject string, stops []string) string {
	s := strings.TrimSpace(yearEnd.ReplaceAllString(subject, ""))
	end := len(s)
	for _, stop := range stops {
		if i := strings.Index(s, stop); i > 0 && i < end {
			end = i
		}
	}
	if end == len(s) {
		return ""
	}
	return s[:end]
}

var (
	gradeWord  = `[“"'‘]?(优秀|良好|中等|不合格|合格|较差|优|良|中|差)[”"'’]?`
	gradeAfter = regexp.MustCompile(`(?:等级|等次|级别|评定|评价结果|结果|绩效|评价)[^。，,；;]{0,6}?(?:(?:为|是|：|:)\s*|[“"])` + gradeWord + `(?:等级|等次|[。，,；;]|$)`)
	gradeAhead = regexp.MustCompile(`(?:为|达到|评为|属于|是)\s*` + gradeWord + `\s*(?:等级|等次|级别|档)`)
)

// partScore is what the score of one part of the scheme is called: 过程得分, 产出指标自评得分.
var partScore = regexp.MustCompile(`(?:投入|决策|过程|产出|效益|效果|管理|履职|成本|满意度|执行|执行率)(?:情况|指标|方面|部分|类)?(?:自评)?(?:实际)?(?:得分|实得|评分|得)$`)

// totalScore are words that say that a score is of everything.
var totalScore = []string{"总得分", "总分", "总评分", "综合得分", "综合评分", "合计得分", "最终得分"}

// scores reads the result: total, sub-scores, grade. A score that says it is the total goes before one that does not.
func (f *figures) scores() {
	var result *claims.Claim
	total := false
	for _, c := range f.set.Claims() {
		section := f.section(c)
		if c.Kind != claims.Score || c.Op != claims.Exactly || c.Approx {
			continue
		}
		own := strings.Contains(c.Subject, "自评") && (c.Measure == "得分" || strings.HasSuffix(c.Subject, "自评")) // 自评得分96.8分, wherever it stands
		if !own && !slices.Contains([]string{"result", "performance", "evaluation_work", "lead", "process"}, section) {
			continue
		}
		subject := fold(c.Subject)
		if subject == "" {
			subject = f.label(c)
		}
		if f.partOf[c] != nil || partScore.MatchString(subject) && (own || section == "result") && !hasAny(subject, totalScore) {
			f.subScore(c, subject)
			continue
		}
		if !own && (section != "result" && c.Measure != "得分" || !strings.Contains(subject, "分")) || partScore.MatchString(subject) {
			continue
		}
		if says := hasAny(subject, totalScore); result == nil || says && !total {
			result, total = c, says
		}
	}
	if result != nil && f.b.r.Result.Score.IsBlank() {
		f.put(result, "result.score", printedNumber(result))
		f.grade(result)
	}
}

// label is the words before the colon that a figure follows: 自评得分：98.4分.
func (f *figures) label(c *claims.Claim) string {
	words := fold(string([]rune(f.b.prose[c.Paragraph].p.Text)[:c.Span.Start]))
	words, ok := strings.CutSuffix(words, ":")
	if !ok || !strings.HasSuffix(words, "得分") && !strings.HasSuffix(words, "总分") {
		return ""
	}
	return words
}

func (f *figures) subScore(c *claims.Claim, subject string) {
	for _, r := range f.rules.Scores {
		if hasAny(subject, r.Has) {
			f.put(c, "result."+r.To, printedNumber(c))
			return
		}
	}
	at := fmt.Sprintf("result.items[%d]", f.length("result.items"))
	f.put(c, at+".score", printedNumber(c))
	f.w.put(at+".name", bareName(c.Subject, f.rules.Introducers), f.b.res.Origins[at+".score"])
}

// grade reads the grade that stands in the paragraph of the score, or the one after it.
func (f *figures) grade(c *claims.Claim) {
	for i := c.Paragraph; i < min(c.Paragraph+2, len(f.b.prose)); i++ {
		p := f.b.prose[i].p
		for _, pattern := range []*regexp.Regexp{gradeAhead, gradeAfter} {
			m := pattern.FindStringSubmatchIndex(p.Text)
			if m == nil {
				continue
			}
			word := p.Text[m[2]:m[3]]
			start := len([]rune(p.Text[:m[2]]))
			f.w.put("result.grade", word, f.b.res.place(p.At(start, start+len([]rune(word))), word))
			return
		}
	}
}

// rates reads the named rates of a section: only those of the section's own money, and only when they agree.
func (f *figures) rates() {
	found := map[string][]*claims.Claim{}
	var order []string
	for _, c := range f.set.Claims() {
		if c.Kind != claims.Percent || c.Op != claims.Exactly || f.done[c] {
			continue
		}
		for _, r := range f.rules.Rates {
			if !hasAny(c.Subject, r.Has) || !slices.Contains(r.In, f.section(c)) {
				continue
			}
			if section, _, _ := strings.Cut(r.To, "."); f.ofOthers(c, section+".") {
				break
			}
			if found[r.To] == nil {
				order = append(order, r.To)
			}
			found[r.To] = append(found[r.To], c)
			break
		}
	}
	for _, path := range order {
		list := found[path]
		if slices.ContainsFunc(list, func(c *claims.Claim) bool { return !c.Value.Equal(list[0].Value) }) {
			continue
		}
		for _, c := range list {
			f.put(c, path, printedNumber(c)+"%")
		}
	}
}

// ofOthers reports whether the clauses in which a rate stands speak of other money than that of the section: 甲资金预算…，
// 支出…，执行率….
func (f *figures) ofOthers(rate *claims.Claim, section string) bool {
	others := false
	for _, c := range f.set.Paragraphs[rate.Paragraph].Claims {
		if c.Kind != claims.Amount || c.Span.ByteStart > rate.Span.ByteStart || strings.ContainsAny(f.between(c, rate), "；;。") {
			continue
		}
		if strings.HasPrefix(f.path[c], section) {
			return false
		}
		others = others || f.plain(c)
	}
	return others
}

// goals reads what is planned in figures.
func (f *figures) goals() {
	subject := ""
	var planned *claims.Claim // the last figure that is said to be planned
	for _, c := range f.set.Claims() {
		if c.Column == claims.Planned {
			planned = c
		}
		follows := planned == c || planned != nil && !strings.Contains(f.between(planned, c), "。")
		if f.done[c] || f.section(c) != "goals" || !c.Kind.Figure() || c.Attrib || !follows && !hasAny(f.sentence(c), f.rules.TargetWords) {
			subject = ""
			continue
		}
		name := f.factName(c, &subject)
		if name == "" {
			continue
		}
		at := fmt.Sprintf("goals.targets[%d]", f.length("goals.targets"))
		f.put(c, at+".target", f.measure(c))
		f.w.put(at+".name", name, f.b.res.Origins[at+".target"])
	}
}

// facts reads the figures that a report gives as results.
func (f *figures) facts() {
	subject := ""
	named := f.namesakes()
	for _, c := range f.set.Claims() {
		section := f.section(c)
		list := ""
		switch {
		case section == "performance":
			list = "performance.facts"
		case strings.HasPrefix(section, "benefits"):
			list = "benefits.facts"
		}
		if list != "" && f.begins(c) {
			f.factName(c, &subject)
			continue
		}
		if list == "" || !f.telling(c) || f.done[c] || f.path[c] != "" || planned(c) {
			continue
		}
		name := f.factName(c, &subject)
		if len([]rune(name)) < 3 || emptyName.MatchString(name) || strings.HasSuffix(name, "等") || named[name] > 1 {
			continue
		}
		at := fmt.Sprintf("%s[%d]", list, f.length(list))
		f.put(c, at+".value", f.measure(c))
		f.w.put(at+".name", name, f.b.res.Origins[at+".value"])
	}
}

// telling reports whether a claim is a figure that its words name: not one of several that share a name (分别), not what a
// name has in it.
func (f *figures) telling(c *claims.Claim) bool {
	if !c.Kind.Figure() || c.Kind == claims.Number || c.Kind == claims.Points || c.Attrib || c.Subject == "" || strings.HasSuffix(c.Quote, "位") {
		return false
	}
	text := f.text(c)[:c.Span.ByteStart]
	if i := strings.LastIndexAny(text, "，,；;。"); i >= 0 {
		text = text[i:]
	}
	after := []rune(f.text(c)[c.Span.ByteEnd:])
	if c.Kind == claims.Count && len(after) > 0 && unicode.Is(unicode.Han, after[0]) && !strings.ContainsRune("以左多余，", after[0]) {
		return false
	}
	return !strings.Contains(text, "分别") && !f.bracketed[c]
}

// begins reports whether a figure only says where a change began: 由上年的650元提高到680元.
func (f *figures) begins(c *claims.Claim) bool {
	return c.Kind.Figure() && (strings.Contains(c.Subject, "由") || strings.Contains(c.Subject, "从")) && changeFollows.MatchString(f.text(c)[c.Span.ByteEnd:])
}

// namesakes counts how often each name of a fact is used: figures of the same name are not told apart.
func (f *figures) namesakes() map[string]int {
	out := map[string]int{}
	subject := ""
	for _, c := range f.set.Claims() {
		if section := f.section(c); section == "performance" || strings.HasPrefix(section, "benefits") {
			if name := f.factName(c, &subject); c.Kind.Figure() && name != "" {
				out[name]++
			}
		}
	}
	return out
}

var changeWord = regexp.MustCompile(`^(?:同比|环比|较|比|增长|增加|提高|增速|下降|减少|上升|占|达|高于|高出|累计|总数|净增)`)

// itemStart is the number of an item that begins with what its figure is of: 1.新增企业13家; 一是新增企业13家.
var itemStart = regexp.MustCompile(`^(?:[（(]?\d{1,2}[)）.．、]|[（(]?[一二三四五六七八九十]{1,3}(?:是|[)）、]))\s*`)

var (
	changeFollows = regexp.MustCompile(`^[（(]?[^，,。；;]{0,6}?(?:提高|增加|上升|提升|增长|下降|降低|减少|调整|压减|缩短)(?:到|至|为)`)
	fromThere     = regexp.MustCompile(`(\p{Han}{3})(?:由|从)[^，,。；;]*$`)
)

// factName is what a figure is of; a bare 同比增长 is of what was named before it.
func (f *figures) factName(c *claims.Claim, subject *string) string {
	name := itemStart.ReplaceAllString(strings.TrimSpace(c.Subject), "")
	name = strings.Trim(yearEnd.ReplaceAllString(name, ""), "，,、：: ")
	name = nameEnd.ReplaceAllString(strings.TrimPrefix(strings.TrimPrefix(name, "计划完成"), "计划"), "")
	name = fromThere.ReplaceAllString(name, "$1")
	if name == "" {
		name = c.Noun
	}
	if name == "" || len([]rune(name)) > 60 {
		return ""
	}
	if rest := strings.TrimPrefix(name, "累计"); len([]rune(rest)) > 3 {
		name = rest
	}
	if changeWord.MatchString(name) {
		if *subject == "" {
			return name
		}
		return *subject + name
	}
	*subject = name
	return name
}

// measure is a figure with the words of comparison around it: 约8%, 15%以上.
func (f *figures) measure(c *claims.Claim) string {
	text := f.text(c)
	out := c.Quote
	for _, w := range []string{"约", "近", "超", "逾", "≥", "≤", "不低于", "不少于"} {
		if strings.HasSuffix(text[:c.Span.ByteStart], w) && !strings.HasPrefix(out, w) {
			out = w + out
			break
		}
	}
	for _, w := range []string{"以上", "以下", "以内", "左右"} {
		if strings.HasPrefix(text[c.Span.ByteEnd:], w) {
			out += w
			break
		}
	}
	return out
}

// sentence is the sentence in which a figure stands.
func (f *figures) sentence(c *claims.Claim) string {
	text := f.text(c)
	from := strings.LastIndex(text[:c.Span.ByteStart], "。") + 1
	to := strings.Index(text[c.Span.ByteEnd:], "。")
	if to < 0 {
		return text[from:]
	}
	return text[from : c.Span.ByteEnd+to]
}
