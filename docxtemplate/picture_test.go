package docxtemplate

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

func painted(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			m.Set(x, y, color.RGBA{200, uint8(x * 255 / w), uint8(y * 255 / h), 255})
		}
	}
	return m
}

func pngOf(w, h int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, painted(w, h))
	return b.Bytes()
}

func jpegOf(w, h int) []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, painted(w, h), nil)
	return b.Bytes()
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2cm" height="1cm" viewBox="0 0 20 10"><rect width="20" height="10" fill="green"/></svg>`

// holder is a placeholder picture of a box of cx by cy with an alt text.
func holder(alt, crop string) string {
	return `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="720000" cy="720000"/><wp:docPr id="7" name="图" descr="` + alt + `"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="7" name="图" descr="` + alt + `"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdH"/>` + crop + `<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

func pictured(body string) dx.Doc {
	d := styled(body, portrait)
	d.Parts["word/media/holder.png"] = string(pngOf(4, 4))
	d.Rels = `<Relationship Id="rIdH" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/holder.png"/>`
	return d
}

// pictures lists the pictures of a document: part, size in EMU and alt text.
func pictures(b []byte) string {
	xml, rels := dx.Part(b, "word/document.xml"), dx.Part(b, "word/_rels/document.xml.rels")
	var out []string
	for _, d := range regexp.MustCompile(`(?s)<w:drawing>.*?</w:drawing>`).FindAllString(xml, -1) {
		pick := func(pattern string) string {
			if m := regexp.MustCompile(pattern).FindStringSubmatch(d); m != nil {
				return strings.Join(m[1:], "×")
			}
			return ""
		}
		target := regexp.MustCompile(`Id="` + pick(`r:embed="([^"]*)"`) + `"[^>]*Target="([^"]*)"`).FindStringSubmatch(rels)
		if target == nil {
			return "no target in " + d
		}
		s := strings.TrimPrefix(target[1], "/word/") + " " + pick(`<wp:extent cx="(\d+)" cy="(\d+)"`) + " " + pick(`<a:ext cx="(\d+)" cy="(\d+)"`)
		if alt := pick(`<wp:docPr [^>]*descr="([^"]*)"`); alt != "" {
			s += " " + alt
		}
		if strings.Contains(d, "svgBlip") {
			s += " +svg"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestPictures(t *testing.T) {
	wide, tall := pngOf(40, 20), jpegOf(10, 20)
	tests := []struct {
		name, body string
		x          any
		want       string
	}{
		{"in text", dx.P("图{{@x}}"), wide, "media/image1.png 381000×190500 381000×190500"},
		{"jpeg", dx.P("图{{@x}}"), tall, "media/image1.jpeg 95250×190500 95250×190500"},
		{"size and alt", dx.P("{{@x}}"), Picture{Data: wide, Width: Centimetre, Alt: "示例"}, "media/image1.png 360000×180000 360000×180000 示例"},
		{"too wide for the page", dx.P("{{@x}}"), pngOf(4000, 400), "media/image1.png 5274310×527431 5274310×527431"},
		{"svg", dx.P("{{@x}}"), []byte(svg), "media/image1.png 720000×360000 720000×360000 +svg"},
		{"svg with png", dx.P("{{@x}}"), Picture{Data: wide, SVG: []byte(svg)}, "media/image1.png 381000×190500 381000×190500 +svg"},
		{"base64", dx.P("{{@x}}"), "data:image/png;base64," + base64.StdEncoding.EncodeToString(wide), "media/image1.png 381000×190500 381000×190500"},
		{"blank", dx.P("图{{@x}}"), nil, ""},
		{"rich", dx.P("{{+x}}"), Run{Picture: &Picture{Data: wide}}, "media/image1.png 381000×190500 381000×190500"},
		{"placeholder", holder("{{x}}", ""), wide, "media/image1.png 720000×360000 720000×360000"},
		{"placeholder with a sign", holder("{{@x}}", ""), tall, "media/image1.jpeg 360000×720000 360000×720000"},
		{"placeholder keeps its crop", holder("{{x}}", `<a:srcRect l="25000" r="25000"/>`), wide, "media/image1.png 720000×720000 720000×720000"},
		{"placeholder svg", holder("{{x}}", ""), []byte(svg), "media/image1.png 720000×360000 720000×360000 +svg"},
		{"placeholder blank", holder("{{x}}", ""), nil, ""},
		{"text as alt text", holder("{{x}}", ""), "一<二", "media/holder.png 720000×720000 720000×720000 一&lt;二"},
		{"in a loop, once in the package", dx.P("{{循环 y}}") + holder("{{.}}", "") + dx.P("{{结束}}"), nil,
			"media/image1.png 720000×360000 720000×360000; media/image1.png 720000×360000 720000×360000; media/image1.jpeg 360000×720000 360000×720000"},
		{"in cells", dx.Table(2, dx.Row("{{序号}}", "{{@z.图}}")), nil, "media/image1.png 381000×190500 381000×190500; media/image1.png 381000×190500 381000×190500; media/image1.jpeg 95250×190500 95250×190500"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := execute(t, compileDoc(t, Config{}, pictured(tt.body)), map[string]any{"x": tt.x, "y": []any{wide, wide, tall},
				"z": []any{map[string]any{"图": wide}, map[string]any{"图": wide}, map[string]any{"图": tall}}})
			if got := pictures(b); got != tt.want {
				t.Errorf("got %s\nwant %s\n%s", got, tt.want, dx.Part(b, "word/document.xml"))
			}
			ids := map[string]bool{}
			for _, m := range regexp.MustCompile(`<wp:docPr id="(\d+)"`).FindAllStringSubmatch(dx.Part(b, "word/document.xml"), -1) {
				if ids[m[1]] {
					t.Errorf("docPr id %s twice", m[1])
				}
				ids[m[1]] = true
			}
		})
	}
}

func TestPictureInHeaderAndDocument(t *testing.T) {
	d := pictured(dx.P("{{+x}}"))
	d.Parts["word/header1.xml"] = dx.P("{{@章}}")
	sub := pictured(holder("固定", "") + holder("{{章}}", ""))
	b := execute(t, compileDoc(t, Config{}, d), map[string]any{"章": pngOf(4, 4), "x": Document{Template: compileDoc(t, Config{}, sub), Data: map[string]any{"章": pngOf(8, 4)}}})
	if got, want := pictures(b), "media/holder1.png 720000×720000 720000×720000 固定; media/image1.png 720000×360000 720000×360000"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if rels := dx.Part(b, "word/_rels/header1.xml.rels"); !strings.Contains(rels, `/word/media/`) {
		t.Errorf("header has no relationship: %q", rels)
	}
}

func TestPictureFaults(t *testing.T) {
	for name, x := range map[string]any{"bytes": []byte("no picture at all"), "text": "一段文字", "number": 3} {
		err := compileDoc(t, Config{}, pictured(dx.P("{{@x}}"))).Execute(&bytes.Buffer{}, map[string]any{"x": x})
		if err == nil || !strings.Contains(err.Error(), "应为 PNG") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
