package docxtemplate

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// nearest is the name that was probably meant, "" when all are far: the one with
// the smallest edit distance, of several the one that sounds most alike; else
// one that sounds alike, since a Chinese IME offers all characters of a sound.
func nearest(want string, names []string) string {
	runes := []rune(want)
	best, bestD, sound := "", 1+len(runes)/2, 0
	if bestD > 4 {
		bestD = 4
	}
	for _, n := range names {
		if n == want {
			continue
		}
		switch d := distance(runes, []rune(n), bestD); {
		case d < bestD || d == bestD && best == "" && d <= len(runes)/2:
			best, bestD, sound = n, d, -1
		case d == bestD && best != "":
			if sound < 0 {
				sound = soundDistance(want, best)
			}
			if s := soundDistance(want, n); s < sound {
				best, sound = n, s
			}
		}
	}
	if best == "" {
		return homophone(want, names)
	}
	return best
}

// homophone is the name that sounds most like want, "" when none sounds alike.
func homophone(want string, names []string) string {
	best, bestD := "", 1+utf8.RuneCountInString(want)/2
	for _, n := range names {
		if n == want || utf8.RuneCountInString(n) != utf8.RuneCountInString(want) {
			continue
		}
		if d := soundDistance(want, n); d < bestD {
			best, bestD = n, d
		}
	}
	return best
}

// maxSound is longer than any distance that matters.
const maxSound = 32

// soundDistance is the edit distance of the readings of two names.
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

// distance is the edit distance of a and b, or more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, ca := range a {
		prev := row[0]
		row[0] = i + 1
		for j, cb := range b {
			cost := prev
			if ca != cb {
				cost = 1 + min(prev, row[j], row[j+1])
			}
			prev, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
