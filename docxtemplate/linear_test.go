package docxtemplate

import (
	"bytes"
	"strings"
	"testing"
	"time"

	dx "github.com/evalreport/go/internal/docxtest"

	"github.com/evalreport/go/internal/pace"
)

// TestLinear compiles and fills templates made to be slow; each must take its time in proportion to its size.
func TestLinear(t *testing.T) {
	rep := strings.Repeat
	for name, body := range map[string]string{
		"open braces":       dx.P(rep("{{", 200000)),
		"braces":            dx.P(rep("{", 400000)),
		"tags in one text":  dx.P(rep("{{名称}}", 20000)),
		"tags in runs":      "<w:p>" + rep(dx.R("{{名称}}"), 10000) + "</w:p>",
		"one brace per run": "<w:p>" + rep(dx.R("{"), 40000) + "</w:p>",
		"unclosed":          rep(dx.P("{{名称"), 20000),
		"unknown":           rep(dx.P("{{没有这个}}"), 20000),
		"open blocks":       rep(dx.P("{{循环 列表}}"), 20000),
		"ends":              rep(dx.P("{{结束}}"), 20000),
		"nested blocks":     rep(dx.P("{{如果 b}}"), 3000) + rep(dx.P("{{结束}}"), 3000),
		"inline blocks":     dx.P(rep("{{如果 b}}x{{结束}}", 5000)),
		"entities":          dx.P(rep("&{{名称}}", 20000)),
		"rows":              dx.Table(2, rep(dx.Row("{{列表.名称}}", "{{合并}}x"), 3000)),
		"cells in a row":    dx.Table(2000, "<w:tr>"+rep(dx.Cell("{{名称}}", ""), 2000)+"</w:tr>"),
		"nested tables":     rep(`<w:tbl><w:tr><w:tc>`, 400) + dx.P("{{名称}}") + rep(`</w:tc></w:tr></w:tbl>`, 400),
		"merged cells":      dx.Table(1, dx.RowOf(dx.Cell("{{名称}}", `<w:vMerge w:val="restart"/>`))+rep(dx.RowOf(dx.Cell("", `<w:vMerge/>`)), 3000)),
		"controls":          rep(`<w:sdt><w:sdtPr><w:tag w:val="名称"/></w:sdtPr><w:sdtContent>`+dx.P("x")+`</w:sdtContent></w:sdt>`, 3000),
		"nested controls":   rep(`<w:sdt><w:sdtPr><w:tag w:val="名称"/></w:sdtPr><w:sdtContent>`, 400) + dx.P("x") + rep(`</w:sdtContent></w:sdt>`, 400),
		"bookmarks":         rep(`<w:p><w:bookmarkStart w:id="1" w:name="a"/>`+dx.R("{{如果 b}}{{结束}}")+`</w:p>`, 3000),
		"else":              dx.P("{{如果 b}}" + rep("{{否则如果 b}}x", 3000) + "{{结束}}"),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			src := dx.Doc{Body: body}.Bytes()
			tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
			compiled := time.Since(start)
			if err == nil {
				var b bytes.Buffer
				err = tpl.Execute(&b, decode(t, simple))
			}
			// A busy machine is slow; a quadratic algorithm is slower.
			if took := time.Since(start); took > pace.Limit(5*time.Second) {
				t.Errorf("took %v, of which %v to compile (%.80v)", took, compiled, err)
			}
		})
	}
}
