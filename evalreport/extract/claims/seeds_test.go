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
			t.Logf("%s:%d %s %s “%s” %s", name, o.Paragraph+1, o.Rule, o.Severity, o.Quote, o.Message)
		}
	}
}

// TestPublishedFound: what the findings published with two of the reports say about prose is seen.
func TestPublishedFound(t *testing.T) {
	all := published(t)
	for _, want := range []struct{ report, rule, severity, quote string }{
		{"001", "R06", "warning", "2858.4万元"},
		{"003", "R12", "warning", "2023年度财政下拨专项资金共1327.19万元"},
		{"003", "R12", "warning", "预算下达金额总1327.19万元"},
		{"003", "R71", "error", "纳入一般公共预算管理的非税收入拨款项目2个"},
		{"003", "R70", "error", "年中调整预算项目8个"},
		{"003", "R72", "warning", "产业园区“十四五”规划编制经费"},
		{"003", "R40", "warning", "成本控制率6.52%"},
		{"003", "R102", "warning", "怀化获推荐7个"},
		{"003", "R102", "warning", "政策宣传等80余次"},
		{"003", "R102", "warning", "调查研究100余次"},
		{"003", "R94", "warning", "⠼/span>"},
		{"003", "R94", "warning", "⠂ ⠂ ⠂"},
		{"004", "R90", "error", "860.14元"},
	} {
		found := false
		for _, o := range Observe(Analyse(all[want.report])) {
			found = found || o.Rule == want.rule && o.Severity.String() == want.severity && strings.Contains(o.Quote, want.quote)
		}
		if !found {
			t.Errorf("%s: no %s %s on %q", want.report, want.rule, want.severity, want.quote)
		}
	}
}

// TestPublishedQuiet: nothing else of severity error or warning is said of them, but for three shares of 002
// that are really rounded wrong, one bookmark, and the targets of 004 that were missed or have no result.
func TestPublishedQuiet(t *testing.T) {
	limit := map[string]int{"000": 0, "001": 1, "002": 4, "003": 12, "004": 4}
	for name, pars := range published(t) {
		n := 0
		for _, o := range Observe(Analyse(pars)) {
			if o.Severity > Info {
				n++
			}
		}
		if n > limit[name] {
			t.Errorf("%s: %d errors and warnings, at most %d are right", name, n, limit[name])
		}
	}
}

// TestPublishedMutants changes one figure at a time wherever a group ties it to others and counts how often
// a new observation appears.
func TestPublishedMutants(t *testing.T) { mutants(t, published(t)) }

// TestQuietMutants does the same on prose of our own.
func TestQuietMutants(t *testing.T) { mutants(t, quiet(t)) }

// TestQuiet: prose whose figures are right is left alone.
func TestQuiet(t *testing.T) {
	for name, pars := range quiet(t) {
		for _, o := range Observe(Analyse(pars)) {
			t.Errorf("%s:%d %s %s “%s” %s", name, o.Paragraph+1, o.Rule, o.Severity, o.Quote, o.Message)
		}
	}
}

// quiet is prose of our own, of other kinds and places than the published reports, with right figures.
func quiet(t *testing.T) map[string][]Paragraph {
	t.Helper()
	files, err := filepath.Glob("testdata/quiet/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no prose in testdata/quiet: %v", err)
	}
	out := make(map[string][]Paragraph)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(b), "\n") {
			out[filepath.Base(f)] = append(out[filepath.Base(f)], Paragraph{Text: line})
		}
	}
	return out
}

func mutants(t *testing.T, texts map[string][]Paragraph) {
	tried, caught := 0, 0
	for name, pars := range texts {
		s := Analyse(pars)
		before := keysOf(Observe(s))
		for c := range tiedClaims(s) {
			for _, value := range mutations(c) {
				text := pars[c.Paragraph].Text
				cut := c.Span.ByteStart + len(string([]rune(c.Quote)[:c.tok.numEnd-c.tok.start]))
				mutant := append([]Paragraph(nil), pars...)
				mutant[c.Paragraph].Text = text[:c.Span.ByteStart] + value + text[cut:]
				tried++
				if fresh(before, Observe(Analyse(mutant))) {
					caught++
				} else {
					t.Logf("%s:%d %q as %s goes unseen", name, c.Paragraph+1, s.context(c).Quote, value)
				}
			}
		}
	}
	t.Logf("%d of %d mutants seen (%.1f%%)", caught, tried, 100*float64(caught)/float64(tried))
	if caught*10 < tried*9 {
		t.Errorf("only %d of %d mutants seen", caught, tried)
	}
}

// tiedClaims are the figures that arithmetic ties to others: parts and totals of groups that hold.
func tiedClaims(s *Set) map[*Claim]bool {
	out := make(map[*Claim]bool)
	for _, g := range s.Groups {
		if g.Loose || g.Kind == List && (g.Closure != Closed) || g.Kind == Sum && len(g.Parts) < 2 || g.Rule == "R43" {
			continue
		}
		if g.Kind == Sum && !adds(g.Total, g.Parts) {
			continue
		}
		for _, c := range append(append([]*Claim{g.Total, g.Rate}, g.Parts...), g.Plus...) {
			if c != nil && c.Paragraph >= 0 && !c.tok.han && !c.Value.IsZero() {
				out[c] = true
			}
		}
		if g.Kind == List {
			for _, p := range g.Parts {
				delete(out, p)
			}
		}
	}
	return out
}

// mutations are the printed number with its first and with its last digit changed, and a third one off by a lot.
func mutations(c *Claim) []string {
	digits := []rune(c.Quote)[:c.tok.numEnd-c.tok.start]
	change := func(i int, by rune) string {
		out := append([]rune(nil), digits...)
		out[i] = '0' + (out[i]-'0'+by)%10
		if i == 0 && out[0] == '0' {
			out[0] = '5'
		}
		return string(out)
	}
	out := []string{change(len(digits)-1, 3)}
	if len(digits) > 1 {
		out = append(out, change(0, 2))
	}
	return out
}

func keysOf(obs []Observation) map[string]bool {
	out := make(map[string]bool)
	for _, o := range obs {
		out[o.Rule+o.Message] = true
	}
	return out
}

func fresh(before map[string]bool, obs []Observation) bool {
	for _, o := range obs {
		if !before[o.Rule+o.Message] {
			return true
		}
	}
	return false
}

func BenchmarkPublished(b *testing.B) {
	all := published(b)
	for b.Loop() {
		for _, pars := range all {
			Observe(Analyse(pars))
		}
	}
}
