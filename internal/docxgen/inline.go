package docxgen

import "fmt"

const author = `w:author="a" w:date="2024-01-01T00:00:00Z"`

// inline makes something that stands in a paragraph.
func (g *gen) inline() string {
	text := g.words()
	switch g.IntN(24) {
	case 0:
		open, end := g.block()
		return g.split(text+open) + g.split(g.words()) + g.split(end)
	case 1:
		return g.bookmark(g.split(text))
	case 2:
		return g.control(g.inner(func() string { return g.split(text) }), true)
	case 3, 4:
		return g.revision(text)
	case 5, 6:
		return g.field(text)
	case 7:
		return g.reference(text)
	case 8:
		return g.link(text)
	case 9:
		return `<w:r><w:t>a</w:t><w:tab/><w:t>{{单</w:t><w:br/><w:t>位}}</w:t></w:r><w:proofErr w:type="spellStart"/>`
	case 10:
		return g.picture("")
	case 11:
		return `<m:oMath><m:r><m:t>{{年度}}</m:t></m:r></m:oMath>`
	case 12:
		return `<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="24"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt>` + run("", "音") + `</w:rt><w:rubyBase>` + run("", g.value()) + `</w:rubyBase></w:ruby></w:r>`
	}
	return g.split(text)
}

// revision makes text that was inserted, deleted or moved.
func (g *gen) revision(text string) string {
	deleted := `<w:r><w:delText>{{旧</w:delText></w:r>`
	switch g.IntN(4) {
	case 0:
		return fmt.Sprintf(`<w:del w:id="%d" %s>%s</w:del>`, g.id(), author, deleted)
	case 1:
		id := g.id()
		return fmt.Sprintf(`<w:moveFromRangeStart w:id="%d" %s w:name="move%d"/><w:moveFrom w:id="%d" %s><w:r><w:t>{{年</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="%d"/>`, id, author, id, g.id(), author, id)
	case 2:
		return run("", "{{单") + fmt.Sprintf(`<w:ins w:id="%d" %s>%s</w:ins>`, g.id(), author, run("", "位}}")) + fmt.Sprintf(`<w:del w:id="%d" %s>%s</w:del>`, g.id(), author, deleted)
	}
	return fmt.Sprintf(`<w:ins w:id="%d" %s>%s</w:ins>`, g.id(), author, g.split(text))
}

// changed are properties of a run with a change that is tracked.
func (g *gen) changed() string {
	return fmt.Sprintf(`<w:i/><w:rPrChange w:id="%d" %s><w:rPr/></w:rPrChange>`, g.id(), author)
}

// changedPara are properties of a paragraph with changes that are tracked.
func (g *gen) changedPara() string {
	return fmt.Sprintf(`<w:jc w:val="left"/><w:rPr><w:ins w:id="%d" %s/></w:rPr><w:pPrChange w:id="%d" %s><w:pPr/></w:pPrChange>`, g.id(), author, g.id(), author)
}

// field makes a field: simple, complex, in another one, a check box of a form.
func (g *gen) field(text string) string {
	mark := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	code := func(s string) string {
		return `<w:r><w:instrText xml:space="preserve"> ` + escaper.Replace(s) + ` </w:instrText></w:r>`
	}
	switch g.IntN(4) {
	case 0:
		return `<w:fldSimple w:instr=" DOCPROPERTY {{年度}} ">` + g.split(text) + `</w:fldSimple>`
	case 1:
		box := `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="` + pick(g, "真", "框") + `"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>`
		return box + code("FORMCHECKBOX") + mark("end")
	case 2:
		inner := mark("begin") + code("PAGE") + mark("separate") + run("", "1") + mark("end")
		return mark("begin") + code("IF ") + inner + code(`= 1 "{{单位}}" "x"`) + mark("separate") + g.split(text) + mark("end")
	}
	return mark("begin") + code(pick(g, `DOCPROPERTY "{{单位}}"`, `HYPERLINK "http://example.com/{{年度}}"`)) + mark("separate") + g.split(text) + mark("end")
}

// link makes a hyperlink with a tag in its address, or to a bookmark.
func (g *gen) link(text string) string {
	if g.chance(3) {
		return `<w:hyperlink w:anchor="_b1" w:tooltip="{{单位}}">` + g.split(text) + `</w:hyperlink>`
	}
	return `<w:hyperlink r:id="` + g.relate("hyperlink", "http://example.com/%7B%7B"+pick(g, "年度", "单位", "怪")+"%7D%7D") + `">` + g.split(text) + `</w:hyperlink>`
}
