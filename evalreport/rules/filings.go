package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

type filing struct {
	path, form string
	filing     *evalreport.Filing
}

// filings are the lines under the forms.
var filings = check.NewMemo(func(p *check.Pass) []filing {
	r := p.Report
	list := []filing{
		{"basic_data.filing", "基础数据表", &r.BasicData.Filing},
		{"department_self_evaluation.filing", "部门整体支出绩效自评表", &r.DepartmentSelfEvaluation.Filing},
	}
	for i := range r.ProjectSelfEvaluations {
		e := &r.ProjectSelfEvaluations[i]
		list = append(list, filing{index("project_self_evaluations", i) + ".filing", e.Project, &e.Filing})
	}
	return list
})
