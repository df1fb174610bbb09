package templates_test

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/docxtest"
	"github.com/evalreport/go/internal/opc"
)

func profileOf(t *testing.T, id string) *form.Profile {
	t.Helper()
	p, err := form.Builtin.Profile(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// body is the main part of a document.
func body(t *testing.T, docx []byte) string {
	t.Helper()
	pkg, err := opc.Open(bytes.NewReader(docx), int64(len(docx)), opc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := pkg.Entry("word/document.xml").Text()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// papers are the sections of a document in order: 竖 or 横.
func papers(t *testing.T, docx []byte) string {
	var all strings.Builder
	for _, size := range regexp.MustCompile(`<w:pgSz[^>]*>`).FindAllString(body(t, docx), -1) {
		if strings.Contains(size, "landscape") {
			all.WriteString("横")
		} else {
			all.WriteString("竖")
		}
	}
	return all.String()
}

// project is a filled 项目支出绩效自评表, as the form's own sample has it, of another name.
func project(t *testing.T, name string) evalreport.ProjectSelfEvaluation {
	t.Helper()
	f, err := form.Builtin.Form("mof-proj-2020")
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Sample()
	if err != nil {
		t.Fatal(err)
	}
	p := r.ProjectSelfEvaluations[0]
	p.Project = name
	return p
}

// TestTwelveProjects attaches twelve project forms to a report that numbers its attachments from 3, for each locality whose
// reports have them: each has pages of its own, its own number above it, and its line in the list.
func TestTwelveProjects(t *testing.T) {
	tested := 0
	for _, p := range profiles(t) {
		if slices.ContainsFunc(p.Forms, func(f form.ProfileForm) bool { return f.Form == "mof-proj-2020" }) {
			tested++
			t.Run(p.ID, func(t *testing.T) { twelveProjects(t, p) })
		}
	}
	if tested != 6 {
		t.Errorf("%d profiles have project forms, want all but that of 益阳", tested)
	}
}

func twelveProjects(t *testing.T, p *form.Profile) {
	r := decode(t, sampleText(p.ID))
	withoutForms(r)
	var want, captions, names []string
	for i := range 12 {
		name := fmt.Sprintf("专项%d", i+1)
		title := fmt.Sprintf("2023年度专项资金绩效自评表(%s)", name)
		r.ProjectSelfEvaluations = append(r.ProjectSelfEvaluations, project(t, name))
		r.Attachments = append(r.Attachments, evalreport.Attachment{Number: fmt.Sprint(i + 3), Title: title, Form: fmt.Sprintf("project_self_evaluations[%d]", i)})
		want, captions, names = append(want, fmt.Sprintf("%d. %s", i+3, title)), append(captions, fmt.Sprintf("附件%d", i+3)), append(names, name)
	}
	docx := render(t, p, r)
	if got := papers(t, docx); got != strings.Repeat("竖", 13) {
		t.Errorf("sections: %s", got)
	}
	var list, above, projects []string
	for _, b := range readBack(t, docx).Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			switch b.Style {
			case "附件说明":
				list = append(list, strings.TrimPrefix(b.Text, "附件："))
			case "附件标号":
				above = append(above, b.Text)
			}
		case *document.Table:
			projects = append(projects, cmp.Or(b.Grid.At(0, 1).Text, b.Grid.At(0, 2).Text))
		}
	}
	for _, c := range []struct {
		what      string
		want, got []string
	}{{"list of attachments", want, list}, {"numbers", captions, above}, {"projects", names, projects}} {
		if diff := gocmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s:\n%s", c.what, diff)
		}
	}
}

// TestOrientations: a landscape form between portrait ones keeps its paper, and so do they.
func TestOrientations(t *testing.T) {
	r := decode(t, sampleText("mof-project"))
	r.ProjectSelfEvaluations = []evalreport.ProjectSelfEvaluation{project(t, "甲项目"), project(t, "乙项目")}
	if got := papers(t, render(t, profileOf(t, "mof-project"), r)); got != "竖横竖竖" {
		t.Errorf("sections: %s, want the report, the framework, two projects", got)
	}
}

// TestLongForm: a form of three hundred rows repeats its header on every page, and no row is lost or split.
func TestLongForm(t *testing.T) {
	f, err := form.Builtin.Form("hh-cost")
	if err != nil {
		t.Fatal(err)
	}
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "临江县工业和信息化局", Year: 2023}}
	for i := range 300 {
		r.CostIndicators.Projects = append(r.CostIndicators.Projects, evalreport.CostIndicator{Name: fmt.Sprintf("项目%d", i+1)})
	}
	var out bytes.Buffer
	if err := f.Render(&out, r); err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(body(t, out.Bytes()), "<w:tr>")[1:]
	if len(rows) != 301 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows {
		if got := strings.Contains(row, "<w:tblHeader/>"); got != (i == 0) {
			t.Errorf("row %d repeats: %v", i, got)
		}
		if !strings.Contains(row, "<w:cantSplit/>") {
			t.Errorf("row %d may split", i)
		}
	}
}

// TestLongTableInside: 怀化's table of costs inside the text goes on for pages too, and repeats its header.
func TestLongTableInside(t *testing.T) {
	r := decode(t, sampleText("huaihua"))
	r.CostIndicators.Projects = nil
	for i := range 300 {
		r.CostIndicators.Projects = append(r.CostIndicators.Projects, evalreport.CostIndicator{Name: fmt.Sprintf("项目%d", i+1)})
	}
	_, table, _ := strings.Cut(body(t, render(t, profileOf(t, "huaihua"), r)), "<w:tbl>")
	table, _, _ = strings.Cut(table, "</w:tbl>")
	for i, row := range strings.Split(table, "<w:tr>")[1:] {
		if got := strings.Contains(row, "<w:tblHeader/>"); got != (i == 0) || !strings.Contains(row, "<w:cantSplit/>") {
			t.Errorf("row %d repeats: %v, or may split", i, got)
		}
	}
	if n := strings.Count(table, "<w:tr>"); n != 301 {
		t.Errorf("%d rows", n)
	}
}

// TestNoForm: a report without any form has no list of attachments and one section, where the locality requires none.
func TestNoForm(t *testing.T) {
	for _, p := range profiles(t) {
		if slices.ContainsFunc(p.Forms, func(f form.ProfileForm) bool { return f.Required }) {
			continue
		}
		r := decode(t, sampleText(p.ID))
		withoutForms(r)
		docx := render(t, p, r)
		if got := papers(t, docx); got != "竖" {
			t.Errorf("%s: sections %s", p.ID, got)
		}
		doc := readBack(t, docx)
		if n := len(document.Tables(doc.Blocks)); n != 0 {
			t.Errorf("%s: %d tables", p.ID, n)
		}
		if slices.ContainsFunc(doc.Blocks, func(b document.Block) bool {
			para, ok := b.(*document.Paragraph)
			return ok && (para.Style == "附件说明" || strings.HasPrefix(para.Text, "附件：") || strings.HasPrefix(para.Text, "单位："))
		}) {
			t.Errorf("%s: lists attachments, or has the unit line of a table that is not there", p.ID)
		}
	}
}

// TestFormInside: a form named {{+表单.…}} stands in the text, on paper of its own, and is not listed.
func TestFormInside(t *testing.T) {
	r := decode(t, sampleText("dingcheng"))
	lib := form.Open(inline(t))
	p, err := lib.Profile("inside")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := p.Render(&out, r); err != nil {
		t.Fatal(err)
	}
	if got := papers(t, out.Bytes()); got != "竖横竖" {
		t.Errorf("sections: %s", got)
	}
	doc := readBack(t, out.Bytes())
	tables := document.Tables(doc.Blocks)
	if len(tables) != 1 || tables[0].Grid.At(3, 2).Text != "1320.00" {
		t.Errorf("%d tables", len(tables))
	}
}

// inline is a folder with a profile whose Word file has a form inside the text.
func inline(t *testing.T) fs.FS {
	t.Helper()
	const spec = "id: inside\ntitle: 正文内附表\ntemplate: report.docx\nscheme: hunan-dept\nforms:\n  - {form: dc-budget, inline: true}\n"
	sect := `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`
	doc := docxtest.Doc{Body: docxtest.P("一、收支决算") + docxtest.P("{{+表单.`dc-budget`}}") + docxtest.P("二、其他") + sect}
	return fstest.MapFS{
		"profiles/inside/profile.yaml": {Data: []byte(spec)},
		"profiles/inside/report.docx":  {Data: doc.Bytes()},
	}
}
