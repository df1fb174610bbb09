package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r052 = &check.Rule{
	ID: "R52", Title: "得分应在 0 分和分值之间", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "0 ≤ 得分 ≤ 分值",
	Doc:     "每一行的得分不得为负，也不得超过该行的分值；总分不得超过满分。",
	Basis:   "绩效自评表填报要求",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				scoreRange(p, it.weight, it.score, it.path)
			}
			if s.execution != nil && !p.Scheme.Execution.Uncapped {
				scoreRange(p, s.execution.Weight, s.execution.Score, func() string { return s.fundsPath })
			}
			scoreRange(p, s.total.Weight, s.total.Score, func() string { return s.path + ".total" })
		}
		if d, ok := p.Report.Result.Score.Number(); ok && (d.IsNegative() || d.GreaterThan(hundred)) {
			p.Found(check.Finding{Severity: check.Error, Path: "result.score", Reported: p.Report.Result.Score.String(), Expected: "0—100",
				Message: fmt.Sprintf("自评得分 %s 分，应在 0 分和 100 分之间。请核对。", p.Report.Result.Score)})
		}
	},
}

func scoreRange(p *check.Pass, weight, score evalreport.Score, path func() string) {
	got, ok := score.Number()
	if !ok {
		return
	}
	most, ok := weight.Number()
	if !got.IsNegative() && (!ok || got.LessThanOrEqual(most)) {
		return
	}
	at := path()
	want, words := "≥ 0", "不应为负"
	if !weight.IsBlank() {
		want, words = "0—"+weight.String(), fmt.Sprintf("应在 0 分和分值 %s 分之间", weight)
	}
	p.Found(check.Finding{Severity: check.Error, Path: at + ".score", Reported: score.String(), Expected: want,
		Related: []string{at + ".weight"}, Message: fmt.Sprintf("得分 %s 分，%s。请核对。", score, words)})
}
