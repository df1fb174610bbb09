package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r019 = &check.Rule{
	ID: "R19", Title: "公用经费应等于基本支出中的商品和服务支出", Group: groupA, Severity: check.Warning, Tolerance: check.ToleranceSum,
	Formula: "公用经费 = 基本支出[商品和服务支出]（当地口径含资本性支出的，加资本性支出）",
	Doc:     "基础数据表的公用经费与正文基本支出按经济分类的商品和服务支出核对；加上资本性支出相符的也算对。",
	Basis:   "基础数据表填表说明：公用经费填报基本支出中的一般商品和服务支出",
	Run: func(p *check.Pass) {
		public := p.Report.BasicData.Expenditure.Public.Final
		got, ok := public.Number()
		goods, i := classNamed(p.Report.BasicExpenditure.ByClass, "商品")
		want, ok2 := goods.Number()
		if !ok || !ok2 {
			return
		}
		places := max(public.Places(), goods.Places(), amountPlaces.Of(p))
		v := check.CompareSum(got, want, 1, places)
		capital, _ := classNamed(p.Report.BasicExpenditure.ByClass, "资本")
		if c, ok := capital.Number(); v == check.Wrong && ok {
			v = min(v, check.CompareSum(got, want.Add(c), 2, places))
		}
		if v == check.Right {
			return
		}
		p.Found(check.Finding{Severity: v.Severity(check.Warning), Path: "basic_data.expenditure.public.final", Reported: public.String(), Expected: goods.String(),
			Related: []string{index("basic_expenditure.by_class", i) + ".final"},
			Message: fmt.Sprintf("基础数据表的公用经费 %s 万元，正文基本支出中商品和服务支出 %s 万元，差 %s 万元%s。请核对口径。", public, goods, got.Sub(want).Abs(), noteOf(v))})
	},
}

// classNamed is the final account of the class whose name contains word, and its number in the list.
func classNamed(list []evalreport.NamedLine, word string) (evalreport.Amount, int) {
	for i, c := range list {
		if strings.Contains(c.Name, word) {
			return c.Final, i
		}
	}
	return evalreport.Amount{}, -1
}
