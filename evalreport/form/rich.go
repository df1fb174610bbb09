package form

import (
	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
)

// Names of the styles that every profile's Word file has, for headings inside a section and for tables in the text.
var headingStyles = []string{"", "标题 1", "标题 2", "标题 3", "标题 4"}

const tableStyle = "表格"

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
	for _, row := range rows {
		var cells []docxtemplate.Cell
		for _, text := range row {
			cells = append(cells, docxtemplate.Cell{Text: text})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
