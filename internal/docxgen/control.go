package docxgen

import "fmt"

// control puts content into a content control, sometimes one whose tag is a path.
func (g *gen) control(content string, inline bool) string {
	tag := pick(g, "", "", `<w:tag w:val="单位"/>`, `<w:tag w:val="{{年度}}"/>`, `<w:tag w:val="其他"/>`, `<w:tag w:val="怪"/>`)
	show := ""
	if tag != "" {
		show = pick(g, "", "<w:showingPlcHdr/>")
	}
	kind := ""
	if inline {
		switch g.IntN(5) {
		case 0:
			kind, content = "<w:text/>", run("", "点此{{单位}}")
		case 1:
			kind, content = `<w:date><w:dateFormat w:val="yyyy/M/d"/><w:lid w:val="zh-CN"/></w:date>`, run("", "{{日期}}")
		case 2:
			tag = `<w:tag w:val="` + pick(g, "真", "假", "空", "其他") + `"/>`
			kind, content = `<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>`, run("", "☐")
		}
	}
	return g.sdt(tag, show+kind, content)
}

func (g *gen) sdt(tag, kind, content string) string {
	return fmt.Sprintf(`<w:sdt><w:sdtPr>%s<w:id w:val="%d"/>%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>`, tag, 1000+g.id(), kind, content)
}

// sectionOfRows is a content control that repeats a row by its own tag.
func (g *gen) sectionOfRows(row string) string {
	item := g.sdt("", `<w15:repeatingSectionItem/>`, row)
	return g.sdt(`<w:tag w:val="`+pick(g, "专项", "空表")+`"/>`, `<w15:repeatingSection/>`, item)
}
