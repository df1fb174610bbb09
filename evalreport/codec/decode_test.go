package codec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/evalreporttest"
	"github.com/evalreport/go/internal/pace"
)

func TestDecode(t *testing.T) {
	want := &evalreport.Report{Meta: evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindDepartment}}
	want.BasicData.Staffing.Quota = evalreport.NewCount(115)
	want.BasicData.Expenditure.Total.Final = evalreport.MustAmount("2858.40")
	want.BasicData.Expenditure.Specials = []evalreport.SpecialRow{{Name: "1", BasicRow: evalreport.BasicRow{Final: evalreport.MustAmount("-")}}}
	want.Lead.Narrative = evalreport.Paragraphs("根据要求。")

	tests := []struct{ name, file, text string }{
		{"JSON names", "r.yaml", `
meta: {unit: 甲市乙局, year: 2023, kind: 部门整体}
lead: {narrative: [根据要求。]}
basic_data:
  staffing: {quota: 115, on_duty: ~, control_rate: null, excluded: }
  expenditure:
    total: {final: 2858.40}
    specials: [{name: 1, final: "-"}]`},
		{"labels, those of inline groups one level up", "r.yaml", `
报告信息: {单位名称: 甲市乙局}
年度: 2023
报告类型: 部门整体
导语: {正文: [{文字: 根据要求。}]}
基础数据表:
  编制数: 115人
  支出总额: {决算数: 2858.40 万元}
  专项: [{名称: 1, 决算数: —}]`},
		{"JSON by content", "r.txt", `{"meta": {"unit": "甲市乙局", "year": 2023, "kind": "部门整体"}, "lead": {"narrative": ["根据要求。"]},
 "basic_data": {"staffing": {"quota": "115", "on_duty": null}, "expenditure": {"total": {"final": 2858.40}, "specials": [{"name": 1, "final": "-"}]}}}`},
		{"with a byte order mark", "r.yaml", "\ufeffmeta: {unit: 甲市乙局, year: 2023, kind: 部门整体}\nlead: {narrative: [根据要求。]}\n" +
			"basic_data: {staffing: {quota: 115}, expenditure: {total: {final: 2858.40}, specials: [{name: 1, final: '-'}]}}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _, err := codec.Decode([]byte(test.text), test.file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, evalreporttest.Same()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	yaml := "meta:\n  unit: 甲市乙局\n  year: 2023\n基础数据表:\n  编制数: 115\n  专项:\n    - 名称: 产业\n      决算数: 3.5\n"
	_, origins, err := codec.Decode([]byte(yaml), "甲.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"meta.unit":                                "甲.yaml:2:9",
		"basic_data.staffing.quota":                "甲.yaml:5:8",
		"basic_data.expenditure.specials[0].name":  "甲.yaml:7:11",
		"basic_data.expenditure.specials[0].final": "甲.yaml:8:12",
		"basic_data.expenditure.specials[0].prior": "甲.yaml:7:7", // not given: where its row is
		"meta.kind": "甲.yaml:2:3",
	} {
		p, ok := origins.Of(path)
		if got := fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column); !ok || got != want {
			t.Errorf("%s stands at %s, want %s", path, got, want)
		}
	}
	_, origins, err = codec.Decode([]byte("{\n \"meta\": {\"unit\": \"甲\",\n  \"year\": 2023}\n}"), "甲.json")
	if p := origins["meta.year"]; err != nil || p.Line != 3 || p.Column != 11 {
		t.Errorf("meta.year stands at %v, %v; want line 3, column 11", p, err)
	}
}

func TestDecodeFaults(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"several at once", "r.yaml", "meta: {unit: a, 年度: x, kidn: 1, 单位名称: c}\n基础数据表:\n  编制数: 12,34.5x\n  quota: 4\n  staffing: [1]\n  三公经费: 5\n单位: 4\n", `
r.yaml 第1行第21列（meta.year）：此处是文字“x”，应为整数，只写数字
r.yaml 第1行第24列（meta.kidn）：没有“kidn”这个字段，是否应为“kind”？
r.yaml 第1行第33列（meta.unit）：“单位名称”与第1行第14列写的是同一字段，请删去一处
r.yaml 第3行第8列（basic_data.staffing.quota）：“12,34.5x”的千分位逗号位置不对，应为如 12,345.67 的数
r.yaml 第4行第3列（basic_data.quota）：没有“quota”这个字段；“staffing”之下有同名字段，是否应写在那里？
r.yaml 第5行第13列（basic_data.staffing）：此处是列表，应为字段组（一行一个“字段: 值”）
r.yaml 第6行第9列（basic_data.three_public.total）：此处是数字“5”，应为字段组（一行一个“字段: 值”）
r.yaml 第7行第1列（单位）：没有“单位”这个字段，是否应为“单位名称”？`},
		{"label and name of one field", "r.yaml", "基础数据表:\n  编制数: 3\n  staffing:\n    quota: 4\n", `
r.yaml 第4行第5列（basic_data.staffing.quota）：“quota”与第2行第8列写的是同一字段，请删去一处`},
		{"wrong types", "r.json", `{"meta": {"unit": true, "year": 2023.5, "date": ["x"]}, "lead": "x", "problems": {"items": "x"}, "government_fund": {"none": 3}}`, `
r.json 第1行第19列（meta.unit）：此处是是非值“true”，应为文字（文字本身是 true、false 时请加引号）
r.json 第1行第33列（meta.year）：此处是数字“2023.5”，应为整数，只写数字
r.json 第1行第49列（meta.date）：此处是列表，应为日期
r.json 第1行第65列（lead）：此处是文字“x”，应为字段组（一行一个“字段: 值”）
r.json 第1行第92列（problems.items）：此处是文字“x”，应为列表（每项以“- ”开头）
r.json 第1行第126列（government_fund.none）：此处是数字“3”，应为true（是）或 false（否）`},
		{"bad values", "r.yaml", "meta: {date: 2023-02-30}\nresult: {score: 九十, grade: 优}\nincome_expenditure: {carry_out: 1e5}", `
r.yaml 第1行第14列（meta.date）：“2023-02-30”不是日历上有的日期
r.yaml 第2行第17列（result.score）：“九十”不是数字，应为如 2858.40 的数
r.yaml 第3行第33列（income_expenditure.carry_out）：“1e5”不是数字，应为如 2858.40 的数`},
		{"a list", "r.yaml", "- 1\n", `r.yaml 第1行第1列：此处是列表，应为字段组（一行一个“字段: 值”）`},
		{"full-width colon", "r.yaml", "meta:\n  unit：a\n  year: 3", `r.yaml 第2行第7列：YAML 写法有误：字段名后是全角冒号“：”，应为半角冒号加一个空格“: ”`},
		{"tab", "r.yaml", "meta:\n\tunit: a\n", `r.yaml 第2行第1列：YAML 写法有误：缩进请用空格，不用 Tab`},
		{"no space", "r.yaml", "meta:\n  unit:a\n  year: 3\n", `r.yaml 第2行第7列：YAML 写法有误：冒号后应有一个空格`},
		{"open quote", "r.yaml", "meta:\n  unit: \"a\n", `r.yaml 第2行第3列：YAML 写法有误：引号没有配对：缺少右引号`},
		{"open bracket", "r.json", `{"meta": {"unit": "a"`, `r.json 第1行第22列：JSON 没有写完：缺少右括号或引号`},
		{"full-width comma", "r.json", `{"meta": {"unit": "a"，"year": 1}}`, `r.json 第1行第22列：JSON 写法有误：此处不应是“，”；逗号、冒号、引号和括号须为半角`},
		{"trailing comma", "r.json", `{"meta": {"unit": "a",}}`, `r.json 第1行第23列：JSON 写法有误：此处不应是“}”；前面多了一个逗号，请删去`},
		{"no comma", "r.json", `{"meta": {"unit": "a" "year": 1}}`, `r.json 第1行第23列：JSON 写法有误：此处不应是“"”；前面缺少半角逗号或冒号`},
		{"bare key", "r.json", `{meta: {}}`, `r.json 第1行第2列：JSON 写法有误：此处不应是“m”；字段名和文字应加半角双引号`},
		{"single quotes", "r.json", `{'meta': {}}`, `r.json 第1行第2列：JSON 写法有误：此处不应是“'”；引号应为半角双引号`},
		{"a word for a figure", "r.json", `{"meta": {"year": 二〇二三}}`, `r.json 第1行第19列：JSON 写法有误：此处不应是“二”；请检查逗号、引号和括号（须为半角）`},
		{"more after the end", "r.json", `{} {}`, `r.json 第1行第4列：JSON 在此处之前已经结束，后面不应再有内容`},
		{"second document", "r.yaml", "meta: {unit: a}\n---\nmeta: {unit: b}\n", `r.yaml 第2行第1列：文件里有第二份 YAML 文档（“---”之后）；一个文件只能写一份，请分成两个文件`},
		{"alias", "r.yaml", "a: &x [1]\nb: *x\n", `r.yaml 第1行第4列：不支持 YAML 的锚点和别名（& 和 *），请把内容写出来；文字以 * 或 & 开头时请加引号`},
		{"tag", "r.yaml", "meta: {unit: !!binary aGk=}\n", `r.yaml 第1行第14列：不支持 YAML 标签 !!binary，请直接写值`},
		{"empty", "r.yaml", " \n", `r.yaml 第1行第1列：文件是空的，没有可读的内容；可用 evalreport new 生成一份带说明的样例`},
		{"GBK", "r.yaml", "meta:\n  unit: \xbc\xd7\n", `r.yaml 第2行第9列：不是 UTF-8 编码的文字，请用编辑器另存为 UTF-8 编码后再试`},
		{"only a comment", "r.yaml", "# 说明\n", `r.yaml 第1行第1列：文件是空的，没有可读的内容；可用 evalreport new 生成一份带说明的样例`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report, _, err := codec.Decode([]byte(test.text), test.file)
			if err == nil || report != nil {
				t.Fatalf("read %v, want an error", report)
			}
			if diff := cmp.Diff(strings.TrimSpace(test.want), err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestErrorsAreForPrograms(t *testing.T) {
	_, _, err := codec.Decode([]byte("meta: {unti: a}"), "r.yaml")
	var one *codec.Error
	if !errors.As(err, &one) || one.Code != codec.UnknownField || one.Nearest != "unit" || one.Path != "meta.unti" || one.Place.Line != 1 {
		t.Errorf("got %+v", one)
	}
}

func TestHostile(t *testing.T) {
	long := func(s string, n int) []byte { return bytes.Repeat([]byte(s), n) }
	tests := map[string][]byte{
		"alias bomb":        []byte("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nmeta: *c\n"),
		"self alias":        []byte("a: &a [*a]\n"),
		"50 MB on one line": append([]byte("meta: {unit: "), append(long("甲", 17<<20), '}')...),
		"deep lists":        long("[", 1<<20),
		"deep JSON":         append([]byte(`{"a":`), append(long("[", 100), append(long("]", 100), '}')...)...),
		"deep blocks":       long("- ", 200_000),
		"deep keys":         long("? ", 200_000),
		"deep maps":         long("{a: ", 100_000),
		"many items":        append([]byte("a:"), long("\n- 1", 3<<20)...),
		"many empty lists":  append(append([]byte("["), long("[],", 1<<20)...), ']'),
		"a long number":     append([]byte("result: {score: "), append(long("9", 1<<20), '}')...),
		"a long key":        append(long("k", 1<<20), []byte(": 1")...),
		"NUL":               {0, 0, 0, 0},
		"UTF-16":            {0xff, 0xfe, 'a', 0},
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			for _, file := range []string{"r.yaml", "r.json"} {
				if _, _, err := codec.Decode(data, file); err == nil {
					t.Errorf("%s read without error", file)
				} else if n := len(err.Error()); n > 20_000 {
					t.Errorf("the message has %d bytes", n)
				}
			}
			if d := time.Since(start); d > pace.Limit(2*time.Second) {
				t.Errorf("took %v", d)
			}
		})
	}
}

// TestNoted: a note stands behind the label of the field at its path, and of no other of the same name.
func TestNoted(t *testing.T) {
	var b strings.Builder
	notes := map[string]string{"problems": "必备", "use.application": "印在第九部分"}
	if err := codec.EncodeYAML(&b, &evalreport.Report{}, codec.Explained(), codec.Noted(notes)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nproblems:  # 存在的问题及原因分析，必备\n", "\n  application:  # 结果拟应用情况，印在第九部分\n", "\n  #   problems:  # 存在问题\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q", want)
		}
	}
}

// A row that the starter shows as a comment is a row once the signs are taken away.
func TestExplainedSamplesCanBeUncommented(t *testing.T) {
	var b bytes.Buffer
	if err := codec.EncodeYAML(&b, &evalreport.Report{}, codec.Explained()); err != nil {
		t.Fatal(err)
	}
	sign := regexp.MustCompile(`(?m)^( *)# `)
	_, text, _ := bytes.Cut(b.Bytes(), []byte("\n\n")) // the note on how to write stays
	for sign.Match(text) {
		text = sign.ReplaceAll(text, []byte("$1"))
	}
	r, _, err := codec.Decode(text, "new.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.ProjectSelfEvaluations) != 1 || len(r.ProjectSelfEvaluations[0].Indicators[0].Groups[0].Items) != 1 || r.Lead.Narrative[0].Text != "一段文字" {
		t.Error("the samples are not read as rows")
	}
	evalreport.Walk(r, func(f evalreport.Field) bool {
		if !strings.HasSuffix(f.Path, "]") && !strings.Contains(f.Path, "narrative") && !bytes.Contains(text, []byte(f.Label[strings.LastIndex(f.Label, "·")+len("·"):])) {
			t.Errorf("%s is not explained", f.Path)
		}
		return true
	})
}

func TestLargeData(t *testing.T) {
	rows := "[" + strings.Repeat(`{"名称":"甲","金额":12.50},`, 400_000) + "{}]"
	v, _, err := codec.DecodeInto[any]([]byte(rows), "rows.json")
	if err != nil {
		t.Fatal(err)
	}
	if list := v.([]any); len(list) != 400_001 || list[0].(map[string]any)["金额"] != json.Number("12.50") {
		t.Error("the rows are not read")
	}
}

func TestDecodeIntoOtherTypes(t *testing.T) {
	type formFile struct {
		ID       string            `json:"id" label:"编号"`
		Synonyms map[string]string `json:"synonyms"`
		Widths   []float64         `json:"widths"`
		Any      any               `json:"any"`
		Pointer  *int              `json:"pointer"`
		Sample   codec.Raw         `json:"sample"`
	}
	f, _, err := codec.DecodeInto[formFile]([]byte("编号: a\nsynonyms: {得 分: 得分}\nwidths: [1.5, 2]\nany: {x: [1.50, true, 甲, ~]}\npointer: 7\nsample:\n  total: {final: 3x}\n"), "form.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if f.ID != "a" || f.Synonyms["得 分"] != "得分" || len(f.Widths) != 2 || *f.Pointer != 7 {
		t.Errorf("got %+v", f)
	}
	want := map[string]any{"x": []any{json.Number("1.50"), true, "甲", nil}}
	if diff := cmp.Diff(want, f.Any); diff != "" {
		t.Error(diff)
	}
	_, _, err = codec.DecodeRaw[evalreport.BasicExpenses](f.Sample)
	if want := "form.yaml 第7行第18列（total.final）：“3x”不是数字，应为如 2858.40 的数"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
