package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r104 = &check.Rule{
	ID: "R104", Title: "没有完成的目标应在存在问题中反映", Group: groupH, Severity: check.Warning,
	Formula: "完成值未达到目标值 ⇒ 存在问题提到它",
	Doc:     "年度目标没有完成的，存在问题一节应当写到这个目标。",
	Basis:   "绩效自评报告的内容要求",
	Run: func(p *check.Pass) {
		for _, i := range unexplained.Of(p) {
			t := p.Report.Goals.Targets[i]
			p.Found(check.Finding{Severity: check.Warning, Path: index("goals.targets", i) + ".actual", Reported: string(t.Actual), Expected: string(t.Target),
				Message: fmt.Sprintf("年度目标“%s”%s，完成 %s，没有达到，存在问题中没有写到。请在存在问题中写明并分析原因。", t.Name, t.Target, t.Actual)})
		}
	},
}

// unexplained are the targets that were missed without a word about it.
var unexplained = check.NewMemo(func(p *check.Pass) (list []int) {
	for i, t := range p.Report.Goals.Targets {
		it := item{name: t.Name, target: quantityOf(p, t.Target), actual: quantityOf(p, t.Actual)}
		met, known := it.met()
		if known && !met && !inProblems(p, t.Name) && !says(p, it.target.Value.Sub(it.actual.Value), it.target.Unit) {
			list = append(list, i)
		}
	}
	return list
})

// inProblems reports whether the problems name a target, at least by its last four characters.
func inProblems(p *check.Pass, name string) bool {
	tail := lastRunes(plain(p, name), 4)
	problems := &p.Report.Problems
	for _, s := range problems.Items {
		if strings.Contains(s, tail) {
			return true
		}
	}
	for _, b := range problems.Narrative {
		if strings.Contains(b.Text, tail) {
			return true
		}
	}
	return false
}

// says reports whether the text tells by how much a target was missed: 支管少完成3.44公里.
func says(p *check.Pass, short evalreport.Number, unit string) bool {
	words := short.String() + unit
	return slices.ContainsFunc(narrative.Of(p).paragraphs, func(l leaf[string]) bool {
		i := strings.Index(l.value, words)
		return i >= 0 && missed.MatchString(l.value[:i])
	})
}

var missed = regexp.MustCompile(`(?:少|欠|差|缺|未|没有|短)[^，。；0-9]{0,6}$`)

// lastRunes are the last n characters of a text.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
