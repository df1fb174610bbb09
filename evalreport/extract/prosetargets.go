package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/extract/claims"
)

var (
	itemAhead   = regexp.MustCompile(`^\s*(?:\d{1,2}\s*[.、．)）]|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[①-⑳]|第?[一二三四五六七八九十]{1,3}(?:、|是))\s*`)
	planAhead   = regexp.MustCompile(`^(?:年初|年度|全年|本年|原)?(?:计划|目标)(?:完成|达到|实现|[:：为是])?`)
	planBehind  = regexp.MustCompile(`[，,：:]?(?:年初|年度|全年|预期)?(?:绩效)?(?:目标|指标|计划)(?:值|数|任务|任务数|完成)?(?:设定)?[:：为是]?$`)
	emptyName   = regexp.MustCompile(`^(?:全年|本年|当年|实际|已|共|完成|达到|实现|值|数|率|情况|为)+$`)
	actualAhead = regexp.MustCompile(`^(?:(?:截至|截止|至)[^，,]{0,12})?[，,]?(?:全年|本年|年末|年底|当年)?(?:实际|完成值|完成数|完成率|完成情况|已完成|完成|实现值)`)
)

// targets reads what the text sets side by side: 名称目标为甲，实际完成乙.
func (f *figures) targets() {
	for _, p := range f.set.Paragraphs {
		for i, c := range p.Claims {
			if !planned(c) || !c.Kind.Figure() || f.done[c] || !slices.Contains(f.rules.TargetSections, root(f.section(c))) {
				continue
			}
			if a := f.actualOf(c, p.Claims[i+1:]); a != nil {
				f.target(c, a)
			}
		}
	}
}

var planWords = regexp.MustCompile(`^(?:年初|年度|全年|本年|原|下一?年|20\d\d年)?(?:计划|拟|目标|力争|预计|预期)`)

// planned reports whether a figure is said to be planned, not done.
func planned(c *claims.Claim) bool {
	return c.Column == claims.Planned || planWords.MatchString(strings.TrimSpace(itemAhead.ReplaceAllString(c.Subject, "")))
}

// root is the section itself or the one it is a part of.
func root(section string) string {
	section, _, _ = strings.Cut(section, ".")
	return section
}

// actualOf is the figure that a clause sets beside a planned one: the next figure of its sentence, of the same kind and
// unit, said to be what came of it.
func (f *figures) actualOf(c *claims.Claim, rest []*claims.Claim) *claims.Claim {
	if len(rest) == 0 {
		return nil
	}
	a := rest[0]
	if a.Kind != c.Kind || a.Unit != c.Unit || planned(a) || strings.ContainsAny(f.between(c, a), "。；;\n") || !actualAhead.MatchString(fold(a.Subject)) {
		return nil
	}
	return a
}

func (f *figures) target(c, a *claims.Claim) {
	name := f.targetName(c)
	if n := len([]rune(name)); n < 2 || n > 40 {
		return
	}
	at := fmt.Sprintf("goals.targets[%d]", f.length("goals.targets"))
	f.put(c, at+".target", f.measure(c))
	f.put(a, at+".actual", f.measure(a))
	f.w.put(at+".name", name, f.b.res.Origins[at+".target"])
}

// targetName is what a planned figure is of: the words before it, or those before the colon of its item.
func (f *figures) targetName(c *claims.Claim) string {
	name := f.planName(c.Subject)
	if name != "" {
		return name
	}
	text := f.text(c)[:c.Span.ByteStart]
	if i := strings.LastIndexAny(text, "。；;"); i >= 0 {
		text = strings.TrimLeft(text[i:], "。；;")
	}
	if i := strings.IndexAny(text, "：:"); i >= 0 {
		return f.planName(text[:i])
	}
	return ""
}

func (f *figures) planName(s string) string {
	s = strings.TrimSpace(itemAhead.ReplaceAllString(s, ""))
	s = planBehind.ReplaceAllString(strings.TrimRight(s, "≥≤＞＜>< 　"), "")
	s = planAhead.ReplaceAllString(s, "")
	return bareName(s, f.rules.Introducers)
}
