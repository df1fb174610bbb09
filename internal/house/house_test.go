package house

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/evalreport/go/"

// floors lists the packages from the ground up. A package imports only what stands on a lower floor, or beside
// it in the same line of the picture.
var floors = []struct {
	floor    int
	prefixes []string
}{
	{0, []string{"internal/"}},
	{1, []string{"docxtemplate", "templates"}},
	{1, []string{"evalreport/extract/claims"}},
	{2, []string{"evalreport", "internal/docxgen"}},
	{3, []string{"evalreport/codec"}},
	{4, []string{"evalreport/check", "evalreport/form"}},
	{5, []string{"evalreport/rules", "evalreport/extract"}},
	{6, []string{"evalreport/audit"}},
	{7, []string{"cmd/", "examples/", "internal/acceptance", "internal/localities", "internal/published", "docxtemplate/bench"}},
}

// noImport are pairs that must never meet, whatever their floors.
var noImport = [][2]string{
	{"evalreport", "docxtemplate"}, // they meet in form
	{"docxtemplate", "evalreport"},
	{"docxtemplate", "templates"},
	{"evalreport/check", "evalreport/form"},
	{"evalreport/form", "evalreport/check"},
}

type pkg struct {
	ImportPath, Dir string
	Imports         []string
}

func TestImportsPointDownward(t *testing.T) {
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		for _, imp := range p.Imports {
			to, ours := strings.CutPrefix(imp, module)
			if !ours || root(from) == root(to) {
				continue
			}
			if floor(t, from) <= floor(t, to) {
				t.Errorf("%s imports %s, which does not stand below it", from, to)
			}
			for _, no := range noImport {
				if from == no[0] && to == no[1] {
					t.Errorf("%s must not import %s", from, to)
				}
			}
		}
	}
}

// testHelpers are the packages that stand low, as tests of low packages use them, and are in no program.
var testHelpers = []string{"internal/golden", "internal/soffice"}

// TestLibraryTouchesNoSystem: no file, process or network, and no clock, in the library packages and what they are made of.
func TestLibraryTouchesNoSystem(t *testing.T) {
	banned := map[string]bool{"os": true, "os/exec": true, "net": true, "net/http": true, "syscall": true}
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		if floor(t, from) == 7 || slices.Contains(testHelpers, from) {
			continue
		}
		for _, imp := range p.Imports {
			if banned[imp] {
				t.Errorf("library package %s imports %s", from, imp)
			}
		}
		p.inspect(t, func(at token.Position, n ast.Node) {
			if s, ok := n.(*ast.SelectorExpr); ok && isClock(s) {
				t.Errorf("%s: library package %s asks for the time", at, from)
			}
		})
	}
}

// isClock reports whether s is time.Now or the like.
func isClock(s *ast.SelectorExpr) bool {
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}, s.Sel.Name)
}

// inspect visits the nodes of the package's own files.
func (p pkg) inspect(t *testing.T, visit func(token.Position, ast.Node)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if n != nil {
				visit(fset.Position(n.Pos()), n)
			}
			return true
		})
	}
}

func list(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p pkg
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 5 {
		t.Fatalf("only %d packages listed", len(pkgs))
	}
	return pkgs
}

// entry is the most specific line of the picture for a package.
func entry(path string) (prefix string, floor int, ok bool) {
	for _, f := range floors {
		for _, p := range f.prefixes {
			match := path == p || strings.HasPrefix(path, strings.TrimSuffix(p, "/")+"/")
			if match && len(p) > len(prefix) {
				prefix, floor, ok = p, f.floor, true
			}
		}
	}
	return
}

func root(path string) string {
	prefix, _, _ := entry(path)
	return prefix
}

func floor(t *testing.T, path string) int {
	t.Helper()
	_, f, ok := entry(path)
	if !ok {
		t.Fatalf("package %s is not in the picture: give it a floor", path)
	}
	return f
}
