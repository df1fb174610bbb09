package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/check/checktest"
	"github.com/evalreport/go/evalreport/codec"
)

// copies are so many of each rule, each with an id of its own.
func copies(n int, rules ...*check.Rule) []*check.Rule {
	var list []*check.Rule
	for i := range n {
		for _, r := range rules {
			c := *r
			c.ID = fmt.Sprintf("%s-%d", r.ID, i)
			list = append(list, &c)
		}
	}
	return list
}

// allocations are how often a run with the rules allocates, and how much it finds.
func allocations(r *evalreport.Report, rules []*check.Rule) (n float64, found int) {
	config := check.Config{Scheme: DefaultScheme()}
	n = testing.AllocsPerRun(1, func() { found = len(config.Run(r, nil, rules...)) })
	return n, found
}

// growth is by how much the allocations of a run grow when the rules are registered n times, beyond perFinding for each
// further finding. The runtime allocates now and then for itself, and the race detector empties pools at random; growth
// that does not come each time is not the rules'.
func growth(r *evalreport.Report, n int, perFinding float64, rules ...*check.Rule) (least float64) {
	for i := range 40 {
		once, found := allocations(r, copies(1, rules...))
		more, foundMore := allocations(r, copies(n, rules...))
		if g := more - once - perFinding*float64(foundMore-found); i == 0 || g < least {
			least = g
		}
		if least <= 0 {
			break
		}
	}
	return least
}

// A run allocates for its views of the report, once, and for what it finds. Rules that find nothing cost nothing: five
// times the catalogue allocates no more than the catalogue.
func TestRulesAllocateNothing(t *testing.T) {
	r := fullReport()
	once, found := allocations(r, copies(1, All()...))
	if found > 0 {
		t.Fatalf("找到 %d 处", found)
	}
	for _, n := range []int{2, 5} {
		if more := growth(r, n, 0, All()...); more > 0 {
			t.Errorf("目录登记 %d 遍，比登记一遍多分配 %v 次", n, more)
		}
	}
	t.Logf("%d 条规则检查一遍分配 %v 次", len(All()), once)
}

// maxPerFinding is how many allocations one finding may cost: its sum written out, its paths, its label.
const maxPerFinding = 120

// The same of every report in the cases of the rules, one rule after the other: five times a rule that finds nothing
// allocates as much as once, and a rule that finds something in proportion to its findings.
func TestRulesAllocateForFindingsOnly(t *testing.T) {
	reports := caseReports(t)
	for _, rule := range All() {
		if rule.Run == nil {
			continue
		}
		for name, r := range reports {
			if more := growth(r, 5, maxPerFinding, rule); more > 0 {
				t.Errorf("%s 检查 %s：登记五遍，比登记一遍多分配 %v 次", rule.ID, name, more)
			}
		}
	}
}

// caseReports are the reports of all cases, those that fire and those that are silent, and a full one.
func caseReports(t *testing.T) map[string]*evalreport.Report {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("没有例子", err)
	}
	reports := map[string]*evalreport.Report{"全表": fullReport()}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := checktest.Cases(data)
		if err != nil {
			t.Fatal(file, err)
		}
		for _, c := range cases {
			r, _, err := codec.Decode(c.Data, c.Name)
			if err != nil {
				t.Fatal(file, err)
			}
			reports[filepath.Base(file)+" "+c.Name] = r
		}
	}
	return reports
}
