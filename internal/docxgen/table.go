package docxgen

import (
	"fmt"
	"strings"
)

// table makes a table with merged cells, rows that repeat, blocks of rows or of
// columns, and tables in cells.
func (g *gen) table(depth int) string {
	cols := 2 + g.IntN(4)
	var rows strings.Builder
	if g.chance(2) {
		rows.WriteString(g.row(cols, depth, g.labels(cols), `<w:trPr><w:tblHeader/></w:trPr>`, nil))
	}
	block := g.chance(3)
	if block {
		open, _ := g.block()
		rows.WriteString(g.row(cols, 0, first(cols, open), "", nil))
	}
	for range 1 + g.IntN(3) {
		rows.WriteString(g.group(cols, depth))
	}
	if block {
		rows.WriteString(g.row(cols, 0, first(cols, "{{结束}}"), "", nil))
	}
	if g.chance(3) {
		rows.WriteString(g.row(cols, 0, first(cols, "合计"), "", nil))
	}
	return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="1200"/>`, cols) + `</w:tblGrid>` + rows.String() + `</w:tbl>`
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

// group makes rows under one merged label, or rows without.
func (g *gen) group(cols, depth int) string {
	n := 1 + g.IntN(3)
	label := g.chance(2)
	var b strings.Builder
	if n > 1 && g.chance(4) { // a block of columns
		list := pick(g, "{{循环 专项}}{{名称}}", "{{如果 假}}x", "{{循环 空表}}{{甲}}")
		for i := range n {
			texts := g.labels(cols)
			if i == 0 {
				texts[1] = list
			}
			if i == n-1 {
				texts[1] += "{{结束}}"
			}
			b.WriteString(g.row(cols, 0, texts, "", nil))
		}
		return b.String()
	}
	for i := range n {
		list := pick(g, lists...)
		texts := make([]string, cols)
		for c := range texts {
			texts[c] = pick(g, "{{"+pick(g, list...)+"}}", "{{"+pick(g, list...)+"}}", "字", "")
			if g.chance(12) {
				texts[c] += pick(g, "{{合并}}", "{{不合并}}", "{{保留空行}}", "{{序号}}")
			}
		}
		var merges map[int]string
		if label {
			merges = map[int]string{0: `<w:vMerge/>`}
			texts[0] = ""
			if i == 0 {
				merges[0], texts[0] = `<w:vMerge w:val="restart"/>`, pick(g, "标签", "{{单位}}")
			}
		}
		b.WriteString(g.row(cols, depth, texts, pick(g, "", "", `<w:trPr><w:cantSplit/></w:trPr>`), merges))
	}
	return b.String()
}

// row makes a row; two cells are sometimes one.
func (g *gen) row(cols, depth int, texts []string, props string, merges map[int]string) string {
	var b strings.Builder
	b.WriteString("<w:tr>" + props)
	for c := 0; c < cols; c++ {
		span := 1
		if merges[c] == "" && c+1 < cols && merges[c+1] == "" && c != 1 && c+1 != 1 && g.chance(6) {
			span = 2
		}
		content := para("", g.split(texts[c]))
		if depth > 0 && merges[c] == "" && g.chance(8) {
			content += g.table(depth-1) + g.paragraph()
		}
		gridSpan := ""
		if span > 1 {
			gridSpan = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, span)
		}
		cell := fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s</w:tcPr>%s</w:tc>`, 1200*span, gridSpan, merges[c], content)
		b.WriteString(cell)
		c += span - 1
	}
	return b.String() + "</w:tr>"
}
