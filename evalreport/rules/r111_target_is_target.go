package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r111 = &check.Rule{
	ID: "R111", Title: "目标栏不应写结果", Group: groupH, Severity: check.Info,
	Formula: "预期目标、年度指标值不含“已完成”“完成了”等结果",
	Doc:     "目标写要做到什么，结果写在实际完成情况里。",
	Basis:   "绩效目标填报要求",
	Run: func(p *check.Pass) {
		r := p.Report
		goalText(p, r.Goals.Overall, fixed("goals.overall").path)
		goalText(p, r.DepartmentSelfEvaluation.Goal.Expected, fixed("department_self_evaluation.goal.expected").path)
		for i := range r.ProjectSelfEvaluations {
			goalText(p, r.ProjectSelfEvaluations[i].Goal.Expected, func() string { return index("project_self_evaluations", i) + ".goal.expected" })
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if it.row != nil && !it.target.ok {
					goalText(p, string(it.row.Target), func() string { return it.path() + ".target" })
				}
			}
		}
	},
}

var resultWords = []string{"已完成", "已建成", "已实现", "已达到", "完成了", "实现了", "达到了", "建成了"}

func resultWord(s string) string {
	for _, w := range resultWords {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

func goalText(p *check.Pass, text string, path func() string) {
	if w := resultWord(text); w != "" {
		p.Found(check.Finding{Severity: check.Info, Path: path(), Reported: w,
			Message: fmt.Sprintf("目标中写了结果“%s”。请改写成目标。", w)})
	}
}
