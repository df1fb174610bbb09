package codec

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// yamlLine takes the parser's message apart. The scanner counts lines from one; the rest of the parser counts from nought.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// where says which line the parser names.
type where uint8

const (
	there      where = iota // the one that is wrong, or the one after it
	flowBegins              // where the bracket opens, counted from nought
	blockBegan              // where the list or group of fields begins, counted from nought
)

// yamlProblems says in Chinese what the parser says in English, and what to do about it.
var yamlProblems = []struct {
	english, chinese string
	where            where
}{
	{"mapping values are not allowed", "此处不应出现冒号：请检查此行和上一行的缩进、上一行的冒号；文字里有“: ”时，请给整段文字加引号", there},
	{"mapping keys are not allowed", "文字以“? ”开头时请加引号", there},
	{"cannot start any token", "文字不能以此处的字符开头：缩进请用空格，不用 Tab；文字以 % @ ` 开头时请加引号", there},
	{"tab character", "缩进请用空格，不用 Tab", there},
	{"could not find expected ':'", "缺少冒号：字段名后应有半角冒号和一个空格", there},
	{"unexpected end of stream", "引号没有配对：缺少右引号", there},
	{"unexpected document indicator", "引号没有配对：缺少右引号", there},
	{"did not find expected key", "缩进不齐或引号不配对：同一组的字段应左对齐", blockBegan},
	{"did not find expected '-' indicator", "缩进不齐：同一列表的“- ”应左对齐", blockBegan},
	{"did not find expected ',' or ']'", "方括号没有配对，或各项之间缺少半角逗号", flowBegins},
	{"did not find expected ',' or '}'", "花括号没有配对，或各项之间缺少半角逗号", flowBegins},
	{"did not find expected node content", "此处缺少内容；文字以逗号、方括号或花括号开头时请加引号", flowBegins},
	{"did not find expected <document start>", "此处不应再有内容：请检查缩进和括号", flowBegins},
	{"undefined tag handle", "文字以 ! 开头时请加引号", flowBegins},
	{"block sequence entries are not allowed", "此处不能开始列表：“- ”应另起一行", there},
	{"expected alphabetic or numeric character", "文字以 * 或 & 开头时请加引号", there},
	{"expected comment or line break", "文字以 | 或 > 开头时请加引号；“|”用来写多行文字时应另起一行", there},
	{"indentation indicator equal to 0", "文字以 | 或 > 开头时请加引号", there},
	{"unknown escape character", "双引号里的反斜杠用法有误；不需要转义时请用单引号", there},
	{"Unicode character escape code", "双引号里的反斜杠用法有误；不需要转义时请用单引号", there},
	{"hexdecimal number", "双引号里的反斜杠用法有误；不需要转义时请用单引号", there},
	{"exceeded max depth", "嵌套过深", there},
	{"unknown anchor", "不支持 YAML 的锚点和别名（& 和 *）；文字以 * 或 & 开头时请加引号", there},
	{"directive", "不能以 % 开头：请删去此行，或给文字加引号", there},
	{"incompatible YAML document", "不能以 % 开头：请删去此行，或给文字加引号", flowBegins},
	{"tag", "文字以 ! 开头时请加引号", there},
	{"whitespace or line break", "文字以 ! 开头时请加引号", there},
}

// brokenYAML places a fault of syntax. The parser knows the line at which it gave up, or the one at which what it could not
// finish begins; a slip of the input method nearby is the likelier cause and is named instead.
func brokenYAML(data []byte, err error, fault fault) *Error {
	for i, r := range string(data) {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\r\n\u0085", r) {
			line, column := position(data, i)
			return fault(Syntax, line, column, "YAML 写法有误：含有不可见的控制字符，请删去")
		}
	}
	line, message := 1, err.Error()
	if g := yamlLine.FindStringSubmatch(message); g != nil {
		message = g[2]
		if n, err := strconv.Atoi(g[1]); err == nil {
			line = n
		}
	}
	at, hint := there, "请检查此行和上一行的缩进、冒号和引号"
	for _, p := range yamlProblems {
		if strings.Contains(message, p.english) {
			at, hint = p.where, p.chinese
			break
		}
	}
	if at != there && strings.Contains(err.Error(), ": line ") {
		line++
	}
	lines := strings.Split(string(data), "\n")
	line = min(line, len(lines))
	if at == blockBegan {
		line = misaligned(lines, line)
	}
	if at, column, slip := likelySlip(lines[:line]); slip != "" {
		return fault(Syntax, at, column, "YAML 写法有误：%s", slip)
	}
	if line > 1 && strings.Contains(message, "mapping values") && lacksColon(lines[line-2]) {
		line, hint = line-1, "缺少冒号：字段名后应有半角冒号和一个空格"
	}
	return fault(Syntax, line, indentOf(lines[line-1])+1, "YAML 写法有误：%s", hint)
}

// indentOf is how many spaces a line begins with.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// lacksColon reports whether a line is neither a field nor an item nor a note.
func lacksColon(line string) bool {
	s := strings.TrimSpace(line)
	return s != "" && s[0] != '#' && s[0] != '-' && !strings.Contains(s, ":")
}

// misaligned is the first line from the given one, itself counted from one, that stands further left than the lines of its
// group and further right than those of the group around it, or that goes on after what it has in quotes or brackets. It
// is the given line when there is none.
func misaligned(lines []string, from int) int {
	var open []int // indents of the groups that the line stands in
	for i, s := range lines {
		text := strings.TrimSpace(s)
		if text == "" || text[0] == '#' {
			continue
		}
		indent := indentOf(s)
		if i+1 >= from {
			if afterClosing.MatchString(s) {
				return i + 1
			}
			inside := len(open) > 0 && indent < open[len(open)-1]
			for len(open) > 0 && indent < open[len(open)-1] {
				open = open[:len(open)-1]
			}
			if inside && (len(open) == 0 || open[len(open)-1] != indent) {
				return i + 1
			}
		}
		for len(open) > 0 && indent <= open[len(open)-1] {
			open = open[:len(open)-1]
		}
		open = append(open, indent)
		if rest, item := strings.CutPrefix(text, "- "); item && strings.Contains(rest, ": ") {
			open = append(open, indent+2)
		}
	}
	return from
}

// slips are what a Chinese input method or a hurried hand does to a line. The place is where the pattern ends, or one
// character before.
var slips = []struct {
	pattern *regexp.Regexp
	back    int
	whole   bool // only in a line without any colon and space
	hint    string
}{
	{regexp.MustCompile(`^[ \t]*(?:- )?[\p{L}\p{N}_]{1,30}：`), 0, true, "字段名后是全角冒号“：”，应为半角冒号加一个空格“: ”"},
	{regexp.MustCompile(`^ *\t`), 0, false, "缩进请用空格，不用 Tab"},
	{regexp.MustCompile(`^ *[\x{3000}\x{a0}]`), 0, false, "缩进用了全角空格，应为半角空格"},
	{regexp.MustCompile(`^ *[－—–−•·]`), 0, false, "列表的每一项应以半角“- ”开头"},
	{regexp.MustCompile(`^%`), 0, false, "行首不能是 %：请删去此行，或给文字加引号"},
	{regexp.MustCompile(`^ *＃`), 0, false, "说明应以半角“#”开头"},
	{regexp.MustCompile(`: *[｛［【]`), 0, false, "括号是全角的，应为半角"},
	{regexp.MustCompile(`[{\[][^{}\[\]"']*，`), 0, false, "括号里是全角逗号“，”，应为半角逗号加一个空格“, ”"},
	{afterClosing, 1, false, "引号或括号之后不应再有文字：请给整段文字加引号，文字里的引号用“”"},
	{regexp.MustCompile(`^ *-[^\s\-\d.]`), 1, false, "列表的“-”后应有一个空格"},
	{regexp.MustCompile(`^[ \t]*(?:- )?[\p{L}\p{N}_]{1,30}:[^\s/:]`), 1, true, "冒号后应有一个空格"},
}

// afterClosing is text that goes on after a value in quotes or brackets: "甲市"乙局, [2023]12号.
var afterClosing = regexp.MustCompile(`(?:: +|^ *- +)(?:"[^"]*"|'[^']*'|\[[^\[\]"']*\]|\{[^{}"']*\})[^\s,:#"']`)

// likelySlip finds the last of the lines, no further than three back, that has a slip.
func likelySlip(lines []string) (line, column int, hint string) {
	for i := len(lines) - 1; i >= max(0, len(lines)-3); i-- {
		for _, p := range slips {
			at := p.pattern.FindStringIndex(lines[i])
			if at == nil || p.whole && strings.Contains(lines[i], ": ") {
				continue
			}
			return i + 1, utf8.RuneCountInString(lines[i][:at[1]]) - p.back, p.hint
		}
	}
	return 0, 0, ""
}
