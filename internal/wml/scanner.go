package wml

import (
	"bytes"
	"fmt"
)

// DefaultDepth is the nesting that no document made by people exceeds.
const DefaultDepth = 2000

// Kind says what a token is.
type Kind uint8

const (
	Start Kind = iota // <w:p …>
	End               // </w:p>
	Empty             // <w:p …/>
	Text              // character data between tags, entities and all
	CData             // <![CDATA[…]]>
	Misc              // comment, processing instruction, XML declaration
)

// Token is one piece of the source.
type Token struct {
	Kind       Kind
	Start, End int  // byte range in the source
	Name       Name // of Start, End and Empty
	attrs      int  // offset behind the element's name
}

// Error says where and why the source is not well-formed.
type Error struct {
	Offset int
	Msg    string
}

func (e *Error) Error() string { return fmt.Sprintf("XML 第 %d 字节处：%s", e.Offset, e.Msg) }

// Scanner cuts a source into tokens.
type Scanner struct {
	src   []byte
	pos   int
	tok   Token
	err   error
	max   int
	open  []element
	binds []binding
	trim  int // bindings to keep when the token is left: an empty element declares for itself only
	names map[string]string
}

type element struct {
	raw   [2]int // range of the name as written
	name  Name
	binds int // number of bindings outside the element
}

type binding struct {
	prefix [2]int
	space  Space
}

// NewScanner scans src, which must be UTF-8 without a byte order mark; depth
// limits the nesting of elements, 0 means DefaultDepth.
func NewScanner(src []byte, depth int) *Scanner {
	if depth <= 0 {
		depth = DefaultDepth
	}
	return &Scanner{src: src, max: depth, names: make(map[string]string, 64)}
}

// Token is the token that Next found.
func (s *Scanner) Token() Token { return s.tok }

// Err is the first fault, a *Error, or nil at the end of a well-formed source.
func (s *Scanner) Err() error { return s.err }

// Depth is the number of elements open behind the current token.
func (s *Scanner) Depth() int { return len(s.open) }

func (s *Scanner) fail(at int, msg string) bool {
	s.err = &Error{Offset: at, Msg: msg}
	return false
}

// Next moves to the next token; it is false at the end and at the first fault.
func (s *Scanner) Next() bool {
	if s.err != nil {
		return false
	}
	if s.tok.Kind == Empty {
		s.binds = s.binds[:s.trim]
	}
	if s.pos >= len(s.src) {
		if len(s.open) > 0 {
			r := s.open[len(s.open)-1].raw
			return s.fail(s.pos, "文件不完整：<"+string(s.src[r[0]:r[1]])+"> 没有结束")
		}
		return false
	}
	if s.src[s.pos] != '<' {
		return s.text()
	}
	rest := s.src[s.pos:]
	switch {
	case len(rest) > 1 && rest[1] == '/':
		return s.endTag()
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.until(Misc, "-->", 4)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return s.until(CData, "]]>", 9)
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.until(Misc, "?>", 2)
	case bytes.HasPrefix(rest, []byte("<!")):
		return s.fail(s.pos, "不允许 DOCTYPE 声明")
	}
	return s.startTag()
}

func (s *Scanner) text() bool {
	n := bytes.IndexByte(s.src[s.pos:], '<')
	if n < 0 {
		n = len(s.src) - s.pos
	}
	s.tok = Token{Kind: Text, Start: s.pos, End: s.pos + n}
	s.pos += n
	return true
}

func (s *Scanner) until(k Kind, end string, skip int) bool {
	n := bytes.Index(s.src[s.pos+skip:], []byte(end))
	if n < 0 {
		return s.fail(s.pos, "缺少 "+end)
	}
	s.tok = Token{Kind: k, Start: s.pos, End: s.pos + skip + n + len(end)}
	s.pos = s.tok.End
	return true
}

func (s *Scanner) endTag() bool {
	n := bytes.IndexByte(s.src[s.pos:], '>')
	if n < 0 {
		return s.fail(s.pos, "标记没有写完")
	}
	name := bytes.TrimRight(s.src[s.pos+2:s.pos+n], " \t\r\n")
	if len(s.open) == 0 {
		return s.fail(s.pos, "多余的 </"+clip(name)+">")
	}
	top := s.open[len(s.open)-1]
	if !bytes.Equal(name, s.src[top.raw[0]:top.raw[1]]) {
		return s.fail(s.pos, "</"+clip(name)+"> 与 <"+clip(s.src[top.raw[0]:top.raw[1]])+"> 不配对")
	}
	s.open = s.open[:len(s.open)-1]
	s.binds = s.binds[:top.binds]
	s.tok = Token{Kind: End, Start: s.pos, End: s.pos + n + 1, Name: top.name}
	s.pos = s.tok.End
	return true
}

func (s *Scanner) startTag() bool {
	start := s.pos
	nameEnd := start + 1
	for nameEnd < len(s.src) && !endsName(s.src[nameEnd]) {
		nameEnd++
	}
	if nameEnd == start+1 || nameEnd >= len(s.src) {
		return s.fail(start, "“<”后面不是标记")
	}
	outside := len(s.binds)
	end, empty, ok := s.attributes(nameEnd)
	if !ok {
		return false
	}
	tok := Token{Kind: Start, Start: start, End: end, Name: s.resolve(start+1, nameEnd), attrs: nameEnd}
	s.pos = end
	if empty {
		tok.Kind = Empty
		s.tok = tok
		s.trim = outside
		return true
	}
	if len(s.open) >= s.max {
		return s.fail(start, fmt.Sprintf("元素嵌套超过 %d 层", s.max))
	}
	s.open = append(s.open, element{raw: [2]int{start + 1, nameEnd}, name: tok.Name, binds: outside})
	s.tok = tok
	return true
}

// attributes runs over the attributes, binds the prefixes they declare, and
// gives the end of the tag.
func (s *Scanner) attributes(p int) (end int, empty, ok bool) {
	for {
		a, next, more := nextAttr(s.src, p)
		if !more {
			switch {
			case next < len(s.src) && s.src[next] == '>':
				return next + 1, false, true
			case next+1 < len(s.src) && s.src[next] == '/' && s.src[next+1] == '>':
				return next + 2, true, true
			}
			return 0, false, s.fail(next, "标记或属性写法有误")
		}
		name := s.src[a.NameStart:a.NameEnd]
		if bytes.HasPrefix(name, []byte("xmlns")) {
			if len(name) == 5 {
				s.binds = append(s.binds, binding{[2]int{a.NameStart, a.NameStart}, spaceOf(s.src[a.Start:a.End])})
			} else if name[5] == ':' {
				s.binds = append(s.binds, binding{[2]int{a.NameStart + 6, a.NameEnd}, spaceOf(s.src[a.Start:a.End])})
			}
		}
		p = next
	}
}

func spaceOf(uri []byte) Space { return spaces[string(uri)] }

// resolve gives the name written at src[from:to].
func (s *Scanner) resolve(from, to int) Name {
	colon := bytes.IndexByte(s.src[from:to], ':')
	prefix, local := s.src[from:from], s.src[from:to]
	if colon >= 0 {
		prefix, local = s.src[from:from+colon], s.src[from+colon+1:to]
	}
	return Name{s.lookup(prefix), s.intern(local)}
}

func (s *Scanner) lookup(prefix []byte) Space {
	for i := len(s.binds) - 1; i >= 0; i-- {
		b := s.binds[i]
		if bytes.Equal(s.src[b.prefix[0]:b.prefix[1]], prefix) {
			return b.space
		}
	}
	if len(prefix) == 0 {
		return None
	}
	if string(prefix) == "xml" {
		return XML
	}
	return Other
}

func (s *Scanner) intern(b []byte) string {
	if n, ok := s.names[string(b)]; ok {
		return n
	}
	n := string(b)
	if len(s.names) < 4096 {
		s.names[n] = n
	}
	return n
}

func clip(b []byte) string {
	if len(b) > 40 {
		return string(bytes.ToValidUTF8(b[:40], nil)) + "…"
	}
	return string(bytes.ToValidUTF8(b, nil))
}
