package docxtemplate

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/wml"
)

// TestCorpus fills real documents. Without tags every part stays as it is; with
// them every part stays well-formed.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("EVALREPORT_CORPUS")
	if dir == "" {
		t.Skip("EVALREPORT_CORPUS is not set")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.do*"))
	if len(files) == 0 {
		t.Fatal("the corpus is empty")
	}
	same, filled, refused := 0, 0, 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tpl, err := Config{Missing: MissingBlank}.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			refused++
			t.Logf("%s: %v", filepath.Base(f), err)
			continue
		}
		var out bytes.Buffer
		if err := tpl.Execute(&out, map[string]any{}); err != nil {
			t.Logf("%s: execute: %v", filepath.Base(f), err)
			refused++
			continue
		}
		if len(tpl.Tags()) == 0 {
			same++
			sameParts(t, filepath.Base(f), src, out.Bytes())
			continue
		}
		filled++
		wellFormed(t, filepath.Base(f), out.Bytes())
		if d := os.Getenv("EVALREPORT_OUT"); d != "" {
			_ = os.WriteFile(filepath.Join(d, filepath.Base(f)), out.Bytes(), 0o644)
		}
	}
	t.Logf("%d unchanged, %d filled, %d refused", same, filled, refused)
}

func parts(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue // a folder is no part
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		c, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Name] = string(c)
	}
	return out
}

func sameParts(t *testing.T, name string, a, b []byte) {
	before, after := parts(t, a), parts(t, b)
	for p, c := range before {
		if got, ok := after[p]; !ok || got != c {
			t.Errorf("%s: part %s changed", name, p)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%s: %d parts became %d", name, len(before), len(after))
	}
}

func wellFormed(t *testing.T, name string, b []byte) {
	for p, c := range parts(t, b) {
		if filepath.Ext(p) != ".xml" && filepath.Ext(p) != ".rels" || len(c) > 1 && c[0] != '<' {
			continue
		}
		s := wml.NewScanner([]byte(c), 0)
		for s.Next() {
		}
		if err := s.Err(); err != nil {
			t.Errorf("%s: %s: %v", name, p, err)
		}
	}
}
