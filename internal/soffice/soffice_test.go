//go:build acceptance

package soffice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/docxtest"
	"github.com/evalreport/go/internal/soffice"
)

const newPage = `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`

func TestPagesOfDocument(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.docx"), filepath.Join(dir, "bad.docx")
	write(t, good, docxtest.Doc{Body: docxtest.P("甲") + newPage + docxtest.P("乙")}.Bytes())
	write(t, bad, []byte("PK\x03\x04 not a document"))
	office, err := soffice.New()
	if err != nil {
		t.Fatal(err)
	}
	defer office.Close()
	err = office.PDF(t.Context(), dir, bad, good)
	if err == nil || !strings.Contains(err.Error(), "bad.docx") || strings.Contains(err.Error(), "good.docx") {
		t.Errorf("errors: %v", err)
	}
	pdf := filepath.Join(dir, "good.pdf")
	if n, err := soffice.Pages(t.Context(), pdf); n != 2 || err != nil {
		t.Errorf("%d pages, %v", n, err)
	}
	if err := soffice.PNG(t.Context(), pdf, filepath.Join(dir, "good"), 40); err != nil {
		t.Error(err)
	}
	if drawn, _ := filepath.Glob(filepath.Join(dir, "good-*.png")); len(drawn) != 2 {
		t.Errorf("drawn: %v", drawn)
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
