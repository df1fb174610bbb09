package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
)

func TestDump(t *testing.T) {
	files, _ := filepath.Glob(os.Getenv("DUMP"))
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		got, err := Read(bytes.NewReader(raw), int64(len(raw)), Options{File: filepath.Base(f)})
		if err != nil {
			t.Fatal(err)
		}
		r := *got.Report
		if os.Getenv("FULL") == "" {
			strip(&r)
		}
		var b bytes.Buffer
		codec.EncodeYAML(&b, &r)
		t.Logf("\n=== %s\n%s", f, b.String())
		for _, m := range got.Missed {
			t.Log("MISSED", m.Path, m.Label)
		}
		for _, u := range got.Unread {
			t.Log("UNREAD", u.Text, "|", u.Reason, u.Place)
		}
		for _, f := range got.Forms {
			t.Logf("FORM %+v", f)
		}
	}
}

func strip(r *evalreport.Report) {
	var clear func(any)
	_ = clear
	for _, o := range r.Outline {
		if v, ok := evalreport.Lookup(r, o.Section+".narrative"); ok {
			v.Set(v.Slice(0, 0))
		}
	}
}

func TestSummaryDump(t *testing.T) {
	files, _ := filepath.Glob(os.Getenv("DUMP"))
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		got, err := Read(bytes.NewReader(raw), int64(len(raw)), Options{File: filepath.Base(f)})
		if err != nil {
			t.Fatal(err)
		}
		got.WriteSummary(os.Stdout)
	}
}
