package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r065 = &check.Rule{
	ID: "R65", Title: "等级应用规定的词", Group: groupD, Severity: check.Info,
	Formula: "等级 ∈ {优, 良, 中, 差}",
	Doc:     "优秀、良好、合格、不合格看得懂，但规定的词是优、良、中、差。",
	Basis:   "绩效自评结果分为优、良、中、差四个等级",
	Run: func(p *check.Pass) {
		gradeWord(p, "result", p.Report.Result.Grade)
		for _, s := range sheets.Of(p) {
			gradeWord(p, s.path, s.grade)
		}
	},
}

func gradeWord(p *check.Pass, at string, g evalreport.Grade) {
	switch g {
	case "", evalreport.GradeExcellent, evalreport.GradeGood, evalreport.GradeFair, evalreport.GradePoor:
		return
	}
	p.Found(check.Finding{Severity: check.Info, Path: at + ".grade", Reported: string(g), Expected: string(g.Normal()),
		Message: fmt.Sprintf("等级写作“%s”，规定的词是优、良、中、差。请改成规定的词。", g)})
}
