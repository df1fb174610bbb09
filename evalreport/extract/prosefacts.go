package extract

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/evalreport/go/evalreport/extract/claims"
)

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
		if name == "" || strings.HasSuffix(name, "完成率") {
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
		if len([]rune(name)) < 3 || emptyName.MatchString(name) || onlyChange.MatchString(name) || strings.HasSuffix(name, "等") || strings.HasSuffix(name, "的") || named[name] > 1 {
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
	if c.Trend == claims.Flat && baseAhead.MatchString(c.Subject) {
		return false // what another figure is compared with
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

// changeWord begins what is said of what was named before: 同比增长, 占, 日均.
var changeWord = regexp.MustCompile(`^(?:同比|环比|较|比|增长|增加|提高|增速|下降|减少|上升|占|达|高于|高出|累计|总数|净增|缩短|降低|压缩|(?:[日月年人户亩]均|平均(?:每.{1,3})?)$)`)

// itemStart is the number of an item that begins with what its figure is of: 1.新增企业13家; 一是新增企业13家.
var itemStart = regexp.MustCompile(`^(?:[（(]?\d{1,2}[)）.．、]|[（(]?[一二三四五六七八九十]{1,3}(?:是|[)）、]))\s*`)

var (
	changeFollows = regexp.MustCompile(`^[（(]?[^，,。；;]{0,6}?(?:提高|增加|上升|提升|增长|下降|降低|减少|调整|压减|缩短|降|升|增|减|涨)(?:到|至|为)`)
	baseAhead     = regexp.MustCompile(`^(?:比|较|与|同)(?:上年|去年|上一年|20\d\d年|往年|年初)?[^，,]{0,8}$`)
	onlyChange    = regexp.MustCompile(`^(?:提高|增加|上升|提升|增长|下降|降低|减少|缩短|降|升|增|减|涨)(?:到|至|了)$`)
	fromThere     = regexp.MustCompile(`(\p{Han}{3})(?:由|从)[^，,。；;]*$`)
)

// factName is what a figure is of; a bare 同比增长 is of what was named before it.
func (f *figures) factName(c *claims.Claim, subject *string) string {
	name := itemStart.ReplaceAllString(strings.TrimLeft(c.Subject, bullets), "")
	name = strings.Trim(withoutYear(name), "，,、：: ")
	if i := strings.LastIndex(name, "、"); i >= 0 && strings.ContainsAny(name[:i], "0123456789") {
		name = name[i+len("、"):] // what stands before is another figure's
	}
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
	if f.partOf[c] == nil {
		*subject = name
	}
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
