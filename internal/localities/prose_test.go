package localities

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
)

// elsewhere are figures that a locality has under the heading of another section: 株洲 tells of the staff beside the
// bodies, and of expenditure under 支出情况; 鼎城 tells what came of a target under 绩效情况.
var elsewhere = map[string]map[string]string{
	"zhuzhou": {
		"staffing": "(二)机构设置与人员情况。", "three_public": "1.支出情况。", "project_expenditure.projects": "1.支出情况。",
		"basic_expenditure.share": "1.支出情况。", "project_expenditure.share": "1.支出情况。", "income_expenditure.expenditure": "1.支出情况。",
	},
	"changning": {
		"staffing": "（一）基本情况", "three_public": "二、部门整体支出情况", "basic_expenditure": "二、部门整体支出情况",
		"project_expenditure": "二、部门整体支出情况", "result": "五、部门整体支出绩效情况",
	},
	"dingcheng": {
		"income_expenditure.income": "（二）部门预算收支决算情况", "income_expenditure.adjustments": "（二）部门预算收支决算情况",
		"goals.targets[].actual": "六、部门整体支出绩效情况",
	},
	"huaihua": {
		"special_funds.arrival_rate": "(2)资金到位情况", "special_funds.budget": "(2)资金到位情况", "special_funds.arrived": "(2)资金到位情况",
		"special_funds.executed": "(3)资金使用情况", "special_funds.execution_rate": "(3)资金使用情况", "special_funds.saved": "3.产出成本",
		"special_funds.project_count": "1.项目决策背景", "benefits.facts": "(四)满意度情况",
		"process.planned": "(1)资金到位率。", "process.arrived": "(1)资金到位率。", "process.arrival_rate": "(1)资金到位率。",
		"process.executed": "(2)预算执行率。", "process.execution_rate": "(2)预算执行率。",
	},
}

// TestProse: every figure of the data outside the forms stands in a sentence under the heading that the outline has for its
// section; one of a list stands behind the name that it belongs to.
func TestProse(t *testing.T) {
	for _, id := range localities {
		t.Run(id, func(t *testing.T) {
			r := figures(t, id)
			sections := sectionTexts(t, id, r.Meta.Year)
			seen := 0
			evalreport.Walk(r, func(f evalreport.Field) bool {
				if !figure(f) || inForm(f.Path) {
					return true
				}
				seen++
				heading := headingOf(t, id, indices.ReplaceAllString(f.Path, "[]"))
				if want := sentence(r, f); !want.MatchString(sections[heading]) {
					t.Errorf("%s: %s is not under %q:\n%s", f.Path, want, heading, sections[heading])
				}
				return true
			})
			if seen < 10 {
				t.Errorf("only %d figures", seen)
			}
		})
	}
}

var indices = regexp.MustCompile(`\[\d+\]`)

func inForm(path string) bool {
	return slices.ContainsFunc([]string{"basic_data.", "department_self_evaluation.", "budget_and_final_accounts.", "three_public_expenses.", "cost_indicators."},
		func(form string) bool { return strings.HasPrefix(path, form) })
}

// sentence is how a figure is printed: an amount with its unit, a decrease without its sign, an element of a list behind
// its name, unless the bureau has put it in words of its own.
func sentence(r *evalreport.Report, f evalreport.Field) *regexp.Regexp {
	value := regexp.QuoteMeta(strings.TrimPrefix(fmt.Sprint(f.Value.Interface()), "-"))
	if _, ok := f.Value.Interface().(evalreport.Amount); ok {
		value += "万元"
	}
	before := `(?:^|[^\d.])`
	section, _, _ := strings.Cut(f.Path, ".")
	if i := strings.LastIndex(f.Path, "]."); i >= 0 {
		if v, ok := evalreport.Lookup(r, f.Path[:i+1]+".name"); ok && text(r, section+".narrative") == "[]" {
			before = regexp.QuoteMeta(v.String()) + `(?:[^；。、]{0,40}[^；。、\d.])?`
		}
	}
	return regexp.MustCompile(before + value + `(?:[^\d.]|$)`)
}

// headingOf is the heading that the figure's section has in the locality's outline.
func headingOf(t *testing.T, id, path string) string {
	t.Helper()
	p, err := form.Builtin.Profile(id)
	if err != nil {
		t.Fatal(err)
	}
	best, heading := "", ""
	note := func(section, at string) {
		if len(section) > len(best) && (path == section || strings.HasPrefix(path, section+".") || strings.HasPrefix(path, section+"[")) {
			best, heading = section, at
		}
	}
	for section, at := range elsewhere[id] {
		note(section, at)
	}
	for _, s := range p.Sections {
		note(s.Path, strings.ReplaceAll(s.Heading, "{{年度}}", fmt.Sprint(years[id])))
	}
	return heading
}

// sectionTexts are the words under each heading, up to the next.
func sectionTexts(t *testing.T, id string, year int) map[string]string {
	texts := texts(rendered(t, id))
	sections := map[string]string{}
	current, rest := "", headings(t, id, year)
	for _, p := range texts {
		if len(rest) > 0 && (p == rest[0] || strings.HasSuffix(rest[0], "。") && strings.HasPrefix(p, rest[0])) {
			current, rest = rest[0], rest[1:]
		}
		sections[current] += p + "\n"
	}
	return sections
}
