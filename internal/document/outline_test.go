package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readString(t *testing.T, s string) *Document {
	t.Helper()
	doc, err := Read(strings.NewReader(s), int64(len(s)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkComplete(t, doc, s)
	checkRuns(t, doc)
	return doc
}

// drawTree prints each section indented by its depth: - for items, ! for an unexpected number, ? for one of a wrong kind.
func drawTree(tree *Tree) string {
	var b strings.Builder
	for s := range tree.All {
		title := []rune(s.Heading.Printed())
		mark := ""
		if s.Item() {
			mark = "-"
		}
		if s.Expected > 0 {
			mark += fmt.Sprintf("!%d ", s.Expected)
		}
		if s.Misnumber {
			mark += "?"
		}
		fmt.Fprintf(&b, "%s%s%s\n", strings.Repeat("  ", s.Depth-1), mark, string(title[:min(len(title), 15)]))
	}
	return b.String()
}

func TestOutline(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"three levels with duties as items": {`某县粮食局2023年度部门整体支出绩效自评报告
一、部门概况
（一）主要职能
1.贯彻落实粮食流通和物资储备的法律法规，拟订规划并组织实施。
2.管理县级储备粮；承担粮食监测预警和应急保供责任。
3.承办其他事项。
（二）机构设置。内设股室5个。
二、支出情况
（一）基本支出情况
基本支出100万元。
某县粮食局
2024年5月6日`, `一、部门概况
  （一）主要职能
    -1.贯彻落实粮食流通和物资储备
    -2.管理县级储备粮；承担粮食监
    -3.承办其他事项。
  （二）机构设置
二、支出情况
  （一）基本支出情况
`},
		"a wrong kind keeps its place":   {"一、概况\n正文。\n二、支出\n正文。\n3、 绩效\n正文甲。\n1、产出情况。正文乙。\n2、效益情况。正文丙。\n四、问题\n正文。", "一、概况\n二、支出\n?3、绩效\n  1、产出情况\n  2、效益情况\n四、问题\n"},
		"a wrong kind within":            {"一、概况\n（一）职能\n甲。\n（2）机构\n乙。\n（三）人员\n丙。\n2、支出\n丁。", "一、概况\n  （一）职能\n  ?（2）机构\n  （三）人员\n?2、支出\n"},
		"kinds the other way round":      {"1、概况\n（一）职能\n甲。\n（二）机构\n乙。\n2、支出\n（一）基本\n丙。", "1、概况\n  （一）职能\n  （二）机构\n2、支出\n  （一）基本\n"},
		"items before the parts":         {"一、概况\n1.职能甲；\n2.职能乙；\n3.职能丙。\n（一）机构\n乙。\n（二）人员\n丙。", "一、概况\n  -1.职能甲；\n  -2.职能乙；\n  -3.职能丙。\n  （一）机构\n  （二）人员\n"},
		"a number twice":                 {"一、概况\n1.指标\n(1)成本\n甲。\n(2)产出\n乙。\n(2)时效\n丙。\n(4)效益\n丁。\n2.其他\n戊。", "一、概况\n  1.指标\n    (1)成本\n    (2)产出\n    !3 (2)时效\n    !3 (4)效益\n  2.其他\n"},
		"arabic outside, circled inside": {"1、概况\n甲。\n(1)职能\n乙。\n①内设\n丙。\n②下属\n丁。\n(2)人员\n戊。\n2、支出\n己。", "1、概况\n  (1)职能\n    ①内设\n    ②下属\n  (2)人员\n2、支出\n"},
		"dotted":                         {"第一章 概况\n1.1 职能\n甲。\n1.1.1 内设\n乙。\n1.2 机构\n丙。\n第二章 支出\n2.1 基本\n丁。", "第一章概况\n  1.1职能\n    1.1.1内设\n  1.2机构\n第二章支出\n  2.1基本\n"},
		"mixed points in one list":       {"一、概况\n1.支出情况。甲。\n2、绩效情况。乙。\n3．其他情况。丙。", "一、概况\n  1.支出情况\n  2、绩效情况\n  3．其他情况\n"},
		"short heading with full stop":   {"一、专项\n（一）组织情况分析。\n1、严格申报流程，从中选优立项。\n2、制定实施方案，明确主体责任。\n（二）管理情况分析\n正文。", "一、专项\n  （一）组织情况分析\n    -1、严格申报流程，从中选优立项\n    -2、制定实施方案，明确主体责任\n  （二）管理情况分析\n"},
		"attachments":                    {"一、概况\n甲。\n附件：1. 基础数据表\n2. 自评表\n某局\n2023年3月20日\n附件1\n基础数据表\n乙。\n附件2\n自评表\n丙。", "一、概况\n附件：1. 基础数据表\n  -2.自评表\n附件1\n附件2\n"},
		"contents are not sections":      {"目录\n一、概况……………1\n二、支出……………3\n一、概况\n甲。\n二、支出\n乙。", "一、概况\n二、支出\n"},
		"list of lines is a list":        {"一、依据\n正文如下：\n1.预算法\n2.会计法\n3.采购法\n二、结论\n甲。", "一、依据\n  -1.预算法\n  -2.会计法\n  -3.采购法\n二、结论\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, drawTree(Outline(readString(t, c.in)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOutlineRanges(t *testing.T) {
	doc := readString(t, "某局\n2023年度自评报告\n现将有关情况报告如下：\n一、概况\n甲。\n（一）职能\n乙。\n二、支出\n丙。\n某局\n2024年5月6日\n附件1\n丁。")
	tree := Outline(doc)
	if diff := cmp.Diff([]Range{{0, 2}, {2, 3}, {9, 11}}, []Range{tree.Title, tree.Lead, tree.Sign}); diff != "" {
		t.Error(diff)
	}
	first := tree.Sections[0]
	if first.From != 3 || first.To != 7 || first.Own() != (Range{4, 5}) || tree.Sections[1].To != 9 {
		t.Errorf("ranges %d..%d own %v, %d", first.From, first.To, first.Own(), tree.Sections[1].To)
	}
	if diff := cmp.Diff([]string{"一、概况", "（一）职能"}, first.Children[0].Path()); diff != "" {
		t.Error(diff)
	}
	if got := doc.Blocks[6].Where().Heading; got != "（一）职能" {
		t.Errorf("heading above: %q", got)
	}
}

func TestStyledHeadings(t *testing.T) {
	styles := `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>`
	h := func(level, s string) string { return para(`<w:pPr><w:pStyle w:val="` + level + `"/></w:pPr>` + run(s)) }
	doc := readDocx(t, parts{styles: styles, body: h("1", "概况") + text("甲。") + h("2", "职能") + text("乙。") + h("2", "机构") + text("丙。") + h("1", "支出") + text("丁。") + text("（一）基本支出") + text("戊。")})
	if diff := cmp.Diff("概况\n  职能\n  机构\n支出\n  （一）基本支出\n", drawTree(Outline(doc))); diff != "" {
		t.Error(diff)
	}
}
