package extract_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract"
)

// published reads the published reports; it skips when they are not at hand.
func published(t testing.TB) map[string][]byte {
	t.Helper()
	dir := os.Getenv("EVALREPORT_SEEDS")
	if dir == "" {
		t.Skip("EVALREPORT_SEEDS is not set")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports in %s: %v", dir, err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)[:3]] = b
	}
	return out
}

func read(t testing.TB, data []byte) *extract.Result {
	t.Helper()
	got, err := extract.Read(bytes.NewReader(data), int64(len(data)), extract.Options{File: "报告.txt"})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// printed is the report's text as published.
func printed(r *evalreport.Report) string {
	var b strings.Builder
	for block := range r.Published() {
		b.WriteString(block.Text)
		for _, row := range block.Table {
			b.WriteString(strings.Join(row, ""))
		}
	}
	return b.String()
}

// TestPublishedText: every printed character of the file, residue and the bars of a text dump aside, is in the report, in
// order.
func TestPublishedText(t *testing.T) {
	for name, data := range published(t) {
		t.Run(name, func(t *testing.T) {
			got := read(t, data)
			want := string(data)
			for _, r := range got.Residue {
				want = strings.Replace(want, r.Text, "", 1)
			}
			want = strings.ReplaceAll(dense(want), "|", "")
			have := dense(printed(got.Report))
			if have == want {
				return
			}
			a, b := []rune(have), []rune(want)
			i := 0
			for i < len(a) && i < len(b) && a[i] == b[i] {
				i++
			}
			t.Errorf("after %q:\n got %q\nwant %q", string(b[max(0, i-30):i]), string(a[i:min(len(a), i+60)]), string(b[i:min(len(b), i+60)]))
		})
	}
}
