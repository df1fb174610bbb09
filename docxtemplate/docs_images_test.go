package docxtemplate_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	dx "github.com/evalreport/go/internal/docxtest"
)

// pictured are the templates in the pictures of docs/word-templates.md.
var pictured = []struct{ name, body, data, has string }{
	{"rows", pictureTable([]int{900, 3600, 2400}, "序号|项目名称|金额（万元）", "{{序号}}|{{专项.名称}}|{{专项.金额 ¦ 千分位:2}}", "|合计|{{合计(专项.金额) ¦ 千分位:2}}"),
		`{"专项":[{"名称":"馆藏档案数字化","金额":1286.4},{"名称":"库房恒温恒湿改造","金额":97},{"名称":"查阅大厅修缮","金额":35.5}]}`, "1,418.90"},
	{"merged", pictureTable([]int{1700, 1700, 2600, 900}, "一级指标|二级指标|三级指标|得分", "{{一级.名称}}|{{一级.二级.名称}}|{{一级.二级.三级.名称}}|{{一级.二级.三级.得分}}"),
		`{"一级":[{"名称":"产出指标","二级":[{"名称":"数量指标","三级":[{"名称":"整理档案卷数","得分":10},{"名称":"扫描页数","得分":9}]},{"名称":"质量指标","三级":[{"名称":"扫描合格率","得分":8}]}]},
		{"名称":"效益指标","二级":[{"名称":"社会效益","三级":[{"名称":"查阅人次增长率","得分":7},{"名称":"群众满意度","得分":10}]}]}]}`, "vMerge"},
	{"blocks", picturePara("{{日期 | 年月日}}，我单位完成{{年度}}年度绩效自评，得分{{得分}}分，等级为“{{如果 得分 ≥ 90}}优{{否则}}良{{结束}}”。") +
		picturePara("{{如果 问题}}") + picturePara("存在的问题：") + picturePara("{{循环 问题}}") + picturePara("{{序号 | 编号:（一）}}{{.}}") + picturePara("{{结束}}") + picturePara("{{否则}}") + picturePara("自评未发现问题。") + picturePara("{{结束}}"),
		`{"日期":"2024-03-20","年度":2023,"得分":86.5,"问题":["项目支付进度偏慢。","个别指标值设得偏低。"]}`, "（二）"},
}

// TestPictured fills the templates of the pictures. With DOCS_IMAGES it leaves
// templates and results in that folder, to be rendered by LibreOffice.
func TestPictured(t *testing.T) {
	for _, p := range pictured {
		src := dx.Doc{Body: p.body + `<w:sectPr><w:pgSz w:w="8400" w:h="7000"/><w:pgMar w:top="500" w:right="500" w:bottom="500" w:left="500" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>`}.Bytes()
		tpl, err := docxtemplate.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		var data any
		if err := json.Unmarshal([]byte(p.data), &data); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := tpl.Execute(&out, data); err != nil {
			t.Fatal(err)
		}
		if xml := dx.Part(out.Bytes(), "word/document.xml"); !strings.Contains(xml, p.has) || strings.Contains(xml, "{{") {
			t.Errorf("%s: %s", p.name, xml)
		}
		if dir := os.Getenv("DOCS_IMAGES"); dir != "" {
			for name, b := range map[string][]byte{p.name + "-a.docx": src, p.name + "-b.docx": out.Bytes()} {
				if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

const pictureFont = `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr>`

func picturePara(text string) string {
	return pictureRun(text, `<w:spacing w:line="400" w:lineRule="exact"/>`)
}

func pictureRun(text, props string) string {
	p := dx.P(text)
	p = strings.Replace(p, "<w:p>", "<w:p><w:pPr>"+props+"</w:pPr>", 1)
	return strings.Replace(p, "<w:r>", "<w:r>"+pictureFont, 1)
}

// pictureTable is a table with lines; cells are separated by |, ¦ is the bar of formats.
func pictureTable(widths []int, rows ...string) string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="6" w:space="0" w:color="000000"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	grid := make([]string, len(widths))
	for i, w := range widths {
		grid[i] = strconv.Itoa(w)
		b.WriteString(`<w:gridCol w:w="` + grid[i] + `"/>`)
	}
	b.WriteString(`</w:tblGrid>`)
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for i, text := range strings.Split(row, "|") {
			b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + grid[i] + `" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>` +
				pictureRun(strings.ReplaceAll(text, "¦", "|"), `<w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>`) + `</w:tc>`)
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + `</w:tbl>` + picturePara("")
}
