package localities

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/golden"
)

var localities = []string{"changning", "dingcheng", "huaihua", "yiyang", "zhuzhou"}

// file is the document of a locality.
func file(t *testing.T, id string) []byte {
	t.Helper()
	var docx bytes.Buffer
	if err := form.Builtin.Render(&docx, figures(t, id)); err != nil {
		t.Fatal(err)
	}
	return docx.Bytes()
}

// rendered is the document of a locality, read back.
func rendered(t *testing.T, id string) *document.Document {
	t.Helper()
	docx := file(t, id)
	doc, err := document.ReadDocx(bytes.NewReader(docx), int64(len(docx)), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func texts(doc *document.Document) []string {
	var all []string
	for _, b := range doc.Blocks {
		if p, ok := b.(*document.Paragraph); ok {
			all = append(all, p.Text)
		}
	}
	return all
}

// headings are the prescribed headings of a locality, with the year of its report.
func headings(t *testing.T, id string, year int) []string {
	t.Helper()
	p, err := form.Builtin.Profile(id)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, s := range p.Sections {
		if s.Heading != "" {
			all = append(all, strings.ReplaceAll(s.Heading, "{{年度}}", fmt.Sprint(year)))
		}
	}
	return all
}

var years = map[string]int{"changning": 2023, "dingcheng": 2023, "huaihua": 2023, "yiyang": 2022, "zhuzhou": 2022}

// TestHeadings: the headings are those prescribed, all of them and no other, in the prescribed order, alone or with the
// text on the same line; and their numbers run on from one, each level written in one way.
func TestHeadings(t *testing.T) {
	for _, id := range localities {
		want := headings(t, id, years[id])
		if len(want) < 10 {
			t.Errorf("%s has %d headings", id, len(want))
		}
		var got []string
		for _, b := range rendered(t, id).Blocks {
			if p, ok := b.(*document.Paragraph); ok {
				if h := headingIn(p, want); h != "" {
					got = append(got, h)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-prescribed +printed):\n%s", id, diff)
		}
		for _, f := range numbering(t, id) {
			t.Errorf("%s: %s", id, f.Message)
		}
	}
}

// headingIn is the heading that a paragraph is, by its style, or that its text follows.
func headingIn(p *document.Paragraph, prescribed []string) string {
	if strings.HasPrefix(p.Style, "heading") {
		return p.Text
	}
	for _, h := range prescribed {
		if strings.HasSuffix(h, "。") && strings.HasPrefix(p.Text, h) {
			return h
		}
	}
	return ""
}

// numbering is what the rule on the numbers of headings finds in the document.
func numbering(t *testing.T, id string) []check.Finding {
	t.Helper()
	docx := file(t, id)
	got, err := extract.Read(bytes.NewReader(docx), int64(len(docx)), extract.Options{File: id + ".docx"})
	if err != nil {
		t.Fatal(err)
	}
	rule, _ := rules.Find("R107")
	return check.Run(got.Report, nil, rule)
}

// TestDocuments holds each document to what was looked at on paper: its text, and its tables cell by cell.
func TestDocuments(t *testing.T) {
	for _, id := range localities {
		var b strings.Builder
		tables := 0
		for _, block := range rendered(t, id).Blocks {
			switch block := block.(type) {
			case *document.Paragraph:
				b.WriteString(strings.ReplaceAll(block.Text, "\n", "⏎") + "\n")
			case *document.Table:
				tables++
				b.WriteString(block.Grid.Shadow(fmt.Sprintf("T%d ", tables)))
			}
		}
		if want := map[string]int{"yiyang": 2, "dingcheng": 2, "huaihua": 1}[id]; tables != want {
			t.Errorf("%s has %d tables, want %d", id, tables, want)
		}
		golden.Equal(t, "testdata/"+id+".txt", []byte(b.String()))
	}
}

// worked are the figures that the sentences work out: not printed in the published report.
var worked = map[string][]string{
	"yiyang":    {"99.27%", "62.15%", "11.13%", "26.59%", "0.12%", "50.61%", "10.34%", "7.9%", "31.15%", "98.52%", "1.48%", "3.22%", "3.98%", "23.53%", "3.65%", "1.18%", "64.33%", "0.12%"},
	"changning": {"90.12%", "9.88%"},
	"dingcheng": {"14.09%", "85.91%", "32.29%", "15.2%", "22.84%", "0.97%", "28.7%", "5.49"},
}

// corrected are headings that we print otherwise than the bureau did: its numbering was wrong.
var corrected = map[string]string{
	"五、部门整体支出绩效情况": "5、部门整体支出绩效情况", "2.绩效情况。": "2、绩效情况。", "(3)时效指标": "(2)时效指标",
	"（一）专项组织情况分析": "（一）专项组织情况分析。",
}

// TestAsPublished compares with the published reports themselves: the headings stand there in this order, and so do
// the cells of the tables; every amount and percentage of our sentences is theirs, or worked out from theirs.
func TestAsPublished(t *testing.T) {
	dir := os.Getenv("EVALREPORT_SEEDS")
	if dir == "" {
		t.Skip("EVALREPORT_SEEDS is not set")
	}
	files := map[string]string{"zhuzhou": "000-zhuzhou-2022.txt", "yiyang": "001-yiyang-2022.txt", "changning": "002-changning-2023.txt", "huaihua": "003-huaihua-2023.txt", "dingcheng": "004-dingcheng-2023.txt"}
	for id, file := range files {
		data, err := fs.ReadFile(os.DirFS(dir), file)
		if err != nil {
			t.Fatal(err)
		}
		published := plain(string(data))
		inOrder(t, id, published, headings(t, id, years[id]))
		doc := rendered(t, id)
		for _, table := range document.Tables(doc.Blocks) {
			for c := range table.Grid.Cells() {
				if text := plain(c.Text); text != "" && !ours(c.Text) && !strings.Contains(published, text) {
					t.Errorf("%s: cell %s is not in the published report", id, c.Text)
				}
			}
		}
		for _, p := range texts(doc) {
			for _, m := range regexp.MustCompile(`([\d.]+)(?:万元|%)`).FindAllStringSubmatch(p, -1) {
				if !strings.Contains(published, m[1]) && m[0] != "0万元" && !slices.Contains(worked[id], m[0]) && !slices.Contains(worked[id], m[1]) {
					t.Errorf("%s: %s is not in the published report: %s", id, m[0], p)
				}
			}
		}
	}
}

// ours are the labels of the official form that the bureau printed otherwise, by slip or by abbreviation. Long cells
// are words of our own.
func ours(cell string) bool {
	return len([]rune(cell)) > 25 || slices.Contains([]string{"2022年实际在职人数", "2022年决算数", "项目名称", "较上年增减"}, cell)
}

func inOrder(t *testing.T, id, published string, headings []string) {
	rest := published
	for _, h := range headings {
		if was, ok := corrected[h]; ok {
			h = was
		}
		_, after, found := strings.Cut(rest, plain(h))
		if !found {
			t.Errorf("%s: the published report has no heading %s here", id, h)
			continue
		}
		rest = after
	}
}

// plain folds what a text dump may print otherwise: white space and the width of brackets.
func plain(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\r", "", "\t", "", "\u3000", "", "\u00a0", "", "（", "(", "）", ")", "，", ",", "；", ";").Replace(s)
}
