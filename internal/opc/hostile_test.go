package opc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/opc/hostile"
	"github.com/evalreport/go/internal/pace"
)

const (
	maxTime   = 2 * time.Second
	maxMemory = 256 << 20 // allocated in all, which is more than is ever held
)

// TestHostile opens every odd and every hostile file and reads all of it, in bounded time and memory.
func TestHostile(t *testing.T) {
	for _, c := range hostile.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			data := c.Data()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			p, openErr := opc.Open(bytes.NewReader(data), int64(len(data)), opc.Limits{})
			err := openErr
			if err == nil {
				err = readEverything(p)
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > maxMemory {
				t.Errorf("allocated %d MiB", used>>20)
			}
			if took > pace.Limit(maxTime) {
				t.Errorf("took %v", took)
			}
			if got := code(err); got != c.Code {
				t.Fatalf("code %q, want %q: %v", got, c.Code, err)
			}
			if err != nil && (openErr == nil) != c.Late {
				t.Errorf("refused by Open: %v, want %v", openErr != nil, !c.Late)
			}
			if err != nil && !chinese(err.Error()) {
				t.Errorf("no Chinese sentence: %q", err)
			}
			t.Log(err)
		})
	}
}

// readEverything reads each entry once: XML as text, the rest exactly, and the compressed bytes of all.
func readEverything(p *opc.Package) error {
	for _, e := range p.Entries() {
		read := e.Bytes
		if strings.HasSuffix(p.ContentType(e.Name), "xml") {
			read = e.Text
		}
		if _, err := read(); err != nil {
			return err
		}
		raw, err := e.Raw()
		if err != nil {
			return err
		}
		if uint64(len(raw)) != e.CompressedSize {
			return fmt.Errorf("%s: %d raw bytes of %d", e.Name, len(raw), e.CompressedSize)
		}
	}
	return nil
}

func code(err error) string {
	if err == nil {
		return ""
	}
	var e *opc.Error
	if !errors.As(err, &e) {
		return "not an *opc.Error: " + err.Error()
	}
	return e.Code
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x4e00 && r < 0xa000 })
}

// TestMinimal looks at what a caller sees of a small document.
func TestMinimal(t *testing.T) {
	rels := hostile.File{Name: "word/_rels/document.xml.rels", Data: `<Relationships xmlns="x">` +
		`<Relationship Id="a" Type="image" Target="media/图 1.png"/>` +
		`<Relationship Id="b" Type="image" Target="/word/media/%E5%9B%BE%201.png"/>` +
		`<Relationship Id="c" Type="image" Target="word/media/图 1.png"/>` +
		`<Relationship Id="d" Type="image" Target="..\word\MEDIA\图 1.PNG"/>` +
		`<Relationship Id="e" Type="link" Target="http://example.org/?a=1&amp;b=2" TargetMode="External"/>` +
		`<Relationship Id="f" Type="link" Target="#书签"/>` +
		`<Relationship Id="g" Type="image" Target="NULL"/></Relationships>`}
	files := append(hostile.Minimal(nil), rels, hostile.File{Name: "word/media/图 1.png", Data: "png"})
	p := open(t, hostile.Zip{Files: files}.Bytes())
	if p.MainDocument() != "word/document.xml" || p.Kind() != opc.Docx || p.Strict() {
		t.Errorf("main %q, kind %v, strict %v", p.MainDocument(), p.Kind(), p.Strict())
	}
	picture := "word/media/图 1.png"
	want := map[string]string{"a": picture, "b": picture, "c": picture, "d": picture, "e": "", "f": "", "g": "word/NULL"}
	got := p.Relationships("/word/Document.xml")
	if len(got) != len(want) {
		t.Fatalf("%d relationships, want %d", len(got), len(want))
	}
	for _, r := range got {
		if r.Resolved != want[r.ID] {
			t.Errorf("%s (%s) resolves to %q, want %q", r.ID, r.Target, r.Resolved, want[r.ID])
		}
	}
	if e := got[4]; e.Mode != "External" || e.Target != "http://example.org/?a=1&b=2" {
		t.Errorf("external: %+v", e)
	}
	if p.Entry("word/none.xml") != nil || p.Entry("") != nil {
		t.Error("found what is not there")
	}
	if got := p.Entries()[0].Name; got != "[Content_Types].xml" {
		t.Errorf("first entry %q", got)
	}
	if got := p.ContentType("word/media/a.BIN"); got != "application/octet-stream" {
		t.Errorf("content type by extension %q", got)
	}
}

func open(t *testing.T, data []byte) *opc.Package {
	t.Helper()
	p, err := opc.Open(bytes.NewReader(data), int64(len(data)), opc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestText: a part in UTF-16 comes out as the same text in UTF-8, saying so; Bytes stays as it was.
func TestText(t *testing.T) {
	var want string
	for _, c := range hostile.Cases() {
		if c.Code != "" || !strings.HasPrefix(c.Name, "UTF-") || c.Name == "UTF-16 relationships" || c.Name == "UTF-8 with a mark" {
			continue
		}
		p := open(t, c.Data())
		text, err := p.Entry("word/document.xml").Text()
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		if want == "" {
			want = string(text)
			if !strings.HasPrefix(want, `<?xml version="1.0" encoding="UTF-8"`) || !strings.Contains(want, "预算 {{金额}} 万元") || !strings.Contains(want, "𠮷") {
				t.Fatalf("%s: %s", c.Name, want)
			}
		}
		if string(text) != want {
			t.Errorf("%s: %s", c.Name, text)
		}
	}
	if want == "" {
		t.Fatal("no case ran")
	}
}

// TestKinds: the kind follows the content type of the main part.
func TestKinds(t *testing.T) {
	want := map[string]opc.Kind{"smallest document": opc.Docx, "macro document": opc.Docm, "template": opc.Dotx, "strict namespaces": opc.Docx}
	for _, c := range hostile.Cases() {
		kind, ok := want[c.Name]
		if !ok {
			continue
		}
		delete(want, c.Name)
		p := open(t, c.Data())
		if p.Kind() != kind || p.Strict() != (c.Name == "strict namespaces") {
			t.Errorf("%s: %v, strict %v", c.Name, p.Kind(), p.Strict())
		}
	}
	if len(want) > 0 {
		t.Errorf("not tried: %v", want)
	}
}

// TestTruncated cuts a document after every byte: always an error, and for all but the first bytes one that
// says the file is incomplete.
func TestTruncated(t *testing.T) {
	whole := hostile.Zip{Files: hostile.Minimal(nil)}.Bytes()
	for n := range whole {
		_, err := opc.Open(bytes.NewReader(whole[:n]), int64(n), opc.Limits{})
		if got := code(err); n >= 4 && got != opc.CodeTruncated {
			t.Fatalf("cut after %d of %d bytes: %v", n, len(whole), err)
		} else if err == nil {
			t.Fatalf("cut after %d bytes: opened", n)
		}
		// The source may also be shorter than it says.
		if _, err := opc.Open(bytes.NewReader(whole[:n]), int64(len(whole)), opc.Limits{}); code(err) != opc.CodeTruncated {
			t.Fatalf("cut after %d bytes without saying so: %v", n, err)
		}
	}
}

// TestFlipped changes each byte: an error, or every part still has its checksum.
func TestFlipped(t *testing.T) {
	whole := hostile.Zip{Files: hostile.Minimal(nil)}.Bytes()
	want := map[string]string{}
	for _, f := range hostile.Minimal(nil) {
		want[strings.ToLower(f.Name)] = f.Data
	}
	for i := range whole {
		for _, mask := range []byte{1, 0x20, 0xff} {
			bad := bytes.Clone(whole)
			bad[i] ^= mask
			p, err := opc.Open(bytes.NewReader(bad), int64(len(bad)), opc.Limits{})
			if err != nil {
				continue
			}
			for _, e := range p.Entries() {
				b, err := e.Bytes()
				if data, ok := want[strings.ToLower(e.Name)]; err == nil && ok && string(b) != data {
					t.Fatalf("byte %d ^ %#x: %s reads as something else", i, mask, e.Name)
				}
			}
		}
	}
}

// TestLimits: each limit is the one that speaks when it is lowered.
func TestLimits(t *testing.T) {
	files := append(hostile.Minimal(nil), hostile.File{Name: "word/a.bin", Data: strings.Repeat("word ", 4<<20)})
	data := hostile.Zip{Files: files}.Bytes()
	for _, c := range []struct {
		lim  opc.Limits
		want string
	}{
		{opc.Limits{}, "bomb"}, // 20 MiB of one word: a ratio of about 500
		{opc.Limits{Ratio: 2000}, ""},
		{opc.Limits{Ratio: 2000, Entries: 3}, "too-many-entries"},
		{opc.Limits{Ratio: 2000, EntrySize: 19 << 20}, "bomb"},
		{opc.Limits{Ratio: 2000, TotalSize: 20 << 20}, "bomb"},
		{opc.Limits{Ratio: 2000, TextSize: 900}, "bomb"},
		{opc.Limits{Ratio: 2000, Depth: 4}, "too-deep"},
		{opc.Limits{Ratio: 2000, AttrSize: 20}, "huge-attribute"},
		{opc.Limits{Ratio: 2000, Attrs: 1}, "huge-attribute"},
	} {
		p, err := opc.Open(bytes.NewReader(data), int64(len(data)), c.lim)
		if err == nil {
			err = readEverything(p)
		}
		if code(err) != c.want {
			t.Errorf("%+v: %v, want %q", c.lim, err, c.want)
		}
	}
}

// TestTextCountsOnce: reading one part twice does not use up the limit.
func TestTextCountsOnce(t *testing.T) {
	data := hostile.Zip{Files: hostile.Minimal(nil)}.Bytes()
	p, err := opc.Open(bytes.NewReader(data), int64(len(data)), opc.Limits{TextSize: 2000})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if _, err := p.Entry("word/document.xml").Text(); err != nil {
			t.Fatal(err)
		}
	}
}

var errDisk = errors.New("disk on fire")

// brokenSource fails beyond a point, as a disk does.
type brokenSource struct {
	io.ReaderAt
	from int64
}

func (s brokenSource) ReadAt(b []byte, off int64) (int, error) {
	if off+int64(len(b)) > s.from {
		return 0, errDisk
	}
	return s.ReaderAt.ReadAt(b, off)
}

func TestBrokenSource(t *testing.T) {
	data := hostile.Zip{Files: hostile.Minimal(nil)}.Bytes()
	_, err := opc.Open(brokenSource{bytes.NewReader(data), int64(len(data)) - 5}, int64(len(data)), opc.Limits{})
	if code(err) != opc.CodeRead || !errors.Is(err, errDisk) {
		t.Errorf("%v", err)
	}
}

// TestConcurrent reads one package from many goroutines; it is for the race detector.
func TestConcurrent(t *testing.T) {
	p := open(t, hostile.Zip{Files: hostile.Minimal(nil)}.Bytes())
	done := make(chan error)
	for range 20 {
		go func() { done <- readEverything(p) }()
	}
	for range 20 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
