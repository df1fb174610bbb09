package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/evalreport/go/evalreport/extract"
)

// TestWrite writes each document and reads it back. What stands in them is held in internal/localities.
func TestWrite(t *testing.T) {
	files, err := data.ReadDir("data")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d reports, %v", len(files), err)
	}
	for _, f := range files {
		out := filepath.Join(t.TempDir(), "report.docx")
		if err := write(out, "data/"+f.Name()); err != nil {
			t.Fatal(err)
		}
		docx, err := os.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		defer docx.Close()
		info, err := docx.Stat()
		if err != nil {
			t.Fatal(err)
		}
		got, err := extract.Read(docx, info.Size(), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Report.Outline) < 10 {
			t.Errorf("%s: %d headings", f.Name(), len(got.Report.Outline))
		}
	}
}
