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
		visitTexts(p, func(text string, path func() string) {
			if quote, ok := residue(text); ok {
				p.Found(check.Finding{Severity: check.Warning, Path: path(), Quote: quote, Reported: quote,
					Message: fmt.Sprintf("有残留的字符“%s”。请删去或补上正文。", quote)})
			}
		})
	},
}

var residues = []string{"[bookmark", "</", "/span>", "<span", "<br", "&nbsp;", "××", "□□"}

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

// strangeRune is where a Braille or private character stands, or -1.
func strangeRune(s string) int {
	for i := 0; i+2 < len(s); i++ {
		switch s[i] {
		case 0xE2: // U+2800–U+28FF
			if s[i+1] >= 0xA0 && s[i+1] <= 0xA3 {
				return i
			}
		case 0xEE: // U+E000–U+EFFF
			return i
		case 0xEF: // U+F000–U+F8FF
			if s[i+1] <= 0xA3 {
				return i
			}
		}
	}
	return -1
}

func quoteAround(s string, i int) string {
	r := []rune(s[i:])
	return string(r[:min(len(r), 12)])
}
