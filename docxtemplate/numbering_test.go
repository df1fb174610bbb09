package docxtemplate

import (
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

const numbers = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`

func listItem(text, num string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr>` + dx.R(text) + `</w:p>`
}

// numbered shows list items as Word counts them: "1.甲 2.乙".
func numbered(b []byte) string {
	xml, part := dx.Part(b, "word/document.xml"), dx.Part(b, "word/numbering.xml")
	abstract, anew := map[string]string{}, map[string]bool{}
	for _, m := range regexp.MustCompile(`(?s)<w:num w:numId="(\d+)"[^>]*>.*?</w:num>`).FindAllStringSubmatch(part, -1) {
		abstract[m[1]] = attrOf(m[0][strings.Index(m[0], "<w:abstractNumId"):], "val")
		anew[m[1]] = strings.Contains(m[0], "startOverride")
	}
	count, seen := map[string]int{}, map[string]bool{}
	var out []string
	for _, p := range regexp.MustCompile(`(?s)<w:p>.*?</w:p>`).FindAllString(xml, -1) {
		text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(p, "")
		if m := regexp.MustCompile(`numId w:val="(\d+)"`).FindStringSubmatch(p); m != nil {
			a, ok := abstract[m[1]]
			if !ok {
				return "no list " + m[1]
			}
			if anew[m[1]] && !seen[m[1]] {
				count[a] = 0
			}
			seen[m[1]] = true
			count[a]++
			text = string(rune('0'+count[a])) + "." + text
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestNumberingInLoops(t *testing.T) {
	data := map[string]any{"组": []any{
		map[string]any{"名": "甲", "项": []any{"a", "b"}}, map[string]any{"名": "乙", "项": []any{"c"}}, map[string]any{"名": "丙", "项": []any{"d", "e"}}}}
	open, inner, end := dx.P("{{循环 组}}"), dx.P("{{循环 项}}"), dx.P("{{结束}}")
	tests := []struct{ name, body, want string }{
		{"items of one loop count on", open + listItem("{{名}}", "1") + end, "1.甲 2.乙 3.丙"},
		{"a list in each element counts anew", open + dx.P("{{名}}") + inner + listItem("{{.}}", "1") + end + end, "甲 1.a 2.b 乙 1.c 丙 1.d 2.e"},
		{"fixed items count anew", open + dx.P("{{名}}") + listItem("x", "1") + listItem("y", "1") + end, "甲 1.x 2.y 乙 1.x 2.y 丙 1.x 2.y"},
		{"two lists", open + dx.P("{{名}}") + listItem("x", "1") + end + listItem("z", "1"), "甲 1.x 乙 1.x 丙 1.x 2.z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := styled(tt.body, portrait)
			d.Parts["word/numbering.xml"] = numbers
			if got := numbered(execute(t, compileDoc(t, Config{}, d), data)); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestNumberingOfDocuments(t *testing.T) {
	sub := styled(listItem("a", "1")+listItem("b", "1"), portrait)
	sub.Parts["word/numbering.xml"] = numbers
	with, without := styled(listItem("x", "1")+dx.P("{{+x}}"), portrait), styled(dx.P("{{+x}}"), portrait)
	with.Parts["word/numbering.xml"] = numbers
	d := Document{Template: compileDoc(t, Config{}, sub), Inline: true}
	for _, tt := range []struct {
		name string
		doc  dx.Doc
		x    any
		want string
	}{
		{"documents", with, []any{d, d}, "1.x 1.a 2.b 1.a 2.b"},
		{"no numbering in the frame", without, []any{d, d}, "1.a 2.b 1.a 2.b"},
		{"lists", without, Rich{li("a", 1), li("b", 1), li("c", 2)}, "1.a 2.b 1.c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := numbered(execute(t, compileDoc(t, Config{}, tt.doc), map[string]any{"x": tt.x})); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func li(s string, group int) Paragraph {
	return Paragraph{Runs: []Run{{Text: s}}, List: List{Kind: Numbered, Group: group}}
}
