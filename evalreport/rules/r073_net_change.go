package rules

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport/check"
)

var r073 = &check.Rule{
	ID: "R73", Title: "净增应等于新增减去减少", Group: groupE, Severity: check.Error, Tolerance: check.ToleranceExact,
	Formula: "净增 = 新增 - 减少",
	Doc:     "叙述中同时写明新增、减少和净增的，三者应当相符；履职成效、效益和年度目标中同名的新增、减少（退出、注销）和净增也核对。",
	Basis:   "净增的定义",
	Run: func(p *check.Pass) {
		for _, c := range netChanges.Of(p) {
			want := c.added.value.Value.Sub(c.removed.value.Value)
			if c.net.value.Value.Equal(want) {
				continue
			}
			p.Found(check.Finding{Severity: check.Error, Path: c.net.path(), Reported: c.net.text, Expected: want.String() + c.net.value.Unit,
				Related: []string{c.added.path(), c.removed.path()},
				Message: fmt.Sprintf("“%s”填 %s，新增 %s、减少 %s，净增应为 %s - %s = %s%s。请核对这三个数。", c.net.plain, c.net.text,
					c.added.text, c.removed.text, c.added.value.Value, c.removed.value.Value, want, c.net.value.Unit)})
		}
	},
}

// netChange is a net change with what it is made of.
type netChange struct{ net, added, removed *fact }

var netChanges = check.NewMemo(func(p *check.Pass) (list []netChange) {
	known := facts.Of(p).byName
	for _, net := range facts.Of(p).list {
		of, ok := strings.CutPrefix(net.plain, "净增")
		added := known["新增"+of]
		if !ok || of == "" || added == nil || added.value.Unit != net.value.Unit {
			continue
		}
		for _, word := range []string{"减少", "退出", "注销"} {
			if removed := known[word+of]; removed != nil && removed.value.Unit == net.value.Unit {
				list = append(list, netChange{net, added, removed})
				break
			}
		}
	}
	return list
})
