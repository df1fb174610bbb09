package rules

import "github.com/evalreport/go/evalreport/check"

var r095 = &check.Rule{
	ID: "R95", Title: "常见错别字", Group: groupG, Severity: check.Info,
	Formula: "错别字词典中的词",
	Doc:     "看名称、单元格和正文。",
	Basis:   "文字规范",
	Run: func(p *check.Pass) {
		for _, s := range slips.Of(p).typos {
			p.Found(check.Finding{Severity: check.Info, Path: s.path, Quote: s.Text, Reported: s.Text, Expected: s.Right, Message: s.Message()})
		}
	},
}
