package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r093 = &check.Rule{
	ID: "R93", Title: "括号应成对且全角半角一致", Group: groupG, Severity: check.Info,
	Formula: "“（”与“）”成对，“(”与“)”成对；不连用两个标点",
	Doc:     "一对括号一半全角一半半角，或“,;”“，；”连用的，提示修改。",
	Basis:   "标点符号用法",
	Run: func(p *check.Pass) {
		list := narrative.Of(p).paragraphs
		for i := range list {
			text, at := list[i].value, &list[i]
			if quote, ok := oddBracket(text); ok {
				p.Found(check.Finding{Severity: check.Info, Path: at.path(), Quote: quote, Reported: quote,
					Message: fmt.Sprintf("“%s”的括号全角半角不一致。请改成一种。", quote)})
			}
			if pair := doublePunctuation(text); pair != "" {
				p.Found(check.Finding{Severity: check.Info, Path: at.path(), Quote: pair, Reported: pair,
					Message: fmt.Sprintf("两个标点“%s”连用。请去掉一个。", pair)})
			}
		}
	},
}

// oddBracket finds a bracket that closes one of the other width.
func oddBracket(text string) (string, bool) {
	if strings.IndexByte(text, '(') < 0 && strings.IndexByte(text, ')') < 0 {
		return "", false
	}
	open, at := rune(0), 0
	for i, r := range text {
		switch r {
		case '(', '（':
			open, at = r, i
		case ')', '）':
			if open == '(' && r == '）' || open == '（' && r == ')' {
				return text[at : i+len(string(r))], true
			}
			open = 0
		}
	}
	return "", false
}

// doublePunctuation finds two marks of which one is too many. It looks at the bytes before it looks at the words, since
// most text has none.
func doublePunctuation(text string) string {
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], ',')
		if n < 0 {
			break
		}
		if i += n; strings.HasPrefix(text[i:], ",;") || strings.HasPrefix(text[i:], ",。") {
			return string([]rune(text[i:min(len(text), i+4)])[:2])
		}
	}
	for i := 0; ; i++ { // ， is EF BC 8C
		n := strings.IndexByte(text[i:], 0xEF)
		if n < 0 {
			return ""
		}
		i += n
		rest := text[i:]
		if !strings.HasPrefix(rest, "，") {
			continue
		}
		if strings.HasPrefix(rest, "，；") || strings.HasPrefix(rest, "，。") || strings.HasPrefix(rest, "，，") {
			return rest[:6]
		}
	}
}
