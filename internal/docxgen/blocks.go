package docxgen

import (
	"fmt"
	"strings"
)

var (
	values = []string{"字", "{{单位}}", "{{年度}}", "{{专项[0].名称}}", "{{怪}}", "{{长}}", "{{空}}", "{{序号}}", "{{名称}}", "{{! 注}}", "{{年度 | 千分位:2}}",
		"{{合计(专项.金额) | 大写}}", "{{专项.名称 | 连接}}", "{{一级.二级.名称 | 连接:/}}", "{{如果 真}}甲{{否则}}乙{{结束}}", "{{循环 专项}}{{名称}}、{{结束}}", "{{如果 假}}x{{结束}}", "", "", "\\{{x}}"}
	opens = []string{"循环 专项", "循环 一级", "循环 一级.二级", "循环 空表", "如果 真", "如果 假", "如果 年度 > 2000 且 单位 != ''", "#专项", "?真", "^真"}
	lists = [][]string{ // what a row over each list may name, and what its outer levels are
		{"专项.名称", "专项.金额", "专项.序号", "单位"},
		{"一级.名称", "一级.二级.名称", "一级.二级.三级.指标", "一级.二级.三级.得分", "一级.序号", "年度"},
		{"一级.名称", "一级.二级.名称", "单位"},
		{"空表.甲", "空表.乙"},
		{"单位", "年度", "怪"},
	}
)

// blocks makes paragraphs, tables, content controls and blocks around them.
func (g *gen) blocks(depth int) string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		kind := g.IntN(12)
		if depth == 0 {
			kind %= 5
		}
		switch kind {
		case 0, 1, 2, 3:
			b.WriteString(g.paragraph())
		case 4:
			b.WriteString(g.control(g.paragraph(), false))
		case 5, 6:
			open, end := g.block()
			b.WriteString(para("", g.split(open)) + g.blocks(depth-1) + g.otherwise(open, depth) + para("", g.split(end)))
		case 7:
			b.WriteString(g.control(g.blocks(depth-1), false))
		case 8:
			b.WriteString(g.textBox())
		default:
			b.WriteString(g.table(depth-1) + g.paragraph())
		}
	}
	return b.String()
}

// block gives the two ends of a block.
func (g *gen) block() (open, end string) {
	open = pick(g, opens...)
	end = "{{结束}}"
	if g.chance(3) {
		end = "{{/}}"
	}
	return "{{" + open + "}}", end
}

func (g *gen) otherwise(open string, depth int) string {
	if !strings.HasPrefix(open, "{{如果") || g.chance(2) {
		return ""
	}
	return para("", run("", "{{否则}}")) + g.blocks(depth-1)
}

// paragraph makes a paragraph of text, tags and all that may stand in one.
func (g *gen) paragraph() string {
	var b strings.Builder
	for range g.IntN(4) {
		text := pick(g, values...)
		switch g.IntN(14) {
		case 0:
			open, end := g.block()
			b.WriteString(g.split(text+open) + g.split(pick(g, values...)) + g.split(end))
		case 1:
			fmt.Fprintf(&b, `<w:bookmarkStart w:id="%[1]d" w:name="_b%[1]d"/>%s<w:bookmarkEnd w:id="%[1]d"/>`, g.id(), g.split(text))
		case 2:
			b.WriteString(g.control(g.split(text), true))
		case 3:
			fmt.Fprintf(&b, `<w:ins w:id="%d" w:author="a" w:date="2024-01-01T00:00:00Z">%s</w:ins>`, g.id(), g.split(text))
		case 4:
			fmt.Fprintf(&b, `<w:del w:id="%d" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>{{旧</w:delText></w:r></w:del>`, g.id())
		case 5:
			b.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> DOCPROPERTY "{{单位}}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + g.split(text) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		case 6:
			b.WriteString(g.reference(text))
		case 7:
			b.WriteString(g.link(text))
		case 8:
			b.WriteString(`<w:r><w:t>a</w:t><w:tab/><w:t>{{单</w:t><w:br/><w:t>位}}</w:t></w:r><w:proofErr w:type="spellStart"/>`)
		default:
			b.WriteString(g.split(text))
		}
	}
	return para(pick(g, "", "", "", `<w:pStyle w:val="1"/>`, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, `<w:jc w:val="center"/>`), b.String(), g.paraID())
}

func (g *gen) paraID() string {
	if g.chance(2) {
		return ""
	}
	return fmt.Sprintf(` w14:paraId="%08X" w14:textId="77777777"`, 0x10000000+g.id())
}

// reference makes a footnote, or a comment on some text.
func (g *gen) reference(text string) string {
	if g.noted {
		return g.split(text)
	}
	g.noted = true
	defer func() { g.noted = false }()
	id := g.id()
	if g.chance(2) {
		g.footnotes += fmt.Sprintf(`<w:footnote w:id="%d">%s</w:footnote>`, id, g.paragraph())
		return g.split(text) + fmt.Sprintf(`<w:r><w:footnoteReference w:id="%d"/></w:r>`, id)
	}
	g.comments += fmt.Sprintf(`<w:comment w:id="%d" w:author="a">%s</w:comment>`, id, g.paragraph())
	return fmt.Sprintf(`<w:commentRangeStart w:id="%[1]d"/>%s<w:commentRangeEnd w:id="%[1]d"/><w:r><w:commentReference w:id="%[1]d"/></w:r>`, id, g.split(text))
}

// link makes a hyperlink with a tag in its address; in headers and notes, to a bookmark.
func (g *gen) link(text string) string {
	if g.noted {
		return `<w:hyperlink w:anchor="_b1">` + g.split(text) + `</w:hyperlink>`
	}
	g.nlinks++
	id := fmt.Sprintf("rIdL%d", g.nlinks)
	g.links += relationship(id, "hyperlink", "http://example.com/%7B%7B年度%7D%7D", true)
	return `<w:hyperlink r:id="` + id + `">` + g.split(text) + `</w:hyperlink>`
}

// control puts content into a content control, sometimes one whose tag is a path.
func (g *gen) control(content string, inline bool) string {
	tag := pick(g, "", "", `<w:tag w:val="单位"/>`, `<w:tag w:val="{{年度}}"/>`, `<w:tag w:val="其他"/>`)
	show := ""
	if tag != "" {
		show = pick(g, "", "<w:showingPlcHdr/>")
	}
	text := ""
	if inline {
		text = pick(g, "", "<w:text/>")
	}
	if text != "" {
		content = run("", "点此{{单位}}")
	}
	return fmt.Sprintf(`<w:sdt><w:sdtPr>%s<w:id w:val="%d"/>%s%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>`, tag, 1000+g.id(), show, text, content)
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
		b.WriteString(run(pick(g, "", "", "<w:b/>", `<w:rStyle w:val="b"/>`, `<w:rFonts w:hint="eastAsia"/>`), string(rs[:n])))
		if n < len(rs) && g.chance(4) {
			b.WriteString(`<w:proofErr w:type="spellStart"/>`)
		}
		rs = rs[n:]
	}
	return b.String()
}

// section ends a section.
func (g *gen) section() string {
	return `<w:p><w:pPr>` + strings.Replace(sectPr, "<w:pgSz", pick(g, "", `<w:type w:val="continuous"/>`)+"<w:pgSz", 1) + `</w:pPr></w:p>`
}

// textBox makes a paragraph with a text box and its twin for old versions of Word.
func (g *gen) textBox() string {
	in := para("", g.split(pick(g, values...))) + para("", g.split(pick(g, values...)))
	id := g.id()
	return para("", fmt.Sprintf(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="914400" cy="457200"/><wp:docPr id="%d" name="文本框 {{年度}}" descr="{{单位}}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:72pt;height:36pt" alt="{{单位}}"><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, id, in, in))
}

func para(props, content string, attrs ...string) string {
	if props != "" {
		props = "<w:pPr>" + props + "</w:pPr>"
	}
	return "<w:p" + strings.Join(attrs, "") + ">" + props + content + "</w:p>"
}

func run(props, text string) string {
	if props != "" {
		props = "<w:rPr>" + props + "</w:rPr>"
	}
	return "<w:r>" + props + `<w:t xml:space="preserve">` + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text) + "</w:t></w:r>"
}
