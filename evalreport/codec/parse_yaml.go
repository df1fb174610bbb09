package codec

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

func parseYAML(data []byte, fault fault) (n *node, err *Error) {
	// The limits of parse keep the parser from running away; should it fail on some input, that input is still only
	// a broken file.
	defer func() {
		if recover() != nil {
			n, err = nil, fault(Syntax, 1, 1, "不是可以读懂的 YAML 文件")
		}
	}()
	documents := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	switch err := documents.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, fault(Syntax, 1, 1, emptyFile)
	case err != nil:
		return nil, brokenYAML(data, err, fault)
	}
	if err := documents.Decode(&second); err == nil {
		return nil, fault(Unsupported, second.Line, second.Column, "文件里有第二份 YAML 文档（“---”之后）；一个文件只能写一份，请分成两个文件")
	} else if !errors.Is(err, io.EOF) {
		return nil, brokenYAML(data, err, fault)
	}
	return fromYAML(&first, fault, 0)
}

func fromYAML(y *yaml.Node, fault fault, depth int) (*node, *Error) {
	switch {
	case depth > maxDepth:
		return nil, fault(Limit, y.Line, y.Column, "嵌套超过 %d 层", maxDepth)
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		return nil, fault(Unsupported, y.Line, y.Column, "不支持 YAML 的锚点和别名（& 和 *），请把内容写出来；文字以 * 或 & 开头时请加引号")
	case y.Kind == yaml.DocumentNode:
		return fromYAML(y.Content[0], fault, depth)
	}
	n := &node{line: y.Line, column: y.Column}
	switch y.Kind {
	case yaml.SequenceNode:
		n.kind = list
		for _, c := range y.Content {
			item, err := fromYAML(c, fault, depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
	case yaml.MappingNode:
		n.kind = object
		for i := 0; i+1 < len(y.Content); i += 2 {
			k, v := y.Content[i], y.Content[i+1]
			if k.Kind != yaml.ScalarNode || k.Anchor != "" {
				return nil, fault(Unsupported, k.Line, k.Column, "字段名应是一个词，此处是一组内容")
			}
			item, err := fromYAML(v, fault, depth+1)
			if err != nil {
				return nil, err
			}
			n.keys = append(n.keys, key{k.Value, k.Line, k.Column})
			n.items = append(n.items, item)
		}
	default:
		return scalarFromYAML(y, n, fault)
	}
	return n, nil
}

func scalarFromYAML(y *yaml.Node, n *node, fault fault) (*node, *Error) {
	n.text = y.Value
	switch y.ShortTag() {
	case "!!null":
		n.kind, n.text = null, ""
	case "!!bool":
		n.kind = boolean
	case "!!int", "!!float":
		n.kind = number
	case "!!str", "!!timestamp", "!!merge":
		n.kind = text
	default:
		return nil, fault(Unsupported, y.Line, y.Column, "不支持 YAML 标签 %s，请直接写值", y.Tag)
	}
	return n, nil
}

var (
	yamlLine         = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)
	wideColon        = regexp.MustCompile(`^[ \t]*(?:- )?[\p{L}\p{N}_]{1,30}：`)
	tabIndent        = regexp.MustCompile(`^ *\t`)
	dashWithoutSpace = regexp.MustCompile(`^ *-[^\s\-\d.]`)
	missingSpace     = regexp.MustCompile(`^[ \t]*(?:- )?[\p{L}\p{N}_]{1,30}:[^\s/:]`)
)

// yamlProblems says in Chinese what the parser says in English, and what to do about it.
var yamlProblems = []struct{ english, chinese string }{
	{"mapping values are not allowed", "此处不应出现冒号：请检查缩进；文字里有“: ”时，请给整段文字加引号"},
	{"cannot start any token", "文字不能以此处的字符开头：缩进请用空格，不用 Tab；文字以 % @ ` 开头时请加引号"},
	{"tab character", "缩进请用空格，不用 Tab"},
	{"could not find expected ':'", "缺少冒号：字段名后应有半角冒号和一个空格"},
	{"unexpected end of stream", "引号没有配对：缺少右引号"},
	{"did not find expected key", "缩进不齐或引号不配对：同一组的字段应左对齐"},
	{"did not find expected '-' indicator", "缩进不齐：同一列表的“- ”应左对齐"},
	{"did not find expected ',' or ']'", "方括号没有配对，或各项之间缺少半角逗号"},
	{"did not find expected ',' or '}'", "花括号没有配对，或各项之间缺少半角逗号"},
	{"block sequence entries are not allowed", "此处不能开始列表：“- ”应另起一行"},
	{"expected alphabetic or numeric character", "文字以 * 或 & 开头时请加引号"},
	{"control characters", "含有不可见的控制字符，请删去"},
	{"unknown escape character", "双引号里的反斜杠用法有误；不需要转义时请用单引号"},
	{"exceeded max depth", "嵌套过深"},
	{"unknown anchor", "不支持 YAML 的锚点和别名（& 和 *）；文字以 * 或 & 开头时请加引号"},
}

// brokenYAML places a fault of syntax. The parser knows the line at which it gave up; a slip of the input method before
// that line is the likelier cause and is named instead.
func brokenYAML(data []byte, err error, fault fault) *Error {
	line, message := 1, err.Error()
	if g := yamlLine.FindStringSubmatch(message); g != nil {
		message = g[2]
		if n, err := strconv.Atoi(g[1]); err == nil {
			line = n
		}
	}
	lines := strings.Split(string(data), "\n")
	line = min(line, len(lines))
	if at, column, hint := likelySlip(lines[:line]); hint != "" {
		return fault(Syntax, at, column, "YAML 写法有误：%s", hint)
	}
	column := len(lines[line-1]) - len(strings.TrimLeft(lines[line-1], " ")) + 1
	for _, p := range yamlProblems {
		if strings.Contains(message, p.english) {
			return fault(Syntax, line, column, "YAML 写法有误：%s", p.chinese)
		}
	}
	return fault(Syntax, line, column, "YAML 写法有误，请检查此行和上一行的缩进、冒号和引号（%s）", message)
}

// likelySlip finds the last line that a Chinese input method or a tab key spoilt.
func likelySlip(lines []string) (line, column int, hint string) {
	for i := len(lines) - 1; i >= max(0, len(lines)-3); i-- {
		s := lines[i]
		column := func(end int) int { return utf8.RuneCountInString(s[:end]) }
		if at := wideColon.FindStringIndex(s); at != nil && !strings.Contains(s, ": ") {
			return i + 1, column(at[1]), "字段名后是全角冒号“：”，应为半角冒号加一个空格“: ”"
		}
		if at := tabIndent.FindStringIndex(s); at != nil {
			return i + 1, column(at[1]), "缩进请用空格，不用 Tab"
		}
		if at := dashWithoutSpace.FindStringIndex(s); at != nil {
			return i + 1, column(at[1]) - 1, "列表的“-”后应有一个空格"
		}
		if at := missingSpace.FindStringIndex(s); at != nil && !strings.Contains(s, ": ") {
			return i + 1, column(at[1]) - 1, "冒号后应有一个空格"
		}
	}
	return 0, 0, ""
}
