package docxtemplate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// Error is one fault of a template, or of the data for it, with its place. Its
// text is one line for a person; encoded as JSON it is an object for a program.
type Error struct {
	Code      string `json:"code"`                // stable: unknown-field, unclosed-tag, unclosed-block, …
	File      string `json:"file,omitempty"`      // Config.Name
	Part      string `json:"part,omitempty"`      // "word/document.xml"
	Heading   string `json:"heading,omitempty"`   // the heading above
	Table     int    `json:"table,omitempty"`     // number of the table in the part, from 1; 0 outside tables
	Row       int    `json:"row,omitempty"`       // its row, as Word counts
	Cell      int    `json:"cell,omitempty"`      // its cell in the row, as Word counts
	Paragraph int    `json:"paragraph,omitempty"` // number of the paragraph in the part, from 1
	Near      string `json:"near,omitempty"`      // the words around
	Found     string `json:"found,omitempty"`     // the tag, or the part of it that is wrong
	Hint      string `json:"hint,omitempty"`      // what to do, the nearest name
	Msg       string `json:"message"`             // what is wrong
	Warning   bool   `json:"warning,omitempty"`   // it may be meant so; of Lint only
	twin      bool   // stands in a text box's twin for old versions of Word
	from, to  int    // raw range in the part
}

// Error gives the line: form.docx › 正文 › 表3 第2行 第5格 › “…{{项目.金頟}}…”：没有这个字段，是否应为 项目.金额？ [unknown-field]
func (e *Error) Error() string {
	var b strings.Builder
	step := func(s string) {
		if s != "" {
			if b.Len() > 0 {
				b.WriteString(" › ")
			}
			b.WriteString(s)
		}
	}
	step(e.File)
	step(e.Place())
	if e.Near != "" {
		step("“" + e.Near + "”")
	}
	if b.Len() > 0 {
		b.WriteString("：")
	}
	b.WriteString(e.Msg)
	if e.Hint != "" {
		b.WriteString("，" + e.Hint)
	}
	if e.Code != "" {
		b.WriteString(" [" + e.Code + "]")
	}
	return b.String()
}

// Place names the place as Word users know it: 正文 › 一、基本情况 › 表3 第2行 第5格.
func (e *Error) Place() string {
	var steps []string
	if e.Part != "" {
		steps = append(steps, PartTitle(e.Part))
	}
	if e.Heading != "" {
		steps = append(steps, e.Heading)
	}
	switch {
	case e.Table > 0:
		steps = append(steps, fmt.Sprintf("表%d 第%d行 第%d格", e.Table, e.Row, e.Cell))
	case e.Paragraph > 0:
		steps = append(steps, fmt.Sprintf("第%d段", e.Paragraph))
	}
	return strings.Join(steps, " › ")
}

// ErrorList is every fault of a template at once, in document order.
type ErrorList []*Error

// Error gives a line for each fault.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find each fault.
func (l ErrorList) Unwrap() []error {
	out := make([]error, len(l))
	for i, e := range l {
		out[i] = e
	}
	return out
}

// sort puts the faults in document order, the main document first.
func (l ErrorList) sort(main string) {
	slices.SortStableFunc(l, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(partOrder(a.Part, main), partOrder(b.Part, main)), cmp.Compare(a.Part, b.Part), cmp.Compare(a.from, b.from))
	})
}

func (l ErrorList) err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// PartTitle names a part in Chinese: word/header2.xml is 页眉2.
func PartTitle(part string) string {
	base := part[strings.LastIndexByte(part, '/')+1:]
	if strings.HasSuffix(base, ".rels") {
		return "链接"
	}
	stem := strings.TrimSuffix(base, ".xml")
	name := strings.TrimRight(stem, "0123456789")
	digits := stem[len(name):]
	titles := map[string]string{
		"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注",
		"comments": "批注", "chart": "图表", "chartex": "图表", "data": "智能图形", "drawing": "智能图形", "core": "文档属性", "app": "文档属性", "custom": "自定义属性",
		"styles": "样式", "numbering": "编号", "settings": "设置",
	}
	if t, ok := titles[strings.ToLower(name)]; ok {
		return t + digits
	}
	return part
}

// errorAt makes an error placed at a range of a unit's text.
func (c *compiler) errorAt(u *unit, from, to int) *Error {
	e := &Error{File: c.cfg.Name, Part: u.part.name, Near: near(u.text, from, to), twin: u.twin}
	if len(c.errs) >= maxErrors {
		return e // it will not be reported
	}
	p := u.part.placeOf(u)
	e.Heading, e.Table, e.Row, e.Cell, e.Paragraph = p.heading, p.table, p.row, p.cell, p.para
	e.from, e.to = u.rawRange(from, to)
	return e
}

// rawRange is the range of the part that a range of the text takes.
func (u *unit) rawRange(from, to int) (start, end int) {
	if len(u.atoms) == 0 || to <= from { // the tag of a content control
		nd := &u.part.nodes[max(u.node, 0)]
		return int(nd.start), int(nd.end)
	}
	start, _ = u.raw(from, true)
	end, i := u.raw(to-1, false)
	if a := &u.atoms[i]; a.start < a.end {
		_, size := wml.Char(u.part.src[end:a.end])
		end += size
	}
	return start, end
}

// near quotes a range of text with a few characters on both sides.
func near(text string, from, to int) string {
	const around = 6
	before, after := []rune(text[max(0, from-64):from]), []rune(text[to:min(len(text), to+64)])
	b, a := "", ""
	if len(before) > around {
		before, b = before[len(before)-around:], "…"
	}
	if len(after) > around {
		after, a = after[:around], "…"
	}
	s := b + string(before) + clipText(text[from:to], 60) + string(after) + a
	return strings.Join(strings.Fields(s), " ")
}

// spot is where a unit stands, as Word counts.
type spot struct {
	heading                string
	table, row, cell, para int
}

// placeOf finds the place of a unit in its part.
func (s *source) placeOf(u *unit) spot {
	p := spot{}
	if u.para {
		p.para = u.number
	} else if n := s.ancestor(u.node, kindPara); n >= 0 {
		i := slices.IndexFunc(s.units, func(o *unit) bool { return o.para && o.node == n })
		p.para = s.units[i].number
	}
	p.heading = s.headingAt(u)
	cell := int32(-1)
	for n := u.node; n >= 0; n = s.nodes[n].parent {
		if s.nodes[n].kind == kindCell {
			cell = n
			break
		}
	}
	if cell < 0 {
		return p
	}
	row := s.ancestor(cell, kindRow)
	tbl := s.ancestor(cell, kindTable)
	if row < 0 || tbl < 0 {
		return p
	}
	for n := int32(0); n <= cell; n++ {
		switch s.nodes[n].kind {
		case kindTable:
			if n <= tbl {
				p.table++
			}
		case kindRow:
			if n <= row && s.ancestor(n, kindTable) == tbl {
				p.row++
			}
		case kindCell:
			if s.ancestor(n, kindRow) == row {
				p.cell++
			}
		}
	}
	return p
}

// headingAt is the text of the nearest heading before a unit, "" if there is none.
func (s *source) headingAt(u *unit) string {
	h := ""
	for _, x := range s.headings {
		if x.node >= u.node {
			break
		}
		h = x.text
	}
	return clipText(strings.TrimSpace(h), 30)
}

// ancestor is the nearest node around n of a kind, -1 if there is none.
func (s *source) ancestor(n int32, k kind) int32 {
	if n < 0 {
		return -1
	}
	for n = s.nodes[n].parent; n >= 0; n = s.nodes[n].parent {
		if s.nodes[n].kind == k {
			return n
		}
	}
	return -1
}
