package rules

import (
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract/claims"
)

var r094 = &check.Rule{
	ID: "R94", Title: "不应有模板或转换的残留", Group: groupG, Severity: check.Warning,
	Formula: "没有 [bookmark: …]、HTML 标记、XX、××、盲文或私用字符",
	Doc:     "这些是从模板、网页或 Word 转换时留下的，不是报告的文字。",
	Basis:   "报告的文字应当完整",
	Run: func(p *check.Pass) {
		for _, s := range slips.Of(p).residues {
			p.Found(check.Finding{Severity: check.Warning, Path: s.path, Quote: s.Text, Reported: s.Text, Message: s.Message()})
		}
	},
}

// slip is something that should not stand in a text.
type slip struct {
	claims.Slip
	path string
}

// slips are the residues and typing errors of names and cells, found in one pass; those of running text are seen where it
// is read.
var slips = check.NewMemo(func(p *check.Pass) (found struct{ residues, typos []slip }) {
	visitNames(p, func(text string, at position) {
		for _, s := range claims.Residues(text) {
			found.residues = append(found.residues, slip{s, at.path()})
		}
		for _, s := range claims.Typos(text) {
			found.typos = append(found.typos, slip{s, at.path()})
		}
	})
	return found
})
