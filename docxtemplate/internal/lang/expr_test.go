package lang

import (
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

type blankAmount struct{}

func (blankAmount) Decimal() (decimal.Decimal, bool) { return decimal.Decimal{}, false }

type item struct {
	Name   string          `json:"name" label:"名称"`
	Amount decimal.Decimal `json:"amount,omitempty" label:"金额"`
}

var sample = data{
	"金额": decimal.RequireFromString("0.1"), "预算": 100, "支出": "2,299.50", "零": 0, "空白": nil, "空额": blankAmount{},
	"性质": "项目支出", "完成": true, "单位": json.Number("12.50"), "执行率": 0.95,
	"日期":   time.Date(2023, 3, 20, 0, 0, 0, 0, time.UTC),
	"明细":   []item{{"甲", decimal.RequireFromString("0.1")}, {"乙", decimal.RequireFromString("0.2")}},
	"空表":   []any{},
	"类型":   []any{"项目", "专项"},
	"非税收入": 3, "2023年预算": 7, "金额(万元)": 8, "甲/乙": 9,
	"嵌套": []any{map[string]any{"子": []any{map[string]any{"分": 1.5}, map[string]any{"分": 2}}}, map[string]any{"子": []any{map[string]any{"分": nil}}}},
	"流": iter.Seq[int](func(yield func(int) bool) {
		for i := 1; i <= 3 && yield(i); i++ {
		}
	}),
}

func TestEval(t *testing.T) {
	for _, c := range [][2]string{
		// exact
		{"金额 + 0.2", "0.3"}, {"金额 + 0.2 == 0.3", "是"}, {"1.10 + 2", "3.10"}, {"0.1 * 3", "0.3"}, {"10 / 4", "2.5"}, {"1 / 3 * 3 < 1", "是"},
		{"7 % 3", "1"}, {"-7 + 2", "-5"}, {"2 - -3", "5"}, {"(1 + 2) * 3", "9"}, {"1 + 2 * 3", "7"},
		{"12345678901234567890.12 + 0.01", "12345678901234567890.13"},
		{"支出 > 300", "是"}, {"支出 + 0.5", "2300.00"}, {"单位 * 2", "25.00"}, {"执行率 < 95.1%", "是"}, {"执行率 = 95%", "是"}, {"50% + 1", "1.50"}, {"预算 % 7", "2"},
		{"非税收入 + 1", "4"}, {"2023年预算 + 1", "8"}, {"金额（万元） - 1", "7"}, {"`甲/乙` * 1", "9"},
		// comparisons in signs and words
		{"预算 ≥ 100", "是"}, {"预算 ＜＝ 99", "否"}, {"预算 ≠ 100", "否"}, {"预算 <> 99", "是"}, {"预算 大于等于 100", "是"}, {"性质 是 “项目支出”", "是"}, {"性质 不等于 '其他'", "是"},
		{"预算>0且零=0", "是"}, {"预算 > 0 且 零 > 0", "否"}, {"零 > 0 或 完成", "是"}, {"非 完成", "否"}, {"非 预算 > 200", "是"}, {"非 预算 > 200 且 假", "否"}, {"not (a == 1) or 真", "错误：没有这个字段：a"},
		{"!完成", "注"}, {"完成 && !零", "是"}, {"1 < 预算 < 200", "是"},
		{"性质 包含 “项目”", "是"}, {"“专项” in 类型", "是"}, {"类型 包含 “基本”", "否"}, {"“基本” 不属于 类型", "是"}, {"性质 in [“项目支出”, “基本支出”]", "是"}, {"性质 not in [“基本支出”]", "是"},
		{"日期 > “2023-01-01”", "是"}, {"日期 == “2023年3月20日”", "是"}, {"年(日期) - 1", "2022"}, {"月(日期)", "3"},
		{"完成 ? “是的” : “没有”", "是的"}, {"零 ? 1 : 预算 > 50 ? 2 : 3", "2"}, {"“第” + 预算 + “号”", "第100号"},
		// blanks
		{"空额 == 0", "否"}, {"空额 != 0", "否"}, {"空额 > 0", "否"}, {"空额 < 0", "否"}, {"空额 == 空", "是"}, {"空额 != 空", "否"}, {"零 == 空", "否"}, {"性质 != ''", "是"},
		{"空额 + 1", ""}, {"空白 == 空白", "否"}, {"为空(空额)", "是"}, {"为空(没有的)", "是"}, {"没有的 == 空", "是"}, {"存在(性质)", "是"}, {"默认(空额, 5)", "5"}, {"默认(没有的, 5)", "5"},
		// errors
		{"预算 / 零", "错误：预算 / 零：除数为 0，无法计算"}, {"预算 % 零", "错误：预算 % 零：除数为 0，无法计算"},
		{"没有的 > 1", "错误：没有这个字段：没有的"}, {"性质 * 2", "错误：性质 * 2：“项目支出” 不是数，不能计算"}, {"类型 > 1", "错误：类型 > 1：一个列表 与 “1” 不能比较大小"},
		{"空表 in 5", "否"}, {"预算 in 5", "错误：预算 属于 5：“5” 不是列表"},
		{"四舍五入(1, 999)", "错误：四舍五入(1, 999)：小数位数应为 0 到 20 的整数"},
		// lists
		{"合计(明细.金额)", "0.3"}, {"sum(明细.amount) == 0.3", "是"}, {"数量(明细)", "2"}, {"长度(明细)", "2"}, {"长度(性质)", "4"}, {"数量(空表)", "0"}, {"合计(空表)", ""},
		{"合计(嵌套.子.分)", "3.5"}, {"数量(嵌套.子.分)", "2"}, {"最大(明细.金额)", "0.2"}, {"最小(3, 预算, 空额)", "3"}, {"平均(明细.金额)", "0.15"}, {"合计(流)", "6"}, {"明细[1].名称", "乙"}, {"明细.0.金额 * 2", "0.2"},
		{"合计(明细.没有)", "错误：没有这个字段：明细.没有"},
		{"四舍五入(2.345, 2)", "2.35"}, {"round(-2.5)", "-3"}, {"绝对值(0 - 5)", "5"}, {"取整(7.9)", "7"}, {"开头是(性质, '项目')", "是"},
	} {
		if strings.HasPrefix(c[0], "!") {
			continue // a comment when it begins the tag
		}
		e, err := ParseExpr(c[0])
		if err != nil {
			t.Errorf("%s: %v", c[0], err)
			continue
		}
		got := ""
		if v, err := e.Eval(sample); err != nil {
			got = "错误：" + err.Error()
		} else {
			got, _ = Text(v)
		}
		if got != c[1] {
			t.Errorf("%s 得 %q，应为 %q", c[0], got, c[1])
		}
		back, err := ParseExpr(e.String())
		if err != nil || back.String() != e.String() {
			t.Errorf("%s 印成 %s，读不回来：%v", c[0], e, err)
		}
	}
}

func TestNothingButTheLanguage(t *testing.T) {
	for _, s := range []string{"map(明细, {#})", "filter(明细, true)", "1..1000000000", "let x = 1; x", "明细 | map(#)", "$env", "明细[:1]", "now()", "性质 matches '('",
		"repeat('a', 9999999)", "a ?? b", "a?.b", "{a: 1}", "性质.String()", "[1,2][0]", "合计(明细)[0]", "a -> b", "1e999999999 + 1.", "'a' startsWith 'b'", "toJSON(明细)"} {
		e, err := ParseExpr(s)
		if err != nil {
			continue
		}
		if _, err := e.Eval(sample); err == nil {
			t.Errorf("%s 竟能计算（读成 %s）", s, e)
		}
	}
}

func TestEndlessListIsAnError(t *testing.T) {
	e, err := ParseExpr("数量(无尽)")
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Eval(data{"无尽": iter.Seq[struct{}](func(yield func(struct{}) bool) {
		for yield(struct{}{}) {
		}
	})})
	var ee *EvalError
	if !errors.As(err, &ee) || ee.Code != "out-of-range" {
		t.Errorf("得到 %v", err)
	}
}

func TestHugeNumbers(t *testing.T) {
	d := data{"大": decimal.New(1, 1<<30), "小": json.Number("1e-999999999"), "nan": json.Number("NaN"), "长": strings.Repeat("9", 1<<20)}
	for _, s := range []string{"大 + 1", "大 > 小", "小 * 2", "长 + 1", strings.TrimSuffix(strings.Repeat("99999999999999999999 * ", 100), "* ")} {
		e, err := ParseExpr(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if v, err := e.Eval(d); err == nil && s[0] != 0xE9 {
			t.Errorf("%.20s 得 %v", s, v)
		}
	}
}

func TestPathsAndLists(t *testing.T) {
	e, err := ParseExpr("明细.金额 / 合计(明细.金额) * 权重 + 长度(名称)")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, p := range e.Paths() {
		got += p.String() + " "
	}
	if got != "明细.金额 权重 名称 " {
		t.Errorf("Paths = %s", got)
	}
	if l := e.Lists(); len(l) != 1 || l[0].String() != "明细.金额" {
		t.Errorf("Lists = %v", l)
	}
}

func TestTruth(t *testing.T) {
	no := []any{nil, false, "", "  ", 0, 0.0, decimal.Zero, blankAmount{}, []any{}, map[string]any{}, (*item)(nil), json.Number("0"), time.Time{}, Number{}}
	for _, v := range no {
		if Truth(v) {
			t.Errorf("%#v 不应成立", v)
		}
	}
	for _, v := range []any{true, "否", 1, -0.5, decimal.New(1, -9), []any{nil}, item{}, &item{}, time.Unix(0, 0), sample["流"]} {
		if !Truth(v) {
			t.Errorf("%#v 应成立", v)
		}
	}
}

func TestConcurrentExpr(t *testing.T) {
	e, err := ParseExpr("合计(明细.金额) + 预算 > 100 ? '大' : '小'")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for range 50 {
				if v, err := e.Eval(sample); err != nil || v != "大" {
					t.Errorf("得 %v, %v", v, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

// flatScope looks one path up without allocating.
type flatScope struct{ v any }

func (s flatScope) Lookup(Path) (any, bool) { return s.v, true }

func TestPathEvalDoesNotAllocate(t *testing.T) {
	e, err := ParseExpr("支出总额.决算数")
	if err != nil {
		t.Fatal(err)
	}
	var s Scope = flatScope{"1"}
	if n := testing.AllocsPerRun(100, func() { _, _ = e.Eval(s) }); n != 0 {
		t.Errorf("一次求值分配 %v 次", n)
	}
}

func BenchmarkPathEval(b *testing.B) {
	e, err := ParseExpr("支出总额.决算数")
	if err != nil {
		b.Fatal(err)
	}
	var s Scope = flatScope{"1"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Eval(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConditionEval(b *testing.B) {
	e, err := ParseExpr("预算 > 0 且 性质 == '项目支出'")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Eval(sample); err != nil {
			b.Fatal(err)
		}
	}
}
