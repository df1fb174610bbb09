package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// A label is the words of a cell that names others, folded so that spellings compare: 得 分, 2021年决算数, 产出指标(50分).
type label struct {
	base   string // without year, number, unit, brackets of score or unit
	bare   string // without any brackets
	year   int    // printed year, 0 when none
	offset int    // of a form's own label: the year relative to the report's; noYear when none
	unit   string // 元, 万元 … printed in brackets
}

const noYear = 99

var (
	scoreOrUnit = regexp.MustCompile(`\((?:\d+(?:\.\d+)?分|人|万元|元|亿元|千元|㎡|平方米|m2|%|分|个|单位:?万?元)\)`)
	anyBracket  = regexp.MustCompile(`\([^()]*\)`)
	itemNumber  = regexp.MustCompile(`^(?:\d{1,2}[、.．]|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,2}\)|[①-⑩])+`)
	printedYear = regexp.MustCompile(`^(?:(20\d\d|19\d\d|\d\d)年度?|\{\{年度(?: ?- ?(\d))?\}\}年度?)`)
	moneyUnit   = regexp.MustCompile(`\((?:单位:)?(元|千元|万元|百万元|亿元)\)|单位:(元|千元|万元|百万元|亿元)`)
	amongThem   = regexp.MustCompile(`^(?:其中[:,]?|另[:,]|含[:,])`)
)

// fold makes full-width signs half-width and drops white space and quotation marks.
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return foldRune(r) != r }) {
		return s
	}
	return strings.Map(foldRune, s)
}

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if r == ' ' || r == '"' || r >= '\t' && r <= '\r' {
			return -1
		}
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r >= 0x4E00 && r <= 0x9FFF:
	case unicode.IsSpace(r), r == '\u3000', strings.ContainsRune("“”‘’《》「」", r):
		return -1
	}
	return r
}

// readLabel folds the words of a cell.
func readLabel(s string) label {
	if len(s) > 400 {
		return label{}
	}
	t := fold(s)
	l := label{offset: noYear}
	bracket := strings.ContainsRune(t, '(')
	if bracket || strings.Contains(t, "单位:") {
		if m := moneyUnit.FindStringSubmatch(t); m != nil {
			l.unit = m[1] + m[2]
		}
	}
	for numbered(t) {
		u := itemNumber.ReplaceAllString(amongThem.ReplaceAllString(t, ""), "")
		if u == t {
			break
		}
		t = u
	}
	if m := yearOf(t); m != nil {
		t = t[len(m[0]):]
		switch {
		case m[1] != "":
			l.year, _ = strconv.Atoi(m[1])
			if l.year < 100 {
				l.year += 2000
			}
		case m[2] != "":
			n, _ := strconv.Atoi(m[2])
			l.offset = -n
		default:
			l.offset = 0
		}
	}
	t = strings.Trim(t, ":;。,、")
	l.base = t
	if bracket {
		l.base = strings.Trim(scoreOrUnit.ReplaceAllString(t, ""), ":;。,、")
	}
	l.bare = l.base
	for strings.ContainsRune(l.bare, '(') {
		u := anyBracket.ReplaceAllString(l.bare, "")
		if u == l.bare {
			break
		}
		l.bare = u
	}
	l.bare = strings.Trim(l.bare, ":;。,、")
	return l
}

// numbered reports whether a folded text may begin with a number or 其中.
func numbered(t string) bool {
	return t != "" && (t[0] < 0x80 || strings.HasPrefix(t, "其中") || strings.HasPrefix(t, "另") || strings.HasPrefix(t, "含") ||
		strings.ContainsRune("一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩", []rune(t[:min(len(t), 4)])[0]))
}

func yearOf(t string) []string {
	if t == "" || t[0] >= 0x80 {
		return nil
	}
	return printedYear.FindStringSubmatch(t)
}

func (l label) empty() bool { return l.base == "" }

// A key is what labels are looked up by.
type key struct {
	base   string
	offset int
}

// keys are the ways to look the label up in a table whose own year is year, the surest first.
func (l label) keys(year int) []key {
	offset := noYear
	if l.offset != noYear {
		offset = l.offset
	} else if l.year > 0 && year > 0 {
		offset = l.year - year
	}
	out := []key{{l.base, offset}}
	if l.bare != l.base && l.bare != "" {
		out = append(out, key{l.bare, offset})
	}
	return out
}
