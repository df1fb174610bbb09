package docxtemplate

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foldedText is the characters of a printed text made comparable: width and case are
// folded, white space is of one kind, and so are quotation marks.
type foldedText struct {
	src   string
	runes []rune
	at    []int // byte offset in src of each, and of the end
	words string
}

func foldText(s string) foldedText {
	t := foldedText{src: s, runes: make([]rune, 0, len(s)/2), at: make([]int, 0, len(s)/2+1)}
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			t.put(' ', i)
		case strings.ContainsRune("“”\"‘’'《》「」", r):
			t.put('"', i)
		case r < 0x80:
			t.put(unicode.ToLower(r), i)
		case r == '\u200b' || r == '\ufeff':
		default:
			for _, f := range norm.NFKC.String(string(r)) {
				t.put(unicode.ToLower(f), i)
			}
		}
	}
	t.at = append(t.at, len(s))
	t.words = strings.Map(wordRune, string(t.runes))
	return t
}

func (t *foldedText) put(r rune, at int) {
	t.runes = append(t.runes, r)
	t.at = append(t.at, at)
}

// slice is a stretch as it was printed, without white space at its ends.
func (t *foldedText) slice(from, to int) string {
	return strings.TrimFunc(t.src[t.at[from]:t.at[to]], unicode.IsSpace)
}

// loose are the characters that people leave out or put in as they please.
func loose(r rune) bool { return r == ' ' || strings.ContainsRune(":,;、。·\"", r) }

var (
	weightBracket = regexp.MustCompile(`\((?:\d+(?:\.\d+)?分?|人|万元|元|亿元|千元|㎡|m2|平方米|%|分|单位[:为]?[^()]{1,4})\)`)
	anyBracket    = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)
	itemNumber    = regexp.MustCompile(`^(?:\d{1,2}[、.)]|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,2}\))+`)
	amongThem     = regexp.MustCompile(`^(?:其中|另)[:,]`)
)

// maxLabel is the length in bytes of the longest text that can be a label.
const maxLabel = 300

// keys are the ways to compare a label, the strictest first: its words; those
// without weights and units in brackets, numbers and 其中 before it; those
// without any bracket. A text without words has none.
func keys(s string) []string {
	if len(s) > maxLabel {
		return nil
	}
	full := strings.ReplaceAll(string(foldText(s).runes), " ", "")
	part := weightBracket.ReplaceAllString(full, "")
	for {
		cut := itemNumber.ReplaceAllString(amongThem.ReplaceAllString(part, ""), "")
		if cut == part || cut == "" {
			break
		}
		part = cut
	}
	bare := part
	for strings.ContainsAny(bare, "([") {
		cut := anyBracket.ReplaceAllString(bare, "")
		if cut == bare {
			break
		}
		bare = cut
	}
	var out []string
	for _, k := range []string{full, part, bare} {
		k = strings.Map(wordRune, k)
		if k != "" && (len(out) == 0 || out[len(out)-1] != k) {
			out = append(out, k)
		}
	}
	return out
}

func wordRune(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

// words reports whether a text has any word.
func words(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return wordRune(r) >= 0 }) >= 0
}

// synonyms groups the keys of labels that mean the same.
type synonyms map[string][]string

func newSynonyms(groups map[string][]string) synonyms {
	out := synonyms{}
	for name, others := range groups {
		var all []string
		for _, s := range append([]string{name}, others...) {
			all = append(all, keys(s)...)
		}
		for _, k := range all {
			out[k] = append(out[k], all...)
		}
	}
	return out
}

// of lists the keys that mean the same as one of the given.
func (s synonyms) of(ks []string) []string {
	var out []string
	for _, k := range ks {
		out = append(out, s[k]...)
	}
	return out
}

// same compares two labels; rank says how strictly, smaller is stricter, and
// is negative when they differ.
func (s synonyms) same(a, b []string) (rank int) {
	for sum := range len(a) + len(b) {
		for i := range min(sum+1, len(a)) {
			if j := sum - i; j < len(b) && a[i] == b[j] {
				return sum
			}
		}
	}
	for _, k := range s.of(a) {
		for j := range b {
			if k == b[j] {
				return 10 + j
			}
		}
	}
	return -1
}
