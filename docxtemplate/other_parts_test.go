package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestOtherParts fills diagrams, the properties of the file and every attribute
// in which Word keeps an alternative text.
func TestOtherParts(t *testing.T) {
	const props = "http://schemas.openxmlformats.org/officeDocument/2006/"
	d := dx.Doc{
		Body: `<w:p><w:r><w:pict><v:shape alt="形{{名称}}"/><v:group alt="组{{名称}}"/></w:pict></w:r></w:p>` +
			`<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="1" name="图{{名称}}" descr="锚{{名称}}" title="题{{名称}}"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p" descr="片{{名称}}"/></pic:nvPicPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>` +
			`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="表题{{名称}}"/><w:tblDescription w:val="表述{{名称}}"/></w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>` + dx.Row("x") + `</w:tbl>` +
			`<w:p><w:hyperlink w:tooltip="提示{{名称}}" w:anchor="a">` + dx.R("x") + `</w:hyperlink></w:p>`,
		Parts: map[string]string{
			"word/diagrams/data1.xml":    dx.Head + `<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>结{{名</a:t></a:r><a:r><a:t>称}}构</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
			"word/diagrams/drawing1.xml": dx.Head + `<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dsp:txBody><a:bodyPr/><a:p><a:r><a:t>绘{{名称}}</a:t></a:r></a:p></dsp:txBody></dsp:drawing>`,
			"docProps/app.xml":           dx.Head + `<Properties xmlns="` + props + `extended-properties"><Company>司{{名称}}</Company></Properties>`,
			"docProps/custom.xml":        dx.Head + `<Properties xmlns="` + props + `custom-properties" xmlns:vt="` + props + `docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="k"><vt:lpwstr>自{{名称}}</vt:lpwstr></property></Properties>`,
		},
	}
	d.Rels = `<Relationship Id="rIdD" Type="` + relNS + `diagramData" Target="diagrams/data1.xml"/><Relationship Id="rIdE" Type="http://schemas.microsoft.com/office/2007/relationships/diagramDrawing" Target="diagrams/drawing1.xml"/>` +
		`<Relationship Id="rIdF" Type="` + relNS + `extended-properties" Target="/docProps/app.xml"/><Relationship Id="rIdG" Type="` + relNS + `custom-properties" Target="/docProps/custom.xml"/>`
	src := d.Bytes()
	src = retype(t, src, `</Types>`, `<Override PartName="/word/diagrams/data1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"/><Override PartName="/word/diagrams/drawing1.xml" ContentType="application/vnd.ms-office.drawingml.diagramDrawing+xml"/>`+
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`)
	out := execute(t, compileBytes(t, src), map[string]any{"名称": "甲"})
	for part, wants := range map[string][]string{
		"word/document.xml":          {`alt="形甲"`, `alt="组甲"`, `name="图甲" descr="锚甲" title="题甲"`, `descr="片甲"`, `w:val="表题甲"`, `w:val="表述甲"`, `w:tooltip="提示甲"`},
		"word/diagrams/data1.xml":    {"<a:t>结甲</a:t>", "构</a:t>"},
		"word/diagrams/drawing1.xml": {"<a:t>绘甲</a:t>"},
		"docProps/app.xml":           {"<Company>司甲</Company>"},
		"docProps/custom.xml":        {"<vt:lpwstr>自甲</vt:lpwstr>"},
	} {
		got := dx.Part(out, part)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %s:\n%s", part, want, got)
			}
		}
	}
}

func compileBytes(t *testing.T, src []byte) *Template {
	t.Helper()
	tpl, err := Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}
