package evalreport_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
)

func TestValidateNamesLabelAndPath(t *testing.T) {
	r := sampleReport()
	r.Meta = evalreport.Meta{Year: 1800, Kind: "单位"}
	r.Lead.Narrative = evalreport.Narrative{{Text: "甲", Heading: 7}}
	r.Result.Score = evalreport.MustScore("120")
	r.Result.Grade = "甲等"
	r.BasicData.Staffing.Quota, _ = evalreport.ParseCount("-3")
	r.BasicData.Staffing.OnDuty, _ = evalreport.ParseCount("107.5")
	r.BasicData.Expenditure.Specials[0].Prior = evalreport.MustAmount("-1,000")
	r.BasicData.Filing.Phone = "12ab"
	r.Outline = []evalreport.OutlineEntry{{Level: 12}}

	var got []string
	for _, f := range evalreport.Validate(r) {
		got = append(got, f.Error())
	}
	want := strings.TrimSpace(`
报告信息·单位名称（meta.unit）：不能为空，请填写
报告信息·年度（meta.year）：不能小于 1990
报告信息·报告类型（meta.kind）：应为 部门整体、项目、专项资金 之一，填报“单位”
导语·正文·第1段·标题级别（lead.narrative[0].heading）：不能大于 4
绩效自评结论·自评得分（result.score）：不能大于 100
绩效自评结论·自评等级（result.grade）：应为 优、良、中、差 之一，填报“甲等”
基础数据表·财政供养人员·编制数（basic_data.staffing.quota）：不能小于 0
基础数据表·财政供养人员·实际在职人数（basic_data.staffing.on_duty）：应为整数
基础数据表·经费控制情况·专项·产业扶持·上年决算数（basic_data.expenditure.specials[0].prior）：不能小于 0
基础数据表·经费控制情况·专项·第2项·名称（basic_data.expenditure.specials[1].name）：不能为空，请填写
基础数据表·填表信息·联系电话（basic_data.filing.phone）：“12ab”不是电话号码，应为如 0737-4223133 或 13800000000 的号码
提纲·第1项·级别（outline[0].level）：不能大于 9`)
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Error(diff)
	}
	for _, f := range evalreport.Validate(r) {
		if f.Path == "basic_data.expenditure.specials[0].prior" && (f.Value != "-1,000" || f.Tag != "nonnegative" || f.Message != "不能小于 0") {
			t.Errorf("got %+v", f)
		}
	}
}

func TestValidateAcceptsBlanks(t *testing.T) {
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindProject}}
	r.ProjectSelfEvaluations = []evalreport.ProjectSelfEvaluation{{Project: "道路养护", Indicators: []evalreport.IndicatorClass{{Name: "产出指标", Groups: []evalreport.IndicatorGroup{{Name: "数量指标", Items: make([]evalreport.Indicator, 1)}}}}}}
	r.BasicData.Expenditure.Total.Final = evalreport.MustAmount("-") // a dash is none
	if faults := evalreport.Validate(r); faults != nil {
		t.Errorf("got %v", faults)
	}
	if faults := evalreport.Validate(&r.ProjectSelfEvaluations[0]); faults != nil {
		t.Errorf("a form by itself: %v", faults)
	}
}

func TestValidateEmptyReport(t *testing.T) {
	var got []string
	for _, f := range evalreport.Validate(&evalreport.Report{}) {
		got = append(got, f.Path)
	}
	if diff := cmp.Diff([]string{"meta.unit", "meta.year", "meta.kind"}, got); diff != "" {
		t.Error(diff)
	}
	if faults := evalreport.Validate(evalreport.Report{}); len(faults) != 3 {
		t.Errorf("given by value: %v", faults)
	}
}

func TestPhone(t *testing.T) {
	phone := func(s string) bool {
		return evalreport.Validate(&evalreport.Filing{Phone: s}) == nil
	}
	for _, s := range []string{"", "0737-4223133", "07374223133", "(010)62345678", "（0731）82212345", "82212345", "4223133", "13800000000", "+86 138 0000 0000", "400-800-1234",
		"０７３７－４２２３１３３", "0737—4223133", "0737-4223133、13800000000", "0731-82212345-801", "0731-82212345转801", "12345"} {
		if !phone(s) {
			t.Errorf("%s is refused", s)
		}
	}
	for _, s := range []string{"12ab", "1380000000", "138000000000", "0", "无", "0737-42", "23800000000", "0737-4223133、无", "、"} {
		if phone(s) {
			t.Errorf("%s is accepted", s)
		}
	}
}

func TestGradeWords(t *testing.T) {
	for _, g := range []evalreport.Grade{"优", "良好", "合格", "不合格", "一般"} {
		if faults := evalreport.Validate(&evalreport.Result{Grade: g}); faults != nil {
			t.Errorf("%s: %v", g, faults)
		}
	}
}
