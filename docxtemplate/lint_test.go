package docxtemplate

import (
	"bytes"
	"strings"
	"testing"
	"time"

	dx "github.com/evalreport/go/internal/docxtest"
)

const lintSchema = `{"$ref":"#/$defs/R","$defs":{
 "R":{"type":"object","required":["title","rows","unit"],"properties":{
  "title":{"type":"string","title":"标题"},"unit":{"type":"string","title":"单位"},"note":{"type":"string"},
  "more":{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"string"}}},
  "rows":{"type":"array","title":"列表","items":{"$ref":"#/$defs/Row"}}}},
 "Row":{"type":"object","required":["name"],"properties":{"name":{"type":"string","title":"名称"},"Money":{"type":"number","title":"金额"},"rows":{"type":"array","items":{"$ref":"#/$defs/Row"}}}}}}`

func lint(t *testing.T, cfg Config, body string) *Lint {
	t.Helper()
	src := dx.Doc{Body: body}.Bytes()
	l, err := cfg.Lint(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func unusedPaths(l *Lint) string {
	var out []string
	for _, u := range l.Unused {
		s := u.Path
		if u.Required {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestLintUnused(t *testing.T) {
	schema := Config{Schema: []byte(lintSchema)}
	for _, tt := range []struct {
		name, body, want string
		cfg              Config
	}{
		{"all unused", dx.P("x"), "more note rows! title! unit!", schema},
		{"by title and by name", dx.P("{{标题}}{{unit}}") + dx.Table(2, dx.Row("{{列表.name}}", "{{rows.金额}}")), "more note rows.rows", schema},
		{"below an optional object", dx.P("{{more.b}}{{标题}}{{单位}}{{note}}{{rows | 取:名称 | 连接}}"), "more.a", schema},
		{"in a loop", dx.P("{{循环 rows}}{{名称}}{{结束}}"), "more note rows.Money rows.rows title! unit!", schema},
		{"nearly a tag is no use", dx.P("{标题}{{单位}}") + dx.Table(1, dx.Row("{{列表.名称}}")), "more note rows.Money rows.rows title!", schema},
		{"in a function", dx.P("{{合计(rows.金额)}}"), "more note rows.name! rows.rows title! unit!", schema},
		{"of a type", dx.P("{{标题}}{{下一份.年度}}") + dx.Table(1, dx.Row("{{项目.名称}}")), "items.money items.note items.sub date extra next.title next.items next.date next.extra next.next year", Config{Type: form{}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := lint(t, tt.cfg, tt.body)
			if len(l.Faults) > 0 {
				t.Fatal(l.Faults)
			}
			if got := unusedPaths(l); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if n := strings.Count(l.Warnings.Error(), "[unused-required]"); n != strings.Count(tt.want, "!") {
				t.Errorf("%d warnings of required fields: %v", n, l.Warnings)
			}
		})
	}
}

func TestLintWrongUse(t *testing.T) {
	cfg := Config{Schema: []byte(lintSchema), Name: "f.docx"}
	for body, want := range map[string]string{
		dx.P("{{列表}}"):                    "f.docx › 正文 › 第1段 › “{{列表}}”：列表 是列表，不能直接打印，请用 {{循环 列表}}，或 {{列表 | 取:名称 | 连接:、}} [list-as-value]",
		dx.P("{{rows.name}}"):             "rows.name 要经过列表，这里不能重复",
		dx.P("{{循环 标题}}x{{结束}}"):          "标题 不是列表，不能循环，条件请写 {{如果 标题}} [not-a-list]",
		dx.P("{{more}}"):                  "more 是一组字段，不能直接打印，它有：a、b [object-as-value]",
		dx.P("{{标题.长度}}"):                 "没有这个字段：标题.长度",
		dx.P("{{单味}}"):                    "是否应为 单位？ [unknown-field]",
		dx.P("{{unit"):                    "是否应为 {{unit}}？ [unclosed-tag]",
		dx.P("{{循环 rows}}{{Name2}}{{/}}"): "是否应为 name？ [unknown-field]",
	} {
		if l := lint(t, cfg, body); !strings.Contains(l.Faults.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", body, l.Faults, want)
		}
	}
}

// TestLintTypes: a name used for what its value is not is a warning, by the schema and by the Go type.
func TestLintTypes(t *testing.T) {
	schema := Config{Schema: []byte(`{"properties":{"单位":{"type":"string"},"金额":{"type":"number"},"日期":{"type":"string","format":"date"},"编号":{"type":"string","pattern":"[0-9]+"},"图":{"type":"string","contentEncoding":"base64"},
		"两可":{"anyOf":[{"type":"string"},{"type":"number"}]},"人":{"type":"object","properties":{"名":{"type":"string"}}},"明细":{"type":"array","items":{"type":"object","properties":{"名":{"type":"string"},"数":{"type":"number"}}}}}}`)}
	typed := Config{Type: struct {
		Unit   string    `label:"单位"`
		Sum    float64   `label:"金额"`
		Date   time.Time `label:"日期"`
		Code   any       `label:"编号"`
		Image  *Picture  `label:"图"`
		Both   any       `label:"两可"`
		Person struct {
			Name string `label:"名"`
		} `label:"人"`
		Items []struct {
			Name string `label:"名"`
			N    int    `label:"数"`
		} `label:"明细"`
	}{}}
	for body, want := range map[string]string{
		dx.P("{{单位 | 千分位:2}}"):                                       "正文 › 第1段 › “{{单位 | 千分位:2}}”：单位 是文字，用在这里会出错（千分位：“甲” 不是数，不能计算），请改用合适的字段或格式 [wrong-type]",
		dx.P("{{单位 | 大写}}"):                                          "单位 是文字",
		dx.P("{{金额 | 年月日}}"):                                         "金额 是数",
		dx.P("{{如果 单位 > 3}}x{{结束}}"):                                 "单位 是文字",
		dx.P("{{如果 明细 > 3}}x{{结束}}"):                                 "明细 是列表，用在这里会出错（明细 > 3：一个列表 与 “3” 不能比较大小）",
		dx.P("{{单位 * 金额}}"):                                          "单位 是文字，金额 是数",
		dx.P("{{合计(明细.名)}}"):                                         "明细.名 是文字",
		dx.P("{{@单位}}"):                                              "单位 是文字，用在这里会出错（这里要图片）",
		dx.P("{{@明细}}"):                                              "明细 是列表",
		dx.P("{{循环 明细}}{{名 | 小数:1}}{{结束}}"):                          "名 是文字",
		dx.Table(1, dx.Row("{{明细.名 | 小数:1}}")):                       "表1 第1行 第1格",
		dx.P("{{单位 | 年月日}}{{日期 | 年月日}}{{金额 | 千分位}}"):                 "",
		dx.P("{{编号 | 千分位}}{{两可 | 千分位}}{{@图}}"):                       "",
		dx.P("{{如果 明细}}x{{结束}}{{合计(明细.数)}}{{明细.数 | 合计}}"):            "",
		dx.P("{{如果 金额 > 3 and 单位 = '甲'}}x{{结束}}{{明细 | 取:名 | 连接:、}}"): "",
	} {
		for name, cfg := range map[string]Config{"schema": schema, "type": typed} {
			l := lint(t, cfg, body)
			got := ""
			for _, w := range l.Warnings {
				if w.Code == "wrong-type" {
					got += w.Error()
				}
			}
			if want == "" && got != "" || !strings.Contains(got, want) {
				t.Errorf("%s, %s\ngot  %s %v\nwant %s", name, body, got, l.Faults, want)
			}
		}
	}
}

func TestLintWarnings(t *testing.T) {
	cfg := Config{Schema: []byte(strings.ReplaceAll(lintSchema, `"required":`, `"x":`))}
	for body, want := range map[string]string{
		dx.P("{{TITLE}}"):               "“{{TITLE}}”：“TITLE”与字段名的大小写或全半角不同，建议写成 title [inexact-name]",
		dx.P("a{ {标题} }b"):              "“a{ {标题} }b”：像是标签，但括号不成对，若是标签，请写成 {{标题}} [looks-like-tag]",
		dx.P("共{标题}项"):                  "请写成 {{标题}} [looks-like-tag]",
		dx.P("{\u200b{没有}}"):            "请写成 {{没有}} [looks-like-tag]",
		dx.P("标题}} 后"):                  "}} 前面没有 {{，若是标签，请补上 {{ [stray-close]",
		dx.P("{{title}}{x}{ a: 1 }}"):   "",
		dx.P("{a: {b: 1}} {{title}}"):   "",
		dx.P("｛title｝") + dx.P("{{.}}"): "请写成 {{title}} [looks-like-tag]",
	} {
		l := lint(t, cfg, body)
		if want == "" && len(l.Warnings) > 0 || !strings.Contains(l.Warnings.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", body, l.Warnings, want)
		}
		for _, w := range l.Warnings {
			if !w.Warning {
				t.Errorf("not marked as a warning: %v", w)
			}
		}
	}
}
