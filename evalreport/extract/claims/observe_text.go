package claims

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// observePeriods: figures for part of the year in a report on the whole year (R83).
func observePeriods(s *Set) []Observation {
	var out []Observation
	for _, p := range s.Paragraphs {
		if p.goal() {
			continue
		}
		for _, c := range p.Claims {
			if c.Kind != Period || c.tok.months[0] != 1 || c.tok.months[1] == 12 || !followed(p, c) {
				continue
			}
			out = append(out, Observation{
				Rule: "R83", Severity: Info, Place: c.place(), Reported: c.Quote, Expected: "1-12月",
				Message: fmt.Sprintf("“%s”的数据未覆盖全年，请补充全年数或说明", c.Quote),
			})
		}
	}
	return out
}

// followed: figures of account stand in the same sentence.
func followed(p *Parsed, c *Claim) bool {
	return c.order+1 < len(p.Claims) && p.Claims[c.order+1].sentence == c.sentence && p.Claims[c.order+1].Kind.Figure()
}

var residue = []struct {
	re    *regexp.Regexp
	signs string // one of these must be there, or an odd letter when empty: a quick look before the slow one
	what  string
}{
	{regexp.MustCompile(`\[bookmark\b[^\]\n]{0,80}\]?`), "[", "书签标记"},
	{regexp.MustCompile(`(?:</?|/)(?:span|div|br|td|tr|table|font|style|strong|p)\b[^>\n]{0,80}/?>`), ">", "网页标记"},
	{regexp.MustCompile(`&(?:nbsp|lt|gt|amp|quot|ensp|emsp);`), "&", "网页标记"},
	{regexp.MustCompile(`[\x{2800}-\x{28ff}](?:[ \x{2800}-\x{28ff}]*[\x{2800}-\x{28ff}])?`), "", "盲文字符"},
	{regexp.MustCompile(`[\x{e000}-\x{f8ff}\x{fffd}]+`), "", "私用或损坏字符"},
	{regexp.MustCompile(`([×Ｘ]{2,}|□{2,})|(?:^|[^A-Za-z])(X{2,})(?:[^A-Za-z]|$)`), "×ＸX□", "模板占位符"},
	{regexp.MustCompile(`（待补充）`), "待", "模板占位符"},
	{regexp.MustCompile(`\{\{[^}]{0,60}\}\}`), "{", "模板标签"},
	{regexp.MustCompile(`错误[!！]未找到|Error! Reference|#REF!|#DIV/0!|#N/A|#VALUE!`), "!！#", "失效引用"},
}

// observeResidue: template marks and leftovers of conversion (R94).
func observeResidue(s *Set) []Observation {
	var out []Observation
	for _, p := range s.Paragraphs {
		for _, m := range Residues(p.Text) {
			sp := p.text.byteSpan(m.From, m.To)
			quote := p.text.source(sp)
			out = append(out, Observation{
				Rule: "R94", Severity: Warning, Place: Place{p.Index, sp, quote}, Reported: quote, Expected: "无残留", Message: m.Message(),
			})
		}
	}
	return out
}

// Slip is something in a text that should not stand there as it does.
type Slip struct {
	From, To int    // bytes of the text
	Text     string // what stands there
	Right    string // what is meant, of a typing error
	What     string // what it is a leftover of
}

// Message says what is wrong and what to do.
func (s Slip) Message() string {
	if s.Right != "" {
		return fmt.Sprintf("“%s”疑为“%s”之误。请核对改正。", s.Text, s.Right)
	}
	return fmt.Sprintf("“%s”为%s残留。请删除或补全。", s.Text, s.What)
}

// oddLetter reports whether r is Braille, private, or the sign of a broken one.
func oddLetter(r rune) bool {
	return r >= 0x2800 && r <= 0x28ff || r >= 0xe000 && r <= 0xf8ff || r == utf8.RuneError
}

// Residues finds template marks and leftovers of conversion in any text. Leftovers that touch are one.
func Residues(text string) []Slip {
	if strings.IndexFunc(text, func(r rune) bool { return oddLetter(r) || strings.ContainsRune("[>&×ＸX□待{!！#", r) }) < 0 {
		return nil
	}
	var all []Slip
	odd := strings.IndexFunc(text, oddLetter) >= 0
	for _, r := range residue {
		if r.signs == "" && !odd || r.signs != "" && !strings.ContainsAny(text, r.signs) {
			continue
		}
		for _, m := range r.re.FindAllStringSubmatchIndex(text, 40) {
			for k := 2; k+1 < len(m); k += 2 { // the group is what is meant, its neighbours are not
				if m[k] >= 0 {
					m[0], m[1] = m[k], m[k+1]
				}
			}
			all = append(all, Slip{From: m[0], To: m[1], What: r.what})
		}
	}
	slices.SortFunc(all, func(a, b Slip) int { return a.From - b.From })
	out := all[:0]
	for _, m := range all {
		if k := len(out) - 1; k >= 0 && m.From <= out[k].To {
			if m.To > out[k].To {
				out[k].To, out[k].What = m.To, m.What
			}
			continue
		}
		out = append(out, m)
	}
	for i := range out {
		out[i].Text = text[out[i].From:out[i].To]
	}
	return out
}

// byteSpan turns bytes [from, to) into a Span.
func (t *text) byteSpan(from, to int) Span {
	a, _ := slices.BinarySearch(t.off, from)
	b, _ := slices.BinarySearch(t.off, to)
	return Span{Start: a, End: b, ByteStart: from, ByteEnd: to}
}

// observeTypos: words that the dictionary knows to be typing errors (R95).
func observeTypos(s *Set) []Observation {
	var out []Observation
	for _, p := range s.Paragraphs {
		for _, m := range Typos(p.Text) {
			sp := p.text.byteSpan(m.From, m.To)
			out = append(out, Observation{
				Rule: "R95", Severity: Info, Place: Place{p.Index, sp, p.text.source(sp)}, Reported: m.Text, Expected: m.Right, Message: m.Message(),
			})
		}
	}
	return out
}

// Typos finds the typing errors that the dictionary knows in any text.
func Typos(text string) []Slip {
	var out []Slip
	for i := range vocab().Typos {
		out = vocab().Typos[i].find(text, out)
	}
	return out
}

// find appends where the error stands in text.
func (ty *typo) find(text string, out []Slip) []Slip {
	words, number := strings.CutPrefix(ty.Wrong, "#")
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return out
		}
		at := from + i
		end := at + len(words)
		from = end
		before, after := text[:at], text[end:]
		if startsWithAny(after, ty.UnlessBefore) || slices.ContainsFunc(ty.UnlessAfter, func(w string) bool { return strings.HasSuffix(before, w) }) {
			continue
		}
		right := ty.Right
		if number {
			digits := trailingDigits(before)
			if digits == "" {
				continue
			}
			at -= len(digits)
			right = strings.Replace(right, "#", digits, 1)
		}
		out = append(out, Slip{From: at, To: end, Text: text[at:end], Right: right})
	}
}

func trailingDigits(s string) string {
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	return s[i:]
}

// observePunctuation: brackets of unequal width and doubled punctuation (R93).
func observePunctuation(s *Set) []Observation {
	var out []Observation
	say := func(p *Parsed, from, to int, message string) {
		sp := Span{Start: from, End: to, ByteStart: p.text.off[from], ByteEnd: p.text.off[to]}
		out = append(out, Observation{
			Rule: "R93", Severity: Info, Place: Place{p.Index, sp, p.text.source(sp)}, Reported: p.text.source(sp), Expected: "规范标点", Message: message,
		})
	}
	for _, p := range s.Paragraphs {
		t := p.text
		for _, b := range t.brackets[1:] {
			left, _ := utf8.DecodeRuneInString(t.src[t.off[b.open]:])
			right, _ := utf8.DecodeRuneInString(t.src[t.off[b.close]:])
			if (left < utf8.RuneSelf) != (right < utf8.RuneSelf) {
				say(p, b.open, b.close+1, "括号左右全半角不一致，请统一")
			}
		}
		for i := 0; i+1 < len(t.runes); i++ {
			if strings.ContainsRune(",;。、:", t.runes[i]) && strings.ContainsRune(",;。、", t.runes[i+1]) {
				say(p, i, i+2, "标点连用，请删去其一")
				i++
			}
		}
	}
	return out
}
