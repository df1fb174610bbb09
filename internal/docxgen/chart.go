package docxgen

import (
	"fmt"
	"strings"
)

const (
	ssNS    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	ssT     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	chartNS = `xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// chart makes a paragraph with a chart whose workbook has tags.
func (g *gen) chart() string {
	if g.boxes > 0 {
		return g.paragraph()
	}
	n := 1
	for g.has(fmt.Sprintf("word/charts/chart%d.xml", n)) {
		n++
	}
	list := pick(g, "专项", "空表", "流")
	xlsx := book([][2]string{{"", "{{年度}}年金额"}, {"{{" + list + ".名称}}", "{{" + list + ".金额}}"}, {"合计", pick(g, "1", "{{合计(专项.金额)}}")}})
	g.files = append(g.files,
		file{fmt.Sprintf("word/embeddings/book%d.xlsx", n), xlsx, ""},
		file{fmt.Sprintf("word/charts/chart%d.xml", n), g.chartSpace(), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"},
		file{fmt.Sprintf("word/charts/_rels/chart%d.xml.rels", n), relationships(relationship("rId1", "package", fmt.Sprintf("../embeddings/book%d.xlsx", n), false)), ""})
	rel := g.relate("chart", fmt.Sprintf("charts/chart%d.xml", n))
	return para("", fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="600000" cy="400000"/><wp:docPr id="%d" name="图表" descr="{{单位}}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="%s"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, g.id(), rel))
}

func (g *gen) chartSpace() string {
	text := func(f, v string) string {
		return `<c:strRef><c:f>` + f + `</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>` + v + `</c:v></c:pt></c:strCache></c:strRef>`
	}
	series := `<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>` + text("Sheet1!$B$1", "x") + `</c:tx><c:cat>` + text("Sheet1!$A$2:$A$2", "x") +
		`</c:cat><c:val><c:numRef><c:f>Sheet1!$B$2:$B$2</c:f><c:numCache><c:formatCode>0.00</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>0</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>`
	axis := func(kind, id, pos, cross string) string {
		return `<c:` + kind + `><c:axId val="` + id + `"/><c:scaling/><c:delete val="0"/><c:axPos val="` + pos + `"/><c:crossAx val="` + cross + `"/></c:` + kind + `>`
	}
	plot := `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>` + series + `<c:axId val="1"/><c:axId val="2"/></c:barChart>` + axis("catAx", "1", "b", "2") + axis("valAx", "2", "l", "1")
	if g.chance(3) {
		plot = `<c:pieChart>` + series + `</c:pieChart>`
	}
	return head + `<c:chartSpace ` + chartNS + `><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>` + escaper.Replace(g.value()) + `</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:layout/>` + plot + `</c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>`
}

// book is a workbook of one sheet with rows of text cells, as Word puts it into a chart.
func book(rows [][2]string) string {
	var sheet strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, text := range row {
			fmt.Fprintf(&sheet, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+j, i+1, escaper.Replace(text))
		}
		sheet.WriteString(`</row>`)
	}
	types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + ssT + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + ssT + `worksheet+xml"/></Types>`
	return string(zipped([]file{
		{"[Content_Types].xml", head + types, ""},
		{"_rels/.rels", relationships(relationship("rId1", "officeDocument", "xl/workbook.xml", false)), ""},
		{"xl/workbook.xml", head + `<workbook ` + ssNS + ` xmlns:r="` + strings.TrimSuffix(relT, "/") + `"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`, ""},
		{"xl/_rels/workbook.xml.rels", relationships(relationship("rId1", "worksheet", "worksheets/sheet1.xml", false)), ""},
		{"xl/worksheets/sheet1.xml", head + `<worksheet ` + ssNS + `><dimension ref="A1:B3"/><sheetData>` + sheet.String() + `</sheetData></worksheet>`, ""},
	}))
}
