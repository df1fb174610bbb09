package lang

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/internal/nearest"
	"github.com/shopspring/decimal"
)

// function is one of the functions an expression can call. There are no others.
type function struct {
	name     string   // as it prints
	aliases  []string // in lower case
	id       string   // the name expr-lang sees
	min, max int
	whole    bool // paths among the arguments are given as whole lists
	tolerant bool // a path that the data do not have counts as blank in the first argument
	example  string
	doc      string
	call     func(args []any) (any, error)
}

func (f *function) invoke(args ...any) (any, error) { return f.call(args) }

func (f *function) arity() string {
	switch {
	case f.max == many:
		return fmt.Sprintf("%d 项或更多", f.min)
	case f.min != f.max:
		return fmt.Sprintf("%d 到 %d 项", f.min, f.max)
	}
	return strconv.Itoa(f.min) + " 项"
}

const many = maxTokens

var functions = []*function{
	{name: "合计", aliases: []string{"sum", "求和"}, id: "fn_sum", min: 1, max: many, whole: true, example: "合计(明细.金额)", doc: "各项之和，空白不计；没有数时为空白", call: total},
	{name: "数量", aliases: []string{"count", "个数"}, id: "fn_count", min: 1, max: many, whole: true, example: "数量(附件)", doc: "不空白的项数", call: count},
	{name: "平均", aliases: []string{"avg", "average", "mean"}, id: "fn_avg", min: 1, max: many, whole: true, example: "平均(指标.得分)", doc: "平均数，空白不计", call: average},
	{name: "最大", aliases: []string{"max"}, id: "fn_max", min: 1, max: many, whole: true, example: "最大(明细.金额)", doc: "最大的数、日期或文字，空白不计", call: func(a []any) (any, error) { return extreme(a, 1) }},
	{name: "最小", aliases: []string{"min"}, id: "fn_min", min: 1, max: many, whole: true, example: "最小(明细.金额)", doc: "最小的数、日期或文字，空白不计", call: func(a []any) (any, error) { return extreme(a, -1) }},
	{name: "长度", aliases: []string{"len", "length"}, id: "fn_len", min: 1, max: 1, example: "长度(名称)", doc: "文字的字数，或列表的项数", call: length},
	{name: "绝对值", aliases: []string{"abs"}, id: "fn_abs", min: 1, max: 1, example: "绝对值(差额)", doc: "去掉负号的数", call: absolute},
	{name: "四舍五入", aliases: []string{"round"}, id: "fn_round", min: 1, max: 2, example: "四舍五入(金额, 2)", doc: "保留几位小数（默认 0 位），逢五远离零进位", call: func(a []any) (any, error) { return places(a, decimal.Decimal.Round) }},
	{name: "取整", aliases: []string{"int", "trunc"}, id: "fn_int", min: 1, max: 1, example: "取整(金额)", doc: "舍去小数", call: func(a []any) (any, error) { return places(a, decimal.Decimal.Truncate) }},
	{name: "为空", aliases: []string{"blank", "empty", "isblank"}, id: "fn_blank", min: 1, max: 1, tolerant: true, example: "为空(备注)", doc: "没有填写，数据里没有这个名称也算；0 不算空", call: func(a []any) (any, error) { return Blank(a[0]), nil }},
	{name: "存在", aliases: []string{"exists", "有"}, id: "fn_exists", min: 1, max: 1, tolerant: true, example: "存在(备注)", doc: "填写了；与 为空 相反", call: func(a []any) (any, error) { return !Blank(a[0]), nil }},
	{name: "默认", aliases: []string{"default"}, id: "fn_default", min: 2, max: 2, tolerant: true, example: "默认(预算, 0)", doc: "第一项空白时用第二项", call: orElse},
	{name: "开头是", aliases: []string{"startswith"}, id: "fn_starts", min: 2, max: 2, example: `开头是(编号, "43")`, doc: "文字以某些字开头", call: func(a []any) (any, error) { return affix(a, strings.HasPrefix) }},
	{name: "结尾是", aliases: []string{"endswith"}, id: "fn_ends", min: 2, max: 2, example: `结尾是(单位, "局")`, doc: "文字以某些字结尾", call: func(a []any) (any, error) { return affix(a, strings.HasSuffix) }},
	{name: "年", aliases: []string{"year"}, id: "fn_year", min: 1, max: 1, example: "年(日期)", doc: "日期的年份", call: func(a []any) (any, error) { return datePart(a[0], 0) }},
	{name: "月", aliases: []string{"month"}, id: "fn_month", min: 1, max: 1, example: "月(日期)", doc: "日期的月份", call: func(a []any) (any, error) { return datePart(a[0], 1) }},
	{name: "日", aliases: []string{"day"}, id: "fn_day", min: 1, max: 1, example: "日(日期)", doc: "日期的日", call: func(a []any) (any, error) { return datePart(a[0], 2) }},
}

var functionByName, functionByID = func() (map[string]*function, map[string]*function) {
	byName, byID := map[string]*function{}, map[string]*function{}
	for _, f := range functions {
		byID[f.id] = f
		for _, n := range append([]string{f.name}, f.aliases...) {
			byName[n] = f
		}
	}
	return byName, byID
}()

func functionNamed(name string) (*function, bool) {
	f, ok := functionByName[strings.ToLower(name)]
	return f, ok
}

// FunctionDoc describes a function for the documentation.
type FunctionDoc struct {
	Name    string
	Aliases []string
	Example string
	Doc     string
}

// Functions lists the functions that expressions can call.
func Functions() []FunctionDoc {
	var out []FunctionDoc
	for _, f := range functions {
		out = append(out, FunctionDoc{f.name, append([]string(nil), f.aliases...), f.example, f.doc})
	}
	return out
}

// flat calls yield for each value that is not blank among the arguments and their elements.
func flat(args []any, yield func(any) error) error {
	for _, a := range args {
		if !isList(a) {
			if !Blank(a) {
				if err := yield(a); err != nil {
					return err
				}
			}
			continue
		}
		var stop error
		err := elements(a, func(e any) bool {
			if !Blank(e) {
				stop = yield(e)
			}
			return stop == nil
		})
		if stop != nil || err != nil {
			return firstErr(stop, err)
		}
	}
	return nil
}

func firstErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func total(args []any) (any, error) {
	var sum any
	err := flat(args, func(v any) (err error) {
		if sum == nil {
			sum, err = signed(v, false)
		} else {
			sum, err = arith("+", sum, v)
		}
		return err
	})
	return sum, err
}

func count(args []any) (any, error) {
	n := int64(0)
	err := flat(args, func(any) error { n++; return nil })
	return Number{d: decimal.NewFromInt(n)}, err
}

func average(args []any) (any, error) {
	sum, err := total(args)
	if err != nil || sum == nil {
		return nil, err
	}
	n, err := count(args)
	if err != nil {
		return nil, err
	}
	return arith("/", sum, n)
}

func extreme(args []any, sign int) (any, error) {
	var best any
	err := flat(args, func(v any) error {
		if best == nil {
			best = v
			return nil
		}
		c, err := compare(v, best)
		if c*sign > 0 {
			best = v
		}
		return err
	})
	return best, err
}

func length(args []any) (any, error) {
	v := args[0]
	n := 0
	switch {
	case Blank(v):
	case isList(v):
		if err := elements(v, func(any) bool { n++; return true }); err != nil {
			return nil, err
		}
	default:
		s, ok := Text(v)
		if !ok {
			return nil, evalErr("not-a-list", "%s 没有长度", show(v))
		}
		n = utf8.RuneCountInString(s)
	}
	return Number{d: decimal.NewFromInt(int64(n))}, nil
}

func absolute(args []any) (any, error) {
	n, blank, err := operand(args[0])
	if err != nil || blank {
		return nil, err
	}
	n.d = n.d.Abs()
	return n, nil
}

// places rounds the first argument to as many decimal places as the second says.
func places(args []any, round func(decimal.Decimal, int32) decimal.Decimal) (any, error) {
	n, blank, err := operand(args[0])
	if err != nil || blank {
		return nil, err
	}
	p := int64(0)
	if len(args) > 1 {
		m, blank, err := operand(args[1])
		if err != nil || blank || !m.d.IsInteger() || m.d.Abs().Cmp(decimal.NewFromInt(maxPlaces)) > 0 {
			return nil, firstErr(err, evalErr("bad-argument", "小数位数应为 0 到 %d 的整数", maxPlaces))
		}
		p = m.d.IntPart()
	}
	n.d = round(n.d, int32(p))
	return n, nil
}

func orElse(args []any) (any, error) {
	if Blank(args[0]) {
		return args[1], nil
	}
	return args[0], nil
}

func affix(args []any, has func(s, part string) bool) (any, error) {
	if Blank(args[0]) || Blank(args[1]) {
		return false, nil
	}
	s, ok1 := Text(args[0])
	t, ok2 := Text(args[1])
	return ok1 && ok2 && has(s, t), nil
}

func datePart(v any, part int) (any, error) {
	if Blank(v) {
		return nil, nil
	}
	d, ok := readDate(v)
	if !ok {
		return nil, evalErr("bad-date", "%s 不是日期", show(v))
	}
	if part > d.precision {
		return nil, nil
	}
	y, m, day := d.t.Date()
	return Number{d: decimal.NewFromInt(int64([]int{y, int(m), day}[part]))}, nil
}

// functionNames lists the functions for a message.
func functionNames() string {
	var names []string
	for _, f := range functions {
		names = append(names, f.name)
	}
	return strings.Join(names, "、")
}

// nearestFunction gives the function that a name of at least min characters probably misspells, else "". It is stricter
// than [nearest.Of], which knows that some name was meant: what stands before a bracket may be a field, as in 金额(万元).
func nearestFunction(name string, min int) string {
	n := utf8.RuneCountInString(name)
	if n < min {
		return ""
	}
	for _, f := range functions {
		for _, key := range append([]string{f.name}, f.aliases...) {
			if utf8.RuneCountInString(key) >= 2 && nearest.Distance(strings.ToLower(name), key) <= max(1, n/4) {
				return f.name
			}
		}
	}
	return ""
}
