package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r106 = &check.Rule{
	ID: "R106", Title: "必备章节应齐全", Group: groupH, Severity: check.Warning,
	Formula: "模板规定的章节和附表都有内容",
	Doc:     "模板没有规定时，按报告类型核对各地都有的章节。几部分合写在一个标题下的也算有。只填了附表、没有正文的不核对。",
	Basis:   "绩效自评报告的内容要求",
	Run: func(p *check.Pass) {
		if !hasBody(p) {
			return
		}
		if p.Profile.ID == "" || p.Profile.Required == nil {
			lackSections(p, commonSections[p.Report.Meta.Kind])
		}
		lackSections(p, p.Profile.Required)
	},
}

func lackSections(p *check.Pass, required []string) {
	for _, choice := range required {
		if covered.Of(p, choice) {
			continue
		}
		path, _, _ := strings.Cut(choice, "|")
		name := sectionName(p, path)
		p.Found(check.Finding{Severity: check.Warning, Path: path, Label: name, Reported: "空",
			Message: fmt.Sprintf("缺少“%s”。请补上这一部分。", name)})
	}
}

// sectionName is what the locality heads a section with; where that is not known, what reports of its kind call it.
func sectionName(p *check.Pass, path string) string {
	if heading := p.Profile.Headings[path]; heading != "" {
		return heading
	}
	if name := kindNames[p.Report.Meta.Kind][path]; name != "" {
		return name
	}
	return evalreport.Label(p.Report, path)
}

// kindNames are sections that reports on a project or a fund call otherwise than those on a department.
var kindNames = map[evalreport.Kind]map[string]string{
	evalreport.KindProject:     {"special_funds": "项目资金情况", "performance": "项目产出和效益情况"},
	evalreport.KindSpecialFund: {"performance": "资金使用产出和效益情况"},
}

// commonSections are what reports of a kind have everywhere; alternatives are separated by bars.
var commonSections = map[evalreport.Kind][]string{
	evalreport.KindDepartment: {"duties|overview", "organisation|staffing", "income_expenditure|basic_expenditure|budget_and_final_accounts",
		"performance|benefits", "problems", "actions"},
	evalreport.KindProject:     {"overview|goals", "special_funds|process|project_self_evaluations", "performance|benefits|project_self_evaluations", "problems", "actions"},
	evalreport.KindSpecialFund: {"overview|goals", "special_funds|process|project_self_evaluations", "performance|benefits", "problems", "actions"},
}

// mentions are words by which a paragraph or a heading of another section stands in for a section of its own.
var mentions = map[string]struct{ headings, but, texts []string }{
	"duties|overview":                                {headings: []string{"职能", "职责"}, but: []string{"履行", "履职", "绩效", "效能"}}, // 部门职责与机构设置
	"organisation|staffing":                          {headings: []string{"机构设置", "机构情况", "人员编制", "人员情况"}, texts: []string{"内设", "编制"}},
	"special_funds|process|project_self_evaluations": {headings: []string{"资金", "经费", "预算执行"}, texts: []string{"资金到位", "实际支出", "执行率", "使用资金"}},
	"actions":  {headings: []string{"改进", "建议", "措施", "下一步"}},
	"problems": {headings: []string{"问题"}},
}

// covered are the choices of sections that the report has, or stands in for.
var covered = newCached(func(p *check.Pass, choice string) bool { return present.Of(p, choice) || mentioned(p, choice) })

func mentioned(p *check.Pass, choice string) bool {
	m := mentions[choice]
	for _, h := range headings.Of(p) {
		if h.level != inRunning && containsAny(h.text, m.headings) && !containsAny(h.text, m.but) {
			return true
		}
	}
	for _, l := range narrative.Of(p).paragraphs {
		if containsAny(l.value, m.texts) {
			return true
		}
	}
	return false
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// hasBody reports whether the report is more than its forms. The scores of its result are no sign of that: they may be
// the form's own, filled in.
func hasBody(p *check.Pass) bool {
	return present.Of(p, "duties|organisation|income_expenditure|overview|performance|problems|special_funds|lead|result.narrative")
}

// present are the choices of sections of which the report has one, in its place or elsewhere.
var present = newCached(func(p *check.Pass, choice string) bool {
	for _, path := range strings.Split(choice, "|") {
		if filled.Of(p, path) || slices.ContainsFunc(p.Report.Free, func(f evalreport.FreeSection) bool { return f.About == path && len(f.Narrative) > 0 }) {
			return true
		}
	}
	return false
})

// filled are the paths at which something stands.
var filled = newCached(func(p *check.Pass, path string) bool {
	v, ok := evalreport.Lookup(p.Report, path)
	return ok && !v.IsZero()
})
