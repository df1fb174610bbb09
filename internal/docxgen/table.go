package docxgen

import (
	"fmt"
	"strings"
)

// rowList is a list that rows repeat over.
type rowList struct {
	list  string   // before the pictures and content of its elements; "" where they have none
	names []string // what a row over it may name: fields, outer levels, what is no list
}

var rowsOver = []rowList{
	{"专项.", []string{"专项.名称", "专项.金额", "专项.序号", "单位", "专项.金额 | 千分位:2"}},
	{"", []string{"一级.名称", "一级.二级.名称", "一级.二级.三级.指标", "一级.二级.三级.得分", "一级.序号", "年度"}},
	{"", []string{"一级.名称", "一级.二级.名称", "单位", "一级.二级.序号"}},
	{"", []string{"空表.名称", "空表.金额"}},
	{"流.", []string{"流.名称", "流.金额", "年度"}},
	{"", []string{"单位", "年度", "怪"}},
}

const cellWidth = 1200

// table makes a table with merged cells, rows that repeat, blocks of rows or of
// columns, and tables in cells.
func (g *gen) table(depth int) string {
	cols := 2 + g.IntN(4)
	var rows strings.Builder
	if g.chance(2) {
		rows.WriteString(g.row(cols, depth, g.labels(cols), `<w:tblHeader/>`, nil))
	}
	more := g.rows
	if g.chance(6) { // a block of columns goes through all rows, so no block of rows beside it
		rows.WriteString(g.columns(cols))
		more = g.group
	}
	for range 1 + g.IntN(3) {
		rows.WriteString(more(cols, depth))
	}
	if g.chance(3) {
		rows.WriteString(g.row(cols, 0, first(cols, "合计"), "", nil))
	}
	props := pick(g, "", `<w:tblStyle w:val="grid"/>`) + `<w:tblW w:w="0" w:type="auto"/>`
	if g.chance(3) {
		props += `<w:tblCaption w:val="{{单位}}"/><w:tblDescription w:val="{{年度}}年"/>`
	}
	return `<w:tbl><w:tblPr>` + props + `</w:tblPr><w:tblGrid>` + strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, cellWidth), cols) + `</w:tblGrid>` + rows.String() + `</w:tbl>`
}

// rows makes some rows: a group, a block of groups, or rows in a content control.
func (g *gen) rows(cols, depth int) string {
	switch g.IntN(8) {
	case 0:
		open, end := g.block()
		s := g.row(cols, 0, first(cols, open), "", nil) + g.group(cols, depth)
		if strings.HasPrefix(open, "{{如果") && g.chance(2) {
			s += g.row(cols, 0, first(cols, "{{否则}}"), "", nil) + g.group(cols, 0)
		}
		return s + g.row(cols, 0, first(cols, end), "", nil)
	case 1: // in the cells of the rows themselves
		open, end := g.block()
		texts := g.labels(cols)
		texts[0], texts[cols-1] = open+texts[0], texts[cols-1]+end
		return g.row(cols, 0, texts, "", nil)
	case 2:
		row := g.inner(func() string { return g.row(cols, 0, g.labels(cols), "", nil) })
		if g.chance(2) {
			return g.sectionOfRows(row)
		}
		return g.sdt("", "", row)
	}
	return g.group(cols, depth)
}

// columns makes rows with a block around one of their columns.
func (g *gen) columns(cols int) string {
	n := 1 + g.IntN(3)
	open := pick(g, "{{循环 专项}}{{名称}}", "{{如果 假}}x", "{{循环 空表}}{{名称}}", "{{循环 流}}{{金额}}")
	var b strings.Builder
	for i := range n {
		texts := g.labels(cols)
		if i == 0 {
			texts[1] = open
		}
		if i == n-1 {
			texts[1] += "{{结束}}"
		}
		b.WriteString(g.row(cols, 0, texts, "", nil))
	}
	return b.String()
}

// first is a row of texts with one in the first cell.
func first(cols int, text string) []string { return append([]string{text}, make([]string, cols-1)...) }

func (g *gen) labels(cols int) []string {
	out := make([]string, cols)
	for i := range out {
		out[i] = pick(g, "名称", "得分", "{{单位}}", "")
	}
	return out
}

// group makes rows under merged labels, or rows without; with two labels, the second stands beside part of the first.
func (g *gen) group(cols, depth int) string {
	n := 1 + g.IntN(3)
	labels := g.IntN(min(cols, 3))
	over := pick(g, rowsOver...)
	var b strings.Builder
	for i := range n {
		label := pick(g, "标签", "{{单位}}", "{{"+over.names[0]+"}}")
		if g.chance(2) {
			label, over = "标签", pick(g, rowsOver...)
		}
		texts := g.repeating(cols, over)
		merges := map[int]string{}
		for c := range labels {
			merges[c], texts[c] = `<w:vMerge/>`, ""
			if i == 0 || c == 1 && i == 1 {
				merges[c], texts[c] = `<w:vMerge w:val="restart"/>`, label
			}
		}
		props := pick(g, "", "", `<w:cantSplit/>`, fmt.Sprintf(`<w:ins w:id="%d" %s/>`, g.id(), author))
		b.WriteString(g.row(cols, depth, texts, props, merges))
	}
	return b.String()
}

// repeating are the texts of a row over a list.
func (g *gen) repeating(cols int, over rowList) []string {
	texts := make([]string, cols)
	for c := range texts {
		texts[c] = pick(g, "{{"+pick(g, over.names...)+"}}", "{{"+pick(g, over.names...)+"}}", "字", "")
		switch {
		case g.chance(12):
			texts[c] += pick(g, "{{合并}}", "{{不合并}}", "{{保留空行}}")
		case over.list != "" && g.chance(8):
			texts[c] = pick(g, "{{@"+over.list+"图}}", "{{+"+over.list+"正文}}", "{{+"+over.list+"话}}")
		case over.list != "" && g.chance(10):
			texts[c] = placeholder + over.list
		}
	}
	return texts
}

// placeholder before a list stands for a placeholder picture in a cell.
const placeholder = "\x00"

// row makes a row; two cells are sometimes one, and sometimes it is narrower than the table.
func (g *gen) row(cols, depth int, texts []string, props string, merges map[int]string) string {
	var b strings.Builder
	if len(merges) == 0 && cols > 3 && texts[cols-1] == "" && g.chance(4) {
		cols--
		texts = texts[:cols]
		props = `<w:gridAfter w:val="1"/><w:wAfter w:w="1200" w:type="dxa"/>` + props
	}
	if props != "" {
		props = "<w:trPr>" + props + "</w:trPr>"
	}
	b.WriteString("<w:tr>" + props)
	for c := 0; c < cols; c++ {
		span := 1
		if merges[c] == "" && c+1 < cols && merges[c+1] == "" && texts[c+1] == "" && c != 1 && c+1 != 1 && g.chance(3) {
			span = 2
		}
		content := g.inner(func() string { return g.cellContent(texts[c], depth, merges[c] == "") })
		gridSpan := ""
		if span > 1 {
			gridSpan = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, span)
		}
		cell := fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s</w:tcPr>%s</w:tc>`, cellWidth*span, gridSpan, merges[c], content)
		if merges[c] == "" && texts[c] == "" && g.chance(8) {
			cell = g.sdt(pick(g, "", `<w:tag w:val="单位"/>`), "", cell)
		}
		b.WriteString(cell)
		c += span - 1
	}
	return b.String() + "</w:tr>"
}

// cellContent is what a cell holds: a text, and sometimes blocks behind it.
func (g *gen) cellContent(text string, depth int, free bool) string {
	if list, ok := strings.CutPrefix(text, placeholder); ok {
		return para("", g.picture(list))
	}
	s := para(pick(g, "", "", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`), g.split(text))
	if free && depth > 0 && g.chance(8) {
		s += g.blocks(depth-1) + g.paragraph()
	}
	return s
}
