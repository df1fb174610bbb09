// Package golden compares what a test got with a file that shows what is expected, and rewrites the file when the test
// is run with -update.
//
//	golden.Equal(t, "testdata/schema.json", got)
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/evalreport/go/evalreport"
)

var update = flag.Bool("update", false, "rewrite golden files with what the tests get")

// Update reports whether the test was run with -update.
func Update() bool { return *update }

// Equal fails the test unless the file holds got. With -update it writes got to the file instead. Line ends may differ,
// as git may have changed them.
func Equal(t testing.TB, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if diff := cmp.Diff(lines(want), lines(got)); diff != "" {
		t.Errorf("%s differs (-want +got; run the test with -update to accept):\n%s", file, diff)
	}
}

func lines(b []byte) string { return string(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))) }

// Same are the options by which two reports, or parts of them, are the same: figures and dates have the same value and
// print alike; a list without elements is no list.
func Same() cmp.Options {
	return cmp.Options{
		cmpopts.EquateEmpty(),
		cmp.Comparer(evalreport.Amount.Same),
		cmp.Comparer(evalreport.Percent.Same),
		cmp.Comparer(evalreport.Score.Same),
		cmp.Comparer(evalreport.Count.Same),
		cmp.Comparer(func(a, b evalreport.Date) bool { return a.String() == b.String() }),
	}
}

// EqualValue are the options by which figures are compared by value alone: 2858.4 equals 2858.40.
func EqualValue() cmp.Options {
	return cmp.Options{
		cmpopts.EquateEmpty(),
		cmp.Comparer(evalreport.Amount.Equal),
		cmp.Comparer(evalreport.Percent.Equal),
		cmp.Comparer(evalreport.Score.Equal),
		cmp.Comparer(evalreport.Count.Equal),
		cmp.Comparer(func(a, b evalreport.Date) bool { return a.Official() == b.Official() }),
	}
}
