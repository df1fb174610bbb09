package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/shopspring/decimal"
)

var r054 = &check.Rule{
	ID: "R54", Title: "结论中的得分应与自评表一致", Group: groupD, Severity: check.Error, Tolerance: check.ToleranceScore,
	Formula: "结论{预算执行率, 成本, 产出, 效益, 满意度, 总分} = 自评表相应合计",
	Doc:     "结论的总分和分项得分与所附的自评表核对。表中满意度列在效益指标之下的，效益得分包括满意度。",
	Basis:   "同一事实只有一个数",
	Run: func(p *check.Pass) {
		s := resultSheet(p)
		if s == nil {
			return
		}
		r := &p.Report.Result
		if d, ok := s.total.Score.Decimal(); ok {
			resultScore(p, "score", "自评得分", r.Score, d, s.path+".total.score")
		}
		if s.execution != nil {
			if d, ok := s.execution.Score.Decimal(); ok {
				resultScore(p, "execution", "预算执行率得分", r.Execution, d, s.fundsPath+".score")
			}
		}
		for _, part := range []struct {
			field, word string
			score       evalreport.Score
		}{{"cost", "成本", r.Cost}, {"output", "产出", r.Output}, {"benefit", "效益", r.Benefit}, {"satisfaction", "满意度", r.Satisfaction}} {
			sum, path, ok := s.classScore(part.word)
			if ok {
				resultScore(p, part.field, part.word+"指标得分", part.score, sum, path)
			}
		}
	},
}

// resultSheet is the form whose total the conclusion states: the department's, or the only project's.
func resultSheet(p *check.Pass) *sheet {
	list := sheets.Of(p)
	if p.Report.Meta.Kind == evalreport.KindDepartment && len(list) == 1 && strings.HasPrefix(list[0].path, "project_self_evaluations") {
		return nil // the department's own score is not a project's
	}
	for i := range list {
		if list[i].department || len(list) == 1 {
			return &list[i]
		}
	}
	return nil
}

// classScore adds the scores of a class, or of a group when no class has the name.
func (s *sheet) classScore(word string) (decimal.Decimal, string, bool) {
	for _, c := range s.classes {
		if strings.Contains(c.name, word) {
			sum, ok := sumOf(c.items, scoreOf)
			return sum, c.path, ok
		}
	}
	for _, c := range s.classes {
		for _, g := range c.groups {
			if strings.Contains(g.name, word) {
				sum, ok := sumOf(g.items, scoreOf)
				return sum, g.path, ok
			}
		}
	}
	return decimal.Zero, "", false
}

func resultScore(p *check.Pass, field, name string, score evalreport.Score, want decimal.Decimal, source string) {
	got, ok := score.Decimal()
	if !ok || check.CompareScore(got, want, score.Places()) == check.Right {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: "result." + field, Reported: score.String(), Expected: want.String(), Related: []string{source},
		Message: fmt.Sprintf("结论写%s %s 分，自评表为 %s 分。两处是同一个数，请核对。", name, score, want)})
}
