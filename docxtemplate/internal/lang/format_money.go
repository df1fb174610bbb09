package lang

import (
	"errors"
	"strings"
)

// moneyUnits are the units of amounts, as powers of ten of 元.
var moneyUnits = map[string]int32{"元": 0, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8, "万": 4, "亿": 8, "yuan": 0}

const unitNames = "元、千元、万元、百万元、千万元、亿元"

// unitArg checks an optional unit.
func unitArg(args []string) error {
	if len(args) == 0 {
		return nil
	}
	if _, ok := moneyUnits[args[0]]; !ok || len(args) > 1 {
		return errors.New("单位应为 " + unitNames + " 之一")
	}
	return nil
}

// powerOf is the power of ten of an amount's unit: 元 when it has none.
func powerOf(n Number, args []string) (int32, error) {
	unit := n.unit
	if len(args) > 0 {
		unit = args[0]
	}
	p, ok := moneyUnits[unit]
	if !ok && unit != "" {
		return 0, evalErr("not-a-number", "单位是“%s”，不是金额", unit)
	}
	return p, nil
}

var moneyFormats = func() []Format {
	out := []Format{{
		Name: "大写", Aliases: []string{"人民币大写", "rmb"}, Args: "[单位]", Check: unitArg,
		Doc: "人民币大写，按票据填写规定：到元为止写“整”，角、分后不写；四舍五入到分；负数前加“负”。" +
			"金额的单位依次取参数、值自己的单位、元。",
		Cases: [][2]string{{"1409.50|大写", "壹仟肆佰零玖元伍角"}, {"6007.14|大写", "陆仟零柒元壹角肆分"}, {"1680.32|大写", "壹仟陆佰捌拾元叁角贰分"},
			{"107000.53|大写", "壹拾万柒仟元伍角叁分"}, {"16409.02|rmb", "壹万陆仟肆佰零玖元零贰分"}, {"325.04|大写", "叁佰贰拾伍元零肆分"},
			{"0|大写", "零元整"}, {"0.05|大写", "伍分"}, {"-20|大写", "负贰拾元整"}, {"2299.5|大写:万元", "贰仟贰佰玖拾玖万伍仟元整"},
			{"1000000007000|大写", "壹万亿零柒仟元整"}, {"100000000|大写", "壹亿元整"}, {"1234567890123.45|大写", "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"}},
		Apply: func(v any, args []string) (any, error) {
			n, err := figureOf(v)
			if err != nil {
				return nil, err
			}
			power, err := powerOf(n, args)
			if err != nil {
				return nil, err
			}
			return renminbi(n.d.Shift(power))
		},
	}}
	aliases := map[string]string{"元": "yuan", "千元": "thousand-yuan", "万元": "wan", "亿元": "yi"}
	for _, unit := range []string{"元", "千元", "万元", "亿元"} {
		out = append(out, unitFormat(unit, aliases[unit]))
	}
	return out
}()

// unitFormat converts an amount to another unit.
func unitFormat(unit, alias string) Format {
	cases := map[string][][2]string{
		"元":  {{"2299.5|元", "2299.5"}},
		"千元": {{"2299500|千元", "2299.5"}},
		"万元": {{"22995000|万元", "2299.5"}, {"22995000|万元:2", "2299.50"}, {"123456|wan:2|千分位", "12.35"}},
		"亿元": {{"1234567890|亿元:2", "12.35"}, {"2299.5|万元|亿元:4", "0.0000"}},
	}
	return Format{
		Name: unit, Aliases: []string{alias}, Args: "[小数位数]", Check: placesArg, Cases: cases[unit],
		Doc: "换算成" + unit + "（不印单位）。值自己没有单位时当作元；不写位数时不舍入，末尾的零不写。",
		Apply: func(v any, args []string) (any, error) {
			n, err := figureOf(v)
			if err != nil {
				return nil, err
			}
			power, err := powerOf(n, nil)
			if err != nil {
				return nil, err
			}
			n = Number{n.d.Shift(power - moneyUnits[unit]), unit}
			if len(args) == 0 {
				return Number{trimPlaces(n.d, 0), unit}, nil
			}
			return rounded(n, placesOf(args, 0)), nil
		},
	}
}

var dateFormats = []Format{
	{
		Name: "年月日", Aliases: []string{"ymd"},
		Doc:   "2023年3月20日；原来只有年月的印到月。日期可以是日期值，或 2023-03-20、2023.3.20、2023/3/20、2023年3月20日 等文字。",
		Cases: [][2]string{{`"2023-03-20"|年月日`, "2023年3月20日"}, {`"2023.3.20"|ymd`, "2023年3月20日"}, {`"2023-12"|年月日`, "2023年12月"}},
		Apply: func(v any, _ []string) (any, error) { return withDate(v, 2, westernDate) },
	},
	{
		Name: "年月", Aliases: []string{"ym"},
		Doc:   "2023年3月。",
		Cases: [][2]string{{`"2023-03-20"|年月`, "2023年3月"}},
		Apply: func(v any, _ []string) (any, error) { return withDate(v, 1, westernDate) },
	},
	{
		Name: "中文日期", Aliases: []string{"chinesedate"},
		Doc:   "二〇二三年三月二十日。",
		Cases: [][2]string{{`"2023-03-20"|中文日期`, "二〇二三年三月二十日"}, {`"2010年10月1日"|中文日期`, "二〇一〇年十月一日"}, {`"2023年12月"|chinesedate`, "二〇二三年十二月"}},
		Apply: func(v any, _ []string) (any, error) { return withDate(v, 2, chineseDate) },
	},
	{
		Name: "日期", Aliases: []string{"date"}, Args: "[版式]", OneText: true,
		Doc:   "按版式：yyyy 年，MM 或 M 月，dd 或 d 日，HH 时，mm 分，ss 秒，其余照印。不写版式时为 yyyy-MM-dd。",
		Cases: [][2]string{{`"2023年3月5日"|日期`, "2023-03-05"}, {`"2023-03-05"|日期:yyyy.M.d`, "2023.3.5"}, {`"2023-03-05 16:07"|日期:M月d日 HH:mm`, "3月5日 16:07"}, {`"2023-03-05"|date:yyyy/mm/dd`, "2023/03/05"}},
		Check: func(args []string) error {
			if len(args) == 0 {
				return nil
			}
			_, err := layoutOf(args[0])
			return err
		},
		Apply: func(v any, args []string) (any, error) {
			layout := "2006-01-02"
			if len(args) > 0 {
				layout, _ = layoutOf(args[0])
			}
			return withDate(v, 3, func(d date) string { return formatDate(d, layout) })
		},
	},
}

// withDate reads a date and prints it no further than the given precision.
func withDate(v any, precision int, print func(date) string) (any, error) {
	d, ok := readDate(v)
	if !ok {
		return nil, evalErr("bad-date", "%s 不是日期", show(v))
	}
	d.precision = min(d.precision, precision)
	return print(d), nil
}

// dateTokens are the letters of layouts, longest first, with the pieces that Go's time.Format knows.
var dateTokens = [][2]string{
	{"yyyy", "2006"}, {"YYYY", "2006"}, {"yy", "06"}, {"YY", "06"}, {"MM", "01"}, {"M", "1"}, {"dd", "02"}, {"DD", "02"}, {"d", "2"}, {"D", "2"},
	{"HH", "15"}, {"hh", "15"}, {"mm", "04"}, {"m", "4"}, {"ss", "05"}, {"s", "5"},
}

// layoutOf turns a layout into pieces, each a Go layout or a text, separated by NUL: texts begin with '=', so that nothing in them is taken for a layout.
func layoutOf(s string) (string, error) {
	hours := strings.ContainsAny(s, "Hh")
	var b strings.Builder
next:
	for s != "" {
		for _, t := range dateTokens {
			if strings.HasPrefix(s, t[0]) {
				piece := t[1]
				if t[0] == "mm" && !hours {
					piece = "01"
				} else if t[0] == "m" && !hours {
					piece = "1"
				}
				b.WriteString(piece + "\x00")
				s = s[len(t[0]):]
				continue next
			}
		}
		r := []rune(s)[0]
		if r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z') {
			return "", errors.New("版式中不认识“" + string(r) + "”，可用 yyyy MM dd HH mm ss")
		}
		b.WriteString("=" + string(r) + "\x00")
		s = s[len(string(r)):]
	}
	return b.String(), nil
}

func formatDate(d date, layout string) string {
	var b strings.Builder
	for piece := range strings.SplitSeq(layout, "\x00") {
		if text, ok := strings.CutPrefix(piece, "="); ok {
			b.WriteString(text)
		} else if piece != "" {
			b.WriteString(d.t.Format(piece))
		}
	}
	return b.String()
}

func westernDate(d date) string {
	return d.t.Format([]string{"2006年", "2006年1月", "2006年1月2日", "2006年1月2日"}[d.precision])
}

func chineseDate(d date) string {
	var b strings.Builder
	for _, r := range d.t.Format("2006") {
		b.WriteString([]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}[r-'0'])
	}
	b.WriteString("年")
	small := func(n int) string {
		return strings.TrimPrefix(everyday.read(int64(n)), map[bool]string{true: "一"}[n >= 10 && n < 20])
	}
	if d.precision >= 1 {
		b.WriteString(small(int(d.t.Month())) + "月")
	}
	if d.precision >= 2 {
		b.WriteString(small(d.t.Day()) + "日")
	}
	return b.String()
}
