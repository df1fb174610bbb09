package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r107 = &check.Rule{
	ID: "R107", Title: "标题编号应连续且同级同式", Group: groupH, Severity: check.Warning,
	Formula: "同级标题从一起连续编号，用同一种写法",
	Doc:     "看读入的报告的各级标题：一、（一）1.（1）。没有编号的标题不核对；段首带编号、与正文连写的标题接着计数。",
	Basis:   "公文结构层次序数",
	Run: func(p *check.Pass) {
		var levels [10]headingState
		inText := map[string]int{} // the last number of each style that opens a paragraph
		for _, h := range headings.Of(p) {
			if h.level == inRunning {
				if number, style, ok := headingNumber(h.text); ok {
					inText[style] = number
				}
				continue
			}
			if h.level < 1 || h.level > 9 {
				continue
			}
			for l := h.level + 1; l < len(levels); l++ {
				levels[l] = headingState{}
			}
			if h.level == 1 {
				clear(inText)
			}
			if number, style, ok := headingNumber(h.text); ok {
				if n, found := inText[style]; found && n == number-1 {
					levels[h.level] = headingState{n, style} // the headings before it run into their paragraphs
				}
				delete(inText, style)
				levels[h.level].check(p, h.path, h.text, number, style)
			}
		}
	},
}

// headingState is the last numbered heading of a level below one parent.
type headingState struct {
	number int
	style  string
}

func (s *headingState) check(p *check.Pass, path, heading string, number int, style string) {
	wantStyle := style
	if s.style != "" {
		wantStyle = s.style
	}
	want := s.number + 1
	if number != want || style != wantStyle {
		expected := numberText(want, wantStyle)
		p.Found(check.Finding{Severity: check.Warning, Path: path, Quote: heading, Reported: numberText(number, style), Expected: expected,
			Message: fmt.Sprintf("标题“%s”的编号为“%s”，按前面的标题应为“%s”。请改正编号。", shorten(heading), numberText(number, style), expected)})
	}
	s.number, s.style = number, wantStyle
	if number == want-1 { // a number used twice: the next one counts on
		s.number = want
	}
}

const chineseDigits = "一二三四五六七八九"

// headingNumber reads the number in front of a heading and how it is written: 一、 （一） (一) 1. 1、 (1) （1）.
func headingNumber(h string) (int, string, bool) {
	h = strings.TrimSpace(h)
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
		inner, ok := strings.CutPrefix(h, b[0])
		if !ok {
			continue
		}
		digits, _, ok := strings.Cut(inner, b[1])
		if !ok {
			return 0, "", false
		}
		n, kind, ok := ordinal(digits)
		return n, b[0] + kind + b[1], ok
	}
	for _, mark := range []string{"、", ".", "．"} {
		digits, _, ok := strings.Cut(h, mark)
		if n, kind, isNumber := ordinal(digits); ok && isNumber {
			return n, kind + mark, true
		}
	}
	return 0, "", false
}

// ordinal reads 12 or 十二, up to 99.
func ordinal(s string) (int, string, bool) {
	if s == "" || len(s) > 9 {
		return 0, "", false
	}
	n, arabic := 0, true
	for _, r := range s {
		arabic = arabic && r >= '0' && r <= '9'
		n = n*10 + int(r-'0')
	}
	if arabic && len(s) <= 2 {
		return n, "1", true
	}
	n = 0
	for _, r := range s {
		switch i := strings.IndexRune(chineseDigits, r); {
		case r == '十' && n == 0:
			n = 10
		case r == '十':
			n *= 10
		case i >= 0:
			n += i/3 + 1
		default:
			return 0, "", false
		}
	}
	return n, "一", true
}

func numberText(n int, style string) string {
	if strings.Contains(style, "一") {
		return strings.Replace(style, "一", chineseOrdinal(n), 1)
	}
	return strings.Replace(style, "1", fmt.Sprint(n), 1)
}

func chineseOrdinal(n int) string {
	digit := func(d int) string {
		if d == 0 {
			return ""
		}
		return chineseDigits[(d-1)*3 : d*3]
	}
	switch {
	case n < 10:
		return digit(n)
	case n < 20:
		return "十" + digit(n%10)
	}
	return digit(n/10) + "十" + digit(n%10)
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}
