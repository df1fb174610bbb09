package check_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// wanted is a rule of one's own: a Go value that looks and reports.
var wanted = &check.Rule{
	ID: "甲01", Title: "应写明单位", Severity: check.Warning,
	Run: func(p *check.Pass) {
		if p.Report.Meta.Unit == "" {
			p.Found(check.Finding{Severity: p.Severity(), Path: "meta.unit", Message: "没有填写单位。请填写预算单位的全称。"})
		}
	},
}

func ExampleRun() {
	for _, f := range check.Run(&evalreport.Report{}, nil, wanted) {
		fmt.Println(f.Rule, f.Severity, f.Path, f.Message)
	}
	// Output:
	// 甲01 warning meta.unit 没有填写单位。请填写预算单位的全称。
}

// Min leaves out what is less severe.
func ExampleConfig_Run() {
	findings := check.Config{Min: check.Error}.Run(&evalreport.Report{}, nil, wanted)
	fmt.Println(len(findings))
	// Output: 0
}

func ExampleWriteText() {
	_ = check.WriteText(os.Stdout, "报告.yaml", check.Run(&evalreport.Report{}, nil, wanted))
	// Output:
	// 报告.yaml
	//
	// 【报告信息】
	//   警告 单位名称：没有填写单位。请填写预算单位的全称。[甲01]
	//
	// 共 0 个错误、1 个警告、0 个提示。
}

func ExampleWriteJSON() {
	_ = check.WriteJSON(os.Stdout, "报告.yaml", check.Run(&evalreport.Report{}, nil, wanted))
	// Output:
	// {
	//   "file": "报告.yaml",
	//   "findings": [
	//     {
	//       "rule": "甲01",
	//       "severity": "warning",
	//       "path": "meta.unit",
	//       "label": "报告信息·单位名称",
	//       "message": "没有填写单位。请填写预算单位的全称。"
	//     }
	//   ],
	//   "summary": {
	//     "errors": 0,
	//     "warnings": 1,
	//     "infos": 0
	//   }
	// }
}

// SARIF is what code hosting sites show beside the lines of a file.
func ExampleWriteSARIF() {
	var b strings.Builder
	_ = check.WriteSARIF(&b, "报告.yaml", check.Run(&evalreport.Report{}, nil, wanted), []*check.Rule{wanted})
	fmt.Println(strings.Contains(b.String(), `"ruleId": "甲01"`))
	// Output: true
}

func ExampleSummarise() {
	s := check.Summarise(check.Run(&evalreport.Report{}, nil, wanted))
	fmt.Println(s)
	// Output:
	// 共 0 个错误、1 个警告、0 个提示。
}

// A sum may be off by half a unit of the last printed place for each figure involved: four here.
func ExampleCompareSum() {
	sum, _ := evalreport.MustAmount("100.00").Number()
	for _, reported := range []string{"100.00", "100.02", "100.03"} {
		got, _ := evalreport.MustAmount(reported).Number()
		switch check.CompareSum(got, sum, 3, 2) {
		case check.Right:
			fmt.Println(reported, "相符")
		case check.Rounded:
			fmt.Println(reported, "尾差")
		default:
			fmt.Println(reported, "不符")
		}
	}
	// Output:
	// 100.00 相符
	// 100.02 尾差
	// 100.03 不符
}

func ExampleHalfUnit() {
	fmt.Println(check.HalfUnit(2))
	// Output: 0.005
}

// A memo works something out once for each run, for all the rules that need it.
func ExampleNewMemo() {
	worked := 0
	title := check.NewMemo(func(p *check.Pass) string { worked++; return p.Report.Meta.Title })
	rule := func(id string) *check.Rule {
		return &check.Rule{ID: id, Run: func(p *check.Pass) { _ = title.Of(p) }}
	}
	check.Run(&evalreport.Report{}, nil, rule("甲01"), rule("甲02"))
	fmt.Println(worked)
	// Output: 1
}
