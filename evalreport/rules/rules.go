// Package rules is the catalogue of rules over reports: 109 of them, R01 to R117.
//
//	findings := check.Config{Scheme: rules.DefaultScheme()}.Run(report, nil, rules.All()...)
//
// Rules that are formulas are data (catalogue/*.yaml), in the words of the forms; the others are one Go value each, in a
// file named for it. A bureau adds its own formulas, and switches off or re-grades ours, with [Load].
package rules

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/check/formula"
	"github.com/evalreport/go/evalreport/codec"
)

//go:embed catalogue/*.yaml
var catalogueFS embed.FS

//go:embed scheme.yaml
var schemeYAML []byte

// group is a file of the catalogue.
type group struct {
	Group string  `json:"group" label:"组别"`
	Rules []entry `json:"rules" label:"规则"`
}

// All returns the rules of the catalogue in the order of their ids. The caller must not change them.
func All() []*check.Rule { return catalogue().rules }

// Find returns the rule with an id.
func Find(id string) (*check.Rule, bool) {
	r, ok := catalogue().byID[id]
	return r, ok
}

// DefaultScheme is what a report is scored by when neither it nor its profile says otherwise: the grade bands of the
// Ministry of Finance, a result of 130 % of its target to be explained, a change of budget above 30 % likewise.
func DefaultScheme() evalreport.Scheme { return catalogue().scheme }

type loaded struct {
	rules  []*check.Rule
	byID   map[string]*check.Rule
	prose  map[string]bool
	scheme evalreport.Scheme
}

// catalogue compiles the embedded files once. They are part of the program: a fault in them is a fault of the program,
// found by any test.
var catalogue = sync.OnceValue(func() *loaded {
	c := &loaded{byID: map[string]*check.Rule{}, prose: map[string]bool{}}
	files, err := fs.Glob(catalogueFS, "catalogue/*.yaml")
	if err != nil {
		panic(err)
	}
	for _, name := range files {
		data, err := catalogueFS.ReadFile(name)
		if err != nil {
			panic(err)
		}
		g, _, err := codec.DecodeInto[group](data, name)
		if err != nil {
			panic(err)
		}
		for i := range g.Rules {
			c.addEntry(name, g.Group, &g.Rules[i])
		}
	}
	for _, r := range coded {
		c.add(r)
	}
	c.scheme, _, err = codec.DecodeInto[evalreport.Scheme](schemeYAML, "scheme.yaml")
	if err != nil {
		panic(err)
	}
	slices.SortFunc(c.rules, func(a, b *check.Rule) int { return compareIDs(a.ID, b.ID) })
	return c
})

func (c *loaded) addEntry(file, group string, e *entry) {
	r, list := e.compile(func(i int, err *formula.Error) {
		panic(fmt.Sprintf("%s %s 检查%d %s：%v", file, e.ID, i+1, err.Field, err))
	})
	r.Group = group
	if r.ID == "R100" {
		sameAmounts = list
	}
	c.prose[r.ID] = e.Prose
	c.add(r)
}

// add puts a rule into the catalogue; a rule that is partly formula and partly code is one rule with both
// programs: the code has its id alone.
func (c *loaded) add(r *check.Rule) {
	if old := c.byID[r.ID]; old != nil {
		if r.Title != "" {
			panic("规则编号重复：" + r.ID)
		}
		formulas := old.Run
		old.Run = func(p *check.Pass) { formulas(p); r.Run(p) }
		return
	}
	c.byID[r.ID] = r
	c.rules = append(c.rules, r)
}

// compareIDs orders R9 before R10 before R100.
func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}
