package formula_test

import (
	"fmt"
	"reflect"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check/formula"
)

func ExampleCompile() {
	_, err := formula.Compile(reflect.TypeFor[evalreport.Report](), formula.Source{
		Over: "基础数据表", Columns: []string{"决算数"}, Assert: "支出总额 == 基本支出 + 项目之出",
	})
	fmt.Println(err)
	// Output: 没有“项目之出”这个字段，是否应为“项目支出”？
}

// A formula knows its own terms, so that a finding can write them out.
func ExampleFormula_Each() {
	f, err := formula.Compile(reflect.TypeFor[evalreport.Report](), formula.Source{
		Over: "基础数据表", Columns: []string{"决算数"}, Assert: "支出总额 == 基本支出 + 项目支出",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	var report evalreport.Report
	spent := &report.BasicData.Expenditure
	spent.Total.Final, spent.Basic.Final, spent.Project.Final = evalreport.MustAmount("100.00"), evalreport.MustAmount("60.00"), evalreport.MustAmount("39.00")
	f.Each(reflect.ValueOf(&report).Elem(), func(c *formula.Case) {
		fmt.Println(c.Left.Path(), c.Left.Written(2), c.Right.Written(2), c.Right.Paths())
	})
	// Output: basic_data.expenditure.total.final 100.00 60.00 + 39.00 [basic_data.expenditure.basic.final basic_data.expenditure.project.final]
}
