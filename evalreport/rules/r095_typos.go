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

var r095 = &check.Rule{
	ID: "R95", Title: "常见错别字", Group: groupG, Severity: check.Info,
	Formula: "错别字词典中的词",
	Doc:     "词典见 typos.txt，一行一对。",
	Basis:   "文字规范",
	Run: func(p *check.Pass) {
		visitTexts(p, func(text string, path func() string) {
			for _, t := range typos {
				if strings.Contains(text, t[0]) {
					p.Found(check.Finding{Severity: check.Info, Path: path(), Quote: t[0], Reported: t[0], Expected: t[1],
						Message: fmt.Sprintf("“%s”疑为“%s”之误。", t[0], t[1])})
				}
			}
		})
	},
}
