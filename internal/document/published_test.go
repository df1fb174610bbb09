package document

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// located is a stretch of the file as the document reports it.
type located struct {
	offset int
	text   string
}

// inventory lists everything that a text document holds, by its offset in the file.
func inventory(doc *Document) []located {
	var out []located
	for _, p := range Paragraphs(doc.Blocks) {
		for _, r := range p.Runs {
			out = append(out, located{r.Offset, p.Slice(r.Start, r.End)})
		}
	}
	for _, r := range append(slices.Clone(doc.Residue), doc.Marks...) {
		out = append(out, located{r.Place.Offset, r.Text})
	}
	slices.SortStableFunc(out, func(a, b located) int { return a.offset - b.offset })
	return out
}

func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if isWhite(r) {
			return -1
		}
		return r
	}, s)
}

// checkComplete fails unless every printed character of text is in blocks, residue or marks, once, in order, where it says it is.
func checkComplete(t *testing.T, doc *Document, text string) {
	t.Helper()
	var all strings.Builder
	for _, l := range inventory(doc) {
		if l.offset < 0 || l.offset+len(l.text) > len(text) || text[l.offset:l.offset+len(l.text)] != l.text {
			t.Fatalf("offset %d does not hold %q", l.offset, l.text)
		}
		all.WriteString(l.text)
	}
	got, want := dense(all.String()), dense(text)
	if got != want {
		n := 0
		for n < len(got) && n < len(want) && got[n] == want[n] {
			n++
		}
		t.Fatalf("differs after %q:\n got %q\nwant %q", want[max(0, n-60):n], got[n:min(len(got), n+60)], want[n:min(len(want), n+60)])
	}
}

// publishedReports are the reports of EVALREPORT_SEEDS.
func publishedReports(t *testing.T) []string {
	dir := os.Getenv("EVALREPORT_SEEDS")
	if dir == "" {
		t.Skip("EVALREPORT_SEEDS is not set")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports in %s: %v", dir, err)
	}
	return files
}

func TestPublishedReportsAreComplete(t *testing.T) {
	for _, file := range publishedReports(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(bytes.NewReader(raw), int64(len(raw)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			text, _, _ := decode(raw)
			checkComplete(t, doc, text)
			for _, r := range append(slices.Clone(doc.Residue), doc.Marks...) {
				if runes(r.Text) > 80 {
					t.Errorf("much text taken for residue: %s %q", r.Place, r.Text)
				}
			}
			checkMainHeadings(t, Outline(doc))
		})
	}
}

// checkMainHeadings fails unless the outermost sections are numbered 1, 2, 3 … up to the annexes, as those of a published report are.
func checkMainHeadings(t *testing.T, tree *Tree) {
	t.Helper()
	n := 0
	for _, s := range tree.Sections {
		if s.Heading.Number.Kind == Annex || s.Heading.Number.Kind == AnnexList {
			break
		}
		if n++; s.Heading.Number.Value != n || s.Item() {
			t.Errorf("section %d is %s", n, s.Heading.Printed())
		}
	}
	if n < 5 {
		t.Errorf("only %d sections", n)
	}
}
