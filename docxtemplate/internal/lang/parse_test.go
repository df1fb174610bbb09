package lang

import (
	"strings"
	"testing"
)

// describe writes what a tag was read as.
func describe(t Tag) string {
	names := map[Kind]string{Value: "值", Image: "图", Rich: "富文本", Comment: "注", Loop: "循环", If: "如果", IfNot: "除非", ElseIf: "否则如果",
		Else: "否则", End: "结束", Merge: "合并", NoMerge: "不合并", KeepRow: "保留空行", PageBreak: "分页", Literal: "字面", Section: "段"}
	s := names[t.Kind]
	if t.Expr != nil && t.Kind != Literal {
		s += "[" + t.Expr.String() + "]"
	}
	if t.Name != "" {
		s += "@" + t.Name
	}
	if t.Of != Value {
		s += "of" + names[t.Of]
	}
	if t.As != "" {
		s += " 为 " + t.As
	}
	if t.Text != "" {
		s += "“" + t.Text + "”"
	}
	for _, p := range t.Pipes {
		s += "|" + p.Name + "(" + strings.Join(p.Args, ";") + ")"
	}
	if t.Alt != nil {
		s += " 或 " + describe(*t.Alt)
	}
	return s
}

func TestParse(t *testing.T) {
	for _, c := range [][2]string{
		// values
		{"支出总额.决算数", "值[支出总额.决算数]"},
		{"expenditure.total.final", "值[expenditure.total.final]"},
		{" 支出　总额 . 决算数\u200B ", "值[支出 总额.决算数]"},
		{"项目．金额", "值[项目.金额]"},
		{"项目。金额", "值[项目.金额]"},
		{"a.b[0].c", "值[a.b[0].c]"},
		{"a.b【０】.c", "值[a.b[0].c]"},
		{".", "值[.]"},
		{".名称", "值[.名称]"},
		{"序号", "值[序号]"},
		{"上级.名称", "值[上级.名称]"},
		{"2023年预算数", "值[2023年预算数]"},
		{"2023 年 预算数", "值[`2023 年 预算数`]"},
		{"表 1", "值[表 1]"},
		{"金额（万元）", "值[金额(万元)]"},
		{"累计（万元）", "值[累计(万元)]"},
		{"`甲/乙`", "值[`甲/乙`]"},
		{"非税收入", "值[非税收入]"},
		{"结束日期", "值[结束日期]"},
		{"合并单位", "值[合并单位]"},
		{"end date", "结束@date"},
		{"endowment", "值[endowment]"},
		{"if_valid", "值[if_valid]"},
		{"循环.次数", "值[循环.次数]"},
		{"循环 . 次数", "值[循环.次数]"},
		{".[0].名称", "值[.[0].名称]"},
		{"循环 .", "循环[.]"},
		{"循环 .明细", "循环[.明细]"},
		{"=end", "值[end]"},
		{"年度 - 1", "值[年度 - 1]"},
		{"年度 – 1", "值[年度 - 1]"},
		{"包含", "值[`包含`]"},
		// formats
		{"金额 | 千分位:2 | 默认:\"—\"", "值[金额]|千分位(2)|默认(—)"},
		{"金额｜千分位：２｜默认：“—”", "值[金额]|千分位(２)|默认(—)"},
		{"金额|默认:（无）", "值[金额]|默认(（无）)"},
		{"金额|默认:“（无｜有）”", "值[金额]|默认(（无｜有）)"},
		{"时间|日期:HH:mm", "值[时间]|日期(HH:mm)"},
		{"好|勾选:√,×", "值[好]|勾选(√;×)"},
		{"a || b | 默认:x", "值[a 或 b]|默认(x)"},
		// signs
		{"@章", "图[章]"}, {"＠章", "图[章]"}, {"+正文", "富文本[正文]"}, {"＋正文", "富文本[正文]"},
		{"! 说明 {\"未完", "注“说明 {\"未完”"}, {"！说明", "注“说明”"},
		{"#附件", "循环[附件]"}, {"＃附件", "循环[附件]"}, {"?有附件", "如果[有附件]"}, {"？金额＞０", "如果[金额 > 0]"}, {"^有附件", "除非[有附件]"},
		{"/", "结束"}, {"／", "结束"}, {"、", "结束"}, {"/附件", "结束@附件"}, {"／ 附件", "结束@附件"}, {"/如果", "结束of如果"},
		// words
		{"循环 附件", "循环[附件]"}, {"循环　附件", "循环[附件]"}, {"循环：附件", "循环[附件]"}, {"loop items", "循环[items]"}, {"Loop items", "循环[items]"},
		{"循环 附件 为 项", "循环[附件] 为 项"}, {"loop items as x", "循环[items] 为 x"}, {"for x in a.items", "循环[a.items] 为 x"},
		{"循环附件", "循环[附件] 或 值[循环附件]"},
		{"如果 执行率 < 1", "如果[执行率 < 1]"}, {"if a>=1", "如果[a >= 1]"}, {"如果(a)", "如果[(a)]"}, {"如果金额>0", "如果[金额 > 0]"}, {"如果金额", "如果[金额] 或 值[如果金额]"},
		{"除非 a", "除非[a]"}, {"否则", "否则"}, {"else", "否则"}, {"Else", "否则"},
		{"否则如果 a", "否则如果[a]"}, {"else if a", "否则如果[a]"}, {"elseif a", "否则如果[a]"}, {"elif a", "否则如果[a]"},
		{"结束", "结束"}, {"end", "结束"}, {"End", "结束"}, {"结束 附件", "结束@附件"}, {"结束循环", "结束of循环"}, {"结束如果", "结束of如果"}, {"endif", "结束of如果"}, {"end loop", "结束of循环"},
		{"合并", "合并"}, {"merge", "合并"}, {"合并:部门.名称", "合并[部门.名称]@部门.名称"}, {"合并：部门", "合并[部门]@部门"}, {"不合并", "不合并"}, {"nomerge", "不合并"},
		{"保留空行", "保留空行"}, {"keep", "保留空行"}, {"keep dry", "值[keep dry]"}, {"分页", "分页"}, {"pagebreak", "分页"},
		{`"{{"`, "字面“{{”"}, {"‘{{’", "字面“{{”"}, {"「{{」", "字面“{{”"},
	} {
		tag, err := Parse(c[0], Options{})
		if err != nil {
			t.Errorf("{{%s}}: %v", c[0], err)
			continue
		}
		if got := describe(tag); got != c[1] {
			t.Errorf("{{%s}} 读成 %s，应为 %s", c[0], got, c[1])
		}
		back, err := Parse(tag.String(), Options{})
		if err != nil {
			t.Errorf("{{%s}} 印成 {{%s}}，读不回来：%v", c[0], tag, err)
			continue
		}
		tag.Alt = nil
		if got, want := describe(back), describe(tag); got != want && back.Alt == nil {
			t.Errorf("{{%s}} 印成 {{%s}}，读回成 %s", c[0], tag, got)
		}
	}
}

func TestParsePoiTL(t *testing.T) {
	for _, c := range [][2]string{{"#表", "富文本[表]"}, {"*列表", "富文本[列表]"}, {"?节", "段[节]"}, {"/节", "结束@节"}} {
		tag, err := Parse(c[0], Options{PoiTL: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(tag); got != c[1] {
			t.Errorf("{{%s}} 读成 %s，应为 %s", c[0], got, c[1])
		}
	}
}

func TestResolveGluedWord(t *testing.T) {
	tag, err := Parse("循环水量", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := describe(tag.Resolve(nil)); got != "循环[水量]" {
		t.Errorf("不知道有哪些名字时应为循环，得到 %s", got)
	}
	known := func(p Path) bool { return p.String() == "循环水量" }
	if got := describe(tag.Resolve(known)); got != "值[循环水量]" {
		t.Errorf("有这个名字时应为值，得到 %s", got)
	}
}

func TestNameRange(t *testing.T) {
	for _, c := range [][2]string{
		{" 项目．金额 | 千分位", "项目．金额"},
		{"如果 （执行率 ＜ 1）", "执行率"},
		{"循环 附件 为 项", "附件"},
		{"\u200B合计（明细.金额） / 2", "明细.金额"},
		{"@ 章", "章"},
		{"/附件", "附件"},
	} {
		tag, err := Parse(c[0], Options{})
		if err != nil {
			t.Errorf("{{%s}}: %v", c[0], err)
			continue
		}
		if got := c[0][tag.NameStart:tag.NameEnd]; got != c[1] {
			t.Errorf("{{%s}} 的名字在 %q，应在 %q", c[0], got, c[1])
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct{ in, code, rest, msg string }{
		{"", "empty-tag", "", "括号里什么也没有，写上名字，或删去这对括号"},
		{"  ", "empty-tag", "", "括号里什么也没有，写上名字，或删去这对括号"},
		{"循环", "missing-name", "", "循环后面缺少列表的名字，例如 {{循环 附件}}"},
		{"如果", "missing-name", "", "“如果”后面缺少条件，例如 {{如果 金额 > 0}}"},
		{"如果 金额 >", "bad-expression", "", "表达式没有写完"},
		{"如果 （金额 > 1", "unclosed-paren", "", "括号没有配对，在末尾补上右括号"},
		{"金额）", "unclosed-paren", "）", "多了一个“)”"},
		{"金额 § 1", "bad-char", "§ 1", "这里不能有“§”，名字里的特殊符号要放在一对反引号 ` ` 之间，文字要放在引号之间"},
		{"合记(明细.金额)", "unknown-function", "合记(明细.金额)", "没有函数“合记”，是否应为 合计？"},
		{"四舍五入()", "bad-arity", "四舍五入()", "函数 四舍五入 的括号里有 0 项，应为 1 到 2 项，例如 四舍五入(金额, 2)"},
		{"金额 | ", "bad-pipe", " ", "“|”后面缺少格式的名字，例如 {{金额 | 千分位:2}}"},
		{"金额 | 默认:“无", "unclosed-string", "“无", "引号没有配对，在文字后面补上引号"},
		{"否则 x", "unexpected", "x", "“否则”后面不能再有内容，有条件时写 {{否则如果 条件}}"},
		{"循环 a + b", "bad-loop", "a + b", "循环后面只能是一个列表的名字，例如 {{循环 附件}}"},
		{"循环 附件 为 1", "bad-loop", "1", "循环里每一项的名字“1”不合写法，例如 {{循环 附件 为 项}}"},
		{"*列表", "unexpected", "*列表", "标签不能以“*”开头，列表写作 {{+名称}}，循环写作 {{循环 名称}}"},
		{"a[i]", "missing-name", "[i]", "方括号里只能写第几个（从 0 数起），例如 附件[0]"},
		{"a..b", "missing-name", ".b", "“.”后面缺少名字"},
		{strings.Repeat("(", 40) + "a", "too-deep", strings.Repeat("(", 8) + "a", "括号套得太深（最多 32 层）"},
		{strings.Repeat("a+", 3000) + "a", "too-long", strings.Repeat("a+", 3000) + "a", "表达式太长（6001 字节，最多 4096）"},
		{strings.Repeat("!", 1) + "", "", "", ""},
	} {
		_, err := Parse(c.in, Options{})
		if c.code == "" {
			if err != nil {
				t.Errorf("{{%s}}: %v", c.in, err)
			}
			continue
		}
		se, ok := err.(*SyntaxError)
		if !ok {
			t.Errorf("{{%s}} 没有报错", c.in)
			continue
		}
		if se.Code != c.code || se.Error() != c.msg || c.in[se.Offset:] != c.rest {
			t.Errorf("{{%s}}: %s 在 %q：%s\n应为 %s 在 %q：%s", c.in, se.Code, c.in[se.Offset:], se, c.code, c.rest, c.msg)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"项目．金额｜千分位：２", "项目.金额|千分位:2"},
		{"ａ≥１", "a>=1"}, {"a≠b", "a!=b"},
		{"“（中）”", `"（中）"`}, {"“a”b”", `"a"b`[:3] + `b"`}, {"‘a\"b’", `"a\"b"`}, {"「无」", `"无"`},
		{"\"a”", `"a"`}, {"“a\"", `"a"`},
		{"a\u00A0\u3000\tb\uFEFF", "a   b"},
		{"、附件", "/附件"}, {"a、b", "a,b"},
	} {
		if got := Fold(c[0]); got != c[1] {
			t.Errorf("Fold(%q) = %q，应为 %q", c[0], got, c[1])
		}
	}
}
