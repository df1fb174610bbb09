package formula_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check/formula"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/google/go-cmp/cmp"
)

const sample = `
meta: {unit: 甲局, year: 2023, kind: 项目}
基础数据表:
  编制数: 93
  支出总额: {决算数: 30.5, 预算数: 31}
  基本支出: {决算数: 10, 预算数: 11}
  项目支出: {决算数: 20.5}
  专项: [{名称: 甲, 决算数: 4.25}, {名称: 乙, 决算数: 5}, {名称: 丙}]
three_public: {abroad: {final: 3}}
`

func TestEach(t *testing.T) {
	report, _, err := codec.Decode([]byte(sample), "x.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		src  formula.Source
		want []string
	}{
		{"blank columns are not compared", formula.Source{Over: "基础数据表", Columns: []string{"上年决算数", "预算数", "决算数"}, Assert: "支出总额 == 基本支出 + 项目支出"},
			[]string{"决算数 basic_data.expenditure.total.final 30.5 == 10.00 + 20.50 = 30.5 true"}},
		{"JSON names and labels mix", formula.Source{Assert: "basic_data.expenditure.total.final == 基础数据表.支出总额.预算数"},
			[]string{" basic_data.expenditure.total.final 30.5 == 31.00 = 31 false"}},
		{"a blank as nought", formula.Source{Over: "基础数据表", Columns: []string{"预算数"}, Assert: "支出总额 == 基本支出 + 项目支出", Blank: formula.BlankNil},
			[]string{"预算数 basic_data.expenditure.total.budget 31 == 11.00 + 0 = 11 false"}},
		{"a list", formula.Source{Over: "基础数据表", Columns: []string{"决算数"}, Assert: "支出总额 > 合计(专项)", Blank: formula.BlankIncomplete},
			[]string{"决算数 basic_data.expenditure.total.final 30.5 > 4.25 + 5.00 + 空 = 9.25 true"}},
		{"once for each element", formula.Source{Over: "基础数据表.专项", Assert: "决算数 <= 4.5"},
			[]string{" basic_data.expenditure.specials[0].final 4.25 <= 4.5 = 4.5 true", " basic_data.expenditure.specials[1].final 5 <= 4.5 = 4.5 false"}},
		{"a condition on text", formula.Source{When: `报告类型 == "部门整体"`, Assert: "年度 > 3000"}, nil},
		{"a count", formula.Source{Over: "基础数据表", Assert: "编制数 == 项数(专项)"}, []string{" basic_data.staffing.quota 93 == 3 = 3 false"}},
		{"brackets left out of a label", formula.Source{Over: "三公经费情况", Assert: "因公出国境费.决算数 >= (1 + 2) * 2 / 4"}, []string{" three_public.abroad.final 3 >= (1 + 2) × 2 ÷ 4 = 1.5 true"}},
		{"another right side", formula.Source{Over: "基础数据表", Columns: []string{"决算数"}, Assert: "支出总额 == 基本支出", Or: "基本支出 + 项目支出"},
			[]string{"决算数 basic_data.expenditure.total.final 30.5 == 10.00 = 10 false or 10.00 + 20.50 = 30.5"}},
		{"another right side is blank", formula.Source{Over: "基础数据表", Columns: []string{"预算数"}, Assert: "支出总额 == 基本支出", Or: "基本支出 + 项目支出"},
			[]string{"预算数 basic_data.expenditure.total.budget 31 == 11.00 = 11 false"}},
		{"no division by nought", formula.Source{Over: "基础数据表", Assert: "编制数 == 编制数 / (编制数 - 93)"}, nil},
		{"functions", formula.Source{Over: "基础数据表", Assert: "编制数 == 四舍五入(最大(92.6, 1), 0)"}, []string{" basic_data.staffing.quota 93 == 92.6 = 93 true"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := formula.Compile(reflect.TypeFor[evalreport.Report](), c.src)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			f.Each(reflect.ValueOf(report).Elem(), func(c *formula.Case) {
				holds := "false"
				if c.Holds {
					holds = "true"
				}
				if c.Or != nil {
					holds += " or " + c.Or.Written(2) + " = " + c.Or.Value.String()
				}
				got = append(got, strings.Join([]string{c.Column, c.Left.Path(), c.Left.Written(0), c.Op, c.Right.Written(2), "=", c.Right.Value.String(), holds}, " "))
			})
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		src    formula.Source
		offset int
		want   string
	}{
		{formula.Source{Over: "基础数据表", Assert: "编制数 == 在职人"}, 7, "没有“在职人”这个字段"},
		{formula.Source{Over: "基础数据表", Assert: "编制 == 1"}, 0, "没有“编制”这个字段，是否应为“编制数”？"},
		{formula.Source{Over: "基础数据表.编制数.更多", Assert: "1 == 1"}, 10, "“更多”之下没有字段"},
		{formula.Source{Assert: "年度 =="}, 0, "公式写法有误：没有写完"},
		{formula.Source{Assert: ""}, 0, "公式写法有误：没有写完"},
		{formula.Source{Assert: "合计(附件.编号 == 4"}, 0, "括号不成对"},
		{formula.Source{Assert: "年度 = 2023"}, 3, "第4个字符“=”请写成“==”"},
		{formula.Source{Assert: "年度 ≤ 2023"}, 3, "请写成“<=”"},
		{formula.Source{Assert: "报告类型 == “项目”"}, 8, "请写成“\"”"},
		{formula.Source{Assert: "年度 <= 30%"}, 0, "30% 写成 0.3"},
		{formula.Source{Assert: "年度 <= 30 1"}, 9, "第10个字符“1”不应在这里"},
		{formula.Source{Assert: "年度 + 1"}, 3, "“年度 + 1”是数，不能判断真假"},
		{formula.Source{When: "年度", Assert: "年度 == 1"}, 0, "“年度”是数，不能判断真假"},
		{formula.Source{Assert: `年度 == "2023"`}, 3, "“年度”是数，“\"2023\"”是文字"},
		{formula.Source{Assert: `年度 * 标题 == 1`}, 5, "“*”两边应为数，“标题”是文字"},
		{formula.Source{When: `年度 && 已填(年度)`, Assert: "年度 == 1"}, 0, "“&&”两边应为判断，“年度”是数"},
		{formula.Source{Assert: "年度 == 1", Blank: "nill"}, 0, "“nill”应为 nil"},
		{formula.Source{Assert: "年度 ** 2 == 4"}, 0, "不能用运算符“**”"},
		{formula.Source{Assert: "平均(年度) == 4"}, 0, "没有函数“平均”"},
		{formula.Source{Assert: "合计(年度) == 4"}, 3, "不是清单"},
		{formula.Source{Assert: "本列 == 4"}, 0, "没有 columns"},
		{formula.Source{Assert: "map(年度, # > 1) == 4"}, 0, "“map”"},
		{formula.Source{Assert: "年度 == 1", Or: "年渡"}, 0, "没有“年渡”这个字段，是否应为“年度”？"},
		{formula.Source{Assert: "年度 == 1", Or: "标题"}, 0, "“标题”是文字"},
		{formula.Source{Assert: "已填(年度)", Or: "年度"}, 0, "断言不是比较"},
		{formula.Source{Over: "基础数据表", Columns: []string{"决算"}, Assert: "支出总额 == 1"}, 0, "是否应为“决算数”"},
	} {
		_, err := formula.Compile(reflect.TypeFor[evalreport.Report](), c.src)
		var fe *formula.Error
		if !errors.As(err, &fe) || !strings.Contains(fe.Error(), c.want) {
			t.Errorf("%+v：%v，应含 %s", c.src, err, c.want)
			continue
		}
		if c.offset > 0 && fe.Offset != c.offset {
			t.Errorf("%+v：在第 %d 个字符，应为 %d", c.src, fe.Offset, c.offset)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add("基础数据表", "支出总额.决算数 == 基本支出.决算数 + 项目支出.决算数")
	f.Add("", "合计(专项资金情况.专项.执行数) <= 100 / 0")
	report := reflect.ValueOf(&evalreport.Report{}).Elem()
	f.Fuzz(func(t *testing.T, over, assert string) {
		c, err := formula.Compile(report.Type(), formula.Source{Over: over, Assert: assert, Blank: formula.BlankNil})
		if err != nil {
			return
		}
		c.Each(report, func(c *formula.Case) {
			if c.Op != "" {
				_ = c.Left.Written(2) + c.Right.Written(2)
			}
		})
	})
}
