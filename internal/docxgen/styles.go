package docxgen

import "strings"

func style(typ, id, name, rest string) string {
	return `<w:style w:type="` + typ + `" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + rest + `</w:style>`
}

var styles = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
	style("paragraph", "1", "heading 1", `<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>`) +
	style("paragraph", "item", "条款", `<w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>`) +
	style("character", "b", "Strong", `<w:rPr><w:b/></w:rPr>`) +
	`<w:style w:type="table" w:default="1" w:styleId="t"><w:name w:val="Normal Table"/></w:style>` +
	style("table", "grid", "Table Grid", `<w:basedOn w:val="t"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr>`)

func level(i, format, text, more string) string {
	return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text + `"/><w:lvlJc w:val="left"/></w:lvl>`
}

// numbering has three lists: 1 and 3 share a definition; list 2 is that of a style.
var numbering = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + level("0", "decimal", "%1.", "") + level("1", "lowerLetter", "%2)", "") + level("2", "decimal", "%1.%2.%3", "") + `</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>` + level("0", "chineseCounting", "第%1条", `<w:pStyle w:val="item"/>`) + `</w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
	`<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`

// settings name the separators of the kinds of notes that there are.
func settings(notes []string) string {
	s := `<w:zoom w:percent="100"/><w:evenAndOddHeaders/>`
	for _, kind := range notes {
		s += strings.ReplaceAll(`<w:KINDPr><w:KIND w:id="-1"/><w:KIND w:id="0"/></w:KINDPr>`, "KIND", kind)
	}
	return s + `<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`
}

func separators(kind string) string {
	s := `<w:KIND w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:KIND><w:KIND w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:KIND>`
	return strings.ReplaceAll(s, "KIND", kind)
}

// section ends a section: a paragraph of its own, or one with text.
func (g *gen) section() string {
	typ := pick(g, "", `<w:type w:val="continuous"/>`, `<w:type w:val="oddPage"/>`)
	return para(g.sectPr(typ), pick(g, "", "", run("", "节尾{{年度}}")))
}

func (g *gen) sectPr(typ string) string {
	size := pick(g, `<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`)
	return `<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/><w:headerReference w:type="even" r:id="rId_header2"/><w:footerReference w:type="default" r:id="rId_footer1"/>` + typ + size +
		`<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>` + pick(g, "", `<w:pgNumType w:start="1"/>`) + pick(g, "", `<w:cols w:num="2" w:space="425"/>`) + `</w:sectPr>`
}
