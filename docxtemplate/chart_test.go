package docxtemplate

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// book is a workbook of one sheet with rows of text cells, as Word puts it into a chart.
func book(t *testing.T, rows ...[]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, content string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, dx.Head+content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const ss, rel = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const pkg = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)
	add("_rels/.rels", `<Relationships `+pkg+`><Relationship Id="rId1" Type="`+rel+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	add("xl/workbook.xml", `<workbook `+ss+` xmlns:r="`+rel+`"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships `+pkg+`><Relationship Id="rId1" Type="`+rel+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
	var sheet strings.Builder
	for i, row := range rows {
		sheet.WriteString(`<row r="` + string(rune('1'+i)) + `">`)
		for j, text := range row {
			sheet.WriteString(`<c r="` + columnName(j+1) + string(rune('1'+i)) + `" t="inlineStr"><is><t>` + escapeAttr(text) + `</t></is></c>`)
		}
		sheet.WriteString(`</row>`)
	}
	add("xl/worksheets/sheet1.xml", `<worksheet `+ss+`><dimension ref="A1:B2"/><sheetData>`+sheet.String()+`</sheetData></worksheet>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// charted is a document with a bar chart of one series over A2 and B2 of a workbook.
func charted(xlsx string) dx.Doc {
	d := styled(`<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="2400000"/><wp:docPr id="1" name="图表 1"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`, portrait)
	d.Parts["word/embeddings/book1.xlsx"] = xlsx
	d.Parts["word/charts/chart1.xml"] = dx.Head + `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{{年度}}年支出</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>x</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val="4472C4"/></a:solidFill></c:spPr><c:cat><c:strRef><c:f>Sheet1!$A$2:$A$2</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{{项目.名称}}</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$B$2:$B$2</c:f><c:numCache><c:formatCode>0.00</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>0</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>`
	d.Parts["word/charts/_rels/chart1.xml.rels"] = dx.Head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/book1.xlsx"/></Relationships>`
	d.Rels = `<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="charts/chart1.xml"/>`
	return d
}

// series shows what a chart draws: formula and cached values of each reference.
func series(xml string) string {
	var out []string
	for _, ref := range regexp.MustCompile(`(?s)<c:(?:str|num)Ref>.*?</c:(?:str|num)Ref>`).FindAllString(xml, -1) {
		s := regexp.MustCompile(`<c:f>(.*?)</c:f>`).FindStringSubmatch(ref)[1] + " ="
		for _, p := range regexp.MustCompile(`<c:pt idx="(\d+)"><c:v>(.*?)</c:v>`).FindAllStringSubmatch(ref, -1) {
			s += " " + p[1] + ":" + p[2]
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// cells shows the sheet of a workbook, a line for each row.
func cells(xlsx string) string {
	sheet := dx.Part([]byte(xlsx), "xl/worksheets/sheet1.xml")
	var out []string
	for _, row := range regexp.MustCompile(`(?s)<row r="(\d+)".*?</row>`).FindAllStringSubmatch(sheet, -1) {
		s := row[1]
		for _, c := range regexp.MustCompile(`(?s)<c r="([A-Z]+)\d+".*?</c>`).FindAllStringSubmatch(row[0], -1) {
			s += " " + c[1] + "=" + regexp.MustCompile(`<[^>]*>`).ReplaceAllString(c[0], "")
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestChartFromWorkbook(t *testing.T) {
	list := []any{map[string]any{"名称": "甲<乙", "金额": 12.5}, map[string]any{"名称": "丙", "金额": "1,234.00"}, map[string]any{"名称": "丁", "金额": nil}}
	tpl := compileDoc(t, Config{}, charted(book(t, []string{"", "{{年度}}年金额"}, []string{"{{项目.名称}}", "{{项目.金额}}"}, []string{"合计", "1247"})))
	b := execute(t, tpl, map[string]any{"年度": 2023, "项目": list})
	chart := dx.Part(b, "word/charts/chart1.xml")
	if got, want := series(chart), "Sheet1!$B$1 = 0:2023年金额; Sheet1!$A$2:$A$4 = 0:甲&lt;乙 1:丙 2:丁; Sheet1!$B$2:$B$4 = 0:12.5 1:1234.00"; got != want {
		t.Errorf("chart\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(chart, "2023年支出") {
		t.Error("the title is not filled")
	}
	want := "1 A= B=2023年金额\n2 A=甲&lt;乙 B=12.5\n3 A=丙 B=1234.00\n4 A=丁 B=\n5 A=合计 B=1247"
	if got := cells(dx.Part(b, "word/embeddings/book1.xlsx")); got != want {
		t.Errorf("workbook\n%s\nwant\n%s", got, want)
	}
}

func TestChartFaults(t *testing.T) {
	tpl := compileDoc(t, Config{}, charted(book(t, []string{"", "数"}, []string{"{{项目.名称}}", "{{项目.金额}}"})))
	err := tpl.Execute(&bytes.Buffer{}, map[string]any{"年度": 1, "项目": []any{map[string]any{"名称": "甲", "金额": "多"}}})
	if err == nil || !strings.Contains(err.Error(), "图表的数值应为数字") {
		t.Errorf("text as a number: %v", err)
	}
	err = tpl.Execute(&bytes.Buffer{}, map[string]any{"年度": 1, "项目": []any{map[string]any{"名称": "甲"}}})
	if err == nil || !strings.Contains(err.Error(), "没有这个字段") {
		t.Errorf("unknown name: %v", err)
	}
	src := charted(book(t, []string{"", "数"}, []string{"{{循环 项目}}", "{{结束}}"})).Bytes()
	if _, err := Compile(bytes.NewReader(src), int64(len(src))); err == nil || !strings.Contains(err.Error(), "图表的数据里只能写值") {
		t.Errorf("a block in a cell: %v", err)
	}
}

func TestChartInDocument(t *testing.T) {
	sub := compileDoc(t, Config{}, charted(book(t, []string{"", "数"}, []string{"{{项目.名称}}", "{{项目.金额}}"})))
	one := func(name string, n int) Document {
		return Document{Template: sub, Data: map[string]any{"年度": 2023, "项目": []any{map[string]any{"名称": name, "金额": n}}}}
	}
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+x}}"), portrait)), map[string]any{"x": []any{one("甲", 1), one("乙", 2)}})
	for part, want := range map[string]string{"word/charts/chart1.xml": "0:甲; Sheet1!$B$2:$B$2 = 0:1", "word/charts/chart2.xml": "0:乙; Sheet1!$B$2:$B$2 = 0:2"} {
		if got := series(dx.Part(b, part)); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s, want …%s", part, got, want)
		}
	}
	if xml := dx.Part(b, "word/document.xml"); strings.Count(xml, `r:id="rIdAdd1"`) != 1 || strings.Count(xml, `r:id="rIdAdd2"`) != 1 {
		t.Error("the charts are not told apart")
	}
}

// waterfall is a document with a chart of one of the newer kinds.
func waterfall(xlsx, around, behind string) dx.Doc {
	const ns = `xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"`
	d := styled(around+`<w:p><w:r><mc:AlternateContent><mc:Choice xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex" Requires="cx1"><w:drawing><wp:inline><wp:extent cx="3600000" cy="2400000"/><wp:docPr id="1" name="图表 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chart `+ns+` r:id="rIdPb"/></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`+behind, portrait)
	d.Parts["word/embeddings/book1.xlsx"] = xlsx
	d.Parts["word/charts/chartEx1.xml"] = dx.Head + `<cx:chartSpace xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` + ns + `><cx:chartData><cx:externalData r:id="rId1" cx:autoUpdate="0"/><cx:data id="0"><cx:strDim type="cat"><cx:f>Sheet1!$A$2:$A$3</cx:f><cx:lvl ptCount="2"><cx:pt idx="0">{{单位}}</cx:pt><cx:pt idx="1">乙</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:txData><cx:v>{{年度}}年支出</cx:v></cx:txData></cx:tx><cx:txPr><a:bodyPr/><a:p><a:r><a:t>{{年</a:t></a:r><a:r><a:t>度}}年支出</a:t></a:r></a:p></cx:txPr></cx:title></cx:chart></cx:chartSpace>`
	d.Parts["word/charts/_rels/chartEx1.xml.rels"] = dx.Head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/book1.xlsx"/></Relationships>`
	return d
}

// retyped gives the chart of waterfall its own types.
func retyped(t *testing.T, d dx.Doc) []byte {
	src := retype(t, d.Bytes(), `chartEx1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"`, `chartEx1.xml" ContentType="application/vnd.ms-office.chartex+xml"`)
	return retype(t, src, `http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"`, `http://schemas.microsoft.com/office/2014/relationships/chartEx"`)
}

// TestNewerChart fills the text of a waterfall chart; in a loop each repetition has one of its own.
func TestNewerChart(t *testing.T) {
	data := decode(t, `{"年度":2020,"单位":"甲","年":[{"年度":2021,"单位":"乙"},{"年度":2022,"单位":"丙"}]}`)
	for _, tt := range []struct {
		name, around, behind string
		want                 []string // category and title of each chart
	}{
		{"once", "", "", []string{"甲 乙 2020年支出 2020年支出"}},
		{"in a loop", dx.P("{{循环 年}}"), dx.P("{{结束}}"), []string{"乙 乙 2021年支出 2021年支出", "丙 乙 2022年支出 2022年支出"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := retyped(t, waterfall(book(t, []string{"甲", "1"}), tt.around, tt.behind))
			tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
			if err != nil {
				t.Fatal(err)
			}
			b := execute(t, tpl, data)
			for i, want := range tt.want {
				name := "word/charts/chartEx" + string(rune('1'+i)) + ".xml"
				got := regexp.MustCompile(`<cx:f>.*?</cx:f>`).ReplaceAllString(dx.Part(b, name), "")
				got = regexp.MustCompile(`</a:t></a:r><a:r><a:t>`).ReplaceAllString(got, "")
				if got = strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(got, " ")), " "); got != want {
					t.Errorf("%s: got %q, want %q", name, got, want)
				}
				if types := dx.Part(b, "[Content_Types].xml"); !strings.Contains(types, `PartName="/`+name+`" ContentType="application/vnd.ms-office.chartex+xml"`) {
					t.Errorf("types: %s", types)
				}
			}
			if rels := dx.Part(b, "word/_rels/document.xml.rels"); strings.Count(rels, "relationships/chartEx\"") != len(tt.want) {
				t.Errorf("relationships: %s", rels)
			}
		})
	}
}

// TestNewerChartBook warns of tags in a workbook that stays as it is.
func TestNewerChartBook(t *testing.T) {
	tagged := book(t, []string{"{{单位}}", "1"})
	src := retyped(t, waterfall(tagged, "", ""))
	l, err := Config{Name: "表.docx"}.Lint(bytes.NewReader(src), int64(len(src)))
	if err != nil || len(l.Faults) > 0 || len(l.Warnings) != 1 || !strings.Contains(l.Warnings[0].Error(), "表.docx › 图表1：这种图表（瀑布图、漏斗图、树状图等）的工作表里有标签，它们不会被填") {
		t.Fatalf("%v, %v", l, err)
	}
	tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	if b := execute(t, tpl, map[string]any{"年度": 1, "单位": "甲"}); dx.Part(b, "word/embeddings/book1.xlsx") != tagged {
		t.Error("the workbook changed")
	}
}
