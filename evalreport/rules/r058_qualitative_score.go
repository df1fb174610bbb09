package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r058 = &check.Rule{
	ID: "R58", Title: "定性指标的得分应在相应区间", Group: groupD, Severity: check.Warning, Tolerance: check.ToleranceScore,
	Formula: "达成 [80%, 100%]；部分达成并具有一定效果 [60%, 80%)；未达成且效果较差 [0, 60%)",
	Doc:     "实际完成值写明达成、部分达成或未达成的，得分应在方案规定的区间内。",
	Basis:   "定性指标计分办法",
	Run: func(p *check.Pass) {
		if len(p.Scheme.Qualitative) < 2 {
			return
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				qualitative(p, &s.items[i])
			}
		}
	},
}

func qualitative(p *check.Pass, it *item) {
	weight, ok1 := it.weight.Number()
	score, ok2 := it.score.Number()
	if !ok1 || !ok2 || it.row == nil || it.actual.ok {
		return
	}
	low, high, ok := qualitativeBand(p.Scheme, it.row.Actual)
	if !ok {
		return
	}
	from, to := weight.Mul(low).Shift(-2), weight.Mul(high).Shift(-2)
	if score.GreaterThanOrEqual(from.Sub(slack(it.score, from))) && (score.LessThan(to.Add(slack(it.score, to))) || high.Equal(hundred) && score.Equal(to)) {
		return
	}
	p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".score", Reported: it.score.String(), Expected: from.String() + "—" + to.String(),
		Related: []string{it.path() + ".actual", it.path() + ".weight"},
		Message: fmt.Sprintf("“%s”完成情况为“%s”，分值 %s 分的得分应在 %s—%s 分，填报 %s 分。请核对得分或完成情况。", it.name, it.row.Actual, it.weight, from, to, it.score)})
}

// slack is half a unit of the score's last printed place at an end of a band that has more places than the score.
func slack(score evalreport.Score, end evalreport.Number) evalreport.Number {
	if end.Round(score.Places()).Equal(end) {
		return zero
	}
	return check.HalfUnit(score.Places())
}

// qualitativeBand is the band, in % of the weight, of a result that names how far it was reached.
func qualitativeBand(s evalreport.Scheme, actual evalreport.Measure) (low, high evalreport.Number, ok bool) {
	upper, _ := s.Qualitative[0].Number()
	lower, _ := s.Qualitative[1].Number()
	a := strings.TrimSpace(string(actual))
	switch {
	case strings.Contains(a, "部分达成"), strings.Contains(a, "基本达成"):
		return lower, upper, true
	case strings.Contains(a, "未达成"), strings.Contains(a, "未完成"):
		return evalreport.Number{}, lower, true
	case strings.HasPrefix(a, "达成"), strings.HasPrefix(a, "已达成"), strings.HasPrefix(a, "全部达成"):
		return upper, hundred, true
	}
	return low, high, false
}
