package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r085 = &check.Rule{
	ID: "R85", Title: "应有落款单位和成文日期", Group: groupF, Severity: check.Warning,
	Formula: "落款单位 = 单位名称；成文日期不为空",
	Doc:     "落款单位空着的由模板填写单位名称，不提示；读入的报告没有落款的提示。",
	Basis:   "公文落款由发文机关署名和成文日期组成",
	Run: func(p *check.Pass) {
		m := &p.Report.Meta
		if m.Date.IsBlank() {
			p.Found(check.Finding{Severity: check.Warning, Path: "meta.date", Reported: "空", Message: "没有成文日期。请在落款处写明年月日。"})
		}
		if m.Signature != "" && m.Unit != "" && signed(m.Signature) != signed(m.Unit) {
			p.Found(check.Finding{Severity: check.Warning, Path: "meta.signature", Reported: m.Signature, Expected: m.Unit, Related: []string{"meta.unit"},
				Message: fmt.Sprintf("落款单位“%s”与单位名称“%s”不同。请核对。", m.Signature, m.Unit)})
		}
	},
}

// signed is the name in a signature, without what stands behind it in brackets: （盖章）.
func signed(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")") {
		if i := strings.LastIndexAny(s, "（("); i > 0 {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}
