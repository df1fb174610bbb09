package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

// Explain is what there is to know about a rule, for the command line and the manual.
func Explain(id string) (string, bool) {
	r, ok := Find(id)
	if !ok {
		return "", false
	}
	return explain(r), true
}

func explain(r *check.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n\n", r.ID, r.Title)
	fmt.Fprintf(&b, "公式：%s\n", r.Formula)
	fmt.Fprintf(&b, "说明：%s\n", r.Doc)
	fmt.Fprintf(&b, "依据：%s\n", r.Basis)
	fmt.Fprintf(&b, "严重程度：%s\n", r.Severity.Label())
	fmt.Fprintf(&b, "容差：%s\n", toleranceText(r.Tolerance))
	if r.Run == nil {
		b.WriteString("范围：叙述文字\n")
	}
	return b.String()
}

func toleranceText(t check.Tolerance) string {
	switch t {
	case check.ToleranceExact:
		return "无，必须相等"
	case check.ToleranceSum:
		return "每项半个末位，之内为尾差（警告），之外按规则的严重程度"
	case check.TolerancePercent:
		return "半个末位；只舍不入为警告"
	case check.ToleranceScore:
		return "半个末位"
	}
	return "不比较数值"
}

// List is one line for each rule, by group.
func List(rules []*check.Rule) string {
	var b strings.Builder
	for _, g := range groups {
		fmt.Fprintf(&b, "%s\n", g)
		for _, r := range rules {
			if r.Group == g {
				fmt.Fprintf(&b, "  %-5s %s  %s\n", r.ID, r.Severity.Label(), r.Title)
			}
		}
	}
	return b.String()
}

var groups = []string{groupA, groupB, groupC, groupD, groupE, groupF, groupG, groupH}

// markdown is the manual of all rules: docs/rules.md.
func markdown() string {
	var b strings.Builder
	b.WriteString("# 勾稽规则\n\n")
	fmt.Fprintf(&b, "共 %d 条，编号不重复使用。本页由规则目录生成，与 `evalreport rules explain` 相同。\n", len(All()))
	for _, g := range groups {
		fmt.Fprintf(&b, "\n## %s\n", g)
		for _, r := range All() {
			if r.Group != g {
				continue
			}
			head, body, _ := strings.Cut(explain(r), "\n\n")
			fmt.Fprintf(&b, "\n### %s\n\n", head)
			for _, line := range strings.Split(strings.TrimSpace(body), "\n") {
				fmt.Fprintf(&b, "- %s\n", line)
			}
		}
	}
	return b.String()
}
