package lang

import (
	"slices"
	"strings"
)

// blockWord is a word at the head of a tag that is not a name.
type blockWord struct {
	word string // in lower case
	kind Kind
	of   Kind
	// bare words take nothing behind them, so a longer name that begins with one is a name.
	bare  bool
	parse func(*parser, blockWord) (Tag, *SyntaxError)
	size  int
	glued bool
}

func bareTag(p *parser, w blockWord) (Tag, *SyntaxError) {
	if p.from < p.to {
		hint := ""
		if w.kind == Else {
			hint = "有条件时写 {{否则如果 条件}}"
		}
		return Tag{}, p.errorf("unexpected", p.from, hint, "“%s”后面不能再有内容", w.word)
	}
	return Tag{Kind: w.kind}, nil
}

func endTag(p *parser, w blockWord) (Tag, *SyntaxError) {
	t, err := p.end()
	if w.of != Value {
		t.Of = w.of
	}
	return t, err
}

func mergeTag(p *parser, _ blockWord) (Tag, *SyntaxError) {
	if p.from == p.to {
		return Tag{Kind: Merge}, nil
	}
	t, err := p.value(Merge)
	if err == nil {
		t.Name = t.Expr.String()
	}
	return t, err
}

// blockWords are tried in order: longer before shorter.
var blockWords = func() []blockWord {
	loop := func(p *parser, _ blockWord) (Tag, *SyntaxError) { return p.loop() }
	cond := func(p *parser, w blockWord) (Tag, *SyntaxError) { return p.condition(w) }
	var out []blockWord
	add := func(kind, of Kind, bare bool, parse func(*parser, blockWord) (Tag, *SyntaxError), words ...string) {
		for _, w := range words {
			out = append(out, blockWord{word: w, kind: kind, of: of, bare: bare, parse: parse})
		}
	}
	add(ElseIf, Value, false, cond, "否则如果", "否则若", "else if", "elseif", "elsif", "elif")
	add(Else, Value, true, bareTag, "否则", "else")
	add(IfNot, Value, false, cond, "除非", "unless", "if not")
	add(If, Value, false, cond, "如果", "if")
	add(Loop, Value, false, loop, "循环", "遍历", "foreach", "loop", "for")
	add(End, Loop, true, endTag, "结束循环", "循环结束", "end loop", "end for", "endloop", "endfor")
	add(End, If, true, endTag, "结束如果", "如果结束", "结束判断", "end if", "endif")
	add(End, Value, true, endTag, "结束", "end")
	add(NoMerge, Value, true, bareTag, "不合并", "no merge", "nomerge", "unmerge")
	add(Merge, Value, true, mergeTag, "合并", "merge")
	add(KeepRow, Value, true, bareTag, "保留空行", "keep row", "keeprow", "keep")
	add(PageBreak, Value, true, bareTag, "分页符", "分页", "page break", "pagebreak")
	return out
}()

// blockWord finds the block word that the tag begins with. A word followed by
// nothing, a space or a colon is one; so is a Chinese word that takes something
// and is glued to it ({{循环附件}}). {{结束日期}}, {{合并单位}} and {{循环.次数}} are names.
func (p *parser) blockWord() (blockWord, bool) {
	s := p.text()
	for _, w := range blockWords {
		if len(s) < len(w.word) || !strings.EqualFold(s[:len(w.word)], w.word) {
			continue
		}
		w.size = len(w.word)
		rest := s[w.size:]
		latin := w.word[0] < 0x80
		switch {
		case rest == "":
			return w, true
		case rest[0] == ' ' || rest[0] == ':':
			after := strings.TrimLeft(rest, " ")
			if after[0] == '.' && (w.bare || w.goesOn(after)) || after[0] == '|' || w.parsesBare() && latin && rest[0] == ' ' && w.kind != Else {
				continue // a path, a format, or an English name of several words: {{keep dry}}
			}
			if after[0] == ':' {
				w.size += len(rest) - len(after) + 1
			}
			return w, true
		case !w.bare && (rest[0] == '(' || rest[0] == '!' || rest[0] == '"'):
			return w, true
		case !w.bare && !latin && (wordLen(rest) > 0 || rest[0] == '`'):
			w.glued = true
			return w, true
		}
	}
	return blockWord{}, false
}

// goesOn reports whether the word is a name of its own, and what stands behind it goes on from there: {{循环 . 次数}}, but
// not {{循环 . 为 项}}, {{循环 .明细}} or {{循环 . | 取前:3}}.
func (w blockWord) goesOn(rest string) bool {
	name, spaced := strings.CutPrefix(rest, ". ")
	if !spaced || wordLen(strings.TrimLeft(name, " ")) == 0 {
		return false
	}
	return w.kind != Loop || !slices.ContainsFunc(asWords, func(as string) bool { return strings.HasPrefix(rest, "."+as) })
}

// parsesBare reports whether nothing at all may stand behind the word.
func (w blockWord) parsesBare() bool {
	return w.kind == Else || w.kind == NoMerge || w.kind == KeepRow || w.kind == PageBreak
}

// alternative gives the reading of a glued block word as a value, when that is a plain name.
func (p *parser) alternative(w blockWord) *Tag {
	if !w.glued || strings.Contains(p.text(), " ") {
		return nil
	}
	save := *p
	t, err := p.value(Value)
	*p = save
	if err != nil {
		return nil
	}
	if _, ok := t.Expr.IsPath(); !ok {
		return nil
	}
	return &t
}
