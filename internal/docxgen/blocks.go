package docxgen

import (
	"fmt"
	"strings"
)

var opens = []string{"循环 专项", "循环 一级", "循环 一级.二级", "循环 空表", "循环 流", "循环 词", "如果 真", "如果 假", "如果 年度 > 2000 且 单位 != ''", "如果 专项", "除非 空表", "#专项", "?真", "^真"}

// blocks makes paragraphs, tables, content controls and blocks around them.
func (g *gen) blocks(depth int) string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		kind := g.IntN(18)
		if depth <= 0 {
			kind %= 9
		}
		switch kind {
		case 0, 1, 2, 3:
			b.WriteString(g.paragraph())
		case 4:
			b.WriteString(g.control(g.inner(g.paragraph), false))
		case 5:
			b.WriteString(g.rich())
		case 6:
			b.WriteString(para("", g.picture("")))
		case 7:
			b.WriteString(g.textBox())
		case 8:
			b.WriteString(g.chart())
		case 9, 10, 11:
			b.WriteString(g.blockOf(depth))
		case 12:
			b.WriteString(g.control(g.inner(func() string { return g.blocks(depth-1) + g.paragraph() }), false))
		case 13:
			b.WriteString(g.marked(depth))
		default:
			b.WriteString(g.table(depth-1) + g.paragraph())
		}
	}
	return b.String()
}

// blockOf makes a block around blocks; in the body, sections may begin in it.
func (g *gen) blockOf(depth int) string {
	open, end := g.block()
	mark := g.ends()
	s := mark[0] + g.lone(open) + mark[1] + g.blocks(depth-1)
	if g.place == placeBody && g.chance(4) {
		s += g.section() + g.blocks(depth-1)
	}
	return s + g.otherwise(open, depth) + mark[2] + g.lone(end) + mark[3]
}

// block gives the two ends of a block.
func (g *gen) block() (open, end string) {
	return "{{" + pick(g, opens...) + "}}", pick(g, "{{结束}}", "{{结束}}", "{{/}}")
}

// otherwise is the other branch of a block, if it has one.
func (g *gen) otherwise(open string, depth int) string {
	if !strings.HasPrefix(open, "{{如果") && !strings.HasPrefix(open, "{{循环") || g.chance(2) {
		return ""
	}
	return para("", run("", "{{否则}}")) + g.blocks(depth-1)
}

// paragraph makes a paragraph of text, tags and all that may stand in one.
func (g *gen) paragraph() string {
	var b strings.Builder
	for range g.IntN(4) {
		b.WriteString(g.inline())
	}
	return para(g.paraProps(), b.String(), g.paraID())
}

func (g *gen) paraProps() string {
	list := `<w:numPr><w:ilvl w:val="` + pick(g, "0", "1", "2") + `"/><w:numId w:val="` + pick(g, "1", "3") + `"/></w:numPr>`
	return pick(g, "", "", "", `<w:pStyle w:val="1"/>`, `<w:pStyle w:val="item"/>`, list, `<w:jc w:val="center"/>`, g.changedPara())
}

func (g *gen) paraID() string {
	if g.chance(2) {
		return ""
	}
	return fmt.Sprintf(` w14:paraId="%08X" w14:textId="77777777"`, 0x10000000+g.id())
}

// rich makes a paragraph that becomes content, or none.
func (g *gen) rich() string {
	if !g.chance(2) {
		return ""
	}
	return para(g.paraProps(), run(pick(g, "", "<w:b/>"), "{{+"+pick(g, "正文", "正文", "话", "空")+"}}"))
}
