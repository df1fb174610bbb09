package house

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// unlike are manners of writing that our messages do not have: words are quoted with “”, as official Chinese does, and
// with ‘’ inside those.
var unlike = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`[「」『』]`), "quoted with 「」; write “”"},
	{regexp.MustCompile(`%q|[\p{Han}，：]["'‘]%[sv]["'’]`), "a word quoted with straight or single marks; write “%s”"},
	{regexp.MustCompile(`“[^”]*“`), "“ inside “”; write ‘’ inside"},
}

// TestMessagesAreWrittenAlike holds the literals of every package that hold Chinese, and the rules that are data, to one
// manner. What a test or a reader of documents compares with is no message: a literal without two Chinese characters in a
// row is not looked at.
func TestMessagesAreWrittenAlike(t *testing.T) {
	looked := 0
	for _, p := range list(t) {
		p.inspect(t, func(at token.Position, n ast.Node) {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if s, err := strconv.Unquote(l.Value); err == nil {
					looked += look(t, at.String(), s)
				}
			}
		})
	}
	catalogue, err := filepath.Glob("../../evalreport/rules/catalogue/*.yaml")
	if err != nil || len(catalogue) == 0 {
		t.Fatalf("no catalogue: %v", err)
	}
	for _, file := range catalogue {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		looked += look(t, file, string(b))
	}
	if looked < 1000 {
		t.Errorf("only %d literals looked at", looked)
	}
}

var chinese = regexp.MustCompile(`\p{Han}.*\p{Han}`)

// look counts a literal that a user may see, and reports what is unlike the others about it.
func look(t *testing.T, at, literal string) int {
	t.Helper()
	if !chinese.MatchString(literal) {
		return 0
	}
	for _, u := range unlike {
		if found := u.pattern.FindString(literal); found != "" {
			t.Errorf("%s: %s: %.60q", at, u.why, found)
		}
	}
	return 1
}
