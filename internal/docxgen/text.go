package docxgen

import (
	"strings"
)

var (
	// values are texts with tags that print text, each whole.
	values = []string{"字", "字", "{{单位}}", "{{年度}}", "{{专项[0].名称}}", "{{怪}}", "{{长}}", "{{空}}", "{{名称}}", "{{! 注}}", "{{年度 | 千分位:2}}",
		"{{合计(专项.金额) | 大写}}", "{{专项.名称 | 连接}}", "{{一级.二级.名称 | 连接:/}}", "{{日期 | 年月日}}", "{{日期 | 中文日期}}", "{{怪 | 截断:3}}", "{{空 | 默认:—}}", "{{年度 - 1}}", "\\{{x}}", "{{\"{{\"}}", "", ""}
	// inlines are texts with blocks, or with tags that print more than text.
	inlines = []string{"{{如果 真}}甲{{否则}}乙{{结束}}", "{{循环 专项}}{{序号}}{{名称}}、{{结束}}", "{{循环 词}}{{如果 序号 > 1}}；{{结束}}{{.}}{{结束}}", "{{循环 流}}{{序号}}.{{名称}}{{上级.名称}}{{结束}}", "{{如果 假}}x{{结束}}",
		"{{循环 空表}}x{{否则}}无{{结束}}", "{{@图}}", "图{{@图}}右", "{{循环 专项}}{{@图}}{{结束}}", "前{{+话}}后", "{{循环 专项}}{{+话}}；{{结束}}", "{{分页}}"}
	// unknown are names that the data do not have.
	unknown = []string{"{{没有}}", "{{序号}}", "{{没有.的}}", "{{年度.的}}", "{{专项[9].名称}}", "{{没有 | 千分位}}", "{{@没有}}", "{{如果 没有}}x{{结束}}"}
)

// value is a text with a tag that prints text.
func (g *gen) value() string { return pick(g, values...) }

// words are a text with tags of any kind.
func (g *gen) words() string {
	switch {
	case g.unknown && g.chance(12):
		return pick(g, unknown...)
	case g.chance(4):
		return pick(g, inlines...)
	}
	return g.value()
}

// split cuts text into runs anywhere, as Word does.
func (g *gen) split(text string) string {
	rs := []rune(text)
	var b strings.Builder
	for len(rs) > 0 {
		n := len(rs)
		if g.chance(3) {
			n = 1 + g.IntN(len(rs))
		}
		b.WriteString(run(pick(g, "", "", "<w:b/>", `<w:rStyle w:val="b"/>`, `<w:rFonts w:hint="eastAsia"/>`, g.changed()), string(rs[:n])))
		if n < len(rs) && g.chance(4) {
			b.WriteString(`<w:proofErr w:type="spellStart"/>`)
		}
		rs = rs[n:]
	}
	return b.String()
}

func para(props, content string, attrs ...string) string {
	if props != "" {
		props = "<w:pPr>" + props + "</w:pPr>"
	}
	return "<w:p" + strings.Join(attrs, "") + ">" + props + content + "</w:p>"
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func run(props, text string) string {
	if props != "" {
		props = "<w:rPr>" + props + "</w:rPr>"
	}
	return "<w:r>" + props + `<w:t xml:space="preserve">` + escaper.Replace(text) + "</w:t></w:r>"
}
