package document

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestTextTables(t *testing.T) {
	for name, c := range map[string]struct {
		in, want string
		shape    Shape
	}{
		"tab-led":                     {"表前\n\t项目\n\t决算\n\n\t支出总额\n\t10\n\n\n表后", "表前\nT R1 C1 1x1 项目\nT R1 C2 1x1 决算\nT R2 C1 1x1 支出总额\nT R2 C2 1x1 10\n表后\n", Rows},
		"empty and long cells":        {"\t项目\n\t\n\t2、专项资金\n（一个项目一行）\n\n\t甲\n\t\n\n", "T R1 C1 1x1 项目\nT R1 C2 1x1\nT R1 C3 1x1 2、专项资金⏎（一个项目一行）\nT R2 C1 1x1 甲\nT R2 C2 1x1\n", Rows},
		"empty line within a cell":    {"\t甲\n\t乙\n\t丙\n\n\t一\n\t二上\n\n二下\n\t三\n\n\n完", "T R1 C1 1x1 甲\nT R1 C2 1x1 乙\nT R1 C3 1x1 丙\nT R2 C1 1x1 一\nT R2 C2 1x1 二上⏎二下\nT R2 C3 1x1 三\n完\n", Rows},
		"text right behind the table": {"\t甲\n\t乙\n\n\t一\n\t二\n\n说明：以上为万元。", "T R1 C1 1x1 甲\nT R1 C2 1x1 乙\nT R2 C1 1x1 一\nT R2 C2 1x1 二\n说明：以上为万元。\n", Rows},
		"two tables":                  {"\t甲\n\t1\n\n\t乙\n\t2\n\n\n\t丙\n\t3\n\n\t丁\n\t4\n\n", "T R1 C1 1x1 甲\nT R1 C2 1x1 1\nT R2 C1 1x1 乙\nT R2 C2 1x1 2\nT R1 C1 1x1 丙\nT R1 C2 1x1 3\nT R2 C1 1x1 丁\nT R2 C2 1x1 4\n", Rows},
		"bars, columns by kind":       {"名称 |\n金额 |\n甲 |\n≤10 |\n乙 |\n≤25 |\n丙 |\n0.8 |\n(2)产出", "T R1 C1 1x1 名称\nT R1 C2 1x1 金额\nT R2 C1 1x1 甲\nT R2 C2 1x1 ≤10\nT R3 C1 1x1 乙\nT R3 C2 1x1 ≤25\nT R4 C1 1x1 丙\nT R4 C2 1x1 0.8\n(2)产出\n", Inferred},
		"bars, columns unknown":       {"甲 |\n乙 |\n丙 |\n丁 |\n戊 |\n", "T R1 C1 1x1 甲\nT R2 C1 1x1 乙\nT R3 C1 1x1 丙\nT R4 C1 1x1 丁\nT R5 C1 1x1 戊\n", Sequence},
		"bars, rows by blank lines":   {"甲 |\n1 |\n\n乙 |\n |\n\n", "T R1 C1 1x1 甲\nT R1 C2 1x1 1\nT R2 C1 1x1 乙\nT R2 C2 1x1\n", Rows},
		"bars, cell of two lines":     {"甲 |\n专项资金\n（万元） |\n乙 |\n", "T R1 C1 1x1 甲\nT R2 C1 1x1 专项资金⏎（万元）\nT R3 C1 1x1 乙\n", Sequence},
		"rows of bars":                {"| 项目 | 决算 |\n|---|---:|\n| 甲 | 1 |\n| 乙 | |\n", "T R1 C1 1x1 项目\nT R1 C2 1x1 决算\nT R2 C1 1x1 甲\nT R2 C2 1x1 1\nT R3 C1 1x1 乙\nT R3 C2 1x1\n", Rows},
		"rows of tabs":                {"项目\t预算\t决算\n甲\t1\t2\n", "T R1 C1 1x1 项目\nT R1 C2 1x1 预算\nT R1 C3 1x1 决算\nT R2 C1 1x1 甲\nT R2 C2 1x1 1\nT R2 C3 1x1 2\n", Rows},
		"indented by tabs":            {"\t第一段写得比较长，讲的是全年各项工作的总体完成情况，句号收尾。\n\t第二段也写得比较长，讲的是资金使用的各个方面，也是句号收尾。", "第一段写得比较长，讲的是全年各项工作的总体完成情况，句号收尾。\n第二段也写得比较长，讲的是资金使用的各个方面，也是句号收尾。\n", 0},
		"columns of spaces":           {"　　　　　分值　　得分\n过程　　　　30　　 28\n产出       70       66.5\n合计      100       94.5\n表后", "T R1 C1 1x1\nT R1 C2 1x1 分值\nT R1 C3 1x1 得分\nT R2 C1 1x1 过程\nT R2 C2 1x1 30\nT R2 C3 1x1 28\nT R3 C1 1x1 产出\nT R3 C2 1x1 70\nT R3 C3 1x1 66.5\nT R4 C1 1x1 合计\nT R4 C2 1x1 100\nT R4 C3 1x1 94.5\n表后\n", Rows},
		"signatures apart":            {"甲局　　　　乙局　　　　丙局\n（盖章）　　（盖章）　　（盖章）\n2024年　　　2024年　　　2024年", "甲局　　　　乙局　　　　丙局\n（盖章）　　（盖章）　　（盖章）\n2024年　　　2024年　　　2024年\n", 0},
		"one line of tabs":            {"填表人：某某\t联系电话：123", "填表人：某某→联系电话：123\n", 0},
		"lone bar":                    {"甲 |\n", "甲 |\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			doc := readString(t, c.in)
			if diff := cmp.Diff(c.want, show(doc.Blocks)); diff != "" {
				t.Error(diff)
			}
			for _, tb := range Tables(doc.Blocks) {
				if tb.Shape != c.shape {
					t.Errorf("shape %d", tb.Shape)
				}
			}
		})
	}
}

func TestResidueOfTextFiles(t *testing.T) {
	for name, c := range map[string]struct {
		in, want string
		residue  []string
	}{
		"bookmark":        {"六、问题\n[bookmark: _GoBack]1、困难。", "六、问题\n1、困难。\n", []string{"markup [bookmark: _GoBack]"}},
		"fragment":        {"⠼/span>项目12个。\n<span style=\"x\">甲</span>乙&nbsp;丙", "项目12个。\n甲乙丙\n", []string{"markup ⠼/span>", `markup <span style="x">`, "markup </span>", "markup &nbsp;"}},
		"braille":         {"甲\n⠂ ⠂ ⠂\n乙", "甲\n乙\n", []string{"filler ⠂ ⠂ ⠂"}},
		"private, zero":   {"甲\uE000乙\u200B丙\uFEFF", "甲乙丙\n", []string{"filler \uE000", "filler \u200B", "filler \uFEFF"}},
		"field code":      {`见 HYPERLINK "http://a.b/c" \h 网址`, "见  网址\n", []string{`markup HYPERLINK "http://a.b/c" \h`}},
		"page numbers":    {"甲\n- 1 -\n乙\n第 2 页 共 9 页\n— 3 —\n丙", "甲\n乙\n丙\n", []string{"page-number - 1 -", "page-number 第 2 页 共 9 页", "page-number — 3 —"}},
		"chrome in front": {"发布日期：2023-06-30 10:00 来源：某局 浏览次数：12\n【字体：大 中 小】 打印本页 分享到：\n当前位置：首页 > 公开\n来源：某局\n自评报告\n一、概况\n来源：财政拨款", "自评报告\n一、概况\n来源：财政拨款\n", []string{"chrome 发布日期：2023-06-30 10:00 来源：某局 浏览次数：12", "chrome 【字体：大 中 小】 打印本页 分享到：", "chrome 当前位置：首页 > 公开", "chrome 来源：某局"}},
		"chrome behind":   {"一、概况\n甲。\n上一篇：某报告\n扫一扫在手机打开当前页\n版权所有：某局 湘ICP备1号\n关闭窗口", "一、概况\n甲。\n", []string{"chrome 上一篇：某报告", "chrome 扫一扫在手机打开当前页", "chrome 版权所有：某局 湘ICP备1号", "chrome 关闭窗口"}},
		"not residue":     {"一、概况\n投资<10万元，占比>5%，A&B公司[注1]，“数字”园区。\n分享经济发展情况\n打印费、邮寄费12万元\n时间：全年。\n下载量大", "一、概况\n投资<10万元，占比>5%，A&B公司[注1]，“数字”园区。\n分享经济发展情况\n打印费、邮寄费12万元\n时间：全年。\n下载量大\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			doc := readString(t, c.in)
			if diff := cmp.Diff(c.want, show(doc.Blocks)); diff != "" {
				t.Error(diff)
			}
			var got []string
			for _, r := range doc.Residue {
				got = append(got, string(r.Kind)+" "+r.Text)
			}
			if diff := cmp.Diff(c.residue, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestVerbatimKeepsEverything(t *testing.T) {
	s := "发布时间：2023-06-30\n<b>甲</b>"
	doc, err := ReadText(strings.NewReader(s), int64(len(s)), Options{Verbatim: true})
	if err != nil || show(doc.Blocks) != s+"\n" || len(doc.Residue) > 0 {
		t.Errorf("%v %q %v", err, show(doc.Blocks), doc.Residue)
	}
}

func TestEncodings(t *testing.T) {
	text := "一、概况\n本单位2023年支出１０万元，“三公”经费0元。\n"
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(text)
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	for name, c := range map[string]struct{ raw, encoding string }{
		"UTF-8":             {text, "UTF-8"},
		"UTF-8 with a mark": {"\xEF\xBB\xBF" + text, "UTF-8"},
		"GB18030":           {gb, "GB18030"},
		"UTF-16LE":          {"\xFF\xFE" + le, "UTF-16LE"},
		"UTF-16BE":          {"\xFE\xFF" + be, "UTF-16BE"},
		"UTF-16LE unmarked": {le, "UTF-16LE"},
		"UTF-16BE unmarked": {be, "UTF-16BE"},
		"Windows line ends": {strings.ReplaceAll(text, "\n", "\r\n"), "UTF-8"},
		"old Mac line ends": {strings.ReplaceAll(text, "\n", "\r"), "UTF-8"},
		"separators U+2028": {strings.ReplaceAll(text, "\n", "\u2028"), "UTF-8"},
		"form feed":         {strings.ReplaceAll(text, "\n", "\f"), "UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := Read(strings.NewReader(c.raw), int64(len(c.raw)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Encoding != c.encoding || show(doc.Blocks) != text || len(doc.Problems) > 0 {
				t.Errorf("%s %q %v", doc.Encoding, show(doc.Blocks), doc.Problems)
			}
		})
	}
}

func TestBrokenBytesAreReported(t *testing.T) {
	raw := "一、概况\n支出\xff10万元，一切正常，各项工作完成。\n"
	doc, err := Read(strings.NewReader(raw), int64(len(raw)), Options{})
	if err != nil || len(doc.Problems) != 1 || doc.Problems[0].Code != "broken-text" || doc.Encoding != "UTF-8" {
		t.Errorf("%v %+v", err, doc)
	}
	if got := show(doc.Blocks); !strings.Contains(got, "支出\uFFFD10万元") {
		t.Errorf("%q", got)
	}
}

func TestTextPlaces(t *testing.T) {
	doc := readString(t, "标题\n　　支[bookmark: x]出10万元。\n\t甲\n\t乙\n\n\t丙\n\t  3.5\n")
	p := doc.Blocks[1].(*Paragraph)
	got := p.At(2, 4)
	if got.Line != 2 || got.Column != 18 || p.Slice(2, 4) != "10" || p.Indent != "　　" {
		t.Errorf("%+v %q", got, p.Slice(2, 4))
	}
	if s := p.At(0, 1).String(); s != "第2行第3列" {
		t.Errorf("place reads %q", s)
	}
	c := doc.Blocks[2].(*Table).Cell(1, 1)
	if c.Place.Line != 7 || c.Place.Column != 4 || c.Place.Row != 2 || c.Place.Cell != 2 || c.Text != "3.5" {
		t.Errorf("%+v %q", c.Place, c.Text)
	}
}

func TestLongTextIsLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"prose":   "1.本单位支出10万元，其中基本支出5万元。\n",
		"cells":   "\t甲\n\t10\n\n",
		"bars":    "甲 |\n",
		"tags":    "<b>甲</b>",
		"braille": "⠂ ",
		"open":    "<span style=\"",
		"blank":   "\n",
		"bars in": "a|b|c|",
		"tabs":    "a\tb\t",
		"wide":    "\t甲",
		"mixed":   "甲 |\n乙\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := "一、概况\n" + strings.Repeat(unit, (1<<17)/len(unit))
			took := fastest(t, 2*time.Second, func() {
				doc, err := Read(strings.NewReader(s), int64(len(s)), Options{})
				if err != nil {
					t.Fatal(err)
				}
				Outline(doc)
			})
			t.Log(took)
		})
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"一、概况\n（一）职能\n1.甲；\n附件：1. 表\n", "\t甲\n\t乙\n\n\t丙\n丁\n\n\n", "甲 |\n1 |\n乙 |\n2 |\n丙 |\n3 |", "|a|b|\n|-|-|\n", "<b>甲</b>⠂ ⠂[bookmark: x]", "\xff\xfea\x00b\x00", "\xd2\xbb\xa1\xa2", "a\tb\tc\nd\te\tf\n", "发布时间：1\n打印本页", "a\tb\tc\n" + strings.Repeat("\t", 1100) + "0\td\te\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := ReadText(bytes.NewReader(raw), int64(len(raw)), Options{})
		if err != nil {
			return
		}
		text, _, _ := decode(raw)
		checkComplete(t, doc, text)
		checkRuns(t, doc)
		for s := range Outline(doc).All {
			if s.From >= s.To || s.To > len(doc.Blocks) {
				t.Fatalf("section %q %d..%d", s.Heading.Printed(), s.From, s.To)
			}
		}
	})
}

func FuzzReadDocx(f *testing.F) {
	for _, s := range []string{text("一、概况") + numbered(1, 0, "甲"), `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="3"/></w:tcPr>` + text("甲") + `</w:tc></w:tr></w:tbl>`, para(`<w:r><w:fldChar w:fldCharType="begin"/><w:sym w:char="F0FE"/></w:r><w:r><mc:AlternateContent/></w:r>`), `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + text("x") + `</w:sdtContent></w:sdt>`, para(run("  a<b>c</b> ") + `<w:ins>` + run("\u200b") + `</w:ins>`)} {
		f.Add(s, abstract(1, lvl(0, "chineseCounting", "%1、"), lvl(1, "decimal", "%1.%2"))+num(1, 1))
	}
	f.Fuzz(func(t *testing.T, body, numbering string) {
		raw := build(parts{body: body, numbering: numbering})
		doc, err := Read(bytes.NewReader(raw), int64(len(raw)), Options{})
		if err != nil {
			return
		}
		checkRuns(t, doc)
		Outline(doc)
		for _, tb := range Tables(doc.Blocks) {
			for c := range tb.Grid.Cells() {
				if tb.Cell(c.Row, c.Col) == nil {
					t.Fatalf("cell %+v has no content", c)
				}
			}
		}
	})
}
