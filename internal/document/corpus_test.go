package document

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/evalreport/go/internal/pace"
)

// plain prints a document as paragraphs and tab-separated rows, for comparing with other readers by hand.
func plain(blocks []Block, b *strings.Builder) {
	for _, k := range blocks {
		switch k := k.(type) {
		case *Paragraph:
			b.WriteString(strings.TrimPrefix(k.Text, k.Number) + "\n")
		case *Table:
			for _, l := range k.Grid.Lines() {
				b.WriteString(l + "\n")
			}
		}
	}
}

// TestCorpus reads every document of EVALREPORT_CORPUS: a document or a clear error, quickly, never a panic. With
// EVALREPORT_CORPUS_OUT the texts are written there.
func TestCorpus(t *testing.T) {
	dir, out := os.Getenv("EVALREPORT_CORPUS"), os.Getenv("EVALREPORT_CORPUS_OUT")
	if dir == "" {
		t.Skip("EVALREPORT_CORPUS is not set")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.doc*"))
	if len(files) < 100 {
		t.Fatalf("only %d documents in %s", len(files), dir)
	}
	read := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		doc, err := Read(bytes.NewReader(raw), int64(len(raw)), Options{Verbatim: out != ""})
		if took := time.Since(start); took > pace.Limit(2*time.Second) {
			t.Errorf("%s: %v", filepath.Base(file), took)
		}
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Code == "" {
				t.Errorf("%s: %T %v", filepath.Base(file), err, err)
			}
			t.Logf("%s: %v", filepath.Base(file), err)
			continue
		}
		read++
		checkRuns(t, doc)
		Outline(doc)
		if out != "" {
			var b strings.Builder
			plain(doc.Blocks, &b)
			if err := os.WriteFile(filepath.Join(out, filepath.Base(file)+".txt"), []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, p := range doc.Problems {
			t.Logf("%s: %s", filepath.Base(file), p.Msg)
		}
	}
	if read < len(files)*3/4 {
		t.Errorf("only %d of %d documents could be read", read, len(files))
	}
}

// checkRuns fails unless the runs of every paragraph cover its text, in order and without gaps.
func checkRuns(t *testing.T, doc *Document) {
	t.Helper()
	for _, p := range Paragraphs(doc.Blocks) {
		at := 0
		for _, r := range p.Runs {
			if r.Start != at || r.End < r.Start {
				t.Fatalf("%s %q: run %+v after %d", p.Place, p.Text, r, at)
			}
			at = r.End
		}
		if at != runes(p.Text) {
			t.Fatalf("%s %q: runs end at %d of %d", p.Place, p.Text, at, runes(p.Text))
		}
	}
}
