package evalreport

import (
	"fmt"
	"strings"
)

// Place is where a value stands in the file that it was read from. Numbers count from 1; zero means unknown.
type Place struct {
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`      // of a text, YAML or JSON file
	Column    int    `json:"column,omitempty"`    // in characters
	Part      string `json:"part,omitempty"`      // of a .docx: word/document.xml
	Section   string `json:"section,omitempty"`   // the heading above
	Paragraph int    `json:"paragraph,omitempty"` // outside tables, or inside the cell
	Table     int    `json:"table,omitempty"`
	Row       int    `json:"row,omitempty"`
	Cell      int    `json:"cell,omitempty"`
	Run       int    `json:"run,omitempty"`
	Start     int    `json:"start,omitempty"` // characters in the paragraph or cell, from 0
	End       int    `json:"end,omitempty"`
	Quote     string `json:"quote,omitempty"` // the words that stand there
}

// String names the place as a reader counts it: 表1 第5行 第3格, or 第12行第5列.
func (p Place) String() string {
	var parts []string
	add := func(format string, n int) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(format, n))
		}
	}
	if p.Section != "" {
		parts = append(parts, "“"+p.Section+"”")
	}
	add("表%d", p.Table)
	add("第%d行", p.Row)
	add("第%d格", p.Cell)
	if p.Table == 0 {
		add("第%d段", p.Paragraph)
		if p.Line > 0 {
			parts = append(parts, fmt.Sprintf("第%d行第%d列", p.Line, p.Column))
		}
	}
	return strings.Join(parts, " ")
}

// Origins tells where each value of a report was read: path to place. It stands beside the report, as a token.FileSet
// stands beside a syntax tree.
type Origins map[string]Place

// Of is the place of path, or of the nearest path that encloses it.
func (o Origins) Of(path string) (Place, bool) {
	for {
		if p, ok := o[path]; ok {
			return p, true
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			return Place{}, false
		}
		path = path[:i]
	}
}
