package docxtemplate

import (
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, md, want string }{
		{"paragraphs", "一行\n接着\n\n二", "一行接着\n二"},
		{"words", "one\ntwo", "one two"},
		{"heading and emphasis", "# 题\n\n**粗**和*斜*和~~删~~", "题\n粗和斜和删"},
		{"table", "| 名 | 数 |\n|:--|--:|\n| 甲 | **1** |", "| 名 | 数 |\n| 甲 | 1 |\n"},
		{"link", "见[网站](https://example.org/a b)或<https://example.org>", "见[网站](https://example.org/a b)或https://example.org"},
		{"html is dropped", "甲<b>乙</b>\n\n<div>x</div>", "甲乙"},
		{"entities", "1 &lt; 2 & `a<b`", "1 < 2 & a<b"},
		{"nothing", "  \n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+x}}"), portrait)), map[string]any{"x": Markdown(tt.md)})
			if got := dx.Text(b, "word/document.xml"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestMarkdownFormat(t *testing.T) {
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+x}}"), portrait)), map[string]any{"x": Markdown("# 题\n\n**粗**[网](https://example.org)")})
	xml := dx.Part(b, "word/document.xml")
	for _, want := range []string{`<w:pStyle w:val="1"/>`, `<w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">粗`, `<w:hyperlink r:id="rIdAdd1"`} {
		if !strings.Contains(xml, want) {
			t.Errorf("no %s in\n%s", want, xml)
		}
	}
}

func TestMarkdownLists(t *testing.T) {
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+x}}"), portrait)), map[string]any{"x": Markdown("1. a\n2. b\n\n文\n\n1. c\n2. d")})
	if got, want := numbered(b), "1.a 2.b 文 1.c 2.d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	b = execute(t, compileDoc(t, Config{}, styled(dx.P("{{+x}}"), portrait)), map[string]any{"x": Markdown("- a\n  - b\n    1. c\n- d")})
	xml := dx.Part(b, "word/document.xml")
	for _, want := range []string{`<w:ilvl w:val="1"/>`, `<w:ilvl w:val="2"/>`} {
		if !strings.Contains(xml, want) {
			t.Errorf("no %s in\n%s", want, xml)
		}
	}
}
