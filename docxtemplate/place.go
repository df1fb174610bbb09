package docxtemplate

import "github.com/evalreport/go/internal/document"

// Place is where something stands in a document. Numbers count from 1 and are 0 where they do not apply.
type Place struct {
	Part         string // such as word/document.xml
	Line, Column int    // of a text file, in characters
	Offset       int    // where the paragraph begins in its part, in bytes from 0
	Paragraph    int    // within the body, or within the cell
	Table        int    // counted over the whole part, nested tables too
	Row, Cell    int    // row of the table, and cell of the row as written: a merged cell counts once
	Run          int    // within the paragraph
	Start, End   int    // characters within the paragraph, from 0
	Heading      string // nearest heading above
}

// String is the place in words: 表3 第2行第5格.
func (p Place) String() string { return document.Place(p).String() }
