package rules

import (
	"github.com/evalreport/go/evalreport/check"
)

var r115 = &check.Rule{
	ID: "R115", Title: "效益内容应与类别相符", Group: groupH, Severity: check.Info,
	Formula: "生态效益写环境、节能、减排等",
	Doc:     "生态效益一节没有提到生态环境的，提示核对是否放错了类别。",
	Basis:   "效益指标的分类",
	Run: func(p *check.Pass) {
		written := false
		for _, b := range p.Report.Benefits.Ecological.Narrative {
			if containsAny(b.Text, ecologicalWords) {
				return
			}
			written = written || b.Text != ""
		}
		if !written {
			return
		}
		p.Found(check.Finding{Severity: check.Info, Path: "benefits.ecological", Message: "生态效益没有写到生态环境方面的内容。请核对类别。"})
	},
}

var ecologicalWords = []string{"生态", "环境保护", "环保", "污染", "节能", "减排", "绿色", "资源", "能耗", "碳", "水质", "空气", "清洁", "不涉及", "无"}
