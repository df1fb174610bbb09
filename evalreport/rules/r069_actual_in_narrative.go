package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r069 = &check.Rule{
	ID: "R69", Title: "实际完成值应与叙述一致", Group: groupD, Severity: check.Warning,
	Formula: "自评表的实际完成值与叙述、年度目标中同名指标的数值相同",
	Doc:     "与部门职责履行、效益、年度目标中同名的数比较；单位不同的不比较。",
	Basis:   "同一事实只有一个数",
	Run: func(p *check.Pass) {
		facts := namedFacts.Of(p)
		if len(facts) == 0 {
			return
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if !it.actual.ok {
					continue
				}
				f, ok := facts[plainName(it.name)]
				if !ok || f.value.Unit != it.actual.Unit || f.value.Value.Equal(it.actual.Value) {
					continue
				}
				p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".actual", Reported: string(it.row.Actual), Expected: f.text, Related: []string{f.path},
					Message: fmt.Sprintf("“%s”自评表填 %s，正文写 %s。两处是同一个数，请核对。", it.name, it.row.Actual, f.text)})
			}
		}
	},
}

// fact is a result that the narrative sections report as a figure.
type fact struct {
	path  string
	text  string
	value quantity
}

// namedFacts are the results reported outside the forms, by plain name.
var namedFacts = check.NewMemo(func(p *check.Pass) map[string]fact {
	facts := map[string]fact{}
	r := p.Report
	for i, f := range r.Performance.Facts {
		addFact(facts, fmt.Sprintf("performance.facts[%d].value", i), f.Name, string(f.Value), quantityOf(f.Value))
	}
	for i, f := range r.Benefits.Facts {
		addFact(facts, fmt.Sprintf("benefits.facts[%d].value", i), f.Name, string(f.Value), quantityOf(f.Value))
	}
	for i, t := range r.Goals.Targets {
		addFact(facts, fmt.Sprintf("goals.targets[%d].actual", i), t.Name, string(t.Actual), quantityOf(t.Actual))
	}
	return facts
})

func addFact(facts map[string]fact, path, name, text string, q quantity) {
	if _, seen := facts[plainName(name)]; q.ok && !seen {
		facts[plainName(name)] = fact{path, text, q}
	}
}

// plainName is a name without marks and spaces, for comparison.
func plainName(s string) string {
	if !strings.ContainsAny(s, " 　“”\"（）()、，。") {
		return s
	}
	return nameMarks.Replace(s)
}

var nameMarks = strings.NewReplacer(" ", "", "　", "", "“", "", "”", "", "\"", "", "（", "", "）", "", "(", "", ")", "", "、", "", "，", "", "。", "")
