package form_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing/fstest"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/document"
)

func report() *evalreport.Report {
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "临江县档案馆", Year: 2023, Kind: evalreport.KindDepartment}}
	r.BasicData.Expenditure.Total.Final = evalreport.MustAmount("286.40")
	return r
}

// cell prints the cell of a rendered table.
func cell(docx []byte, table, row, col int) string {
	doc, err := document.ReadDocx(bytes.NewReader(docx), int64(len(docx)), document.Options{})
	if err != nil {
		return err.Error()
	}
	return document.Tables(doc.Blocks)[table].Grid.At(row, col).Text
}

func ExampleForm_Render() {
	f, err := form.Builtin.Form("hn-base")
	if err != nil {
		fmt.Println(err)
		return
	}
	var docx bytes.Buffer
	if err := f.Render(&docx, report()); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cell(docx.Bytes(), 0, 3, 0), cell(docx.Bytes(), 0, 3, 5))
	// Output: 支出总额 286.40
}

func ExampleProfile_Render() {
	p, err := form.Builtin.Profile("hunan")
	if err != nil {
		fmt.Println(err)
		return
	}
	var docx bytes.Buffer
	if err := p.Render(&docx, report()); err != nil {
		fmt.Println(err)
		return
	}
	doc, _ := document.ReadDocx(bytes.NewReader(docx.Bytes()), int64(docx.Len()), document.Options{})
	fmt.Println(document.Paragraphs(doc.Blocks)[0].Text)
	// Output:
	// 2023年度临江县档案馆
	// 部门整体支出绩效自评报告
}

func ExampleLibrary_Render() {
	var docx bytes.Buffer
	err := form.Builtin.Render(&docx, report())
	fmt.Println(docx.Len() > 0, err)
	// Output: true <nil>
}

func ExampleLibrary_Forms() {
	forms, err := form.Builtin.Forms()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range forms {
		fmt.Println(f.ID, f.Name)
	}
	// Output:
	// dc-budget 部门预算收支决算情况
	// dc-sangong “三公经费”支出使用和管理情况
	// hh-cost 项目支出成本指标
	// hn-base 部门整体支出绩效评价基础数据表
	// hn-dept-self 部门整体支出绩效自评表
	// mof-framework 项目支出绩效评价指标体系框架
	// mof-proj-2020 项目支出绩效自评表
	// mof-proj-2021 项目支出绩效自评表（含成本指标）
}

func ExampleLibrary_Profile() {
	p, err := form.Builtin.Profile("hunan")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Title)
	// Output: 湖南省部门整体支出绩效自评报告
}

// A folder of one's own goes before the built-in one: what it has under an id of ours replaces it.
func ExampleOpen() {
	lib := form.Open(fstest.MapFS{
		"schemes/our-county.yaml": {Data: []byte("id: our-county\ntitle: 本县评分方案\ngrades: [{grade: 优, from: 85}]\n")},
	})
	s, err := lib.Scheme("our-county")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Title)
	// Output: 本县评分方案
}

func ExampleProfile_Starter() {
	p, err := form.Builtin.Profile("hunan")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := p.Starter(2023)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, class := range r.DepartmentSelfEvaluation.Indicators {
		fmt.Println(class.Name, class.Weight)
	}
	// Output:
	// 产出指标 50
	// 效益指标 40
}

func ExampleLibrary_Lint() {
	lib := form.Open(os.DirFS("testdata/nothing-here"))
	for _, fault := range lib.Lint() {
		fmt.Println(fault)
	}
	// Output: 文件夹里没有表（*/form.yaml），也没有模板（profiles/*/profile.yaml）
}

func ExampleLibrary_Form() {
	_, err := form.Builtin.Form("hn-bas")
	fmt.Println(err)
	// Output: 没有编号为“hn-bas”的表，可用的有：dc-budget、dc-sangong、hh-cost、hn-base、hn-dept-self、mof-framework、mof-proj-2020、mof-proj-2021
}

// Shadow shows the form's grid: table, row, cell, rows × columns that it spans, text.
func ExampleForm_Shadow() {
	f, err := form.Builtin.Form("hn-base")
	if err != nil {
		fmt.Println(err)
		return
	}
	shadow, err := f.Shadow()
	fmt.Println(strings.Join(strings.SplitN(shadow, "\n", 4)[:3], "\n"), err)
	// Output:
	// T1 R1 C1 2x1 财政供养人员情况（人）
	// T1 R1 C2 1x2 编制数
	// T1 R1 C4 1x2 {{年度}}年实际在职人数 <nil>
}

// An id may be that of a form or of a profile.
func ExampleLibrary_Find() {
	for _, id := range []string{"hn-base", "hunan"} {
		f, p, err := form.Builtin.Find(id)
		switch {
		case err != nil:
			fmt.Println(err)
		case f != nil:
			fmt.Println("表", f.Name)
		default:
			fmt.Println("模板", p.Title)
		}
	}
	// Output:
	// 表 部门整体支出绩效评价基础数据表
	// 模板 湖南省部门整体支出绩效自评报告
}

// Docx is the Word file, to be edited in Word; Template is the same file compiled.
func ExampleForm_Template() {
	f, err := form.Builtin.Form("dc-sangong")
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := f.Template()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.Tags()[0].Tag)
	// Output: {{如果 附件号}}
}

// Sample is an example of one's own of a filled form.
func ExampleForm_Sample() {
	f, err := form.Builtin.Form("mof-proj-2020")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := f.Sample()
	fmt.Println(len(r.ProjectSelfEvaluations) > 0, err)
	// Output: true <nil>
}

// The scheme of weights and grades that scores a report is its own, or its profile's.
func ExampleLibrary_SchemeFor() {
	s, err := form.Builtin.SchemeFor(report())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range s.Grades {
		fmt.Println(g.Grade, g.From)
	}
	// Output:
	// 优 90
	// 良 80
	// 中 60
	// 差 0
}

func ExampleLibrary_Profiles() {
	profiles, err := form.Builtin.Profiles()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range profiles {
		fmt.Println(p.ID, p.Title)
	}
	// Output:
	// changning 常宁市部门整体支出绩效评价报告
	// dingcheng 鼎城区部门整体支出绩效评价报告
	// huaihua 怀化市专项资金绩效自评报告
	// hunan 湖南省部门整体支出绩效自评报告
	// mof-project 项目支出绩效评价报告（财政部参考提纲）
	// published 按原文（读入的报告，标题、编号和表格保持原样）
	// yiyang 益阳市部门整体支出绩效自评报告
	// zhuzhou 株洲市部门整体支出绩效自评报告
}

// Required lists what a report of the profile must have.
func ExampleProfile_Required() {
	p, err := form.Builtin.Profile("hunan")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Required()[:3])
	// Output: [lead duties organisation]
}
