package document_test

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/internal/document"
)

func Example() {
	text := "发布时间：2024-06-28 信息来源：某县水利局\n" +
		"某县水利局2023年度自评报告\n" +
		"一、资金情况\n" +
		"（一）预算执行。全年支出120万元。\n" +
		"2、绩效情况\n" +
		"\t指标\n\t得分\n\n\t数量\n\t9.5\n\n"
	doc, err := document.Read(strings.NewReader(text), int64(len(text)), document.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for s := range document.Outline(doc).All {
		fmt.Println(s.Depth, s.Heading.Printed(), s.Misnumber)
	}
	cell := document.Tables(doc.Blocks)[0].Cell(1, 1)
	fmt.Println(cell.Text, cell.Place, cell.Place.Heading)
	fmt.Println(doc.Residue[0].Kind, doc.Residue[0].Place)
	// Output:
	// 1 一、资金情况 false
	// 2 （一）预算执行 false
	// 1 2、绩效情况 true
	// 9.5 第10行第2列（表1 第2行第2格） 2、绩效情况
	// chrome 第1行第1列
}
