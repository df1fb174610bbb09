package document

import (
	"strconv"
	"strings"
)

// formatNumber prints a number in one of Word's number formats (w:numFmt), as Word for Windows prints them with Chinese text.
func formatNumber(format string, n int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return romanNumber(n)
	case "lowerRoman":
		return strings.ToLower(romanNumber(n))
	case "upperLetter":
		return letterNumber(n)
	case "lowerLetter":
		return strings.ToLower(letterNumber(n))
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting":
		return countingNumber(n, "零一二三四五六七八九", "十百千", "万")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return digitByDigit(n, "〇一二三四五六七八九")
	case "chineseLegalSimplified":
		return countingNumber(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万")
	case "ideographLegalTraditional", "japaneseLegal":
		return countingNumber(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬")
	case "decimalFullWidth", "decimalFullWidth2":
		return digitByDigit(n, "０１２３４５６７８９")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return oneOf(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿")
	case "decimalEnclosedParen":
		return oneOf(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "decimalEnclosedFullstop":
		return oneOf(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case "ideographEnclosedCircle":
		return oneOf(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	case "ideographTraditional":
		return oneOf(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return oneOf(n, "子丑寅卯辰巳午未申酉戌亥")
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "ordinal":
		return ordinalNumber(n)
	}
	return strconv.Itoa(n)
}

// oneOf is the n-th sign; beyond the last Word prints plain digits.
func oneOf(n int, signs string) string {
	rs := []rune(signs)
	if n < 1 || n > len(rs) {
		return strconv.Itoa(n)
	}
	return string(rs[n-1])
}

func digitByDigit(n int, digits string) string {
	rs := []rune(digits)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		if c < '0' || c > '9' {
			b.WriteRune(c)
			continue
		}
		b.WriteRune(rs[c-'0'])
	}
	return b.String()
}

// countingNumber prints 十一, 二十, 一百零三, up to 99,999,999; ten to nineteen without a leading one, as lists are numbered.
func countingNumber(n int, digits, places, myriad string) string {
	if n <= 0 || n > 99_999_999 {
		return strconv.Itoa(n)
	}
	d, p := []rune(digits), []rune(places)
	group := func(n int, inner bool) string {
		var b strings.Builder
		gap := false
		for i, unit := range []int{1000, 100, 10, 1} {
			v := n / unit % 10
			if v == 0 {
				gap = b.Len() > 0
				continue
			}
			if gap {
				b.WriteRune(d[0])
				gap = false
			}
			if unit != 10 || v != 1 || b.Len() > 0 || inner {
				b.WriteRune(d[v])
			}
			if unit > 1 {
				b.WriteRune(p[2-i])
			}
		}
		return b.String()
	}
	if n < 10_000 {
		return group(n, false)
	}
	out := group(n/10_000, false) + myriad
	if low := n % 10_000; low > 0 {
		if low < 1000 {
			out += string(d[0])
		}
		out += group(low, true)
	}
	return out
}

func romanNumber(n int) string {
	if n <= 0 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.v; n -= r.v {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// letterNumber prints A … Z, AA, BB …, as Word does.
func letterNumber(n int) string {
	if n <= 0 || n > 26*60 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func ordinalNumber(n int) string {
	suffix := "th"
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
