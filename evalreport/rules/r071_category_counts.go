package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r071 = &check.Rule{
	ID: "R71", Title: "项目总数应等于各类项目数之和", Group: groupE, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "项目总数 = Σ 各类项目数 = Σ 各类清单项数",
	Doc:     "总数与各类写明的个数核对，再与各类列出的项目数核对：写了个数却没有列出项目和金额的一类，会使清单不足。",
	Basis:   "计数分解关系",
	Run: func(p *check.Pass) {
		s := &p.Report.SpecialFunds
		total, ok := s.ProjectCount.Number()
		if !ok || len(s.Groups) == 0 {
			return
		}
		sum, counted := countSum(s.Groups)
		if counted && !sum.Equal(total) {
			p.Found(check.Finding{Severity: check.Error, Path: "special_funds.project_count", Reported: s.ProjectCount.String(), Expected: sum.String(), Related: groupPaths(s, ".count"),
				Message: fmt.Sprintf("各类项目数 %s = %s 个，填报总数 %s 个，差 %s 个。请核对各类项目数。",
					writeCounts(s, func(g *evalreport.FundGroup) string { return g.Count.String() }), sum, s.ProjectCount, sum.Sub(total).Abs())})
			return
		}
		var listed evalreport.Number
		for i := range s.Groups {
			listed = listed.Add(listedIn(&s.Groups[i]))
		}
		if listed.IsZero() || total.Equal(listed) {
			return
		}
		p.Found(check.Finding{Severity: check.Error, Path: "special_funds.project_count", Reported: s.ProjectCount.String(), Expected: listed.String(), Related: groupPaths(s, ""),
			Message: fmt.Sprintf("各类列出的项目 %s = %s 个，填报总数 %s 个，差 %s 个%s。请补列项目或核对总数。",
				writeCounts(s, func(g *evalreport.FundGroup) string { return listedIn(g).String() }), listed, s.ProjectCount, total.Sub(listed).Abs(), unlisted(s))})
	},
}

// countSum adds the counts printed for each class, and reports false when one is blank.
func countSum(groups []evalreport.FundGroup) (sum evalreport.Number, ok bool) {
	for i := range groups {
		d, filled := groups[i].Count.Number()
		if !filled {
			return sum, false
		}
		sum = sum.Add(d)
	}
	return sum, true
}

// listedIn is how many projects are listed in a class: as many as its heading says, since R70 compares the two.
func listedIn(g *evalreport.FundGroup) evalreport.Number {
	if n, ok := g.Count.Number(); ok && len(g.Projects) > 0 {
		return n
	}
	return evalreport.NewNumber(int64(len(g.Projects)), 0)
}

func writeCounts(s *evalreport.SpecialFunds, count func(*evalreport.FundGroup) string) string {
	var words []string
	for i := range s.Groups {
		if w := count(&s.Groups[i]); w != "" && w != "0" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " + ")
}

func groupPaths(s *evalreport.SpecialFunds, field string) []string {
	var paths []string
	for i := range s.Groups {
		paths = append(paths, index("special_funds.groups", i)+field)
	}
	return paths
}

func unlisted(s *evalreport.SpecialFunds) string {
	for _, g := range s.Groups {
		if len(g.Projects) == 0 && !g.Count.IsBlank() {
			return fmt.Sprintf("（“%s”%s 个没有列出项目）", g.Name, g.Count)
		}
	}
	return ""
}
