package evalreport

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"
)

// scores derives what the scheme decides: execution score, totals and grade of a form, and the result of a report.
func (d *deriver) scores(v reflect.Value, path string) {
	switch form := v.Addr().Interface().(type) {
	case *DepartmentSelfEvaluation:
		d.selfEvaluation(path, form.Funds.Total, form.Indicators)
	case *ProjectSelfEvaluation:
		d.selfEvaluation(path, form.Funds.Total, form.Indicators)
		d.grade(path+".grade", path+".total.score")
	case *IndicatorFramework:
		d.framework(path, form)
	case *Report:
		d.result(form)
	}
}

// selfEvaluation derives the execution score and both totals of a self-evaluation form.
func (d *deriver) selfEvaluation(path string, funds FundRow, classes []IndicatorClass) {
	d.executionScore(path+".funds.total", funds)
	weights, scores, complete := indicatorTerms(path, 0, classes)
	if len(weights) == 0 {
		return
	}
	if t, ok := d.executionWeight(path+".funds.total", funds); ok {
		weights = append([]Term{t}, weights...)
	}
	d.sum(path+".total.weight", "R50", "总分值 = 预算执行率分值 + 各三级指标分值之和", weights)
	execution, ok := d.figureAt(path + ".funds.total.score")
	if !ok || !complete {
		return // the total would be too low
	}
	execution.Label = "预算执行率得分"
	d.sum(path+".total.score", "R53", "总分 = 预算执行率得分 + 各三级指标得分之和", append([]Term{execution}, scores...))
}

// indicatorTerms are the weights and scores of the third-level indicators, as far as they are given, and whether every
// indicator that has a weight has a score.
func indicatorTerms(path string, first int, classes []IndicatorClass) (weights, scores []Term, complete bool) {
	complete = true
	for c, class := range classes {
		for g, group := range class.Groups {
			for i, item := range group.Items {
				at := fmt.Sprintf("%s.indicators[%d].groups[%d].items[%d]", path, first+c, g, i)
				weight, places, weighted := decimalOf(item.Weight)
				if weighted {
					weights = append(weights, Term{Path: at + ".weight", Label: item.Name, Value: weight, Places: places})
				}
				score, places, scored := decimalOf(item.Score)
				if scored {
					scores = append(scores, Term{Path: at + ".score", Label: item.Name, Value: score, Places: places})
				}
				complete = complete && (scored || !weighted)
			}
		}
	}
	return weights, scores, complete
}

func (d *deriver) executionWeight(path string, funds FundRow) (Term, bool) {
	if value, places, ok := decimalOf(funds.Weight); ok {
		return Term{Path: path + ".weight", Label: "预算执行率分值", Value: value, Places: places}, true
	}
	value, places, ok := decimalOf(d.scheme.Execution.Weight)
	if !ok {
		return Term{}, false
	}
	t := Term{Path: path + ".weight", Label: "预算执行率分值", Value: value, Places: places, Derived: true}
	if _, known := d.found[t.Path]; !known {
		d.add(Derived{Path: t.Path, Rule: "R63", Value: d.scheme.Execution.Weight, Exact: value, Formula: "预算执行率分值按评分方案“" + d.scheme.Title + "”"})
	}
	return t, true
}

// executionScore is weight × min(executed ÷ budget, 1), rounded once, from the amounts rather than from the printed rate;
// without a budget the divisor is 1, so that nothing spent scores nothing. A form that gives only the rate is scored by it.
func (d *deriver) executionScore(path string, funds FundRow) {
	weight, ok := d.executionWeight(path, funds)
	if !ok {
		return
	}
	rate, terms, ok := d.executionRate(path)
	if !ok {
		return
	}
	words := "min(执行率, 1)"
	if d.scheme.Execution.Uncapped {
		words = "执行率"
	} else if rate.GreaterThan(decimal.NewFromInt(1)) {
		rate = decimal.NewFromInt(1)
	}
	exact := weight.Value.Mul(rate)
	d.add(Derived{
		Path: path + ".score", Rule: "R56", Value: NewScore(trimmed(exact)), Exact: exact,
		Formula: "预算执行率得分 = 分值 × " + words, Terms: append([]Term{weight}, terms...),
	})
}

// executionRate is executed ÷ budget, as a fraction.
func (d *deriver) executionRate(path string) (decimal.Decimal, []Term, bool) {
	executed, haveExecuted := d.figureAt(path + ".executed")
	budget, haveBudget := d.figureAt(path + ".budget")
	if haveExecuted && haveBudget {
		executed.Label, budget.Label, budget.Divisor = "全年执行数", "全年预算数", true
		divisor := budget.Value
		if divisor.IsZero() {
			divisor = decimal.NewFromInt(1)
		}
		return decimal.Max(executed.Value.DivRound(divisor, 16), decimal.Zero), []Term{executed, budget}, true
	}
	rate, ok := d.figureAt(path + ".rate")
	rate.Label = "执行率"
	return rate.Value.Shift(-2), []Term{rate}, ok
}

// sum records a sum of points.
func (d *deriver) sum(path, rule, words string, terms []Term) {
	exact, _ := total(terms)
	d.add(Derived{Path: path, Rule: rule, Value: NewScore(trimmed(exact)), Exact: exact, Formula: words, Terms: terms})
}

// grade is the band of the scheme in which the score lies.
func (d *deriver) grade(path, scorePath string) {
	score, ok := d.figureAt(scorePath)
	if !ok {
		return
	}
	g := d.scheme.GradeOf(score.Value)
	if g == "" {
		return
	}
	score.Label = "得分"
	d.add(Derived{Path: path, Rule: "R55", Value: g, Formula: "等级按评分方案“" + d.scheme.Title + "”由得分确定", Terms: []Term{score}})
}

func (d *deriver) framework(path string, form *IndicatorFramework) {
	var scores []Term
	for c, class := range form.Classes {
		for g, group := range class.Groups {
			for i, item := range group.Items {
				value, places, ok := decimalOf(item.Score)
				if !ok {
					return
				}
				at := fmt.Sprintf("%s.classes[%d].groups[%d].items[%d].score", path, c, g, i)
				scores = append(scores, Term{Path: at, Label: item.Name, Value: value, Places: places})
			}
		}
	}
	if len(scores) > 0 {
		d.sum(path+".total.score", "R53", "合计 = 各三级指标得分之和", scores)
	}
}

// result takes the result of the report from the form that scores it as a whole.
func (d *deriver) result(r *Report) {
	var form string
	var classes []IndicatorClass
	switch {
	case len(r.DepartmentSelfEvaluation.Indicators) > 0:
		form, classes = "department_self_evaluation", r.DepartmentSelfEvaluation.Indicators
	case len(r.ProjectSelfEvaluations) == 1:
		form, classes = "project_self_evaluations[0]", r.ProjectSelfEvaluations[0].Indicators
	case len(r.IndicatorFramework.Classes) > 0:
		form = "indicator_framework"
	}
	if form != "" {
		d.copy("result.score", form+".total.score")
		d.copy("result.execution", form+".funds.total.score")
		d.classScores(form, classes)
	}
	d.grade("result.grade", "result.score")
}

// copy takes a score from the form to the text.
func (d *deriver) copy(path, from string) {
	t, ok := d.figureAt(from)
	if !ok {
		return
	}
	t.Label = Label(d.root, from)
	d.add(Derived{Path: path, Rule: "R54", Value: NewScore(trimmed(t.Value)), Exact: t.Value, Formula: "取自 " + t.Label, Terms: []Term{t}})
}

// classScores are the sub-scores that a report states: those of the first-level indicators that carry these names.
func (d *deriver) classScores(form string, classes []IndicatorClass) {
	for c, class := range classes {
		for _, sub := range []struct{ name, path string }{
			{"成本", "result.cost"}, {"产出", "result.output"}, {"效益", "result.benefit"}, {"满意度", "result.satisfaction"},
		} {
			if !strings.HasPrefix(class.Name, sub.name) {
				continue
			}
			_, scores, complete := indicatorTerms(form, c, classes[c:c+1])
			if len(scores) == 0 || !complete {
				continue
			}
			d.sum(sub.path, "R54", sub.name+"指标得分 = 表中各三级指标得分之和", scores)
		}
	}
}
