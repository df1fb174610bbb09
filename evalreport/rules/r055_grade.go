package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r055 = &check.Rule{
	ID: "R55", Title: "等级应与得分相符", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "优 ≥ 90，良 [80,90)，中 [60,80)，差 < 60（以评分方案为准）",
	Doc:     "按评分方案的档次核对结论和项目自评表的等级；优秀、良好、合格、不合格视同优、良、中、差。",
	Basis:   "评分方案的等级划分",
	Run: func(p *check.Pass) {
		r := &p.Report.Result
		gradeMatches(p, "result", r.Score, r.Grade)
		for _, s := range sheets.Of(p) {
			gradeMatches(p, s.path, s.total.Score, s.grade)
		}
	},
}

func gradeMatches(p *check.Pass, path string, score evalreport.Score, grade evalreport.Grade) {
	d, ok := score.Decimal()
	if !ok || grade == "" {
		return
	}
	want := p.Scheme.GradeOf(d)
	if want == "" || grade.Normal() == want {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: path + ".grade", Reported: string(grade), Expected: string(want),
		Related: []string{path + ".score"},
		Message: fmt.Sprintf("得分 %s 分应为“%s”，填报“%s”。请核对得分和等级。", score, want, grade)})
}
