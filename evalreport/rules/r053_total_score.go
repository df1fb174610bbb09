package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check"
)

var r053 = &check.Rule{
	ID: "R53", Title: "总分应等于各项得分之和", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceScore,
	Formula: "总分 = 预算执行率得分 + Σ 三级指标得分",
	Doc:     "总分按印出的位数核对；有空着的得分则不比较。",
	Basis:   "绩效自评表表内关系",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			total, ok := s.total.Score.Number()
			sum, filled := sumOf(s.items, scoreOf)
			if !ok || !filled {
				continue
			}
			if s.scored() {
				d, ok := s.execution.Score.Number()
				if !ok {
					continue
				}
				sum = sum.Add(d)
			}
			if check.CompareScore(total, sum, s.total.Score.Places()) == check.Right {
				continue
			}
			written, related := writeSum(s.items, scoreOf, sum), itemPaths(s.items, "score")
			if s.scored() {
				written, related = writeSum(s.items, scoreOf, sum, s.execution.Score), append(related, s.fundsPath+".score")
			}
			p.Found(check.Finding{Severity: check.Error, Path: s.path + ".total.score", Reported: s.total.Score.String(), Expected: sum.String(), Related: related,
				Message: fmt.Sprintf("各项得分%s，填报总分 %s 分，差 %s 分。请核对总分和各项得分。", written, s.total.Score, sum.Sub(total).Abs())})
		}
	},
}
