package docxtemplate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/internal/document"
	dx "github.com/evalreport/go/internal/docxtest"
)

// readBack compiles a template, reads a document by it and gives the data as JSON, then what was missed and unread.
func readBack(t *testing.T, cfg Config, template, filled string) string {
	t.Helper()
	src, doc := dx.Doc{Body: template}.Bytes(), dx.Doc{Body: filled}.Bytes()
	tpl, err := cfg.Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	data := map[string]any{}
	x, err := tpl.Extract(bytesReader(doc), int64(len(doc)), &data)
	if err != nil {
		t.Fatal(err)
	}
	return summary(t, data, x)
}

func summary(t *testing.T, data any, x *Extraction) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(data); err != nil {
		t.Fatal(err)
	}
	out := strings.TrimSpace(b.String())
	for _, v := range x.Values {
		if v.Computed {
			out += "\n= " + v.Path + ": " + v.Text
		}
	}
	for _, m := range x.Missed {
		out += "\n- " + m.Path + ": " + m.Code
	}
	for _, u := range x.Unread {
		out += "\n? " + u.Text
	}
	return out
}

func rows(n int, texts ...string) string {
	var out []string
	for i := 0; i < len(texts); i += n {
		out = append(out, dx.Row(texts[i:i+n]...))
	}
	return dx.Table(n, out...)
}

func paras(texts ...string) string {
	out := ""
	for _, s := range texts {
		out += dx.P(s)
	}
	return out
}

const (
	down = `<w:vMerge w:val="restart"/>`
	more = `<w:vMerge/>`
	two  = `<w:gridSpan w:val="2"/>`
)

func TestExtract(t *testing.T) {
	money := rows(3, "项目", "预算数", "决算数", "基本支出", "{{基本.预算}}", "{{基本.决算}}", "项目支出", "{{项目.预算}}", "{{项目.决算}}")
	list := rows(3, "名称", "预算数", "决算数", "{{专项.名称}}", "{{专项.预算}}", "{{专项.决算}}", "合计", "{{合计.预算}}", "{{合计.决算}}")
	nested := rows(4, "一级指标", "二级指标", "三级指标", "得分", "{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.名称}}", "{{一级.二级.三级.得分}}", "总分", "", "", "{{总分}}")
	for _, c := range []struct{ name, template, filled, want string }{
		{"a value in a paragraph", paras("单位：{{单位}}"), paras("单位：档案馆"), `{"单位":"档案馆"}`},
		{"several in one", paras("填表人：{{甲}}　电话：{{乙}}"), paras("填表人: 王 小林    电 话：0730-1"), `{"乙":"0730-1","甲":"王 小林"}`},
		{"a blank", paras("填表人：{{甲}}　电话：{{乙}}"), paras("填表人：　电话：1"), `{"乙":"1","甲":""}`},
		{"two values with nothing between", paras("单位：{{甲}}{{乙}}"), paras("单位：档案馆"), "{}\n- 甲: ambiguous\n- 乙: ambiguous\n? 单位：档案馆"},
		{"a sign that is in the value too", paras("地址：{{甲}}、{{乙}}"), paras("地址：东街、西街、南街"), "{}\n- 甲: ambiguous\n- 乙: ambiguous\n? 地址：东街、西街、南街"},
		{"not there", paras("单位：{{单位}}"), paras("别的"), "{}\n- 单位: not-found\n? 别的"},
		{"twice there", paras("单位：{{单位}}"), paras("单位：甲", "单位：乙"), "{}\n- 单位: ambiguous\n? 单位：甲\n? 单位：乙"},
		{"two places that differ", paras("单位：{{单位}}", "盖章：{{单位}}"), paras("单位：甲", "盖章：乙"), "{}\n- 单位: conflict"},
		{"optional part", paras("名称：{{名称}}{{如果 分值}}（{{分值}}分）{{结束}}"), paras("名称：产出指标(50分)"), `{"分值":"50","名称":"产出指标"}`},
		{"optional part is not there", paras("名称：{{名称}}{{如果 分值}}（{{分值}}分）{{结束}}"), paras("名称：产出指标"), `{"名称":"产出指标"}`},
		{"format undone", paras("金额：{{金额 | 千分位:2}}元，占{{比例 | 百分比}}"), paras("金额：1,234.50元，占98%"), `{"比例":"0.98","金额":"1234.50"}`},
		{"amount in capitals", paras("大写：{{金额 | 大写}}"), paras("大写：壹仟贰佰叁拾肆元伍角"), `{"金额":"1234.5"}`},
		{"format that cannot have printed it", paras("金额：{{金额 | 小数:2}}元"), paras("金额：约三万元"), "{}\n- 金额: not-found\n? 金额：约三万元"},
		{"computed", paras("{{年度 - 1}}年决算比{{年度}}年预算"), paras("2022年决算比2023年预算"), "{\"年度\":\"2023\"}\n= 年度 - 1: 2022"},
		{"paragraphs that repeat", paras("附件：", "{{循环 附件}}", "{{序号}}、{{名称}}", "{{结束}}", "完"), paras("附件：", "1、甲", "2、乙", "完"),
			"{\"附件\":[{\"名称\":\"甲\"},{\"名称\":\"乙\"}]}\n= 序号: 1\n= 序号: 2"},
		{"nothing to repeat", paras("附件：", "{{循环 附件}}", "{{序号}}、{{名称}}", "{{结束}}", "完"), paras("附件：", "完"), `{"附件":[]}`},
		{"text that repeats", paras("包括{{循环 附件}}“{{名称}}”{{结束}}等"), paras("包括“甲”“乙”等"), `{"附件":[{"名称":"甲"},{"名称":"乙"}]}`},
		{"labels left and above", money, rows(3, "项目", "预算数", "决算数", "基本支出", "1", "2", "项目支出", "3", "4"),
			`{"基本":{"决算":"2","预算":"1"},"项目":{"决算":"4","预算":"3"}}`},
		{"columns swapped", money, rows(3, "项目", "决算数", "预算数", "基本支出", "2", "1", "项目支出", "4", "3"),
			`{"基本":{"决算":"2","预算":"1"},"项目":{"决算":"4","预算":"3"}}`},
		{"column gone", money, rows(2, "项目", "决算数", "基本支出", "2", "项目支出", "4"),
			"{\"基本\":{\"决算\":\"2\"},\"项目\":{\"决算\":\"4\"}}\n- 基本.预算: not-found\n- 项目.预算: not-found"},
		{"column and row more", money, rows(4, "项 目", "年初数", "预算数（万元）", "决算数", "基本支出：", "9", "1", "2", "公用经费", "8", "8", "8", "项目支出", "9", "3", "4"),
			"{\"基本\":{\"决算\":\"2\",\"预算\":\"1\"},\"项目\":{\"决算\":\"4\",\"预算\":\"3\"}}\n? 年初数\n? 9\n? 公用经费\n? 8\n? 8\n? 8\n? 9"},
		{"label unknown", money, rows(3, "项目", "预算数", "决算数", "日常支出", "1", "2", "项目支出", "3", "4"),
			"{\"项目\":{\"决算\":\"4\",\"预算\":\"3\"}}\n- 基本.预算: not-found\n- 基本.决算: not-found\n? 日常支出\n? 1\n? 2"},
		{"a list", list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2", "乙", "", "4", "合计", "1", "6"),
			`{"专项":[{"决算":"2","名称":"甲","预算":"1"},{"决算":"4","名称":"乙","预算":""}],"合计":{"决算":"6","预算":"1"}}`},
		{"an element named like the end", list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2", "合计", "1", "6", "合计", "2", "7"),
			"{}\n- 专项.名称: ambiguous\n- 专项.预算: ambiguous\n- 专项.决算: ambiguous\n- 合计.预算: ambiguous\n- 合计.决算: ambiguous\n? 甲\n? 1\n? 2\n? 合计\n? 1\n? 6\n? 2\n? 7"},
		{"header repeated on a new page", list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2", "名称", "预算数", "决算数", "乙", "", "4", "合计", "1", "6"),
			`{"专项":[{"决算":"2","名称":"甲","预算":"1"},{"决算":"4","名称":"乙","预算":""}],"合计":{"决算":"6","预算":"1"}}`},
		{"end unknown", list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2", "共计", "1", "6"),
			"{}\n- 专项.名称: list-end\n- 专项.预算: list-end\n- 专项.决算: list-end\n- 合计.预算: not-found\n- 合计.决算: not-found\n? 甲\n? 1\n? 2\n? 共计\n? 1\n? 6"},
		{"empty list", list, rows(3, "名称", "预算数", "决算数", "合计", "1", "6"), `{"专项":[],"合计":{"决算":"6","预算":"1"}}`},
		{"blank row", list, rows(3, "名称", "预算数", "决算数", "", "", "", "合计", "1", "6"), `{"专项":[],"合计":{"决算":"6","预算":"1"}}`},
		{"nested by merged cells", nested, dx.Table(4, dx.Row("一级指标", "二级指标", "三级指标", "得分"),
			dx.RowOf(dx.Cell("产出", down), dx.Cell("数量", down), dx.Cell("甲", ""), dx.Cell("1", "")),
			dx.RowOf(dx.Cell("", more), dx.Cell("", more), dx.Cell("乙", ""), dx.Cell("2", "")),
			dx.RowOf(dx.Cell("", more), dx.Cell("质量", ""), dx.Cell("丙", ""), dx.Cell("3", "")), dx.Row("总分", "", "", "6")),
			`{"一级":[{"二级":[{"三级":[{"名称":"甲","得分":"1"},{"名称":"乙","得分":"2"}],"名称":"数量"},{"三级":[{"名称":"丙","得分":"3"}],"名称":"质量"}],"名称":"产出"}],"总分":"6"}`},
		{"nested, not merged", nested, rows(4, "一级指标", "二级指标", "三级指标", "得分", "产出", "数量", "甲", "1", "", "", "乙", "2", "效益", "社会", "丙", "3", "总分", "", "", "6"),
			`{"一级":[{"二级":[{"三级":[{"名称":"甲","得分":"1"},{"名称":"乙","得分":"2"}],"名称":"数量"}],"名称":"产出"},{"二级":[{"三级":[{"名称":"丙","得分":"3"}],"名称":"社会"}],"名称":"效益"}],"总分":"6"}`},
		{"nested, repeated", nested, rows(4, "一级指标", "二级指标", "三级指标", "得分", "产出", "数量", "甲", "1", "产出", "质量", "乙", "2", "总分", "", "", "6"),
			"{\"总分\":\"6\"}\n- 一级.名称: levels\n- 一级.二级.名称: levels\n- 一级.二级.三级.名称: levels\n- 一级.二级.三级.得分: levels\n? 产出\n? 数量\n? 甲\n? 1\n? 产出\n? 质量\n? 乙\n? 2"},
		{"label and value in one cell", dx.Table(2, dx.Row("其中：基本支出：{{基本}}", "项目支出：{{项目}}")), dx.Table(2, dx.Row("其中:基本支出: 12.5", "项目支出：")),
			`{"基本":"12.5","项目":""}`},
		{"the value moved to the next cell", rows(3, "其他资金：{{其他}}", "", "元"), rows(3, "其他资金：", "12.5", "元"), "{}\n- 其他: ambiguous\n? 12.5"},
		{"no label", rows(2, "{{甲}}", "{{乙}}"), rows(2, "1", "2"), "{}\n- 甲: no-anchor\n- 乙: no-anchor\n? 1\n? 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readBack(t, Config{}, c.template, c.filled)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestExtractSynonyms(t *testing.T) {
	template := rows(3, "名称", "得分", "备注", "运转", "{{运转.得分}}", "{{运转.备注}}")
	filled := rows(3, "名称", "自评得分（分）", "说明", "运转", "9", "无")
	got := readBack(t, Config{Synonyms: map[string][]string{"得分": {"自评得分"}}}, template, filled)
	if want := "{\"运转\":{\"得分\":\"9\"}}\n- 运转.备注: not-found\n? 说明\n? 无"; got != want {
		t.Errorf("got %s", got)
	}
}

// TestExtractTypes: leaves are read as their types read text, and a number says where it ends.
func TestExtractTypes(t *testing.T) {
	type staff struct {
		Count int    `json:"count" label:"人数"`
		Note  string `json:"note" label:"人数说明"`
	}
	type data struct {
		staff
		Rate  *float64  `json:"rate" label:"比例"`
		Date  time.Time `json:"date" label:"日期"`
		Open  bool      `json:"open" label:"公开"`
		Items []struct {
			Name string `json:"name" label:"名称"`
		} `json:"items" label:"项目"`
		Kept string `json:"kept" label:"原有"`
	}
	src := dx.Doc{Body: paras("人数：{{人数}}{{人数说明}}", "比例：{{比例}}", "日期：{{日期 | 年月日}}", "公开：{{公开}}", "有{{循环 项目}}{{名称}}；{{结束}}")}.Bytes()
	doc := dx.Doc{Body: paras("人数：57（含挂职）", "比例：0.5", "日期：2023年3月5日", "公开：是", "有甲；乙；")}.Bytes()
	tpl, err := Config{Type: data{}}.Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	got := data{Kept: "在"}
	x, err := tpl.Extract(bytesReader(doc), int64(len(doc)), &got)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"count":57,"note":"（含挂职）","rate":0.5,"date":"2023-03-05T00:00:00Z","open":true,"items":[{"name":"甲"},{"name":"乙"}],"kept":"在"}`
	if s := summary(t, got, x); s != want {
		t.Errorf("got %s", s)
	}
	bad := dx.Doc{Body: paras("人数：很多", "比例：一半", "公开：也许")}.Bytes()
	got = data{Kept: "在"}
	if x, err = tpl.Extract(bytesReader(bad), int64(len(bad)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Count != 0 || got.Rate != nil || got.Open || got.Kept != "在" || len(x.Missed) != 4 || len(x.Unread) != 2 {
		t.Errorf("got %s", summary(t, got, x))
	}
}

// TestExtractControls: a content control says itself what it holds.
func TestExtractControls(t *testing.T) {
	control := func(tag, text string) string {
		return `<w:p>` + dx.R("经办人") + `<w:sdt><w:sdtPr><w:tag w:val="` + tag + `"/></w:sdtPr><w:sdtContent>` + dx.R(text) + `</w:sdtContent></w:sdt>` + dx.R("于当日签收") + `</w:p>`
	}
	if got := readBack(t, Config{}, control("经办.姓名", "请填写"), paras("别的话")+control("经办.姓名", "王林")); got != "{\"经办\":{\"姓名\":\"王林\"}}\n? 别的话" {
		t.Errorf("got %s", got)
	}
}

func TestExtractBadTargets(t *testing.T) {
	src := dx.Doc{Body: paras("单位：{{单位}}")}.Bytes()
	tpl, err := Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var nilMap *map[string]any
	for _, dst := range []any{nil, 1, map[string]any{}, nilMap, new(int), new([]string)} {
		if _, err := tpl.Extract(bytesReader(src), int64(len(src)), dst); err == nil {
			t.Errorf("%T is accepted", dst)
		}
	}
	if _, err := tpl.Extract(bytesReader([]byte("PK")), 2, &map[string]any{}); err == nil {
		t.Error("no document is accepted")
	}
}

// TestOutline shows the words that identify each tag, and the lint for those that have too few.
func TestOutline(t *testing.T) {
	src := dx.Doc{Body: paras("填表人：{{甲}}　电话：{{乙}}") +
		rows(3, "名称", "预算数", "决算数", "{{专项.名称}}", "{{专项.预算}}", "{{专项.决算}}", "合计", "{{合计.预算}}", "{{合计.决算}}") +
		paras("{{丙}}{{丁}}") + dx.Table(2, dx.RowOf(dx.Cell("金额", two)), dx.Row("{{一}}", "{{二}}")) + rows(1, "{{戊}}")}.Bytes()
	tpl, err := Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	o := tpl.Outline()
	want := `甲	正文 第1段	前“填表人:”	后“电话:”
乙	正文 第1段	前“电话:”
专项.名称	正文 表1 第2行第1格	上“名称”
专项.预算	正文 表1 第2行第2格	上“预算数”
专项.决算	正文 表1 第2行第3格	上“决算数”
合计.预算	正文 表1 第3行第2格	左“合计”	上“预算数”
合计.决算	正文 表1 第3行第3格	左“合计”	上“决算数”
`
	if got := o.String(); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
	if len(o.Loops) != 1 || o.Loops[0].Before != "合计" || o.Loops[0].List != "专项" {
		t.Errorf("loops %+v", o.Loops)
	}
	codes := ""
	for _, f := range o.Faults {
		codes += f.Code + " " + f.Tag + "\n"
	}
	if want := "touching {{丁}}\nno-anchor {{戊}}\nsame-anchor {{二}}\n"; codes != want {
		t.Errorf("faults\n%s", codes)
	}
}

// TestExtractLong: a long list is read in time that grows with it.
func TestExtractLong(t *testing.T) {
	template := rows(3, "名称", "预算数", "决算数", "{{专项.名称}}", "{{专项.预算}}", "{{专项.决算}}", "合计", "{{合计.预算}}", "{{合计.决算}}")
	texts := []string{"名称", "预算数", "决算数"}
	const n = 20_000
	for i := range n {
		texts = append(texts, fmt.Sprint("项目", i), "1.00", "2.00")
	}
	filled := rows(3, append(texts, "合计", "1", "2")...)
	src, doc := dx.Doc{Body: template}.Bytes(), dx.Doc{Body: filled}.Bytes()
	tpl, err := Compile(bytesReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	data := map[string]any{}
	start := time.Now()
	x, err := tpl.Extract(bytesReader(doc), int64(len(doc)), &data)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := data["专项"].([]any); len(got) != n || len(x.Missed)+len(x.Unread) > 0 {
		t.Errorf("%d elements, missed %v, unread %d", len(got), x.Missed, len(x.Unread))
	}
	t.Log(time.Since(start))
}

// FuzzExtract: reading any document by any template ends, and what it reads is printed in the document.
func FuzzExtract(f *testing.F) {
	list := rows(3, "名称", "预算数", "决算数", "{{专项.名称}}", "{{专项.预算}}", "{{专项.决算}}", "合计", "{{合计.预算}}", "{{合计.决算}}")
	f.Add(paras("填表人：{{甲}}　电话：{{乙}}"), paras("填表人: 王 小林    电 话：0730-1"))
	f.Add(paras("名称：{{名称}}{{如果 分值}}（{{分值}}分）{{结束}}"), paras("名称：产出指标(50分)"))
	f.Add(paras("附件：", "{{循环 附件}}", "{{序号}}、{{名称}}", "{{结束}}", "完"), paras("附件：", "1、甲", "2、乙", "完"))
	f.Add(paras("包括{{循环 附件}}“{{名称}}”{{结束}}等{{金额 | 大写}}"), paras("包括“甲”“乙”等壹元整"))
	f.Add(list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2", "乙", "", "4", "合计", "1", "6"))
	f.Add(list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2", "合计", "1", "6", "合计", "2", "7"))
	f.Add(rows(4, "一级指标", "二级指标", "三级指标", "{{年度 - 1}}年得分", "{{一级.名称}}", "{{一级.二级.名称}}", "{{一级.二级.三级.名称}}", "{{一级.二级.三级.得分}}", "总分", "", "", "{{年度}}"),
		dx.Table(4, dx.Row("一级指标", "二级指标", "三级指标", "2022年得分"), dx.RowOf(dx.Cell("产出", down), dx.Cell("数量", down), dx.Cell("甲", two)),
			dx.RowOf(dx.Cell("", more), dx.Cell("", more), dx.Cell("乙", ""), dx.Cell("2", "")), dx.Row("总分", "", "", "2023")))
	f.Add(dx.Table(1, dx.Row("{{循环 专项}}"), dx.Row("名称：{{名称}}"), dx.Row("{{否则}}"), dx.Row("无"), dx.Row("{{结束}}")), dx.Table(1, dx.Row("名称：甲"), dx.Row("名称：乙")))
	f.Add(rows(3, "年度", "{{循环 年份}}{{年度}}", "备注", "得分", "{{得分}}{{结束}}", "{{备注}}"), rows(4, "年度", "2021", "2022", "备注", "得分", "1", "2", "无"))
	f.Add(list, rows(3, "名称", "预算数", "决算数", "甲", "1", "2")+"<w:p/>"+rows(3, "乙", "", "4", "合计", "1", "6"))
	f.Add(paras("前言：", "{{+正文}}", "结束语")+`<w:p>`+sdt("公开", `<w14:checkbox/>`, dx.R("☐"))+formCheckBox("存档")+`</w:p>`, paras("前言：", "甲", "", "乙", "结束语")+`<w:p>`+sdt("公开", "", dx.R("☑"))+formCheckBox("存档")+`</w:p>`)
	f.Add(repeatingSection("专项", paras("名称：{{名称}}")+sdt("金额", "<w:showingPlcHdr/>", dx.P("点此"))), repeatingSection("专项", paras("名称：甲")+sdt("金额", "", dx.P("1"))+paras("名称：乙")+sdt("金额", "", dx.P("2"))))
	f.Fuzz(func(t *testing.T, template, filled string) {
		src, doc := dx.Doc{Body: template}.Bytes(), dx.Doc{Body: filled}.Bytes()
		tpl, err := Compile(bytesReader(src), int64(len(src)))
		if err != nil {
			return
		}
		tpl.Outline()
		data := map[string]any{}
		x, err := tpl.Extract(bytesReader(doc), int64(len(doc)), &data)
		if err != nil {
			return
		}
		d, err := document.ReadDocx(bytesReader(doc), int64(len(doc)), document.Options{Verbatim: true})
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, p := range document.Paragraphs(d.Blocks) {
			all.WriteString(p.Text + "\n")
		}
		printed := strings.Join(strings.Fields(all.String()), "")
		for _, v := range x.Values {
			if !strings.Contains(printed, strings.Join(strings.Fields(v.Text), "")) {
				t.Fatalf("%s is %q, which the document does not print: %q", v.Path, v.Text, printed)
			}
		}
	})
}
