package lang

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// data is a scope over plain maps.
type data map[string]any

func (d data) Lookup(p Path) (any, bool) {
	var v any = map[string]any(d)
	for _, s := range p {
		c, ok := child(v, s)
		if !ok {
			return nil, false
		}
		v = c
	}
	return v, true
}

// show1 prints a tag's content as a document would.
func show1(t *testing.T, r *Registry, content string, d data) string {
	t.Helper()
	tag, err := Parse(content, Options{})
	if err != nil {
		return "语法：" + err.Error()
	}
	if tag.Kind == Literal {
		return tag.Text
	}
	chain, err := r.Bind(tag.Pipes)
	if err != nil {
		return "格式：" + err.Error()
	}
	v, err := tag.Expr.Eval(d)
	var missing *MissingError
	if errors.As(err, &missing) && chain.Defaults() {
		v, err = nil, nil
	}
	if err != nil {
		return "错误：" + err.Error()
	}
	if v, err = chain.Apply(v); err != nil {
		return "错误：" + err.Error()
	}
	s, ok := Text(v)
	if !ok {
		return "不能印"
	}
	return s
}

func TestFormatCases(t *testing.T) {
	r := NewRegistry()
	for _, f := range r.Formats() {
		if f.Doc == "" || len(f.Cases) == 0 && f.Name != "取" {
			t.Errorf("格式 %s 没有说明或例子", f.Name)
		}
		for _, c := range f.Cases {
			if got := show1(t, r, c[0], nil); got != c[1] {
				t.Errorf("%s: {{%s}} 印成 %q，应为 %q", f.Name, c[0], got, c[1])
			}
		}
	}
}

// wanAmount is an amount that says its unit.
type wanAmount struct{ d decimal.Decimal }

func (a wanAmount) Decimal() (decimal.Decimal, bool) { return a.d, true }
func (wanAmount) Unit() string                       { return "万元" }
func (a wanAmount) String() string                   { return a.d.String() }

type percent struct{ d decimal.Decimal }

func (p percent) Decimal() (decimal.Decimal, bool) { return p.d, true }
func (percent) Unit() string                       { return "%" }
func (p percent) String() string                   { return p.d.String() + "%" }

type reportDate struct {
	t  time.Time
	ok bool
}

func (d reportDate) Time() (time.Time, bool) { return d.t, d.ok }

func TestFormatsOfTypedValues(t *testing.T) {
	march := time.Date(2023, 3, 20, 9, 5, 0, 0, time.UTC)
	d := data{
		"支出":  wanAmount{decimal.RequireFromString("2299.50")},
		"收入":  wanAmount{decimal.RequireFromString("2300.25")},
		"执行率": percent{decimal.RequireFromString("95.23")},
		"日期":  march,
		"落款":  reportDate{march, true},
		"未定":  reportDate{},
		"空单":  "",
		"附件":  []any{map[string]any{"名称": "甲"}, map[string]any{"名称": "乙"}},
		"浮点":  0.1,
	}
	r := NewRegistry()
	for _, c := range [][2]string{
		{"支出 | 大写", "贰仟贰佰玖拾玖万伍仟元整"},
		{"支出 + 收入 | 大写", "肆仟伍佰玖拾玖万柒仟伍佰元整"},
		{"支出 | 大写:元", "贰仟贰佰玖拾玖元伍角"},
		{"支出 | 元 | 千分位", "22,995,000"},
		{"支出 | 亿元:2", "0.23"},
		{"收入 - 支出", "0.75"},
		{"支出 * 2", "4599.00"},
		{"执行率 | 百分比", "95.23%"},
		{"执行率 < 96%", "是"},
		{"支出 / 收入 | 百分比:1", "100.0%"},
		{"日期 | 年月日", "2023年3月20日"},
		{"落款 | 中文日期", "二〇二三年三月二十日"},
		{"未定 | 年月日", ""},
		{"空单 | 后缀:元", ""},
		{"没有 | 默认:—", "—"},
		{"没有 | 千分位", "错误：没有这个字段：没有"},
		{"附件 | 取:名称 | 连接", "甲、乙"},
		{"附件 | 连接", "错误：连接：列表里的一组字段不能印成文字，可先用 取:字段"},
		{"浮点 + 0.2", "0.3"},
		{"附件 | 千分位", "错误：千分位：一个列表 不是数，不能计算"},
		{"日期 | 日期:QQ", "格式：格式“日期:QQ”：版式中不认识“Q”，可用 yyyy MM dd HH mm ss，写法：日期:[版式]"},
		{"支出 | 千分为:2", "格式：没有格式“千分为”，是否应为 千分位？"},
		{"支出｜千分位：２", "2,299.50"},
		{"支出 | 小数:99", "格式：格式“小数:99”：小数位数应为 0 到 20 的整数，写法：小数:位数"},
	} {
		if got := show1(t, r, c[0], d); got != c[1] {
			t.Errorf("{{%s}} 印成 %q，应为 %q", c[0], got, c[1])
		}
	}
}

func TestRegisterOwnFormat(t *testing.T) {
	r := NewRegistry()
	err := r.Register(Format{Name: "书名号", Aliases: []string{"book"}, Apply: func(v any, _ []string) (any, error) {
		s, _ := Text(v)
		return "《" + s + "》", nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got := show1(t, r, "名称 | BOOK", data{"名称": "办法"}); got != "《办法》" {
		t.Errorf("印成 %q", got)
	}
	if err := r.Register(Format{Name: "a|b", Apply: func(v any, _ []string) (any, error) { return v, nil }}); err == nil {
		t.Error("含 | 的名字没有被拒绝")
	}
	if err := r.Register(Format{Name: "甲"}); err == nil || !strings.Contains(err.Error(), "Apply") {
		t.Errorf("没有 Apply 的格式没有被拒绝：%v", err)
	}
}
