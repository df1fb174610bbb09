package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func unreadWith(got *Result, words string) *Unread {
	for i, u := range got.Unread {
		if strings.Contains(u.Text+u.Reason, words) {
			return &got.Unread[i]
		}
	}
	return nil
}

func TestTwoReportsInOneFile(t *testing.T) {
	one := "某县%s2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）主要职能\n负责全县的有关工作。\n二、存在的问题\n（一）预算编制不够细。\n某县%s\n2024年3月1日\n"
	got := Opened(t, []byte(fmt.Sprintf(one, "水利局", "水利局")+fmt.Sprintf(one, "林业局", "林业局")))
	if u := unreadWith(got, "不止一份报告"); u == nil || !strings.Contains(u.Text, "林业局") || u.Place.Line != 9 {
		t.Errorf("the second report is not mentioned: %+v", got.Unread)
	}
	if got := Opened(t, []byte(fmt.Sprintf(one, "水利局", "水利局"))); unreadWith(got, "不止一份报告") != nil {
		t.Errorf("one report is taken for two: %+v", got.Unread)
	}
}

// A heading that one locality prescribes is what the words say wherever nothing shows otherwise.
func TestHeadingOfOneLocality(t *testing.T) {
	text := "某县水利局2023年度专项资金绩效自评报告\n一、项目概况\n全年实施项目3个。\n二、主要绩效及评价结论\n%s"
	got := Opened(t, []byte(fmt.Sprintf(text, "经评价，自评得分95分，等级为“优”。\n")))
	if s := got.Report.Result.Score.String(); s != "95" {
		t.Errorf("score %q, want 95: %+v", s, got.Report.Outline)
	}
	got = Opened(t, []byte(fmt.Sprintf(text, "（一）社会效益\n保障了灌溉。\n（二）评价结论\n自评得分96分，等级为“优”。\n")))
	if s := got.Report.Result.Score.String(); s != "96" {
		t.Errorf("score %q, want 96: %+v", s, got.Report.Outline)
	}
}

func TestHeadersAndFooters(t *testing.T) {
	body := para("2023年度某局部门整体支出绩效自评报告") + para("一、部门概况") + para("本局负责有关工作。") +
		`<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:footerReference w:type="default" r:id="f1"/></w:sectPr>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, rel := `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	for name, text := range map[string]string{
		"[Content_Types].xml":          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":                  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + rel + `/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="h1" Type="` + rel + `/header" Target="header1.xml"/><Relationship Id="f1" Type="` + rel + `/footer" Target="footer1.xml"/></Relationships>`,
		"word/document.xml":            `<w:document ` + w + ` xmlns:r="` + rel + `"><w:body>` + body + `</w:body></w:document>`,
		"word/header1.xml":             `<w:hdr ` + w + `>` + para("附件2") + para("填报单位：某局（盖章）　单位：万元") + para("部门整体支出绩效自评报告") + `</w:hdr>`,
		"word/footer1.xml":             `<w:ftr ` + w + `>` + para("— 3 —") + `</w:ftr>`,
	} {
		part, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	got := Opened(t, b.Bytes())
	for _, words := range []string{"附件2", "填报单位：某局"} {
		if u := unreadWith(got, words); u == nil || !strings.HasPrefix(u.Place.Part, "word/header") {
			t.Errorf("%s of the header is not listed: %+v", words, got.Unread)
		}
	}
	left := ""
	for _, r := range got.Residue {
		left += r.Text + " "
		if r.Kind != "chrome" {
			t.Errorf("%q is %s, want chrome", r.Text, r.Kind)
		}
	}
	if left != "部门整体支出绩效自评报告 — 3 — " {
		t.Errorf("left out: %q", left)
	}
	if strings.Contains(asPublished(got), "填报单位") {
		t.Error("a header stands in the text")
	}
}

// A draft whose unit and date are not yet filled in has empty paragraphs between the list of attachments and the forms.
func TestAttachmentsOfADraft(t *testing.T) {
	got := Opened(t, docxOf(t, para("2023年度部门整体支出绩效自评报告")+para("一、下一步改进措施")+para("细化预算。")+
		para("附件：1. 基础数据表")+para("2. 部门整体支出绩效自评表")+`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`+para("附件1")+para("基础数据表")))
	if a := got.Report.Attachments; len(a) != 2 || a[1].Number != "2" || a[1].Title != "部门整体支出绩效自评表" {
		t.Errorf("attachments are %+v", a)
	}
}
