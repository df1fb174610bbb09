package docxtemplate

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// Picture is a picture for {{@图}}, or for a placeholder picture whose alt text
// is the tag. []byte and, for JSON, a base64 text or data: address will do as well.
type Picture struct {
	Data          []byte // PNG, JPEG, GIF, BMP or SVG
	SVG           []byte // shown instead of Data by programs that can
	Width, Height int    // in EMU, see Centimetre; 0: as the placeholder, or the picture itself, says
	Alt           string // text for those who cannot see it
}

// Centimetre is the unit of Picture.Width and Height.
const Centimetre = 360000

const emuPerPixel = 9525 // at 96 dots per inch

// looked is a picture that was looked at.
type looked struct {
	ext, typ string
	data     []byte
	cx, cy   int // natural size in EMU
}

var errPicture = errors.New("不是认识的图片：应为 PNG、JPEG、GIF、BMP 或 SVG 的内容（JSON、YAML 里写成 base64 或 data: 地址，写文件名不行）")

// look reads format and size from the beginning of a picture.
func look(b []byte) (looked, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")) && len(b) >= 24:
		return lookPNG(b), nil
	case bytes.HasPrefix(b, []byte("\xff\xd8")):
		return lookJPEG(b)
	case bytes.HasPrefix(b, []byte("GIF8")) && len(b) >= 10:
		return pixels("gif", "image/gif", b, int(binary.LittleEndian.Uint16(b[6:])), int(binary.LittleEndian.Uint16(b[8:]))), nil
	case bytes.HasPrefix(b, []byte("BM")) && len(b) >= 26:
		h := int(int32(binary.LittleEndian.Uint32(b[22:])))
		return pixels("bmp", "image/bmp", b, int(int32(binary.LittleEndian.Uint32(b[18:]))), max(h, -h)), nil
	case looksSVG(b):
		return lookSVG(b), nil
	}
	return looked{}, errPicture
}

func pixels(ext, typ string, b []byte, w, h int) looked {
	w, h = min(max(w, 1), 1<<17), min(max(h, 1), 1<<17)
	return looked{ext, typ, b, w * emuPerPixel, h * emuPerPixel}
}

func lookPNG(b []byte) looked {
	im := pixels("png", "image/png", b, int(int32(binary.BigEndian.Uint32(b[16:]))), int(int32(binary.BigEndian.Uint32(b[20:]))))
	for at := 8; at+12 <= len(b); { // dots per metre, when it says
		size := int(binary.BigEndian.Uint32(b[at:]))
		switch string(b[at+4 : at+8]) {
		case "pHYs":
			if at+17 <= len(b) && b[at+16] == 1 {
				if x, y := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:])); x > 500 && y > 500 && x < 1<<20 && y < 1<<20 {
					im.cx = im.cx / emuPerPixel * 36000000 / x
					im.cy = im.cy / emuPerPixel * 36000000 / y
				}
			}
			return im
		case "IDAT":
			return im
		}
		if size < 0 || size > len(b) {
			break
		}
		at += 12 + size
	}
	return im
}

func lookJPEG(b []byte) (looked, error) {
	for at := 2; at+9 < len(b); {
		if b[at] != 0xff {
			return looked{}, errPicture
		}
		m := b[at+1]
		if m == 0xff {
			at++
			continue
		}
		if m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc {
			return pixels("jpeg", "image/jpeg", b, int(binary.BigEndian.Uint16(b[at+7:])), int(binary.BigEndian.Uint16(b[at+5:]))), nil
		}
		if m >= 0xd0 && m <= 0xd8 || m == 1 {
			at += 2
			continue
		}
		at += 2 + max(2, int(binary.BigEndian.Uint16(b[at+2:])))
	}
	return looked{}, errPicture
}

func looksSVG(b []byte) bool {
	head := bytes.TrimSpace(bytes.TrimPrefix(b[:min(len(b), 2000)], []byte("\xef\xbb\xbf")))
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

func lookSVG(b []byte) looked {
	im := pixels("svg", "image/svg+xml", b, 300, 150)
	s := wml.NewScanner(b, 0)
	for s.Next() {
		if t := s.Token(); t.Kind != wml.Start || t.Name.Local != "svg" {
			continue
		}
		w, h := svgLength(s.Value(wml.None, "width")), svgLength(s.Value(wml.None, "height"))
		if box := strings.FieldsFunc(string(s.Value(wml.None, "viewBox")), func(r rune) bool { return r == ' ' || r == ',' }); len(box) == 4 && (w == 0 || h == 0) {
			w, h = svgLength([]byte(box[2])), svgLength([]byte(box[3]))
		}
		if w > 0 && h > 0 {
			im.cx, im.cy = w, h
		}
		break
	}
	return im
}

// svgLength is a length in EMU, 0 when it is none or a percentage.
func svgLength(b []byte) int {
	i := 0
	for i < len(b) && (b[i] >= '0' && b[i] <= '9' || b[i] == '.') {
		i++
	}
	whole, frac, _ := strings.Cut(string(b[:i]), ".")
	thousandths := leadingInt(whole) * 1000
	for j, f := range []int{100, 10, 1} {
		if j < len(frac) {
			thousandths += int(frac[j]-'0') * f
		}
	}
	unit := map[string]int{"": 9525, "px": 9525, "pt": 12700, "mm": 36000, "cm": 360000, "in": 914400, "pc": 152400}[strings.TrimSpace(string(b[i:]))]
	return min(thousandths*unit/1000, 1<<30)
}

// pictureOf takes a value as a picture; nil for a blank one, false when it is something else.
func pictureOf(v any) (*Picture, bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case *Picture:
		if v == nil {
			return nil, true
		}
		return pictureOf(*v)
	case Picture:
		if len(v.Data) == 0 && len(v.SVG) == 0 {
			return nil, true
		}
		return &v, true
	case []byte:
		if len(v) == 0 {
			return nil, true
		}
		return &Picture{Data: v}, true
	case string:
		return pictureText(v)
	}
	return nil, false
}

func pictureText(s string) (*Picture, bool) {
	if s == "" {
		return nil, true
	}
	if strings.HasPrefix(s, "data:") {
		_, s, _ = strings.Cut(s, ",")
	} else if len(s) < 32 {
		return nil, false
	}
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(s))
	if err != nil {
		return nil, false
	}
	if _, err := look(b); err != nil {
		return nil, false
	}
	return &Picture{Data: b}, true
}

// dot is a transparent picture of one point, for programs that do not know SVG.
var dot, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// shown is a picture ready for a drawing.
type shown struct {
	rel, svg string // relationships
	cx, cy   int    // natural size in EMU
	alt      string
}

// show adds a picture to the package.
func (r *run) show(p *Picture) (*shown, error) {
	main, err := look(p.Data)
	svg := looked{}
	if len(p.SVG) > 0 {
		if svg, err = look(p.SVG); err == nil && svg.ext != "svg" {
			err = errPicture
		}
		if err == nil && len(p.Data) > 0 {
			main, err = look(p.Data)
		}
	}
	if err != nil {
		return nil, err
	}
	if main.ext == "svg" {
		svg, main = main, looked{}
	}
	s := &shown{alt: p.Alt, cx: main.cx, cy: main.cy}
	if svg.data != nil {
		if main.data == nil {
			s.cx, s.cy = svg.cx, svg.cy
			main, _ = look(dot)
		}
		s.svg = r.relate(relImage, r.media(svg), false)
	}
	s.rel = r.relate(relImage, r.media(main), false)
	switch {
	case p.Width > 0 && p.Height > 0:
		s.cx, s.cy = p.Width, p.Height
	case p.Width > 0:
		s.cx, s.cy = p.Width, s.cy*p.Width/max(1, s.cx)
	case p.Height > 0:
		s.cx, s.cy = s.cx*p.Height/max(1, s.cy), p.Height
	}
	return s, nil
}

// media gives the target of a picture's part, the same for equal pictures.
func (r *run) media(im looked) string {
	a := r.add
	crc := crcOf(im.data)
	key := mediaKey{im.ext, crc, len(im.data)}
	for _, i := range a.media[key] {
		if bytes.Equal(a.parts[i].data, im.data) {
			return "/" + a.parts[i].name
		}
	}
	name := a.freshName("word/media/image." + im.ext)
	if a.media == nil {
		a.media = map[mediaKey][]int{}
	}
	a.media[key] = append(a.media[key], len(a.parts))
	a.declare(name, im.typ)
	a.parts = append(a.parts, outEntry{name: name, stored: name, crc: crc, size: uint64(len(im.data)), data: im.data})
	return "/" + name
}

type mediaKey struct {
	ext  string
	crc  uint32
	size int
}

// fit makes a picture as large as a box allows.
func fit(cx, cy, boxX, boxY int) (int, int) {
	if cx <= 0 || cy <= 0 {
		return boxX, boxY
	}
	if int64(cx)*int64(boxY) > int64(cy)*int64(boxX) {
		return boxX, max(1, int(int64(cy)*int64(boxX)/int64(cx)))
	}
	return max(1, int(int64(cx)*int64(boxY)/int64(cy))), boxY
}
