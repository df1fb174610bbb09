package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

//go:embed typos.txt
var typosText string

// typos are wrong words with the right ones, one pair a line.
var typos = readTypos(typosText)

func readTypos(text string) (pairs [][2]string) {
	for _, line := range strings.Split(text, "\n") {
		if wrong, right, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(line, "#") {
			pairs = append(pairs, [2]string{wrong, right})
		}
	}
	return pairs
}

// maxName is the length in bytes of a text that is a name or a cell rather than a paragraph.
const maxName = 300

// oddText is something that should not stand in a text.
type oddText struct{ path, quote, want string }

// oddTexts are the residues and typos of all texts, found in one pass.
var oddTexts = check.NewMemo(func(p *check.Pass) (found struct{ residues, typos []oddText }) {
	visitTexts(p, func(text string, at position) {
		if quote, ok := residue(text); ok {
			found.residues = append(found.residues, oddText{path: at.path(), quote: quote})
		}
		if len(text) > maxName {
			return
		}
		for _, t := range typos {
			if strings.Contains(text, t[0]) {
				found.typos = append(found.typos, oddText{at.path(), t[0], t[1]})
			}
		}
	})
	return found
})

var r095 = &check.Rule{
	ID: "R95", Title: "常见错别字", Group: groupG, Severity: check.Info,
	Formula: "错别字词典中的词",
	Doc:     "看名称和单元格；正文由叙述的检查去看。词典见 typos.txt，一行一对。",
	Basis:   "文字规范",
	Run: func(p *check.Pass) {
		for _, f := range oddTexts.Of(p).typos {
			p.Found(check.Finding{Severity: check.Info, Path: f.path, Quote: f.quote, Reported: f.quote, Expected: f.want,
				Message: fmt.Sprintf("“%s”疑为“%s”之误。请核对改正。", f.quote, f.want)})
		}
	},
}
