package document

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decode turns a text file into UTF-8 without a byte order mark and names its encoding. broken counts the places that
// the encoding does not allow; they are U+FFFD in the result.
func decode(b []byte) (text, encoding string, broken int) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		text, broken = fromUTF8(b[3:])
		return text, "UTF-8", broken
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		text, broken = fromUTF16(b[2:], false)
		return text, "UTF-16LE", broken
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		text, broken = fromUTF16(b[2:], true)
		return text, "UTF-16BE", broken
	}
	if utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 {
		return string(b), "UTF-8", 0
	}
	if big, ok := looksUTF16(b); ok {
		text, broken = fromUTF16(b, big)
		if big {
			return text, "UTF-16BE", broken
		}
		return text, "UTF-16LE", broken
	}
	asUTF8, badUTF8 := fromUTF8(b)
	asGB, badGB := fromGB18030(b)
	if badGB < badUTF8 {
		return asGB, "GB18030", badGB
	}
	return asUTF8, "UTF-8", badUTF8
}

func fromUTF8(b []byte) (string, int) {
	if utf8.Valid(b) {
		return string(b), 0
	}
	broken := 0
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			broken++
		}
		out = utf8.AppendRune(out, r)
		b = b[n:]
	}
	return string(out), broken
}

func fromUTF16(b []byte, big bool) (string, int) {
	units := make([]uint16, len(b)/2)
	for i := range units {
		lo, hi := b[2*i], b[2*i+1]
		if big {
			lo, hi = hi, lo
		}
		units[i] = uint16(hi)<<8 | uint16(lo)
	}
	rs := utf16.Decode(units)
	broken := len(b) % 2
	for _, r := range rs {
		if r == utf8.RuneError {
			broken++
		}
	}
	return string(rs), broken
}

func fromGB18030(b []byte) (string, int) {
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return "", len(b)
	}
	return string(out), bytes.Count(out, []byte("\uFFFD"))
}

// looksUTF16 recognises UTF-16 without a byte order mark: it holds zero bytes, which no other text does, and one of the two
// byte orders gives Chinese text and ASCII throughout.
func looksUTF16(b []byte) (big, ok bool) {
	b = b[:min(len(b), 1<<16)&^1]
	if bytes.IndexByte(b, 0) < 0 {
		return false, false
	}
	little, bigger := 0, 0
	for i := 0; i < len(b); i += 2 {
		if usual(b[i], b[i+1]) {
			little++
		}
		if usual(b[i+1], b[i]) {
			bigger++
		}
	}
	big = bigger > little
	return big, max(little, bigger)*20 >= len(b)/2*19
}

// usual reports whether a UTF-16 unit is one that Chinese reports are made of.
func usual(lo, hi byte) bool {
	u := uint16(hi)<<8 | uint16(lo)
	return u >= 0x20 && u < 0x7F || u == '\n' || u == '\r' || u == '\t' || u >= 0x2010 && u <= 0x2640 || u >= 0x3000 && u < 0x3100 || u >= 0x4E00 && u < 0xA000 || u >= 0xFF00 && u < 0xFFF0
}
