package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
)

//go:embed headers.yaml
var headersYAML []byte

// headerWords are the words that only one form has in its head: words to form.
var headerWords = sync.OnceValue(func() map[string]string {
	forms, _, err := codec.DecodeInto[map[string][]string](headersYAML, "headers.yaml")
	if err != nil {
		panic(err)
	}
	words := map[string]string{}
	for form, list := range forms {
		for _, w := range list {
			words[headerKey(w)] = form
		}
	}
	return words
})

var r112 = &check.Rule{
	ID: "R112", Title: "表头应与表的内容相符", Group: groupH, Severity: check.Error,
	Formula: "表头用词 = 该表规定的用词",
	Doc:     "附表印出的表头里有别的表才有的用词，说明套错了表头。",
	Basis:   "附表表头",
	Run: func(p *check.Pass) {
		for _, t := range narrative.Of(p).tables {
			form, _, _ := strings.Cut(t.form, "[")
			if form == "" {
				continue
			}
			for _, row := range t.rows {
				for _, cell := range row {
					other, ok := headerWords()[headerKeys.Of(p, cell)]
					if !ok || other == form {
						continue
					}
					p.Found(check.Finding{Severity: check.Error, Path: t.path, Quote: cell, Reported: cell,
						Expected: firstOr(ownHeaders[form], "本表的表头"),
						Message:  fmt.Sprintf("表头“%s”是%s的用词，不属于%s。请改正表头。", cell, evalreport.Label(p.Report, other), evalreport.Label(p.Report, form))})
				}
			}
		}
	},
}

// ownHeaders are the words that a form's column should have instead.
var ownHeaders = map[string][]string{"cost_indicators": {"项目名称"}}

func firstOr(list []string, otherwise string) string {
	if len(list) > 0 {
		return list[0]
	}
	return otherwise
}

var headerKeys = newCached(func(_ *check.Pass, cell string) string { return headerKey(cell) })

func headerKey(s string) string {
	return strings.TrimRight(strings.Join(slices.DeleteFunc(strings.Split(nameMarks.Replace(s), "\n"), func(x string) bool { return x == "" }), ""), "|：:")
}
