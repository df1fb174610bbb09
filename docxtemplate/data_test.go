package docxtemplate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	dx "github.com/evalreport/go/internal/docxtest"
)

type money struct{ fen int64 }

func (m *money) AppendText(b []byte) ([]byte, error) {
	return fmt.Appendf(b, "%d.%02d", m.fen/100, m.fen%100), nil
}

type header struct {
	Year int `json:"year" label:"年度"`
}

type item struct {
	Name  string  `json:"name" label:"名称"`
	Money money   `json:"money" label:"金额"`
	Note  *string `json:"note" label:"备注"`
	Sub   []item  `json:"sub" label:"明细"`
}

type form struct {
	header
	Title string    `json:"title" label:"标题"`
	Items []item    `json:"items" label:"项目"`
	Date  time.Time `json:"date" label:"日期"`
	Extra any       `json:"extra" label:"附加"`
	Next  *form     `json:"next" label:"下一份"`
}

func example() form {
	note := "急"
	return form{header: header{2024}, Title: "表", Items: []item{
		{Name: "甲", Money: money{1250}, Note: &note, Sub: []item{{Name: "甲一"}, {Name: "甲二"}}}, {Name: "乙", Money: money{5}, Sub: []item{{Name: "乙一"}}},
	}, Date: time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), Extra: map[string]any{"x": []any{"子", "丑"}}}
}

func TestTyped(t *testing.T) {
	body := dx.P("{{标题}}{{title}}{{年度}}{{header.year}}{{日期}}{{Title}}") + dx.Table(4, dx.Row("{{项目.名称}}", "{{项目.金额}}", "{{items.note}}", "{{items.明细.名称}}")) + dx.P("{{循环 附加.x}}{{.}}{{结束}}{{下一份.标题}}")
	body = strings.Replace(body, "{{header.year}}", "", 1)
	src := dx.Doc{Body: body}.Bytes()
	want := "表表20242024-03-05表\n| 甲 | 12.50 | 急 | 甲一 |\n| ^ | ^ | ^ | 甲二 |\n| 乙 | 0.05 |  | 乙一 |\n子丑"
	for _, cfg := range []Config{{Type: form{}}, {Type: (*form)(nil)}, {}} {
		tpl, err := cfg.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		e := example()
		for _, data := range []any{e, &e} {
			var b bytes.Buffer
			if err := tpl.Execute(&b, data); err != nil {
				t.Fatal(err)
			}
			if got := dx.Text(b.Bytes(), "word/document.xml"); got != want {
				t.Errorf("%T, %v: got\n%s\nwant\n%s", data, cfg.Type, got, want)
			}
		}
	}
}

func TestTypedFaults(t *testing.T) {
	src := dx.Doc{Body: dx.P("{{标題}}") + dx.Table(1, dx.Row("{{项目.金頟}}")) + dx.P("{{项目.名称}}")}.Bytes()
	_, err := Config{Type: form{}}.Compile(bytes.NewReader(src), int64(len(src)))
	var list ErrorList
	if !errors.As(err, &list) || len(list) != 3 {
		t.Fatalf("got %v", err)
	}
	for i, want := range []string{"是否应为 标题？", "表1 第1行 第1格 › “{{项目.金頟}}”：没有这个字段：项目.金頟，是否应为 项目.金额？", "list-as-value"} {
		if !strings.Contains(list[i].Error(), want) {
			t.Errorf("fault %d: %v, want %s", i, list[i], want)
		}
	}
}

func TestSchema(t *testing.T) {
	schema := `{"$ref":"#/$defs/R","$defs":{"R":{"type":"object","properties":{"title":{"type":"string"},"rows":{"type":"array","items":{"$ref":"#/$defs/Row"}}}},"Row":{"type":"object","properties":{"name":{"type":"string","title":"名称"},"rows":{"type":"array","items":{"$ref":"#/$defs/Row"}}}}}}`
	src := dx.Doc{Body: dx.P("{{title}}{{titel}}") + dx.Table(1, dx.Row("{{rows.名称}}"), dx.Row("{{rows.nam}}"))}.Bytes()
	_, err := Config{Schema: []byte(schema)}.Compile(bytes.NewReader(src), int64(len(src)))
	var list ErrorList
	if !errors.As(err, &list) || len(list) != 2 || !strings.Contains(err.Error(), "rows.name") {
		t.Fatalf("got %v", err)
	}
}

// TestLoopInObject repeats a list that is all there is in a loop over an object.
func TestLoopInObject(t *testing.T) {
	tpl := compileDoc(t, Config{}, dx.Doc{Body: dx.P("{{循环 单位}}") + dx.P("{{循环 项目}}") + dx.P("{{.}}") + dx.P("{{结束}}") + dx.P("{{结束}}")})
	if got := dx.Text(execute(t, tpl, decode(t, `{"单位":{"项目":["甲","乙"]}}`)), "word/document.xml"); got != "甲\n乙" {
		t.Errorf("got %q", got)
	}
}

// TestSchemaSharedTitle asks for a title that two properties have: neither is taken. A property's own name wins over
// the title of another.
func TestSchemaSharedTitle(t *testing.T) {
	schema := []byte(`{"properties":{"a":{"title":"名称"},"b":{"title":"名称"},"c":{"title":"d"},"d":{"title":"丁"},"list":{"items":{"properties":{"e":{"title":"金额"},"f":{"title":"金额"}}}}}}`)
	for range 20 { // as many orders of the properties
		src := dx.Doc{Body: dx.P("{{名称}}") + dx.P("{{循环 list}}{{金额}}{{结束}}") + dx.P("{{list.0.金额}}")}.Bytes()
		_, err := Config{Schema: schema}.Compile(bytes.NewReader(src), int64(len(src)))
		for _, want := range []string{"“{{名称}}”：没有这个字段，“名称”是几个字段共有的标题，请写字段名：a、b", "{{金额}}{{结束}}”：没有这个字段，“金额”是几个字段共有的标题，请写字段名：e、f", "“{{list.0.金额}}”：没有这个字段：list[0].金额，“金额”是几个字段共有的标题，请写字段名：e、f"} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Fatalf("got %v\nwant %s", err, want)
			}
		}
		tpl := compileDoc(t, Config{Schema: schema}, dx.Doc{Body: dx.P("{{a}}{{b}}{{c}}{{d}}{{丁}}")})
		if got := dx.Text(execute(t, tpl, decode(t, `{"a":"1","b":"2","c":"3","d":"4"}`)), "word/document.xml"); got != "12344" {
			t.Fatalf("got %s", got)
		}
	}
}

// TestSchemaTitles fills by the same names that it checks: those of the data and the titles of the schema.
func TestSchemaTitles(t *testing.T) {
	schema := `{"type":"object","properties":{"unit":{"type":"string","title":"单位"},"rows":{"title":"明细","type":"array","items":{"$ref":"#/$defs/Row"}}},
		"$defs":{"Row":{"type":"object","properties":{"name":{"type":"string","title":"名称"},"sum":{"type":"number","title":"金额"},"rows":{"title":"下级","type":"array","items":{"$ref":"#/$defs/Row"}}}}}}`
	body := dx.P("{{单位}}{{unit}}{{合计(明细.金额)}}") + dx.Table(3, dx.Row("{{明细.名称}}", "{{明细.下级.名称}}", "{{rows.下级.sum | 千分位:1}}"))
	tpl := compileDoc(t, Config{Schema: []byte(schema)}, dx.Doc{Body: body})
	data := `{"unit":"局","rows":[{"name":"甲","sum":1,"rows":[{"name":"a","sum":2},{"name":"b","sum":3}]},{"name":"乙","sum":4,"rows":[{"name":"c","sum":5}]}]}`
	b := execute(t, tpl, decode(t, data))
	if got, want := dx.Text(b, "word/document.xml"), "局局5\n| 甲 | a | 2.0 |\n| ^ | b | 3.0 |\n| 乙 | c | 5.0 |"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	err := tpl.Execute(io.Discard, map[string]any{"unit": "局"})
	if err == nil || !strings.Contains(err.Error(), "没有这个字段") {
		t.Errorf("a title whose name the data do not have: %v", err)
	}
	type row struct {
		Name string `json:"name"`
		Sum  any    `json:"sum"`
		Rows []row  `json:"rows"`
	}
	b = execute(t, tpl, struct {
		Unit string `json:"unit"`
		Rows []row  `json:"rows"`
	}{"局", []row{{"甲", 1, []row{{Name: "a", Sum: 2}}}}})
	if got, want := dx.Text(b, "word/document.xml"), "局局1\n| 甲 | a | 2.0 |"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSchemaTitlesOfStreams fills by the titles of rows that no one has seen before they come.
func TestSchemaTitlesOfStreams(t *testing.T) {
	schema := `{"type":"object","properties":{"rows":{"title":"明细","type":"array","items":{"$ref":"#/$defs/Row"}}},
		"$defs":{"Row":{"type":"object","properties":{"name":{"type":"string","title":"名称"},"sum":{"type":"number","title":"金额"},"rows":{"title":"下级","type":"array","items":{"$ref":"#/$defs/Row"}},"up":{"$ref":"#/$defs/Row"}}}}}`
	tpl := compileDoc(t, Config{Schema: []byte(schema)}, dx.Doc{Body: dx.Table(3, dx.Row("{{明细.名称}}", "{{明细.下级.名称}}", "{{rows.下级.sum | 千分位:1}}")) + dx.P("{{循环 明细}}{{名称}}{{如果 存在(金额)}}{{金额}}{{结束}};{{结束}}")})
	type row struct {
		Name string `json:"name"`
		Sum  int    `json:"sum"`
		Rows []row  `json:"rows"`
	}
	object := func(name string, rows ...any) map[string]any {
		return map[string]any{"name": name, "sum": 2, "rows": rows}
	}
	want := "| 甲 | a | 2.0 |\n| ^ | b | 2.0 |\n| 乙 | c | 2.0 |\n甲2;乙2;"
	for name, rows := range map[string]any{
		"any":     slices.Values([]any{object("甲", object("a"), object("b")), object("乙", object("c"))}),
		"maps":    slices.Values([]map[string]any{object("甲", object("a"), object("b")), object("乙", object("c"))}),
		"structs": slices.Values([]any{row{"甲", 2, []row{{"a", 2, nil}, {"b", 2, nil}}}, &row{"乙", 2, []row{{"c", 2, nil}}}}),
		"streams": slices.Values([]any{map[string]any{"name": "甲", "sum": 2, "rows": slices.Values([]any{object("a"), object("b")})}, object("乙", object("c"))}),
	} {
		t.Run(name, func(t *testing.T) {
			if got := dx.Text(execute(t, tpl, map[string]any{"rows": rows}), "word/document.xml"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	err := tpl.Execute(io.Discard, map[string]any{"rows": slices.Values([]any{map[string]any{"sum": 1, "rows": []any{object("a")}}})})
	if err == nil || !strings.Contains(err.Error(), "表1 第1行 第1格 › “{{明细.名称}}”：没有这个字段") {
		t.Errorf("a row without a name: %v", err)
	}
}

type seqData struct {
	Rows iter.Seq[item] `json:"rows"`
}

func TestSeqStreams(t *testing.T) {
	src := dx.Doc{Body: dx.Table(2, dx.Row("{{rows.name}}", "{{rows.序号}}"))}.Bytes()
	tpl, err := Config{Type: seqData{}}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	const rows = 20000
	seq := func(yield func(item) bool) {
		for i := range rows {
			if !yield(item{Name: fmt.Sprint("n", i)}) {
				return
			}
		}
	}
	for _, data := range []any{seqData{seq}, map[string]any{"rows": iter.Seq[item](seq)}} {
		var b bytes.Buffer
		if err := tpl.Execute(&b, data); err != nil {
			t.Fatal(err)
		}
		xml := dx.Part(b.Bytes(), "word/document.xml")
		if n := strings.Count(xml, "<w:tr>"); n != rows || !strings.Contains(xml, ">n19999<") || !strings.Contains(xml, ">20000<") {
			t.Errorf("%d rows", n)
		}
	}
}

// TestConcurrentData fills one template from many goroutines, with data of two shapes, always to the same bytes.
func TestConcurrentData(t *testing.T) {
	src := dx.Doc{Body: dx.Table(4, dx.Row("{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.指标}}{{合并}}", "{{单位}}")) + dx.P("{{#专项}}{{名称}}{{/}}")}.Bytes()
	tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	data := []any{decode(t, nested), decode(t, strings.Replace(nested, `"单位":"某局"`, `"单位":null`, 1))}
	var want [2][]byte
	for i := range data {
		var b bytes.Buffer
		if err := tpl.Execute(&b, data[i]); err != nil {
			t.Fatal(err)
		}
		want[i] = b.Bytes()
	}
	var wg sync.WaitGroup
	for g := range 100 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := tpl.Execute(&b, data[g%2]); err != nil || !bytes.Equal(b.Bytes(), want[g%2]) {
				t.Errorf("goroutine %d: %v, %d bytes", g, err, b.Len())
			}
		})
	}
	wg.Wait()
}

type failing struct{ left int }

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(b), nil
}

func TestFailingWriter(t *testing.T) {
	src := dx.Doc{Body: dx.P("{{名称}}")}.Bytes()
	tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	if err := tpl.Execute(&failing{10}, decode(t, simple)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
}

func TestDelims(t *testing.T) {
	got := dx.Text(fill(t, Config{Delims: [2]string{"[[", "]]"}}, dx.Doc{Body: dx.P("[[名称]]{{名称}}") + dx.P("[[#列表]][[名称]][[/]]")}, simple), "word/document.xml")
	if want := "甲{{名称}}\n一二"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
