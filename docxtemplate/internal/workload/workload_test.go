package workload

import (
	"testing"

	"github.com/evalreport/go/internal/docxtest"
)

// TestSizes keeps the templates near the sizes that earlier figures were measured with.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		name string
		docx []byte
		want int
	}{
		{"W1", W1(Dialects["docxtemplate"]), 39_000},
		{"W2", W2(Dialects["docxtemplate"]), 5_200},
	} {
		if got := len(docxtest.Part(c.docx, "word/document.xml")); got < c.want*9/10 || got > c.want*11/10 {
			t.Errorf("%s: document.xml has %d bytes, want about %d", c.name, got, c.want)
		}
	}
}
