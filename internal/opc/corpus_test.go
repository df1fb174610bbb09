package opc

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorpus opens real documents of many writers, from the folder EVALREPORT_CORPUS: every part must read,
// every XML part be well formed, and the kind be that of the file name. Files that are truly broken may be
// refused, but not more of them than we know.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("EVALREPORT_CORPUS")
	if dir == "" {
		t.Skip("EVALREPORT_CORPUS is not set")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.do[ct][xm]"))
	if len(files) == 0 {
		t.Fatalf("no documents in %s", dir)
	}
	refused := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := readAll(data); err != nil {
			refused++
			t.Logf("%s: %v", filepath.Base(f), err)
		}
	}
	t.Logf("%d documents, %d refused", len(files), refused)
	if refused*50 > len(files) {
		t.Errorf("%d of %d refused, more than 2 %%", refused, len(files))
	}
}

// readAll opens a package and reads everything in it.
func readAll(data []byte) error {
	p, err := Open(bytes.NewReader(data), int64(len(data)), Limits{})
	if err != nil {
		return err
	}
	for _, e := range p.Entries() {
		if _, err := e.Bytes(); err != nil {
			return err
		}
		if ct := p.ContentType(e.Name); strings.HasSuffix(ct, "xml") {
			if _, err := e.Text(); err != nil {
				return err
			}
		}
	}
	return nil
}
