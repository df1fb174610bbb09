package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r041 = &check.Rule{
	ID: "R41", Title: "预算调整较大的应当说明", Group: groupC, Severity: check.Warning,
	Formula: "¦全年预算数 - 年初预算数¦ ÷ 年初预算数 > 界限（方案规定，默认 30%）⇒ 有说明",
	Doc:     "在自评表资金总额、收支总额、部门预算收支决算情况表中看预算调整的幅度；追加列了明细、表中写了差异原因或正文写了追加原因的不再提示。",
	Basis:   "预算调整率指标",
	Run: func(p *check.Pass) {
		limit, ok := p.Scheme.Adjustment.Number()
		if !ok || adjustmentExplained(p.Report) {
			return
		}
		r := p.Report
		d, ex, in, f := &r.DepartmentSelfEvaluation.Funds.Total, &r.IncomeExpenditure.Expenditure.Total, &r.IncomeExpenditure.Income.Total, &r.BudgetAndFinalAccounts
		for _, c := range []struct {
			path   string
			init   *evalreport.Amount
			change change
		}{
			{"department_self_evaluation.funds.total.budget", &d.Initial, change{&d.Initial, &d.Budget}},
			{"income_expenditure.expenditure.total.adjustment", &ex.Initial, change{nil, &ex.Adjustment}},
			{"income_expenditure.income.total.adjustment", &in.Initial, change{nil, &in.Adjustment}},
			{"budget_and_final_accounts.final.expenditure", &f.Budget.Expenditure, change{&f.Budget.Expenditure, &f.Final.Expenditure}},
		} {
			init, ok1 := c.init.Number()
			changed, ok2 := c.change.Number()
			if !ok1 || !ok2 || init.IsZero() {
				continue
			}
			v := changed.Shift(2).Div(init)
			if v.Abs().LessThanOrEqual(limit) {
				continue
			}
			p.Found(check.Finding{Severity: check.Warning, Path: c.path, Reported: v.StringFixed(2) + "%", Expected: "≤ " + limit.String() + "%，或有说明",
				Message: fmt.Sprintf("年初预算 %s 万元，调整 %s 万元，调整率 %s%%，超过 %s%%，报告没有说明原因。请补充追加或调减的原因。", c.init, c.change, v.StringFixed(2), limit)})
			return // one figure of the budget stands for all
		}
	},
}

// change is how much an amount changed: printed itself, or from one amount to another.
type change struct{ from, to *evalreport.Amount }

func (c change) Number() (evalreport.Number, bool) {
	to, ok := c.to.Number()
	if c.from == nil || !ok {
		return to, ok
	}
	from, ok := c.from.Number()
	return to.Sub(from), ok
}

func (c change) String() string {
	if c.from == nil {
		return c.to.String()
	}
	n, _ := c.Number()
	return evalreport.NewAmount(n.Decimal()).String()
}

// adjustmentExplained reports whether the report says where a change of budget came from.
func adjustmentExplained(r *evalreport.Report) bool {
	if len(r.IncomeExpenditure.Adjustments) > 0 || r.BudgetAndFinalAccounts.Difference != "" {
		return true
	}
	for _, n := range []evalreport.Narrative{r.IncomeExpenditure.Narrative, r.BasicExpenditure.Narrative, r.ProjectExpenditure.Narrative, r.Problems.Narrative} {
		for _, b := range n {
			if explainsAdjustment(b.Text) {
				return true
			}
		}
	}
	return false
}

// explainsAdjustment reports whether a paragraph gives a reason in the sentence in which it speaks of a change.
func explainsAdjustment(text string) bool {
	for s := range strings.SplitSeq(text, "。") {
		speaks := strings.Contains(s, "追加") || strings.Contains(s, "调增") || strings.Contains(s, "调减") || strings.Contains(s, "预算调整")
		if speaks && (strings.Contains(s, "原因") || strings.Contains(s, "由于") || strings.Contains(s, "用于") || strings.Contains(s, "因为")) {
			return true
		}
	}
	return false
}
