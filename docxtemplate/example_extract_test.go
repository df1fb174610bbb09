package docxtemplate_test

import (
	"bytes"
	"fmt"
	"os"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/internal/docxtest"
)

// A form that came back filled, with a row more and its columns in another order, is read by its printed words.
func ExampleTemplate_Extract() {
	form := docxtest.Doc{Body: docxtest.P("填表人：{{填表人}}") + docxtest.Table(3,
		docxtest.Row("名称", "预算数", "决算数"), docxtest.Row("{{项目.名称}}", "{{项目.预算}}", "{{项目.决算}}"), docxtest.Row("合计", "", "{{合计}}"))}.Bytes()
	filled := docxtest.Doc{Body: docxtest.P("填表人: 王 林") + docxtest.Table(3,
		docxtest.Row("名 称", "决算数（万元）", "预算数（万元）"), docxtest.Row("道路", "9", "10"), docxtest.Row("管网", "20", "20"), docxtest.Row("合计", "29", ""))}.Bytes()

	t, err := docxtemplate.Compile(bytes.NewReader(form), int64(len(form)))
	if err != nil {
		fmt.Println(err)
		return
	}
	var data struct {
		By    string `label:"填表人"`
		Items []struct {
			Name   string  `label:"名称"`
			Budget float64 `label:"预算"`
			Final  float64 `label:"决算"`
		} `label:"项目"`
		Total float64 `label:"合计"`
	}
	x, err := t.Extract(bytes.NewReader(filled), int64(len(filled)), &data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", data)
	_ = x.WriteSummary(os.Stdout)
	// Output:
	// {By:王 林 Items:[{Name:道路 Budget:10 Final:9} {Name:管网 Budget:20 Final:20}] Total:29}
	// 读出 8 个值，没有找到 0 个，没有读懂 0 处
}
