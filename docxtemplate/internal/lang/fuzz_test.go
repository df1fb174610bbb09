package lang

import (
	"testing"

	"pgregory.net/rapid"
)

var seedTags = []string{"支出总额.决算数", "金额 | 千分位:2 | 默认:“—”", "循环 附件 为 项", "循环附件", "如果 执行率 ＜ 1 且 非 为空(备注)", "否则如果 a in ['x']", "结束 附件", "、附件", "合并:部门",
	"2023 年 预算数", "金额（万元）", "`甲/乙`.b[0]", "‘{{’", "a ? b : c", "50% + 1", "! 注 “", "「无」", "“a”b”", "=end", ".[0]", "for x in xs", "a.007", "1<b<c", "x|连接:，",
	"#.007", ".0.A", "循环 .", "如果 .a > 0", "循环 . 次数", "循环 . 为 项", "循环 . | 取前:3", "循环 a | in b"}

// roundTrip checks that folding twice changes nothing and that a tag printed and parsed again prints alike.
func roundTrip(fatal func(string, ...any), s string) {
	once := Fold(s)
	if twice := Fold(once); twice != once {
		fatal("%q 归一为 %q，再归一为 %q", s, once, twice)
	}
	tag, err := Parse(s, Options{})
	if err != nil {
		if se, ok := err.(*SyntaxError); !ok || se.Offset < 0 || se.Offset > len(s) || se.Msg == "" || se.Code == "" {
			fatal("%q 的错误不完整：%#v", s, err)
		}
		return
	}
	if tag.NameStart < 0 || tag.NameStart > tag.NameEnd || tag.NameEnd > len(s) {
		fatal("%q 的名字位置 %d..%d", s, tag.NameStart, tag.NameEnd)
	}
	tag.Alt = nil
	if tag.Kind == Comment || len(s) > maxBytes/4 { // printed, a text that is no UTF-8 may be too long to be read
		return
	}
	printed := tag.String()
	back, err := Parse(printed, Options{})
	if err != nil {
		fatal("%q 印成 %q，读不回来：%v", s, printed, err)
	}
	if back.Kind != tag.Kind || back.String() != printed {
		fatal("%q 印成 %q，读回印成 %q", s, printed, back.String())
	}
	if tag.Expr != nil {
		_, _ = tag.Expr.Eval(sample)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seedTags {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { roundTrip(t.Fatalf, s) })
}

func FuzzExpr(f *testing.F) {
	for _, s := range seedTags {
		f.Add(s)
	}
	for _, s := range []string{"合计(明细.金额) / 2 ≥ 95%", "不 包含", "1 / 零", "四舍五入(金额, 2) = 0.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseExpr(s)
		if err != nil || len(s) > maxBytes/4 { // printed, a text that is no UTF-8 may be too long to be read
			return
		}
		v, err := e.Eval(sample)
		back, err2 := ParseExpr(e.String())
		if err2 != nil || back.String() != e.String() {
			t.Fatalf("%q 印成 %q，读不回来：%v", s, e, err2)
		}
		w, err2 := back.Eval(sample)
		a, _ := Text(v)
		b, _ := Text(w)
		if a != b || (err == nil) != (err2 == nil) {
			t.Fatalf("%q 得 %q（%v），印成 %q 后得 %q（%v）", s, a, err, e, b, err2)
		}
	})
}

func TestParsePrintsBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SampledFrom([]string{"金额", " ", "a", ".", "且", "非", "(", ")", "1", "0.5", "%", "+", "-", "<", "“", "”", "\"", "'", "|", "千分位", ":", ",", "，", "、", "循环", "如果", "结束", "为", "[0]", "`", "\\", "　", "=", "?", "包含", "空"}), 1, 10).Draw(rt, "pieces")
		s := ""
		for _, p := range pieces {
			s += p
		}
		roundTrip(rt.Fatalf, s)
	})
}
