package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r069 = &check.Rule{
	ID: "R69", Title: "实际完成值应与叙述一致", Group: groupD, Severity: check.Warning,
	Formula: "自评表的实际完成值与叙述、年度目标中同名指标的数值相同",
	Doc:     "与部门职责履行、效益、年度目标中同名的数比较；单位不同的不比较。",
	Basis:   "同一事实只有一个数",
	Run: func(p *check.Pass) {
		known := facts.Of(p).byName
		if len(known) == 0 {
			return
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				if !it.actual.ok {
					continue
				}
				f, ok := known[it.plain]
				if !ok || f.value.Unit != it.actual.Unit || f.value.Value.Equal(it.actual.Value) {
					continue
				}
				p.Found(check.Finding{Severity: check.Warning, Path: it.path() + ".actual", Reported: string(it.row.Actual), Expected: f.text, Related: []string{f.path()},
					Message: fmt.Sprintf("“%s”自评表填 %s，正文写 %s。两处是同一个数，请核对。", it.name, it.row.Actual, f.text)})
			}
		}
	},
}

// fact is a result that the narrative sections report as a figure.
type fact struct {
	at, field string
	plain     string // its name
	text      string
	value     quantity
}

func (f *fact) path() string { return f.at + "." + f.field }

// reported are the results reported outside the forms: the first of each name, and those that give a name again.
type reported struct {
	list, again []*fact
	byName      map[string]*fact
}

var facts = check.NewMemo(func(p *check.Pass) *reported {
	r := &reported{byName: map[string]*fact{}}
	for i, f := range p.Report.Performance.Facts {
		r.add(p, index("performance.facts", i), "value", f.Name, f.Value)
	}
	for i, f := range p.Report.Benefits.Facts {
		r.add(p, index("benefits.facts", i), "value", f.Name, f.Value)
	}
	for i, t := range p.Report.Goals.Targets {
		r.add(p, index("goals.targets", i), "actual", t.Name, t.Actual)
	}
	return r
})

func (r *reported) add(p *check.Pass, at, field, name string, m evalreport.Measure) {
	q, name := quantityOf(p, m), plain(p, name)
	if !q.ok {
		return
	}
	f := &fact{at, field, name, string(m), q}
	if r.byName[name] != nil {
		r.again = append(r.again, f)
		return
	}
	r.byName[name], r.list = f, append(r.list, f)
}

// plain is a name without marks and spaces, for comparison.
func plain(p *check.Pass, s string) string {
	if mayHoldMarks(s) {
		return plainNames.Of(p, s)
	}
	return s
}

// mayHoldMarks looks for the first bytes of the marks, in UTF-8. Few other characters of a name begin with them.
func mayHoldMarks(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ' ', '"', '(', ')', 0xE2, 0xE3, 0xEF:
			return true
		}
	}
	return false
}

var plainNames = newCached(func(_ *check.Pass, s string) string { return nameMarks.Replace(s) })

var nameMarks = strings.NewReplacer(" ", "", "　", "", "“", "", "”", "", "\"", "", "（", "", "）", "", "(", "", ")", "", "、", "", "，", "", "。", "")
