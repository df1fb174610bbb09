package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport/check"
)

var r102 = &check.Rule{
	ID: "R102", Title: "重复的陈述应当一致", Group: groupH, Severity: check.Warning,
	Formula: "两处重复的陈述，数值和状态用词相同",
	Doc:     "叙述在两处重复同一件事的，数值、确数与概数、获推荐与获表彰等用词应当相同；履职成效、效益、年度目标中同名、同单位的数也应当相同。",
	Basis:   "同一事实只有一个说法",
	Run: func(p *check.Pass) {
		known := facts.Of(p)
		for _, f := range known.again {
			first := known.byName[f.plain]
			if sameList(f, first) || f.value.Unit != first.value.Unit || f.value.Value.Equal(first.value.Value) || utf8.RuneCountInString(f.plain) < 3 {
				continue
			}
			p.Found(check.Finding{Severity: check.Warning, Path: f.path(), Reported: f.text, Expected: first.text, Related: []string{first.path()},
				Message: fmt.Sprintf("“%s”此处为 %s，前面为 %s。两处是同一个数的，请改成一致；不是的，请把名称写清楚。", f.plain, f.text, first.text)})
		}
	},
}

// sameList reports whether two results stand in one list, where a name may stand for several things.
func sameList(a, b *fact) bool {
	x, _, _ := strings.Cut(a.at, "[")
	y, _, _ := strings.Cut(b.at, "[")
	return x == y
}
