package rules

import (
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// hasBody reports whether the report is more than its forms. The scores of its result are no sign of that: they may be
// the form's own, filled in.
func hasBody(p *check.Pass) bool {
	return present.Of(p, "duties|organisation|income_expenditure|overview|performance|problems|special_funds|lead|result.narrative")
}

// present are the choices of sections of which the report has one, in its place or elsewhere.
var present = newCached(func(p *check.Pass, choice string) bool {
	for _, path := range strings.Split(choice, "|") {
		if filled.Of(p, path) || slices.ContainsFunc(p.Report.Free, func(f evalreport.FreeSection) bool { return f.About == path && len(f.Narrative) > 0 }) {
			return true
		}
	}
	return false
})

// filled are the paths at which something stands.
var filled = newCached(func(p *check.Pass, path string) bool {
	v, ok := evalreport.Lookup(p.Report, path)
	return ok && !v.IsZero()
})
