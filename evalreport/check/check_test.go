package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// blankDate and lowScore are rules for the tests of the mechanism.
var blankDate = &check.Rule{ID: "T1", Title: "要有日期", Doc: "看日期", Severity: check.Warning, Run: func(p *check.Pass) {
	if p.Report.Meta.Date.IsBlank() {
		p.Found(check.Finding{Severity: check.Warning, Path: "meta.date", Message: "没有日期。"})
	}
}}

var lowScore = &check.Rule{ID: "T2", Title: "得分过低", Doc: "看得分", Severity: check.Error, Run: func(p *check.Pass) {
	if d, ok := p.Report.Result.Score.Decimal(); ok && d.LessThan(decimal.NewFromInt(60)) {
		p.Found(check.Finding{Severity: check.Error, Path: "result.score", Reported: d.String(), Expected: "≥60", Message: "得分低。"})
	}
}}

var proseOnly = &check.Rule{ID: "T3", Title: "叙述", Doc: "看叙述", Severity: check.Error}

func lowReport() *evalreport.Report {
	return &evalreport.Report{Result: evalreport.Result{Score: evalreport.MustScore("59")}}
}

func TestRunOrdersByReportAndFillsIn(t *testing.T) {
	c := check.Config{Origins: evalreport.Origins{"result.score": {File: "a.yaml", Line: 9, Column: 3, Quote: "59"}}}
	got := c.Run(lowReport(), nil, lowScore, blankDate, proseOnly)
	want := []check.Finding{
		{Rule: "T1", Severity: check.Warning, Path: "meta.date", Label: "报告信息·成文日期", Message: "没有日期。", Place: evalreport.Place{File: "a.yaml"}},
		{Rule: "T2", Severity: check.Error, Path: "result.score", Label: "绩效自评结论·自评得分", Message: "得分低。", Quote: "59", Reported: "59", Expected: "≥60",
			Place: evalreport.Place{File: "a.yaml", Line: 9, Column: 3, Quote: "59"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestPlaces looks at where findings stand whose own value was not read.
func TestPlaces(t *testing.T) {
	row := func(n int) evalreport.Place {
		return evalreport.Place{Part: "word/document.xml", Section: "附件1", Table: 2, Row: n, Cell: 4, Paragraph: 1, End: 2, Quote: "张三"}
	}
	origins := evalreport.Origins{
		"basic_data.filing.preparer":           row(30),
		"basic_data.filing.phone":              row(31),
		"basic_data.filing.head":               row(31),
		"basic_data.filings":                   row(1),
		"staffing":                             {Part: "word/document.xml", Paragraph: 12, Quote: "人员编制"},
		"project_expenditure.projects[1].name": {Part: "word/document.xml", Paragraph: 20, Start: 3, End: 9, Quote: "某项目"},
	}
	for path, want := range map[string]evalreport.Place{
		"basic_data.filing.phone":         row(31),
		"basic_data.filing.date":          {Part: "word/document.xml", Section: "附件1", Table: 2, Row: 30},
		"basic_data.staffing.quota":       {Part: "word/document.xml", Section: "附件1", Table: 2, Row: 1},
		"staffing.on_duty":                origins["staffing"],
		"project_expenditure.projects[1]": {Part: "word/document.xml", Paragraph: 20},
		"meta.date":                       {Part: "word/document.xml"},
	} {
		rule := &check.Rule{ID: "T4", Run: func(p *check.Pass) { p.Found(check.Finding{Path: path, Message: "空着。"}) }}
		found := check.Config{Origins: origins}.Run(&evalreport.Report{}, nil, rule)
		if d := cmp.Diff(want, found[0].Place); d != "" {
			t.Errorf("%s：%s", path, d)
		}
		if found[0].Quote != want.Quote {
			t.Errorf("%s：引了“%s”", path, found[0].Quote)
		}
	}
	if found := check.Run(&evalreport.Report{}, nil, blankDate); found[0].Place != (evalreport.Place{}) {
		t.Errorf("没有读过文件，却有位置 %v", found[0].Place)
	}
}

// TestWords: a value of a data file is quoted as it prints; of a blank one there is nothing to quote.
func TestWords(t *testing.T) {
	report := lowReport()
	report.Meta.Title = "报告"
	origins := evalreport.Origins{"result.score": {File: "a.yaml", Line: 9}, "meta.title": {File: "a.yaml", Line: 2}, "meta.date": {File: "a.yaml", Line: 3}, "result": {File: "a.yaml", Line: 8}}
	for path, want := range map[string]string{"result.score": "59", "meta.title": "报告", "meta.date": "", "result": ""} {
		rule := &check.Rule{ID: "T4", Run: func(p *check.Pass) { p.Found(check.Finding{Path: path, Message: "请核对。"}) }}
		if found := (check.Config{Origins: origins}).Run(report, nil, rule); found[0].Quote != want {
			t.Errorf("%s：引了“%s”，应为“%s”", path, found[0].Quote, want)
		}
	}
}

func TestSettings(t *testing.T) {
	for _, c := range []struct {
		name   string
		config check.Config
		want   string
	}{
		{"as they are", check.Config{}, "warning T1, error T2"},
		{"errors only", check.Config{Min: check.Error}, "error T2"},
		{"disabled", check.Config{Disabled: map[string]bool{"T2": true}}, "warning T1"},
		{"re-graded", check.Config{Regraded: map[string]check.Severity{"T1": check.Error, "T2": check.Info}}, "error T1, info T2"},
		{"re-graded below the least", check.Config{Regraded: map[string]check.Severity{"T2": check.Info}, Min: check.Warning}, "warning T1"},
	} {
		var got []string
		for _, f := range c.config.Run(lowReport(), nil, blankDate, lowScore) {
			got = append(got, f.Severity.String()+" "+f.Rule)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s：%s，应为 %s", c.name, s, c.want)
		}
	}
}

type said []check.Observation

func (s said) Observations() []check.Observation { return s }

func TestObservations(t *testing.T) {
	claims := said{
		{Rule: "T3", Severity: check.Error, Path: "duties.narrative[0]", Message: "不符。", Quote: "三个"},
		{Rule: "T2", Severity: check.Error, Reported: "59分", Expected: "60", Message: "填报 59 分"}, // another figure than the typed rule's
		{Rule: "T9", Severity: check.Error, Message: "没有这条规则。"},
	}
	var got []string
	for _, f := range check.Run(lowReport(), claims, lowScore, proseOnly) {
		got = append(got, fmt.Sprint(f.Rule, " ", f.Path, " ", f.Message))
	}
	want := []string{"T2  填报 59 分。请核对。", "T3 duties.narrative[0] 不符。请核对。", "T2 result.score 得分低。"}
	slices.Sort(got)
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCompare(t *testing.T) {
	d := func(s string) evalreport.Number { return evalreport.NumberOf(decimal.RequireFromString(s)) }
	for _, c := range []struct {
		name string
		got  check.Verdict
		want check.Verdict
	}{
		{"equal", check.CompareSum(d("3.0"), d("3"), 2, 2), check.Right},
		{"half a unit for each of three", check.CompareSum(d("100.01"), d("100.02"), 2, 2), check.Rounded},
		{"at the bound", check.CompareSum(d("100.00"), d("100.015"), 2, 2), check.Rounded},
		{"beyond", check.CompareSum(d("100.00"), d("100.02"), 2, 2), check.Wrong},
		{"many terms", check.CompareSum(d("100.00"), d("100.05"), 34, 2), check.Rounded},
		{"whole numbers", check.CompareSum(d("100"), d("101"), 2, 0), check.Rounded},
		{"rounded rate", check.ComparePercent(d("98"), d("97.85"), 0), check.Right},
		{"cut off rate", check.ComparePercent(d("0.42"), d("0.4266"), 2), check.Truncated},
		{"negative rate", check.ComparePercent(d("-62.48"), d("-62.479"), 2), check.Right},
		{"wrong sign", check.ComparePercent(d("62.48"), d("-62.479"), 2), check.Wrong},
		{"whole score", check.CompareScore(d("99"), d("98.6"), 0), check.Right},
		{"score", check.CompareScore(d("98.5"), d("98.6"), 1), check.Wrong},
		{"exact", check.ToleranceExact.Compare(d("1.00"), d("1.01"), 2, 2, 2), check.Wrong},
	} {
		if c.got != c.want {
			t.Errorf("%s：%v，应为 %v", c.name, c.got, c.want)
		}
	}
}

func TestWriteText(t *testing.T) {
	findings := check.Config{Origins: evalreport.Origins{"result.score": {Line: 9, Column: 3, Quote: "59分"}}}.Run(lowReport(), nil, blankDate, lowScore)
	var b bytes.Buffer
	if err := check.WriteText(&b, "甲.yaml", findings); err != nil {
		t.Fatal(err)
	}
	want := `甲.yaml

【报告信息】
  警告 成文日期：没有日期。[T1]

【绩效自评结论】
  错误 自评得分：得分低。[T2]
       第9行第3列 “59分”

共 1 个错误、1 个警告、0 个提示。
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
	b.Reset()
	if err := check.WriteText(&b, "", nil); err != nil || b.String() != "没有发现问题。\n" {
		t.Errorf("%q %v", b.String(), err)
	}
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	if err := check.WriteJSON(&b, "甲.yaml", check.Run(lowReport(), nil, lowScore)); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"file": "甲.yaml",
		"findings": []any{map[string]any{"rule": "T2", "severity": "error", "path": "result.score", "label": "绩效自评结论·自评得分",
			"message": "得分低。", "reported": "59", "expected": "≥60"}},
		"summary": map[string]any{"errors": 1.0, "warnings": 0.0, "infos": 0.0},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	b.Reset()
	if err := check.WriteJSON(&b, "甲.yaml", nil); err != nil || !strings.Contains(b.String(), `"findings": []`) {
		t.Errorf("%s %v", b.String(), err)
	}
}
