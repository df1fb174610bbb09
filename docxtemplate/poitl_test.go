package docxtemplate

import (
	"bytes"
	"io"
	"strings"
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

// TestPoiTLRows repeats rows whose names stand in brackets over the list named in the row above, or in the row itself.
func TestPoiTLRows(t *testing.T) {
	const data = `{"单位":"局","明细":[{"名称":"甲","金额":1234.5,"图":"a"},{"名称":"乙","金额":7,"图":"b"}],"空表":[]}`
	for _, tt := range []struct{ name, body, want string }{
		{"row above", dx.Table(2, dx.Row("{{明细}}名称", "金额"), dx.Row("[名称]", "[金额]"), dx.Row("合计", "{{合计(明细.金额)}}")), "| 名称 | 金额 |\n| 甲 | 1234.5 |\n| 乙 | 7 |\n| 合计 | 1241.5 |"},
		{"same row", dx.Table(2, dx.Row("名称", "金额"), dx.Row("{{明细}}[名称]", "[金额]")), "| 名称 | 金额 |\n| 甲 | 1234.5 |\n| 乙 | 7 |"},
		{"split over runs, formats, text around", dx.Table(2, dx.Row("{{明细}}", "金额"), dx.RowOf(`<w:tc>`+dx.Runs("第[序", "号", "]项：[名称]")+`</w:tc>`, dx.Cell("[金额 | 千分位:2]元", ""))), "|  | 金额 |\n| 第1项：甲 | 1,234.50元 |\n| 第2项：乙 | 7.00元 |"},
		{"names of the outer level", dx.Table(2, dx.Row("{{明细}}", ""), dx.Row("[名称]", "[单位]")), "|  |  |\n| 甲 | 局 |\n| 乙 | 局 |"},
		{"empty list", dx.Table(1, dx.Row("{{空表}}名称"), dx.Row("[名称]")), "| 名称 |"},
		{"brackets without a list", dx.Table(1, dx.Row("名称"), dx.Row("[名称]")) + dx.P("{{单位}}[名称]"), "| 名称 |\n| [名称] |\n局[名称]"},
		{"brackets that are no names", dx.Table(1, dx.Row("{{明细}}"), dx.Row("[名称]见[1.2 页]")), "|  |\n| 甲见[1.2 页] |\n| 乙见[1.2 页] |"},
		{"as usual", dx.Table(1, dx.Row("{{明细.名称}}")), "| 甲 |\n| 乙 |"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := dx.Text(fill(t, Config{PoiTL: true}, dx.Doc{Body: tt.body}, data), "word/document.xml"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
	t.Run("off", func(t *testing.T) {
		got := dx.Text(fill(t, Config{}, dx.Doc{Body: dx.Table(1, dx.Row("{{单位}}"), dx.Row("[名称]"))}, data), "word/document.xml")
		if want := "| 局 |\n| [名称] |"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("no list", func(t *testing.T) {
		src := dx.Doc{Body: dx.Table(1, dx.Row("{{单位}}"), dx.Row("[名称]"))}.Bytes()
		tpl, err := Config{PoiTL: true}.Compile(bytes.NewReader(src), int64(len(src)))
		if err == nil {
			err = tpl.Execute(io.Discard, decode(t, data))
		}
		if err == nil || !strings.Contains(err.Error(), "表1 第1行 第1格 › “{{单位}}”：单位 不是列表，不能循环") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("tags", func(t *testing.T) {
		tpl := compileDoc(t, Config{PoiTL: true}, dx.Doc{Body: dx.Table(1, dx.Row("{{明细}}名称"), dx.Row("[名称]"))})
		if tags := tpl.Tags(); len(tags) != 2 || !tags[0].List || tags[1].Tag != "[名称]" {
			t.Errorf("got %+v", tags)
		}
	})
}

// TestTripleBrace says what to write instead of Mustache's three braces.
func TestTripleBrace(t *testing.T) {
	for _, text := range []string{"{{{名称}}}", "｛{｛名称｝}｝"} {
		src := dx.Doc{Body: dx.P(text)}.Bytes()
		_, err := Compile(bytes.NewReader(src), int64(len(src)))
		if err == nil || !strings.Contains(err.Error(), "多了一层大括号") || !strings.Contains(err.Error(), "请写成 {{名称}}") {
			t.Errorf("%s: %v", text, err)
		}
	}
	if got := dx.Text(fill(t, Config{}, dx.Doc{Body: dx.P("{ {{名称}} }")}, simple), "word/document.xml"); got != "{ 甲 }" {
		t.Errorf("braces around a value: %s", got)
	}
}
