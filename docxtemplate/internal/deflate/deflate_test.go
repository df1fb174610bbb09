package deflate

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// printer prints texts and values as a template does, and compresses what it prints.
type printer struct {
	w       Writer
	m       *Model
	out     bytes.Buffer
	all     []byte // everything printed
	done    int
	marks   []Mark
	history int
}

func newPrinter(texts [][]byte) *printer {
	p := &printer{m: NewModel(texts), history: History}
	p.w.Reset(&p.out, p.m)
	return p
}

func (p *printer) fixed(id int) {
	p.marks = append(p.marks, Mark{len(p.all), int32(id)})
	p.all = append(p.all, p.m.texts[id]...)
}

func (p *printer) value(s string) { p.all = append(p.all, s...) }

// write compresses what was printed since the last write.
func (p *printer) write() {
	base := max(0, p.done-p.history)
	_ = p.w.Write(p.all[base:], p.done-base, base, p.marks)
	p.done, p.marks = len(p.all), p.marks[:0]
}

func (p *printer) check(t interface{ Fatalf(string, ...any) }) {
	p.write()
	if err := p.w.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	got, err := io.ReadAll(flate.NewReader(bytes.NewReader(p.out.Bytes())))
	if err != nil || !bytes.Equal(got, p.all) {
		t.Fatalf("inflating gives %d bytes, %v; want %d", len(got), err, len(p.all))
	}
}

// TestInflates is the law: whatever is printed inflates to itself.
func TestInflates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"<w:p>", "<w:r>", `<w:t xml:space="preserve">`, "</w:t></w:r></w:p>", "县", "水利局", "1", "23.50", "\xff\x00", strings.Repeat("ab", 200), strings.Repeat("格式", 9000)})
		words := rapid.SliceOfN(word, 0, 9)
		var texts [][]byte
		for _, w := range rapid.SliceOfN(words, 1, 8).Draw(t, "texts") {
			texts = append(texts, []byte(strings.Join(w, "")))
		}
		p := newPrinter(texts)
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0, 1, 2, 3, 4:
				p.fixed(rapid.IntRange(0, len(texts)-1).Draw(t, "text"))
			case 5, 6:
				p.value(strings.Join(words.Draw(t, "value"), ""))
			case 7:
				p.value(rapid.String().Draw(t, "value"))
			case 8:
				p.write()
			case 9: // a mark that does not hold
				p.marks = append(p.marks, Mark{len(p.all), int32(rapid.IntRange(-1, len(texts)).Draw(t, "no text"))})
			}
		}
		p.check(t)
	})
}

// TestRows prints a long table, with all the widths that values can have.
func TestRows(t *testing.T) {
	cell := []byte(`</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="1008" w:type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">`)
	texts := [][]byte{[]byte("<w:tbl>"), cell, []byte(strings.Repeat("long fixed text ", 40)), []byte("ab"), []byte("</w:tbl>")}
	r := rand.New(rand.NewPCG(5, 6))
	p := newPrinter(texts)
	p.fixed(0)
	for i := range 20000 {
		p.fixed(1)
		p.value(fmt.Sprint(i * 37 % 1000))
		p.fixed(1)
		p.value(strings.Repeat("项目", r.IntN(4)))
		p.fixed(3)
		p.value(strings.Repeat("x", r.IntN(300)))
		p.fixed(2)
		if i%100 == 0 {
			p.value(strings.Repeat(fmt.Sprint(i), 9000*(i/100%3)))
			p.write()
		}
	}
	p.fixed(4)
	p.check(t)
	if ratio := len(p.all) / p.out.Len(); ratio < 15 {
		t.Errorf("compressed to 1/%d only", ratio)
	}
}

// TestCodes compares Huffman's lengths, cut, with Kraft's inequality.
func TestCodes(t *testing.T) {
	for name, f := range map[string]func(i int) uint32{
		"even": func(int) uint32 { return 5 }, "none": func(int) uint32 { return 0 },
		"doubling": func(i int) uint32 { return 1 << (i % 31) }, "one": func(i int) uint32 { return uint32(1-min(i, 1)) << 30 },
	} {
		for _, n := range []int{2, 19, dists, literals} {
			freq, size := make([]uint32, n), make([]uint8, n)
			for i := range freq {
				freq[i] = f(i)
			}
			lengths(freq, maxBits, size)
			sum := 0
			for i, s := range size {
				if s == 0 || s > maxBits {
					t.Fatalf("%s: symbol %d of %d has length %d", name, i, n, s)
				}
				sum += 1 << (maxBits - s)
			}
			if sum != 1<<maxBits {
				t.Errorf("%s: %d symbols fill %d/%d of the codes", name, n, sum, 1<<maxBits)
			}
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestFailingWriter(t *testing.T) {
	var w Writer
	w.Reset(failing{}, NewModel(nil))
	_ = w.Write(bytes.Repeat([]byte("0123456789"), 20000), 0, 0, nil)
	if err := w.Close(); err != io.ErrClosedPipe {
		t.Errorf("got %v", err)
	}
}
