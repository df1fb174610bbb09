package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// equation is a calculation to be written out: 基本支出 + 项目支出 = 2858.40 + 850.04 = 3708.44，填报 3708.40，差 0.04.
type equation struct {
	Of       string // name of the reported figure; empty when the finding stands at it
	Words    string // the calculation in words; empty to leave it out
	Written  string // the same in figures
	Expected evalreport.Number
	Reported evalreport.Number
	Places   int32
	Shown    int32 // decimal places of the reported figure
	Percent  bool
	Unit     string
}

func (e equation) String(v check.Verdict) string {
	var b strings.Builder
	if e.Words != "" && e.Words != e.Written {
		b.WriteString(e.inPercent(wordsOf(e.Words)) + " = ")
	}
	if !e.single() {
		b.WriteString(e.inPercent(e.Written) + " = ")
	}
	if e.Percent {
		b.WriteString(e.Expected.StringFixed(max(2, e.Shown)) + "%，" + e.Of + "填报 " + e.Reported.StringFixed(e.Shown) + "%")
	} else {
		d := e.Expected.Round(max(e.Places, 2))
		b.WriteString(d.StringFixed(e.Places) + e.Unit + "，" + e.Of + "填报 " + e.Reported.StringFixed(e.Places) + e.Unit)
		b.WriteString("，差 " + e.Reported.Sub(d).Abs().StringFixed(e.Places))
	}
	b.WriteString(noteOf(v) + "。")
	return b.String()
}

// inPercent is a calculation of a rate as it is written on paper, × 100%, where a formula multiplies by 100.
func (e equation) inPercent(s string) string {
	if e.Percent && strings.HasSuffix(s, " 100") {
		return s + "%"
	}
	return s
}

// single reports whether the calculation is one figure, which needs no result of its own.
func (e equation) single() bool {
	return e.Words != "" && e.Words != e.Written && !strings.ContainsAny(e.Written, " (")
}

func noteOf(v check.Verdict) string {
	switch v {
	case check.Rounded:
		return "（尾差）"
	case check.Truncated:
		return "（只舍不入）"
	}
	return ""
}

var operatorWords = strings.NewReplacer("*", "×", "/", "÷")

// pathWords writes the points of a path as a label does: 决算数 below 基本支出 is 基本支出·决算数. Decimal points stay.
func pathWords(s string) string {
	r := []rune(s)
	for i, c := range r {
		if c == '.' && (i == 0 || r[i-1] > '9') {
			r[i] = '·'
		}
	}
	return string(r)
}

// wordsOf is a formula as a clerk reads it: 合计(按经济分类) is 按经济分类各项之和, 项数(内设机构) 内设机构的项数.
func wordsOf(s string) string {
	s = afterList(afterList(s, "合计(", "各项之和"), "项数(", "的项数")
	return pathWords(operatorWords.Replace(s))
}

// afterList writes a function's name after the list that it is of.
func afterList(s, function, words string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, function)
		b.WriteString(before)
		list, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			return b.String()
		}
		b.WriteString(list + words)
		s = after
	}
}
