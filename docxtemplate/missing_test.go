package docxtemplate

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestMissingInData follows the policy where only the data tell whether there is a name.
func TestMissingInData(t *testing.T) {
	rows := func(list ...any) iter.Seq[any] { return slices.Values(list) }
	type typed struct {
		M map[string]int `json:"m"`
		X any            `json:"x"`
	}
	stream := map[string]any{"单位": "局", "行": rows(map[string]any{"名称": "甲", "额": 1, "子": map[string]any{"a": 1}}, map[string]any{"名称": "乙", "额": nil, "子": nil})}
	loop := func(body string) string { return "{{循环 行}}" + body + "{{结束}}" }
	tests := []struct {
		name, body  string
		data        any
		typ         any
		want        string // "" is an error
		errs        string
		blank, kept string
	}{
		{name: "there", body: loop("{{名称}}{{额}}{{单位}}{{序号}};"), data: stream, want: "甲1局1;乙局2;"},
		{name: "value", body: loop("{{名称}}{{没有}};"), data: stream, errs: "{{没有}}", blank: "甲;乙;", kept: "甲{{没有}};乙{{没有}};"},
		{name: "hint", body: loop("{{名秤}};"), data: stream, errs: "是否应为 名称？", blank: ";;", kept: "{{名秤}};{{名秤}};"},
		{name: "inside", body: loop("{{子.b}};"), data: stream, errs: "没有这个字段：子.b", blank: ";;", kept: "{{子.b}};;"},
		{name: "below nothing", body: loop("{{子.a}};"), data: stream, want: "1;;"},
		{name: "with a format", body: loop("{{没有 | 千分位:2}};"), data: stream, errs: "{{没有 | 千分位:2}}", blank: ";;", kept: "{{没有 | 千分位:2}};{{没有 | 千分位:2}};"},
		{name: "with a default", body: loop("{{没有 | 默认:无}};"), data: stream, want: "无;无;"},
		{name: "in an expression", body: loop("{{额 + 没有}};"), data: stream, errs: "没有这个字段：没有", blank: ";;", kept: "{{额 + 没有}};{{额 + 没有}};"},
		{name: "asked whether it is there", body: loop("{{如果 存在(没有)}}有{{否则}}无{{结束}};"), data: stream, want: "无;无;"},
		{name: "condition", body: loop("{{如果 没有}}x{{否则}}y{{结束}};"), data: stream, errs: "{{如果 没有}}", blank: "y;y;", kept: "y;y;"},
		{name: "loop", body: loop("{{循环 没有}}x{{结束}};"), data: stream, errs: "{{循环 没有}}", blank: ";;", kept: ";;"},
		{name: "content", body: loop("{{+没有}};"), data: stream, errs: "{{+没有}}", blank: ";;", kept: "{{+没有}};{{+没有}};"},
		{name: "sum of what none has", body: "{{合计(行.没有)}};", data: stream, errs: "没有这个字段：行.没有", blank: ";", kept: "{{合计(行.没有)}};"},
		{name: "sum of what some have", body: "{{合计(行.额)}};", data: stream, want: "1;"},
		{name: "map of a type", body: "{{m.a}}{{m.b}};", data: typed{M: map[string]int{"a": 1}}, typ: typed{}, errs: "没有这个字段：m.b", blank: "1;", kept: "1{{m.b}};"},
		{name: "any of a type", body: "{{x.a}}{{x.b}};", data: typed{X: map[string]any{"a": 1}}, typ: typed{}, errs: "没有这个字段：x.b", blank: "1;", kept: "1{{x.b}};"},
		{name: "nothing of a type", body: "{{x.a}}{{m.b}};", data: typed{}, typ: typed{}, want: ";"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for policy, want := range map[Missing]string{MissingError: tt.want, MissingBlank: tt.blank, MissingKeep: tt.kept} {
				if tt.want != "" {
					want = tt.want
				}
				tpl := compileDoc(t, Config{Name: "form.docx", Missing: policy, Type: tt.typ}, dx.Doc{Body: dx.P("头") + dx.P(tt.body)})
				var b bytes.Buffer
				err := tpl.Execute(&b, tt.data)
				if want == "" {
					var e *Error
					if !errors.As(err, &e) || e.Code != "unknown-field" || e.Paragraph != 2 || e.Part != "word/document.xml" || !strings.Contains(err.Error(), tt.errs) {
						t.Errorf("policy %v: error %v, want %s at paragraph 2", policy, err, tt.errs)
					}
					continue
				}
				if err != nil {
					t.Errorf("policy %v: %v", policy, err)
				} else if got := dx.Text(b.Bytes(), "word/document.xml"); got != "头\n"+want {
					t.Errorf("policy %v: got %q, want %q", policy, got, want)
				}
			}
		})
	}
}

// TestAsksForMissing asks data whether they have a name; of a type or a schema it is a fault all the same.
func TestAsksForMissing(t *testing.T) {
	const body = `{{如果 存在(备注)}}有{{否则}}无{{结束}}{{为空(备注)}}{{如果 备注 = 空}}空{{结束}}{{默认(备注, 3)}}`
	for _, policy := range []Missing{MissingError, MissingBlank, MissingKeep} {
		tpl := compileDoc(t, Config{Missing: policy}, dx.Doc{Body: dx.P(body)})
		for data, want := range map[string]string{`{}`: "无是空3", `{"备注":null}`: "无是空3", `{"备注":"急"}`: "有否急"} {
			if got := dx.Text(execute(t, tpl, decode(t, data)), "word/document.xml"); got != want {
				t.Errorf("policy %v, %s: got %q, want %q", policy, data, got, want)
			}
		}
	}
	src := dx.Doc{Body: dx.P(`{{如果 存在(备注)}}{{备注}}{{结束}}`)}.Bytes()
	for name, cfg := range map[string]Config{"type": {Type: header{}}, "schema": {Schema: []byte(`{"properties":{"年度":{"type":"number"}}}`)}} {
		if _, err := cfg.Compile(bytes.NewReader(src), int64(len(src))); err == nil || !strings.Contains(err.Error(), "存在(备注)") {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := compileDoc(t, Config{}, dx.Doc{Body: dx.P(`{{如果 存在(备注) 或 备注 > 1}}x{{结束}}`)}).Execute(&bytes.Buffer{}, map[string]any{})
	if err == nil || !strings.Contains(err.Error(), "没有这个字段：备注") {
		t.Errorf("used and asked for: %v", err)
	}
}

// TestNoLoop says what number and outer level need.
func TestNoLoop(t *testing.T) {
	for body, want := range map[string]string{
		"{{序号}}":    "“{{序号}}”：这里没有循环，用不了“序号”，请放进 {{循环 …}}",
		"{{上级.名称}}": "“{{上级.名称}}”：这里没有循环，用不了“上级”",
		"{{循环 行}}{{上级.上级.名称}}{{结束}}": "“…循环 行}}{{上级.上级.名称}}{{结束}}”：这里没有循环，用不了“上级”",
	} {
		tpl := compileDoc(t, Config{}, dx.Doc{Body: dx.P(body)})
		if err := tpl.Execute(&bytes.Buffer{}, map[string]any{"名称": "x", "行": []any{map[string]any{"名称": "y"}}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

// TestMissingInRows names the place of a list that only the data could have.
func TestMissingInRows(t *testing.T) {
	type typed struct {
		M map[string]struct {
			Rows []struct {
				N int `json:"n"`
			} `json:"rows"`
		} `json:"m"`
	}
	tpl := compileDoc(t, Config{Type: typed{}}, dx.Doc{Body: dx.Table(1, dx.Row("头"), dx.Row("{{m.a.rows.n}}"))})
	err := tpl.Execute(&bytes.Buffer{}, typed{M: map[string]struct {
		Rows []struct {
			N int `json:"n"`
		} `json:"rows"`
	}{}})
	if err == nil || !strings.Contains(err.Error(), "表1 第2行 第1格") {
		t.Errorf("got %v", err)
	}
}

func TestMissing(t *testing.T) {
	body := dx.P("a{{没有}}b") + dx.P("{{如果 没有}}x{{否则}}y{{结束}}")
	for policy, want := range map[Missing]string{MissingBlank: "ab\ny", MissingKeep: "a{{没有}}b\ny"} {
		if got := dx.Text(fill(t, Config{Missing: policy}, dx.Doc{Body: body}, simple), "word/document.xml"); got != want {
			t.Errorf("%v: got %q, want %q", policy, got, want)
		}
	}
}
