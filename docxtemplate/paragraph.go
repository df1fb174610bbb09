package docxtemplate

import (
	"errors"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

// tag is one tag where it stands.
type tag struct {
	lang.Tag
	raw                 string // as written, with delimiters
	unit                *unit
	from, to            int // byte range in unit.text, delimiters included
	first               int // raw offset of its first character
	last                int // raw offset behind its last character
	firstAtom, lastAtom int
	at                  int // raw offset of the character its value takes the place of
	atom                int // index in unit.atoms of the atom at stands in
	chain               lang.Chain
	broken              bool // could not be parsed
	alt                 bool // the alt text of a placeholder picture
	whole               bool // replaces its paragraph: {{+x}} alone in it
	order               int
	ofControl           bool // stands in a content control's own tag
	braced              bool // and is written with delimiters
	ofRow               bool // poi-tl's: it makes a row repeat and is closed by nothing
}

// control reports whether the tag prints nothing itself.
func (t *tag) control() bool {
	switch t.Kind {
	case lang.Value, lang.Image, lang.Rich, lang.PageBreak, lang.Literal:
		return false
	}
	return true
}

// delimiters of a template; the zero value is {{ and }}.
type delimiters struct{ open, close string }

// matchDelim gives the length of the delimiter d at the start of s, 0 if there is
// none. Braces match in every width.
func matchDelim(s, d string) int {
	n := 0
	for _, want := range d {
		if n >= len(s) {
			return 0
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if foldBrace(r) != want {
			return 0
		}
		n += size
	}
	return n
}

func foldBrace(r rune) rune {
	switch r {
	case '｛', '﹛':
		return '{'
	case '｝', '﹜':
		return '}'
	}
	return r
}

// findDelim is the offset of the first d in s at or behind from, -1 if there is none.
func findDelim(s, d string, from int) (at, size int) {
	for i := from; i < len(s); {
		if n := matchDelim(s[i:], d); n > 0 {
			return i, n
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return -1, 0
}

// findTags finds the tags of a unit and reports those that cannot be read. In
// an address delimiters may be percent-encoded, as Word writes them.
func (c *compiler) findTags(u *unit) {
	if len(u.atoms) == 0 || u.atoms[0].flavour != textURL {
		c.findDelimited(u, u.text, c.delims, false)
		return
	}
	c.findDelimited(u, u.text, c.delims, true)
	text := strings.NewReplacer("%7b", "%7B", "%7d", "%7D").Replace(u.text)
	c.findDelimited(u, text, delimiters{escapeURL(c.delims.open), escapeURL(c.delims.close)}, true)
	slices.SortStableFunc(u.tags, func(a, b *tag) int { return a.from - b.from })
}

func (c *compiler) findDelimited(u *unit, text string, d delimiters, url bool) {
	closeAt, closeSize := -2, 0 // the next closing delimiter, once known; -1: there is none
	for pos := 0; ; {
		at, open := findDelim(text, d.open, pos)
		if at < 0 {
			return
		}
		if at > 0 && text[at-1] == '\\' { // \{{ prints {{
			c.addTag(u, &tag{Tag: lang.Tag{Kind: lang.Literal, Text: text[at : at+open]}, from: at - 1, to: at + open})
			pos = at + open
			continue
		}
		from := closeFrom(text, at+open, d)
		if closeAt != -1 && closeAt < from {
			closeAt, closeSize = findDelim(text, d.close, from)
		}
		end, size := closeAt, closeSize
		if next, _ := findDelim(text, d.open, from); end < 0 || next >= 0 && next < end {
			c.unclosed(u, at, open, next)
			pos = at + open
			continue
		}
		t := &tag{from: at, to: end + size, raw: text[at : end+size]}
		inner := text[at+open : end]
		if url {
			inner = unescapeURL(inner)
		}
		c.readTag(u, t, inner, open)
		pos = t.to
	}
}

// readTag understands what stands inside a tag and adds it to the unit.
func (c *compiler) readTag(u *unit, t *tag, inner string, open int) {
	parsed, err := lang.Parse(inner, c.lang)
	if c.root != nil {
		parsed = parsed.Resolve(c.known)
	} else {
		parsed = parsed.Resolve(nil)
	}
	t.Tag = parsed
	if err != nil {
		t.broken = true
		c.addTag(u, t)
		c.syntax(t, err)
		return
	}
	t.NameStart += open
	c.addTag(u, t)
	c.bindPipes(t)
}

// closeFrom skips a string literal that holds a delimiter: {{a | 默认:"}}"}}, {{"{{"}}.
func closeFrom(text string, from int, d delimiters) int {
	rest := text[from:]
	if len(rest) > 500 {
		rest = rest[:500]
	}
	q := strings.IndexAny(rest, `"'“`)
	if q < 0 || !startsArgument(rest[:q]) {
		return from
	}
	mark, size := utf8.DecodeRuneInString(rest[q:])
	if mark == '“' {
		mark = '”'
	}
	inner := rest[q+size:]
	e := strings.IndexRune(inner, mark)
	if c, _ := findDelim(rest[:q], d.close, 0); e < 0 || c >= 0 {
		return from
	}
	opens, _ := findDelim(inner[:e], d.open, 0)
	closes, _ := findDelim(inner[:e], d.close, 0)
	if opens < 0 && closes < 0 {
		return from
	}
	return from + q + size + e
}

// startsArgument reports whether a string literal may follow a text: {{名称 "x is the start of none.
func startsArgument(before string) bool {
	before = strings.TrimSpace(before)
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(":：,，(（=＝+＋", r)
}

func (c *compiler) addTag(u *unit, t *tag) {
	t.unit, t.order = u, c.ntags
	c.ntags++
	t.first, t.firstAtom = u.raw(t.from, false)
	t.at, t.atom = u.raw(min(t.from+t.NameStart, t.to-1), true)
	t.last, t.lastAtom = u.raw(t.to-1, false)
	if a := &u.atoms[t.lastAtom]; a.start < a.end {
		_, size := wml.Char(u.part.src[t.last:a.end])
		t.last += size
	}
	if t.raw == "" {
		t.raw = u.text[t.from:t.to]
	}
	u.tags = append(u.tags, t)
}

func (c *compiler) bindPipes(t *tag) {
	if len(t.Pipes) == 0 {
		return
	}
	chain, err := c.registry.Bind(t.Pipes)
	if err != nil {
		c.syntax(t, err)
		t.broken = true
		return
	}
	t.chain = chain
}

func (c *compiler) unclosed(u *unit, at, open, next int) {
	end := len(u.text)
	if next >= 0 {
		end = next
	}
	found := clipText(u.text[at:end], 24)
	e := c.errorAt(u, at, at+open)
	e.Code, e.Found = "unclosed-tag", found
	e.Msg = "标签没有写完，缺少 " + c.delims.close
	e.Hint = "请在同一段内补上 " + c.delims.close
	for s := u.text[at+open : min(end, at+open+200)]; ; s = s[:strings.LastIndexAny(s, "}｝ \t\n")] { // without the words that follow
		if name := c.nearestText(strings.TrimRight(s, "}｝ \t\n")); name != "" {
			e.Hint = "是否应为 " + c.delims.open + name + c.delims.close + "？"
			break
		}
		if !strings.ContainsAny(s, "}｝ \t\n") {
			break
		}
	}
	c.report(e)
}

func (c *compiler) syntax(t *tag, err error) {
	e := c.errorAt(t.unit, t.from, t.to)
	e.Code, e.Found, e.Msg = "syntax", t.raw, err.Error()
	var se *lang.SyntaxError
	if errors.As(err, &se) {
		e.Code, e.Msg, e.Hint = se.Code, se.Msg, se.Hint
	}
	if inner := strings.TrimPrefix(lang.Fold(t.raw), "{{{"); inner != lang.Fold(t.raw) && c.delims.open == "{{" {
		e.Msg = "多了一层大括号"
		e.Hint = "请写成 {{" + strings.Trim(inner, "{} ") + "}}；要印出大括号，请在它与标签之间空一格"
	}
	c.report(e)
}

// raw maps an offset in the text of the unit to the raw offset of the character
// there, and to the atom that holds it. With solid it moves on to an atom of
// real characters when a break stands there. Offsets asked for in rising order
// take linear time in all.
func (u *unit) raw(off int, solid bool) (int, int) {
	i := sort.Search(len(u.atoms), func(i int) bool { return u.atoms[i].text > off }) - 1
	for solid && i+1 < len(u.atoms) && u.atoms[i].start == u.atoms[i].end {
		i++
		off = u.atoms[i].text
	}
	a, c := &u.atoms[i], &u.cursor
	if a.start == a.end {
		return int(a.start), i
	}
	if c.atom != i || c.text > off || c.raw == 0 {
		*c = cursor{i, a.text, int(a.start)}
	}
	c.raw += u.part.skipRaw(c.raw, int(a.end), off-c.text)
	c.text = off
	return c.raw, i
}

// cursor remembers where the last call of raw ended.
type cursor struct{ atom, text, raw int }

// atomEnd is the offset in the text behind an atom.
func (u *unit) atomEnd(i int) int {
	if i+1 < len(u.atoms) {
		return u.atoms[i+1].text
	}
	return len(u.text)
}

func escapeURL(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D").Replace(s)
}

func unescapeURL(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, lo := unhex(s[i+1]), unhex(s[i+2])
			if hi >= 0 && lo >= 0 {
				b = append(b, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func clipText(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	return string(rs[:n]) + "…"
}

// skipRaw gives the number of raw bytes that n bytes of decoded text take.
func (s *source) skipRaw(start, end, n int) int {
	p := start
	for n > 0 && p < end {
		if s.src[p] != '&' {
			p++
			n--
			continue
		}
		r, size := wml.Char(s.src[p:end])
		p += size
		n -= utf8.RuneLen(r)
	}
	return p - start
}
