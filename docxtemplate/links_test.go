package docxtemplate

import (
	"io"
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// link is a hyperlink by relationship.
func link(id, text string) string {
	return `<w:p><w:hyperlink r:id="` + id + `">` + dx.R(text) + `</w:hyperlink></w:p>`
}

func linkRel(id, target string) string {
	return `<Relationship Id="` + id + `" Type="` + relHyperlink + `" Target="` + target + `" TargetMode="External"/>`
}

// linksOf lists the addresses of the links of the main document, in order.
func linksOf(b []byte) string {
	target := map[string]string{}
	for _, m := range regexp.MustCompile(`<Relationship Id="([^"]*)" Type="[^"]*/hyperlink" Target="([^"]*)"`).FindAllStringSubmatch(dx.Part(b, "word/_rels/document.xml.rels"), -1) {
		if target[m[1]] != "" {
			return "twice the same relationship " + m[1]
		}
		target[m[1]] = m[2]
	}
	var out []string
	for _, m := range regexp.MustCompile(`<w:hyperlink r:id="([^"]*)"`).FindAllStringSubmatch(dx.Part(b, "word/document.xml"), -1) {
		out = append(out, target[m[1]])
	}
	return strings.Join(out, " ")
}

// TestLinksInLoops gives each repetition of a link the address of its element.
func TestLinksInLoops(t *testing.T) {
	for _, tt := range []struct{ name, body, rels, want string }{
		{"rows", dx.Table(1, dx.RowOf(`<w:tc>`+link("rId50", "{{列表.名称}}")+`</w:tc>`)), linkRel("rId50", "https://a/%7B%7B列表.注%7D%7D?x=1&amp;y=2"),
			"https://a/%E7%94%B2%E6%B3%A8?x=1&amp;y=2 https://a/%E4%B9%99%E6%B3%A8?x=1&amp;y=2"},
		{"paragraphs", dx.P("{{循环 列表}}") + link("rId50", "{{名称}}") + dx.P("{{结束}}"), linkRel("rId50", "https://a/{{序号}}"), "https://a/1 https://a/2"},
		{"the same address", dx.P("{{循环 列表}}") + link("rId50", "{{名称}}") + dx.P("{{结束}}"), linkRel("rId50", "https://a/{{单位}}"), "https://a/%E7%94%B2%E5%B1%80 https://a/%E7%94%B2%E5%B1%80"},
		{"outside as well", link("rId50", "x") + dx.P("{{循环 列表}}") + link("rId50", "{{名称}}") + dx.P("{{结束}}"), linkRel("rId50", "https://a/{{单位}}"),
			"https://a/%E7%94%B2%E5%B1%80 https://a/%E7%94%B2%E5%B1%80 https://a/%E7%94%B2%E5%B1%80"},
		{"without tags", dx.P("{{循环 列表}}") + link("rId50", "{{名称}}") + dx.P("{{结束}}"), linkRel("rId50", "https://a/"), "https://a/ https://a/"},
		{"a condition only", dx.P("{{如果 单位}}") + link("rId50", "x") + dx.P("{{结束}}"), linkRel("rId50", "https://a/{{单位}}"), "https://a/%E7%94%B2%E5%B1%80"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := styled(tt.body, portrait)
			d.Rels = tt.rels
			if got := linksOf(fill(t, Config{}, d, noteData)); got != tt.want {
				t.Errorf("frame: got %s\nwant %s", got, tt.want)
			}
			b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+文}}"), portrait)), map[string]any{"文": Document{Template: compileDoc(t, Config{}, d), Data: decode(t, noteData)}})
			if got := linksOf(b); got != tt.want {
				t.Errorf("sub-document: got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestLinkAddressFaults places the fault of an address.
func TestLinkAddressFaults(t *testing.T) {
	d := dx.Doc{Body: dx.P("{{循环 列表}}") + link("rId50", "{{名称}}") + dx.P("{{结束}}"), Rels: linkRel("rId50", "https://a/{{名秤}}")}
	src := d.Bytes()
	tpl, err := Compile(bytesReader(src), int64(len(src)))
	if err == nil {
		err = tpl.Execute(io.Discard, decode(t, noteData))
	}
	if err == nil || !strings.Contains(err.Error(), "链接 › “…") || !strings.Contains(err.Error(), "是否应为 名称？") {
		t.Errorf("got %v", err)
	}
}
