package formula

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// parseTree parses a formula; field is the key of the file that it stands at.
func parseTree(field, text string) (*parser.Tree, error) {
	tree, err := parser.Parse(text)
	if err == nil {
		return tree, nil
	}
	e := &Error{Field: field, Msg: "公式写法有误，请对照“支出总额 == 基本支出 + 项目支出”的写法"}
	var at *file.Error
	if errors.As(err, &at) {
		e.Offset = at.From
		e.Msg = "公式写法有误：" + mistake([]rune(text), at.From)
	}
	return nil, e
}

// typed are signs that forms and input methods write otherwise than formulas do.
var typed = map[string]string{
	"=": "==", "＝": "==", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "≠": "!=", "<>": "!=", "＜": "<", "＞": ">",
	"×": "*", "÷": "/", "＋": "+", "－": "-", "−": "-", "—": "-", "＊": "*", "／": "/",
	"（": "(", "）": ")", "，": ",", "、": ",", "。": ".", "“": `"`, "”": `"`, "‘": `"`, "’": `"`,
}

// mistake says what is wrong at the character where the parser stopped, and what to write.
func mistake(formula []rune, at int) string {
	if strings.HasSuffix(strings.TrimSpace(string(formula)), "%") || at < len(formula) && (formula[at] == '%' || formula[at] == '％') {
		return "百分数请写成小数，30% 写成 0.3"
	}
	if at >= len(formula)-1 && unfinished(formula) {
		return "没有写完，请补上后面的部分"
	}
	if at < len(formula) {
		if want, ok := typed[string(formula[at])]; ok {
			return fmt.Sprintf("第%d个字符“%c”请写成“%s”", at+1, formula[at], want)
		}
	}
	switch text := string(formula); {
	case strings.Count(text, "(") != strings.Count(text, ")"):
		return "括号不成对，请补上或删去"
	case at >= len(formula):
		return "没有写完，请核对引号是否成对"
	}
	return fmt.Sprintf("第%d个字符“%s”不应在这里，请核对运算符、括号和引号", at+1, string(formula[at]))
}

// unfinished reports whether a formula ends where something must follow.
func unfinished(formula []rune) bool {
	s := strings.TrimSpace(string(formula))
	return s == "" || strings.ContainsAny(s[len(s)-1:], "=<>+-*/(,.!&|")
}
