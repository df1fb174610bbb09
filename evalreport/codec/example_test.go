package codec_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
)

const yamlReport = `
meta: {unit: 甲市乙局, year: 2023, kind: 部门整体}
基础数据表:
  编制数: 115
  支出总额:
    决算数: 2858.40
`

func ExampleDecode() {
	report, origins, err := codec.Decode([]byte(yamlReport), "report.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.BasicData.Expenditure.Total.Final, origins["basic_data.expenditure.total.final"])

	_, _, err = codec.Decode([]byte(strings.NewReplacer("决算数", "决祘数", "115", "1,15").Replace(yamlReport)), "report.yaml")
	fmt.Println(err)
	// Output:
	// 2858.40 第6行第10列
	// report.yaml 第4行第8列（basic_data.staffing.quota）：“1,15”的千分位逗号位置不对，应为如 12,345.67 的数
	// report.yaml 第6行第5列（basic_data.expenditure.total.决祘数）：没有“决祘数”这个字段，是否应为“决算数”？
}

func ExampleDecodeInto() {
	scheme, _, err := codec.DecodeInto[evalreport.Scheme]([]byte("id: a\ntitle: 甲\ngrades: [{grade: 优, from: 90}]"), "scheme.yaml")
	fmt.Println(scheme.Title, scheme.Grades[0].From, err)
	// Output: 甲 90 <nil>
}

func ExampleDecodeRaw() {
	type file struct {
		Binds  string    `json:"binds"`
		Sample codec.Raw `json:"sample"`
	}
	f, _, _ := codec.DecodeInto[file]([]byte("binds: basic_data\nsample: {编制数: 115}"), "form.yaml")
	if f.Binds == "basic_data" {
		form, _, err := codec.DecodeRaw[evalreport.BasicData](f.Sample)
		fmt.Println(form.Staffing.Quota, err)
	}
	// Output: 115 <nil>
}

func ExampleEncodeYAML() {
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindDepartment}}
	r.Lead.Narrative = evalreport.Paragraphs("根据要求，开展自评。", "第一行\n第二行")
	r.BasicData.Expenditure.Total.Final = evalreport.MustAmount("2858.40")
	if err := codec.EncodeYAML(os.Stdout, r); err != nil {
		fmt.Println(err)
	}
	// Output:
	// meta:
	//   unit: 甲市乙局
	//   year: 2023
	//   kind: 部门整体
	// lead:
	//   narrative:
	//     - 根据要求，开展自评。
	//     - |-
	//       第一行
	//       第二行
	// basic_data:
	//   expenditure:
	//     total:
	//       final: 2858.40
}

func ExampleExplained() {
	row := evalreport.BasicRow{Prior: evalreport.MustAmount("12.50")}
	if err := codec.EncodeYAML(os.Stdout, row, codec.Explained()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// prior: 12.50  # 上年决算数，万元
	// budget:  # 预算数，万元，调整后的预算数
	// final:  # 决算数，万元
}

func ExampleEncodeJSON() {
	staffing := evalreport.BasicStaffing{Quota: evalreport.NewCount(115), ControlRate: evalreport.MustPercent("93")}
	if err := codec.EncodeJSON(os.Stdout, staffing); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "quota": 115,
	//   "control_rate": "93%"
	// }
}

func ExampleSchema() {
	fmt.Println(strings.Contains(string(codec.Schema()), `"$ref": "#/$defs/BasicData"`))
	// Output: true
}
