package form

import (
	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
)

// Names of the styles that every profile's Word file has, for headings inside a section (Word shows heading 1 as 标题 1)
// and for tables in the text.
var headingStyles = []string{"", "heading 1", "heading 2", "heading 3", "heading 4"}

const (
	tableStyle     = "表格"
	cellStyle      = "表格文字"
	headerRowStyle = "表头"
)

// rich turns a narrative into paragraphs and tables in the template's own styles.
func rich(v any) (docxtemplate.Rich, bool) {
	switch v := v.(type) {
	case evalreport.Narrative:
		return narrative(v), true
	case evalreport.Section:
		return narrative(v.Narrative), true
	}
	return nil, false
}

func narrative(n evalreport.Narrative) docxtemplate.Rich {
	var blocks docxtemplate.Rich
	for _, b := range n {
		if b.Text != "" {
			style := headingStyles[min(max(b.Heading, 0), len(headingStyles)-1)]
			blocks = append(blocks, docxtemplate.Paragraph{Style: style, Runs: []docxtemplate.Run{{Text: b.Text}}})
		}
		if b.Table != nil {
			blocks = append(blocks, table(b.Table))
		}
	}
	return blocks
}

func table(rows [][]string) docxtemplate.Table {
	t := docxtemplate.Table{Style: tableStyle, Header: 1}
	for i, row := range rows {
		style := cellStyle
		if i == 0 {
			style = headerRowStyle
		}
		var cells []docxtemplate.Cell
		for _, text := range row {
			cells = append(cells, docxtemplate.Cell{Text: text, Style: style})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
