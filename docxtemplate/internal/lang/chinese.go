package lang

import (
	"strings"

	"github.com/shopspring/decimal"
)

// script is a way of writing numbers in Chinese characters.
type script struct {
	digits [10]string
	tens   [4]string // "", ten, hundred, thousand
}

var (
	everyday = script{[10]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, [4]string{"", "十", "百", "千"}}
	formal   = script{[10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}, [4]string{"", "拾", "佰", "仟"}}
)

const (
	wan = 1_0000
	yi  = 1_0000_0000
	// tooMuch is the first number that is not read: up to 9999万9999亿… it is.
	tooMuch = yi * yi
)

// read writes a whole number below tooMuch. Where 零 may be left out (万位 or 元位 is 0 but the next is not) it is.
func (s script) read(n int64) string {
	switch {
	case n >= yi:
		return s.read(n/yi) + "亿" + s.lower(n%yi, yi/10)
	case n >= wan:
		return s.read(n/wan) + "万" + s.lower(n%wan, wan/10)
	case n == 0:
		return s.digits[0]
	}
	var b strings.Builder
	zero := false
	for i, unit := 3, int64(1000); i >= 0; i, unit = i-1, unit/10 {
		d := n / unit % 10
		switch {
		case d == 0:
			zero = b.Len() > 0
			continue
		case zero:
			b.WriteString(s.digits[0])
			zero = false
		}
		b.WriteString(s.digits[d] + s.tens[i])
	}
	return b.String()
}

// lower writes what follows 亿 or 万; a gap below full is read as one 零.
func (s script) lower(n, full int64) string {
	switch {
	case n == 0:
		return ""
	case n < full:
		return s.digits[0] + s.read(n)
	}
	return s.read(n)
}

// chineseNumber reads a number in everyday characters.
func chineseNumber(d decimal.Decimal) (string, error) {
	whole := d.Abs().Truncate(0)
	if whole.Cmp(decimal.NewFromInt(tooMuch)) >= 0 {
		return "", evalErr("out-of-range", "数太大，读不成汉字")
	}
	s := everyday.read(whole.IntPart())
	if rest, ok := strings.CutPrefix(s, "一十"); ok {
		s = "十" + rest
	}
	if _, frac, ok := strings.Cut(trimPlaces(d, 0).String(), "."); ok {
		s += "点"
		for _, r := range frac {
			s += everyday.digits[r-'0']
		}
	}
	if d.IsNegative() {
		s = "负" + s
	}
	return s, nil
}

// renminbi writes an amount in 元 in capital characters by the rules for filling in cheques (《支付结算办法》附一):
// 整 stands behind 元 when nothing follows, not behind 角 or 分; 角 0 with 分 not 0 is read 零.
func renminbi(yuan decimal.Decimal) (string, error) {
	fen := yuan.Abs().Round(2)
	if fen.Cmp(decimal.NewFromInt(tooMuch)) >= 0 {
		return "", evalErr("out-of-range", "金额太大，最多到万亿")
	}
	whole := fen.IntPart()
	cents := fen.Sub(decimal.NewFromInt(whole)).Shift(2).IntPart()
	jiao, f := cents/10, cents%10
	var b strings.Builder
	if yuan.IsNegative() && !fen.IsZero() {
		b.WriteString("负")
	}
	if whole > 0 || cents == 0 {
		b.WriteString(formal.read(whole) + "元")
	}
	switch {
	case cents == 0:
		b.WriteString("整")
	case jiao > 0:
		b.WriteString(formal.digits[jiao] + "角")
	case whole > 0:
		b.WriteString("零")
	}
	if f > 0 {
		b.WriteString(formal.digits[f] + "分")
	}
	return b.String(), nil
}
