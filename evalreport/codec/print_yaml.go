package codec

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// yamlPrinter writes nodes in block style, two spaces a level.
type yamlPrinter struct{ out []byte }

func (p *yamlPrinter) add(s string) { p.out = append(p.out, s...) }

func (p *yamlPrinter) indent(depth int) { p.add(strings.Repeat("  ", depth)) }

func (p *yamlPrinter) document(n *node) {
	switch {
	case n.kind == object && len(n.items) > 0:
		p.object(n, 0)
	case n.kind == list && len(n.items) > 0:
		p.list(n, 0)
	default:
		p.add(strings.TrimLeft(p.inline(n, 0), " ") + "\n")
	}
}

// object writes one line, or block, for each field, each line indented.
func (p *yamlPrinter) object(n *node, depth int) {
	for i, item := range n.items {
		p.indent(depth)
		p.add(scalarYAML(n.keys[i].name, false) + ":")
		p.member(item, depth)
	}
}

// member writes what follows a key.
func (p *yamlPrinter) member(n *node, depth int) {
	note := ""
	if n.note != "" {
		note = "  # " + n.note
	}
	switch {
	case n.kind == object && len(n.items) > 0:
		p.add(note + "\n")
		p.object(n, depth+1)
	case n.kind == list && len(n.items) > 0:
		p.add(note + "\n")
		p.list(n, depth+1)
	case n.kind == null && n.note != "":
		p.add(note + "\n")
	case isBlock(n):
		if n.note != "" { // a comment cannot stand behind the sign of a literal in every reader
			p.add(" |" + chomp(n.text) + note + "\n")
		} else {
			p.add(" |" + chomp(n.text) + "\n")
		}
		p.literal(n.text, depth+1)
	default:
		p.add(p.inline(n, depth) + note + "\n")
	}
}

// list writes one line, or block, for each element.
func (p *yamlPrinter) list(n *node, depth int) {
	for _, item := range n.items {
		if item.sample {
			p.comment(item, depth)
			continue
		}
		p.indent(depth)
		p.add("-")
		p.element(item, depth)
	}
}

func (p *yamlPrinter) element(n *node, depth int) {
	switch {
	case n.kind == object && len(n.items) > 0:
		inner := yamlPrinter{}
		inner.object(n, depth+1)
		p.add(" " + strings.TrimLeft(string(inner.out), " "))
	case n.kind == list && len(n.items) > 0 && !isRow(n):
		p.add("\n")
		p.list(n, depth+1)
	case isBlock(n):
		p.add(" |" + chomp(n.text) + "\n")
		p.literal(n.text, depth+1)
	default:
		p.add(p.inline(n, depth) + "\n")
	}
}

// comment writes a sample element so that removing the # makes it one.
func (p *yamlPrinter) comment(n *node, depth int) {
	plain := *n
	plain.sample = false
	inner := yamlPrinter{}
	inner.list(&node{kind: list, items: []*node{&plain}}, 0)
	for line := range strings.Lines(string(inner.out)) {
		p.indent(depth)
		p.add("# " + strings.TrimPrefix(line, "# "))
	}
}

// inline writes n on the line at hand, with the space before it.
func (p *yamlPrinter) inline(n *node, depth int) string {
	switch n.kind {
	case null:
		return " null"
	case boolean, number:
		return " " + n.text
	case text:
		return " " + scalarYAML(n.text, false)
	case object:
		return " {}"
	}
	cells := make([]string, len(n.items))
	for i, item := range n.items {
		if item.kind == text {
			cells[i] = scalarYAML(item.text, true)
		} else {
			cells[i] = strings.TrimPrefix(p.inline(item, depth), " ")
		}
	}
	return " [" + strings.Join(cells, ", ") + "]"
}

// isRow reports whether n is a row of a table: a list of scalars inside a list, legible on one line.
func isRow(n *node) bool {
	for _, item := range n.items {
		if item.kind == object || item.kind == list || item.sample {
			return false
		}
	}
	return true
}

// isBlock reports whether the text has several lines and can be written as a literal, without escapes.
func isBlock(n *node) bool {
	if n.kind != text || !strings.Contains(strings.TrimRight(n.text, "\n"), "\n") {
		return false
	}
	lines := strings.Split(n.text, "\n")
	if strings.TrimLeft(lines[0], " \t") != lines[0] || lines[0] == "" {
		return false
	}
	for _, line := range lines {
		if !printable(line) || (line != "" && strings.TrimSpace(line) == "") {
			return false
		}
	}
	return true
}

// chomp is the sign that keeps the line feeds at the end of a literal as they are.
func chomp(s string) string {
	switch {
	case !strings.HasSuffix(s, "\n"):
		return "-"
	case strings.HasSuffix(s, "\n\n"):
		return "+"
	}
	return ""
}

func (p *yamlPrinter) literal(s string, depth int) {
	for line := range strings.Lines(strings.TrimSuffix(s, "\n") + "\n") {
		if line != "\n" {
			p.indent(depth)
		}
		p.add(line)
	}
}

// printable reports whether s can stand in YAML as it is.
func printable(s string) bool {
	for _, r := range s {
		if r == '\ufeff' || r == '\ufffd' || r == '\u2028' || r == '\u2029' || (!unicode.IsPrint(r) && r != '　' && r != '\u00a0') {
			return false
		}
	}
	return true
}

// notText are the plain scalars that some reader of YAML takes for a number, a truth, a date or nothing.
var notText = regexp.MustCompile(`^(?i:[-+.]?[\d_.]+(?:e[-+]?\d+)?|[-+]?0[xob][\da-f_]+|[-+]?\d[\d_:.,]*|\d{4}-\d\d?-\d\d?.*|[-+]?\.(?:inf|nan)|~|null|true|false|yes|no|on|off|y|n|=|<<)$`)

// scalarYAML writes a text on one line, plain where every reader takes it for a text, quoted where not.
func scalarYAML(s string, inFlow bool) string {
	if isPlainYAML(s, inFlow) {
		return s
	}
	return quoteYAML(s)
}

func isPlainYAML(s string, inFlow bool) bool {
	switch {
	case s == "" || strings.TrimSpace(s) != s || !printable(s) || notText.MatchString(s):
		return false
	case strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`="):
		return false
	case strings.Contains(s, ": ") || strings.HasSuffix(s, ":") || strings.Contains(s, " #"):
		return false
	case inFlow && strings.ContainsAny(s, ",[]{}:?"):
		return false
	}
	return true
}

// quoteYAML writes a text in double quotes.
func quoteYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || printable(string(r)):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
