package evalreport_test

import (
	"fmt"
	"reflect"
	"time"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/evalreport"
)

// A report with a slip in its base form: what is wrong by itself, what follows, and what to fill in.
func Example() {
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindDepartment}}
	r.BasicData.Staffing.Quota = evalreport.NewCount(-120)
	r.BasicData.Expenditure.Basic.Final = evalreport.MustAmount("1776.59")
	r.BasicData.Expenditure.Project.Final = evalreport.MustAmount("1081.82")

	for _, fault := range evalreport.Validate(r) {
		fmt.Println(fault)
	}
	derivation := evalreport.Derive(r, evalreport.Scheme{})
	for _, d := range derivation {
		fmt.Println(d.Formula, "→", d.Text())
	}
	fmt.Println(evalreport.Fill(r, derivation), r.BasicData.Expenditure.Total.Final)
	// Output:
	// 基础数据表·财政供养人员·编制数（basic_data.staffing.quota）：不能小于 0
	// 支出总额 = 基本支出 + 项目支出（决算数） → 2858.41
	// [basic_data.expenditure.total.final] 2858.41
}

func ExampleParseAmount() {
	for _, s := range []string{"2858.40", "2,858.4万元", "-", "", "12,34.5x"} {
		a, err := evalreport.ParseAmount(s)
		d, ok := a.Decimal()
		fmt.Printf("%q %v %v %v\n", a, d, ok, err)
	}
	// Output:
	// "2858.40" 2858.4 true <nil>
	// "2,858.4" 2858.4 true <nil>
	// "-" 0 true <nil>
	// "" 0 false <nil>
	// "" 0 false “12,34.5x”的千分位逗号位置不对，应为如 12,345.67 的数
}

func ExampleParsePercent() {
	p, _ := evalreport.ParsePercent("98.50")
	fmt.Println(p, p.Places())
	// Output: 98.50% 2
}

func ExampleParseScore() {
	s, _ := evalreport.ParseScore("96.5分")
	fmt.Println(s)
	// Output: 96.5
}

func ExampleParseCount() {
	c, _ := evalreport.ParseCount("107人")
	fmt.Println(c)
	// Output: 107
}

func ExampleNewAmount() {
	fmt.Println(evalreport.NewAmount(decimal.RequireFromString("69.90")), evalreport.NewPercent(decimal.NewFromInt(98)), evalreport.NewScore(decimal.NewFromInt(10)))
	// Output: 69.90 98% 10
}

func ExampleParseDate() {
	d, _ := evalreport.ParseDate("2023.03.20")
	day, _ := d.Time()
	fmt.Println(d, d.Official(), day.Weekday())
	// Output: 2023.03.20 2023年3月20日 Monday
}

func ExampleNewDate() {
	fmt.Println(evalreport.NewDate(2023, time.March, 5))
	// Output: 2023年3月5日
}

func ExampleMeasure_Quantity() {
	for _, m := range []evalreport.Measure{"≥90%", "25万元以内", "107（含派驻16人）", "按年度计划完成"} {
		q, ok := m.Quantity()
		fmt.Println(q.Comparison, q.Value, q.Unit, q.Note, ok)
	}
	// Output:
	// ≥ 90 %  true
	// ≤ 25 万元  true
	//  107  （含派驻16人） true
	//  0   false
}

func ExampleWalk() {
	r := &evalreport.Report{}
	r.BasicData.Staffing.Quota = evalreport.NewCount(115)
	evalreport.Walk(&r.BasicData.Staffing, func(f evalreport.Field) bool {
		fmt.Printf("%s %s %q\n", f.Path, f.Label, fmt.Sprint(f.Value.Interface()))
		return f.Path != "on_duty"
	})
	// Output:
	// quota 编制数 "115"
	// on_duty 实际在职人数 ""
}

func ExampleLookup() {
	r := &evalreport.Report{}
	r.BasicData.Expenditure.Total.Final = evalreport.MustAmount("2858.40")
	for _, path := range []string{"basic_data.expenditure.total.final", "基础数据表.支出总额.决算数", "基础数据表.支出总额.结算数"} {
		v, ok := evalreport.Lookup(r, path)
		if !ok {
			fmt.Println("没有", path)
			continue
		}
		fmt.Println(v.Interface())
	}
	// Output:
	// 2858.40
	// 2858.40
	// 没有 基础数据表.支出总额.结算数
}

func ExampleLabel() {
	fmt.Println(evalreport.Label(&evalreport.Report{}, "basic_data.staffing.quota"))
	// Output: 基础数据表·财政供养人员·编制数
}

func ExampleSet() {
	r := &evalreport.Report{}
	fmt.Println(evalreport.Set(r, "基础数据表.编制数", "115人"), r.BasicData.Staffing.Quota)
	fmt.Println(evalreport.Set(r, "基础数据表.编制", "115人"))
	// Output:
	// <nil> 115
	// 没有“基础数据表.编制”这个字段
}

func ExampleNames() {
	for _, n := range evalreport.Names(reflect.TypeFor[evalreport.SpecialRow]()) {
		fmt.Print(n.JSON, " ", n.Label, "; ")
	}
	// Output: name 名称; prior 上年决算数; budget 预算数; final 决算数;
}

func ExampleFieldNamed() {
	f, ok := evalreport.FieldNamed(reflect.TypeFor[evalreport.BasicData](), "编制数")
	fmt.Println(f.Path, f.Label, f.Type, ok)
	// Output: staffing.quota 编制数 evalreport.Count true
}

func ExampleValidate() {
	for _, fault := range evalreport.Validate(&evalreport.Filing{Phone: "12ab"}) {
		fmt.Println(fault.Path, fault.Tag, fault)
	}
	// Output: phone phone 联系电话（phone）：“12ab”不是电话号码，应为如 0737-4223133 或 13800000000 的号码
}

func ExampleDerive() {
	r := &evalreport.Report{}
	r.BasicData.Staffing.Quota, r.BasicData.Staffing.OnDuty = evalreport.NewCount(115), evalreport.NewCount(107)
	for _, d := range evalreport.Derive(r, evalreport.Scheme{}) {
		fmt.Println(d.Rule, d.Label, d.Text())
		fmt.Println(d.Formula)
		for _, t := range d.Terms {
			fmt.Println(" ", t.Path, t.Label, t.Value)
		}
	}
	// Output:
	// R34 基础数据表·财政供养人员·控制率 93.04%
	// 控制率 = （实际在职人数 - 扣除人数） ÷ 编制数 × 100%
	//   basic_data.staffing.on_duty 实际在职人数 107
	//   basic_data.staffing.quota 编制数 115
}

func ExampleFill() {
	r := &evalreport.Report{}
	row := &r.ThreePublicExpenses.Reception
	row.Prior, row.Final, row.Change = evalreport.MustAmount("3"), evalreport.MustAmount("2.5"), evalreport.MustAmount("-0.4")
	filled := evalreport.Fill(r, evalreport.Derive(r, evalreport.Scheme{}))
	fmt.Println(filled, "declared stays:", row.Change)
	// Output: [three_public_expenses.total.prior three_public_expenses.total.final three_public_expenses.total.change] declared stays: -0.4
}

func ExampleScheme_GradeOf() {
	s := evalreport.Scheme{Grades: []evalreport.GradeBand{{Grade: evalreport.GradeExcellent, From: evalreport.MustScore("90")}, {Grade: evalreport.GradeGood, From: evalreport.MustScore("80")}}}
	fmt.Println(s.GradeOf(decimal.NewFromInt(92)), s.GradeOf(decimal.RequireFromString("89.99")))
	// Output: 优 良
}

func ExampleGrade_Normal() {
	fmt.Println(evalreport.Grade("优秀").Normal(), evalreport.Grade("合格").Normal())
	// Output: 优 中
}

func ExampleParagraphs() {
	n := evalreport.Paragraphs("一、部门职能", "负责全市有关工作。")
	fmt.Println(len(n), n.Text())
	// Output:
	// 2 一、部门职能
	// 负责全市有关工作。
}

func ExampleOrigins_Of() {
	origins := evalreport.Origins{"basic_data.staffing": {File: "自评表.docx", Table: 1, Row: 2, Cell: 1}}
	place, ok := origins.Of("basic_data.staffing.quota")
	fmt.Println(place, ok)
	// Output: 表1 第2行 第1格 true
}
