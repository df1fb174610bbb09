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
