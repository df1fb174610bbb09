package form

import (
	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
)

// headingStyles are the styles of headings inside a section, by level, which every profile's Word file has (Word shows
// heading 1 as 标题 1).
var headingStyles = []string{"", "heading 1", "heading 2", "heading 3", "heading 4"}

// The styles of tables in the text, which every profile's Word file has.
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
	case []evalreport.PublishedBlock:
		return published(v), true
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

// roleStyles are the styles of paragraphs that are more than text.
var roleStyles = map[evalreport.Role]string{
	evalreport.RoleTitle:      "Title",
	evalreport.RoleAttachment: "附件说明",
	evalreport.RoleSignature:  "落款",
	evalreport.RoleDate:       "落款日期",
}

// published prints a report as it was read in.
func published(text []evalreport.PublishedBlock) docxtemplate.Rich {
	var blocks docxtemplate.Rich
	for _, b := range text {
		style := roleStyles[b.Role]
		if b.Role == evalreport.RoleHeading {
			style = headingStyles[min(max(b.Level, 1), len(headingStyles)-1)]
		}
		if b.Text != "" {
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
