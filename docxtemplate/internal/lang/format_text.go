package lang

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
)

var textFormats = []Format{
	{
		Name: "默认", Aliases: []string{"default"}, Args: "文字", OneText: true, Missing: true, Check: between(1, 1, "一段文字"),
		Doc:   "空白，或数据里没有这一项时印的文字；0 不算空白。",
		Cases: [][2]string{{"空|默认:—", "—"}, {"0|默认:—", "0"}, {`空|default:"（无，待补）"`, "（无，待补）"}, {`空|默认:（无）`, "（无）"}},
		Apply: func(v any, args []string) (any, error) {
			if Blank(v) {
				return args[0], nil
			}
			return v, nil
		},
	},
	{
		Name: "前缀", Aliases: []string{"prefix"}, Args: "文字", OneText: true, Check: between(1, 1, "一段文字"),
		Doc:   "加在前面；空白时不印。",
		Cases: [][2]string{{"12.5|前缀:￥", "￥12.5"}, {"空|前缀:￥", ""}, {"20|大写|prefix:人民币", "人民币贰拾元整"}},
		Apply: textFormat(func(s string, args []string) string { return args[0] + s }),
	},
	{
		Name: "后缀", Aliases: []string{"suffix"}, Args: "文字", OneText: true, Check: between(1, 1, "一段文字"),
		Doc:   "加在后面；空白时不印。",
		Cases: [][2]string{{"12.50|后缀:万元", "12.50万元"}, {"空|suffix:万元", ""}, {`3|后缀:" 人"`, "3 人"}},
		Apply: textFormat(func(s string, args []string) string { return s + args[0] }),
	},
	{
		Name: "截断", Aliases: []string{"truncate"}, Args: "字数[,省略号]",
		Doc:   "最多印这么多字，截去时末尾加省略号（默认 …，不计入字数）。",
		Cases: [][2]string{{`"绩效评价工作"|截断:4`, "绩效评价…"}, {`"绩效"|truncate:4`, "绩效"}, {`"绩效评价"|截断:2,等`, "绩效等"}},
		Check: func(args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return errors.New("应有字数，可再写省略号")
			}
			if n, err := strconv.Atoi(Fold(args[0])); err != nil || n < 0 {
				return errors.New("字数应为整数")
			}
			return nil
		},
		Apply: textFormat(func(s string, args []string) string {
			n, _ := strconv.Atoi(Fold(args[0]))
			r := []rune(s)
			if len(r) <= n {
				return s
			}
			if len(args) == 2 {
				return string(r[:n]) + args[1]
			}
			return string(r[:n]) + "…"
		}),
	},
	{
		Name: "去空格", Aliases: []string{"nospace"},
		Doc:   "去掉所有空格、全角空格和换行。",
		Cases: [][2]string{{`"得 分　表"|去空格`, "得分表"}},
		Apply: textFormat(func(s string, _ []string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) || invisible(r) {
					return -1
				}
				return r
			}, s)
		}),
	},
	{
		Name: "去首尾空格", Aliases: []string{"trim"},
		Doc:   "去掉两头的空格和换行。",
		Cases: [][2]string{{`" 得 分 "|去首尾空格`, "得 分"}},
		Apply: textFormat(func(s string, _ []string) string { return strings.TrimSpace(s) }),
	},
	{
		Name: "大写字母", Aliases: []string{"upper"},
		Doc:   "拉丁字母改为大写。",
		Cases: [][2]string{{`"gdp"|大写字母`, "GDP"}},
		Apply: textFormat(func(s string, _ []string) string { return strings.ToUpper(s) }),
	},
	{
		Name: "小写字母", Aliases: []string{"lower"},
		Doc:   "拉丁字母改为小写。",
		Cases: [][2]string{{`"GDP"|lower`, "gdp"}},
		Apply: textFormat(func(s string, _ []string) string { return strings.ToLower(s) }),
	},
	{
		Name: "勾选", Aliases: []string{"check", "checkbox"}, Args: "[选中时,未选中时]", Blank: true, Check: checkArgs,
		Doc:   "成立印 ☑，不成立或空白印 ☐；可以另给两个符号。“是”“否”这两个字也认得。",
		Cases: [][2]string{{"真|勾选", "☑"}, {"假|勾选", "☐"}, {"空|勾选", "☐"}, {`"项目" == "项目"|check:√,×`, "√"}, {`"否"|勾选`, "☐"}},
		Apply: func(v any, args []string) (any, error) {
			yes, no := "☑", "☐"
			if len(args) == 2 {
				yes, no = args[0], args[1]
			}
			if s, ok := v.(string); ok && (s == "否" || s == "假") || !Truth(v) {
				return no, nil
			}
			return yes, nil
		},
	},
}

func checkArgs(args []string) error {
	if len(args) != 0 && len(args) != 2 {
		return errors.New("应不写参数，或写选中和未选中的两个符号")
	}
	return nil
}

// textFormat makes an Apply out of a function over texts.
func textFormat(f func(s string, args []string) string) func(any, []string) (any, error) {
	return func(v any, args []string) (any, error) {
		s, ok := Text(v)
		if !ok {
			return nil, evalErr("not-a-text", "%s 不能印成文字", show(v))
		}
		return f(s, args), nil
	}
}

var listFormats = []Format{
	{
		Name: "连接", Aliases: []string{"join"}, Args: "[分隔]", List: true, OneText: true, Check: between(0, 1, "一个分隔符"),
		Doc:   "把列表的各项连成一段，中间放分隔符（默认 、），空白项不计。",
		Cases: [][2]string{{`["甲","乙","丙"]|连接`, "甲、乙、丙"}, {`["甲","乙"]|连接:，`, "甲，乙"}, {`[1,空,2]|join:" / "`, "1 / 2"}, {`"甲"|连接`, "甲"}},
		Apply: func(v any, args []string) (any, error) {
			sep := "、"
			if len(args) == 1 {
				sep = args[0]
			}
			return joinList(v, sep)
		},
	},
	{
		Name: "取", Aliases: []string{"pick"}, Args: "字段", List: true, OneText: true, Check: between(1, 1, "一个字段的名字"),
		Doc: "列表各项的一个字段，常接着 连接：{{单位 | 取:名称 | 连接}}。",
		Apply: func(v any, args []string) (any, error) {
			out, missing := gathered{}, false
			walk(v, Path(strings.Split(Fold(args[0]), ".")), func(v any, ok bool) bool {
				missing = !ok
				out = append(out, v)
				return ok && len(out) <= maxElements
			})
			if missing {
				return nil, evalErr("missing-field", "没有字段“%s”", args[0])
			}
			return out, nil
		},
	},
}

func joinList(v any, sep string) (any, error) {
	if !isList(v) {
		return v, nil
	}
	var b strings.Builder
	var bad error
	first := true
	err := elements(v, func(e any) bool {
		s, ok := Text(e)
		switch {
		case !ok:
			bad = evalErr("not-a-text", "列表里的%s不能印成文字，可先用 取:字段", kindOf(e))
		case b.Len() > maxText:
			bad = evalErr("too-long", "文字太长")
		case s != "":
			if !first {
				b.WriteString(sep)
			}
			b.WriteString(s)
			first = false
		}
		return bad == nil
	})
	if e := firstErr(bad, err); e != nil {
		return nil, e
	}
	return b.String(), nil
}
