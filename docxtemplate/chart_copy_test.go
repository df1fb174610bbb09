package docxtemplate

import (
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// chartsShown lists, for each chart of the main document, its title, what it draws and its workbook.
func chartsShown(t *testing.T, b []byte) string {
	t.Helper()
	target := func(part, id string) string {
		m := regexp.MustCompile(`<Relationship Id="` + id + `"[^>]*Target="([^"]*)"`).FindStringSubmatch(dx.Part(b, part))
		if m == nil {
			t.Fatalf("%s has no %s", part, id)
		}
		return strings.TrimPrefix(strings.Replace(m[1], "..", "word", 1), "/")
	}
	var out []string
	for _, m := range regexp.MustCompile(`<c:chart [^>]*r:id="([^"]*)"`).FindAllStringSubmatch(dx.Part(b, "word/document.xml"), -1) {
		name := strings.TrimPrefix(target("word/_rels/document.xml.rels", m[1]), "word/")
		xml := dx.Part(b, "word/"+name)
		title := regexp.MustCompile(`<a:t>([^<]*)</a:t>`).FindAllStringSubmatch(xml, -1)
		line := name + " "
		for _, run := range title {
			line += run[1]
		}
		book := target(strings.Replace("word/"+name, "charts/", "charts/_rels/", 1)+".rels", "rId1")
		out = append(out, line+": "+series(xml)+" ["+strings.ReplaceAll(cells(dx.Part(b, book)), "\n", " / ")+"]")
		if !strings.Contains(dx.Part(b, "[Content_Types].xml"), `PartName="/word/`+name+`"`) {
			t.Errorf("%s has no content type", name)
		}
	}
	return strings.Join(out, "\n")
}

// TestChartsInLoops draws each repetition of a chart from the values of its element.
func TestChartsInLoops(t *testing.T) {
	data := decode(t, `{"年度":2020,"项目":[{"名称":"总","金额":9}],"年":[{"年度":2021,"项目":[{"名称":"甲","金额":1},{"名称":"乙","金额":2}]},{"年度":2022,"项目":[]},{"年度":2023,"项目":[{"名称":"丙","金额":3}]}],"无":[]}`)
	first := "charts/chart1.xml 2021年支出: Sheet1!$B$1 = 0:2021年金额; Sheet1!$A$2:$A$3 = 0:甲 1:乙; Sheet1!$B$2:$B$3 = 0:1 1:2 [1 A= B=2021年金额 / 2 A=甲 B=1 / 3 A=乙 B=2]"
	second := "charts/chart2.xml 2022年支出: Sheet1!$B$1 = 0:2022年金额; Sheet1!$A$2:$A$2 =; Sheet1!$B$2:$B$2 = [1 A= B=2022年金额]"
	third := "charts/chart3.xml 2023年支出: Sheet1!$B$1 = 0:2023年金额; Sheet1!$A$2:$A$2 = 0:丙; Sheet1!$B$2:$B$2 = 0:3 [1 A= B=2023年金额 / 2 A=丙 B=3]"
	whole := "charts/chart1.xml 2020年支出: Sheet1!$B$1 = 0:2020年金额; Sheet1!$A$2:$A$2 = 0:总; Sheet1!$B$2:$B$2 = 0:9 [1 A= B=2020年金额 / 2 A=总 B=9]"
	chart := strings.TrimSuffix(charted("").Body, portrait)
	shift := strings.NewReplacer("chart3.xml", "chart4.xml", "chart2.xml", "chart3.xml", "chart1.xml", "chart2.xml")
	for _, tt := range []struct{ name, body, want string }{
		{"paragraphs", dx.P("{{循环 年}}") + chart + dx.P("{{结束}}"), first + "\n" + second + "\n" + third},
		{"rows", dx.Table(2, dx.RowOf(dx.Cell("{{年.年度}}", ""), "<w:tc>"+chart+"</w:tc>")), first + "\n" + second + "\n" + third},
		{"a condition", dx.P("{{如果 年度 > 1}}") + chart + dx.P("{{结束}}"), whole},
		{"outside as well", chart + dx.P("{{循环 年}}") + chart + dx.P("{{结束}}"), whole + "\n" + shift.Replace(first+"\n"+second+"\n"+third)},
		{"no element", dx.P("{{循环 无}}") + chart + dx.P("{{结束}}"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := charted(book(t, []string{"", "{{年度}}年金额"}, []string{"{{项目.名称}}", "{{项目.金额}}"}))
			d.Body = tt.body + portrait
			tpl := compileDoc(t, Config{}, d)
			b := execute(t, tpl, data)
			if got := chartsShown(t, b); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			for name, content := range parts(t, b) {
				if strings.Contains(content, "{{") {
					t.Errorf("%s: a tag is left:\n%s", name, content)
				}
			}
			b = execute(t, compileDoc(t, Config{}, styled(dx.P("{{+文}}"), portrait)), map[string]any{"文": Document{Template: tpl, Data: data}})
			if got := chartsShown(t, b); got != tt.want {
				t.Errorf("sub-document: got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
