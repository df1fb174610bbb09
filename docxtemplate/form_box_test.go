package docxtemplate

import (
	"bytes"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// formBox is a check box of a legacy form.
func formBox(name, state string) string {
	return `<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="` + name + `"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/>` + state + `</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
}

// TestFormBoxes ticks the check boxes of legacy forms by the values they are named after.
func TestFormBoxes(t *testing.T) {
	const unticked = `<w:default w:val="0"/>`
	for _, tt := range []struct{ name, body, want string }{
		{"true", formBox("完成", unticked), `<w:sizeAuto/><w:checked/></w:checkBox>`},
		{"false", formBox("未完", unticked+`<w:checked/>`), `<w:sizeAuto/><w:checked w:val="0"/></w:checkBox>`},
		{"no such name", formBox("Check1", unticked), `<w:sizeAuto/><w:default w:val="0"/></w:checkBox>`},
		{"of each element", dx.P("{{循环 项}}") + formBox("过", unticked) + dx.P("{{结束}}"), `<w:sizeAuto/><w:checked/></w:checkBox><w:sizeAuto/><w:checked w:val="0"/></w:checkBox>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			xml := dx.Part(fill(t, Config{}, dx.Doc{Body: tt.body}, `{"完成":true,"未完":false,"项":[{"过":true},{"过":false}]}`), "word/document.xml")
			got := ""
			for _, s := range strings.SplitAfter(xml, "</w:checkBox>") {
				if i := strings.Index(s, "<w:sizeAuto/>"); i >= 0 {
					got += s[i:]
				}
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestRepeatingSection repeats the item of a repeating section over the list that its tag names.
func TestRepeatingSection(t *testing.T) {
	section := func(items ...string) string {
		s := `<w:sdt><w:sdtPr><w:tag w:val="列表"/><w15:repeatingSection xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/></w:sdtPr><w:sdtContent>`
		for _, item := range items {
			s += `<w:sdt><w:sdtPr><w:id w:val="7"/><w15:repeatingSectionItem xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/></w:sdtPr><w:sdtContent>` + item + `</w:sdtContent></w:sdt>`
		}
		return s + `</w:sdtContent></w:sdt>`
	}
	named := `<w:sdt><w:sdtPr><w:tag w:val="名称"/></w:sdtPr><w:sdtContent>` + dx.P("单击此处") + `</w:sdtContent></w:sdt>`
	for _, tt := range []struct{ name, body, want string }{
		{"rows", dx.Table(2, dx.Row("名", "注"), section(dx.Row("{{名称}}", "{{注}}"), dx.Row("旧", "旧"))), "| 名 | 注 |\n| 一 | 甲注 |\n| 二 | 乙注 |"},
		{"paragraphs", section(dx.P("{{名称}}：{{单位}}")), "一：甲局\n二：甲局"},
		{"controls inside", section(named), "一\n二"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := fill(t, Config{}, dx.Doc{Body: tt.body}, noteData)
			if got := dx.Text(b, "word/document.xml"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if n := strings.Count(dx.Part(b, "word/document.xml"), `<w:id w:val="7"/>`); n != 1 {
				t.Errorf("the same id stands %d times", n)
			}
		})
	}
}

// TestFormBoxTags lists the check boxes of legacy forms among what a template asks for, once.
func TestFormBoxTags(t *testing.T) {
	for _, name := range []string{"完成", "{{完成}}", "｛｛完成｝}"} {
		d := dx.Doc{Body: dx.P("{{单位}}") + formBox(name, "")}
		src := d.Bytes()
		tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, g := range tpl.Tags() {
			got = append(got, g.Tag+" "+g.Kind+" "+strings.Join(g.Paths, ",")+" "+g.Place)
		}
		if want := "{{单位}} 值 单位 正文 › 第1段; " + name + " 值 完成 正文 › 第2段"; strings.Join(got, "; ") != want {
			t.Errorf("got %s, want %s", strings.Join(got, "; "), want)
		}
		xml := dx.Part(fill(t, Config{}, d, `{"单位":"局","完成":true}`), "word/document.xml")
		if !strings.Contains(xml, `<w:checked/>`) || !strings.Contains(xml, `<w:name w:val="完成"/>`) {
			t.Errorf("not ticked: %s", xml)
		}
	}
}
