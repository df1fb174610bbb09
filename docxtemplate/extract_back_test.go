package docxtemplate

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	dx "github.com/evalreport/go/internal/docxtest"
)

func sdt(tag, props, content string) string {
	return `<w:sdt><w:sdtPr><w:tag w:val="` + tag + `"/>` + props + `</w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
}

// repeatingSection is a repeating section of one item.
func repeatingSection(list, content string) string {
	return sdt(list, `<w15:repeatingSection/>`, `<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>`+content+`</w:sdtContent></w:sdt>`)
}

func formCheckBox(name string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="` + name + `"/><w:checkBox><w:size w:val="20"/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>` +
		`<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// TestExtractFilled fills a template and reads it back: the data come back, and what cannot be read is listed as missed.
func TestExtractFilled(t *testing.T) {
	head := dx.Row("名称", "金额")
	items := `{"专项":[{"名称":"甲","金额":"1"},{"名称":"乙","金额":"2"}]`
	for _, c := range []struct{ name, template, data, want string }{
		{"content in paragraphs", paras("前言：", "{{+正文}}", "结束语"), `{"正文":"甲\n乙\n丙"}`, ""},
		{"content with a blank line, at the end", paras("前言：", "{{+正文}}"), `{"正文":"甲\n\n乙"}`, ""},
		{"content that is empty", paras("前言：", "{{+正文}}", "结束语"), `{"正文":""}`, "{}\n- 正文: not-found"},
		{"content behind a label", paras("前言：{{+正文}}", "完"), `{"正文":"甲\n乙"}`, ""},
		{"content in a cell", rows(2, "说明", "{{+正文}}", "完", "{{完}}"), `{"正文":"甲\n乙","完":"1"}`, ""},
		{"two contents, nothing between", paras("{{+甲}}", "{{+乙}}"), `{"甲":"a","乙":"b"}`, "{}\n- 甲: ambiguous\n- 乙: not-found\n? a\n? b"},
		{"columns that repeat", rows(2, "年度", "{{循环 年份}}{{年度}}", "得分", "{{得分}}{{结束}}"), `{"年份":[{"年度":"2021","得分":"1"},{"年度":"2022","得分":"2"}]}`, ""},
		{"columns that repeat before another", rows(3, "年度", "{{循环 年份}}{{年度}}", "备注", "得分", "{{得分}}{{结束}}", "{{备注}}"),
			`{"备注":"无","年份":[{"年度":"2021","得分":"1"},{"年度":"2022","得分":"2"}]}`, ""},
		{"pictures", paras("章：{{@章}}", "{{@图}}", "甲：{{甲}}"), `{"甲":"1","章":null,"图":null}`, "{\"甲\":\"1\"}\n- 章: not-read\n- 图: not-read"},
		{"an address", `<w:p><w:hyperlink w:anchor="{{网址}}">` + dx.R("见{{名}}") + `</w:hyperlink></w:p>`, `{"网址":"a","名":"b"}`, "{\"名\":\"b\"}\n- 网址: not-read"},
		{"a text box", `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + dx.P("签发：{{甲}}") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r>` + dx.R("乙") + `</w:p>`, `{"甲":"a"}`, ""},
		{"controls in a loop", paras("{{循环 专项}}") + `<w:p>` + dx.R("名称：") + sdt("名称", "", dx.R("点此")) + dx.R("，") + sdt("金额", "<w:showingPlcHdr/>", dx.R("点此")) + dx.R("元") + `</w:p>` + paras("{{结束}}", "完"),
			items + "}", ""},
		{"controls in a row", dx.Table(2, head, dx.RowOf(`<w:tc><w:p>`+sdt("专项.名称", "", dx.R("点此"))+`</w:p></w:tc>`, sdt("专项.金额", "<w:showingPlcHdr/>", dx.Cell("点此", "")))), items + "}", ""},
		{"a control around paragraphs", sdt("说明", "", dx.P("点此")) + paras("完"), `{"说明":"甲\n乙"}`, ""},
		{"a control around an empty paragraph", sdt("说明", "", "<w:p/>") + paras("完"), `{"说明":"甲"}`, ""},
		{"controls side by side", `<w:p>` + sdt("甲", "", dx.R("点此")) + sdt("乙", "", dx.R("点此")) + `</w:p>`, `{"甲":"a","乙":"b"}`, ""},
		{"a control around tags is none", sdt("说明", "", paras("甲：{{甲}}")), `{"甲":"a"}`, ""},
		{"a check box", `<w:p>` + dx.R("公开：") + sdt("公开", `<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>`, dx.R("☐")) + `</w:p>`, `{"公开":true}`, ""},
		{"a check box not ticked", `<w:p>` + dx.R("公开：") + sdt("公开", `<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>`, dx.R("☒")) + `</w:p>`, `{"公开":false}`, ""},
		{"boxes of a legacy form", `<w:p>` + dx.R("公开") + formCheckBox("公开") + dx.R("存档") + formCheckBox("存档") + `</w:p>`, `{"公开":true,"存档":false}`, ""},
		{"a section", repeatingSection("专项", paras("名称：{{名称}}", "金额：{{金额}}")) + paras("完"), items + "}", ""},
		{"a section of controls", repeatingSection("专项", sdt("名称", "", dx.P("点此"))) + paras("完"), `{"专项":[{"名称":"甲"},{"名称":"乙"}]}`, ""},
		{"a section of rows", dx.Table(2, head, repeatingSection("专项", dx.Row("{{名称}}", "{{金额}}")), dx.Row("合计", "{{合计}}")), items + `,"合计":"3"}`, ""},
		{"a section of two items", sdt("专项", `<w15:repeatingSection/>`, `<w:sdt><w:sdtPr/><w:sdtContent>`+dx.P("名称：{{名称}}")+`</w:sdtContent></w:sdt><w:sdt><w:sdtPr/><w:sdtContent>`+dx.P("名称：{{名称}}")+`</w:sdtContent></w:sdt>`) + paras("完"),
			`{"专项":[{"名称":"甲"}]}`, "{}\n- 名称: ambiguous\n? 名称：甲"},
		{"words that depend", paras("{{如果 有}}已公开{{否则}}未公开{{结束}}", "名：{{名}}"), `{"有":true,"名":"b"}`, `{"名":"b"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var data any
			if err := json.Unmarshal([]byte(c.data), &data); err != nil {
				t.Fatal(err)
			}
			src := dx.Doc{Body: c.template}.Bytes()
			tpl, err := Compile(bytesReader(src), int64(len(src)))
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := tpl.Execute(&out, data); err != nil {
				t.Fatal(err)
			}
			got := map[string]any{}
			x, err := tpl.Extract(bytesReader(out.Bytes()), int64(out.Len()), &got)
			if err != nil {
				t.Fatal(err)
			}
			want := c.want
			if want == "" {
				b, _ := json.Marshal(data)
				want = string(b)
			}
			if diff := cmp.Diff(want, summary(t, got, x)); diff != "" {
				t.Errorf("-want +got\n%s\n%s", diff, dx.Text(out.Bytes(), "word/document.xml"))
			}
		})
	}
}

// TestExtractSplit reads tables that were split in two, by a page break or an editor.
func TestExtractSplit(t *testing.T) {
	list := rows(2, "名称", "金额", "{{专项.名称}}", "{{专项.金额}}")
	ended := rows(2, "名称", "金额", "{{专项.名称}}", "{{专项.金额}}", "合计", "{{合计}}")
	fixed := rows(2, "名称", "{{名称}}", "金额", "{{金额}}")
	page := `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`
	both, sum := `{"专项":[{"名称":"甲","金额":"1"},{"名称":"乙","金额":"2"}]}`, `{"专项":[{"名称":"甲","金额":"1"},{"名称":"乙","金额":"2"}],"合计":"3"}`
	for _, c := range []struct{ name, template, filled, want string }{
		{"header again", list, rows(2, "名称", "金额", "甲", "1") + page + rows(2, "名 称", "金额", "乙", "2"), both},
		{"no header, an end", ended, rows(2, "名称", "金额", "甲", "1") + "<w:p/>" + rows(2, "乙", "2", "合计", "3"), sum},
		{"header and end", ended, rows(2, "名称", "金额", "甲", "1") + page + rows(2, "名称", "金额", "乙", "2", "合计", "3"), sum},
		{"three parts", ended, rows(2, "名称", "金额", "甲", "1") + page + rows(2, "名称", "金额", "乙", "2") + page + rows(2, "合计", "3"), sum},
		{"no header, no end", list, rows(2, "名称", "金额", "甲", "1") + page + rows(2, "乙", "2"), "{}\n- 专项.名称: list-end\n- 专项.金额: list-end\n? 甲\n? 1\n? 乙\n? 2"},
		{"header of other columns", list, rows(2, "名称", "金额", "甲", "1") + page + rows(2, "金额", "名称", "2", "乙"),
			"{}\n- 专项.名称: ambiguous\n- 专项.金额: ambiguous\n? 名称\n? 金额\n? 甲\n? 1\n? 金额\n? 名称\n? 2\n? 乙"},
		{"rows that stand once", fixed, rows(2, "名称", "甲") + page + rows(2, "金额", "1"), `{"名称":"甲","金额":"1"}`},
		{"another table", list + paras("附") + fixed, rows(2, "名称", "金额", "甲", "1") + paras("附") + rows(2, "名称", "乙", "金额", "2"), "{\"专项\":[{\"名称\":\"甲\",\"金额\":\"1\"}],\"名称\":\"乙\",\"金额\":\"2\"}"},
		{"tables that repeat", paras("{{循环 册}}") + rows(2, "名称", "金额", "{{名称}}", "{{金额}}") + paras("{{结束}}", "完"), rows(2, "名称", "金额", "甲", "1") + rows(2, "名称", "金额", "乙", "2") + paras("完"),
			`{"册":[{"名称":"甲","金额":"1"},{"名称":"乙","金额":"2"}]}`},
		{"a heading in mid-table with other columns", list, rows(2, "名称", "金额", "甲", "1", "金额", "名称", "2", "乙"),
			"{}\n- 专项.名称: ambiguous\n- 专项.金额: ambiguous\n? 甲\n? 1\n? 金额\n? 名称\n? 2\n? 乙"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readBack(t, Config{}, c.template, c.filled)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
