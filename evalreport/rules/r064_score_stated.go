package rules

import (
	"slices"

	"github.com/evalreport/go/evalreport/check"
)

var r064 = &check.Rule{
	ID: "R64", Title: "应写明自评得分和等级", Group: groupD, Severity: check.Warning,
	Formula: "自评得分、自评等级不为空",
	Doc:     "报告的结论应写明得分和等级；得分写在自评表的总分里也算；各个项目分别打分的不核对；所附的自评表不打分的不核对。只填了附表、没有正文的不核对。",
	Basis:   "绩效自评报告的内容要求",
	Run: func(p *check.Pass) {
		if !hasBody(p) {
			return // forms alone
		}
		r := &p.Report.Result
		if r.Score.IsBlank() && len(r.Items) > 1 {
			return // each project has its own
		}
		score, grade := !r.Score.IsBlank(), r.Grade != ""
		for _, s := range sheets.Of(p) {
			if len(s.items) > 0 && !slices.ContainsFunc(s.items, func(it item) bool { return !it.weight.IsBlank() || !it.score.IsBlank() }) && s.total.Score.IsBlank() {
				return // the form of transfers has no scores
			}
			score = score || !s.total.Score.IsBlank()
			grade = grade || s.grade != ""
		}
		switch {
		case !score && !grade:
			p.Found(check.Finding{Severity: check.Warning, Path: "result.score", Reported: "空", Message: "报告没有写明自评得分和等级。请在绩效自评结论中补上。"})
		case !score:
			p.Found(check.Finding{Severity: check.Warning, Path: "result.score", Reported: "空", Message: "报告没有写明自评得分。请在绩效自评结论中补上。"})
		case !grade:
			p.Found(check.Finding{Severity: check.Warning, Path: "result.grade", Reported: "空", Message: "报告写了得分，没有写明等级。请在绩效自评结论中补上。"})
		}
	},
}
