package docxtemplate

import (
	"encoding/json"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// FuzzFill: what a paragraph says once filled does not depend on how Word cut
// it into runs. cuts has a bit for each character behind which a run ends.
func FuzzFill(f *testing.F) {
	for _, s := range []string{"值{{名称}}。", "{{如果 金额 > 1}}甲{{否则}}乙{{结束}}", "{{循环 列表}}{{名称}}、{{结束}}", "{{名称 | 默认:“}}”}}", `\{{名称}}{{"{{"}}`, "{{#列表}}{{序号}}{{/}}{{.}}", "｛｛名称｝｝",
		"{{列表.名称 | 连接}}", "{{行}}{{危险}}", "{{名称", "名称}}", "{{{名称}}}", "{{! {{}}"} {
		f.Add(s, uint64(0x5555))
		f.Add(s, uint64(0x1249))
	}
	var data any
	if err := json.Unmarshal([]byte(simple), &data); err != nil {
		f.Fatal(err)
	}
	show := func(p string) (string, error) {
		const ns = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
		out, err := renderPart([]byte(ns+p+"</w:body></w:document>"), data, MissingBlank)
		return dx.Show(string(out)), err
	}
	f.Fuzz(func(t *testing.T, text string, cuts uint64) {
		if len(text) > 1000 {
			return
		}
		for _, r := range text {
			if r < ' ' || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF {
				return // XML has no such characters
			}
		}
		var pieces []string
		start := 0
		for i := range text {
			if i > start && cuts&1 == 1 {
				pieces, start = append(pieces, text[start:i]), i
			}
			cuts = cuts>>1 | cuts<<63
		}
		pieces = append(pieces, text[start:])
		whole, err := show(dx.P(text))
		split, err2 := show(dx.Runs(pieces...))
		if (err == nil) != (err2 == nil) {
			t.Fatalf("%q: %v\n%q: %v", text, err, pieces, err2)
		}
		if err == nil && whole != split {
			t.Fatalf("%q prints %q\n%q prints %q", text, whole, pieces, split)
		}
	})
}
