package rules

import (
	"fmt"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r091 = &check.Rule{
	ID: "R91", Title: "万元金额最多两位小数", Group: groupG, Severity: check.Info,
	Formula: "小数位数 ≤ 2",
	Doc:     "以万元为单位的金额保留两位小数。",
	Basis:   "财务报表金额单位",
	Run: func(p *check.Pass) {
		list := amounts.Of(p)
		for i := range list {
			if a := list[i].value; a.Places() > evalreport.MoneyPlaces {
				p.Found(check.Finding{Severity: check.Info, Path: list[i].path(), Reported: a.String(),
					Message: fmt.Sprintf("%s 万元有 %d 位小数，一般保留两位。请四舍五入到两位，或核对单位是否为万元。", a, a.Places())})
			}
		}
	},
}
