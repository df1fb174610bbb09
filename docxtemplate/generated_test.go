package docxtemplate_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/internal/doclint"
	"github.com/evalreport/go/internal/docxgen"
)

// keepGenerated saves a document where EVALREPORT_OUT says.
func keepGenerated(t *testing.T, name string, docx []byte) {
	if dir := os.Getenv("EVALREPORT_OUT"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), docx, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// generated is how many random templates are tried, and the first of them.
func generated() (n, first uint64) {
	n = 60
	if v, err := strconv.ParseUint(os.Getenv("EVALREPORT_GENERATED"), 10, 32); err == nil {
		n = v
	}
	first, _ = strconv.ParseUint(os.Getenv("EVALREPORT_FIRST"), 10, 32)
	return n, first
}

// TestGeneratedAnnotated comments every tag of random templates: a copy with comments opens, too.
func TestGeneratedAnnotated(t *testing.T) {
	n, first := generated()
	for seed := first; seed < first+n; seed++ {
		src := docxgen.Template(seed)
		_, err := docxtemplate.Config{Type: struct{}{}}.Compile(bytes.NewReader(src), int64(len(src)))
		var faults docxtemplate.ErrorList
		if !errors.As(err, &faults) {
			continue
		}
		var out bytes.Buffer
		if err := docxtemplate.Annotate(&out, bytes.NewReader(src), int64(len(src)), faults); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if faults := doclint.Check(out.Bytes()); len(faults) > 0 {
			t.Errorf("seed %d: %.600q", seed, faults)
		}
		keepGenerated(t, fmt.Sprintf("annotated%d.docx", seed), out.Bytes())
	}
}

// TestGenerated fills random templates of legal structure with random data:
// what compiles, opens.
func TestGenerated(t *testing.T) {
	n, first := generated()
	compiled, refused := uint64(0), map[string]int{}
	for seed := first; seed < first+n; seed++ {
		docx, err := docxgen.New(seed).Fill()
		if list := (docxtemplate.ErrorList)(nil); errors.As(err, &list) {
			refused[list[0].Code]++
			continue
		}
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		compiled++
		if faults := doclint.Check(docx); len(faults) > 0 {
			t.Errorf("seed %d: %.600q", seed, faults)
		}
		keepGenerated(t, fmt.Sprintf("gen%d.docx", seed), docx)
	}
	t.Logf("%d filled, refused: %v", compiled, refused)
	if compiled < n/2 {
		t.Errorf("only %d of %d templates compile: %v", compiled, n, refused)
	}
}
