package docxgen

import (
	"fmt"
	"strings"
)

// picture makes a run with a placeholder picture. Its alt text is a tag for a
// picture, or for text, or no tag at all.
func (g *gen) picture(list string) string {
	const name = "word/media/holder.png"
	if !strings.Contains(g.part.rels, "media/holder.png") {
		g.part.rels += relationship("rIdHolder", "image", "media/holder.png", false)
	}
	if !g.has(name) {
		g.files = append(g.files, file{name, string(pngOf(4, 4)), ""})
	}
	alt := pick(g, "{{"+list+"图}}", "{{@"+list+"图}}", "{{"+list+"图}}", "{{单位}}的章", "固定", "")
	crop := pick(g, "", "", `<a:srcRect l="25000" r="25000"/>`)
	id := g.id()
	pic := fmt.Sprintf(`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%d" name="图" descr="%s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdHolder"/>%s<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>`, id, alt, crop)
	props := fmt.Sprintf(`<wp:extent cx="720000" cy="720000"/>%%s<wp:docPr id="%d" name="图 {{年度}}" descr="%s"/>`, id, alt)
	if g.chance(3) {
		return `<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>` +
			fmt.Sprintf(props, `<wp:wrapNone/>`) + pic + `</wp:anchor></w:drawing></w:r>`
	}
	return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">` + fmt.Sprintf(props, "") + pic + `</wp:inline></w:drawing></w:r>`
}

func (g *gen) has(name string) bool {
	for _, f := range g.files {
		if f.name == name {
			return true
		}
	}
	return false
}

// textBox makes a paragraph with a text box and its twin for old versions of Word. No content stands in it: a table with
// drawings in a text box is more than LibreOffice opens.
func (g *gen) textBox() string {
	if g.boxes > 0 {
		return g.paragraph()
	}
	g.boxes++
	defer func() { g.boxes-- }()
	in := g.in(g.part, placeStory, func() string { return para("", g.split(g.words())) + para("", g.split(g.words())) })
	id := g.id()
	return para("", fmt.Sprintf(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="914400" cy="457200"/><wp:docPr id="%d" name="文本框 {{年度}}" descr="{{单位}}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:72pt;height:36pt" alt="{{单位}}"><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, id, in, in))
}
