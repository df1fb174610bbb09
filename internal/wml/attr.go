package wml

import "bytes"

// Attr is one attribute of a start tag, as byte ranges of the source.
type Attr struct {
	NameStart, NameEnd int
	Start, End         int // the value between its quotes, entities and all
}

// Attrs calls yield for each attribute of the current token until it returns false.
func (s *Scanner) Attrs(yield func(Attr) bool) {
	if s.tok.Kind != Start && s.tok.Kind != Empty {
		return
	}
	for p := s.tok.attrs; ; {
		a, next, ok := nextAttr(s.src, p)
		if !ok || !yield(a) {
			return
		}
		p = next
	}
}

// Attr finds an attribute of the current token. An attribute without a prefix
// has the space None.
func (s *Scanner) Attr(space Space, local string) (Attr, bool) {
	if s.tok.Kind != Start && s.tok.Kind != Empty {
		return Attr{}, false
	}
	for p := s.tok.attrs; ; {
		a, next, ok := nextAttr(s.src, p)
		if !ok {
			return Attr{}, false
		}
		if s.attrIs(a, space, local) {
			return a, true
		}
		p = next
	}
}

// Value is the raw value of an attribute of the current token, nil if it is absent.
func (s *Scanner) Value(space Space, local string) []byte {
	a, ok := s.Attr(space, local)
	if !ok {
		return nil
	}
	return s.src[a.Start:a.End]
}

// attrIs reports whether a is the attribute local in space.
func (s *Scanner) attrIs(a Attr, space Space, local string) bool {
	name := s.src[a.NameStart:a.NameEnd]
	if len(name) < len(local) || string(name[len(name)-len(local):]) != local {
		return false
	}
	rest := name[:len(name)-len(local)]
	if len(rest) == 0 {
		return space == None
	}
	if rest[len(rest)-1] != ':' {
		return false
	}
	return s.lookup(rest[:len(rest)-1]) == space
}

// nextAttr reads the attribute at or behind p. When there is none, next is
// where the tag ends or is faulty.
func nextAttr(src []byte, p int) (a Attr, next int, ok bool) {
	for p < len(src) && isSpace(src[p]) {
		p++
	}
	a.NameStart = p
	for p < len(src) && !endsName(src[p]) && src[p] != '=' {
		p++
	}
	a.NameEnd = p
	if a.NameEnd == a.NameStart {
		return a, p, false
	}
	for p < len(src) && isSpace(src[p]) {
		p++
	}
	if p >= len(src) || src[p] != '=' {
		return a, len(src), false
	}
	p++
	for p < len(src) && isSpace(src[p]) {
		p++
	}
	if p >= len(src) || src[p] != '"' && src[p] != '\'' {
		return a, len(src), false
	}
	a.Start = p + 1
	n := bytes.IndexByte(src[a.Start:], src[p])
	if n < 0 {
		return a, len(src), false
	}
	a.End = a.Start + n
	if bytes.IndexByte(src[a.Start:a.End], '<') >= 0 {
		return a, len(src), false
	}
	return a, a.End + 1, true
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func endsName(c byte) bool {
	return isSpace(c) || c == '>' || c == '/' || c == '<' || c == '"' || c == '\''
}
