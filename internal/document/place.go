package document

import (
	"fmt"
	"strings"
)

// A Place is where something stands. Numbers count from 1 and are 0 where they do not apply; Start and End count
// characters (runes) from 0 within the paragraph as it is in the file, automatic number included, residue and white space at its ends not.
type Place struct {
	Part         string // part of a .docx, such as word/document.xml
	Line, Column int    // of a text file, in runes
	Offset       int    // bytes from the beginning of the decoded text, from 0; of a .docx, where the paragraph begins in its part
	Paragraph    int    // within the body, or within the cell
	Table        int    // counted over the whole part, nested tables too
	Row, Cell    int    // row of the table, and cell of the row as written: a merged cell counts once
	Run          int    // w:r within the paragraph
	Start, End   int
	Heading      string // nearest heading above
}

// String is the place in words, such as 第12行第3列 or 表3 第2行第5格.
func (p Place) String() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "第%d行第%d列", p.Line, p.Column)
		if p.Row > 0 {
			fmt.Fprintf(&b, "（表%d 第%d行第%d格）", p.Table, p.Row, p.Cell)
		}
		return b.String()
	}
	b.WriteString(partName(p.Part))
	if p.Table > 0 {
		fmt.Fprintf(&b, " 表%d", p.Table)
		if p.Row > 0 {
			fmt.Fprintf(&b, " 第%d行第%d格", p.Row, p.Cell)
		}
	}
	if p.Paragraph > 0 && (p.Table == 0 || p.Paragraph > 1) {
		fmt.Fprintf(&b, " 第%d段", p.Paragraph)
	}
	return strings.TrimSpace(b.String())
}

func partName(part string) string {
	base := part[strings.LastIndexByte(part, '/')+1:]
	switch {
	case strings.HasPrefix(base, "header"):
		return "页眉"
	case strings.HasPrefix(base, "footer"):
		return "页脚"
	case strings.HasPrefix(base, "footnotes"):
		return "脚注"
	case strings.HasPrefix(base, "endnotes"):
		return "尾注"
	case part == "":
		return ""
	}
	return "正文"
}

// At is the place of a stretch of the paragraph, in runes of Text: exact to the character in the file.
func (p *Paragraph) At(start, end int) Place {
	pl := p.Place
	pl.Start, pl.End = p.Place.Start+start, p.Place.Start+end
	for _, r := range p.Runs {
		if start < r.Start || start >= r.End {
			continue
		}
		pl.Run = r.Index
		if r.Line > 0 {
			pl.Line, pl.Column = r.Line, r.Column+start-r.Start
			pl.Offset = r.Offset + len(p.Slice(r.Start, start))
		}
		break
	}
	return pl
}
