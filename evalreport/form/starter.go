package form

import (
	"reflect"

	"github.com/evalreport/go/evalreport"
)

// Starter is an empty report of the given year with what the profile's paper forms have printed: the indicators of its
// scoring forms with their weights. A form that a report may have any number of, or none, is left to the user. The starter
// names its profile.
func (p *Profile) Starter(year int) (*evalreport.Report, error) {
	r := &evalreport.Report{Meta: evalreport.Meta{Year: year, Kind: evalreport.KindDepartment, Profile: p.ID}}
	if len(p.Kinds) > 0 {
		r.Meta.Kind = p.Kinds[0]
	}
	for _, pf := range p.Forms {
		f, err := p.lib.Form(pf.Form)
		if err != nil {
			return nil, err
		}
		at, _ := evalreport.Lookup(r, f.Binds)
		switch {
		case !f.list:
			at.Set(f.skeleton)
		case pf.Required && at.Len() == 0:
			at.Set(reflect.Append(at, f.skeleton))
		}
	}
	return r, nil
}
