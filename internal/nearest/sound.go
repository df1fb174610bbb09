package nearest

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// maxSound is longer than any distance that matters.
const maxSound = 32

// soundDistance is the distance of the readings of two names.
func soundDistance(a, b string) int {
	return distance([]rune(pinyin(a)), []rune(pinyin(b)), maxSound)
}

// pinyin writes the common characters of a text as they sound, without tones.
func pinyin(s string) string {
	var b strings.Builder
	for _, r := range s {
		if p := readings()[r]; p != "" {
			b.WriteString(p)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var readings = sync.OnceValue(func() map[rune]string {
	out := make(map[rune]string, 4000)
	for _, group := range strings.Fields(syllables) {
		n := strings.IndexFunc(group, func(r rune) bool { return r >= utf8.RuneSelf })
		for _, r := range group[n:] {
			out[r] = group[:n]
		}
	}
	return out
})
