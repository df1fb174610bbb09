package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r018 = &check.Rule{
	ID: "R18", Title: "经济分类的总数应等于基本支出与项目支出中的同类之和", Group: groupA, Severity: check.Error, Tolerance: check.ToleranceSum,
	Formula: "总支出[经济分类] = 基本支出[经济分类] + 项目支出[经济分类]",
	Doc:     "总支出、基本支出、项目支出都按经济分类列出时逐类核对；一处没有的类当作零。",
	Basis:   "支出经济分类科目",
	Run: func(p *check.Pass) {
		r := p.Report
		total, basic, project := r.IncomeExpenditure.Expenditure.ByClass, r.BasicExpenditure.ByClass, r.ProjectExpenditure.ByClass
		if len(total) == 0 || len(basic) == 0 || len(project) == 0 {
			return
		}
		for i, t := range total {
			want, ok := t.Final.Number()
			b, bPlaces := classFinal(p, basic, t.Name)
			j, jPlaces := classFinal(p, project, t.Name)
			places := max(t.Final.Places(), bPlaces, jPlaces, amountPlaces.Of(p))
			v := check.CompareSum(want, b.Add(j), 2, places)
			if !ok || v == check.Right {
				continue
			}
			eq := equation{Words: "基本支出 + 项目支出", Written: b.StringFixed(places) + " + " + j.StringFixed(places), Expected: b.Add(j), Reported: want, Places: places}
			p.Found(check.Finding{Severity: v.Severity(check.Error), Path: index("income_expenditure.expenditure.by_class", i) + ".final",
				Reported: t.Final.String(), Expected: b.Add(j).String(), Message: "“" + t.Name + "”一类，" + eq.String(v) + "请核对这一类的数额。"})
		}
	},
}

// classFinal is the final account of a class; nought when it is not listed.
func classFinal(p *check.Pass, list []evalreport.NamedLine, name string) (evalreport.Number, int32) {
	for _, c := range list {
		if plain(p, c.Name) == plain(p, name) {
			d, _ := c.Final.Number()
			return d, c.Final.Places()
		}
	}
	return evalreport.Number{}, 0
}
