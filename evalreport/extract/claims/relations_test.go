package claims

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// choice is {right|wrong}: two ways to print one figure.
var choice = regexp.MustCompile(`\{([^{}|]*)\|([^{}|]*)\}`)

// relation is a sentence or two whose figures agree, and what they become when one of them is changed.
type relation struct {
	kind, right string
	wrong       []string
}

// relations reads testdata/relations: sentences by the kind of arithmetic that holds in them.
func relations(t *testing.T) []relation {
	t.Helper()
	files, err := filepath.Glob("testdata/relations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sentences in testdata/relations: %v", err)
	}
	var out []relation
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		kind := ""
		for _, line := range strings.Split(string(b), "\n") {
			name, ok := strings.CutPrefix(line, "#!")
			if ok {
				kind = strings.TrimSpace(name)
			}
			if line == "" || line[0] == '#' {
				continue
			}
			line = strings.ReplaceAll(line, "¶", "\n")
			r := relation{kind: kind, right: choice.ReplaceAllString(line, "$1")}
			for _, m := range choice.FindAllStringSubmatchIndex(line, -1) {
				r.wrong = append(r.wrong, choice.ReplaceAllString(line[:m[0]], "$1")+line[m[4]:m[5]]+choice.ReplaceAllString(line[m[1]:], "$1"))
			}
			out = append(out, r)
		}
	}
	return out
}

// remarks are the observations on a text that a reviewer would have to answer.
func remarks(text string) []string {
	var out []string
	for _, o := range observed(text) {
		if !strings.Contains(o, " info ") {
			out = append(out, o)
		}
	}
	return out
}

// TestRelations: a sentence whose figures agree is left alone; when one figure is changed, something is said.
// It prints the share that is found of each kind.
func TestRelations(t *testing.T) {
	type share struct{ found, tried int }
	shares := make(map[string]*share)
	var kinds []string
	all := share{}
	for _, r := range relations(t) {
		s := shares[r.kind]
		if s == nil {
			s = new(share)
			shares[r.kind], kinds = s, append(kinds, r.kind)
		}
		if said := remarks(r.right); len(said) > 0 {
			t.Errorf("%s: agrees, yet %v", r.right, said)
		}
		for _, w := range r.wrong {
			s.tried, all.tried = s.tried+1, all.tried+1
			if len(remarks(w)) > 0 {
				s.found, all.found = s.found+1, all.found+1
				continue
			}
			t.Logf("unseen: %s", w)
		}
	}
	for _, k := range kinds {
		t.Logf("%s: %d of %d", k, shares[k].found, shares[k].tried)
	}
	if t.Logf("%s", fmt.Sprint(all.found, " of ", all.tried)); all.tried == 0 || all.found*100 < all.tried*95 {
		t.Errorf("only %d of %d wrong figures are seen", all.found, all.tried)
	}
}
