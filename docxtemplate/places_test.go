package docxtemplate

import (
	"bytes"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

const relNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// TestPlaces fills a tag in every kind of place.
func TestPlaces(t *testing.T) {
	d := dx.Doc{
		Body: dx.P("{{名称}}") +
			`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="alt {{名称}}" title="{{金额}}"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>` + dx.P("框{{名称}}") + `</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:shape alt="{{名称}}"><v:textbox><w:txbxContent>` + dx.P("旧框{{名称}}") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
			`<w:p><w:hyperlink r:id="rIdL">` + dx.R("去{{名称}}") + `</w:hyperlink></w:p>` +
			`<w:p><w:fldSimple w:instr=" DOCPROPERTY {{名称}} ">` + dx.R("{{名称}}") + `</w:fldSimple></w:p>` +
			`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "http://x/{{a.b}}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
			`<w:customXml w:element="e">` + dx.P("自定义{{名称}}") + `</w:customXml>` +
			`<w:p><m:oMath><m:r><m:t>x={{金额}}</m:t></m:r></m:oMath></w:p>` +
			dx.Table(1, `<w:tr><w:tc>`+dx.Table(1, dx.Row("{{列表.名称}}"))+dx.P("")+`</w:tc></w:tr>`),
		Parts: map[string]string{
			"word/header1.xml":       dx.P("眉{{名称}}"),
			"word/footer1.xml":       dx.P("脚{{名称}}"),
			"word/footnotes.xml":     `<w:footnote w:id="2">` + dx.P("注{{名称}}") + `</w:footnote>`,
			"word/endnotes.xml":      `<w:endnote w:id="2">` + dx.P("尾{{名称}}") + `</w:endnote>`,
			"word/comments.xml":      `<w:comment w:id="2" w:author="{{名称}}">` + dx.P("批{{名称}}") + `</w:comment>`,
			"docProps/core.xml":      dx.Head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{名称}}报告</dc:title></cp:coreProperties>`,
			"word/charts/chart1.xml": dx.Head + `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>图{{名</a:t></a:r><a:r><a:t>称}}</a:t></a:r></a:p></c:title><c:v>{{金额}}</c:v></c:chartSpace>`,
		},
		Rels: `<Relationship Id="rIdL" Type="` + relNS + `hyperlink" Target="http://x/%7B%7Ba.b%7D%7D?q={{危险}}" TargetMode="External"/>`,
	}
	out := fill(t, Config{}, d, simple)
	for part, wants := range map[string][]string{
		"word/document.xml": {`descr="alt 甲" title="12.5"`, "框甲", `alt="甲"`, "旧框甲", "去甲", `w:instr=" DOCPROPERTY 甲 "`, `HYPERLINK "http://x/AB" `, "自定义甲", "x=12.5"},
		"word/header1.xml":  {"眉甲"}, "word/footer1.xml": {"脚甲"}, "word/footnotes.xml": {"注甲"}, "word/endnotes.xml": {"尾甲"},
		"word/comments.xml": {"批甲", `w:author="甲"`}, "docProps/core.xml": {"<dc:title>甲报告</dc:title>"},
		"word/charts/chart1.xml": {"<a:t>图甲</a:t>", "<c:v>12.5</c:v>"}, "word/_rels/document.xml.rels": {`Target="http://x/AB?q=%3C&amp;%3E%22%01'"`},
	} {
		got := dx.Part(out, part)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %s:\n%s", part, want, got)
			}
		}
		if strings.Contains(got, "{{") || strings.Contains(got, "%7B") {
			t.Errorf("%s: a tag is left:\n%s", part, got)
		}
	}
	if got := dx.Text(out, "word/document.xml"); !strings.Contains(got, "| [一]/[二]/ |") {
		t.Errorf("nested table: %s", got)
	}
}

// TestTwins lists a text box and its twin once.
func TestTwins(t *testing.T) {
	body := `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>` + dx.P("{{名称}}") + `</w:txbxContent></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><w:txbxContent>` + dx.P("{{名称}}") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
	src := dx.Doc{Body: body}.Bytes()
	tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	if tags := tpl.Tags(); len(tags) != 1 {
		t.Errorf("%d tags, want 1: %+v", len(tags), tags)
	}
}

// TestIDs repeats everything that has an id.
func TestIDs(t *testing.T) {
	body := dx.P("{{循环 列表}}") +
		`<w:p w14:paraId="1A2B3C4D" w14:textId="77777777"><w:bookmarkStart w:id="3" w:name="书签"/>` + dx.R("{{名称}}") + `<w:bookmarkEnd w:id="3"/>` +
		`<w:commentRangeStart w:id="0"/><w:r><w:drawing><wp:inline><wp:docPr id="9" name="图"/></wp:inline></w:drawing></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>` +
		`<w:ins w:id="6" w:author="a">` + dx.R("i") + `</w:ins><w:del w:id="7" w:author="a"/><w:permStart w:id="8" w:edGrp="everyone"/><w:permEnd w:id="8"/>` +
		`<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>` + dx.R("x") + `</w:sdtContent></w:sdt></w:p>` + dx.P("{{结束}}")
	xml := dx.Part(fill(t, Config{}, dx.Doc{Body: body}, simple), "word/document.xml")
	for _, once := range []string{`<wp:docPr id="9"`, `<w:id w:val="5"`, `bookmarkStart w:id="3"`, `bookmarkEnd w:id="3"`, `w:name="书签"`, "commentRangeStart", "commentReference", `w:name="书签_1"`,
		`<wp:docPr id="11"`, `bookmarkStart w:id="10"`, `bookmarkEnd w:id="10"`, `<w:id w:val="15"`,
		`<w:ins w:id="6"`, `<w:ins w:id="12"`, `<w:del w:id="7"`, `<w:del w:id="13"`, `permStart w:id="14"`, `permEnd w:id="14"`} {
		if n := strings.Count(xml, once); n != 1 {
			t.Errorf("%s stands %d times in\n%s", once, n, xml)
		}
	}
	for _, para := range []string{`w14:paraId="1A2B3C4D" w14:textId="77777777"`, `w14:paraId="00000001" w14:textId="00000002"`} {
		if n := strings.Count(xml, para); n != 1 {
			t.Errorf("%s stands %d times in\n%s", para, n, xml)
		}
	}
}
