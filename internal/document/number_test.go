package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		in    string
		kind  Kind
		value int
		raw   string
		title string
	}{
		{"一、基本情况", Chinese, 1, "一、", "基本情况"},
		{"十一、其他", Chinese, 11, "十一、", "其他"},
		{"二十．其他", Chinese, 20, "二十．", "其他"},
		{"三 、问题", Chinese, 3, "三 、", "问题"},
		{"（一）部门职能", ChineseParen, 1, "（一）", "部门职能"},
		{"(十二) 机构", ChineseParen, 12, "(十二)", "机构"},
		{"（三)人员", ChineseParen, 3, "（三)", "人员"},
		{"（四）、人员", ChineseParen, 4, "（四）、", "人员"},
		{"㈡人员", ChineseParen, 2, "㈡", "人员"},
		{"1.拟订规划", Arabic, 1, "1.", "拟订规划"},
		{"1．拟订规划", Arabic, 1, "1．", "拟订规划"},
		{"１、拟订规划", Arabic, 1, "１、", "拟订规划"},
		{"12、 管理", Arabic, 12, "12、", "管理"},
		{"3.2022年度自评表", Arabic, 3, "3.", "2022年度自评表"},
		{"1. 2022年末在职", Arabic, 1, "1.", "2022年末在职"},
		{"2.5G基站建设", Arabic, 2, "2.", "5G基站建设"},
		{"⒊管理", Arabic, 3, "⒊", "管理"},
		{"1.1项目概况", Dotted, 1, "1.1", "项目概况"},
		{"2.3.4 资金", Dotted, 4, "2.3.4", "资金"},
		{"（1）资金", ArabicParen, 1, "（1）", "资金"},
		{"(2) 资金", ArabicParen, 2, "(2)", "资金"},
		{"⑶资金", ArabicParen, 3, "⑶", "资金"},
		{"3)资金", HalfParen, 3, "3)", "资金"},
		{"①资金", Circled, 1, "①", "资金"},
		{"㉑资金", Circled, 21, "㉑", "资金"},
		{"第一部分 概况", Part, 1, "第一部分", "概况"},
		{"第二章部门职责", Chapter, 2, "第二章", "部门职责"},
		{"第三节 问题", SectionNo, 3, "第三节", "问题"},
		{"Ⅱ、问题", Roman, 2, "Ⅱ、", "问题"},
		{"IV.问题", Roman, 4, "IV.", "问题"},
		{"A.问题", Letter, 1, "A.", "问题"},
		{"一是统筹推进", Phrase, 1, "一是", "统筹推进"},
		{"附件1", Annex, 1, "附件1", ""},
		{"附件2：自评表", Annex, 2, "附件2：", "自评表"},
		{"附表 3", Annex, 3, "附表 3", ""},
		{"附件", Annex, 0, "附件", ""},
		{"附件：1. 基础数据表", AnnexList, 0, "附件：", "1. 基础数据表"},
		// what only looks like a number
		{"1.5万元用于培训", NoNumber, 0, "", ""},
		{"3.86亿元", NoNumber, 0, "", ""},
		{"12.5%的企业", NoNumber, 0, "", ""},
		{"2022、2023年度", NoNumber, 0, "", ""},
		{"2023.3.20", NoNumber, 0, "", ""},
		{"2022年预算", NoNumber, 0, "", ""},
		{"1、2月份完成", NoNumber, 0, "", ""},
		{"一、二季度完成", NoNumber, 0, "", ""},
		{"三公经费情况", NoNumber, 0, "", ""},
		{"一般公共预算", NoNumber, 0, "", ""},
		{"二〇二三年三月", NoNumber, 0, "", ""},
		{"(2021)5号文件", NoNumber, 0, "", ""},
		{"（一般公共预算）", NoNumber, 0, "", ""},
		{"第三条产业链建成", NoNumber, 0, "", ""},
		{"第一批项目", NoNumber, 0, "", ""},
		{"第一节课后服务", NoNumber, 0, "", ""},
		{"附件材料齐全", NoNumber, 0, "", ""},
		{"12345678901234567890.x", NoNumber, 0, "", ""},
		{"", NoNumber, 0, "", ""},
	} {
		n, ok := parseNumber(c.in)
		if ok != (c.kind != NoNumber) || n.Kind != c.kind || n.Value != c.value || n.Raw != c.raw {
			t.Errorf("%q = %+v %v", c.in, n, ok)
			continue
		}
		if ok && string([]rune(c.in)[n.Len:]) != c.title {
			t.Errorf("%q: title %q", c.in, string([]rune(c.in)[n.Len:]))
		}
	}
}

func TestHeadingForms(t *testing.T) {
	for _, c := range []struct {
		in    string
		form  Form // 0: neither number nor style
		title string
		body  string
	}{
		{"一、基本情况", Line, "基本情况", ""},
		{"（二）项目资金安排：", Line, "项目资金安排", ""},
		{"（一）组织实施情况。", Line, "组织实施情况", ""},
		{"（一）基本支出情况。2022年基本支出100万元。", RunIn, "基本支出情况", "2022年基本支出100万元。"},
		{"1.服务质量稳步提升，群众满意。全年办理", RunIn, "服务质量稳步提升，群众满意", "全年办理"},
		{"（三）内设机构：办公室、财务科。", RunIn, "内设机构", "办公室、财务科。"},
		{"2.负责协调全县粮食收储，组织实施规划；承担储备管理。", Item, "负责协调全县粮食收储，组织实施规划；承担储备管理。", ""},
		{"8.承办县政府交办的其他事项。", Item, "承办县政府交办的其他事项。", ""},
		{"3.全年新增企业20家。同比增长5%。", Item, "全年新增企业20家。同比增长5%。", ""},
		{"（一）虽然管理水平有所提高，但在指标设置的精准性、合理性上，还有待进一步改善。", Item, "", ""},
		{"1.《办法（试行）：细则》落实情况", Line, "《办法（试行）：细则》落实情况", ""},
		{"没有编号的一句话", 0, "", ""},
	} {
		p := &Paragraph{Text: c.in}
		h, ok := p.Heading()
		if ok != (c.form != 0) || h.Form != c.form {
			t.Errorf("%q: form %v %v", c.in, h.Form, ok)
			continue
		}
		if c.title != "" && (h.Title != c.title || p.Slice(h.Start, h.Stop) != c.title) {
			t.Errorf("%q: title %q, at %q", c.in, h.Title, p.Slice(h.Start, h.Stop))
		}
		if c.form == RunIn && p.Slice(h.Body, 1<<20) != c.body {
			t.Errorf("%q: body %q", c.in, p.Slice(h.Body, 1<<20))
		}
	}
}

func TestNumberParts(t *testing.T) {
	n, _ := parseNumber("（ 1 ） 资金")
	if diff := cmp.Diff(Number{Kind: ArabicParen, Value: 1, Raw: "（ 1 ）", Sep: "）", Wide: true, Len: 6}, n); diff != "" {
		t.Error(diff)
	}
	n, _ = parseNumber("1.2.3资金")
	if diff := cmp.Diff([]int{1, 2, 3}, n.Values); diff != "" {
		t.Error(diff)
	}
}
