package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r116 = &check.Rule{
	ID: "R116", Title: "文种和事项应与报告类型相符", Group: groupH, Severity: check.Info,
	Formula: "自评写自评报告；部门整体、项目、专项资金与标题一致",
	Doc:     "单位自己做的是自评，财政部门做的是评价；标题写的事项应与报告类型相同。本地规定写“评价报告”的，在规则文件或模板的 titles 里写明，不再提示。",
	Basis:   "《项目支出绩效评价管理办法》",
	Run: func(p *check.Pass) {
		m := &p.Report.Meta
		title := plain(p, m.Title)
		switch {
		case strings.Contains(title, "绩效评价报告") && !slices.ContainsFunc(p.Profile.Titles, func(w string) bool { return strings.Contains(title, w) }):
			p.Found(check.Finding{Severity: check.Info, Path: "meta.title", Reported: "评价报告", Expected: "自评报告",
				Message: fmt.Sprintf("标题“%s”写的是评价报告，单位自行评价的应为自评报告。请改写标题；本地规定写评价报告的，在规则文件的 titles 里写明。", m.Title)})
		case strings.Contains(title, "整体支出") && m.Kind != evalreport.KindDepartment && m.Kind != "",
			strings.Contains(title, "专项资金") && m.Kind == evalreport.KindDepartment:
			p.Found(check.Finding{Severity: check.Info, Path: "meta.title", Reported: m.Title, Expected: string(m.Kind), Related: []string{"meta.kind"},
				Message: fmt.Sprintf("标题“%s”与报告类型“%s”不符。请改写标题，或改正报告类型。", m.Title, m.Kind)})
		}
	},
}
