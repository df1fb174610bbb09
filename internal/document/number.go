package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a way of numbering headings and items. Kinds are in their usual order from the outermost to the innermost; where a document
// nests them otherwise, [Outline] follows the document.
type Kind uint8

const (
	NoNumber     Kind = iota
	AnnexList         // 附件：… : the list of attachments
	Annex             // 附件1
	Part              // 第一部分, 第一编
	Chapter           // 第一章
	SectionNo         // 第一节
	Article           // 第一条
	Roman             // Ⅰ、 II.
	Chinese           // 一、
	ChineseParen      // （一）
	Arabic            // 1. 1、 1．
	Dotted            // 1.1 1.1.1
	ArabicParen       // （1） (1)
	HalfParen         // 1)
	Circled           // ①
	Letter            // A. a)
	Phrase            // 一是
)

// A Number is the printed number at the beginning of a paragraph.
type Number struct {
	Kind   Kind
	Value  int    // 0 when there is none (附件：)
	Values []int  // of a dotted number, outermost first
	Raw    string // as printed, separator included, without the white space after it
	Sep    string // what ends the number: 、 . ． ) ） or nothing
	Wide   bool   // full-width brackets, digits or point
	Len    int    // runes up to the title, white space included
}

const maxValue = 200 // a larger number is a year or an amount, not the number of an item

// parseNumber reads the number with which a text begins. What only looks like one (1.5万元, 2022、, 一、二季度) is none.
func parseNumber(s string) (Number, bool) {
	rs := firstRunes(s, 48)
	if len(rs) == 0 {
		return Number{}, false
	}
	var n Number
	var end int
	switch c := rs[0]; {
	case c == '附':
		n, end = annex(rs)
	case c == '第':
		n, end = ordinal(rs)
	case strings.ContainsRune("（(【［[", c):
		n, end = bracketed(rs)
	case chineseDigit(c):
		n, end = chinese(rs)
	case digit(c) >= 0:
		n, end = arabic(rs)
	default:
		n, end = sign(rs)
	}
	if n.Kind == NoNumber {
		return Number{}, false
	}
	n.Raw = strings.TrimRightFunc(string(rs[:end]), isWhite)
	for end < len(rs) && isWhite(rs[end]) {
		end++
	}
	n.Len = end
	return n, true
}

func firstRunes(s string, n int) []rune {
	rs := make([]rune, 0, n)
	for _, r := range s {
		if len(rs) == n {
			break
		}
		rs = append(rs, r)
	}
	return rs
}

func at(rs []rune, i int) rune {
	if i < len(rs) {
		return rs[i]
	}
	return 0
}

func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

func chineseDigit(r rune) bool {
	return strings.ContainsRune("一二三四五六七八九十百零〇", r)
}

// number reads digits from i; n is -1 when there are none or too many.
func number(rs []rune, i int) (n, end int, wide bool) {
	n, end = -1, i
	for ; end < len(rs) && digit(rs[end]) >= 0; end++ {
		if end-i >= 4 {
			return -1, end, wide
		}
		n = max(n, 0)*10 + digit(rs[end])
		wide = wide || rs[end] > '9'
	}
	return n, end, wide
}

// chineseNumber reads Chinese numerals from i, up to 999.
func chineseNumber(rs []rune, i int) (n, end int) {
	total, cur, some := 0, 0, false
	for end = i; end < len(rs) && chineseDigit(rs[end]) && end-i < 6; end++ {
		switch r := rs[end]; r {
		case '十':
			total += max(cur, 1) * 10
			cur = 0
		case '百':
			total += max(cur, 1) * 100
			cur = 0
		case '零', '〇':
		default:
			if cur > 0 {
				return -1, end
			}
			cur = strings.IndexRune("一二三四五六七八九", r)/3 + 1
		}
		some = true
	}
	if !some || end < len(rs) && chineseDigit(rs[end]) {
		return -1, end
	}
	return total + cur, end
}

func isSep(r rune) bool { return r == '、' || r == '.' || r == '．' }

func annex(rs []rune) (Number, int) {
	i := 1
	if r := at(rs, 1); r == '件' || r == '表' || r == '录' || r == '图' {
		i = 2
	}
	j := i
	for j < len(rs) && isWhite(rs[j]) {
		j++
	}
	v, end, _ := number(rs, j)
	if v < 0 {
		v, end = chineseNumber(rs, j)
	}
	switch next := at(rs, end); {
	case v > 0 && v <= maxValue && (i > 1 || next == '：' || next == ':'):
		if next == '-' || next == '－' { // 附件1-2
			if _, e, _ := number(rs, end+1); e > end+1 {
				end = e
				next = at(rs, end)
			}
		}
		sep := ""
		if strings.ContainsRune("：:、.．", next) && next != 0 {
			sep, end = string(next), end+1
		} else if next != 0 && !isWhite(next) && !unicode.Is(unicode.Han, next) && next != '《' && next != '“' && next != '（' && next != '(' && digit(next) < 0 {
			return Number{}, 0
		}
		return Number{Kind: Annex, Value: v, Sep: sep}, end
	case i == 2 && j == len(rs):
		return Number{Kind: Annex}, i
	case at(rs, j) == '：' || at(rs, j) == ':':
		return Number{Kind: AnnexList, Sep: string(rs[j])}, j + 1
	}
	return Number{}, 0
}

func ordinal(rs []rune) (Number, int) {
	v, end := chineseNumber(rs, 1)
	if v < 0 {
		v, end, _ = number(rs, 1)
	}
	if v <= 0 || v > maxValue {
		return Number{}, 0
	}
	kind := NoNumber
	switch at(rs, end) {
	case '部':
		if at(rs, end+1) == '分' {
			kind, end = Part, end+1
		}
	case '篇', '编':
		kind = Part
	case '章':
		kind = Chapter
	case '节':
		kind = SectionNo
	case '条':
		kind = Article
	}
	end++
	next := at(rs, end)
	sep := ""
	if next == '、' || next == '：' || next == ':' {
		sep, end = string(next), end+1
	} else if kind >= SectionNo && next != 0 && !isWhite(next) || kind != NoNumber && next == '的' {
		return Number{}, 0 // 第一节课, 第三条产业链
	}
	return Number{Kind: kind, Value: v, Sep: sep}, end
}

func bracketed(rs []rune) (Number, int) {
	kind := ChineseParen
	i := 1
	for i < len(rs) && isWhite(rs[i]) {
		i++
	}
	v, end := chineseNumber(rs, i)
	wide := rs[0] != '(' && rs[0] != '['
	if v < 0 {
		kind = ArabicParen
		v, end, _ = number(rs, i)
	}
	for end < len(rs) && isWhite(rs[end]) {
		end++
	}
	if v <= 0 || v > maxValue || !strings.ContainsRune("）)】］]", at(rs, end)) || at(rs, end) == 0 {
		return Number{}, 0
	}
	sep := string(rs[end])
	end++
	if r := at(rs, end); isSep(r) {
		sep, end = sep+string(r), end+1
	}
	return Number{Kind: kind, Value: v, Sep: sep, Wide: wide}, end
}

func chinese(rs []rune) (Number, int) {
	v, end := chineseNumber(rs, 0)
	if v <= 0 || v > maxValue {
		return Number{}, 0
	}
	if at(rs, end) == '是' && v <= 20 {
		return Number{Kind: Phrase, Value: v, Sep: "是"}, end + 1
	}
	k := end
	for k < len(rs) && isWhite(rs[k]) {
		k++
	}
	sep := at(rs, k)
	if !isSep(sep) {
		return Number{}, 0
	}
	// 一、二季度 and 二、三级 are enumerations within a phrase
	if w, e := chineseNumber(rs, k+1); w > 0 && strings.ContainsRune("、季级类期线批次等档楼层号产标支", at(rs, e)) && at(rs, e) != 0 {
		return Number{}, 0
	}
	return Number{Kind: Chinese, Value: v, Sep: string(sep), Wide: sep == '．'}, k + 1
}

func arabic(rs []rune) (Number, int) {
	v, end, wide := number(rs, 0)
	if v <= 0 || v > maxValue {
		return Number{}, 0
	}
	k := end
	for k < len(rs) && isWhite(rs[k]) {
		k++
	}
	sep := at(rs, k)
	n := Number{Kind: Arabic, Value: v, Sep: string(sep), Wide: wide || sep == '．'}
	switch sep {
	case ')', '）':
		n.Kind, n.Wide = HalfParen, wide || sep == '）'
		return n, k + 1
	case '、':
		if _, e, _ := number(rs, k+1); e > k+1 && strings.ContainsRune("、月号期季日级类项", at(rs, e)) && at(rs, e) != 0 {
			return Number{}, 0 // 1、2月
		}
		return n, k + 1
	case '.', '．':
		if digit(at(rs, k+1)) < 0 {
			return n, k + 1
		}
		return dotted(rs, n, k+1)
	}
	return Number{}, 0
}

// units follow an amount, never the number of a heading.
var units = []string{"万", "亿", "元", "%", "％", "个", "倍", "吨", "公里", "公顷", "公斤", "平方", "米", "亩", "千瓦", "百分", "至", "到"}

func startsWithUnit(rs []rune) bool {
	s := string(rs[:min(len(rs), 4)])
	for _, u := range units {
		if strings.HasPrefix(s, u) {
			return true
		}
	}
	return false
}

// dotted reads what follows "1." when it is a digit: 1.1 and 1.2.3 before words, "1." before a figure (1.2022年度…), or a plain decimal.
func dotted(rs []rune, n Number, i int) (Number, int) {
	values := []int{n.Value}
	end := i
	for {
		v, e, _ := number(rs, end)
		if v < 0 && e == end {
			break // a point at the end: 1.1.
		}
		if e-end > 2 { // 1.2022年度: the number is 1.
			if len(values) > 1 || e-end < 4 || v < 0 && e-end > 4 {
				return Number{}, 0
			}
			return n, i
		}
		values, end = append(values, v), e
		if s := at(rs, end); s != '.' && s != '．' {
			break
		}
		end++
	}
	k := end
	for k < len(rs) && isWhite(rs[k]) {
		k++
	}
	next := at(rs, k)
	switch {
	case len(values) == 2 && next < utf8.RuneSelf && unicode.IsLetter(next): // 1.5G: a name that begins with a digit
		return n, i
	case next == 0, !unicode.Is(unicode.Han, next) && !strings.ContainsRune("“《（(", next), k == end && startsWithUnit(rs[k:]):
		return Number{}, 0
	}
	return Number{Kind: Dotted, Value: values[len(values)-1], Values: values, Sep: ""}, end
}

// sign reads numbers that are one character, Roman numbers and letters.
func sign(rs []rune) (Number, int) {
	r := rs[0]
	n := Number{Wide: true}
	switch {
	case r >= '①' && r <= '⑳':
		n.Kind, n.Value = Circled, int(r-'①')+1
	case r >= '㉑' && r <= '㉟':
		n.Kind, n.Value = Circled, int(r-'㉑')+21
	case r >= '❶' && r <= '❿':
		n.Kind, n.Value = Circled, int(r-'❶')+1
	case r >= '⑴' && r <= '⒇':
		n.Kind, n.Value = ArabicParen, int(r-'⑴')+1
	case r >= '⒈' && r <= '⒛':
		n.Kind, n.Value = Arabic, int(r-'⒈')+1
	case r >= '㈠' && r <= '㈩':
		n.Kind, n.Value = ChineseParen, int(r-'㈠')+1
	case r >= 'Ⅰ' && r <= 'Ⅻ':
		n.Kind, n.Value = Roman, int(r-'Ⅰ')+1
	default:
		return letter(rs)
	}
	if s := at(rs, 1); isSep(s) || n.Kind == Roman && isWhite(s) {
		if isSep(s) {
			n.Sep = string(s)
		}
		return n, 2
	}
	if n.Kind == Roman {
		return Number{}, 0
	}
	return n, 1
}

func letter(rs []rune) (Number, int) {
	i := 0
	for i < len(rs) && strings.ContainsRune("IVX", rs[i]) {
		i++
	}
	if i > 0 && i <= 4 && isSep(at(rs, i)) && at(rs, i+1) > utf8.RuneSelf {
		if v := roman(string(rs[:i])); v > 0 {
			return Number{Kind: Roman, Value: v, Sep: string(rs[i])}, i + 1
		}
	}
	r := rs[0]
	s, next := at(rs, 1), at(rs, 2)
	if (r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') && (isSep(s) || s == ')' || s == '）') && (next > utf8.RuneSelf || next == ' ') {
		return Number{Kind: Letter, Value: int(r|0x20-'a') + 1, Sep: string(s), Wide: s == '）'}, 2
	}
	return Number{}, 0
}

func roman(s string) int {
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	n := 0
	for i := range len(s) {
		v := value[s[i]]
		if i+1 < len(s) && v < value[s[i+1]] {
			v = -v
		}
		n += v
	}
	return n
}
