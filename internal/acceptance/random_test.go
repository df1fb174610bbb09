//go:build acceptance

package acceptance

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/internal/docxgen"
)

// randomDocuments is how many documents of random templates the validator sees; with -short, fewer.
const randomDocuments = 500

// TestRandomDocuments fills random templates of legal structure with random data: what compiles, opens.
func TestRandomDocuments(t *testing.T) {
	v, err := newValidator()
	if err != nil {
		t.Fatal(err)
	}
	want := randomDocuments
	if testing.Short() {
		want = 20
	}
	files := makeRandom(t, keep(t, "random"), want)
	checkValid(t, v, 2, files)
}

// makeRandom writes n documents. A template whose blocks do not fit together is refused, and another one taken.
func makeRandom(t *testing.T, dir string, n int) (files []string) {
	for seed := uint64(0); len(files) < n; seed++ {
		if seed > uint64(20*n) {
			t.Fatalf("only %d of %d random templates compile", len(files), seed)
		}
		doc, err := random(seed)
		if refused := (docxtemplate.ErrorList)(nil); errors.As(err, &refused) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		file := filepath.Join(dir, fmt.Sprintf("random-%d.docx", seed))
		if err := os.WriteFile(file, doc, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func random(seed uint64) ([]byte, error) {
	src := docxgen.Template(seed)
	tmpl, err := docxtemplate.Config{Missing: docxtemplate.MissingBlank}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = tmpl.Execute(&out, docxgen.Data(seed))
	return out.Bytes(), err
}
