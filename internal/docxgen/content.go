package docxgen

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"github.com/evalreport/go/docxtemplate"
)

func painted(w, h int) image.Image {
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.RGBA{200, 0, 0, 255}})
	for i := range m.Pix {
		m.Pix[i] = uint8(i % 2)
	}
	return m
}

func pngOf(w, h int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, painted(w, h))
	return b.Bytes()
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2cm" height="1cm" viewBox="0 0 20 10"><rect width="20" height="10" fill="green"/></svg>`

// pictureValue is a picture of some kind, or none.
func (g *gen) pictureValue() any {
	w, h := 1+g.IntN(60), 1+g.IntN(60)
	var b bytes.Buffer
	switch g.IntN(9) {
	case 0:
		return nil
	case 1:
		_ = jpeg.Encode(&b, painted(w, h), nil)
		return b.Bytes()
	case 2:
		_ = gif.Encode(&b, painted(w, h), nil)
		return b.Bytes()
	case 3:
		return []byte(svg)
	case 4:
		return docxtemplate.Picture{Data: pngOf(w, h), SVG: []byte(svg), Alt: "甲<乙 & \"丙\""}
	case 5:
		return docxtemplate.Picture{Data: pngOf(w, h), Width: (1 + g.IntN(40)) * docxtemplate.Centimetre}
	case 6:
		return "data:image/png;base64," + base64.StdEncoding.EncodeToString(pngOf(w, h))
	case 7:
		return base64.StdEncoding.EncodeToString(pngOf(w, h))
	}
	return pngOf(1+g.IntN(3)*2000, h)
}

// phrase is content that fits into a line.
func (g *gen) phrase() any {
	return pick[any](g, nil, "文字", "<&>", docxtemplate.Link{Text: "网站", URL: "http://example.com/?a=1&b=二"}, docxtemplate.Run{Text: "粗\n斜\t", Bold: true, Italic: true},
		[]docxtemplate.Run{{Text: "一", Underline: true}, {Text: "二", Style: "Strong"}, {Text: "三", Strike: true, Link: "https://example.com"}, {Picture: &docxtemplate.Picture{Data: pngOf(5, 5)}}})
}

const markdown = "# 标题\n\n一段 **粗** 与 *斜*，[网站](http://example.com)。\n\n1. 一\n2. 二\n   - 甲\n   - 乙\n\n> 引文\n\n| 名称 | 数 |\n|---|---:|\n| 甲\\|乙 | 1 |\n\n---\n\n```\n代码 <b>\n```\n<script>x</script>\n"

// content is rich content: blocks, Markdown, or another document.
func (g *gen) content(depth int) any {
	switch g.IntN(9) {
	case 0:
		return nil
	case 1:
		return "一段\n\n<二段>\t&"
	case 2:
		return docxtemplate.Markdown(markdown)
	case 3:
		if depth > 0 {
			return g.document(depth - 1)
		}
	case 4:
		if depth > 0 {
			return g.docx()
		}
	case 5:
		return []any{"一", g.phrase(), g.blocksValue(), []string{"三", "四"}}
	}
	return g.blocksValue()
}

// blocksValue are blocks of every kind.
func (g *gen) blocksValue() docxtemplate.Rich {
	var out docxtemplate.Rich
	for range g.IntN(5) {
		p := docxtemplate.Paragraph{Style: pick(g, "", "", "heading 1", "条款"), Align: pick(g, "", "center", "both"), Runs: []docxtemplate.Run{{Text: "段", Bold: g.chance(2)}, {Text: "a\nb"}}}
		switch g.IntN(4) {
		case 0:
			p.List = docxtemplate.List{Kind: pick(g, docxtemplate.Numbered, docxtemplate.Bulleted), Level: g.IntN(3), Group: g.IntN(2)}
			out = append(out, p)
		case 1:
			out = append(out, g.tableValue())
		case 2:
			out = append(out, docxtemplate.PageBreak{})
		default:
			out = append(out, p)
		}
	}
	return out
}

func (g *gen) tableValue() docxtemplate.Table {
	cell := func(text string) docxtemplate.Cell {
		return docxtemplate.Cell{Text: text, Bold: g.chance(4), Align: pick(g, "", "right")}
	}
	inner := docxtemplate.Rich{docxtemplate.Table{Rows: [][]docxtemplate.Cell{{cell("内")}}}}
	rows := [][]docxtemplate.Cell{
		{cell("甲"), {Text: "乙", Span: 2}},
		{{Text: "高", Down: 2}, cell("<b>"), cell("多\n行")},
		{cell(""), {Blocks: pick(g, inner, docxtemplate.Rich{}, docxtemplate.Rich{docxtemplate.Paragraph{Runs: []docxtemplate.Run{{Text: "段"}}}})}},
		{cell("缺")},
	}
	return docxtemplate.Table{Style: pick(g, "", "Table Grid"), Header: g.IntN(2), Widths: pick(g, nil, []int{1000, 2000, 3000}), Rows: rows[:1+g.IntN(len(rows))]}
}

// document is another template with its data; one that does not compile gives way to the next.
func (g *gen) document(depth int) any {
	for {
		seed := 1_000_000 + g.Uint64N(1_000_000)
		src := template(seed, 1)
		t, err := docxtemplate.Config{Missing: docxtemplate.MissingBlank}.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			continue
		}
		return docxtemplate.Document{Template: t, Data: plain(newReport(seed, depth)), Inline: g.chance(3)}
	}
}

// docx is a finished document. Its braces are plain text.
func (g *gen) docx() any {
	src := template(1_000_000+g.Uint64N(1_000_000), 1)
	d, err := docxtemplate.ReadDocx(bytes.NewReader(src), int64(len(src)), docxtemplate.Limits{})
	if err != nil {
		panic(err) // every template is a document
	}
	d.Inline = g.chance(3)
	return d
}
