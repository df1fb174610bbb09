package docxtemplate

import (
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestPoiTL reads the signs of tags as poi-tl does.
func TestPoiTL(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"section over a list", dx.P("{{?列表}}") + dx.P("{{名称}}") + dx.P("{{/列表}}"), "一\n二"},
		{"section over a condition", dx.P("{{?b}}是{{/b}}{{?空值}}否{{/空值}}"), "是"},
		{"section over an object", dx.P("{{?项目}}{{金额}}{{/项目}}"), "7"},
		{"the element itself", dx.P("{{?列}}{{=.}};{{/列}}"), "子;丑;"},
		{"a list", dx.P("{{*列}}"), "子\n丑"},
		{"words as well", dx.P("{{循环 列表}}{{名称}}{{结束}}{{如果 b}}是{{结束}}"), "一二是"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := dx.Text(fill(t, Config{PoiTL: true}, dx.Doc{Body: tt.body}, simple), "word/document.xml"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDelimsEverywhere uses other delimiters in every kind of place, and escapes them.
func TestDelimsEverywhere(t *testing.T) {
	for _, d := range [][2]string{{"[[", "]]"}, {"<%", "%>"}, {"【【", "】】"}, {"${", "}"}} {
		tag := func(s string) string { return d[0] + s + d[1] }
		body := dx.P(tag("名称")+"{{名称}}"+`\`+d[0]+"x"+d[1]) + dx.P("-") + dx.Table(1, dx.Row(tag("列表.名称"))) + dx.P(tag(`空值 | 默认:"`+d[1]+`"`))
		want := "甲{{名称}}" + d[0] + "x" + d[1] + "\n-\n| 一 |\n| 二 |\n" + d[1]
		if got := dx.Text(fill(t, Config{Delims: d}, dx.Doc{Body: body}, simple), "word/document.xml"); got != want {
			t.Errorf("%v: got %q, want %q", d, got, want)
		}
	}
}
