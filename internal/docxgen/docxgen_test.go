package docxgen

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/evalreport/go/internal/doclint"
)

// TestTemplate: templates are legal documents, the same for the same seed.
func TestTemplate(t *testing.T) {
	for seed := range uint64(60) {
		src := Template(seed)
		if faults := doclint.Check(src); len(faults) > 0 {
			t.Errorf("seed %d: %v", seed, faults)
		}
		if !bytes.Equal(src, Template(seed)) {
			t.Errorf("seed %d: made differently the second time", seed)
		}
		if dir := os.Getenv("EVALREPORT_OUT"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "template"+strconv.Itoa(int(seed))+".docx"), src, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
