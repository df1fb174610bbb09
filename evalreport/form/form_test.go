package form_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/document"
)

// read reads a rendered document back.
func read(t *testing.T, render func(*bytes.Buffer) error) *document.Document {
	t.Helper()
	var b bytes.Buffer
	if err := render(&b); err != nil {
		t.Fatal(err)
	}
	doc, err := document.ReadDocx(bytes.NewReader(b.Bytes()), int64(b.Len()), document.Options{Verbatim: true})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func builtin(t *testing.T, id string) *form.Form {
	t.Helper()
	f, err := form.Builtin.Form(id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestSampleOfEveryForm renders each form's sample twice: no tag is left, and the bytes are the same.
func TestSampleOfEveryForm(t *testing.T) {
	forms, err := form.Builtin.Forms()
	if err != nil {
		t.Fatal(err)
	}
	if len(forms) < 8 {
		t.Fatalf("%d forms, want at least the eight official ones", len(forms))
	}
	for _, f := range forms {
		t.Run(f.ID, func(t *testing.T) {
			r, err := f.Sample()
			if err != nil {
				t.Fatal(err)
			}
			var first, second bytes.Buffer
			if err := f.Render(&first, r); err != nil {
				t.Fatal(err)
			}
			if err := f.Render(&second, r); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Error("the same report gives other bytes the second time")
			}
			doc := read(t, func(b *bytes.Buffer) error { return f.Render(b, r) })
			var text strings.Builder
			for _, table := range document.Tables(doc.Blocks) {
				text.WriteString(table.Grid.Shadow(""))
			}
			if text.Len() == 0 || strings.Contains(text.String(), "{{") {
				t.Errorf("the form is not filled:\n%s", text.String())
			}
		})
	}
}

// TestBlankForm: a report that has nothing of a form gives the paper form, with one empty row for each official indicator.
func TestBlankForm(t *testing.T) {
	doc := read(t, func(b *bytes.Buffer) error {
		return builtin(t, "hn-dept-self").Render(b, &evalreport.Report{Meta: evalreport.Meta{Year: 2024}})
	})
	g := document.Tables(doc.Blocks)[0].Grid
	var second []string
	for row := 11; row < g.Rows()-1; row++ {
		second = append(second, strings.ReplaceAll(g.At(row, 2).Text, "\n", ""))
	}
	want := []string{"数量指标（10分）", "质量指标（20分）", "时效指标（10分）", "成本指标（10分）",
		"经济效益指标（10分）", "社会效益指标（10分）", "生态效益指标（10分）", "可持续影响指标（5分）", "服务对象满意度指标（5分）"}
	if diff := cmp.Diff(want, second); diff != "" {
		t.Errorf("二级指标 (-want +got):\n%s", diff)
	}
	if got := g.At(10, 0); got.RowSpan != 10 {
		t.Errorf("绩效指标 covers %d rows, want 10", got.RowSpan)
	}
}

// TestRequiredForms: a whole report prints blank what the profile requires and the report does not have, with the rows of
// the paper form and a place among the attachments; what is optional is left out, and a report's own list of attachments
// says what it has.
func TestRequiredForms(t *testing.T) {
	blank := &evalreport.Report{Meta: evalreport.Meta{Unit: "临江县档案馆", Year: 2023, Kind: evalreport.KindDepartment}}
	listed := *blank
	listed.Attachments = []evalreport.Attachment{{Title: "评分佐证材料"}}
	for _, c := range []struct {
		name, profile string
		report        *evalreport.Report
		titles        []string
	}{
		{"required", "hunan", blank, []string{"2023年度部门整体支出绩效评价基础数据表", "2023年度部门整体支出绩效自评表"}},
		{"optional", "changning", blank, nil},
		{"listed by the report", "hunan", &listed, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := form.Builtin.Profile(c.profile)
			if err != nil {
				t.Fatal(err)
			}
			doc := read(t, func(b *bytes.Buffer) error { return p.Render(b, c.report) })
			var titles []string
			for _, p := range document.Paragraphs(doc.Blocks) {
				for i := range c.titles {
					if strings.HasSuffix(p.Text, fmt.Sprintf("%d. %s", i+1, c.titles[i])) {
						titles = append(titles, c.titles[i])
					}
				}
			}
			if diff := cmp.Diff(c.titles, titles); diff != "" {
				t.Errorf("附件 (-want +got):\n%s", diff)
			}
			tables := document.Tables(doc.Blocks)
			if len(tables) != len(c.titles) {
				t.Fatalf("%d tables, want %d", len(tables), len(c.titles))
			}
			for i, id := range []string{"hn-base", "hn-dept-self"}[:len(tables)] {
				alone := read(t, func(b *bytes.Buffer) error { return builtin(t, id).Render(b, c.report) })
				want := document.Tables(alone.Blocks)[0].Grid.Shadow("")
				if diff := cmp.Diff(want, tables[i].Grid.Shadow("")); diff != "" {
					t.Errorf("%s is not the blank form (-want +got):\n%s", id, diff)
				}
			}
		})
	}
}

// TestSeveralProjects: a list of projects gives one form each, on pages of their own, numbered in the list of attachments.
func TestSeveralProjects(t *testing.T) {
	const projects = 12
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "临江县工业和信息化局", Year: 2023, Kind: evalreport.KindDepartment}}
	for i := range projects {
		r.ProjectSelfEvaluations = append(r.ProjectSelfEvaluations, evalreport.ProjectSelfEvaluation{Project: fmt.Sprintf("专项%02d", i+1)})
	}
	doc := read(t, func(b *bytes.Buffer) error { return form.Builtin.Render(b, r) })
	tables := document.Tables(doc.Blocks)
	if len(tables) != 2+projects { // after the two that every report has
		t.Fatalf("%d tables, want %d", len(tables), 2+projects)
	}
	for i, table := range tables[2:] {
		if got, want := table.Grid.At(0, 1).Text, fmt.Sprintf("专项%02d", i+1); got != want {
			t.Errorf("form %d is of %q, want %q", i+1, got, want)
		}
	}
	var text strings.Builder
	for _, p := range document.Paragraphs(doc.Blocks) {
		text.WriteString(p.Text + "\n")
	}
	for _, want := range []string{"3. 2023年度专项01绩效自评表", "14. 2023年度专项12绩效自评表", "附件14\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is not in:\n%s", want, text.String())
		}
	}
}

// TestFormAlone: several of one form in one file, each filled with its own data.
func TestFormAlone(t *testing.T) {
	r := &evalreport.Report{Meta: evalreport.Meta{Year: 2023}}
	r.ProjectSelfEvaluations = []evalreport.ProjectSelfEvaluation{{Project: "甲"}, {Project: "乙"}}
	doc := read(t, func(b *bytes.Buffer) error { return builtin(t, "mof-proj-2020").Render(b, r) })
	tables := document.Tables(doc.Blocks)
	if len(tables) != 2 || tables[0].Grid.At(0, 1).Text != "甲" || tables[1].Grid.At(0, 1).Text != "乙" {
		t.Errorf("%d forms; want one for 甲 and one for 乙", len(tables))
	}
}

// TestLint: what comes with the module has no faults.
func TestLint(t *testing.T) {
	for _, fault := range form.Builtin.Lint() {
		t.Error(fault)
	}
}

func TestUnknownNames(t *testing.T) {
	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"form", second(form.Builtin.Form("hn-bas")), "hn-base"},
		{"profile", second(form.Builtin.Profile("hunnan")), "hunan"},
		{"scheme", second(form.Builtin.Scheme("mof")), "mof-2020"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("unknown %s: %v; want a message that names %q", c.what, c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }
