// Package nearest finds, for a name that is not known, the known name that was probably meant:
//
//	nearest.Of("支岀总额", []string{"支出总额", "基本支出"}) // 支出总额
package nearest

import (
	"strings"
	"unicode/utf8"
)

// maxEdits is how many edits make another name of a name however long, and maxLen the longest name that is looked at.
const maxEdits, maxLen = 4, 200

// Of is the candidate that was probably meant by name, "" when none is like it. It is the one with the smallest
// [Distance], no more than half the name, and of several the one that sounds most alike, then one as long. When all are further away it is
// one that begins or ends with the name, as 单位名称 does with 单位; else one that sounds alike, since a Chinese IME
// offers all characters of a sound. The name itself is no candidate.
func Of(name string, candidates []string) string {
	runes := []rune(name)
	limit := min(len(runes)/2, maxEdits)
	if limit == 0 || len(runes) > maxLen {
		return ""
	}
	best, edits := "", limit+1
	for _, c := range candidates {
		if c == name {
			continue
		}
		if d := distance(runes, []rune(c), limit); d < edits || d == edits && best != "" && closer(name, c, best) {
			best, edits = c, d
		}
	}
	if best == "" {
		best = longer(name, candidates)
	}
	if best == "" {
		best = homophone(name, limit, candidates)
	}
	return best
}

// closer reports whether c is likelier than other, which is as many edits from name: it sounds more alike, or as much
// and is as long as the name.
func closer(name, c, other string) bool {
	if s, o := soundDistance(name, c), soundDistance(name, other); s != o {
		return s < o
	}
	n := utf8.RuneCountInString(name)
	return utf8.RuneCountInString(c) == n && utf8.RuneCountInString(other) != n
}

// longer is the first candidate that begins or ends with name, if that is more than a letter or two.
func longer(name string, candidates []string) string {
	for _, c := range candidates {
		if len(name) > 3 && c != name && (strings.HasPrefix(c, name) || strings.HasSuffix(c, name)) {
			return c
		}
	}
	return ""
}

// homophone is the candidate of as many characters that sounds most like name, "" when none sounds alike.
func homophone(name string, limit int, candidates []string) string {
	best, least := "", limit+1
	for _, c := range candidates {
		if c == name || utf8.RuneCountInString(c) != utf8.RuneCountInString(name) {
			continue
		}
		if d := soundDistance(name, c); d < least {
			best, least = c, d
		}
	}
	return best
}

// Distance is how many characters to change, insert, leave out or swap with a neighbour to get from a to b.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	return distance(x, y, max(len(x), len(y)))
}

// distance is the distance of a and b, or more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = last[j-1]
			if a[i-1] != b[j-1] {
				row[j] = 1 + min(last[j-1], last[j], row[j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
