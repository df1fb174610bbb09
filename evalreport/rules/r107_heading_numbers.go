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
		var levels [10]ordinal
		inText := emptyIndex(p) // the last number of each style that opens a paragraph
		for _, h := range headings.Of(p) {
			if h.level == inRunning {
				if h.style != "" {
					inText[h.style] = h.number
				}
				continue
			}
			if h.level < 1 || h.level > 9 {
				continue
			}
			for l := h.level + 1; l < len(levels); l++ {
				levels[l] = ordinal{}
			}
			if h.level == 1 {
				clear(inText)
			}
			if h.style == "" {
				continue
			}
			if n, found := inText[h.style]; found && n == h.number-1 {
				levels[h.level] = ordinal{n, h.style} // the headings before it run into their paragraphs
			}
			delete(inText, h.style)
			levels[h.level].check(p, &h)
		}
	},
}

// ordinal is a number in front of a heading and how it is written: 一、 （一） 1. 1、 (1). The zero ordinal is none.
type ordinal struct {
	number int
	style  string
}

// check compares a heading with the last one of its level below one parent, and takes its place.
func (last *ordinal) check(p *check.Pass, h *heading) {
	want := ordinal{last.number + 1, last.style}
	if want.style == "" {
		want.style = h.style
	}
	if h.ordinal != want {
		p.Found(check.Finding{Severity: check.Warning, Path: h.path, Quote: h.text, Reported: h.ordinal.String(), Expected: want.String(),
			Message: fmt.Sprintf("标题“%s”的编号为“%s”，按前面的标题应为“%s”。请改正编号。", shorten(h.text), h.ordinal, want)})
	}
	*last = ordinal{h.number, want.style}
	if h.number == want.number-1 { // a number used twice: the next one counts on
		last.number = want.number
	}
}

const chineseDigits = "一二三四五六七八九"

// headingNumber reads the number in front of a heading and how it is written: 一、 （一） (一) 1. 1、 (1) （1）.
func headingNumber(h string) ordinal {
	h = strings.TrimSpace(h)
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
		inner, ok := strings.CutPrefix(h, b[0])
		if !ok {
			continue
		}
		digits, _, ok := strings.Cut(inner, b[1])
		if !ok {
			return ordinal{}
		}
		if n, kind, ok := parseOrdinal(digits); ok {
			return ordinal{n, b[0] + kind + b[1]}
		}
		return ordinal{}
	}
	for _, mark := range []string{"、", ".", "．"} {
		digits, _, ok := strings.Cut(h, mark)
		if n, kind, isNumber := parseOrdinal(digits); ok && isNumber {
			return ordinal{n, kind + mark}
		}
	}
	return ordinal{}
}

// parseOrdinal reads 12 or 十二, up to 99.
func parseOrdinal(s string) (int, string, bool) {
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

// String is the ordinal as printed.
func (o ordinal) String() string {
	if strings.Contains(o.style, "一") {
		return strings.Replace(o.style, "一", chineseOrdinal(o.number), 1)
	}
	return strings.Replace(o.style, "1", fmt.Sprint(o.number), 1)
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

// shorten is the beginning of a text, enough to find it by.
func shorten(s string) string {
	if r := []rune(s); len(r) > 20 {
		return strings.TrimRight(string(r[:20]), "，、；：,;:") + "…"
	}
	return s
}
