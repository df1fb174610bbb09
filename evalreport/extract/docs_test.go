package extract

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/evalreport/go/internal/document"
)

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// asPublished is the text of a report printed as it was read.
func asPublished(r *Result) string {
	var b strings.Builder
	for block := range r.Report.Published() {
		b.WriteString(block.Text)
		for _, row := range block.Table {
			b.WriteString(strings.Join(row, ""))
		}
	}
	return squeeze(b.String())
}

// TestCorpus: any Word file is read without panic, and every printed character of its body stays, in order.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("EVALREPORT_CORPUS")
	if dir == "" {
		t.Skip("EVALREPORT_CORPUS is not set")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	read := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		got, err := Read(bytes.NewReader(data), int64(len(data)), Options{})
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s took %s", filepath.Base(file), d)
		}
		if err != nil {
			continue
		}
		read++
		doc, err := document.Read(bytes.NewReader(data), int64(len(data)), document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Notes) > 0 {
			continue // notes stand where they are referred to
		}
		var want strings.Builder
		for _, p := range document.Paragraphs(doc.Blocks) {
			want.WriteString(p.Text)
		}
		a, b := []rune(asPublished(got)), []rune(squeeze(want.String()))
		if string(a) != string(b) {
			i := 0
			for i < len(a) && i < len(b) && a[i] == b[i] {
				i++
			}
			t.Errorf("%s differs after %q:\n got %q\nwant %q", filepath.Base(file), string(b[max(0, i-20):i]), string(a[i:min(len(a), i+40)]), string(b[i:min(len(b), i+40)]))
		}
	}
	t.Logf("%d of %d files read", read, len(files))
	if read == 0 {
		t.Error("no file was read")
	}
}

// longReport is a report of many pages with a form in each chapter.
func longReport(chapters int) []byte {
	var b strings.Builder
	b.WriteString("2023年度某市某局部门整体支出绩效自评报告\n一、基本情况\n（一）主要职能\n1.负责日常工作。\n2.承办其他事项。\n")
	for i := range chapters {
		fmt.Fprintf(&b, "二、部门整体支出情况\n2023年总支出%d.50万元，其中：基本支出%d.25万元，项目支出%d.25万元。\n", 200+i, 100+i, 100)
		for k := range 30 {
			fmt.Fprintf(&b, "%d.第%d项工作进展顺利。全年新增企业%d家，同比增长%d.5%%，完成投资%d.8亿元。\n", k+1, k+1, 10+k, k, 5+k)
		}
		b.WriteString("\t一级指标\n\t二级指标\n\t三级指标\n\t年度指标值\n\t实际完成值\n\t分值\n\t得分\n\t偏差原因分析及改进措施\n\n")
		for k := range 20 {
			fmt.Fprintf(&b, "\t产出指标\n\t数量指标\n\t指标%d\n\t≥%d家\n\t%d家\n\t5\n\t5\n\t\n\n", k, k, k)
		}
		b.WriteString("\n三、存在的问题\n（一）预算编制不够细。\n")
	}
	return []byte(b.String())
}

// TestTimeIsLinear: twice the length takes about twice the time, and two hundred pages less than a second.
func TestTimeIsLinear(t *testing.T) {
	short, long := longReport(15), longReport(120)
	took := func(data []byte) time.Duration {
		start := time.Now()
		Opened(t, data)
		return time.Since(start)
	}
	// Eight times the text would take 64 times as long if time grew with the square. Each is read in turns until the best
	// times are near each other: what else a machine does only ever adds to a time.
	small, large := time.Hour, time.Hour
	for range 12 {
		small, large = min(small, took(short)), min(large, took(long))
		if large < 16*small {
			break
		}
	}
	t.Logf("%d KB: %s, %d KB: %s", len(short)/1024, small, len(long)/1024, large)
	if large > 32*small {
		t.Errorf("eight times the text took %s instead of %s", large, small)
	}
}

func TestHostileText(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":  strings.Repeat("（", 100000),
		"amounts":   "二、支出情况\n" + strings.Repeat("甲1.5万元，", 30000),
		"cells":     strings.Repeat("\t1\n\t得分\n", 20000),
		"bars":      strings.Repeat("得分 |\n", 20000),
		"wide row":  strings.Repeat("\t年初预算数", 5000) + "\n" + strings.Repeat("\t1", 4000) + "\n" + strings.Repeat("\t2", 5000) + "\n",
		"headings":  strings.Repeat("一、绩效情况\n", 20000),
		"colons":    "\t" + strings.Repeat("基本支出：", 20000) + "\n\t1\n\n\t得分\n\t2\n",
		"attached":  "附件：" + strings.Repeat("\n1.表", 20000),
		"filing":    strings.Repeat("填表人：甲 ", 20000),
		"one digit": strings.Repeat("1", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(strings.NewReader(text), int64(len(text)), Options{})
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %s (%v)", d, err)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("2023年度某局部门整体支出绩效自评报告\n一、基本情况\n（一）人员编制\n编制10名，在职9人。\n二、支出情况\n总支出100万元，其中：基本支出60万元，项目支出40万元。\n三、自评结论\n自评得分95分，等级为“优”。\n某局\n2024年3月1日\n"))
	f.Add([]byte("\t项目\n\t2022年决算\n\t2023年\n\n\t\n\t预算控制数\n\t决算\n\n\t合计\n\t1\n\t2\n\n"))
	f.Add([]byte("项目名称 |\n成本指标 |\n甲 |\n≤10 |\n乙 |\n≤20 |\n"))
	f.Add([]byte("附件：1.自评表\n2.基础数据表\n某局\n附件1\n\t预算部门\n\t某局\n\n\t总分\n\t100\n\t99\n\n填表人：甲 填报日期：2023.3.20\n"))
	for _, p := range papers(f) {
		f.Add(p.tabLed(p.layout.name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Read(bytes.NewReader(data), int64(len(data)), Options{})
		if err != nil || got.Source != "text" {
			return
		}
		doc, err := document.Read(bytes.NewReader(data), int64(len(data)), document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		for _, p := range document.Paragraphs(doc.Blocks) {
			want.WriteString(p.Text)
		}
		if have := asPublished(got); have != squeeze(want.String()) {
			t.Fatalf("text is\n%q, want\n%q", have, squeeze(want.String()))
		}
	})
}
