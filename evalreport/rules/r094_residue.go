package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r094 = &check.Rule{
	ID: "R94", Title: "不应有模板或转换的残留", Group: groupG, Severity: check.Warning,
	Formula: "没有 [bookmark: …]、HTML 标记、XX、××、盲文或私用字符",
	Doc:     "这些是从模板、网页或 Word 转换时留下的，不是报告的文字。",
	Basis:   "报告的文字应当完整",
	Run: func(p *check.Pass) {
		for _, f := range oddTexts.Of(p).residues {
			p.Found(check.Finding{Severity: check.Warning, Path: f.path, Quote: f.quote, Reported: f.quote,
				Message: fmt.Sprintf("有残留的字符“%s”。请删去或补上正文。", f.quote)})
		}
	},
}

var residues = []string{"（待补充）", "[bookmark", "</", "/span>", "<span", "<br", "&nbsp;", "××", "□□"}

// residue finds words that no author wrote.
func residue(s string) (string, bool) {
	for _, r := range residues {
		if i := strings.Index(s, r); i >= 0 {
			return quoteAround(s, i), true
		}
	}
	if i := strings.Index(s, "XX"); i >= 0 && !latinAround(s, i) {
		return quoteAround(s, i), true
	}
	if i := strangeRune(s); i >= 0 {
		return quoteAround(s, i), true
	}
	return "", false
}

// latinAround reports whether XX at i is part of a Latin word or a model number.
func latinAround(s string, i int) bool {
	latin := func(b byte) bool {
		return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' && b != 'X' || b >= 'a' && b <= 'z' || b == '-'
	}
	end := i
	for end < len(s) && s[end] == 'X' {
		end++
	}
	return i > 0 && latin(s[i-1]) || end < len(s) && latin(s[end])
}

// strangeRune is where a Braille or private character stands, or -1. In UTF-8 they begin with bytes that Chinese text
// has few of.
func strangeRune(s string) int {
	if i := strings.IndexByte(s, 0xEE); i >= 0 { // U+E000–U+EFFF
		return i
	}
	if i := leadingPair(s, 0xE2, 0xA0, 0xA3); i >= 0 { // U+2800–U+28FF
		return i
	}
	return leadingPair(s, 0xEF, 0x80, 0xA3) // U+F000–U+F8FF
}

// leadingPair finds the byte first followed by one from low to high.
func leadingPair(s string, first, low, high byte) int {
	for i := 0; i < len(s); i++ {
		n := strings.IndexByte(s[i:], first)
		if n < 0 {
			return -1
		}
		if i += n; i+1 < len(s) && s[i+1] >= low && s[i+1] <= high {
			return i
		}
	}
	return -1
}

func quoteAround(s string, i int) string {
	r := []rune(s[i:])
	return string(r[:min(len(r), 12)])
}
