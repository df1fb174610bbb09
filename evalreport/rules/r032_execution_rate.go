package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r032 = &check.Rule{
	ID: "R32", Title: "预算执行率应等于执行数除以预算数", Group: groupC, Severity: check.Error, Tolerance: check.TolerancePercent,
	Formula: "自评表：全年执行数 ÷ 全年预算数 × 100%；评价框架：实际支出资金 ÷ 实际到位资金 × 100%",
	Doc:     "两种算法都是正式规定：自评表用预算数作分母，项目过程分析用到位资金作分母。专项资金的叙述与其中一种相符即可。",
	Basis:   "绩效自评表；项目支出绩效评价指标体系框架",
	Run: func(p *check.Pass) {
		const advice = "请核对执行率。"
		for _, f := range fundRows.Of(p) {
			checkRate(p, advice, f.cell("rate", &f.Rate),
				over("全年执行数 ÷ 全年预算数", f.cell("executed", &f.Executed), f.cell("budget", &f.Budget)))
		}
		for _, f := range fundFlows.Of(p) {
			executed := f.cell("executed", &f.Executed)
			checkRate(p, advice, f.cell("execution_rate", &f.ExecutionRate),
				over("执行数 ÷ 全年预算数", executed, f.cell("budget", &f.Budget)),
				over("执行数 ÷ 到位数", executed, f.cell("arrived", &f.Arrived)))
		}
		const process = fixed("process")
		c := &p.Report.Process
		executed := cell{&c.Executed, process, "executed"}
		checkRate(p, advice, cell{&c.ExecutionRate, process, "execution_rate"},
			over("支出资金 ÷ 到位资金", executed, cell{&c.Arrived, process, "arrived"}),
			over("支出资金 ÷ 预算资金", executed, cell{&c.Planned, process, "planned"}))
	},
}

// fundRow is a row of the funds part of a self-evaluation form.
type fundRow struct {
	*evalreport.FundRow
	at position
}

func (r fundRow) cell(field string, f figure) cell { return cell{f, r.at, field} }

// fundRows are the rows of the funds part of all self-evaluation forms.
var fundRows = check.NewMemo(func(p *check.Pass) []fundRow {
	list := []fundRow{{&p.Report.DepartmentSelfEvaluation.Funds.Total, fixed("department_self_evaluation.funds.total")}}
	for i := range p.Report.ProjectSelfEvaluations {
		f := &p.Report.ProjectSelfEvaluations[i].Funds
		at := index("project_self_evaluations", i) + ".funds."
		list = append(list, fundRow{&f.Total, fixed(at + "total")}, fundRow{&f.Fiscal, fixed(at + "fiscal")},
			fundRow{&f.Central, fixed(at + "central")}, fundRow{&f.Local, fixed(at + "local")},
			fundRow{&f.CarryIn, fixed(at + "carry_in")}, fundRow{&f.SpecialAccount, fixed(at + "special_account")},
			fundRow{&f.Own, fixed(at + "own")}, fundRow{&f.Other, fixed(at + "other")})
	}
	return list
})
