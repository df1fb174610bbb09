package claims

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// published reads the prose of the published reports, tables left out; it skips when they are not at hand.
func published(t testing.TB) map[string][]Paragraph {
	t.Helper()
	dir := os.Getenv("EVALREPORT_SEEDS")
	if dir == "" {
		t.Skip("EVALREPORT_SEEDS is not set")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports in %s: %v", dir, err)
	}
	out := make(map[string][]Paragraph)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(f)[:3]
		for _, line := range strings.Split(string(b), "\n") {
			if strings.HasPrefix(line, "\t") || strings.HasSuffix(strings.TrimSpace(line), "|") {
				line = "" // a table's cell
			}
			out[name] = append(out[name], Paragraph{Text: line})
		}
	}
	return out
}

// TestPublishedPrint prints every observation on the published reports, for reading by eye (go test -v).
func TestPublishedPrint(t *testing.T) {
	for name, pars := range published(t) {
		s := Analyse(pars)
		for _, o := range Observe(s) {
			t.Logf("%s:%d %s %s 「%s」 %s", name, o.Paragraph+1, o.Rule, o.Severity, o.Quote, o.Message)
		}
	}
}
