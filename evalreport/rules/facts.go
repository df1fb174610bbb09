package rules

import (
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// fact is a result that the narrative sections report as a figure.
type fact struct {
	at, field string
	plain     string // its name
	text      string
	value     quantity
}

func (f *fact) path() string { return f.at + "." + f.field }

// reported are the results reported outside the forms: the first of each name, and those that give a name again.
type reported struct {
	list, again []*fact
	byName      map[string]*fact
}

var facts = check.NewMemo(func(p *check.Pass) *reported {
	r := &reported{byName: map[string]*fact{}}
	for i, f := range p.Report.Performance.Facts {
		r.add(p, index("performance.facts", i), "value", f.Name, f.Value)
	}
	for i, f := range p.Report.Benefits.Facts {
		r.add(p, index("benefits.facts", i), "value", f.Name, f.Value)
	}
	for i, t := range p.Report.Goals.Targets {
		r.add(p, index("goals.targets", i), "actual", t.Name, t.Actual)
	}
	return r
})

func (r *reported) add(p *check.Pass, at, field, name string, m evalreport.Measure) {
	q, name := quantityOf(p, m), plain(p, name)
	if !q.ok {
		return
	}
	f := &fact{at, field, name, string(m), q}
	if r.byName[name] != nil {
		r.again = append(r.again, f)
		return
	}
	r.byName[name], r.list = f, append(r.list, f)
}
