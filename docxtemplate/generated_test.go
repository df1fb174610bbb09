package docxtemplate

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/evalreport/go/internal/doclint"
	"github.com/evalreport/go/internal/docxgen"
)

// TestGeneratedAnnotated comments every tag of random templates: a copy with comments opens, too.
func TestGeneratedAnnotated(t *testing.T) {
	for seed := range uint64(60) {
		src := docxgen.Template(seed)
		_, err := Config{Type: struct{}{}}.Compile(bytes.NewReader(src), int64(len(src)))
		var faults ErrorList
		if !errors.As(err, &faults) {
			continue
		}
		var out bytes.Buffer
		if err := Annotate(&out, bytes.NewReader(src), int64(len(src)), faults); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if faults := doclint.Check(out.Bytes()); len(faults) > 0 {
			t.Errorf("seed %d: %.600q", seed, faults)
		}
		if dir := os.Getenv("EVALREPORT_OUT"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("annotated%d.docx", seed)), out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestGenerated fills random templates of legal structure with random data:
// what compiles, opens.
func TestGenerated(t *testing.T) {
	n := uint64(60)
	if v, err := strconv.ParseUint(os.Getenv("EVALREPORT_GENERATED"), 10, 32); err == nil {
		n = v
	}
	compiled, refused := 0, map[string]int{}
	for seed := range n {
		src := docxgen.Template(seed)
		if faults := doclint.Check(src); len(faults) > 0 {
			t.Fatalf("seed %d: the template itself is not legal: %v", seed, faults)
		}
		tpl, err := Config{Missing: MissingBlank}.Compile(bytes.NewReader(src), int64(len(src)))
		var out bytes.Buffer
		if err == nil {
			err = tpl.Execute(&out, docxgen.Data(seed))
		}
		if err != nil {
			if list, ok := err.(ErrorList); ok {
				refused[list[0].Code]++
			} else {
				t.Errorf("seed %d: %v", seed, err)
			}
			continue
		}
		compiled++
		if faults := doclint.Check(out.Bytes()); len(faults) > 0 {
			t.Errorf("seed %d: %.600q", seed, faults)
		}
		if dir := os.Getenv("EVALREPORT_OUT"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("gen%d.docx", seed)), out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d filled, refused: %v", compiled, refused)
	if uint64(compiled) < n/2 {
		t.Errorf("only %d of %d templates compile: %v", compiled, n, refused)
	}
}
