package templates_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

// TestFilledIn holds what is derived and what is checked to one view of how figures follow from each other: in every report
// of ours, filling the blanks changes nothing that was declared and makes no rule find what it did not find before.
func TestFilledIn(t *testing.T) {
	filled := 0
	for _, file := range dataFiles(t) {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r, origins, err := codec.Decode(data, file)
			if err != nil {
				t.Fatal(err)
			}
			scheme, err := form.Builtin.SchemeFor(r)
			if err != nil {
				t.Fatal(err)
			}
			declared, before := leaves(r), foundIn(r, origins, *scheme)
			filled += len(evalreport.Fill(r, evalreport.Derive(r, *scheme)))
			now := leaves(r)
			for path, value := range declared {
				if now[path] != value {
					t.Errorf("%s: %s has become %s", path, value, now[path])
				}
			}
			for f := range foundIn(r, origins, *scheme) {
				if !before[f] {
					t.Errorf("found only when filled in: %s", f)
				}
			}
		})
	}
	if filled == 0 {
		t.Error("no blank was filled in any of them")
	}
}

// dataFiles are the reports that we keep as data.
func dataFiles(t *testing.T) (files []string) {
	t.Helper()
	for _, pattern := range []string{"*/sample.yaml", "profiles/*/sample.yaml", "../examples/*/report.yaml", "../examples/*/data/*.yaml", "../testdata/reports/*.yaml"} {
		some, err := filepath.Glob(pattern)
		if err != nil || len(some) == 0 {
			t.Fatalf("%s: no files, %v", pattern, err)
		}
		files = append(files, some...)
	}
	return files
}

// leaves are the printed values of what is filled in, by path.
func leaves(r *evalreport.Report) map[string]string {
	values := map[string]string{}
	evalreport.Walk(r, func(f evalreport.Field) bool {
		if !f.Value.IsZero() {
			values[f.Path] = fmt.Sprint(f.Value.Interface())
		}
		return true
	})
	return values
}

func foundIn(r *evalreport.Report, origins evalreport.Origins, scheme evalreport.Scheme) map[string]bool {
	found := map[string]bool{}
	for _, f := range (check.Config{Scheme: scheme, Origins: origins}).Run(r, extract.ProseOf(r, origins), rules.All()...) {
		found[f.Rule+" "+f.Path+": "+f.Message] = true
	}
	return found
}
