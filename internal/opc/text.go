package opc

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// Text gives the entry as XML ready to scan: UTF-8 without a byte order mark (UTF-16 is converted, and its
// declaration says UTF-8), well formed as [CheckXML] means it, without DOCTYPE and entities. For the usual
// UTF-8 part without a mark it is exactly Bytes. The slice belongs to the caller.
func (e *Entry) Text() ([]byte, error) {
	b, err := e.text()
	if err != nil {
		return nil, err.in(e.Name)
	}
	if err := scanXML(b, e.pkg.lim, nil); err != nil {
		return nil, err.in(e.Name)
	}
	return b, nil
}

// text is Text before the check of the XML.
func (e *Entry) text() ([]byte, *Error) {
	if err := e.count(); err != nil {
		return nil, err
	}
	b, err := e.inflate()
	if err != nil {
		return nil, err
	}
	return toUTF8(b)
}

// count charges the entry to Limits.TextSize, once.
func (e *Entry) count() *Error {
	if !e.counted.CompareAndSwap(false, true) {
		return nil
	}
	n := int64(e.UncompressedSize)
	if sum := e.pkg.text.Add(n); sum > e.pkg.lim.TextSize {
		e.pkg.text.Add(-n)
		e.counted.Store(false)
		return fail(CodeBomb, hintLimits, "连同这个部件，读入的 XML 共 %s，超过上限 %s", size(uint64(sum)), size(uint64(e.pkg.lim.TextSize)))
	}
	return nil
}

// toUTF8 converts the two encodings OPC allows to UTF-8 without a mark.
func toUTF8(b []byte) ([]byte, *Error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return fromUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return fromUTF16(b[2:], binary.BigEndian)
	case bytes.HasPrefix(b, []byte("<\x00")):
		return fromUTF16(b, binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\x00<")):
		return fromUTF16(b, binary.BigEndian)
	}
	from, to := declaredEncoding(b)
	if name := b[from:to]; from < to && !bytes.EqualFold(name, []byte("UTF-8")) && !bytes.EqualFold(name, []byte("UTF8")) {
		if !ascii(b) && !bytes.EqualFold(name, []byte("UTF-16")) && !bytes.EqualFold(name, []byte("US-ASCII")) {
			return nil, fail(CodeEncoding, hintResave, "编码是 %s，应为 UTF-8 或 UTF-16", show(string(name)))
		}
		b = slices.Replace(b, from, to, []byte("UTF-8")...)
	}
	if !utf8.Valid(b) {
		at := invalidAt(b)
		e := fail(CodeEncoding, hintResave, "第 %d 字节起不是合法的 UTF-8", at)
		e.Offset = at
		return nil, e
	}
	return b, nil
}

func fromUTF16(b []byte, order binary.ByteOrder) ([]byte, *Error) {
	if len(b)%2 != 0 {
		return nil, fail(CodeEncoding, hintTransfer, "UTF-16 文本缺半个字")
	}
	out := make([]byte, 0, utf8Len(b, order))
	for i := 0; i < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			var low rune
			if i+4 <= len(b) {
				low = rune(order.Uint16(b[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				e := fail(CodeEncoding, hintResave, "第 %d 字节起不是合法的 UTF-16", i)
				e.Offset = i
				return nil, e
			}
			i += 2
		}
		out = utf8.AppendRune(out, r)
	}
	if from, to := declaredEncoding(out); from < to {
		out = slices.Replace(out, from, to, []byte("UTF-8")...)
	}
	return out, nil
}

// utf8Len is the length of UTF-16 text in UTF-8; exact, so that a large part is not copied while it grows.
func utf8Len(b []byte, order binary.ByteOrder) int {
	n := 0
	for i := 0; i+2 <= len(b); i += 2 {
		switch u := order.Uint16(b[i:]); {
		case u < 0x80:
			n++
		case u < 0x800, utf16.IsSurrogate(rune(u)): // a pair makes four bytes
			n += 2
		default:
			n += 3
		}
	}
	return n
}

// declaredEncoding gives the range of the encoding name in the XML declaration; empty if there is none.
func declaredEncoding(b []byte) (from, to int) {
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return 0, 0
	}
	decl := b[:min(len(b), 256)]
	if n := bytes.Index(decl, []byte("?>")); n >= 0 {
		decl = decl[:n]
	}
	at := bytes.Index(decl, []byte("encoding"))
	if at < 0 {
		return 0, 0
	}
	for from = at + len("encoding"); from < len(decl) && (isSpace(decl[from]) || decl[from] == '='); from++ {
	}
	if from >= len(decl) || decl[from] != '"' && decl[from] != '\'' {
		return 0, 0
	}
	from++
	n := bytes.IndexByte(decl[from:], decl[from-1])
	if n < 0 {
		return 0, 0
	}
	return from, from + n
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}
