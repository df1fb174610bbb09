package opc

import (
	"bytes"
	"hash/maphash"
	"strconv"
	"strings"
	"unicode/utf8"
)

// CheckXML tells whether UTF-8 text is XML that is safe to walk: one root, balanced tags, no deeper than
// Limits.Depth, attributes quoted, once each and within Limits.AttrSize and Limits.Attrs, no DOCTYPE, no
// entity but the five and characters that XML allows. It takes time in proportion to the text and memory in
// proportion to the depth. Prefixes are not resolved. The error is an [*Error] with Offset.
func CheckXML(text []byte, lim Limits) error {
	if !utf8.Valid(text) {
		at := invalidAt(text)
		e := fail(CodeEncoding, hintResave, "第 %d 字节起不是合法的 UTF-8", at)
		e.Offset = at
		return e
	}
	if err := scanXML(text, lim.WithDefaults(), nil); err != nil {
		return err
	}
	return nil
}

// attr is one attribute, its value still escaped.
type attr struct{ name, value []byte }

// visitor is called for every start tag; depth is 1 for the root. It must not keep attrs.
type visitor func(depth int, name []byte, attrs []attr) *Error

type xmlScan struct {
	b     []byte
	pos   int
	lim   Limits
	open  [][]byte // names of the open elements
	attrs []attr
	seen  map[uint64]struct{} // hashes of attribute names of one element that has many
	seed  maphash.Seed
	root  bool // met
	visit visitor
}

// scanXML walks valid UTF-8 once.
func scanXML(b []byte, lim Limits, visit visitor) *Error {
	s := &xmlScan{b: b, lim: lim, visit: visit}
	if err := s.characters(); err != nil {
		return err
	}
	for s.pos < len(b) {
		if b[s.pos] != '<' {
			if err := s.text(); err != nil {
				return err
			}
			continue
		}
		if err := s.markup(); err != nil {
			return err
		}
	}
	switch {
	case len(s.open) > 0:
		return s.fail(CodeTruncated, hintTransfer, "XML 不完整：<%s> 没有结束", show(string(s.open[len(s.open)-1])))
	case !s.root:
		return s.fail(CodeBadXML, hintTransfer, "没有任何 XML 元素")
	}
	return nil
}

// fail makes an error at the present position with a little of the text.
func (s *xmlScan) fail(code, hint, format string, args ...any) *Error {
	e := fail(code, hint, format, args...)
	e.Offset = s.pos
	e.Msg += "（第 " + strconv.Itoa(s.pos) + " 字节"
	if near := show(string(s.b[s.pos:min(len(s.b), s.pos+24)])); near != "" {
		e.Msg += "，“" + near + "” 处"
	}
	e.Msg += "）"
	return e
}

// characters refuses what no XML may contain, wherever it stands.
func (s *xmlScan) characters() *Error {
	for i, c := range s.b {
		if c < 0x20 && c != '\n' && c != '\t' && c != '\r' {
			s.pos = i
			return s.fail(CodeBadXML, hintResave, "含有 XML 不允许的控制字符 U+%04X", c)
		}
	}
	for _, bad := range []string{"\xef\xbf\xbe", "\xef\xbf\xbf"} {
		if i := bytes.Index(s.b, []byte(bad)); i >= 0 {
			s.pos = i
			return s.fail(CodeBadXML, hintResave, "含有 XML 不允许的字符 U+FFFE 或 U+FFFF")
		}
	}
	return nil
}

// text passes what stands between tags.
func (s *xmlScan) text() *Error {
	n := bytes.IndexByte(s.b[s.pos:], '<')
	if n < 0 {
		n = len(s.b) - s.pos
	}
	text := s.b[s.pos : s.pos+n]
	if len(s.open) == 0 && len(bytes.TrimLeft(text, " \t\r\n")) > 0 {
		return s.fail(CodeBadXML, hintResave, "XML 根元素之外有文字")
	}
	if err := s.references(text); err != nil {
		return err
	}
	if bytes.IndexByte(text, ']') >= 0 && bytes.Contains(text, []byte("]]>")) {
		return s.fail(CodeBadXML, hintResave, "文字里有 “]]>”")
	}
	s.pos += n
	return nil
}

// references checks every & of a text or an attribute value that begins at or after pos.
func (s *xmlScan) references(text []byte) *Error {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return nil
		}
		text = text[i+1:]
		n := bytes.IndexByte(text[:min(len(text), 32)], ';')
		if n < 0 {
			return s.fail(CodeEntity, hintResave, "有不成实体的 “&%s”", show(string(text[:min(len(text), 12)])))
		}
		if _, ok := reference(text[:n]); !ok {
			return s.fail(CodeEntity, hintResave, "有不认识的实体 “&%s;”", show(string(text[:n])))
		}
		text = text[n+1:]
	}
}

// reference gives the character of an entity name, "amp" or "#x4e00".
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(string(name), "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hexDigits, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hexDigits, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return 0, false
	}
	r := rune(n)
	legal := r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r < 0xd800 || r >= 0xe000 && r < 0xfffe || r >= 0x10000 && r <= 0x10ffff
	return r, legal
}

// unescapeXML decodes the references of a checked attribute value.
func unescapeXML(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var out strings.Builder
	for {
		i := bytes.IndexByte(b, '&')
		n := -1
		if i >= 0 {
			n = bytes.IndexByte(b[i:], ';')
		}
		if n < 0 {
			out.Write(b)
			return out.String()
		}
		out.Write(b[:i])
		if r, ok := reference(b[i+1 : i+n]); ok {
			out.WriteRune(r)
		}
		b = b[i+n+1:]
	}
}

// markup passes one tag, comment, CDATA section or processing instruction.
func (s *xmlScan) markup() *Error {
	rest := s.b[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("</")):
		return s.endTag()
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.comment()
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		if len(s.open) == 0 {
			return s.fail(CodeBadXML, hintResave, "XML 根元素之外有文字")
		}
		return s.until("<![CDATA[", "]]>", "CDATA 段")
	case bytes.HasPrefix(rest, []byte("<!")):
		if len(rest) >= 9 && bytes.EqualFold(rest[:9], []byte("<!DOCTYPE")) {
			return s.fail(CodeDoctype, hintSource, "含有 DOCTYPE 声明，Office 文件不允许")
		}
		return s.fail(CodeBadXML, hintResave, "有不认识的 “<!” 声明")
	case bytes.HasPrefix(rest, []byte("<?")):
		if s.pos > 0 && bytes.HasPrefix(rest, []byte("<?xml")) && len(rest) > 5 && (isSpace(rest[5]) || rest[5] == '?') {
			return s.fail(CodeBadXML, hintResave, "XML 声明不在开头")
		}
		if nameEnd(s.b, s.pos+2) == s.pos+2 {
			return s.fail(CodeBadXML, hintResave, "处理指令没有名字")
		}
		return s.until("<?", "?>", "处理指令")
	}
	return s.startTag()
}

// comment passes a comment, in which "--" may stand only before the ">".
func (s *xmlScan) comment() *Error {
	at := s.pos + len("<!--")
	n := bytes.Index(s.b[at:], []byte("--"))
	switch {
	case n < 0 || at+n+2 == len(s.b):
		return s.fail(CodeTruncated, hintTransfer, "XML 不完整：注释没有结束")
	case s.b[at+n+2] != '>':
		return s.fail(CodeBadXML, hintResave, "注释里有 “--”")
	}
	s.pos = at + n + 3
	return nil
}

// until passes a construct that begins with open, here, and ends with close.
func (s *xmlScan) until(open, close, what string) *Error {
	n := bytes.Index(s.b[s.pos+len(open):], []byte(close))
	if n < 0 {
		return s.fail(CodeTruncated, hintTransfer, "XML 不完整：%s没有结束", what)
	}
	s.pos += len(open) + n + len(close)
	return nil
}

func (s *xmlScan) endTag() *Error {
	at := s.pos + 2
	end := nameEnd(s.b, at)
	name := s.b[at:end]
	for end < len(s.b) && isSpace(s.b[end]) {
		end++
	}
	switch {
	case end == len(s.b):
		return s.fail(CodeTruncated, hintTransfer, "XML 不完整：标签没有结束")
	case s.b[end] != '>':
		return s.fail(CodeBadXML, hintResave, "结束标签写法不对")
	case len(s.open) == 0:
		return s.fail(CodeBadXML, hintResave, "多出一个结束标签 </%s>", show(string(name)))
	case !bytes.Equal(s.open[len(s.open)-1], name):
		return s.fail(CodeBadXML, hintResave, "</%s> 与 <%s> 不成对", show(string(name)), show(string(s.open[len(s.open)-1])))
	}
	s.open = s.open[:len(s.open)-1]
	s.pos = end + 1
	return nil
}

func (s *xmlScan) startTag() *Error {
	at := s.pos + 1
	end := nameEnd(s.b, at)
	if end == at {
		return s.fail(CodeBadXML, hintResave, "“<” 之后不是标签名")
	}
	if len(s.open) == 0 && s.root {
		return s.fail(CodeBadXML, hintResave, "XML 有两个根元素")
	}
	if len(s.open) >= s.lim.Depth {
		return s.fail(CodeDepth, hintLimits, "元素嵌套超过 %d 层", s.lim.Depth)
	}
	s.root = true
	name := s.b[at:end]
	closed, next, err := s.attributes(end)
	if err != nil {
		return err
	}
	if s.visit != nil {
		if err := s.visit(len(s.open)+1, name, s.attrs); err != nil {
			return err
		}
	}
	if !closed {
		s.open = append(s.open, name)
	}
	s.pos = next
	return nil
}

// attributes reads to the end of a start tag, from i; closed tells "/>".
func (s *xmlScan) attributes(i int) (closed bool, next int, err *Error) {
	s.attrs = s.attrs[:0]
	for b := s.b; ; {
		space := i
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		switch {
		case i == len(b) || b[i] == '/' && i+1 == len(b):
			return false, i, s.fail(CodeTruncated, hintTransfer, "XML 不完整：标签没有结束")
		case b[i] == '>':
			return false, i + 1, s.unique()
		case b[i] == '/' && b[i+1] == '>':
			return true, i + 2, s.unique()
		case space == i:
			return false, i, s.fail(CodeBadXML, hintResave, "标签里的属性之间没有空格")
		}
		if i, err = s.attribute(i); err != nil {
			return false, i, err
		}
	}
}

// attribute reads name="value" at i and gives the place behind it.
func (s *xmlScan) attribute(i int) (int, *Error) {
	b, at := s.b, i
	i = nameEnd(b, i)
	name := b[at:i]
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if len(name) == 0 || i < len(b) && b[i] != '=' {
		return i, s.fail(CodeBadXML, hintResave, "标签里的属性写法不对")
	}
	for i++; i < len(b) && isSpace(b[i]); i++ {
	}
	if i >= len(b) {
		return i, s.fail(CodeTruncated, hintTransfer, "XML 不完整：标签没有结束")
	}
	if b[i] != '"' && b[i] != '\'' {
		return i, s.fail(CodeBadXML, hintResave, "属性 %s 的值没有引号", show(string(name)))
	}
	n := bytes.IndexByte(b[i+1:], b[i])
	if n < 0 {
		return i, s.fail(CodeTruncated, hintTransfer, "XML 不完整：属性 %s 的值没有结束", show(string(name)))
	}
	value := b[i+1 : i+1+n]
	if n > s.lim.AttrSize {
		return i, s.fail(CodeAttr, hintLimits, "属性 %s 有 %s，超过上限 %s", show(string(name)), size(uint64(n)), size(uint64(s.lim.AttrSize)))
	}
	if bytes.IndexByte(value, '<') >= 0 {
		return i, s.fail(CodeBadXML, hintResave, "属性 %s 的值里有 “<”", show(string(name)))
	}
	if err := s.references(value); err != nil {
		return i, err
	}
	if len(s.attrs) >= s.lim.Attrs {
		return i, s.fail(CodeAttr, hintLimits, "一个元素的属性超过 %d 个", s.lim.Attrs)
	}
	s.attrs = append(s.attrs, attr{name, value})
	return i + n + 2, nil
}

// unique refuses two attributes of one name, in linear time.
func (s *xmlScan) unique() *Error {
	if len(s.attrs) <= 12 {
		for i, a := range s.attrs {
			for _, b := range s.attrs[:i] {
				if bytes.Equal(a.name, b.name) {
					return s.fail(CodeBadXML, hintResave, "属性 %s 写了两次", show(string(a.name)))
				}
			}
		}
		return nil
	}
	if s.seen == nil {
		s.seen, s.seed = map[uint64]struct{}{}, maphash.MakeSeed()
	}
	clear(s.seen)
	for _, a := range s.attrs {
		h := maphash.Bytes(s.seed, a.name)
		if _, ok := s.seen[h]; ok {
			return s.fail(CodeBadXML, hintResave, "属性 %s 写了两次", show(string(a.name)))
		}
		s.seen[h] = struct{}{}
	}
	return nil
}

// nameEnd gives the end of the name that begins at i; i itself if there is none.
func nameEnd(b []byte, i int) int {
	if i >= len(b) || nameBytes[b[i]] != nameStart {
		return i
	}
	for i++; i < len(b) && nameBytes[b[i]] != 0; i++ {
	}
	return i
}

const nameStart, nameMore = 1, 2

// nameBytes tells the bytes of names: those that may begin one, and those that may only go on.
var nameBytes = func() (t [256]byte) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == ':' || c >= utf8.RuneSelf:
			t[c] = nameStart
		case '0' <= c && c <= '9' || c == '-' || c == '.':
			t[c] = nameMore
		}
	}
	return t
}()

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// local is a name without its prefix.
func local(name []byte) string {
	return string(name[bytes.LastIndexByte(name, ':')+1:])
}
