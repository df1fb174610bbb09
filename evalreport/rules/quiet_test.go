package rules

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
)

// formal are the rules that ask for parts which a short text may well be without.
var formal = []string{"R64", "R66", "R84", "R85", "R106"}

// findingsIn are the errors and warnings on a text as it was published, as "规则 引文".
func findingsIn(t *testing.T, text []byte) []string {
	t.Helper()
	got, err := extract.Read(bytes.NewReader(text), int64(len(text)), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range (check.Config{Scheme: DefaultScheme(), Origins: got.Origins, Min: check.Warning}).Run(got.Report, got.Prose(), All()...) {
		if !slices.Contains(formal, f.Rule) {
			out = append(out, f.Rule+" "+f.Message)
		}
	}
	return out
}

// TestQuiet: texts in which every figure is right, in the words of final accounts, of budgets, of a county's accounts and of
// reports on several projects. Each change makes one figure wrong and is found by its rule.
func TestQuiet(t *testing.T) {
	changes := map[string][][3]string{ // was, is, rule
		"final-accounts.txt": {
			{"财政拨款收入2,200.00万元", "财政拨款收入2,205.00万元", "R02"},
			{"项目支出750.00万元", "项目支出745.00万元", "R01"},
			{"公用经费230.00万元", "公用经费235.00万元", "R05"},
		},
		"overall-report.txt": {
			{"上级补助收入20.00万元", "上级补助收入25.00万元", "R02"},
			{"基本支出520.00万元", "基本支出525.00万元", "R01"},
			{"效益指标得29分", "效益指标得28分", "R54"},
		},
		"county-accounts.txt": {
			{"公务用车购置费110万元", "公务用车购置费120万元", "R21"},
			{"公务接待费260万元", "公务接待费270万元", "R20"},
			{"债务还本支出1500万元", "债务还本支出1800万元", "R09"},
		},
		"budget-note.txt": {{"公务用车运行费12.00万元", "公务用车运行费11.00万元", "R21"}},
	}
	files, err := filepath.Glob("testdata/quiet/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("没有文件：%v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findingsIn(t, text) {
				t.Errorf("误报：%s", f)
			}
			for _, c := range changes[filepath.Base(file)] {
				if bytes.Count(text, []byte(c[0])) != 1 {
					t.Fatalf("“%s”应出现一次", c[0])
				}
				found := findingsIn(t, bytes.Replace(text, []byte(c[0]), []byte(c[1]), 1))
				if !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, c[2]+" ") }) {
					t.Errorf("“%s”改成“%s”，%s 应发现：%q", c[0], c[1], c[2], found)
				}
			}
		})
	}
}
