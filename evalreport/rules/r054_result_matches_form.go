package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
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
		if d, ok := s.total.Score.Number(); ok {
			resultScore(p, "score", "自评得分", r.Score, d, func() string { return s.path + ".total.score" })
		}
		if s.execution != nil {
			if d, ok := s.execution.Score.Number(); ok {
				resultScore(p, "execution", "预算执行率得分", r.Execution, d, func() string { return s.fundsPath + ".score" })
			}
		}
		for _, part := range []struct {
			field, word, name string
			score             evalreport.Score
		}{
			{"cost", "成本", "成本指标得分", r.Cost}, {"output", "产出", "产出指标得分", r.Output},
			{"benefit", "效益", "效益指标得分", r.Benefit}, {"satisfaction", "满意度", "满意度指标得分", r.Satisfaction},
		} {
			if sum, at, ok := s.classScore(part.word); ok {
				resultScore(p, part.field, part.name, part.score, sum, at.path)
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
func (s *sheet) classScore(word string) (sum evalreport.Number, at position, ok bool) {
	for i := range s.classes {
		if c := &s.classes[i]; strings.Contains(c.name, word) {
			sum, ok = sumOf(c.items, scoreOf)
			return sum, c, ok
		}
	}
	for i := range s.classes {
		for j := range s.classes[i].groups {
			if g := &s.classes[i].groups[j]; strings.Contains(g.name, word) {
				sum, ok = sumOf(g.items, scoreOf)
				return sum, g, ok
			}
		}
	}
	return sum, nil, false
}

func resultScore(p *check.Pass, field, name string, score evalreport.Score, want evalreport.Number, source func() string) {
	got, ok := score.Number()
	if !ok || check.CompareScore(got, want, score.Places()) == check.Right {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: "result." + field, Reported: score.String(), Expected: want.String(), Related: []string{source()},
		Message: fmt.Sprintf("结论写%s %s 分，自评表为 %s 分。两处是同一个数，请核对。", name, score, want)})
}
