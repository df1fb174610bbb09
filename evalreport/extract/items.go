package extract

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/evalreport/go/evalreport"
)

var (
	itemLine     = regexp.MustCompile(`^\s*(?:\d{1,2}\s*[、.．)）]\s*[-—]?|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}\s*(?:、|是)|[①-⑳])\s*`)
	decimalAhead = regexp.MustCompile(`^\s*\d+[.．]\d`)
	moneyGiven   = regexp.MustCompile(`(?:下达|安排|拨付|到位|收到|配套)[^，,。；;]{0,30}资金[^，,。；;]{0,12}\d[\d.,]*\s*[万亿]?元`)
	inSeries     = regexp.MustCompile(`(?:^|[。；;])\s*(\d{1,2})[.、．]`)
	bookTitle    = regexp.MustCompile(`《[^《》]{2,80}》(?:（[^（）]{2,40}号）|\([^()]{2,40}号\)|〔[^〕]*〕\d+号)?`)
	ruleTitle    = regexp.MustCompile(`(?:制度|办法|规定|细则|规程|规范|条例|规则)》$`)
)

// items reads what sections list: duties, problems, actions, tasks, the documents that they name.
func (b *builder) items() {
	for _, s := range []struct{ section, list string }{
		{"duties", "duties.items"}, {"problems", "problems.items"}, {"actions", "actions.items"}, {"goals", "goals.tasks"},
	} {
		for _, p := range b.prose {
			if p.about != s.section || p.path == "" {
				continue
			}
			b.itemsOf(p, s.section, s.list)
		}
	}
	for _, p := range b.prose {
		switch p.about {
		case "lead":
			b.titles(p, "lead.basis", nil)
		case "overview":
			b.titles(p, "overview.background", nil)
		case "management", "special_funds", "process", "assets", "decision":
			b.titles(p, "management.rules", ruleTitle)
		}
	}
	b.none()
}

// itemsOf reads a paragraph that is an item, or the items that run on within one.
func (b *builder) itemsOf(p proseBlock, section, list string) {
	text := p.p.Text
	if b.isHeading(p.path) {
		return
	}
	if at := inSeries.FindAllStringSubmatchIndex(text, -1); len(at) >= 2 && section == "goals" {
		for i, m := range at {
			end := len(text)
			if i+1 < len(at) {
				end = at[i+1][2]
			}
			b.listItem(p, list, m[1], end)
		}
		return
	}
	m := itemLine.FindStringIndex(text)
	if m == nil || m[1] == len(text) || decimalAhead.MatchString(text) {
		return
	}
	if first, _, _ := strings.Cut(text[m[1]:], "。"); section == "goals" && b.k.section(first, false) != "" {
		return // the heading of a part: （二）项目绩效目标情况。
	}
	if section == "goals" && moneyGiven.MatchString(text) {
		return // what was given is no task
	}
	b.listItem(p, list, m[1], len(text))
}

func (b *builder) isHeading(path string) bool {
	v, ok := evalreport.Lookup(b.r, path)
	return ok && v.Interface().(evalreport.Block).Heading > 0
}

func (b *builder) listItem(p proseBlock, list string, from, to int) {
	v, ok := evalreport.Lookup(b.r, list)
	if !ok || v.Len() >= maxElements {
		return
	}
	text := strings.Trim(p.p.Text[from:to], " 　;；")
	if text == "" {
		return
	}
	start := len([]rune(p.p.Text[:from]))
	place := b.res.place(p.p.At(start, start+len([]rune(text))), clip(text))
	b.writer().put(fmt.Sprintf("%s[%d]", list, v.Len()), text, place)
}

// titles reads the titles of documents that a paragraph names.
func (b *builder) titles(p proseBlock, list string, only *regexp.Regexp) {
	for _, m := range bookTitle.FindAllStringIndex(p.p.Text, 50) {
		title := p.p.Text[m[0]:m[1]]
		v, _ := evalreport.Lookup(b.r, list)
		if only != nil && !only.MatchString(title) || v.Len() >= maxElements || contains(v.Interface().([]string), title) {
			continue
		}
		start := len([]rune(p.p.Text[:m[0]]))
		b.writer().put(fmt.Sprintf("%s[%d]", list, v.Len()), title, b.res.place(p.p.At(start, start+len([]rune(title))), title))
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// none notes that a unit says to have no budget of a kind.
func (b *builder) none() {
	for _, p := range b.prose {
		switch p.about {
		case "government_fund", "state_capital", "social_insurance":
		default:
			continue
		}
		t := fold(p.p.Text)
		if p.path == "" || !hasAny(t, b.k.fields.NoneWords) || strings.ContainsAny(t, "123456789") {
			continue
		}
		b.writer().put(p.about+".none", "是", b.res.place(p.p.At(0, len([]rune(p.p.Text))), p.p.Text))
	}
}
