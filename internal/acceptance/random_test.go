//go:build acceptance

package acceptance

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/internal/docxgen"
	"github.com/evalreport/go/internal/soffice"
)

const (
	randomDocuments = 500 // that the validator sees; with -short, fewer
	openedOf        = 10  // of so many, LibreOffice opens one
)

// TestRandomDocuments fills random templates of legal structure with random data: what compiles, opens.
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
	var some []string
	for i := 0; i < len(files); i += openedOf {
		some = append(some, files[i])
	}
	t.Run("valid", func(t *testing.T) { checkValid(t, v, 2, files) })
	t.Run("opened", func(t *testing.T) { checkOpened(t, some) })
}

// checkOpened wants LibreOffice to show every document as pages.
func checkOpened(t *testing.T, files []string) {
	office, err := soffice.New()
	if err != nil {
		t.Fatal(err)
	}
	defer office.Close()
	dir := t.TempDir()
	if err := office.PDF(t.Context(), dir, files...); err != nil {
		t.Error(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".docx")
		if n, err := soffice.Pages(t.Context(), filepath.Join(dir, name+".pdf")); err != nil || n == 0 {
			t.Errorf("%s: %d pages, %v", name, n, err)
		}
	}
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
