package rules

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

var r076 = &check.Rule{
	ID: "R76", Title: "明细计数之和应等于总数", Group: groupE, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "225 =（其中）132 + 93",
	Doc:     "数值后面括号里用“其中”列出两项以上分项的，分项之和应等于总数；用“含”引出的是其中一部分，不比较。叙述里的分项由 R71 核对。",
	Basis:   "计数分解关系",
	Run: func(p *check.Pass) {
		for i, f := range p.Report.Performance.Facts {
			detailCounts(p, func() string { return index("performance.facts", i) + ".value" }, f.Name, quantityOf(p, f.Value))
		}
		for _, s := range sheets.Of(p) {
			for i := range s.items {
				it := &s.items[i]
				detailCounts(p, func() string { return it.path() + ".actual" }, it.name, it.actual)
			}
		}
	},
}

var detailPattern = regexp.MustCompile(`(\d+)[个家人名项台辆次件]`)

func detailCounts(p *check.Pass, path func() string, name string, q quantity) {
	if !q.ok || !strings.Contains(q.Note, "其中") || strings.Contains(q.Note, "等") {
		return
	}
	d := details.Of(p, q.Note)
	if d.terms < 2 || d.sum.Equal(q.Value) {
		return
	}
	p.Found(check.Finding{Severity: check.Error, Path: path(), Reported: q.Value.String(), Expected: d.sum.String(),
		Message: fmt.Sprintf("“%s”括号里的分项 %s = %s%s，总数为 %s%s。请核对。", name, d.written, d.sum, q.Unit, q.Value, q.Unit)})
}

// detail is what a note in brackets adds up to: 其中甲132人，乙93人.
type detail struct {
	terms   int
	sum     evalreport.Number
	written string
}

var details = newCached(func(_ *check.Pass, note string) (d detail) {
	var words []string
	for _, g := range detailPattern.FindAllStringSubmatch(note, -1) {
		n, err := evalreport.ParseCount(g[1])
		if err != nil {
			return detail{}
		}
		v, _ := n.Number()
		d.terms, d.sum, words = d.terms+1, d.sum.Add(v), append(words, g[1])
	}
	d.written = strings.Join(words, " + ")
	return d
})
