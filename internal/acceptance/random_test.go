//go:build acceptance

package acceptance

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/internal/docxgen"
)

const randomDocuments = 500 // with -short, fewer

// TestRandomDocuments fills random templates of legal structure with random data: what compiles is valid. LibreOffice
// does not see these: it takes minutes to lay out some tables in tables whose cells are taller than a page, filled or not.
// EVALREPORT_FIRST is the first seed, to try others than CI does.
func TestRandomDocuments(t *testing.T) {
	v, err := newValidator()
	if err != nil {
		t.Fatal(err)
	}
	want := randomDocuments
	if testing.Short() {
		want = 20
	}
	first, _ := strconv.ParseUint(os.Getenv("EVALREPORT_FIRST"), 10, 32)
	files := makeRandom(t, keep(t, "random"), first, want)
	checkValid(t, v, 2, files)
}

// makeRandom writes n documents. A template whose blocks do not fit together is refused, and another one taken.
func makeRandom(t *testing.T, dir string, first uint64, n int) (files []string) {
	for seed := first; len(files) < n; seed++ {
		if seed-first > uint64(2*n) {
			t.Fatalf("only %d of %d random templates compile", len(files), seed-first)
		}
		docx, err := docxgen.New(seed).Fill()
		if refused := (docxtemplate.ErrorList)(nil); errors.As(err, &refused) {
			continue
		}
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		file := filepath.Join(dir, fmt.Sprintf("random-%d.docx", seed))
		if err := os.WriteFile(file, docx, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}
