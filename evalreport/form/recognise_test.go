package form_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
)

// outlined is a report that was read in with these headings of the first level.
func outlined(headings ...string) *evalreport.Report {
	r := &evalreport.Report{Meta: evalreport.Meta{Year: 2023}}
	for _, h := range headings {
		r.Outline = append(r.Outline, evalreport.OutlineEntry{Heading: h, Level: 1})
	}
	return r
}

func TestRecognise(t *testing.T) {
	changning := []string{"一、部门基本概况", "二、部门整体支出情况", "三、部门专项组织实施情况", "四、资产管理情况", "5、 部门整体支出绩效情况", "六、存在的问题", "七、改进措施和建议"}
	hunan := []string{"一、基本情况", "二、一般公共预算支出情况", "三、政府性基金预算支出情况", "四、国有资本经营预算支出情况", "五、社会保险基金预算支出情况",
		"六、部门整体支出绩效情况", "七、存在的问题及原因分析", "八、下一步改进措施", "九、部门整体支出绩效自评结果拟应用和公开情况"}
	without := func(list []string, drop ...string) []string {
		var kept []string
		for _, h := range list {
			if !strings.Contains(strings.Join(drop, " "), h) {
				kept = append(kept, h)
			}
		}
		return kept
	}
	for _, c := range []struct {
		name     string
		headings []string
		want     string
	}{
		{"as prescribed, one number mistyped", changning, "changning"},
		{"one section missing", without(changning, "四、资产管理情况"), "changning"},
		{"two missing", without(changning, "四、资产管理情况", "六、存在的问题"), ""},
		{"other order", append([]string{"七、改进措施和建议", "六、存在的问题"}, changning[:5]...), ""},
		{"an outline that several localities share", hunan, "hunan"},
		{"headings of nobody", []string{"一、甲", "二、乙", "三、丙", "四、丁"}, ""},
		{"none", nil, ""},
	} {
		p, err := form.Builtin.Recognise(outlined(c.headings...))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if p != nil {
			got = p.ID
		}
		if got != c.want {
			t.Errorf("%s: recognised as %q, want %q", c.name, got, c.want)
		}
	}
}

// TestLocalPaths: a locality names the parts of a report as it likes, in labels or paths; what is no part is a fault.
func TestLocalPaths(t *testing.T) {
	docx, err := form.Builtin.ReadFile("profiles/hunan/report.docx")
	if err != nil {
		t.Fatal(err)
	}
	const head = "id: own\ntitle: 甲\ntemplate: report.docx\nscheme: hunan-dept\n"
	open := func(yaml string) *form.Library {
		return form.Open(fstest.MapFS{"profiles/own/profile.yaml": {Data: []byte(head + yaml)}, "profiles/own/report.docx": {Data: docx}})
	}
	lib := open("forms:\n- {form: hn-base, required: true}\n- {form: hn-dept-self, required: true}\nsections:\n- {heading: 一、基本情况, level: 1, path: 部门职能, required: true}\n")
	for _, fault := range lib.Lint() {
		t.Error(fault)
	}
	p, err := lib.Profile("own")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(p.Required(), " "); got != "duties basic_data department_self_evaluation" {
		t.Errorf("required: %s", got)
	}
	for yaml, want := range map[string]string{
		"forms: [{form: hn-bace}]\n":                            "“hn-bace”",
		"sections: [{heading: 一、基本情况, path: 部门职责}]\n":           "报告里没有“部门职责”这一章节",
		"headings: {dutys: [主要职责]}\n":                           "标题别名（headings）：报告里没有“dutys”这一章节",
		"sections: [{heading: 八、下一步改进措施}, {heading: 一、基本情况}]\n": "标题“一、基本情况”在 report.docx 里没有，或次序不同",
	} {
		faults := open(yaml).Lint()
		if len(faults) != 1 || !strings.Contains(faults[0].Error(), want) {
			t.Errorf("%s: %v, want %s", yaml, faults, want)
		}
	}
}
