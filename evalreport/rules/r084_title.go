package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r084 = &check.Rule{
	ID: "R84", Title: "标题应含年度、单位和文种", Group: groupF, Severity: check.Warning,
	Formula: "标题 = {单位}{年度}年度{部门整体支出|项目支出|专项资金}绩效{自评|评价}报告",
	Doc:     "单位用简称、年度写在单位之前都可以；另起一行的单位名称也算。项目和专项资金的报告，写明项目或资金名称的也可以；年度单独写在标题下一行的也可以。",
	Basis:   "公文标题由发文机关、事由和文种组成",
	Run: func(p *check.Pass) {
		m := &p.Report.Meta
		if m.Title == "" {
			return
		}
		var lacks []string
		if (!strings.Contains(m.Title, "年") || !strings.ContainsAny(m.Title, "0123456789０１２３４５６７８９〇二")) && !yearBelow(p) {
			lacks = append(lacks, "年度")
		}
		if m.Unit != "" && !namesUnit(plain(p, m.Title), plain(p, m.Unit)) && (m.Subject == "" || !strings.Contains(m.Title, m.Subject)) && !namesMatter(p) {
			lacks = append(lacks, "单位")
		}
		if !namesKind(plain(p, m.Title)) {
			lacks = append(lacks, "文种")
		}
		if len(lacks) == 0 {
			return
		}
		unit, year := m.Unit, "××××"
		if unit == "" {
			unit = "××单位"
		}
		if m.Year > 0 {
			year = strconv.Itoa(m.Year)
		}
		p.Found(check.Finding{Severity: check.Warning, Path: "meta.title", Reported: m.Title, Expected: unit + year + "年度…报告",
			Message: fmt.Sprintf("标题“%s”缺少%s。请写成“%s%s年度…绩效自评报告”的样式。", strings.TrimSpace(m.Title), strings.Join(lacks, "和"), unit, year)})
	},
}

// namesKind reports whether a title says what kind of document it is: a report, or a self-evaluation by that name.
func namesKind(title string) bool {
	return strings.Contains(title, "报告") || slices.ContainsFunc(titleEnds, func(end string) bool { return strings.HasSuffix(title, end) })
}

// titleEnds are what titles end with that name their kind without 报告.
var titleEnds = []string{"绩效自评", "绩效评价", "自评结果", "自评情况", "评价结果", "评价情况", "自评表", "评价表", "说明", "公告", "公示", "通报", "通知"}

// yearBelow reports whether the year stands on a line of its own below the title: （2024年度）.
func yearBelow(p *check.Pass) bool {
	seen := 0
	for _, b := range narrative.Of(p).paragraphs {
		if seen++; seen > 3 {
			break
		}
		if yearLine.MatchString(strings.TrimSpace(b.value)) {
			return true
		}
	}
	for _, t := range narrative.Of(p).tables[:min(1, len(narrative.Of(p).tables))] {
		for _, row := range t.rows[:min(3, len(t.rows))] {
			if slices.ContainsFunc(row, func(cell string) bool { return yearLine.MatchString(strings.TrimSpace(cell)) }) {
				return true
			}
		}
	}
	return false
}

var yearLine = regexp.MustCompile(`^[（(]?\s*20\d\d\s*年度?\s*[）)]?$`)

// namesMatter reports whether the title of a report on a project or fund says which one, in place of the unit.
func namesMatter(p *check.Pass) bool {
	m := &p.Report.Meta
	return m.Kind != evalreport.KindDepartment && matters.Of(p, m.Title) >= 4
}

// matters are how many characters of a title are of its matter alone.
var matters = newCached(func(p *check.Pass, title string) int {
	rest := plain(p, title)
	for _, w := range []string{"关于", "年度", "部门", "整体", "支出", "专项资金", "项目", "资金", "绩效", "自评", "评价", "评估", "报告", "情况", "年", "的"} {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return len([]rune(strings.Trim(rest, "0123456789０１２３４５６７８９〇（）() \n")))
})

// namesUnit reports whether a title names the unit in full or by an abbreviation: its first two characters, and a further
// one after them, all characters in the unit's order up to 局, 委, 办 …
func namesUnit(title, unit string) bool {
	if strings.Contains(title, unit) {
		return true
	}
	u := []rune(unit)
	if len(u) < 4 {
		return false
	}
	start := strings.Index(title, string(u[:2]))
	if start < 0 {
		return false
	}
	matched, at := 0, 0
	for _, r := range title[start:] {
		i := at
		for i < len(u) && u[i] != r {
			i++
		}
		if i == len(u) {
			break
		}
		matched, at = matched+1, i+1
	}
	return matched >= 4 && at == len(u)
}
