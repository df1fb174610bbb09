package docxtemplate

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
)

// Rich is what {{+正文}} prints: blocks in order. Beside Rich a tag takes a
// Block, a string (a paragraph for each line), Markdown, a *Document, Link, lists of
// these, and whatever Config.Rich understands. A value with no blocks makes the
// paragraph of the tag disappear.
type Rich []Block

// Block is a Paragraph, Table, PageBreak, Document or Docx.
type Block interface{ block() }

// Paragraph is a paragraph in a style of the template.
type Paragraph struct {
	Style string // name as Word shows it, or id; "" formats it like the paragraph of the tag
	Align string // left, center, right, both; "" as the style says
	Runs  []Run
	List  List // makes it an item of a list
}

// Run is text of one format.
type Run struct {
	Text                            string // line breaks and tabs are kept
	Style                           string // character style, name or id
	Bold, Italic, Underline, Strike bool
	Link                            string // address of a hyperlink
	Picture                         *Picture
}

// List says that a paragraph is an item of a list.
type List struct {
	Kind  ListKind
	Level int // from 0
	Group int // items of different groups are numbered apart
}

// ListKind is the kind of a list.
type ListKind uint8

const (
	NoList   ListKind = iota // an ordinary paragraph
	Numbered                 // 1. 2. 3.
	Bulleted                 // with a bullet
)

// Table is a table.
type Table struct {
	Style  string // name or id; "" draws single lines
	Text   string // paragraph style of its cells; "" is the template's default
	Head   string // paragraph style of the cells of header rows; "" is Text
	Header int    // rows repeated on every page
	Widths []int  // of columns, in twentieths of a point; nil shares the width of the text
	Rows   [][]Cell
}

// Cell is a cell of a Table.
type Cell struct {
	Text   string
	Blocks Rich   // printed instead of Text
	Style  string // paragraph style of Text; "" as the table says
	Align  string // left, center, right, both
	Bold   bool
	Span   int // columns; 0 is 1
	Down   int // rows; 0 is 1. The rows below leave the cell out
}

// PageBreak begins a new page.
type PageBreak struct{}

// Document is another template filled at the place of the tag. In the body of a
// document it stands in a section of its own, on a new page, with its own paper
// size, orientation and margins; headers, footers and page numbers of the
// document around it run on. Inside cells, headers and text boxes, and with
// Inline, its content flows where the tag stands.
type Document struct {
	Template *Template
	Data     any
	Inline   bool
}

func (Paragraph) block() {}
func (Table) block()     {}
func (PageBreak) block() {}
func (Document) block()  {}

// textPara is a paragraph of plain text, formatted like the paragraph of the tag.
func textPara(s string) Paragraph { return Paragraph{Runs: []Run{{Text: s}}} }

// blocksOf turns the value of a {{+x}} into blocks.
func (r *run) blocksOf(v any, depth int) (Rich, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("内容嵌套太深")
	}
	if hook := r.t.cfg.Rich; hook != nil && v != nil {
		if blocks, ok := hook(v); ok {
			return blocks, nil
		}
	}
	switch v := v.(type) {
	case nil:
		return nil, nil
	case Rich:
		return v, nil
	case *Document:
		if v == nil {
			return nil, nil
		}
		return Rich{*v}, nil
	case Document:
		if v.Template == nil {
			return nil, nil
		}
		return Rich{v}, nil
	case Markdown:
		return v.blocks(func(name string) bool { return r.t.styles().find("paragraph", name) != nil }), nil
	case *Docx:
		if v == nil || v.t == nil {
			return nil, nil
		}
		return Rich{*v}, nil
	case Block:
		return Rich{v}, nil
	case Link:
		if v.Text == "" && v.URL == "" {
			return nil, nil
		}
		return Rich{Paragraph{Runs: []Run{v.run()}}}, nil
	case Run:
		return Rich{Paragraph{Runs: []Run{v}}}, nil
	case []Run:
		return Rich{Paragraph{Runs: v}}, nil
	case string:
		return lines(v), nil
	}
	return r.reflectBlocks(reflect.ValueOf(v), v, depth)
}

// reflectBlocks turns lists, and values that print themselves, into blocks.
func (r *run) reflectBlocks(rv reflect.Value, v any, depth int) (Rich, error) {
	if b, ok := v.(interface{ IsBlank() bool }); ok && b.IsBlank() {
		return nil, nil
	}
	switch x := v.(type) {
	case encoding.TextMarshaler:
		b, err := x.MarshalText()
		return lines(string(b)), err
	case fmt.Stringer:
		return lines(x.String()), nil
	}
	rv = indirect(rv)
	if !rv.IsValid() {
		return nil, nil
	}
	switch {
	case isList(rv):
		var out Rich
		var err error
		each(rv, func(e reflect.Value) bool {
			var more Rich
			more, err = r.blocksOf(toAny(indirect(e)), depth+1)
			out = append(out, more...)
			return err == nil
		})
		return out, err
	case rv.Kind() == reflect.String:
		return lines(rv.String()), nil
	case rv.Kind() == reflect.Map || rv.Kind() == reflect.Struct || rv.Kind() == reflect.Func:
		return nil, fmt.Errorf("%s 不能作为内容填入：应为文字、段落、表格、Markdown、Document，或它们的列表", rv.Type())
	}
	return lines(fmt.Sprint(v)), nil
}

// lines is a paragraph for each line of a text; a blank text is nothing.
func lines(s string) Rich {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	s = strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	var out Rich
	for _, line := range strings.Split(s, "\n") {
		out = append(out, textPara(line))
	}
	return out
}
