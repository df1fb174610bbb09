package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r050 = &check.Rule{
	ID: "R50", Title: "分值合计应为 100 分", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "预算执行率分值 + Σ 三级指标分值 = 100",
	Doc:     "把预算执行率一行和各三级指标的分值相加。有空着的分值则不比较。总分一行的分值也应与此相等。",
	Basis:   "绩效自评表满分 100 分",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			sum, ok := sumOf(s.items, weightOf)
			if !ok {
				continue
			}
			if s.scored() {
				w, _ := s.execution.Weight.Number()
				sum = sum.Add(w)
			}
			full, ok := p.Scheme.Total.Number()
			if !ok {
				full = hundred
			}
			if printed, ok := s.total.Weight.Number(); ok && !printed.Equal(sum) {
				p.Found(check.Finding{Severity: check.Error, Path: s.path + ".total.weight", Reported: s.total.Weight.String(), Expected: sum.String(),
					Related: s.weightPaths(),
					Message: fmt.Sprintf("各项分值%s，填报总分值 %s 分。请核对各项分值。", s.written(sum), s.total.Weight)})
				continue
			}
			if !sum.Equal(full) {
				p.Found(check.Finding{Severity: check.Error, Path: s.path + ".total.weight", Reported: sum.String(), Expected: full.String(),
					Related: s.weightPaths(),
					Message: fmt.Sprintf("各项分值%s，应为 %s 分。请调整各项分值。", s.written(sum), full)})
			}
		}
	},
}

func (s *sheet) weightPaths() []string {
	list := itemPaths(s.items, "weight")
	if s.scored() {
		list = append(list, s.fundsPath+".weight")
	}
	return list
}

// written is the sum of all weights, written out.
func (s *sheet) written(sum evalreport.Number) string {
	if s.scored() {
		return writeSum(s.items, weightOf, sum, s.execution.Weight)
	}
	return writeSum(s.items, weightOf, sum)
}
