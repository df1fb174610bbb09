package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r114 = &check.Rule{
	ID: "R114", Title: "决算与年初预算分毫不差的应当复核", Group: groupH, Severity: check.Info,
	Formula: "支出总计、基本支出、项目支出的决算数都等于年初预算数",
	Doc:     "全年没有一分钱的调整和结余，多半是把预算当成决算填了。",
	Basis:   "复核经验",
	Run: func(p *check.Pass) {
		ex := &p.Report.IncomeExpenditure.Expenditure
		compared := 0
		for _, l := range []*evalreport.Line{&ex.Total, &ex.Basic, &ex.Project} {
			if l.Initial.IsBlank() || l.Final.IsBlank() {
				continue
			}
			if !l.Initial.Equal(l.Final) {
				return
			}
			compared++
		}
		if compared == 0 {
			return
		}
		p.Found(check.Finding{Severity: check.Info, Path: "income_expenditure.expenditure.total.final", Reported: ex.Total.Final.String(),
			Message: fmt.Sprintf("决算数 %s 万元与年初预算数完全相同。请核对是否填了预算数。", ex.Total.Final)})
	},
}
