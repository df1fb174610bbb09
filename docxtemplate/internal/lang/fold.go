package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold makes plain what a Chinese IME, Word's autocorrection or a web page put
// into a tag: full-width letters, digits and signs, CJK punctuation, ≥ ≤ ≠ × ÷,
// dashes, every kind of space, invisible characters and quotes. What stands
// between quotes is kept as it is. Folding twice changes nothing more.
func Fold(raw string) string { return fold(raw).text }

// folded is a folded text that knows where each byte came from.
type folded struct {
	text string
	at   []int // at[i] is the offset in the raw text of byte i; one more for the end
}

// raw gives the part of src, the text that was folded, behind text[from:to].
func (f folded) raw(src string, from, to int) string { return src[f.at[from]:f.at[to]] }

// folder does the work of fold.
type folder struct {
	src  string
	pos  int
	out  strings.Builder
	at   []int
	text bool // something but white space has been written
}

func fold(raw string) folded {
	f := &folder{src: raw, at: make([]int, 0, len(raw)+1)}
	f.out.Grow(len(raw))
	for f.pos < len(f.src) {
		if q, ok := quoteAt(f.src[f.pos:]); ok {
			f.quoted(q)
			continue
		}
		r, n := utf8.DecodeRuneInString(f.src[f.pos:])
		if r == utf8.RuneError && n <= 1 {
			f.put("\uFFFD", 1)
			continue
		}
		f.put(f.plain(r), n)
	}
	f.at = append(f.at, len(raw))
	return folded{f.out.String(), f.at}
}

// put writes s in place of the next n bytes.
func (f *folder) put(s string, n int) {
	for range len(s) {
		f.at = append(f.at, f.pos)
	}
	f.out.WriteString(s)
	f.pos += n
	f.text = f.text || strings.Trim(s, " ") != ""
}

// plain gives what stands for r outside quotes.
func (f *folder) plain(r rune) string {
	switch {
	case invisible(r):
		return ""
	case unicode.IsSpace(r):
		return " "
	case r == '、' && !f.text:
		return "/"
	}
	if s, ok := signs[r]; ok {
		return s
	}
	if r >= '！' && r <= '～' {
		return string(r - '！' + '!')
	}
	return string(r)
}

// signs are the characters that stand for something plain, besides the full-width forms U+FF01 to U+FF5E.
var signs = map[rune]string{
	'。': ".", '｡': ".", '、': ",", '､': ",", '【': "[", '】': "]", '│': "|", '∣': "|", '︱': "|",
	'≥': ">=", '≧': ">=", '⩾': ">=", '≤': "<=", '≦': "<=", '⩽': "<=", '≠': "!=",
	'×': "*", '÷': "/", '−': "-", '–': "-", '‐': "-", '‒': "-", '﹣': "-", '﹢': "+", '﹦': "=",
	'∕': "/", '⁄': "/", '﹒': ".", '﹕': ":", '︰': ":", '∶': ":", '﹐': ",", '﹙': "(", '﹚': ")", '﹗': "!", '﹖': "?",
}

// invisible reports whether r prints nothing: zero-width spaces and joiners, byte order marks, direction marks, soft and non-breaking hyphens, controls.
func invisible(r rune) bool {
	switch r {
	case '\u00AD', '\u2011', '\u061C', '\u180E', '\uFEFF', '\u2060':
		return true
	}
	return r >= '\u200B' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2061' && r <= '\u2064' ||
		r >= '\u2066' && r <= '\u2069' || r >= '\uFE00' && r <= '\uFE0F' || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// quote is a kind of opening quote: what closes it, best first. A closer of a later string is used when the earlier do not occur.
type quote struct {
	size    int
	plain   string // what it is folded to when nothing closes it; "" when it then is an ordinary character
	closers []string
}

const anyDouble, anySingle = "\"“”＂„‟", "'‘’＇‚‛"

func quoteAt(s string) (quote, bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '"':
		return quote{n, `"`, []string{`"`, anyDouble}}, true
	case '“', '„', '‟':
		return quote{n, `"`, []string{"”", anyDouble}}, true
	case '”':
		return quote{n, `"`, []string{"”", anyDouble}}, true
	case '＂':
		return quote{n, `"`, []string{"＂", anyDouble}}, true
	case '\'':
		return quote{n, `'`, []string{`'`, anySingle}}, true
	case '‘', '‚', '‛', '’':
		return quote{n, `'`, []string{"’", anySingle}}, true
	case '＇':
		return quote{n, `'`, []string{"＇", anySingle}}, true
	case '「':
		return quote{n, "", []string{"」"}}, true
	case '『':
		return quote{n, "", []string{"』"}}, true
	case '`':
		return quote{n, "`", []string{"`"}}, true
	}
	return quote{}, false
}

// close finds where the quote that s begins with is closed: the closer's offset and size.
func (q quote) close(s string) (at, size int, ok bool) {
	for _, set := range q.closers {
		escaped := false
		for i, r := range s[q.size:] {
			switch {
			case escaped:
				escaped = false
			case r == '\\' && q.plain != "`":
				escaped = true
			case strings.ContainsRune(set, r) && r != utf8.RuneError:
				return q.size + i, utf8.RuneLen(r), true
			}
		}
	}
	return 0, 0, false
}

// quoted copies a quoted text as it is, between plain double quotes (backquotes for names).
func (f *folder) quoted(q quote) {
	s := f.src[f.pos:]
	end, size, ok := q.close(s)
	if !ok && q.plain == "" {
		f.put(s[:q.size], q.size)
		return
	}
	if !ok {
		f.put(q.plain, q.size)
		f.verbatim(len(f.src), false)
		return
	}
	mark := `"`
	if q.plain == "`" {
		mark = "`"
	}
	stop := f.pos + end
	f.put(mark, q.size)
	f.verbatim(stop, mark == `"`)
	f.put(mark, size)
}

// verbatim copies up to the offset stop; with escape a bare " gets a backslash.
func (f *folder) verbatim(stop int, escape bool) {
	escaped := false
	for f.pos < stop {
		r, n := utf8.DecodeRuneInString(f.src[f.pos:])
		s := f.src[f.pos : f.pos+n]
		switch {
		case r == utf8.RuneError && n <= 1:
			s, escaped = "\uFFFD", false
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == '"' && escape:
			s = `\"`
		}
		f.put(s, n)
	}
}
