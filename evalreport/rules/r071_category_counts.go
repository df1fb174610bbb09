package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/shopspring/decimal"
)

var r071 = &check.Rule{
	ID: "R71", Title: "项目总数应等于各类项目数之和", Group: groupE, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "项目总数 = Σ 各类项目数 = Σ 各类清单项数",
	Doc:     "总数与各类写明的个数核对，再与各类列出的项目数核对：写了个数却没有列出项目和金额的一类，会使清单不足。",
	Basis:   "计数分解关系",
	Run: func(p *check.Pass) {
		s := &p.Report.SpecialFunds
		total, ok := s.ProjectCount.Decimal()
		if !ok || len(s.Groups) == 0 {
			return
		}
		if !total.Equal(countSum(p, s, total)) {
			return
		}
		listed, words, related := 0, []string{}, []string{}
		for i, g := range s.Groups {
			listed += len(g.Projects)
			if len(g.Projects) > 0 {
				words = append(words, fmt.Sprint(len(g.Projects)))
			}
			related = append(related, index("special_funds.groups", i))
		}
		if listed == 0 || total.Equal(decimal.NewFromInt(int64(listed))) {
			return
		}
		p.Found(check.Finding{Severity: check.Error, Path: "special_funds.project_count", Reported: s.ProjectCount.String(), Expected: fmt.Sprint(listed), Related: related,
			Message: fmt.Sprintf("各类列出的项目 %s = %d，填报总数 %s，差 %s%s。请补列项目或核对总数。",
				strings.Join(words, " + "), listed, s.ProjectCount, total.Sub(decimal.NewFromInt(int64(listed))).Abs(), unlisted(s))})
	},
}

// countSum compares the total with the counts printed for each class, and reports a difference. It returns the total
// when there is none to report.
func countSum(p *check.Pass, s *evalreport.SpecialFunds, total decimal.Decimal) decimal.Decimal {
	sum, words, related := decimal.Zero, []string{}, []string{}
	for i, g := range s.Groups {
		d, ok := g.Count.Decimal()
		if !ok {
			return total
		}
		sum, words, related = sum.Add(d), append(words, g.Count.String()), append(related, index("special_funds.groups", i)+".count")
	}
	if !sum.Equal(total) {
		p.Found(check.Finding{Severity: check.Error, Path: "special_funds.project_count", Reported: s.ProjectCount.String(), Expected: sum.String(), Related: related,
			Message: fmt.Sprintf("各类项目数 %s = %s，填报总数 %s，差 %s。请核对各类项目数。", strings.Join(words, " + "), sum, s.ProjectCount, sum.Sub(total).Abs())})
	}
	return sum
}

func unlisted(s *evalreport.SpecialFunds) string {
	for _, g := range s.Groups {
		if len(g.Projects) == 0 && !g.Count.IsBlank() {
			return fmt.Sprintf("（“%s”%s个没有列出项目）", g.Name, g.Count)
		}
	}
	return ""
}
