//go:build acceptance

package acceptance

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/evalreport/go/internal/doclint"
	"github.com/evalreport/go/internal/soffice"
)

func TestDocuments(t *testing.T) {
	v, err := newValidator()
	if err != nil {
		t.Fatal(err)
	}
	office, err := soffice.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { office.Close() })
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	d := &folder{t: t, dir: keep(t, "documents"), root: root}
	d.all()
	t.Logf("%d documents", len(d.files))

	t.Run("valid", func(t *testing.T) { t.Parallel(); checkValid(t, v, 1, d.files) })
	t.Run("pages", func(t *testing.T) { t.Parallel(); checkPages(t, office, d.files) })
}

// keep is a folder that lasts as long as the test, or longer where EVALREPORT_KEEP says so.
func keep(t *testing.T, name string) string {
	kept := os.Getenv("EVALREPORT_KEEP")
	if kept == "" {
		return t.TempDir()
	}
	dir := filepath.Join(kept, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// checkValid wants the validator to find nothing wrong, nor our own lint, which sees what a schema does not show.
func checkValid(t *testing.T, v validator, workers int, files []string) {
	var mu sync.Mutex
	inParallel(workers, files, func(file string) {
		faults, err := v.validate(t.Context(), file)
		docx, readErr := os.ReadFile(file)
		mu.Lock()
		defer mu.Unlock()
		if err := errors.Join(err, readErr); err != nil {
			t.Error(err)
			return
		}
		for _, f := range doclint.Check(docx) {
			t.Errorf("%s: %s", filepath.Base(file), f)
		}
		for i, f := range faults {
			if i == 10 {
				t.Errorf("%s: and %d more", filepath.Base(file), len(faults)-i)
				break
			}
			t.Errorf("%s: %v", filepath.Base(file), f)
		}
	})
}

// checkPages wants LibreOffice to open every document, with as many pages as the table says.
func checkPages(t *testing.T, office *soffice.Office, files []string) {
	dir := keep(t, "pdf")
	if err := office.PDF(t.Context(), dir, files...); err != nil {
		t.Error(err)
	}
	unseen := map[string]bool{}
	for name := range pages {
		unseen[name] = true
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".docx")
		n, err := soffice.Pages(t.Context(), filepath.Join(dir, name+".pdf"))
		if err != nil {
			t.Error(err)
			continue
		}
		want, known := expected(name)
		delete(unseen, name)
		switch {
		case !known:
			t.Errorf("%s has %d pages; say in pages_test.go how many it should have", name, n)
		case n < want.min || n > want.max:
			t.Errorf("%s has %d pages, want %d to %d", name, n, want.min, want.max)
		}
	}
	for name := range unseen {
		t.Errorf("%s was not made", name)
	}
}
