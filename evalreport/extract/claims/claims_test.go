package claims

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/internal/pace"
)

// describe prints a claim the way a reader would tell it.
func describe(c *Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", c.Kind, c.Quote)
	add := func(label, s string) {
		if s != "" {
			fmt.Fprintf(&b, " %s=%s", label, s)
		}
	}
	add("项", c.Canon)
	add("列", string(c.Column))
	add("占", c.Of)
	if c.Year > 0 && c.Kind.Figure() {
		add("年", fmt.Sprint(c.Year))
	}
	if c.Trend != Flat {
		add("向", c.direction())
	}
	add("比", string(c.Op))
	if c.Approx {
		b.WriteString(" 约")
	}
	if c.Attrib {
		b.WriteString(" 定语")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"2022年基本支出１２３４．５万元", []string{"年度 2022年", "金额 １２３４．５万元 项=基本支出 年=2022"}},
		{"2022年公务接待费预算13.45万元，实际支出3.66万元。", []string{"年度 2022年", "金额 13.45万元 项=公务接待费 列=预算 年=2022", "金额 3.66万元 项=公务接待费 列=决算 年=2022"}},
		{"其中基本支出2,858.40万元，占全年支出的77.08%", []string{"金额 2,858.40万元 项=基本支出", "百分比 77.08% 项=占全年支出 占=全年支出"}},
		{"较上年减少12.5万元，下降3.2%", []string{"金额 12.5万元 项=较上年减少 向=减少", "百分比 3.2% 项=下降 向=减少"}},
		{"累计新增融资1.2亿元，惠及企业2万余家", []string{"金额 1.2亿元 项=融资 列=新增", "数量 2万余家 项=惠及企业 约"}},
		{"根据甲财办〔2021〕5号文件，联系电话0731-12345678", []string{"文号 2021", "文号 5号", "电话 0731-12345678"}},
		{"联系电话：13100001111。", []string{"电话 13100001111"}},
		{"1-11月增长4.6%，提高0.7个百分点，排名第9位", []string{"期间 1-11月", "百分比 4.6% 项=增长 向=增加", "百分点 0.7个百分点 项=提高 向=增加", "序数 9"}},
		{"建设5G基站12个，推进“5+N”和“4x4”体系", []string{"其他 5G", "数量 12个 项=建设5G基站", "其他 5", "其他 4x4"}},
		{"新引进5000万元项目12个", []string{"金额 5000万元 列=新增 定语", "数量 12个 项=项目"}},
		{"服务对象满意度≥90%", []string{"百分比 90% 项=服务对象满意度 比=≥"}},
		{"满意度95%以上", []string{"百分比 95% 项=满意度 比=≥ 约"}},
		{"甲类、乙类企业分别达6家、38家", []string{"数量 6家 项=甲类", "数量 38家 项=乙类企业"}},
		{"自评得分99分，用时5分钟", []string{"分值 99分 项=得分", "其他 5分钟"}},
		{"净结余-3.5万元", []string{"金额 -3.5万元 项=净 列=结转结余"}},
		{"2023年3月20日至4月21日", []string{"日期 2023年3月20日", "日期 4月21日"}},
		{"填报日期：2023.3.20", []string{"日期 2023.3.20"}},
		{"完成5名人员考核，五家企业入围", []string{"数量 5名 项=完成", "数量 五家"}},
		{"是上年度的175%", []string{"百分比 175% 项=是上年度"}},
		{"下达资金500万元", []string{"金额 500万元 项=资金 列=下达"}},
	} {
		var got []string
		for _, c := range Parse(test.text) {
			got = append(got, describe(c))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.text, diff)
		}
	}
}

// TestSpans: every claim's quote stands where its span says, in bytes and in runes.
func TestSpans(t *testing.T) {
	text := "（一）２０２２年“三公”经费１２．５万元,占0.4%；𠮷项目共3个（甲、乙、丙）。"
	claims := Parse(text)
	if len(claims) < 4 {
		t.Fatalf("only %d claims", len(claims))
	}
	for _, c := range claims {
		if got := text[c.Span.ByteStart:c.Span.ByteEnd]; got != c.Quote {
			t.Errorf("bytes: %q, quote %q", got, c.Quote)
		}
		if got := string([]rune(text)[c.Span.Start:c.Span.End]); got != c.Quote {
			t.Errorf("runes: %q, quote %q", got, c.Quote)
		}
	}
}

func TestWan(t *testing.T) {
	for text, want := range map[string]string{
		"1.2亿元": "12000", "350元": "0.035", "12,345.60万元": "12345.6", "3千元": "0.3", "２０万元": "20", "5百万元": "500",
	} {
		cs := Parse("支出" + text)
		if len(cs) != 1 || cs[0].Kind != Amount || cs[0].Wan.String() != want {
			t.Errorf("%s: got %v, want %s万元", text, cs, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"2022年支出1,234.5万元（其中：甲1.2亿元、乙3元），占12%；较上年减少5%。", "N个：a、b、c等3个（《甲》、“乙”）",
		"1-11月〔2021〕5号0731-1234567", "((()))[[“《》”", "共3个。甲1个,乙2个。", "一是二是三是", "、0", "\xff\xfe1万元", "-1-2-3万", "５０．５％",
		"年初预算5万元，追加3万元，调整后8万元。\n执行率9%（预算5万元，支出4万元），结转1万元下年使用。\n上年5件，同比增长2%，由4%提高到5%，提高1个百分点。",
		"存在2个问题：\n一是甲。\n二是乙。上述3个问题。指标（5分）：甲（2分）、乙（3分）。共5户6人，计划5座，完成4座，完成率80%，占3万元的5%。",
		"预算100万元，支出80万元，收回15万元，结余5万元，执行率80%。按科目分，甲1万元，乙2万元。",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range Parse(s) {
			if c.Span.ByteStart < 0 || c.Span.ByteEnd > len(s) || s[c.Span.ByteStart:c.Span.ByteEnd] != c.Quote {
				t.Fatalf("%q: span %v does not hold %q", s, c.Span, c.Quote)
			}
		}
		var pars []Paragraph
		for _, line := range strings.Split(s, "\n") {
			pars = append(pars, Paragraph{Text: line})
		}
		for _, o := range Observe(Analyse(pars)) {
			if o.Message == "" || o.Rule == "" || o.Quote == "" {
				t.Fatalf("%q: empty observation %+v", s, o)
			}
		}
	})
}

// report is a text of the size of a published report (about 25 kB), of our own making.
func report(n int) []Paragraph {
	var out []Paragraph
	for i := range n {
		out = append(out,
			Paragraph{Text: fmt.Sprintf("%d.甲乙工作。全年支出%d.50万元，其中：基本支出80.25万元，占%d%%，项目支出45万元；较上年增加3万元，增长4.1%%。", i+1, 125+i, i%90)},
			Paragraph{Text: fmt.Sprintf("按经济科目划分，工资福利支出%d万元，商品和服务支出20万元，资本性支出5.3万元。设科室3个：办公室、财务科、人事科（含机关党委）。", i)},
			Paragraph{Text: "推进各项重点任务落实，“一企一策”服务企业200多家，协调解决问题120个，办结率100%；1-11月完成投资12.5亿元，同比增长8.3%，提高0.7个百分点。"})
	}
	return out
}

func BenchmarkReport(b *testing.B) {
	pars := report(40)
	for b.Loop() {
		Observe(Analyse(pars))
	}
}

// TestLinear: one long paragraph of any shape is read in time linear in its length.
func TestLinear(t *testing.T) {
	for _, unit := range []string{
		"其中甲1万元，", "共1个，", "占1%，较上年1万元下降2%，", "甲：乙1万元、", "（其中1万元", "按科目分，甲1万元，乙2万元。", "合计1万元，", "一是", "分别为1个、", "年初预算1万元，支出1万元。", "“《", "执行率1%，", "由1万元",
		"计划5公里，实际完成4公里，完成率90%；", "年末结转1万元，", "追加1万元，调整后预算2万元。", "指标（1分）：", "一是甲。1、乙；", "共甲1万元，", "上年1万元，", "本年支出5元，1万元，", "存在2个问题：\n", "一是\n", "年中追加1万元，调整后2万元\n", "全年实际完成4公里，完成率9%。\n",
	} {
		small, large := readTime(strings.Repeat(unit, 500)), readTime(strings.Repeat(unit, 4000))
		if large > 30*small && large > pace.Limit(time.Second) { // eight times the text
			t.Errorf("%q: %v for 500, %v for 4000", unit, small, large)
		}
	}
}

func readTime(s string) time.Duration {
	best := time.Hour
	for range 2 {
		start := time.Now()
		var pars []Paragraph
		for line := range strings.Lines(s) {
			pars = append(pars, Paragraph{Text: line})
		}
		Observe(Analyse(pars))
		best = min(best, time.Since(start))
	}
	return best
}
