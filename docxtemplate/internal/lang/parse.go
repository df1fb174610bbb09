package lang

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Parse reads the text between the delimiters. The error is a *SyntaxError.
func Parse(raw string, o Options) (Tag, error) {
	if t, ok := comment(raw); ok {
		return t, nil
	}
	f := fold(raw)
	p := &parser{raw: raw, f: f, o: o}
	p.from = len(f.text) - len(strings.TrimLeft(f.text, " "))
	p.to = p.from + len(strings.TrimSpace(f.text))
	tag, err := p.parse()
	if err != nil {
		err.Offset = f.at[min(err.Offset, len(f.text))]
		return Tag{}, err
	}
	return tag, nil
}

// comment reads {{! …}}, whose text may hold anything.
func comment(raw string) (Tag, bool) {
	for i, r := range raw {
		switch {
		case r == '!' || r == '！' || r == '﹗':
			text := raw[i+utf8.RuneLen(r):]
			return Tag{Kind: Comment, Text: strings.TrimSpace(text), Source: "!" + text}, true
		case strings.TrimSpace(string(r)) != "" && !invisible(r):
			return Tag{}, false
		}
	}
	return Tag{}, false
}

// parser reads one tag; offsets are in the folded text.
type parser struct {
	raw      string
	f        folded
	o        Options
	from, to int
}

func (p *parser) text() string { return p.f.text[p.from:p.to] }

func (p *parser) errorf(code string, at int, hint, format string, args ...any) *SyntaxError {
	return &SyntaxError{Code: code, Offset: at, Msg: fmt.Sprintf(format, args...), Hint: hint}
}

// skip drops n bytes and the spaces behind them.
func (p *parser) skip(n int) {
	p.from += n
	for p.from < p.to && p.f.text[p.from] == ' ' {
		p.from++
	}
}

func (p *parser) parse() (Tag, *SyntaxError) {
	if p.from == p.to {
		return Tag{}, p.errorf("empty-tag", p.from, "写上名字，或删去这对括号", "括号里什么也没有")
	}
	source := p.text()
	tag, err := p.kind()
	if err != nil {
		return Tag{}, err
	}
	tag.Source = source
	if tag.Alt != nil {
		tag.Alt.Source = source
	}
	return tag, nil
}

// kind decides what kind of tag it is.
func (p *parser) kind() (Tag, *SyntaxError) {
	if t, ok, err := p.sign(); ok {
		return t, err
	}
	w, ok := p.blockWord()
	if !ok {
		return p.value(Value)
	}
	start := p.from
	alt := p.alternative(w)
	p.skip(w.size)
	tag, err := w.parse(p, w)
	if alt != nil {
		alt.NameStart, alt.NameEnd = p.f.at[start], p.f.at[p.to]
		tag.Alt = alt
		if err != nil {
			tag, err = *alt, nil
		}
	}
	return tag, err
}

// sign reads a tag that begins with a sign.
func (p *parser) sign() (Tag, bool, *SyntaxError) {
	c := p.text()[0]
	kind := Value
	switch c {
	case '/':
		p.skip(1)
		t, err := p.end()
		return t, true, err
	case '=':
	case '@':
		kind = Image
	case '+':
		kind = Rich
	case '?':
		kind = If
		if p.o.PoiTL {
			kind = Section
		}
	case '^':
		kind = IfNot
	case '#':
		kind = Loop
		if p.o.PoiTL {
			kind = Rich
		}
	case '*':
		kind = Rich
		if !p.o.PoiTL {
			return Tag{}, true, p.errorf("unexpected", p.from, "列表写作 {{+名称}}，循环写作 {{循环 名称}}", "标签不能以“*”开头")
		}
	default:
		return Tag{}, false, nil
	}
	p.skip(1)
	if kind == Loop {
		t, err := p.loop()
		return t, true, err
	}
	t, err := p.value(kind)
	return t, true, err
}

// value reads an expression and its pipes.
func (p *parser) value(kind Kind) (Tag, *SyntaxError) {
	bars := p.bars()
	end := p.to
	if len(bars) > 0 {
		end = bars[0]
	}
	t := Tag{Kind: kind}
	var err *SyntaxError
	if t.Expr, err = compileExpr(p.f.text, p.from, end); err != nil {
		return Tag{}, err
	}
	if t.Pipes, err = p.pipes(bars); err != nil {
		return Tag{}, err
	}
	if c, ok := t.Expr.(*constExpr); ok && kind == Value && len(t.Pipes) == 0 {
		if s, ok := c.value.(string); ok {
			t.Kind, t.Text = Literal, s
		}
	}
	t.NameStart, t.NameEnd = p.nameRange(end)
	return t, nil
}

// nameRange is the range in the raw text of the first name, or else of the whole expression.
func (p *parser) nameRange(end int) (int, int) {
	toks, _ := lex(p.f.text, p.from, end)
	for _, t := range toks {
		if t.kind == tokPath {
			return p.f.at[t.from], p.rawEnd(t.to)
		}
	}
	if len(toks) == 0 {
		return p.f.at[p.from], p.rawEnd(end)
	}
	return p.f.at[toks[0].from], p.rawEnd(toks[len(toks)-1].to)
}

// rawEnd is the offset in the raw text behind the character that ends before the folded offset to.
func (p *parser) rawEnd(to int) int {
	if to == 0 {
		return p.f.at[0]
	}
	at := p.f.at[to-1]
	_, n := utf8.DecodeRuneInString(p.raw[at:])
	if end := at + n; end <= len(p.raw) {
		return max(end, min(p.f.at[to], end))
	}
	return p.f.at[to]
}

// condition reads what stands behind 如果.
func (p *parser) condition(w blockWord) (Tag, *SyntaxError) {
	if p.from == p.to {
		return Tag{}, p.errorf("missing-name", p.from, "例如 {{"+w.word+" 金额 > 0}}", "“%s”后面缺少条件", w.word)
	}
	return p.value(w.kind)
}

// asWords stand between a list and the name of its items.
var asWords = []string{" 为 ", " as ", " AS ", " As "}

// loop reads 附件, 附件 为 项 or 项 in 附件.
func (p *parser) loop() (Tag, *SyntaxError) {
	if p.from == p.to {
		return Tag{}, p.errorf("missing-name", p.from, "例如 {{循环 附件}}", "循环后面缺少列表的名字")
	}
	as, asAt := "", p.from
	end, rest := p.to, p.text()
	for _, word := range asWords {
		if i := strings.LastIndex(rest, word); i >= 0 && !strings.Contains(rest, "|") {
			as, asAt = strings.TrimSpace(rest[i+len(word):]), p.from+i+len(word)
			end = p.from + i
			break
		}
	}
	for _, word := range []string{" in ", " IN ", " In "} {
		if i := strings.Index(rest, word); i >= 0 && as == "" && !strings.Contains(rest[:i], "|") {
			as = strings.TrimSpace(rest[:i])
			p.skip(i + len(word))
			break
		}
	}
	if as != "" && (wordLen(as) != len(as) || digits(as) == len(as) || wordKind(as)) {
		return Tag{}, p.errorf("bad-loop", asAt, "例如 {{循环 附件 为 项}}", "循环里每一项的名字“%s”不合写法", as)
	}
	save := p.to
	p.to = end
	t, err := p.value(Loop)
	p.to = save
	if err != nil {
		return t, err
	}
	if _, ok := t.Expr.IsPath(); !ok {
		return Tag{}, p.errorf("bad-loop", p.from, "例如 {{循环 附件}}", "循环后面只能是一个列表的名字")
	}
	t.Kind, t.As, t.Text = Loop, as, ""
	return t, nil
}

// end reads what stands behind 结束 or /.
func (p *parser) end() (Tag, *SyntaxError) {
	t := Tag{Kind: End, NameStart: p.f.at[p.from], NameEnd: p.f.at[p.to]}
	switch strings.ToLower(p.text()) {
	case "":
		return t, nil
	case "循环", "loop", "for", "foreach", "遍历":
		t.Of = Loop
		return t, nil
	case "如果", "if", "判断", "条件":
		t.Of = If
		return t, nil
	}
	e, err := compileExpr(p.f.text, p.from, p.to)
	if err == nil {
		if path, ok := e.IsPath(); ok {
			t.Name = path.String()
			return t, nil
		}
	}
	t.Name = p.text() // {{/金额 > 0}}: the condition repeated
	if e != nil {
		t.Name = e.String()
	}
	return t, nil
}
