package rules

import (
	"fmt"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport/check"
)

// longParagraph is how many characters make a repetition worth a finding.
const longParagraph = 40

var r105 = &check.Rule{
	ID: "R105", Title: "不应整段重复", Group: groupH, Severity: check.Info,
	Formula: "40 字以上的段落只出现一次",
	Doc:     "不同章节照抄同一段文字的，提示改写。",
	Basis:   "报告的内容应当各有侧重",
	Run: func(p *check.Pass) {
		seen, list := emptyIndex(p), narrative.Of(p).paragraphs
		for i := range list {
			text := list[i].value
			if len(text) < longParagraph || len(text) < 4*longParagraph && utf8.RuneCountInString(text) < longParagraph {
				continue
			}
			first, again := seen[text]
			if !again {
				seen[text] = i
				continue
			}
			p.Found(check.Finding{Severity: check.Info, Path: list[i].path(), Quote: text, Related: []string{list[first].path()},
				Message: fmt.Sprintf("这一段与前面“%s”一段完全相同。请改写或删去。", shorten(text))})
		}
	},
}
