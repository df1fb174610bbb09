package rules

import (
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

// plain is a name without marks and spaces, for comparison.
func plain(p *check.Pass, s string) string {
	if mayHoldMarks(s) {
		return plainNames.Of(p, s)
	}
	return s
}

// mayHoldMarks looks for the first bytes of the marks, in UTF-8. Few other characters of a name begin with them.
func mayHoldMarks(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ' ', '"', '(', ')', 0xE2, 0xE3, 0xEF:
			return true
		}
	}
	return false
}

var plainNames = newCached(func(_ *check.Pass, s string) string { return nameMarks.Replace(s) })

var nameMarks = strings.NewReplacer(" ", "", "　", "", "“", "", "”", "", "\"", "", "（", "", "）", "", "(", "", ")", "", "、", "", "，", "", "。", "")

// containsAny reports whether a text holds one of the words.
func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
