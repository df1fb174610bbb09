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
		list := shares.Of(p)
		for i := range list {
			s := &list[i]
			checkRate(p, "请核对占比。", cell{&s.line.Share, s, "share"},
				over("决算数 ÷ 总计", cell{&s.line.Final, s, "final"}, cell{&s.whole.Final, s.wholeAt, "final"}),
				over("全年预算数 ÷ 总计", cell{&s.line.Budget, s, "budget"}, cell{&s.whole.Budget, s.wholeAt, "budget"}),
				over("年初预算数 ÷ 总计", cell{&s.line.Initial, s, "initial"}, cell{&s.whole.Initial, s.wholeAt, "initial"}))
		}
	},
}

// share is a line that says what part of its whole it is.
type share struct {
	at          string
	element     int // of the list at; -1 when it is no list
	wholeAt     position
	line, whole *evalreport.Line
}

func (s *share) path() string {
	if s.element < 0 {
		return s.at
	}
	return index(s.at, s.element)
}

// shares are the lines with a share printed.
var shares = check.NewMemo(func(p *check.Pass) (list []share) {
	r := p.Report
	add := func(at string, element int, line *evalreport.Line, wholeAt position, whole *evalreport.Line) {
		if !line.Share.IsBlank() {
			list = append(list, share{at, element, wholeAt, line, whole})
		}
	}
	addAll := func(at string, lines []evalreport.NamedLine, wholeAt position, whole *evalreport.Line) {
		for i := range lines {
			add(at, i, &lines[i].Line, wholeAt, whole)
		}
	}
	in, ex := &r.IncomeExpenditure.Income, &r.IncomeExpenditure.Expenditure
	const inPath, exPath = "income_expenditure.income.", "income_expenditure.expenditure."
	const income, spending = fixed(inPath + "total"), fixed(exPath + "total")
	for _, x := range []struct {
		name string
		line *evalreport.Line
	}{{"fiscal", &in.Fiscal}, {"government_fund", &in.GovernmentFund}, {"state_capital", &in.StateCapital}, {"special_account", &in.SpecialAccount},
		{"business", &in.Business}, {"other", &in.Other}, {"carry_in", &in.CarryIn}} {
		add(inPath+x.name, -1, x.line, income, &in.Total)
	}
	for i := range in.Items {
		add(inPath+"items", i, &in.Items[i].Line, income, &in.Total)
	}
	for _, x := range []struct {
		name string
		line *evalreport.Line
	}{{"basic", &ex.Basic}, {"project", &ex.Project}, {"personnel", &ex.Personnel}, {"public", &ex.Public}} {
		add(exPath+x.name, -1, x.line, spending, &ex.Total)
	}
	addAll(exPath+"by_class", ex.ByClass, spending, &ex.Total)
	addAll(exPath+"by_unit", ex.ByUnit, spending, &ex.Total)
	b, j := &r.BasicExpenditure, &r.ProjectExpenditure
	const basic, project = fixed("basic_expenditure"), fixed("project_expenditure")
	add("basic_expenditure", -1, &b.Line, spending, &ex.Total)
	add("project_expenditure", -1, &j.Line, spending, &ex.Total)
	addAll("basic_expenditure.by_class", b.ByClass, basic, &b.Line)
	addAll("basic_expenditure.by_unit", b.ByUnit, basic, &b.Line)
	addAll("project_expenditure.by_class", j.ByClass, project, &j.Line)
	addAll("project_expenditure.by_function", j.ByFunction, project, &j.Line)
	addAll("project_expenditure.by_unit", j.ByUnit, project, &j.Line)
	addAll("project_expenditure.projects", j.Projects, project, &j.Line)
	return list
})
