package wml

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Char reads one character of escaped text at the start of b and gives the
// number of bytes it takes there. An unknown entity is read as its "&".
func Char(b []byte) (r rune, size int) {
	if b[0] != '&' {
		if b[0] < utf8.RuneSelf {
			return rune(b[0]), 1
		}
		return utf8.DecodeRune(b)
	}
	n := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if n < 2 {
		return '&', 1
	}
	switch name := b[1:n]; string(name) {
	case "amp":
		return '&', n + 1
	case "lt":
		return '<', n + 1
	case "gt":
		return '>', n + 1
	case "quot":
		return '"', n + 1
	case "apos":
		return '\'', n + 1
	default:
		if r, ok := charRef(name); ok {
			return r, n + 1
		}
	}
	return '&', 1
}

func charRef(name []byte) (rune, bool) {
	if name[0] != '#' || len(name) < 2 {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(string(digits), base, 21)
	if err != nil || !utf8.ValidRune(rune(v)) {
		return 0, false
	}
	return rune(v), true
}

// Unescape gives the characters of escaped text.
func Unescape(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		r, n := Char(b)
		if n == 1 && r != '&' {
			out = append(out, b[0]) // a lone byte stays as it is
		} else {
			out = utf8.AppendRune(out, r)
		}
		b = b[n:]
	}
	return string(out)
}

// AppendEscaped appends s so that it is right in text and between double
// quotes. Characters that XML does not know are dropped, invalid UTF-8 becomes U+FFFD.
func AppendEscaped(dst []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			rep := escapes[c]
			if rep == "" {
				i++
				continue
			}
			dst = append(dst, s[last:i]...)
			if rep != drop {
				dst = append(dst, rep...)
			}
			i++
			last = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == 0xFFFE || r == 0xFFFF {
			dst = append(dst, s[last:i]...)
			dst = append(dst, "\uFFFD"...)
			last = i + n
		}
		i += n
	}
	return append(dst, s[last:]...)
}

const drop = "\x00"

var escapes = func() (t [utf8.RuneSelf]string) {
	for c := range 0x20 {
		t[c] = drop
	}
	t['\t'], t['\n'], t['\r'] = "", "", drop
	t[0x7f] = ""
	t['&'], t['<'], t['>'], t['"'] = "&amp;", "&lt;", "&gt;", "&quot;"
	return t
}()
