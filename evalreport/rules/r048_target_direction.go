package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r048 = &check.Rule{
	ID: "R48", Title: "指标值的方向应与指标相符", Group: groupC, Severity: check.Warning,
	Formula: "成本、控制率用 ≤、<；满意度、完成率用 ≥；100% 用 =",
	Doc:     "成本控制类指标不应写“≥”，满意度、达标率不应写“≤”，“≥100%”的比率应写“=100%”。",
	Basis:   "绩效指标设置要求",
	Run: func(p *check.Pass) {
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if want := wrongDirection(it); want != "" {
					p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".target", Reported: string(it.row.Target), Expected: want,
						Message: fmt.Sprintf("“%s”的指标值为“%s”，应写“%s”。请改正指标值。", it.name, it.row.Target, want)})
				}
			}
		}
	},
}

// wrongDirection is the sign that a target should have, when it has the opposite one.
func wrongDirection(it *item) string {
	if !it.target.ok {
		return ""
	}
	atLeast := it.target.Comparison == evalreport.ComparisonAtLeast || it.target.Comparison == evalreport.ComparisonGreater
	switch {
	case strings.HasSuffix(it.name, "控制率") && atLeast:
		return "≤"
	case strings.Contains(it.name, "满意度") && it.reverse():
		return "≥"
	case endsWithAny(it.name, "完成率", "合格率", "达标率", "及时率", "办结率") && it.reverse():
		return "≥"
	case endsWithAny(it.name, "合格率", "达标率", "及时率", "满意度") && atLeast && isPercent(it.target.Unit) && it.target.Value.GreaterThanOrEqual(hundred):
		return "=100%"
	}
	return ""
}

func endsWithAny(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
