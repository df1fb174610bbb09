package lang

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// ReadTime reads a date as the date formats do, and as they print it.
func ReadTime(s string) (time.Time, bool) {
	d, ok := parseDate(westernDigits(s))
	return d.t, ok
}

// westernDigits writes 二〇二三年三月二十日 as 2023年3月20日; another text stays.
func westernDigits(s string) string {
	year, rest, ok := strings.Cut(s, "年")
	if !ok || !strings.ContainsAny(s, "〇零一二三四五六七八九十") {
		return s
	}
	var b strings.Builder
	for _, r := range year {
		n := strings.IndexRune("〇一二三四五六七八九", r)
		if r == '零' {
			n = 0
		}
		if n < 0 {
			return s
		}
		b.WriteByte('0' + byte(n/3))
	}
	b.WriteString("年")
	for _, unit := range []string{"月", "日"} {
		n, more, ok := strings.Cut(rest, unit)
		if !ok {
			break
		}
		if n = smallNumber(n); n == "" {
			return s
		}
		b.WriteString(n + unit)
		rest = more
	}
	return b.String() + rest
}

// smallNumber reads 一 to 九十九.
func smallNumber(s string) string {
	tens, ones, ok := strings.Cut(s, "十")
	if !ok {
		tens, ones = "〇", s
	}
	if tens == "" {
		tens = "一"
	}
	if ones == "" {
		ones = "〇"
	}
	t, o := strings.Index("〇一二三四五六七八九", tens), strings.Index("〇一二三四五六七八九", ones)
	if t < 0 || o < 0 || len(tens) > 3 || len(ones) > 3 {
		return ""
	}
	return strings.TrimPrefix(string([]byte{'0' + byte(t/3), '0' + byte(o/3)}), "0")
}

// ReadCapital reads an amount in 元 written in capital characters, 贰仟叁佰元整.
func ReadCapital(s string) (decimal.Decimal, bool) {
	s, negative := strings.CutPrefix(strings.TrimPrefix(s, "人民币"), "负")
	if len(s) > 200 {
		return decimal.Decimal{}, false
	}
	var total, section, digit, cents int64
	seen := false
	for _, r := range s {
		if n := strings.IndexRune("零壹贰叁肆伍陆柒捌玖", r); n >= 0 {
			digit, seen = int64(n/3), true
			continue
		}
		switch r {
		case '拾':
			section, digit = section+max(digit, 1)*10, 0
		case '佰':
			section, digit = section+digit*100, 0
		case '仟':
			section, digit = section+digit*1000, 0
		case '万':
			total, section, digit = total+(section+digit)*10_000, 0, 0
		case '亿':
			total, section, digit = (total+section+digit)*100_000_000, 0, 0
		case '元', '圆':
			total, section, digit = total+section+digit, 0, 0
		case '角':
			cents, digit = cents+digit*10, 0
		case '分':
			cents, digit = cents+digit, 0
		case '整', '正':
		default:
			return decimal.Decimal{}, false
		}
		if total > 1e16 || total < 0 {
			return decimal.Decimal{}, false
		}
	}
	d := decimal.NewFromInt(total).Add(decimal.New(cents, -2))
	if negative {
		d = d.Neg()
	}
	return d, seen && section == 0 && digit == 0
}
