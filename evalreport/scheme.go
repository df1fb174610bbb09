package evalreport

import "github.com/shopspring/decimal"

// Scheme is how a year and place score: weights, grade bands and thresholds. Schemes are data (templates/schemes); a
// blank field means that the scheme says nothing about it.
type Scheme struct {
	ID          string        `json:"id" label:"编号" validate:"required"`
	Title       string        `json:"title" label:"名称" validate:"required"`
	Basis       string        `json:"basis,omitzero" label:"依据"`
	Years       string        `json:"years,omitzero" label:"适用年度"` // 2020-, 2021-2023
	Execution   ExecutionRule `json:"execution,omitzero" label:"预算执行率"`
	Weights     []ClassWeight `json:"weights,omitempty" label:"一级指标分值" validate:"dive"`
	Total       Score         `json:"total,omitzero" label:"总分"`                   // 100
	Grades      []GradeBand   `json:"grades,omitempty" label:"等级" validate:"dive"` // best first
	Overshoot   Percent       `json:"overshoot,omitzero" label:"超额完成界限"`           // 130: a result at or above 130% of its target needs a reason
	Adjustment  Percent       `json:"adjustment,omitzero" label:"预算调整率界限"`         // 30: a larger change of budget needs a reason
	Reverse     string        `json:"reverse,omitzero" label:"反向指标计分"`             // linear: w×(1-(a-t)/t); ratio: w×t/a
	Qualitative []Percent     `json:"qualitative,omitempty" label:"定性指标分档"`        // lower ends of the upper bands in % of the weight: 80, 60
}

// ExecutionRule says how the execution rate scores: weight × rate, capped or not.
type ExecutionRule struct {
	Weight   Score `json:"weight,omitzero" label:"分值"`
	Uncapped bool  `json:"uncapped,omitzero" label:"不封顶"`
}

// ClassWeight is the weight of a first-level indicator.
type ClassWeight struct {
	Name   string `json:"name" label:"名称" validate:"required"`
	Weight Score  `json:"weight" label:"分值"`
}

// GradeBand is a grade and the lowest score that earns it.
type GradeBand struct {
	Grade Grade `json:"grade" label:"等级" validate:"required"`
	From  Score `json:"from,omitzero" label:"最低分"`
}

// GradeOf is the grade that a score earns, and blank when the scheme has no bands.
func (s Scheme) GradeOf(score decimal.Decimal) Grade {
	n := NumberOf(score)
	for _, b := range s.Grades {
		from, _ := b.From.Number()
		if n.GreaterThanOrEqual(from) {
			return b.Grade
		}
	}
	return ""
}
