package evalreport_test

import (
	"fmt"
	"reflect"

	"github.com/evalreport/go/evalreport"
)

// FieldNames lists what tags and formulas can call the fields of a type.
func ExampleFieldNames() {
	fmt.Println(evalreport.FieldNames(reflect.TypeFor[evalreport.Staffing]())[:4])
	// Output: [正文 narrative 编制数 quota]
}

func ExampleDate_Official() {
	fmt.Println(evalreport.MustDate("2024-03-20").Official())
	// Output: 2024年3月20日
}

// The text of a narrative, paragraph by paragraph.
func ExampleNarrative_Text() {
	n := evalreport.Narrative{evalreport.Paragraph("第一段。"), evalreport.Paragraph("第二段。")}
	fmt.Println(n.Text())
	// Output:
	// 第一段。
	// 第二段。
}

// A blank figure is not a nought.
func ExampleAmount_IsBlank() {
	var blank evalreport.Amount
	zero := evalreport.MustAmount("0")
	fmt.Printf("%q %v %q %v\n", blank, blank.IsBlank(), zero, zero.IsBlank())
	// Output: "" true "0" false
}

// Same also asks for the same printed places; Equal does not.
func ExampleAmount_Same() {
	a, b := evalreport.MustAmount("2299.50"), evalreport.MustAmount("2299.5")
	fmt.Println(a.Equal(b), a.Same(b))
	// Output: true false
}

// A report that was read in is published again in its own words, headings and numbers.
func ExampleReport_Published() {
	r := &evalreport.Report{Meta: evalreport.Meta{Title: "2023年度自评报告"}}
	r.Duties.Narrative = evalreport.Narrative{evalreport.Paragraph("保管馆藏档案。")}
	r.Outline = []evalreport.OutlineEntry{{Heading: "(一)部门职能", Level: 2, Section: "duties"}}
	for b := range r.Published() {
		fmt.Println(b.Level, b.Text, b.Path)
	}
	// Output:
	// 0 2023年度自评报告 meta.title
	// 2 (一)部门职能 duties
	// 0 保管馆藏档案。 duties.narrative[0]
}
