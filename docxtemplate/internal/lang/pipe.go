package lang

import (
	"fmt"
	"strings"
	"unicode"
)

// Pipe is one format as written behind a bar: {{金额 | 千分位:2}}.
type Pipe struct {
	Name string
	Args []string // what stands behind the colon, cut at commas, unquoted
	Text string   // all that stands behind the colon, unquoted: the argument of formats that take a text
	src  string   // as written
	at   int      // offset in the tag
}

// maxPipes is how many formats a value can pass through.
const maxPipes = 16

// String writes the pipe without its bar.
func (p Pipe) String() string {
	if p.src == "" {
		return p.Name
	}
	return p.Name + ":" + p.src
}

// bars gives the offsets of the bars that separate formats.
func (p *parser) bars() []int {
	var out []int
	p.outside(p.from, p.to, func(i int) int {
		switch {
		case strings.HasPrefix(p.f.text[i:p.to], "||"):
			return 2
		case p.f.text[i] == '|':
			out = append(out, i)
		}
		return 1
	})
	return out
}

// outside calls step for each byte outside quotes; step says how many bytes to go on.
func (p *parser) outside(from, to int, step func(i int) int) {
	for i := from; i < to; {
		switch c := p.f.text[i]; c {
		case '"', '`':
			q, _ := quoteAt(p.f.text[i:to])
			end, size, ok := quote{q.size, q.plain, q.closers[:1]}.close(p.f.text[i:to])
			if !ok {
				return
			}
			i += end + size
		default:
			i += step(i)
		}
	}
}

// pipes reads the formats behind the bars.
func (p *parser) pipes(bars []int) ([]Pipe, *SyntaxError) {
	if len(bars) > maxPipes {
		return nil, p.errorf("bad-pipe", bars[maxPipes], "", "格式太多（最多 %d 个）", maxPipes)
	}
	var out []Pipe
	for i, bar := range bars {
		end := p.to
		if i+1 < len(bars) {
			end = bars[i+1]
		}
		pipe, err := p.pipe(bar+1, end)
		if err != nil {
			return nil, err
		}
		out = append(out, pipe)
	}
	return out, nil
}

func (p *parser) pipe(from, to int) (Pipe, *SyntaxError) {
	seg := p.f.text[from:to]
	name, _, colon := strings.Cut(seg, ":")
	from += len(seg) - len(strings.TrimLeft(seg, " "))
	pipe := Pipe{Name: strings.TrimSpace(name), at: p.f.at[from]}
	if pipe.Name == "" {
		return pipe, p.errorf("bad-pipe", from, "例如 {{金额 | 千分位:2}}", "“|”后面缺少格式的名字")
	}
	if strings.ContainsAny(pipe.Name, "\"`") {
		return pipe, p.errorf("bad-pipe", from, "例如 {{名称 | 默认:\"—\"}}", "格式的名字后面缺少冒号")
	}
	if !colon {
		return pipe, nil
	}
	from = to - len(seg) + len(name) + 1
	pipe.src = p.argument(from, to)
	if err := p.unclosed(from, to); err != nil {
		return pipe, err
	}
	pipe.Text = p.plain(from, to)
	start := from
	p.outside(from, to, func(i int) int {
		if p.f.text[i] == ',' {
			pipe.Args = append(pipe.Args, p.plain(start, i))
			start = i + 1
		}
		return 1
	})
	if pipe.src != "" {
		pipe.Args = append(pipe.Args, p.plain(start, to))
	}
	return pipe, nil
}

// unclosed reports a quote that nothing closes.
func (p *parser) unclosed(from, to int) *SyntaxError {
	last := from
	p.outside(from, to, func(i int) int { last = i + 1; return 1 })
	rest := p.f.text[last:to]
	for i := 0; i < len(rest); {
		q, ok := quoteAt(rest[i:])
		if !ok || rest[i] != '"' && rest[i] != '`' {
			break
		}
		end, size, ok := quote{q.size, q.plain, q.closers[:1]}.close(rest[i:])
		if !ok {
			return p.errorf("unclosed-string", last+i, "在文字后面补上引号", "引号没有配对")
		}
		i += end + size
	}
	return nil
}

// argument is the raw text behind text[from:to], without spaces and invisible characters around it.
func (p *parser) argument(from, to int) string {
	return strings.TrimFunc(p.f.raw(p.raw, from, to), func(r rune) bool { return invisible(r) || unicode.IsSpace(r) })
}

// plain gives an argument: a quoted text unquoted, anything else as it was typed (full-width signs too).
func (p *parser) plain(from, to int) string {
	s := strings.TrimSpace(p.f.text[from:to])
	if strings.HasPrefix(s, `"`) {
		q, _ := quoteAt(s)
		if end, size, ok := (quote{q.size, q.plain, q.closers[:1]}).close(s); ok && end+size == len(s) {
			return unquote(s[1:end])
		}
	}
	return p.argument(from, to)
}

// String writes the tag's content in its canonical form; parsing it gives the same tag.
func (t Tag) String() string {
	var b strings.Builder
	head := map[Kind]string{Image: "@", Rich: "+", IfNot: "^", If: "如果 ", ElseIf: "否则如果 ", Else: "否则", Loop: "循环 ",
		NoMerge: "不合并", KeepRow: "保留空行", PageBreak: "分页", Section: "?", Value: "="}[t.Kind]
	switch t.Kind {
	case Comment:
		return "! " + t.Text
	case Literal:
		return quoteText(t.Text)
	case End:
		head = "结束"
		if t.Name != "" {
			return "/" + t.Name
		}
		return head + map[Kind]string{Loop: "循环", If: "如果"}[t.Of]
	case Merge:
		if t.Expr == nil {
			return "合并"
		}
		head = "合并:"
	case Value:
		if u, err := Parse(t.Expr.String(), Options{}); err == nil && u.Kind == Value && u.Expr.String() == t.Expr.String() && u.Alt == nil {
			head = ""
		}
	}
	b.WriteString(head)
	if t.Expr != nil {
		b.WriteString(t.Expr.String())
	}
	if t.As != "" {
		b.WriteString(" 为 " + t.As)
	}
	for _, p := range t.Pipes {
		fmt.Fprintf(&b, " | %s", p)
	}
	return b.String()
}
