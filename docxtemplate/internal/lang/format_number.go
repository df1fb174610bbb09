package lang

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"
)

// Rounding everywhere is half up, away from zero: 2.345 is 2.35, -2.345 is -2.35.

var numberFormats = []Format{
	{
		Name: "千分位", Aliases: []string{"thousands", "comma"}, Args: "[小数位数]", Check: placesArg,
		Doc:   "整数部分每三位加一个逗号。不写位数时保留原来的小数；写了则四舍五入（逢五远离零进位）。",
		Cases: [][2]string{{"1234567.5|千分位", "1,234,567.5"}, {"1234567.5|千分位:2", "1,234,567.50"}, {"-1234.565|thousands:2", "-1,234.57"}, {"999|千分位", "999"}},
		Apply: func(v any, args []string) (any, error) {
			n, err := figureOf(v)
			if err != nil {
				return nil, err
			}
			return group(fixed(n, placesOf(args, -1))), nil
		},
	},
	{
		Name: "小数", Aliases: []string{"fixed", "decimal"}, Args: "位数",
		Doc:   "固定的小数位数，四舍五入（逢五远离零进位），不足补零。",
		Cases: [][2]string{{"2.345|小数:2", "2.35"}, {"-2.345|小数:2", "-2.35"}, {"3|小数:2", "3.00"}, {"2.5|fixed:0", "3"}},
		Check: func(args []string) error {
			if len(args) == 0 {
				return errors.New("缺少小数位数")
			}
			return placesArg(args)
		},
		Apply: func(v any, args []string) (any, error) {
			n, err := figureOf(v)
			return rounded(n, placesOf(args, 0)), err
		},
	},
	{
		Name: "整数", Aliases: []string{"integer"},
		Doc:   "四舍五入（逢五远离零进位）到整数。",
		Cases: [][2]string{{"2.5|整数", "3"}, {"-2.5|整数", "-3"}, {"7.49|integer", "7"}},
		Apply: func(v any, _ []string) (any, error) {
			n, err := figureOf(v)
			return rounded(n, 0), err
		},
	},
	{
		Name: "百分比", Aliases: []string{"percent"}, Args: "[小数位数]", Check: placesArg,
		Doc:   "乘以 100 并加百分号。不写位数时最多两位小数，末尾的零不写。单位是 % 的值不再乘。",
		Cases: [][2]string{{"0.9523|百分比", "95.23%"}, {"1|百分比", "100%"}, {"0.9|百分比:2", "90.00%"}, {"1/3|percent:1", "33.3%"}, {"95%|百分比", "95%"}},
		Apply: func(v any, args []string) (any, error) {
			n, err := figureOf(v)
			if err != nil {
				return nil, err
			}
			n = Number{d: n.d.Shift(2)}
			if len(args) > 0 {
				return fixed(n, placesOf(args, 2)) + "%", nil
			}
			return Number{d: trimPlaces(n.d.Round(2), 0)}.String() + "%", nil
		},
	},
	{
		Name: "中文数字", Aliases: []string{"chinese", "han"},
		Doc:   "用汉字读数：一、二、十一、一百零五、三点一四。",
		Cases: [][2]string{{"1|中文数字", "一"}, {"10|中文数字", "十"}, {"11|chinese", "十一"}, {"105|中文数字", "一百零五"}, {"3.14|中文数字", "三点一四"}, {"-20|中文数字", "负二十"}, {"0|中文数字", "零"}},
		Apply: func(v any, _ []string) (any, error) {
			n, err := figureOf(v)
			if err != nil {
				return nil, err
			}
			return chineseNumber(n.d)
		},
	},
	{
		Name: "编号", Aliases: []string{"序号", "ordinal"}, Args: "[样式]", OneText: true, Check: between(0, 1, "一个样式，例如 （一）"),
		Doc:   "把序号写成样式中第一个的模样：①、（一）、一、1.、(1)、A、a、Ⅰ。圈码到 50，字母到 26，罗马数字到 3999，更大的写成数字。",
		Cases: [][2]string{{"3|编号:①", "③"}, {"2|编号:（一）", "（二）"}, {"12|编号:一、", "十二、"}, {"4|编号:1.", "4."}, {"5|ordinal:(1)", "(5)"}, {"2|编号:A", "B"}, {"9|编号:Ⅰ", "IX"}, {"51|编号:①", "51"}},
		Apply: func(v any, args []string) (any, error) {
			n, err := figureOf(v)
			if err != nil {
				return nil, err
			}
			style := "1"
			if len(args) > 0 && args[0] != "" {
				style = args[0]
			}
			return ordinal(n, style)
		},
	},
}

// figureOf reads a number for a format.
func figureOf(v any) (Number, error) {
	n, blank, err := operand(v)
	if err == nil && blank {
		err = evalErr("not-a-number", "没有数")
	}
	return n, err
}

// rounded gives n with the given decimal places; below zero leaves it as it is.
func rounded(n Number, places int32) Number {
	if places < 0 {
		return n
	}
	d := n.d.Round(places)
	if d.Exponent() > -places {
		d = d.Add(decimal.New(0, -places))
	}
	return Number{d, n.unit}
}

func fixed(n Number, places int32) string { return rounded(n, places).String() }

// group puts a comma between groups of three digits.
func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, dot := strings.Cut(s, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if dot {
		b.WriteString("." + frac)
	}
	return b.String()
}

// ordinal writes n in the manner of the first numeral in style.
func ordinal(n Number, style string) (any, error) {
	if !n.d.IsInteger() {
		return nil, evalErr("not-a-number", "序号应为整数，现为 %s", n)
	}
	plain := n.d.Truncate(0).String()
	i := 0
	if n.d.IsPositive() && len(plain) < 6 {
		i = int(n.d.IntPart())
	}
	for at, r := range style {
		var s string
		switch r {
		case '1':
			s = plain
		case '一':
			s, _ = chineseNumber(n.d)
		case '①':
			s = circled(i)
		case 'A', 'a':
			if i >= 1 && i <= 26 {
				s = string(r + rune(i) - 1)
			}
		case 'Ⅰ', 'I':
			s = roman(i)
		default:
			continue
		}
		if s == "" {
			s = plain
		}
		return style[:at] + s + style[at+len(string(r)):], nil
	}
	return plain + style, nil
}

// circled is ① to ㊿, else "".
func circled(i int) string {
	switch {
	case i >= 1 && i <= 20:
		return string('①' + rune(i) - 1)
	case i >= 21 && i <= 35:
		return string('㉑' + rune(i) - 21)
	case i >= 36 && i <= 50:
		return string('㊱' + rune(i) - 36)
	}
	return ""
}

func roman(i int) string {
	if i < 1 || i > 3999 {
		return ""
	}
	var b strings.Builder
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	for k, s := range []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"} {
		for ; i >= values[k]; i -= values[k] {
			b.WriteString(s)
		}
	}
	return b.String()
}
