// Package workload makes the templates and data that speed is measured with:
// W1, a report of four pages, and W2, a table of ten thousand rows. The same
// documents are made in the dialect of each engine that is compared.
package workload

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/docxtest"
)

// Dialect is how an engine writes its tags.
type Dialect struct {
	Value  func(name string) string      // a value of the data
	Column func(name string) string      // a value of a row
	Rows   func(cells []string) []string // the rows of a table, from the texts of the repeated one
}

var plainRow = func(cells []string) []string { return []string{row(cells)} }

// Dialects by name: "docxtemplate", "braces" (docxtemplater, easy-template-x), "jinja" (docxtpl).
var Dialects = map[string]Dialect{
	"docxtemplate": {
		Value:  func(n string) string { return "{{" + n + "}}" },
		Column: func(n string) string { return "{{rows." + n + "}}" },
		Rows:   plainRow,
	},
	"braces": {
		Value:  func(n string) string { return "{" + n + "}" },
		Column: func(n string) string { return "{" + n + "}" },
		Rows: func(cells []string) []string {
			c := append([]string{}, cells...)
			c[0], c[len(c)-1] = "{#rows}"+c[0], c[len(c)-1]+"{/rows}"
			return plainRow(c)
		},
	},
	"jinja": {
		Value:  func(n string) string { return "{{ " + n + " }}" },
		Column: func(n string) string { return "{{ row." + n + " }}" },
		Rows: func(cells []string) []string {
			return []string{row([]string{"{%tr for row in rows %}"}), row(cells), row([]string{"{%tr endfor %}"})}
		},
	},
}

// Row is a row of the table.
type Row struct {
	No      int    `json:"no"`
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Budget  Figure `json:"budget"`
	Spent   Figure `json:"spent"`
	Rate    string `json:"rate"`
	Target  string `json:"target"`
	Actual  string `json:"actual"`
	Comment string `json:"comment"`
}

// Figure is an amount in 分; it prints with two places.
type Figure int64

// AppendText prints the amount: 1234.50.
func (f Figure) AppendText(b []byte) ([]byte, error) {
	b = strconv.AppendInt(b, int64(f)/100, 10)
	return append(b, '.', byte('0'+f/10%10), byte('0'+f%10)), nil
}

// MarshalText is AppendText for encoding/json.
func (f Figure) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// Data fill a template.
type Data struct {
	Values
	Rows []Row `json:"rows"`
}

const columns = 9

func row(texts []string) string {
	cells := ""
	for _, t := range texts {
		cells += `<w:tc><w:tcPr><w:tcW w:w="1008" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>` +
			`<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">` + t + `</w:t></w:r></w:p></w:tc>`
	}
	return `<w:tr>` + cells + `</w:tr>`
}

func table(d Dialect) string {
	var cells []string
	for _, n := range []string{"no", "name", "unit", "budget", "spent", "rate", "target", "actual", "comment"} {
		cells = append(cells, d.Column(n))
	}
	head := row([]string{"序号", "项目名称", "实施单位", "预算数", "执行数", "执行率", "目标值", "完成值", "备注"})
	return docxtest.Table(columns, append([]string{head}, d.Rows(cells)...)...)
}

// rows makes n rows, the same ones every time.
func rows(n int) []Row {
	r := rand.New(rand.NewPCG(1, 2))
	units := []string{"县水利局", "县教育局", "县交通运输局", "县农业农村局", "县卫生健康局"}
	works := []string{"渠道整治", "校舍维修", "道路养护", "设备购置", "人员培训"}
	out := make([]Row, n)
	for i := range out {
		budget := Figure(r.IntN(90000000) + 100000)
		spent := budget * Figure(80+r.IntN(21)) / 100
		out[i] = Row{No: i + 1, Name: works[r.IntN(len(works))] + "项目" + strconv.Itoa(1+r.IntN(999)), Unit: units[r.IntN(len(units))], Budget: budget, Spent: spent,
			Rate: fmt.Sprintf("%.2f%%", float64(spent)*100/float64(budget)), Target: "≥" + strconv.Itoa(80+r.IntN(20)) + "%", Actual: strconv.Itoa(80+r.IntN(21)) + "%", Comment: "按期完成"}
	}
	return out
}

// W1 is the template of a four-page report: 40 paragraphs with 60 values, 5
// headings, a header, a footer with the page number, a table of 9 columns.
func W1(d Dialect) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	value := 0
	next := func() string { value++; return d.Value(fmt.Sprintf("v%02d", value)) }
	for i := range 40 {
		if i%8 == 0 {
			fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>第%d部分　%s</w:t></w:r></w:p>`, i/8+1, words(r, 1))
		}
		b.WriteString(`<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>`)
		run(&b, words(r, 2))
		run(&b, next())
		run(&b, words(r, 1))
		if i%2 == 0 {
			run(&b, next())
			run(&b, words(r, 1))
		}
		b.WriteString(`</w:p>`)
	}
	b.WriteString(table(d))
	b.WriteString(`<w:sectPr><w:headerReference w:type="default" r:id="rIdPb"/><w:footerReference w:type="default" r:id="rIdPa"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`)
	return document(b.String(), d.Value("v01"))
}

// W2 is the template of one table.
func W2(d Dialect) []byte { return document(table(d)+`<w:sectPr/>`, "") }

func run(b *strings.Builder, text string) {
	b.WriteString(`<w:r><w:rPr><w:rFonts w:ascii="仿宋" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`)
}

// words makes n sentences that say little, as prose does.
func words(r *rand.Rand, n int) string {
	who := []string{"本部门", "各实施单位", "项目单位", "评价工作组", "财务科室", "有关乡镇"}
	did := []string{"对照年初绩效目标", "按照批复的预算", "依据专项资金管理办法", "结合现场核查情况", "根据季度监控结果", "围绕群众关心的问题"}
	what := []string{"开展了自查", "完成了进度", "落实了整改", "核对了支出", "补充了资料", "优化了流程", "明确了责任"}
	end := []string{"，总体情况良好。", "，仍有差距。", "，成效明显；", "，涉及资金", "，其中", "，完成率为"}
	s := ""
	for range n {
		s += who[r.IntN(len(who))] + did[r.IntN(len(did))] + what[r.IntN(len(what))] + end[r.IntN(len(end))]
	}
	return s
}

// document packs a body with the parts a real file has beside it.
func document(body, header string) []byte {
	styles := `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>`
	for i := range 60 {
		styles += fmt.Sprintf(`<w:style w:type="paragraph" w:customStyle="1" w:styleId="a%d"><w:name w:val="样式 %d"/><w:pPr><w:spacing w:line="%d"/></w:pPr><w:rPr><w:sz w:val="%d"/></w:rPr></w:style>`, i, i, 240+i*7, 20+i%9)
	}
	parts := map[string]string{"word/styles.xml": styles}
	if header != "" {
		parts["word/header1.xml"] = docxtest.P("绩效自评报告　" + header)
		parts["word/footer1.xml"] = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
	} else {
		parts["word/footer1.xml"] = docxtest.P("1")
	}
	return docxtest.Doc{Body: body, Parts: parts}.Bytes()
}

// W1Data fill W1.
func W1Data() *Data {
	d := &Data{Values: values(), Rows: rows(30)}
	return d
}

// W2Data fill W2.
func W2Data() *Data { return &Data{Rows: rows(10000)} }
