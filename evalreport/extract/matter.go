package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/document"
)

var (
	listLead   = regexp.MustCompile(`^附\s*件?\s*[:：]\s*`)
	listNumber = regexp.MustCompile(`^(\d{1,2})\s*[.、．]\s*`)
	behind     = regexp.MustCompile(`(?:[（(][^（）()]*[）)]|\s)+$`)
	fourDigits = regexp.MustCompile(`(20\d\d|19\d\d)\s*年`)
	fullDate   = regexp.MustCompile(`^(?:\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)$`)
)

// backMatter finds the list of attachments and the signature.
func (b *builder) backMatter() (attach, sign document.Range) {
	sign = b.tree.Sign
	if sign.Empty() {
		sign = b.looseSign()
	}
	end := sign.From
	if sign.Empty() {
		end = b.annexFrom()
		sign = document.Range{From: end, To: end}
	}
	for end > b.tree.Title.To && b.blank(end-1) { // a page break, the place of a unit that is not yet named
		end--
	}
	from, numbered, led := end, 0, false
	for i := end - 1; i >= b.tree.Title.To && !led; i-- {
		p, ok := b.doc.Blocks[i].(*document.Paragraph)
		if !ok || len(p.Text) > 400 {
			break
		}
		if led = listLead.MatchString(p.Text); led {
			from = i
			break
		}
		if !listNumber.MatchString(p.Text) || !b.namesAttachment(p.Text) {
			break
		}
		from = i
		numbered++
	}
	if led || numbered >= 2 {
		return document.Range{From: from, To: end}, sign
	}
	return document.Range{}, sign
}

// blank reports whether block i is a paragraph without words.
func (b *builder) blank(i int) bool {
	p, ok := b.doc.Blocks[i].(*document.Paragraph)
	return ok && strings.TrimSpace(p.Text) == ""
}

// annexFrom is the first block of the annexes, or the end of the document.
func (b *builder) annexFrom() int {
	for _, s := range b.tree.Sections {
		if s.Heading.Number.Kind == document.Annex {
			return s.From
		}
	}
	return len(b.doc.Blocks)
}

// looseSign finds a signature that forms follow without a heading of their own: a unit and a date, each on its line.
func (b *builder) looseSign() document.Range {
	for i := len(b.doc.Blocks) - 1; i > 0; i-- {
		p, ok := b.doc.Blocks[i].(*document.Paragraph)
		if !ok || !fullDate.MatchString(fold(p.Text)) {
			continue
		}
		if q, ok := b.doc.Blocks[i-1].(*document.Paragraph); ok && b.unit(q.Text) {
			return document.Range{From: i - 1, To: i + 1}
		}
	}
	return document.Range{}
}

// unit reports whether a line is the name of a unit.
func (b *builder) unit(s string) bool {
	t := anyBracket.ReplaceAllString(fold(s), "")
	if len([]rune(t)) > 30 || len([]rune(t)) < 3 || strings.ContainsAny(t, ",;:。0123456789") {
		return false
	}
	return slices.ContainsFunc(b.k.words.Units, func(end string) bool { return strings.HasSuffix(t, end) })
}

func (b *builder) namesAttachment(s string) bool {
	t := behind.ReplaceAllString(s, "")
	return slices.ContainsFunc(b.k.words.Attachments, func(end string) bool { return strings.HasSuffix(t, end) })
}

// attachment reads a line of the list of attachments: 附件：1. 2022年度…自评表.
func (b *builder) attachment(p *document.Paragraph) {
	rest := p.Text
	lead := listLead.FindString(rest)
	rest = rest[len(lead):]
	m := listNumber.FindStringSubmatch(rest)
	number := ""
	if m != nil {
		number, rest = m[1], rest[len(m[0]):]
	}
	if strings.TrimSpace(rest) == "" {
		b.r.Outline = append(b.r.Outline, evalreport.OutlineEntry{Heading: p.Text})
		return
	}
	i := len(b.r.Attachments)
	path := fmt.Sprintf("attachments[%d]", i)
	b.r.Attachments = append(b.r.Attachments, evalreport.Attachment{Number: number, Title: rest})
	head := p.Text[:len(p.Text)-len(rest)]
	b.r.Outline = append(b.r.Outline, evalreport.OutlineEntry{Heading: head, Section: path, RunIn: true})
	n := len([]rune(head))
	b.res.Origins[path+".title"] = b.res.place(p.At(n, n+len([]rune(rest))), rest)
	if number != "" {
		at := len([]rune(lead))
		b.res.Origins[path+".number"] = b.res.place(p.At(at, at+len(number)), number)
	}
	b.open = nil
}

// signature reads the unit or the date at the end of the text.
func (b *builder) signature(p *document.Paragraph) {
	path := ""
	if date, err := evalreport.ParseDate(p.Text); err == nil && b.r.Meta.Date.IsBlank() && !date.IsBlank() && date.String() == p.Text {
		b.r.Meta.Date, path = date, "meta.date"
	} else if b.r.Meta.Signature == "" && b.unit(p.Text) {
		b.r.Meta.Signature, path = p.Text, "meta.signature"
	}
	if path == "" {
		b.open = &entry{at: -1}
		b.paragraph(p, 0)
		return
	}
	b.r.Outline = append(b.r.Outline, evalreport.OutlineEntry{Section: path})
	b.res.Origins[path] = b.res.place(p.At(0, len([]rune(p.Text))), p.Text)
	b.open = &entry{at: -1}
}

// meta reads title, unit, year and kind from the first lines.
func (b *builder) meta() {
	var lines []string
	for i := b.tree.Title.From; i < b.tree.Title.To; i++ {
		p := b.doc.Blocks[i].(*document.Paragraph)
		lines = append(lines, p.Text)
		if i == b.tree.Title.From {
			b.res.Origins["meta.title"] = b.res.place(p.At(0, len([]rune(p.Text))), p.Text)
		}
	}
	m := &b.r.Meta
	m.Title = strings.Join(lines, "\n")
	b.year(lines)
	title := fold(m.Title)
	for _, e := range b.k.words.Kinds {
		if m.Kind == "" && slices.ContainsFunc(e.Words, func(w string) bool { return strings.Contains(title, w) }) {
			m.Kind = e.Kind
		}
	}
}

// year is the year of the title, or the one most often named in the text.
func (b *builder) year(lines []string) {
	for i, line := range lines {
		if at := fourDigits.FindStringSubmatchIndex(line); at != nil {
			b.r.Meta.Year, _ = strconv.Atoi(line[at[2]:at[3]])
			p := b.doc.Blocks[i].(*document.Paragraph)
			start := len([]rune(line[:at[2]]))
			b.res.Origins["meta.year"] = b.res.place(p.At(start, start+4), line[at[2]:at[3]])
			return
		}
	}
	count := map[string]int{}
	best := ""
	first := map[string]evalreport.Place{}
	for _, p := range document.Paragraphs(b.doc.Blocks) {
		for _, at := range fourDigits.FindAllStringSubmatchIndex(p.Text, 8) {
			y := p.Text[at[2]:at[3]]
			if count[y]++; count[y] == 1 {
				start := len([]rune(p.Text[:at[2]]))
				first[y] = b.res.place(p.At(start, start+4), y)
			}
			if best == "" || count[y] > count[best] || count[y] == count[best] && y > best {
				best = y
			}
		}
	}
	if count[best] >= 2 || len(count) == 1 {
		b.r.Meta.Year, _ = strconv.Atoi(best)
		b.res.Origins["meta.year"] = first[best]
	}
}

// unitName finds the unit: the signature, or the unit that the title names.
func (b *builder) unitName() {
	m := &b.r.Meta
	if m.Signature != "" {
		m.Unit = strings.TrimSpace(behind.ReplaceAllString(m.Signature, ""))
		b.res.Origins["meta.unit"] = b.res.Origins["meta.signature"]
		return
	}
	for _, line := range strings.Split(m.Title, "\n") {
		line = fourDigits.ReplaceAllString(line, "|")
		line = strings.NewReplacer("|度", "|", "年度", "|", "关于", "|").Replace(line)
		for _, part := range strings.Split(line, "|") {
			if name := b.unitIn(strings.TrimSpace(part)); name != "" {
				m.Unit = name
				b.res.Origins["meta.unit"] = b.res.Origins["meta.title"]
				return
			}
		}
	}
	for _, path := range []string{"department_self_evaluation.department", "project_self_evaluations[0].implementer", "project_self_evaluations[0].department"} {
		v, ok := evalreport.Lookup(b.r, path)
		if !ok {
			continue
		}
		if name := unitCode.ReplaceAllString(v.String(), ""); name != "" {
			m.Unit = name
			b.res.Origins["meta.unit"] = b.res.Origins[path]
			return
		}
	}
}

// unitCode is the number of a unit before its name: [155]某局.
var unitCode = regexp.MustCompile(`^\s*[\[【（(]?\d{2,9}[\]】）)]?[-—\s]*`)

// unitIn is the name of the unit at the beginning of a stretch of a title.
func (b *builder) unitIn(s string) string {
	for _, w := range []string{"部门整体", "整体支出", "专项资金", "项目支出", "绩效"} {
		if i := strings.Index(s, w); i >= 0 {
			s = s[:i]
		}
	}
	if s = strings.TrimSpace(s); b.unit(s) {
		return s
	}
	return ""
}
