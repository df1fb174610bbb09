package golden_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/golden"
)

// recorder notes failures instead of failing.
type recorder struct {
	testing.TB
	failed string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) { r.failed = fmt.Sprintf(format, args...) }

func TestEqual(t *testing.T) {
	if golden.Update() {
		t.Skip("with -update there is nothing to compare")
	}
	file := filepath.Join(t.TempDir(), "want.txt")
	if err := os.WriteFile(file, []byte("甲\r\n乙\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for got, same := range map[string]bool{"甲\n乙\n": true, "甲\n丙\n": false} {
		r := &recorder{TB: t}
		golden.Equal(r, file, []byte(got))
		if (r.failed == "") != same {
			t.Errorf("%q: %s", got, r.failed)
		}
	}
}

func TestSameAndEqualValue(t *testing.T) {
	type row struct {
		A evalreport.Amount
		D evalreport.Date
		L []string
	}
	a := row{A: evalreport.MustAmount("2858.4"), D: evalreport.MustDate("2023-03-20")}
	b := row{A: evalreport.MustAmount("2,858.40"), D: evalreport.MustDate("2023年3月20日"), L: []string{}}
	if cmp.Equal(a, b, golden.Same()) || !cmp.Equal(a, b, golden.EqualValue()) || !cmp.Equal(a, row{A: a.A, D: a.D, L: []string{}}, golden.Same()) {
		t.Error("2858.4 and 2,858.40 have one value and two prints")
	}
}
