package docxtemplate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/docxtemplate/internal/lang"
	dx "github.com/evalreport/go/internal/docxtest"
	"github.com/evalreport/go/internal/golden"
)

// TestReadmeFiles holds the guide for those who change the engine to the files there are.
func TestReadmeFiles(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	there, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\b[a-z_]+\.go\b`).FindAllString(string(readme), -1)
	for _, f := range there {
		if !strings.HasSuffix(f, "_test.go") && !slices.Contains(named, f) {
			t.Errorf("%s is not in README.md", f)
		}
	}
	for _, f := range named {
		if !slices.Contains(there, f) {
			t.Errorf("README.md names %s, which is not there", f)
		}
	}
}

// TestDirectivesDocs writes docs/directives.md: what each tag, format and
// function does, with results that the engine has printed.
func TestDirectivesDocs(t *testing.T) {
	var b strings.Builder
	b.WriteString(directivesHead)
	covered := map[lang.Kind]bool{}
	for _, d := range directives {
		writeDirective(t, &b, d)
		for _, spelling := range d.spellings {
			tag, err := lang.Parse(strings.Trim(spelling, "{}"), lang.Options{})
			if err != nil || tag.Kind != d.kind {
				t.Errorf("%s：%s 读成 %v，%v", d.title, spelling, tag.Kind, err)
			}
		}
		covered[d.kind] = true
	}
	for k := lang.Value; k < lang.Section; k++ {
		if !covered[k] {
			t.Errorf("标签种类 %d 没有说明", k)
		}
	}
	writeFormats(t, &b)
	writeFunctions(t, &b)
	golden.Equal(t, "../docs/directives.md", []byte(b.String()))
}

// directive is a section of the page. A template is written as the page shows
// it: a line for each paragraph, | cells | of table rows, ^ for a cell merged
// with the one above.
type directive struct {
	kind      lang.Kind
	title     string
	spellings []string
	text      string
	cases     []directiveCase
}

type directiveCase struct {
	note     string
	template string
	data     string // JSON
	fault    bool   // it shows what the engine says to a mistake
}

func writeDirective(t *testing.T, b *strings.Builder, d directive) {
	t.Helper()
	fmt.Fprintf(b, "\n## %s\n\n", d.title)
	if len(d.spellings) > 0 {
		fmt.Fprintf(b, "写法：%s\n\n", code(d.spellings))
	}
	b.WriteString(d.text + "\n")
	for _, c := range d.cases {
		b.WriteString("\n")
		if c.note != "" {
			b.WriteString(c.note + "\n\n")
		}
		result, err := printed(t, c)
		if (err != nil) != c.fault {
			t.Errorf("%s：%v", c.template, err)
		}
		if err != nil {
			result = err.Error()
		}
		fmt.Fprintf(b, "```text\n模板\n%s\n数据\n%s\n结果\n%s```\n", indent(draw(c.template)), indent(c.data), indent(draw(result)))
	}
}

// printed is the result of a case as dx.Text shows it; pictures show as ［图片］.
func printed(t *testing.T, c directiveCase) (string, error) {
	t.Helper()
	var data any
	if err := json.Unmarshal([]byte(c.data), &data); err != nil {
		t.Fatalf("%s：%v", c.data, err)
	}
	src := dx.Doc{Body: bodyOf(c.template)}.Bytes()
	tpl, err := docxtemplate.Config{Name: "模板.docx"}.Compile(bytes.NewReader(src), int64(len(src)))
	var out bytes.Buffer
	if err == nil {
		err = tpl.Execute(&out, data)
	}
	if err != nil {
		return "", err
	}
	return dx.Show(drawing.ReplaceAllString(dx.Part(out.Bytes(), "word/document.xml"), "<w:t>［图片］</w:t>")), nil
}

var drawing = regexp.MustCompile(`(?s)<w:drawing>.*?</w:drawing>`)

// bodyOf makes the body of a document from the notation of directive.
func bodyOf(notation string) string {
	var body strings.Builder
	for _, part := range parts(notation) {
		if part.rows == nil {
			body.WriteString(dx.P(part.line))
			continue
		}
		var rows []string
		for y, row := range part.rows {
			var cells []string
			for x, text := range row {
				merge := ""
				switch {
				case text == "^":
					text, merge = "", `<w:vMerge/>`
				case y+1 < len(part.rows) && x < len(part.rows[y+1]) && part.rows[y+1][x] == "^":
					merge = `<w:vMerge w:val="restart"/>`
				}
				cells = append(cells, dx.Cell(text, merge))
			}
			rows = append(rows, dx.RowOf(cells...))
		}
		body.WriteString(dx.Table(len(part.rows[0]), rows...))
	}
	return body.String()
}

// part is a paragraph or a table.
type part struct {
	line string
	rows [][]string
}

func parts(notation string) []part {
	var out []part
	for _, line := range strings.Split(notation, "\n") {
		inner, isRow := strings.CutPrefix(line, "| ")
		if !isRow {
			out = append(out, part{line: line})
			continue
		}
		row := strings.Split(strings.TrimSuffix(inner, " |"), " | ")
		if n := len(out); n > 0 && out[n-1].rows != nil {
			out[n-1].rows = append(out[n-1].rows, row)
			continue
		}
		out = append(out, part{rows: [][]string{row}})
	}
	return out
}

// draw draws the tables of the notation as grids.
func draw(notation string) string {
	var b strings.Builder
	for _, p := range parts(notation) {
		if p.rows == nil {
			b.WriteString(p.line + "\n")
			continue
		}
		drawGrid(&b, p.rows)
	}
	return b.String()
}

func drawGrid(b *strings.Builder, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for x, text := range row {
			if x == len(widths) {
				widths = append(widths, 0)
			}
			widths[x] = max(widths[x], width(text))
		}
	}
	rule := func(below []string) {
		for x, w := range widths {
			fill := "-"
			if below != nil && x < len(below) && below[x] == "^" {
				fill = " "
			}
			b.WriteString("+" + strings.Repeat(fill, w+2))
		}
		b.WriteString("+\n")
	}
	rule(nil)
	for y, row := range rows {
		for x, w := range widths {
			text := ""
			if x < len(row) && row[x] != "^" {
				text = row[x]
			}
			b.WriteString("| " + text + strings.Repeat(" ", w-width(text)+1))
		}
		b.WriteString("|\n")
		if y+1 < len(rows) {
			rule(rows[y+1])
		}
	}
	rule(nil)
}

// width is the columns that a text takes in a fixed-width face.
func width(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x2E80 {
			n++
		}
	}
	return n
}

func indent(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n    ") + "\n"
}

func code(list []string) string { return "`" + strings.Join(list, "` `") + "`" }

// writeFormats lists the formats of the registry with what each prints.
func writeFormats(t *testing.T, b *strings.Builder) {
	t.Helper()
	b.WriteString(formatsHead)
	for _, f := range lang.NewRegistry().Formats() {
		name := f.Name
		if f.Args != "" {
			name += ":" + f.Args
		}
		fmt.Fprintf(b, "\n### %s\n\n%s\n", name, f.Doc)
		if len(f.Aliases) > 0 {
			fmt.Fprintf(b, "\n又名 %s。\n", code(f.Aliases))
		}
		cases := f.Cases
		if len(cases) == 0 {
			cases = formatCases[f.Name]
		}
		if len(cases) == 0 {
			t.Errorf("格式 %s 没有例子", f.Name)
		}
		b.WriteString("\n| 标签 | 印出 |\n|---|---|\n")
		for _, c := range cases {
			writeCase(t, b, "{{"+strings.ReplaceAll(c[0], "|", " | ")+"}}")
		}
	}
}

// formatCases are examples of formats that need data.
var formatCases = map[string][][2]string{"取": {{"部门|取:名称|连接"}, {"部门|取:名称|连接:；"}}}

// writeFunctions lists the functions that expressions can call.
func writeFunctions(t *testing.T, b *strings.Builder) {
	t.Helper()
	fmt.Fprintf(b, functionsHead, indent(functionData))
	for _, f := range lang.Functions() {
		fmt.Fprintf(b, "\n### %s\n\n%s。又名 %s。\n\n| 标签 | 印出 |\n|---|---|\n", f.Name, f.Doc, code(f.Aliases))
		writeCase(t, b, "{{"+f.Example+"}}")
	}
}

const functionData = `{"名称":"临江县档案馆","单位":"临江县档案局","部门":[{"名称":"本级"},{"名称":"档案中心"}],
 "附件":[{"名称":"基础数据表"},{"名称":"自评表"}],"明细":[{"金额":12.5},{"金额":7.25},{"金额":null}],"指标":[{"得分":9},{"得分":10}],
 "金额":1234.565,"差额":-3.2,"预算":null,"备注":"","编号":"430201","日期":"2023-03-20"}`

func writeCase(t *testing.T, b *strings.Builder, tag string) {
	t.Helper()
	got, err := printed(t, directiveCase{template: tag, data: functionData})
	if err != nil {
		t.Error(err)
	}
	if got == "" {
		got = "（不印）"
	}
	fmt.Fprintf(b, "| `%s` | %s |\n", strings.ReplaceAll(tag, "|", "\\|"), got)
}

// TestDirectivesFolded holds the page's remark that full-width signs and English words are read alike.
func TestDirectivesFolded(t *testing.T) {
	for _, pair := range [][2]string{{"｛｛金额｜千分位：２｝｝", "{{金额|千分位:2}}"}, {"{{loop 明细}}{{金额}};{{end}}", "{{循环 明细}}{{金额}};{{结束}}"}, {"{{if 金额 ≥ 5}}x{{else}}y{{end}}", "{{如果 金额 >= 5}}x{{否则}}y{{结束}}"}} {
		var got []string
		for _, template := range pair {
			text, err := printed(t, directiveCase{template: template, data: functionData})
			if err != nil {
				t.Error(err)
			}
			got = append(got, text)
		}
		if got[0] == "" || got[0] != got[1] || strings.Contains(got[0], "{{") {
			t.Errorf("%v print %q", pair, got)
		}
	}
}

// TestWordTemplatesDocs holds what docs/word-templates.md says of slips against what the engine says.
func TestWordTemplatesDocs(t *testing.T) {
	page, err := os.ReadFile("../docs/word-templates.md")
	if err != nil {
		t.Fatal(err)
	}
	_, slips, _ := strings.Cut(string(page), "## 常见手误")
	slips, _, _ = strings.Cut(slips, "\n## ")
	rows := regexp.MustCompile("(?m)^\\| `(.+)`.* \\| (.+) \\|$").FindAllStringSubmatch(slips, -1)
	if len(rows) < 10 {
		t.Fatalf("%d rows of slips", len(rows))
	}
	for _, row := range rows {
		slip, said := strings.ReplaceAll(row[1], `\|`, "|"), row[2]
		got, err := printed(t, directiveCase{template: slip, data: `{"单位":"档案馆","金额":1286.4,"项目":{"金额":7},"专项":[{"名称":"甲"}],"附件":[{"名称":"表"}]}`})
		var fault *docxtemplate.Error
		want := "印出“" + got + "”"
		if got == slip {
			want = "照印“" + got + "”"
		}
		if errors.As(err, &fault) {
			want = fault.Msg
			if fault.Hint != "" {
				want += "，" + fault.Hint
			}
		}
		if !strings.HasSuffix(said, want) {
			t.Errorf("%s：写的是 %s，应为 %s", slip, said, want)
		}
	}
}
