package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r030 = &check.Rule{
	ID: "R30", Title: "占比应等于部分除以整体", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "占比 = 部分 ÷ 整体 × 100%",
	Doc:     "按决算、全年预算、年初预算依次核对，与其中一种相符即可。只舍不入的按警告提示。",
	Basis:   "占比的定义",
	Run: func(p *check.Pass) {
		visitShares(p, func(s share) {
			if s.line.Share.IsBlank() || s.right() {
				return
			}
			rate{s.path() + ".share", "占比", s.line.Share, s.bases()}.report(p, "请核对占比。")
		})
	},
}

// share is a line that may say what part of its whole it is.
type share struct {
	at          string
	element     int // of the list at; -1 when it is no list
	wholePath   string
	line, whole *evalreport.Line
}

func (s share) path() string {
	if s.element < 0 {
		return s.at
	}
	return index(s.at, s.element)
}

func (s share) bases() []ratio {
	return []ratio{
		over("决算数 ÷ 总计", s.line.Final, s.whole.Final, s.path()+".final", s.wholePath+".final"),
		over("全年预算数 ÷ 总计", s.line.Budget, s.whole.Budget, s.path()+".budget", s.wholePath+".budget"),
		over("年初预算数 ÷ 总计", s.line.Initial, s.whole.Initial, s.path()+".initial", s.wholePath+".initial"),
	}
}

// right judges the share without putting a message together.
func (s share) right() bool {
	got, _ := s.line.Share.Decimal()
	for _, c := range [...][2]*evalreport.Amount{{&s.line.Final, &s.whole.Final}, {&s.line.Budget, &s.whole.Budget}, {&s.line.Initial, &s.whole.Initial}} {
		part, ok1 := c[0].Decimal()
		whole, ok2 := c[1].Decimal()
		if ok1 && ok2 && !whole.IsZero() && check.ComparePercent(got, part.Shift(2).DivRound(whole, 16), s.line.Share.Places()) == check.Right {
			return true
		}
	}
	return false
}

// visitShares calls visit for every line that is part of a whole.
func visitShares(p *check.Pass, visit func(share)) {
	r := p.Report
	in, ex := &r.IncomeExpenditure.Income, &r.IncomeExpenditure.Expenditure
	const inPath, exPath = "income_expenditure.income.", "income_expenditure.expenditure."
	for _, x := range []struct {
		name string
		line *evalreport.Line
	}{{"fiscal", &in.Fiscal}, {"government_fund", &in.GovernmentFund}, {"state_capital", &in.StateCapital}, {"special_account", &in.SpecialAccount},
		{"business", &in.Business}, {"other", &in.Other}, {"carry_in", &in.CarryIn}} {
		visit(share{inPath + x.name, -1, inPath + "total", x.line, &in.Total})
	}
	for i := range in.Items {
		visit(share{inPath + "items", i, inPath + "total", &in.Items[i].Line, &in.Total})
	}
	for _, x := range []struct {
		name string
		line *evalreport.Line
	}{{"basic", &ex.Basic}, {"project", &ex.Project}, {"personnel", &ex.Personnel}, {"public", &ex.Public}} {
		visit(share{exPath + x.name, -1, exPath + "total", x.line, &ex.Total})
	}
	visitList(exPath+"by_class", ex.ByClass, exPath+"total", &ex.Total, visit)
	visitList(exPath+"by_unit", ex.ByUnit, exPath+"total", &ex.Total, visit)
	visit(share{"basic_expenditure", -1, exPath + "total", &r.BasicExpenditure.Line, &ex.Total})
	visit(share{"project_expenditure", -1, exPath + "total", &r.ProjectExpenditure.Line, &ex.Total})
	b, j := &r.BasicExpenditure, &r.ProjectExpenditure
	visitList("basic_expenditure.by_class", b.ByClass, "basic_expenditure", &b.Line, visit)
	visitList("basic_expenditure.by_unit", b.ByUnit, "basic_expenditure", &b.Line, visit)
	visitList("project_expenditure.by_class", j.ByClass, "project_expenditure", &j.Line, visit)
	visitList("project_expenditure.by_function", j.ByFunction, "project_expenditure", &j.Line, visit)
	visitList("project_expenditure.by_unit", j.ByUnit, "project_expenditure", &j.Line, visit)
	visitList("project_expenditure.projects", j.Projects, "project_expenditure", &j.Line, visit)
}

func visitList(path string, list []evalreport.NamedLine, wholePath string, whole *evalreport.Line, visit func(share)) {
	for i := range list {
		if !list[i].Share.IsBlank() {
			visit(share{path, i, wholePath, &list[i].Line, whole})
		}
	}
}
