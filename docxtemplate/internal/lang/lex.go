package lang

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits on one expression; what people write stays far below.
const (
	maxBytes  = 4096
	maxTokens = 512
	maxDepth  = 32
)

// tokenKind is the kind of a token of an expression.
type tokenKind uint8

const (
	tokNumber tokenKind = iota // 12.50, 95%
	tokString                  // text is the unquoted value
	tokPath                    // path
	tokFunc                    // text is the canonical name; a tokOp "(" follows
	tokOp                      // text is the operator or bracket as expr-lang writes it
	tokConst                   // true, false, nil
)

// token is one token and the bytes of the folded text it came from.
type token struct {
	kind     tokenKind
	text     string
	path     Path
	from, to int
}

// operand reports whether an operand ends with the token, so that an operator or nothing must follow.
func (t token) operand() bool {
	return t.kind != tokOp && t.kind != tokFunc || t.text == ")" || t.text == "]"
}

// wordOps are the words that are operators when they stand alone, in lower case.
var wordOps = map[string]string{
	"且": "and", "并且": "and", "and": "and",
	"或": "or", "或者": "or", "or": "or",
	"非": "not", "not": "not",
	"in": "in", "属于": "in", "不属于": "not in",
	"包含": "contains", "contains": "contains", "不包含": "not contains",
	"是": "==", "等于": "==", "不是": "!=", "不等于": "!=",
	"大于": ">", "小于": "<", "大于等于": ">=", "小于等于": "<=", "不小于": ">=", "不大于": "<=",
}

// wordConsts are the words that are literals.
var wordConsts = map[string]string{
	"真": "true", "true": "true", "假": "false", "false": "false", "空": "nil", "nil": "nil", "null": "nil",
}

// symbols are the signs, longest first, with what they become.
var symbols = [][2]string{
	{"===", "=="}, {"!==", "!="}, {"==", "=="}, {"!=", "!="}, {"<>", "!="}, {">=", ">="}, {"<=", "<="}, {"=>", ">="}, {"=<", "<="},
	{"&&", "and"}, {"||", "or"}, {"!", "!"}, {"=", "=="}, {"<", "<"}, {">", ">"},
	{"+", "+"}, {"-", "-"}, {"*", "*"}, {"/", "/"}, {"%", "%"},
	{"(", "("}, {")", ")"}, {"[", "["}, {"]", "]"}, {",", ","}, {"?", "?"}, {":", ":"},
}

// lexer cuts the folded text [pos, end) into tokens.
type lexer struct {
	src      string
	pos, end int
	toks     []token
	depth    int
}

// lex cuts text[from:to] into tokens. Offsets of the error are in text.
func lex(text string, from, to int) ([]token, *SyntaxError) {
	if to-from > maxBytes {
		return nil, &SyntaxError{Code: "too-long", Offset: from, Msg: fmt.Sprintf("表达式太长（%d 字节，最多 %d）", to-from, maxBytes)}
	}
	l := &lexer{src: text, pos: from, end: to}
	for l.space(); l.pos < l.end; l.space() {
		if len(l.toks) >= maxTokens {
			return nil, &SyntaxError{Code: "too-long", Offset: l.pos, Msg: fmt.Sprintf("表达式太长（超过 %d 个词）", maxTokens)}
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
	return l.toks, nil
}

func (l *lexer) rest() string { return l.src[l.pos:l.end] }

func (l *lexer) space() {
	for l.pos < l.end && l.src[l.pos] == ' ' {
		l.pos++
	}
}

func (l *lexer) afterOperand() bool { return len(l.toks) > 0 && l.toks[len(l.toks)-1].operand() }

// afterNot reports whether op completes "not in" or "not contains".
func (l *lexer) afterNot(op string) bool {
	n := len(l.toks)
	return (op == "in" || op == "contains") && n > 1 && l.toks[n-1].text == "not" && l.toks[n-1].kind == tokOp && l.toks[n-2].operand()
}

func (l *lexer) add(k tokenKind, text string, from int) {
	l.toks = append(l.toks, token{kind: k, text: text, from: from, to: l.pos})
}

// next reads one token.
func (l *lexer) next() *SyntaxError {
	r, _ := utf8.DecodeRuneInString(l.rest())
	switch {
	case r == '"' || r == '\'':
		return l.str()
	case r >= '0' && r <= '9' && l.number():
		return nil
	case wordRune(r) || r == '`' || r == '.':
		return l.word()
	}
	for _, s := range symbols {
		if strings.HasPrefix(l.rest(), s[0]) {
			return l.symbol(s[0], s[1])
		}
	}
	return &SyntaxError{Code: "bad-char", Offset: l.pos, Msg: fmt.Sprintf("这里不能有“%c”", r), Hint: "名字里的特殊符号要放在一对反引号 ` ` 之间，文字要放在引号之间"}
}

func (l *lexer) symbol(s, op string) *SyntaxError {
	switch op {
	case "(", "[":
		if l.depth++; l.depth > maxDepth {
			return &SyntaxError{Code: "too-deep", Offset: l.pos, Msg: fmt.Sprintf("括号套得太深（最多 %d 层）", maxDepth)}
		}
	case ")", "]":
		if l.depth--; l.depth < 0 {
			return &SyntaxError{Code: "unclosed-paren", Offset: l.pos, Msg: fmt.Sprintf("多了一个“%s”", op)}
		}
	}
	from := l.pos
	l.pos += len(s)
	l.add(tokOp, op, from)
	return nil
}

// str reads a quoted text.
func (l *lexer) str() *SyntaxError {
	q, _ := quoteAt(l.rest())
	end, size, ok := quote{q.size, q.plain, q.closers[:1]}.close(l.rest())
	if !ok {
		return &SyntaxError{Code: "unclosed-string", Offset: l.pos, Msg: "引号没有配对", Hint: "在文字后面补上引号"}
	}
	from := l.pos
	s := unquote(l.src[l.pos+q.size : l.pos+end])
	l.pos += end + size
	l.add(tokString, s, from)
	return nil
}

// number reads digits, a fraction and a per cent sign; false when the digits begin a name, as in 2023年预算.
func (l *lexer) number() bool {
	i := l.pos + digits(l.rest())
	frac := false
	if i < l.end && l.src[i] == '.' {
		if n := digits(l.src[i+1 : l.end]); n > 0 {
			i, frac = i+1+n, true
		}
	}
	word := l.src[i : i+wordLen(l.src[i:l.end])]
	if word != "" && !frac && !startsOperator(word) {
		return false
	}
	if !frac && word == "" && l.namePart(i) {
		return false
	}
	from := l.pos
	l.pos = i
	if l.percent() {
		l.pos++
	}
	l.add(tokNumber, l.src[from:l.pos], from)
	return true
}

// namePart reports whether whole digits ending at i belong to a name: 2023 年 预算数.
func (l *lexer) namePart(i int) bool {
	j := i
	for j < l.end && l.src[j] == ' ' {
		j++
	}
	w := l.src[j : j+wordLen(l.src[j:l.end])]
	if j == i || w == "" || wordKind(w) || startsOperator(w) && digits(w) == 0 {
		return false
	}
	return digits(w) < len(w) || l.namePart(j+len(w))
}

// percent reports whether the % at the position belongs to the number before it: nothing that could be divided by follows.
func (l *lexer) percent() bool {
	if l.pos >= l.end || l.src[l.pos] != '%' {
		return false
	}
	after := strings.TrimLeft(l.src[l.pos+1:l.end], " ")
	if after == "" || strings.ContainsRune(")],=!<>&|?:+-*/%", rune(after[0])) {
		return true
	}
	return wordKind(after[:wordLen(after)])
}

// startsOperator reports whether a word glued to a number begins with 且 or 或: 金额>0且数量>0.
func startsOperator(w string) bool { return gluedOperator(w) < len(w) || wordOps[w] != "" }

// gluedOperator is the length of the 且 or 或 that w begins with, else of w.
func gluedOperator(w string) int {
	for _, op := range []string{"并且", "或者", "且", "或"} {
		if strings.HasPrefix(w, op) {
			return len(op)
		}
	}
	return len(w)
}

// wordKind reports whether a word is an operator or a literal.
func wordKind(w string) bool {
	w = strings.ToLower(w)
	_, op := wordOps[w]
	_, lit := wordConsts[w]
	return op || lit
}

func digits(s string) int {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

// wordRune reports whether r can stand in a name.
func wordRune(r rune) bool {
	return r == '_' || r == '·' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

// wordLen is the length of the word that s begins with.
func wordLen(s string) int {
	for i, r := range s {
		if !wordRune(r) {
			return i
		}
	}
	return len(s)
}

// word reads an operator word, a literal word, a function name or a path.
func (l *lexer) word() *SyntaxError {
	from := l.pos
	w := l.rest()[:wordLen(l.rest())]
	if n := len(l.toks); n > 0 && l.toks[n-1].kind == tokNumber && !wordKind(w) {
		w = w[:gluedOperator(w)]
	}
	after := strings.TrimLeft(l.src[l.pos+len(w):l.end], " ")
	lower := strings.ToLower(w)
	if op, ok := wordOps[lower]; ok && (l.afterOperand() || l.afterNot(op) || op == "not" && after != "" && after[0] != '.') {
		l.pos += len(w)
		l.add(tokOp, op, from)
		return nil
	}
	if lit, ok := wordConsts[lower]; ok && !strings.HasPrefix(after, ".") && !strings.HasPrefix(after, "[") {
		l.pos += len(w)
		l.add(tokConst, lit, from)
		return nil
	}
	if fn, ok := functionNamed(w); ok && strings.HasPrefix(after, "(") {
		l.pos += len(w)
		l.add(tokFunc, fn.name, from)
		return nil
	}
	return l.path()
}
