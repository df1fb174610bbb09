package opc_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/opc/hostile"
)

// FuzzOpen reads any bytes as a package: no panic, no long wait, errors with a code, and entries of the
// length they declare.
func FuzzOpen(f *testing.F) {
	for _, c := range hostile.Cases() {
		if data := c.Data(); len(data) < 16<<10 {
			f.Add(data)
		}
	}
	lim := opc.Limits{Entries: 1000, EntrySize: 4 << 20, TotalSize: 16 << 20, TextSize: 4 << 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		p, err := opc.Open(bytes.NewReader(data), int64(len(data)), lim)
		if err != nil {
			var e *opc.Error
			if !errors.As(err, &e) || e.Code == "" || e.Msg == "" || e.Code == opc.CodeRead {
				t.Fatalf("%#v", err)
			}
			return
		}
		if main := p.Entry(p.MainDocument()); main == nil {
			t.Fatal("no main part")
		}
		for _, e := range p.Entries() {
			b, err := e.Bytes()
			if err == nil && uint64(len(b)) != e.UncompressedSize {
				t.Fatalf("%s: %d bytes, declared %d", e.Name, len(b), e.UncompressedSize)
			}
			if p.Entry(e.Name) != e && !e.Dir {
				t.Fatalf("%q is not found by its name", e.Name)
			}
			if strings.HasPrefix(e.Name, "/") || strings.Contains(e.Name, `\`) || strings.Contains("/"+e.Name+"/", "/../") {
				t.Fatalf("name %q", e.Name)
			}
			e.Raw()
			e.Text()
			p.Relationships(e.Name)
		}
		if took := time.Since(start); took > 5*time.Second { // the fuzzer shares the machine
			t.Fatalf("took %v", took)
		}
	})
}

// FuzzParts puts any text into the parts that Open itself reads, and any name and target beside them.
func FuzzParts(f *testing.F) {
	m := hostile.Minimal(nil)
	f.Add(m[0].Data, m[1].Data, m[2].Data, "word/media/a.png")
	for _, c := range hostile.Cases() {
		data := c.Data()
		if len(data) > 16<<10 {
			continue
		}
		p, err := opc.Open(bytes.NewReader(data), int64(len(data)), opc.Limits{})
		if err != nil {
			continue
		}
		var text [3]string
		for i, name := range []string{hostile.TypesName, hostile.RelsName, p.MainDocument()} {
			b, _ := p.Entry(name).Bytes()
			text[i] = string(b)
		}
		f.Add(text[0], text[1], text[2], p.Entries()[len(p.Entries())-1].Name)
	}
	f.Fuzz(func(t *testing.T, types, rels, main, name string) {
		if len(name) > 0xffff {
			return
		}
		files := hostile.Minimal(func(a, b, c *hostile.File) {
			a.Data, b.Data, c.Data = types, rels, main
			a.Stored, b.Stored, c.Stored = true, true, true
		})
		files = append(files, hostile.File{Name: name, Stored: true}, hostile.File{Name: "word/_rels/document.xml.rels", Data: rels, Stored: true})
		data := hostile.Zip{Files: files}.Bytes()
		p, err := opc.Open(bytes.NewReader(data), int64(len(data)), opc.Limits{})
		if err != nil {
			return
		}
		for _, e := range p.Entries() {
			if _, err := e.Bytes(); err != nil {
				t.Fatal(err) // the zip itself is sound
			}
			text, err := e.Text()
			if err == nil && opc.CheckXML(text, opc.Limits{}) != nil {
				t.Fatalf("%s: Text is not what CheckXML accepts", e.Name)
			}
			for _, r := range p.Relationships(e.Name) {
				if strings.Contains("/"+r.Resolved+"/", "/../") || strings.HasPrefix(r.Resolved, "/") || r.ID == "" {
					t.Fatalf("%+v", r)
				}
			}
		}
	})
}

// FuzzCheckXML: text that is accepted is read to its end by encoding/xml too.
func FuzzCheckXML(f *testing.F) {
	for _, s := range []string{"<a/>", `<a b="c">d&amp;&#x4e00;</a>`, "<a><!-- - --><![CDATA[x]]><?p q?></a>", "<a>]]></a>", "<a b='1' b='2'/>", "<a><b></a></b>",
		"<!DOCTYPE a><a/>", "<a", "<a b", "<a b=", "<a b='", "</a>", "<a/><a/>", "<a>&b;</a>", hostile.Document("<w:p/>")} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if opc.CheckXML([]byte(s), opc.Limits{}) != nil {
			return
		}
		if strings.ContainsAny(s, ":?") || strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f }) {
			return // names and declarations on which the two differ by choice
		}
		d := xml.NewDecoder(strings.NewReader(s))
		for {
			if _, err := d.RawToken(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
		}
	})
}
