package rules

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// equation is a calculation to be written out: 基本支出 + 项目支出 = 2858.40 + 850.04 = 3708.44，填报 3708.40，差 0.04.
type equation struct {
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
		b.WriteString(wordsOf(e.Words) + " = ")
	}
	b.WriteString(e.Written + " = ")
	if e.Percent {
		b.WriteString(e.Expected.StringFixed(max(2, e.Shown)) + "%，填报 " + e.Reported.StringFixed(e.Shown) + "%")
	} else {
		d := e.Expected.Round(max(e.Places, 2))
		b.WriteString(d.StringFixed(e.Places) + e.Unit + "，填报 " + e.Reported.StringFixed(e.Places) + e.Unit)
		b.WriteString("，差 " + e.Reported.Sub(d).Abs().StringFixed(e.Places))
	}
	b.WriteString(noteOf(v) + "。")
	return b.String()
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

// wordsOf is a formula as a clerk reads it: 合计(按经济分类) is 按经济分类各项之和.
func wordsOf(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "合计(")
		b.WriteString(before)
		list, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			break
		}
		b.WriteString(list + "各项之和")
		s = after
	}
	return pathWords(operatorWords.Replace(b.String()))
}
