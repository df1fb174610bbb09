package docxtemplate

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	goldmarktext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Markdown is a text in Markdown that {{+x}} prints in the template's styles:
// headings in heading 1 to heading 6, lists, tables, quotes, bold, italic, links.
// HTML in it is left out; pictures show as their text.
type Markdown string

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))

// blocks turns the text into blocks; styles says which paragraph styles there are.
func (m Markdown) blocks(styles func(name string) bool) Rich {
	src := []byte(m)
	w := &markdownWriter{src: src, styles: styles}
	for n := markdown.Parser().Parse(goldmarktext.NewReader(src)).FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n, Paragraph{})
	}
	return w.out
}

type markdownWriter struct {
	src    []byte
	styles func(string) bool
	out    Rich
	groups int
	depth  int
}

// styled is a paragraph in the first of the styles that the template has.
func (w *markdownWriter) styled(p Paragraph, names ...string) Paragraph {
	for _, n := range names {
		if w.styles(n) {
			p.Style = n
			break
		}
	}
	return p
}

func (w *markdownWriter) block(n ast.Node, p Paragraph) {
	if w.depth++; w.depth > maxDepth {
		return
	}
	defer func() { w.depth-- }()
	switch n := n.(type) {
	case *ast.Heading:
		name := "heading " + strconv.Itoa(n.Level)
		q := w.styled(p, name)
		q.Runs = w.inline(n, Run{Bold: q.Style == ""}, nil)
		w.out = append(w.out, q)
	case *ast.List:
		w.list(n, p)
	case *ast.Blockquote:
		w.children(n, w.styled(p, "Quote"))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		lines := n.Lines()
		for i := range lines.Len() {
			s := lines.At(i)
			p.Runs = []Run{{Text: strings.TrimRight(string(s.Value(w.src)), "\n")}}
			w.out = append(w.out, w.styled(p, "HTML Preformatted", "Code"))
		}
	case *east.Table:
		w.table(n)
	case *ast.ThematicBreak, *ast.HTMLBlock:
	case *ast.Paragraph, *ast.TextBlock:
		p.Runs = w.inline(n, Run{}, nil)
		w.out = append(w.out, p)
	default:
		w.children(n, p)
	}
}

func (w *markdownWriter) children(n ast.Node, p Paragraph) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c, p)
	}
}

// list prints the items of a list; what follows the first paragraph of an item has no number.
func (w *markdownWriter) list(n *ast.List, p Paragraph) {
	level := 0
	if p.List.Kind != NoList || p.List.Level > 0 {
		level = min(p.List.Level+1, 8)
	}
	w.groups++
	group := w.groups
	kind := Bulleted
	if n.IsOrdered() {
		kind = Numbered
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		q := p
		q.List = List{Kind: kind, Level: level, Group: group}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if inner, ok := c.(*ast.List); ok {
				w.list(inner, Paragraph{Style: p.Style, List: List{Kind: kind, Level: level}})
				continue
			}
			w.block(c, q)
			q.List = List{}
		}
	}
}

func (w *markdownWriter) table(n *east.Table) {
	t := Table{Header: 1}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell, ok := c.(*east.TableCell)
			if !ok {
				continue
			}
			runs := w.inline(cell, Run{Bold: len(t.Rows) == 0}, nil)
			align := map[east.Alignment]string{east.AlignRight: "right", east.AlignCenter: "center", east.AlignLeft: "left"}[cell.Alignment]
			cells = append(cells, Cell{Align: align, Blocks: Rich{Paragraph{Align: align, Runs: runs}}})
		}
		t.Rows = append(t.Rows, cells)
	}
	w.out = append(w.out, t)
}

// inline gathers the runs of a node; f is the format around.
func (w *markdownWriter) inline(n ast.Node, f Run, runs []Run) []Run {
	if w.depth++; w.depth > maxDepth {
		return runs
	}
	defer func() { w.depth-- }()
	add := func(s string) {
		g := f
		g.Text = s
		runs = append(runs, g)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		g := f
		switch c := c.(type) {
		case *ast.Text:
			s := string(c.Segment.Value(w.src))
			if _, code := n.(*ast.CodeSpan); !code {
				s = plainText([]byte(s))
			}
			switch {
			case c.HardLineBreak():
				s += "\n"
			case c.SoftLineBreak() && !endsWide(s):
				s += " "
			}
			add(s)
			continue
		case *ast.String:
			add(string(c.Value))
			continue
		case *ast.RawHTML:
			continue
		case *ast.AutoLink:
			g.Link = string(c.URL(w.src))
			g.Text = string(c.Label(w.src))
			runs = append(runs, g)
			continue
		case *ast.Emphasis:
			g.Bold, g.Italic = g.Bold || c.Level >= 2, g.Italic || c.Level == 1
		case *ast.Link:
			g.Link = plainText(c.Destination)
		case *east.Strikethrough:
			g.Strike = true
		}
		runs = w.inline(c, g, runs)
	}
	return runs
}

// plainText reads the escapes and entities of a stretch of text.
func plainText(b []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

// endsWide reports whether a line ends in a Chinese character, which no space follows.
func endsWide(s string) bool {
	for i := len(s); i > 0; {
		i--
		if s[i]&0xC0 != 0x80 {
			return s[i] >= 0xE0
		}
	}
	return false
}
