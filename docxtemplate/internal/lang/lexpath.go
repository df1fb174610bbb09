package lang

import (
	"fmt"
	"strings"
)

// path reads a path: names joined by dots, with indexes.
func (l *lexer) path() *SyntaxError {
	from := l.pos
	var p Path
	if l.src[l.pos] == '.' {
		p = Path{Self}
		l.pos++
		if w := l.rest(); w == "" || wordLen(w) == 0 && w[0] != '`' {
			var err *SyntaxError
			if p, err = l.indexes(p); err != nil || len(p) == 1 || !l.skipDot() {
				l.addPath(p, from)
				return err
			}
		}
	}
	for {
		name, err := l.name()
		if err != nil {
			return err
		}
		p = append(p, name)
		if p, err = l.indexes(p); err != nil {
			return err
		}
		if !l.skipDot() {
			break
		}
	}
	if len(p) > maxDepth {
		return &SyntaxError{Code: "too-deep", Offset: from, Msg: fmt.Sprintf("名字的层次太多（最多 %d 层）", maxDepth)}
	}
	l.addPath(p, from)
	return nil
}

func (l *lexer) addPath(p Path, from int) {
	l.toks = append(l.toks, token{kind: tokPath, path: p, from: from, to: l.pos})
}

// Special gives the meaning a first segment has when the data have no field of
// that name: [Self], [Index], [Outer], else "".
func Special(segment string) string {
	switch strings.ToLower(segment) {
	case Self, "this":
		return Self
	case Index, "index":
		return Index
	case Outer, "parent":
		return Outer
	}
	return ""
}

// skipDot steps over a dot and the spaces around it.
func (l *lexer) skipDot() bool {
	save := l.pos
	l.space()
	if l.pos < l.end && l.src[l.pos] == '.' {
		l.pos++
		l.space()
		return true
	}
	l.pos = save
	return false
}

// name reads one segment: words with single spaces between, a backquoted text, and a parenthesised unit behind it.
func (l *lexer) name() (string, *SyntaxError) {
	if strings.HasPrefix(l.rest(), "`") {
		end := strings.IndexByte(l.rest()[1:], '`')
		if end < 1 {
			return "", &SyntaxError{Code: "unclosed-string", Offset: l.pos, Msg: "反引号没有配对，或者中间没有名字", Hint: "在名字两边各写一个 `"}
		}
		s := l.rest()[1 : end+1]
		l.pos += end + 2
		return s, nil
	}
	n := wordLen(l.rest())
	if n == 0 {
		return "", &SyntaxError{Code: "missing-name", Offset: l.pos, Msg: "“.”后面缺少名字"}
	}
	words := []string{l.rest()[:n]}
	l.pos += n
	for {
		save := l.pos
		l.space()
		w := l.rest()[:wordLen(l.rest())]
		if w == "" || wordKind(w) || l.pos == save || l.callAt(w) {
			l.pos = save
			break
		}
		words = append(words, w)
		l.pos += len(w)
	}
	s := strings.Join(words, " ")
	return l.unit(s)
}

// callAt reports whether w, at the position, is the name of a function that is called.
func (l *lexer) callAt(w string) bool {
	_, ok := functionNamed(w)
	return ok && strings.HasPrefix(l.src[l.pos+len(w):l.end], "(")
}

// unit takes a parenthesised word directly behind a name into the name, as in 金额(万元), unless the name looks like a misspelt function.
func (l *lexer) unit(name string) (string, *SyntaxError) {
	if !strings.HasPrefix(l.rest(), "(") {
		return name, nil
	}
	in := l.rest()[1:]
	n := wordLen(in)
	word := n > 0 && strings.HasPrefix(in[n:], ")")
	err := &SyntaxError{Code: "unknown-function", Offset: l.pos - len(name), Msg: fmt.Sprintf("没有函数“%s”", name), Hint: "可用的函数：" + functionNames()}
	if near := nearestFunction(name, 2); near != "" {
		err.Hint = fmt.Sprintf("是否应为 %s？", near)
	}
	if !word || nearestFunction(name, 3) != "" {
		return "", err
	}
	l.pos += n + 2
	return name + "(" + in[:n] + ")", nil
}

// indexes reads [0] behind a segment.
func (l *lexer) indexes(p Path) (Path, *SyntaxError) {
	for strings.HasPrefix(l.rest(), "[") {
		in := strings.TrimLeft(l.rest()[1:], " ")
		n := digits(in)
		tail := strings.TrimLeft(in[n:], " ")
		if n == 0 || n > 9 || !strings.HasPrefix(tail, "]") {
			return p, &SyntaxError{Code: "missing-name", Offset: l.pos, Msg: "方括号里只能写第几个（从 0 数起），例如 附件[0]"}
		}
		p = append(p, strings.TrimLeft(in[:n-1], "0")+in[n-1:n])
		l.pos = l.end - len(tail) + 1
	}
	return p, nil
}

// String writes the path as a tag writes it; names that are not plain words stand between backquotes.
func (p Path) String() string {
	var b strings.Builder
	for i, s := range p {
		switch {
		case i == 0 && s == Self:
			if len(p) == 1 || isIndex(p[1]) {
				b.WriteByte('.')
			}
			continue // else the dot before the next name stands for it
		case i > 0 && isIndex(s):
			b.WriteString("[" + s + "]")
			continue
		}
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(segment(s, i == 0))
	}
	return b.String()
}

// isIndex reports whether a segment is written in brackets.
func isIndex(s string) bool {
	n := digits(s)
	return n > 0 && n == len(s) && n <= 9 && (n == 1 || s[0] != '0')
}

// segment writes one name of a path, between backquotes when it would not be read back otherwise.
func segment(s string, first bool) string {
	l := &lexer{src: s, end: len(s)}
	plain := s != "" && wordLen(s) > 0
	if plain {
		got, err := l.name()
		plain = err == nil && got == s && l.pos == len(s)
	}
	word := s[:wordLen(s)]
	if plain && first && (wordKind(word) || digits(word) == len(word)) {
		plain = false
	}
	if plain && !first && digits(s) == len(s) { // 007
		plain = false
	}
	if plain && digits(word) > 0 && digits(word) < len(word) && startsOperator(word[digits(word):]) {
		plain = false
	}
	if plain {
		return s
	}
	return "`" + strings.ReplaceAll(s, "`", "") + "`"
}

// unquote resolves the escapes of a quoted text: \n, \t, \", \', \\.
func unquote(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	escaped := false
	for _, r := range s {
		if !escaped && r == '\\' {
			escaped = true
			continue
		}
		if escaped {
			escaped = false
			switch r {
			case 'n':
				r = '\n'
			case 't':
				r = '\t'
			case '"', '\'', '\\', '“', '”', '‘', '’', '」', '』', '＂', '＇':
			default:
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	if escaped {
		b.WriteByte('\\')
	}
	return b.String()
}

var quoter = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

// quoteText writes a text as a literal.
func quoteText(s string) string { return `"` + quoter.Replace(s) + `"` }
