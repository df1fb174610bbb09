package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r109 = &check.Rule{
	ID: "R109", Title: "填表签字要素应齐全", Group: groupH, Severity: check.Warning,
	Formula: "填表人、填报日期、联系电话、单位负责人签字不为空",
	Doc:     "基础数据表印有签字栏，四项都应填写；其他附表填了其中一项的，其余也应填写。",
	Basis:   "部门整体支出绩效评价基础数据表签字栏",
	Run: func(p *check.Pass) {
		for _, f := range filings.Of(p) {
			printed := f.path == "basic_data.filing" && p.Report.BasicData.Staffing != (evalreport.BasicStaffing{})
			if *f.filing == (evalreport.Filing{}) && !printed {
				continue
			}
			for _, e := range []struct {
				field, name string
				blank       bool
			}{
				{"preparer", "填表人", f.filing.Preparer == ""}, {"date", "填报日期", f.filing.Date.IsBlank()},
				{"phone", "联系电话", f.filing.Phone == ""}, {"head", "单位负责人签字", f.filing.Head == ""},
			} {
				if e.blank {
					p.Found(check.Finding{Severity: check.Warning, Path: f.path + "." + e.field, Reported: "空",
						Message: fmt.Sprintf("%s的%s空着。请补填。", f.form, e.name)})
				}
			}
		}
	},
}
