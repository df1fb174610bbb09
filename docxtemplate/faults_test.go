package docxtemplate

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestFaults looks at the line that the author of a template reads.
func TestFaults(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"unknown", dx.P("合计{{项目.金頟}}元"), "f.docx › 正文 › 第1段 › “合计{{项目.金頟}}元”：没有这个字段：项目.金頟，是否应为 项目.金额？ [unknown-field]"},
		{"in a table", dx.P("x") + dx.Table(2, dx.Row("a", "b"), dx.Row("c", "{{名秤}}")), "f.docx › 正文 › 表1 第2行 第2格 › “{{名秤}}”：没有这个字段，是否应为 名称？ [unknown-field]"},
		{"unclosed tag", dx.P("见{{名称} 后"), "[unclosed-tag]"},
		{"unclosed then good", dx.P("{{名 {{名称}}"), "[unclosed-tag]"},
		{"enter inside", dx.P("{{名") + dx.P("称}}"), "[unclosed-tag]"},
		{"open without end", dx.P("{{循环 列表}}") + dx.P("x"), "[unclosed-block]"},
		{"end without open", dx.P("{{结束}}"), "[stray-end]"},
		{"end of another", dx.P("{{#列表}}x{{/别的}}"), "[block-mismatch]"},
		{"block out of a table", dx.P("{{如果 b}}") + dx.Table(1, dx.Row("{{结束}}")), "[block-crosses]"},
		{"both places", dx.P("{{循环 列表}}") + dx.Table(1, dx.Row("a{{结束}}")), "正文 › 第1段 › “{{循环 列表}}”：开始与结束（正文 › 表1 第1行 第1格）不在同一范围"},
		{"autocorrected dots", dx.P("{{名称…}}"), "这里不能有“…”"},
		{"autocorrected arrow", dx.P("{{名称→x}}"), "这里不能有“→”"},
		{"nothing swallowed", dx.P("文{{ 后面") + dx.P("{{名称 | 没有}}"), "第2段 › “{{名称 | 没有}}”"},
		{"two lists in a row", dx.Table(2, dx.Row("{{列表.名称}}", "{{列}}")), "[two-lists]"},
		{"list as text", dx.P("{{列表.名称}}"), "[list-as-value]"},
		{"object as text", dx.P("{{项目}}"), "[object-as-value]"},
		{"loop over a value", dx.P("{{循环 名称}}x{{结束}}"), "[not-a-list]"},
		{"unknown format", dx.P("{{名称 | 千分號}}"), "[unknown-format]"},
		{"unknown control tag", `<w:sdt><w:sdtPr><w:tag w:val="{{没有}}"/></w:sdtPr><w:sdtContent>` + dx.P("x") + `</w:sdtContent></w:sdt>`, "[unknown-field]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := dx.Doc{Body: tt.body}.Bytes()
			tpl, err := Config{Name: "f.docx"}.Compile(bytes.NewReader(src), int64(len(src)))
			if err == nil {
				var out bytes.Buffer
				err = tpl.Execute(&out, decode(t, simple))
				if err != nil && out.Len() > 0 {
					t.Errorf("%d bytes were written before the fault", out.Len())
				}
			}
			if tt.want == "" {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
			var e *Error
			if !errors.As(err, &e) || e.Msg == "" || e.Code == "" {
				t.Errorf("not an *Error: %#v", err)
			}
		})
	}
}

func TestFaultsAllAtOnce(t *testing.T) {
	src := dx.Doc{Body: dx.P("{{甲") + dx.P("{{名秤}}") + dx.P("{{结束}}") + dx.P("{{名 称}}{{金额 | 没有}}")}.Bytes()
	type data struct {
		Name string `json:"name" label:"名称"`
	}
	_, err := Config{Type: data{}}.Compile(bytes.NewReader(src), int64(len(src)))
	var list ErrorList
	if !errors.As(err, &list) || len(list) < 4 {
		t.Fatalf("got %v", err)
	}
	for i, e := range list {
		if i > 0 && e.Paragraph < list[i-1].Paragraph {
			t.Errorf("not in document order: %v", err)
		}
	}
}

// TestUnclosedLoopOnly: names of the elements of a loop without an end are no faults of their own.
func TestUnclosedLoopOnly(t *testing.T) {
	type item struct {
		Name string `label:"名称"`
	}
	type data struct {
		List []item `label:"列表"`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"paragraphs", dx.P("{{循环 列表}}") + dx.P("{{名称}}"), "{{循环 列表}} unclosed-block"},
		{"a row", dx.Table(1, dx.Row("{{循环 列表}}{{名称}}")), "{{循环 列表}} unclosed-block"},
		{"another name", dx.P("{{循环 列表}}") + dx.P("{{名秤}}"), "{{循环 列表}} unclosed-block; {{名秤}} unknown-field"},
		{"before the loop", dx.P("{{名称}}") + dx.P("{{循环 列表}}"), "{{名称}} unknown-field; {{循环 列表}} unclosed-block"},
		{"the list is unknown", dx.P("{{循环 列标}}") + dx.P("{{名称}}"), "{{循环 列标}} unclosed-block"},
	} {
		src := dx.Doc{Body: tt.body}.Bytes()
		_, err := Config{Type: data{}}.Compile(bytes.NewReader(src), int64(len(src)))
		var list ErrorList
		errors.As(err, &list)
		var got []string
		for _, e := range list {
			got = append(got, e.Found+" "+e.Code)
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}
