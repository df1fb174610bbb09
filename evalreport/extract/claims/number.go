package claims

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// token is a number as it stands in the text, with its unit.
type token struct {
	kind       Kind
	start, end int // runes, unit included
	numEnd     int // end of the digits
	value      decimal.Decimal
	scale      int
	unit       string // 万元, 个, %; with its multiplier as printed
	counter    string // the unit without its multiplier: 家 for 万家
	exp        int    // power of ten: of 万元 for amounts, of one for counts
	approx     bool   // 余, 多, 左右 stands with it
	op         Op     // from words behind it: 以上
	hedge      string // 余 or 多 as printed
	han        bool   // written in Chinese numerals
	year       int    // of years and dates
	months     [2]int // of periods
	month, day int    // of dates, as far as they are said
}

// scanNumbers finds every number of the text, from left to right.
func scanNumbers(t *text) []token {
	var out []token
	for i := 0; i < len(t.runes); {
		r := t.runes[i]
		switch {
		case isLetter(r):
			i = skipWord(t, i)
		case isDigit(r):
			tok := scanNumber(t, i)
			if tok.end <= i {
				tok.end = i + 1
			}
			out = append(out, tok)
			i = tok.end
		case hanDigit(r) > 0:
			end := i
			for end < len(t.runes) && hanDigit(t.runes[end]) > 0 {
				end++
			}
			if tok, ok := scanHan(t, i, end); ok {
				out = append(out, tok)
				end = tok.end
			}
			i = end
		default:
			i++
		}
	}
	return out
}

// skipWord passes a Latin word with the digits that belong to it: 5G is met at the digit, R5 and J2B here.
func skipWord(t *text, i int) int {
	for i < len(t.runes) && (isLetter(t.runes[i]) || isDigit(t.runes[i])) {
		i++
	}
	return i
}

// scanNumber reads the number at rune i, which is a digit, and decides what it is.
func scanNumber(t *text, i int) token {
	tok := token{start: i}
	j := scanDigits(t, i, &tok)
	tok.numEnd, tok.end = j, j
	if t.quoted[i] && !quotedAmount(t, j) {
		tok.end = skipWord(t, j)
		return tok
	}
	for _, rule := range []func(*text, *token) bool{
		asHeading, asDate, asRange, asWord, asDocNo, asPhone, asYear, asMonth, asOrdinal, asQuantity,
	} {
		if rule(t, &tok) {
			return tok
		}
	}
	tok.kind = Number
	return tok
}

// scanDigits reads digits, thousands separators and decimals, and a minus sign before them.
func scanDigits(t *text, i int, tok *token) int {
	j := i
	var b strings.Builder
	if k := i - 1; k >= 0 && (t.runes[k] == '-' && signPlace(t, k) || t.runes[k] == '负') {
		b.WriteByte('-')
		tok.start = k
	}
	for j < len(t.runes) && isDigit(t.runes[j]) {
		b.WriteRune(t.runes[j])
		j++
	}
	for j-i <= 15 && j < len(t.runes) && t.runes[j] == ',' && t.off[j+1]-t.off[j] == 1 && threeDigits(t, j+1) {
		for k := j + 1; k < j+4; k++ {
			b.WriteRune(t.runes[k])
		}
		j += 4
	}
	if j+1 < len(t.runes) && t.runes[j] == '.' && isDigit(t.runes[j+1]) {
		k := j + 1
		for k < len(t.runes) && isDigit(t.runes[k]) {
			k++
		}
		b.WriteByte('.')
		for _, r := range t.runes[j+1 : k] {
			b.WriteRune(r)
		}
		tok.scale = k - j - 1
		j = k
	}
	if b.Len() > 40 { // no sum of money has forty digits
		return j
	}
	tok.value, _ = decimal.NewFromString(b.String())
	return j
}

// signPlace reports whether a dash at k can be a minus: after nothing, a delimiter or a copula.
func signPlace(t *text, k int) bool {
	if k == 0 {
		return true
	}
	p := t.runes[k-1]
	return strings.ContainsRune(",:;、( 为是率额达长降余差亏", p)
}

func threeDigits(t *text, i int) bool {
	for k := i; k < i+3; k++ {
		if k >= len(t.runes) || !isDigit(t.runes[k]) {
			return false
		}
	}
	return i+3 >= len(t.runes) || !isDigit(t.runes[i+3])
}

// quotedAmount: a number inside quotes belongs to a name, unless money follows.
func quotedAmount(t *text, j int) bool {
	return t.at(j, "万元") || t.at(j, "亿元")
}

// asHeading recognises the number of an item at the start of the text: 3. 12、 (1)
func asHeading(t *text, tok *token) bool {
	if t.skipSpace(0) != tok.start && !(tok.start > 0 && t.runes[tok.start-1] == '(' && t.skipSpace(0) == tok.start-1) {
		if tok.start == 0 || !strings.ContainsRune(";。", t.runes[tok.start-1]) {
			return false
		}
	}
	digits := tok.numEnd
	if tok.scale == 4 && t.at(tok.numEnd, "年") { // 1.2022年…
		digits = tok.numEnd - 5
	}
	if digits-tok.start > 3 || digits >= len(t.runes) || tok.scale > 0 && digits == tok.numEnd {
		return false
	}
	switch t.runes[digits] {
	case '.', '、', ')':
		tok.kind, tok.end, tok.scale = Heading, digits, 0
		tok.value = decimal.NewFromInt(int64(atoi(t, tok.start, digits)))
		return true
	}
	return false
}

// asDate recognises 2023.3.20, 2023-03-20 and 2023/3/20, and 2023年3月20日 through asYear.
func asDate(t *text, tok *token) bool {
	j := tok.start
	var part [3]int
	var sep rune
	for n := range 3 {
		k := j
		for k < len(t.runes) && isDigit(t.runes[k]) {
			k++
		}
		if k == j || k-j > 4 {
			return false
		}
		part[n] = atoi(t, j, k)
		j = k
		if n < 2 {
			if j >= len(t.runes) || !strings.ContainsRune(".-/", t.runes[j]) || n == 1 && t.runes[j] != sep {
				return false
			}
			sep = t.runes[j]
			j++
		}
	}
	if !yearLike(part[0]) || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31 {
		return false
	}
	tok.kind, tok.end, tok.year, tok.month, tok.day = Date, j, part[0], part[1], part[2]
	return true
}

func yearLike(n int) bool { return n >= 1949 && n <= 2100 }

func atoi(t *text, from, to int) int {
	n := 0
	for _, r := range t.runes[from:to] {
		if !isDigit(r) || n > 1e6 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// asRange recognises 1-11月, 2023-2025年 and 3至5家. A range is a period or no figure at all.
func asRange(t *text, tok *token) bool {
	j := tok.numEnd
	if t.at(j, "月") {
		j++
	}
	if t.at(j, "份") {
		j++
	}
	if j >= len(t.runes) || !strings.ContainsRune("-~至到", t.runes[j]) {
		return false
	}
	k := j + 1
	for k < len(t.runes) && t.runes[k] == '-' {
		k++
	}
	if k >= len(t.runes) || !isDigit(t.runes[k]) {
		return false
	}
	var second token
	e := scanDigits(t, k, &second)
	first := atoi(t, tok.start, tok.numEnd)
	last := atoi(t, k, e)
	switch {
	case t.at(e, "月") && !t.at(e+1, "日") && first >= 1 && first <= 12 && last >= 1 && last <= 12:
		tok.kind, tok.months = Period, [2]int{first, last}
		tok.end = e + 1
		if t.at(tok.end, "份") {
			tok.end++
		}
	case j > tok.numEnd:
		return false // 1月至2023年 …: two dates
	case e-k >= 7 && tok.numEnd-tok.start >= 3 && tok.numEnd-tok.start <= 4:
		tok.kind, tok.end = Phone, e
	default:
		second.numEnd, second.end = e, e
		asQuantity(t, &second)
		tok.kind, tok.end = Other, second.end
	}
	return true
}

// asWord: digits that touch Latin letters are part of a name: 5G, 4x4, 3D. Units of measure are none: 3.75km.
func asWord(t *text, tok *token) bool {
	j := tok.numEnd
	if c, _ := counterAt(t, j); c != "" {
		return false // 3.75km
	}
	if j < len(t.runes) && (isLetter(t.runes[j]) || t.runes[j] == '+' && j+1 < len(t.runes) && (isDigit(t.runes[j+1]) || isLetter(t.runes[j+1]))) {
		for j < len(t.runes) && (isLetter(t.runes[j]) || isDigit(t.runes[j]) || t.runes[j] == '+') {
			j++
		}
		tok.kind, tok.end = Other, j
		return true
	}
	return false
}

// asDocNo recognises the two numbers of 〔2021〕5号.
func asDocNo(t *text, tok *token) bool {
	i, j := tok.start, tok.numEnd
	if i > 0 && t.runes[i-1] == '[' && j < len(t.runes) && t.runes[j] == ']' {
		tok.kind = DocNo
		return true
	}
	j = t.skipSpace(j)
	if t.at(j, "号") && !t.at(j, "号楼") {
		tok.kind, tok.end = DocNo, j+1
		return true
	}
	return false
}

// asPhone: seven digits and more without decimals or unit.
func asPhone(t *text, tok *token) bool {
	if tok.scale > 0 || tok.numEnd-tok.start < 7 {
		return false
	}
	next := t.skipSpace(tok.numEnd)
	if _, n := currencyAt(t, next); n > 0 {
		return false
	}
	if c, _ := counterAt(t, next); c != "" {
		return false
	}
	if t.at(next, "%") || t.at(next, "分") || t.at(next, "万") || t.at(next, "亿") {
		return false
	}
	tok.kind = Phone
	return true
}

// asYear recognises 2023年, 2023年度, 2023年3月20日, and 22年决算.
func asYear(t *text, tok *token) bool {
	if tok.scale > 0 {
		return false
	}
	n := atoi(t, tok.start, tok.numEnd)
	j := t.skipSpace(tok.numEnd)
	if !t.at(j, "年") {
		if yearLike(n) && tok.numEnd-tok.start == 4 && t.at(j, "-") {
			tok.kind = Other
			return true
		}
		return false
	}
	j++
	switch {
	case yearLike(n) && tok.numEnd-tok.start == 4:
		tok.year = n
	case n >= 10 && n < 60 && tok.numEnd-tok.start == 2 && slices.ContainsFunc([]string{"度", "底", "末", "初", "决算", "预算"}, func(w string) bool { return t.at(j, w) }):
		tok.year = 2000 + n
	default:
		return false
	}
	tok.kind, tok.end = Year, j
	k := j
	for k < len(t.runes) && (isDigit(t.runes[k]) || t.runes[k] == ' ') {
		k++
	}
	if k > j && t.at(k, "月") {
		tok.kind, tok.month = Date, atoi(t, t.skipSpace(j), t.trimSpace(k))
		tok.end, tok.day = afterDay(t, k+1)
	}
	return true
}

// asMonth recognises 8月份 and 4月21日.
func asMonth(t *text, tok *token) bool {
	n := atoi(t, tok.start, tok.numEnd)
	if tok.scale > 0 || n < 1 || n > 12 || !t.at(tok.numEnd, "月") {
		return false
	}
	tok.kind, tok.month = Date, n
	tok.end, tok.day = afterDay(t, tok.numEnd+1)
	return true
}

// afterDay is the end of a date whose month ends before rune j, and its day, 0 when none is said.
func afterDay(t *text, j int) (end, day int) {
	k := j
	for k < len(t.runes) && (isDigit(t.runes[k]) || t.runes[k] == ' ') {
		k++
	}
	if k > j && (t.at(k, "日") || t.at(k, "号")) {
		return k + 1, atoi(t, t.skipSpace(j), t.trimSpace(k))
	}
	if t.at(j, "份") {
		return j + 1, 0
	}
	return j, 0
}

// asOrdinal recognises 第9位 and 32次会议 after 届.
func asOrdinal(t *text, tok *token) bool {
	k := tok.start - 1
	for k >= 0 && t.runes[k] == ' ' {
		k--
	}
	switch {
	case k >= 0 && t.runes[k] == '第', k >= 0 && t.runes[k] == '届':
		tok.kind = Ordinal
		return true
	case t.at(tok.numEnd, "届"):
		tok.kind, tok.end = Ordinal, tok.numEnd+1
		return true
	}
	return false
}

// asQuantity reads what follows the digits: 余, 万, a unit, 左右.
func asQuantity(t *text, tok *token) bool {
	j := t.skipSpace(tok.numEnd)
	if j-tok.numEnd > 2 {
		return false
	}
	j = hedge(t, j, tok)
	switch {
	case t.at(j, "个百分点"):
		tok.kind, tok.unit, tok.end = Points, "个百分点", j+4
	case t.at(j, "个") && (t.at(j+1, "、") || t.at(j+1, "和") || t.at(j+1, ",")) && pointsFollow(t, j):
		tok.kind, tok.unit, tok.end = Points, "个", j+1
	case t.at(j, "%") || t.at(j, "‰"):
		tok.kind, tok.unit, tok.end = Percent, string(t.runes[j]), j+1
	case t.at(j, "百分点"):
		tok.kind, tok.unit, tok.end = Points, "百分点", j+3
	case t.at(j, "倍"):
		tok.kind, tok.unit, tok.end = Ratio, "倍", j+1
	case t.at(j, "分") && !scoreExcluded(t, j+1):
		tok.kind, tok.unit, tok.end = Score, "分", j+1
	default:
		if !quantityUnit(t, j, tok) {
			return false
		}
	}
	for _, w := range vocab().ApproxEnd {
		if t.at(tok.end, w) {
			tok.approx = true
		}
	}
	for _, w := range vocab().opAfter {
		if t.at(tok.end, w) {
			tok.op = vocab().OpAfter[w]
		}
	}
	return true
}

// pointsFollow: 高于全国6.2个、全省5.7个百分点 — the first 个 is short for 个百分点.
func pointsFollow(t *text, j int) bool {
	for k := j + 1; k < len(t.runes) && k < j+16; k++ {
		if t.runes[k] == '。' || t.runes[k] == ';' {
			return false
		}
		if t.at(k, "个百分点") {
			return true
		}
		if t.runes[k] == '个' {
			return false
		}
	}
	return false
}

// hedge reads 余 or 多 after digits.
func hedge(t *text, j int, tok *token) int {
	for _, w := range vocab().ApproxAfter {
		if t.at(j, w) {
			tok.approx, tok.hedge = true, w
			return j + len([]rune(w))
		}
	}
	return j
}

func scoreExcluded(t *text, j int) bool {
	return j < len(t.runes) && strings.ContainsRune(vocab().ScoreNotBefore, t.runes[j])
}

// quantityUnit reads money, counters with 万 or 亿 before them, and spans of time.
func quantityUnit(t *text, j int, tok *token) bool {
	v := vocab()
	if u, n := currencyAt(t, j); n > 0 {
		tok.kind, tok.unit, tok.exp, tok.end = Amount, u, v.Currency[u], j+n
		return true
	}
	if c, n := counterAt(t, j); c != "" {
		return counted(t, tok, j, 0, c, n)
	}
	k, exp := multiplier(t, j)
	if exp == 0 {
		return spanUnit(t, j, tok)
	}
	k = hedge(t, k, tok)
	if t.at(k, "元") { // 30多亿元 is met here with the hedge before, 1万余元 with the hedge behind
		tok.kind, tok.unit, tok.exp, tok.end = Amount, string(t.runes[j:j+1])+"元", exp-4, k+1
		return true
	}
	for _, f := range v.Foreign {
		if t.at(k, f) {
			n := len([]rune(f))
			tok.kind, tok.unit, tok.counter, tok.exp, tok.end = Count, string(t.runes[j:k+n]), f, exp, k+n
			return true
		}
	}
	if c, n := counterAt(t, k); c != "" {
		return counted(t, tok, k, exp, c, n)
	}
	tok.kind, tok.unit, tok.exp, tok.end = Number, string(t.runes[j:k]), exp, k
	return true
}

func counted(t *text, tok *token, j, exp int, counter string, n int) bool {
	tok.kind, tok.counter, tok.exp, tok.end = Count, counter, exp, j+n
	tok.unit = strings.TrimLeft(string(t.runes[tok.numEnd:j+n]), " 余多来")
	switch {
	case counter == "个" && t.at(j+n, "月"):
		tok.kind, tok.unit, tok.end = Other, "个月", j+n+1
	case counter == "次" && t.at(j+n, "方"):
		tok.kind = Other
	}
	return true
}

// spanUnit: 3年, 24小时 are no figures of account.
func spanUnit(t *text, j int, tok *token) bool {
	for _, s := range vocab().Spans {
		if t.at(j, s) {
			tok.kind, tok.unit, tok.end = Other, s, j+len([]rune(s))
			return true
		}
	}
	return false
}

func currencyAt(t *text, j int) (string, int) {
	for _, u := range vocab().currencyUnit {
		if strings.HasSuffix(u, "元") && t.at(j, u) && !t.at(j+len([]rune(u)), "素") {
			return u, len([]rune(u))
		}
	}
	return "", 0
}

func counterAt(t *text, j int) (string, int) {
	for _, c := range vocab().counterSet {
		if t.at(j, c) && !(c[len(c)-1] < utf8.RuneSelf && t.wordAt(j+len([]rune(c)))) {
			return c, len([]rune(c))
		}
	}
	return "", 0
}

// wordAt reports whether a Latin word or number goes on at rune i: the m of mm is no metre.
func (t *text) wordAt(i int) bool {
	return i < len(t.runes) && (isLetter(t.runes[i]) || isDigit(t.runes[i]))
}

// multiplier reads 万, 亿, 百万, 千万, 万亿.
func multiplier(t *text, j int) (end, exp int) {
	for _, m := range []struct {
		w string
		e int
	}{{"万亿", 12}, {"百万", 6}, {"千万", 7}, {"百亿", 10}, {"千亿", 11}, {"万", 4}, {"亿", 8}} {
		if t.at(j, m.w) {
			return j + len([]rune(m.w)), m.e
		}
	}
	return j, 0
}

func hanDigit(r rune) int {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九':
		return strings.IndexRune("一二三四五六七八九", r)/3 + 1
	case '两':
		return 2
	case '十':
		return 10
	}
	return 0
}

// scanHan reads 五家 or 十二个: a Chinese numeral of two to ninety-nine before a counter.
func scanHan(t *text, i, end int) (token, bool) {
	if i > 0 && (t.runes[i-1] == '第' || t.runes[i-1] == '十' || t.runes[i-1] == '百') || t.quoted[i] || end-i > 3 {
		return token{}, false
	}
	n, ok := hanNumber(t.runes[i:end])
	if !ok || n < 2 {
		return token{}, false
	}
	c, w := counterAt(t, end)
	if c == "" || !vocab().listCounter[c] || t.at(end, "个月") || w == 1 && (c == "次" || c == "场" || c == "人" || c == "部" || c == "位" || c == "站") {
		return token{}, false
	}
	tok := token{kind: Count, start: i, numEnd: end, end: end + w, unit: c, counter: c, han: true}
	tok.value = decimal.NewFromInt(int64(n))
	return tok, true
}

func hanNumber(rs []rune) (int, bool) {
	n := 0
	for k, r := range rs {
		d := hanDigit(r)
		switch {
		case d == 10 && k == 0:
			n = 10
		case d == 10 && k == 1:
			n *= 10
		case k == 0 || n%10 == 0 && n > 0 && hanDigit(rs[k-1]) == 10:
			n += d
		default:
			return 0, false
		}
	}
	return n, true
}
