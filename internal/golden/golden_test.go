package golden_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

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
