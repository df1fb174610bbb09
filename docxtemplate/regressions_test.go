package docxtemplate

import (
	"iter"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestRegressions holds small forms of the faults that random templates found.
func TestRegressions(t *testing.T) {
	changed := `<w:rPr><w:b/><w:rPrChange w:id="41" w:author="a"><w:rPr/></w:rPrChange></w:rPr>`
	stream := iter.Seq[any](func(yield func(any) bool) { yield(map[string]any{"名称": "流"}) })
	data := map[string]any{"年度": 2023, "空": "", "空表": []any{}, "话": []Run{{Text: "一"}, {Text: "二"}}, "流": stream, "专项": []any{map[string]any{"金额": 1.5}, map[string]any{"金额": 2}},
		"文": Document{Template: compileDoc(t, Config{}, styled(`<w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/>`+dx.R("内")+`<w:bookmarkEnd w:id="1"/></w:p>`, "")), Inline: true}}
	tests := []struct {
		name, body string
		want, not  string
	}{
		{"content beside an object, no properties", `<w:p>` + dx.R("{{+话}}") + `<w:r><w:drawing/></w:r></w:p>`, `一</w:t></w:r><w:r><w:t xml:space="preserve">二`, ""},
		{"a note in a field whose code has a tag", `<w:p><w:fldSimple w:instr=" X {{年度}} ">` + dx.R("{{! 注}}") + `</w:fldSimple></w:p>`, `w:instr=" X 2023 "`, `</w:p>2023`},
		{"content in the format of changed text", `<w:p><w:r>` + changed + `<w:t>{{+话}}</w:t></w:r></w:p>`, `<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">一`, `w:id="41"`},
		{"a bookmark that begins in a paragraph without content", `<w:p><w:bookmarkStart w:id="9" w:name="甲"/>` + dx.R("{{如果 空}}x{{结束}}") + `</w:p><w:p>` + dx.R("后") + `<w:bookmarkEnd w:id="9"/></w:p>`, `w:name="甲"`, ""},
		{"a bookmark of the same name in a document", `<w:p><w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/></w:p>` + dx.P("{{+文}}"), `w:name="_GoBack_1"`, ""},
		{"a moved range in a loop", dx.P("{{循环 专项}}") + `<w:p><w:moveFromRangeStart w:id="9" w:author="a" w:name="move1"/><w:moveFromRangeEnd w:id="9"/></w:p>` + dx.P("{{结束}}"),
			`<w:moveFromRangeStart w:id="10" w:author="a" w:name="move1"/><w:moveFromRangeEnd w:id="10"/>`, ""},
		{"an outer list, in a loop over what is not known before", dx.P("{{循环 流}}{{名称}}{{合计(专项.金额)}}{{结束}}"), "3.5", ""},
	}
	cell := func(merge, body string) string { return `<w:tc><w:tcPr>` + merge + `</w:tcPr>` + body + `</w:tc>` }
	restart, goesOn := `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	inner := dx.Table(1, dx.RowOf(cell(restart, dx.P("内{{年度}}"))), dx.RowOf(cell(goesOn, dx.P(""))))
	tests = append(tests, struct{ name, body, want, not string }{"a table with merged cells, in a label that the next row prints because the list of its own is empty",
		dx.Table(2, dx.RowOf(cell(restart, inner+dx.P("")), cell("", dx.P("{{空表.金额}}"))), dx.RowOf(cell(goesOn, dx.P("")), cell("", dx.P("{{年度}}")))),
		"内2023", ""})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dx.Part(execute(t, compileDoc(t, Config{}, styled(tt.body, portrait)), data), "word/document.xml")
			if !strings.Contains(got, tt.want) || tt.not != "" && strings.Contains(got, tt.not) {
				t.Errorf("want %s, not %s, in\n%s", tt.want, tt.not, got)
			}
		})
	}
}
