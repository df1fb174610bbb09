package docxtemplate

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// styled is a document with a few styles; sect goes to the end of the body.
func styled(body, sect string) dx.Doc {
	return dx.Doc{Body: body + sect, Parts: map[string]string{"word/styles.xml": stylesXML("24")}}
}

func stylesXML(size string) string {
	style := func(typ, id, name, rest string) string {
		return `<w:style w:type="` + typ + `" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + rest + `</w:style>`
	}
	return `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
		style("paragraph", "1", "heading 1", `<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>`) +
		style("paragraph", "Gw", "公文正文", `<w:basedOn w:val="a"/><w:rPr><w:sz w:val="`+size+`"/></w:rPr>`) +
		`<w:style w:type="table" w:default="1" w:styleId="tn"><w:name w:val="Normal Table"/></w:style>` +
		style("table", "grid", "表格", `<w:basedOn w:val="tn"/>`)
}

// keep saves a document for the validator and for the eye, when EVALREPORT_OUT names a folder.
func keep(t *testing.T, b []byte) {
	t.Helper()
	if dir := os.Getenv("EVALREPORT_OUT"); dir != "" {
		name := strings.NewReplacer("/", "-", " ", "_").Replace(t.Name()) + ".docx"
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func compileDoc(t *testing.T, cfg Config, d dx.Doc) *Template {
	t.Helper()
	src := d.Bytes()
	tpl, err := cfg.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatalf("compile: %v", err)
	}
	return tpl
}

func execute(t *testing.T, tpl *Template, data any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := tpl.Execute(&b, data); err != nil {
		t.Fatalf("execute: %v", err)
	}
	keep(t, b.Bytes())
	return b.Bytes()
}

func TestRichBlocks(t *testing.T) {
	head := []Cell{{Text: "项目"}, {Text: "金额"}}
	tests := []struct {
		name string
		body string
		data any
		want string
	}{
		{"string", dx.P("{{+x}}"), "一\n二", "前\n一\n二\n后"},
		{"nothing leaves no line", dx.P("{{+x}}"), "", "前\n后"},
		{"nil", dx.P("{{+x}}"), nil, "前\n后"},
		{"empty rich", dx.P(" {{+x}} "), Rich{}, "前\n后"},
		{"paragraphs", dx.P("{{+x}}"), Rich{Paragraph{Runs: []Run{{Text: "粗", Bold: true}, {Text: "<&>"}}}}, "前\n粗<&>\n后"},
		{"list of any", dx.P("{{+x}}"), []any{"一", Paragraph{Runs: []Run{{Text: "二"}}}, []string{"三", "四"}}, "前\n一\n二\n三\n四\n后"},
		{"table", dx.P("{{+x}}"), Table{Style: "表格", Header: 1, Rows: [][]Cell{head, {{Text: "甲"}, {Text: "1\n2"}}}},
			"前\n| 项目 | 金额 |\n| 甲 | 1/2 |\n后"},
		{"spans", dx.P("{{+x}}"), Table{Rows: [][]Cell{{{Text: "a", Down: 2}, {Text: "b", Span: 2}}, {{Text: "c"}, {Text: "d"}}, {{Text: "e"}}}},
			"前\n| a | b |\n| ^ | c | d |\n| e |  |  |\n后"},
		{"cell keeps a paragraph", dx.Table(1, dx.Row("{{+x}}")), "", "前\n|  |\n后"},
		{"in a cell", dx.Table(1, dx.Row("{{+x}}")), "一\n二", "前\n| 一/二 |\n后"},
		{"cell ends in a paragraph", dx.Table(1, dx.Row("{{+x}}")), Table{Rows: [][]Cell{{{Text: "内"}}}}, "前\n| [内]/ |\n后"},
		{"in a sentence", dx.P("甲{{+x}}乙"), []Run{{Text: "粗", Bold: true}}, "前\n甲粗乙\n后"},
		{"text in a sentence", dx.P("甲{{+x}}乙"), "文", "前\n甲文乙\n后"},
		{"page break", dx.P("{{+x}}"), Rich{PageBreak{}, textPara("新页")}, "前\n⇩\n新页\n后"},
		{"in a loop", dx.P("{{循环 y}}") + dx.P("{{+.}}") + dx.P("{{结束}}"), "", "前\n一\n二\n后"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tpl := compileDoc(t, Config{}, styled(dx.P("前")+tt.body+dx.P("后"), ""))
			got := dx.Text(execute(t, tpl, map[string]any{"x": tt.data, "y": []any{"一", Rich{textPara("二")}}}), "word/document.xml")
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestRichKeepsWithNext: of a tag that is kept with the next paragraph, the last paragraph of the content is.
func TestRichKeepsWithNext(t *testing.T) {
	tpl := compileDoc(t, Config{}, styled(`<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r><w:t>{{+x}}</w:t></w:r></w:p>`+dx.P("后"), ""))
	for _, tt := range []struct {
		data any
		kept []bool // paragraph by paragraph
	}{
		{"一\n二\n三", []bool{false, false, true, false}},
		{"一", []bool{true, false}},
		{Rich{textPara("一"), Table{Rows: [][]Cell{{{Text: "甲"}}}}}, []bool{false, false, false}},
		{Rich{Table{Rows: [][]Cell{{{Text: "甲"}}}}, textPara("一")}, []bool{false, true, false}},
	} {
		var kept []bool
		for _, p := range regexp.MustCompile(`(?s)<w:p>.*?</w:p>`).FindAllString(dx.Part(execute(t, tpl, map[string]any{"x": tt.data}), "word/document.xml"), -1) {
			kept = append(kept, strings.Contains(p, "keepNext"))
		}
		if !slices.Equal(kept, tt.kept) {
			t.Errorf("%v: kept %v, want %v", tt.data, kept, tt.kept)
		}
	}
}

func TestRichFormat(t *testing.T) {
	body := `<w:p><w:pPr><w:pStyle w:val="Gw"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr><w:t>{{+x}}</w:t></w:r></w:p>`
	tests := []struct {
		name string
		x    any
		want string
	}{
		{"as the paragraph of the tag", "一", `<w:p><w:pPr><w:pStyle w:val="Gw"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">一</w:t></w:r></w:p>`},
		{"bold", Run{Text: "一", Bold: true}, `<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/><w:bCs/><w:sz w:val="32"/></w:rPr>`},
		{"style by name", Paragraph{Style: "公文正文", Runs: []Run{{Text: "一"}}}, `<w:p><w:pPr><w:pStyle w:val="Gw"/></w:pPr><w:r><w:t xml:space="preserve">一</w:t></w:r></w:p>`},
		{"style as Chinese Word names it", Paragraph{Style: "标题 1", Runs: []Run{{Text: "一"}}}, `<w:pPr><w:pStyle w:val="1"/></w:pPr>`},
		{"style by id", Paragraph{Style: "Gw", Align: "right", Runs: []Run{{Text: "一"}}}, `<w:pPr><w:pStyle w:val="Gw"/><w:jc w:val="right"/></w:pPr>`},
		{"table style", Table{Style: "表格", Text: "公文正文", Rows: [][]Cell{{{Text: "一"}}}}, `<w:tblPr><w:tblStyle w:val="grid"/>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dx.Part(execute(t, compileDoc(t, Config{}, styled(body, "")), map[string]any{"x": tt.x}), "word/document.xml")
			if !strings.Contains(got, tt.want) {
				t.Errorf("no %s in\n%s", tt.want, got)
			}
		})
	}
}

func TestRichFaults(t *testing.T) {
	tests := []struct {
		name, body string
		x          any
		want       string
	}{
		{"unknown style", dx.P("{{+x}}"), Paragraph{Style: "公文正闻", Runs: []Run{{Text: "a"}}}, "是否应为“公文正文”"},
		{"table in a sentence", dx.P("甲{{+x}}"), Table{Rows: [][]Cell{{{Text: "a"}}}}, "单独成为一段"},
		{"object", dx.P("{{+x}}"), map[string]any{"a": 1}, "不能作为内容"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := compileDoc(t, Config{Name: "表.docx"}, styled(tt.body, "")).Execute(&bytes.Buffer{}, map[string]any{"x": tt.x})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "表.docx") {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

type story struct{ Lines []string }

func TestRichHook(t *testing.T) {
	cfg := Config{Rich: func(v any) (Rich, bool) {
		s, ok := v.(story)
		var out Rich
		for _, l := range s.Lines {
			out = append(out, Paragraph{Style: "heading 1", Runs: []Run{{Text: l}}})
		}
		return out, ok
	}}
	type data struct{ X story }
	cfg.Type = data{}
	got := dx.Text(execute(t, compileDoc(t, cfg, styled(dx.P("{{+x}}"), "")), data{story{[]string{"一", "二"}}}), "word/document.xml")
	if got != "一\n二" {
		t.Errorf("got %q", got)
	}
}

func TestHyperlink(t *testing.T) {
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("见{{+x}}。"), "")), map[string]any{"x": Run{Text: "公开页", Link: "https://example.org/公开?a=1&b=2"}})
	if got := dx.Text(b, "word/document.xml"); got != "见公开页。" {
		t.Errorf("text %q", got)
	}
	if rels := dx.Part(b, "word/_rels/document.xml.rels"); !strings.Contains(rels, `Target="https://example.org/%E5%85%AC%E5%BC%80?a=1&amp;b=2" TargetMode="External"`) {
		t.Errorf("relationships %s", rels)
	}
}

const (
	portrait  = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:pgNumType w:fmt="numberInDash" w:start="1"/></w:sectPr>`
	landscape = `<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/><w:titlePg/></w:sectPr>`
)

// outline shows paragraphs and sections: text, then P or L for the paper at the end of each section.
func outline(b []byte) string {
	xml := dx.Part(b, "word/document.xml")
	var out []string
	for _, m := range regexp.MustCompile(`(?s)<w:t[ >].*?</w:t>|<w:sectPr.*?</w:sectPr>`).FindAllString(xml, -1) {
		switch {
		case strings.HasPrefix(m, "<w:t"):
			out = append(out, regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m, ""))
		case strings.Contains(m, "landscape"):
			out = append(out, "L")
		default:
			out = append(out, "P")
		}
	}
	return strings.Join(out, " ")
}

func TestDocumentSections(t *testing.T) {
	form := compileDoc(t, Config{}, styled(dx.P("表{{号}}"), landscape))
	tall := compileDoc(t, Config{}, styled(dx.P("竖{{号}}"), portrait))
	doc := func(tpl *Template, n int) Document { return Document{Template: tpl, Data: map[string]any{"号": n}} }
	loop := dx.P("{{循环 附件}}") + dx.P("{{+.}}") + dx.P("{{结束}}")
	tests := []struct {
		name, body string
		list       []any
		want       string
	}{
		{"at the end", dx.P("正文") + loop, []any{doc(form, 1), doc(tall, 2)}, "正文 P 表1 L 竖2 P"},
		{"none", dx.P("正文") + loop, []any{}, "正文 P"},
		{"text follows", dx.P("正文") + loop + dx.P("尾"), []any{doc(form, 1)}, "正文 P 表1 L 尾 P"},
		{"at the start", loop + dx.P("尾"), []any{doc(form, 1)}, "表1 L 尾 P"},
		{"paragraphs between", dx.P("正文") + loop, []any{doc(form, 1), "间", doc(form, 2)}, "正文 P 表1 L 间 P 表2 L"},
		{"what follows prints nothing", dx.P("正文") + loop + dx.P("{{如果 假}}x{{结束}}"), []any{doc(form, 1)}, "正文 P 表1 L"},
		{"an empty paragraph follows", dx.P("正文") + loop + "<w:p/>", []any{doc(form, 1)}, "正文 P 表1 L"},
		{"two sections", dx.P("正文") + loop + "<w:p><w:pPr>" + portrait + "</w:pPr></w:p>" + dx.P("二"), []any{doc(form, 1)}, "正文 P 表1 L 二 P"},
		{"inline", dx.P("正文") + loop, []any{Document{Template: form, Data: map[string]any{"号": 1}, Inline: true}}, "正文 表1 P"},
		{"in a cell", dx.Table(1, dx.Row("{{+附件}}")), []any{doc(form, 1)}, "表1 P"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tpl := compileDoc(t, Config{}, styled(tt.body, portrait))
			b := execute(t, tpl, map[string]any{"附件": tt.list, "假": false})
			if got := outline(b); got != tt.want {
				t.Errorf("got %s\nwant %s\n%s", got, tt.want, dx.Part(b, "word/document.xml"))
			}
			if xml := dx.Part(b, "word/document.xml"); tt.name != "two sections" && strings.Count(xml, `w:start="1"`) > 1 || strings.Contains(xml, "titlePg") {
				t.Errorf("page numbers or title pages begin anew:\n%s", xml)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	form := compileDoc(t, Config{}, styled(dx.P("表{{号}}"), landscape))
	plain := compileDoc(t, Config{}, styled(dx.P("无标签"), portrait))
	var b bytes.Buffer
	err := Join(&b, Document{Template: plain}, Document{Template: form, Data: map[string]any{"号": 1}}, Document{Template: form, Data: map[string]any{"号": 2}}, Document{Template: plain})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, b.Bytes())
	if got, want := outline(b.Bytes()), "无标签 P 表1 L 表2 L 无标签 P"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if err := Join(&b); err == nil {
		t.Error("Join of nothing gives no error")
	}
}

func TestDocumentStyles(t *testing.T) {
	para := `<w:p><w:pPr><w:pStyle w:val="Gw"/></w:pPr><w:r><w:t>表</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr></w:p><w:p/>`
	same := styled(para, "")
	other := styled(para, "")
	other.Parts["word/styles.xml"] = stylesXML("30") + `<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="自有"/><w:basedOn w:val="Gw"/></w:style>`
	defaults := styled(para, "")
	defaults.Parts["word/styles.xml"] = strings.Replace(stylesXML("24"), `<w:sz w:val="21"/>`, `<w:sz w:val="44"/>`, 1)
	tests := []struct {
		name   string
		sub    dx.Doc
		styles []string // ids that paragraphs have
		added  []string
		count  int // style elements
	}{
		{"shared", same, []string{`"Gw"`}, nil, 5},
		{"different", other, []string{`"Gw2"`, `"Own"`}, []string{`w:styleId="Gw2"><w:name w:val="公文正文 2"/>`, `<w:basedOn w:val="Gw2"/>`}, 7},
		{"other defaults", defaults, []string{`"Gw2"`, `"a2"`}, []string{`w:styleId="a2"><w:name w:val="Normal 2"/><w:rPr><w:sz w:val="44"/></w:rPr>`}, 7},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Document{Template: compileDoc(t, Config{}, tt.sub)}
			b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+x}}"), portrait)), map[string]any{"x": []any{d, d}})
			xml, styles := dx.Part(b, "word/document.xml"), dx.Part(b, "word/styles.xml")
			for _, id := range tt.styles {
				if strings.Count(xml, `<w:pStyle w:val=`+id) < 2 {
					t.Errorf("no paragraphs in %s:\n%s", id, xml)
				}
			}
			for _, s := range tt.added {
				if strings.Count(styles, s) != 1 {
					t.Errorf("no %s in\n%s", s, styles)
				}
			}
			if n := strings.Count(styles, "<w:style "); n != tt.count {
				t.Errorf("%d styles, want %d\n%s", n, tt.count, styles)
			}
		})
	}
}

func TestDocxAsContent(t *testing.T) {
	d := pictured(`<w:p><w:pPr><w:pStyle w:val="Gw"/></w:pPr><w:r><w:t>成文{{x}}</w:t></w:r></w:p>` + listItem("一", "1") + holder("图", ""))
	d.Parts["word/numbering.xml"] = numbers
	d.Parts["word/styles.xml"] = stylesXML("30")
	src := d.Bytes()
	doc, err := ReadDocx(bytes.NewReader(src), int64(len(src)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	doc.Inline = true
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("前")+dx.P("{{+x}}"), portrait)), map[string]any{"x": []any{doc, &doc, Link{"网站", "https://example.org"}}})
	if got, want := numbered(b), "前 成文{{x}} 1.一  成文{{x}} 1.一  网站"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := pictures(b), "media/holder1.png 720000×720000 720000×720000 图"; got != want+"; "+want {
		t.Errorf("pictures %s", got)
	}
	if !strings.Contains(dx.Part(b, "word/styles.xml"), `w:styleId="Gw2"`) {
		t.Error("a different style is not copied")
	}
}

// One template, many goroutines, the same bytes each time; the sub-document is shared too.
func TestConcurrentContent(t *testing.T) {
	sub := pictured(listItem("{{号}}", "1") + holder("{{图}}", ""))
	sub.Parts["word/numbering.xml"] = numbers
	sub.Parts["word/styles.xml"] = stylesXML("30")
	form := compileDoc(t, Config{}, sub)
	tpl := compileDoc(t, Config{}, styled(dx.P("{{循环 x}}")+dx.P("{{+.}}")+dx.P("{{结束}}"), portrait))
	pic := pngOf(8, 4)
	data := func() any {
		return map[string]any{"x": []any{
			Document{Template: form, Data: map[string]any{"号": 1, "图": pic}}, Markdown("1. a\n\n[b](https://example.org)"),
			Document{Template: form, Data: map[string]any{"号": 2, "图": pngOf(4, 8)}}}}
	}
	want := execute(t, tpl, data())
	results := make(chan []byte, 16)
	for range cap(results) {
		go func() {
			var b bytes.Buffer
			if err := tpl.Execute(&b, data()); err != nil {
				b.WriteString(err.Error())
			}
			results <- b.Bytes()
		}()
	}
	for range cap(results) {
		if got := <-results; !bytes.Equal(got, want) {
			t.Fatalf("differs: %d bytes, %d expected", len(got), len(want))
		}
	}
}

// TestHyperlinkInInsertion: inserted text can hold runs only, so a link in it is a field.
func TestHyperlinkInInsertion(t *testing.T) {
	link := map[string]any{"x": []Run{{Text: "见"}, {Text: "页", Link: `https://a/?q="1"&b=\2`, Bold: true}}}
	for _, name := range []string{"ins", "moveTo"} {
		b := execute(t, compileDoc(t, Config{}, styled(`<w:p><w:`+name+` w:id="1" w:author="甲">`+dx.R("{{+x}}。")+`</w:`+name+`></w:p>`, "")), link)
		xml := dx.Part(b, "word/document.xml")
		if strings.Contains(xml, "<w:hyperlink") || !strings.Contains(xml, `> HYPERLINK &quot;https://a/?q=%221%22&amp;b=\\2&quot; </w:instrText>`) || strings.Count(xml, "<w:fldChar ") != 3 || !strings.Contains(xml, "页</w:t>") {
			t.Errorf("in w:%s:\n%s", name, xml)
		}
	}
	b := execute(t, compileDoc(t, Config{}, styled(`<w:p><w:ins w:id="1" w:author="甲">`+dx.R("{{+x}}")+`</w:ins></w:p>`, "")), link)
	if xml := dx.Part(b, "word/document.xml"); !strings.Contains(xml, "<w:hyperlink ") || strings.Contains(xml, "<w:ins") {
		t.Errorf("a paragraph of its own:\n%s", xml)
	}
}
