package rules

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
)

// TestPublishedDocuments reads published reports as they were published and looks for what a careful reader listed. The
// reports are no part of the module: EVALREPORT_SEEDS names their folder.
func TestPublishedDocuments(t *testing.T) {
	dir := os.Getenv("EVALREPORT_SEEDS")
	if dir == "" {
		t.Skip("没有设 EVALREPORT_SEEDS")
	}
	lists, err := filepath.Glob(filepath.Join(dir, "findings-*.json"))
	if err != nil || len(lists) == 0 {
		t.Fatalf("%s 里没有 findings-*.json：%v", dir, err)
	}
	for _, list := range lists {
		t.Run(filepath.Base(list), func(t *testing.T) { publishedDocument(t, dir, list) })
	}
}

func publishedDocument(t *testing.T, dir, list string) {
	var want []struct {
		Seed, Quote, Rule, Severity string
		Line                        int
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	number := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(list), "findings-"), ".json")
	files, err := filepath.Glob(filepath.Join(dir, number+"-*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%s 的报告：%v %v", number, files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	res, err := extract.Read(bytes.NewReader(text), int64(len(text)), extract.Options{File: filepath.Base(files[0])})
	if err != nil {
		t.Fatal(err)
	}
	config := check.Config{Scheme: DefaultScheme(), Origins: res.Origins, Min: check.Warning}
	found := config.Run(res.Report, res.Prose(), All()...)
	used := make([]bool, len(found))
	for _, w := range want {
		best := -1
		for i, f := range found {
			if f.Rule == w.Rule && f.Severity.String() == w.Severity && !used[i] && (best < 0 || distance(f.Place.Line, w.Line) < distance(found[best].Place.Line, w.Line)) {
				best = i
			}
		}
		if best < 0 && w.Rule == "R94" && leftOut(res.Residue, w.Line) {
			continue // the reader has taken the residue out and says so
		}
		if best < 0 {
			t.Errorf("没有找到 %s %s（第%d行）%s", w.Severity, w.Rule, w.Line, w.Quote)
			continue
		}
		used[best] = true
	}
	for i, f := range found {
		if !used[i] {
			t.Logf("清单之外：%s %s %s %s", f.Severity, f.Rule, f.Place, f.Message)
		}
	}
}

func leftOut(residue []extract.Residue, line int) bool {
	for _, r := range residue {
		if r.Place.Line == line {
			return true
		}
	}
	return false
}

func distance(a, b int) int { return max(a-b, b-a) }
