package published

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
	"github.com/evalreport/go/internal/document"
)

// reports lists the published reports, or skips the test where there are none.
func reports(t *testing.T) []string {
	t.Helper()
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

func load(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t testing.TB, text []byte) *extract.Result {
	t.Helper()
	got, err := extract.Read(bytes.NewReader(text), int64(len(text)), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func findings(got *extract.Result) []check.Finding {
	c := check.Config{Scheme: rules.DefaultScheme(), Origins: got.Origins}
	return c.Run(got.Report, got.Prose(), rules.All()...)
}

// TestInAndOut: a report that was read and rendered again has the text that was published, every character in order,
// white space and what was reported as residue aside.
func TestInAndOut(t *testing.T) {
	for _, file := range reports(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text := load(t, file)
			got := read(t, text)
			var docx bytes.Buffer
			if err := form.Builtin.Render(&docx, got.Report); err != nil {
				t.Fatal(err)
			}
			doc, err := document.ReadDocx(bytes.NewReader(docx.Bytes()), int64(docx.Len()), document.Options{Verbatim: true})
			if err != nil {
				t.Fatal(err)
			}
			want := string(text)
			for _, r := range got.Residue {
				want = strings.Replace(want, r.Text, "", 1)
			}
			compare(t, visible(bars(want)), visible(printed(doc.Blocks)))
		})
	}
}

// bars drops the marks that end a cell in text dumps: they stand for the table's lines.
func bars(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(strings.TrimRight(line, " \t\r"), " |")
	}
	return strings.Join(lines, "\n")
}

func printed(blocks []document.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		switch block := block.(type) {
		case *document.Paragraph:
			b.WriteString(block.Text)
		case *document.Table:
			for c := range block.Grid.Cells() {
				b.WriteString(c.Text)
			}
		}
	}
	return b.String()
}

// visible keeps what can be seen.
func visible(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' {
			return -1
		}
		return r
	}, s))
}

func compare(t *testing.T, want, got []rune) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			t.Fatalf("character %d of %d: want …%s…, got …%s…", i, len(want), window(want, i), window(got, i))
		}
	}
	if len(want) != len(got) {
		t.Fatalf("%d characters went in, %d came out", len(want), len(got))
	}
}

func window(s []rune, i int) string { return string(s[max(0, i-10):min(len(s), i+20)]) }

// known is a mistake that a careful reviewer found in a published report.
type known struct{ Quote, Rule, Severity, Recomputed string }

// TestKnownMistakes: every mistake that reviewers found is found.
func TestKnownMistakes(t *testing.T) {
	for _, file := range reports(t) {
		number, _, _ := strings.Cut(filepath.Base(file), "-")
		list := filepath.Join(filepath.Dir(file), "findings-"+number+".json")
		if _, err := os.Stat(list); err != nil {
			continue
		}
		var mistakes []known
		if err := json.Unmarshal(load(t, list), &mistakes); err != nil || len(mistakes) == 0 {
			t.Fatalf("%s: %d mistakes, %v", list, len(mistakes), err)
		}
		found := findings(read(t, load(t, file)))
		for _, m := range mistakes {
			i := slices.IndexFunc(found, func(f check.Finding) bool { return f.Rule == m.Rule })
			if i < 0 {
				t.Errorf("%s: %s is not found: %s", number, m.Rule, m.Recomputed)
				continue
			}
			found = slices.Delete(found, i, i+1) // one finding for each mistake
		}
	}
}

// TestMutants changes one figure at a time wherever arithmetic ties it to others, and expects a new finding.
func TestMutants(t *testing.T) {
	const wanted = 0.9
	random := rand.New(rand.NewPCG(20231231, 1))
	total, killed := 0, 0
	for _, file := range reports(t) {
		text := load(t, file)
		got := read(t, text)
		before := messages(findings(got))
		n, k := 0, 0
		for _, p := range tied(got) {
			mutant, ok := mutate(text, p, random)
			if !ok {
				continue
			}
			n++
			if isNew(before, findings(read(t, mutant))) {
				k++
			} else {
				t.Logf("%s 第%d行第%d列 %q changed, and nothing new is found", filepath.Base(file), p.Line, p.Column, p.Quote)
			}
		}
		t.Logf("%s: %d of %d", filepath.Base(file), k, n)
		total, killed = total+n, killed+k
	}
	if total < 100 {
		t.Fatalf("only %d figures were changed", total)
	}
	share := float64(killed) / float64(total)
	t.Logf("%d of %d mutants found: %.1f %%", killed, total, 100*share)
	if share < wanted {
		t.Errorf("%.1f %% of the mutants are found, want %.0f %%", 100*share, 100*wanted)
	}
}

// tied lists the places of figures that arithmetic ties to others: those from which a declared figure is derived, that
// figure itself, and those of groups of claims.
func tied(got *extract.Result) []evalreport.Place {
	at := map[[2]int]evalreport.Place{}
	add := func(p evalreport.Place, ok bool) {
		if ok && p.Line > 0 && p.Quote != "" {
			at[[2]int{p.Line, p.Column}] = p
		}
	}
	origin := func(path string) {
		p, ok := got.Origins[path]
		add(p, ok)
	}
	for _, d := range evalreport.Derive(got.Report, rules.DefaultScheme()) {
		if _, declared := got.Origins[d.Path]; !declared {
			continue
		}
		origin(d.Path)
		for _, term := range d.Terms {
			origin(term.Path)
		}
	}
	for _, g := range got.Claims.Groups {
		for _, c := range append(slices.Clone(g.Parts), g.Total, g.Rate) {
			if c != nil && g.Total != nil && len(g.Parts) > 0 {
				add(got.ClaimPlace(c.Paragraph, c.Span, c.Quote), true)
			}
		}
	}
	places := make([]evalreport.Place, 0, len(at))
	for _, p := range at {
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b evalreport.Place) int { return 10000*(a.Line-b.Line) + a.Column - b.Column })
	return places
}

// mutate changes the leading digit of the figure at p.
func mutate(text []byte, p evalreport.Place, random *rand.Rand) ([]byte, bool) {
	lines := strings.SplitAfter(string(text), "\n")
	if p.Line > len(lines) {
		return nil, false
	}
	line := []rune(lines[p.Line-1])
	for i := max(0, p.Column-1); i < len(line); i++ {
		if line[i] < '0' || line[i] > '9' {
			continue
		}
		line[i] = '1' + (line[i]-'1'+1+rune(random.IntN(7)))%9
		lines[p.Line-1] = string(line)
		return []byte(strings.Join(lines, "")), true
	}
	return nil, false
}

func messages(list []check.Finding) map[string]bool {
	m := map[string]bool{}
	for _, f := range list {
		m[f.Rule+f.Path+f.Message] = true
	}
	return m
}

func isNew(before map[string]bool, list []check.Finding) bool {
	return slices.ContainsFunc(list, func(f check.Finding) bool { return !before[f.Rule+f.Path+f.Message] })
}

// BenchmarkReadAndCheck reads and checks a published report.
func BenchmarkReadAndCheck(b *testing.B) {
	dir := os.Getenv("EVALREPORT_SEEDS")
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if dir == "" || len(files) == 0 {
		b.Skip("EVALREPORT_SEEDS is not set")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(file), func(b *testing.B) {
			for b.Loop() {
				findings(read(b, text))
			}
		})
	}
}
