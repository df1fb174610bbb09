package form

import (
	"fmt"
	"reflect"

	"github.com/evalreport/go/evalreport"
)

// Notes say of the parts of a report where the profile has them: 印在“（二）部门机构设置”，必备.
func (p *Profile) Notes() map[string]string {
	notes := map[string]string{}
	for _, s := range p.Sections {
		note := ""
		if s.Heading != "" {
			note = "印在“" + s.Heading + "”"
		}
		notes[s.Path] = withComma(notes[s.Path], withComma(note, mark(s.Required)))
	}
	for _, pf := range p.Forms {
		f, err := p.lib.Form(pf.Form)
		if err != nil {
			continue
		}
		where := "附表"
		if pf.Inline {
			where = "印在正文内的表"
		}
		notes[f.Binds] = withComma(notes[f.Binds], withComma(where, mark(pf.Required)))
	}
	return notes
}

func mark(required bool) string {
	if required {
		return "必备"
	}
	return ""
}

func withComma(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "，" + b
}

// Starter is an empty report of the given year with what the profile's paper forms have printed: the indicators of its
// scoring forms with their weights. A form that a report may have any number of, or none, is left to the user. The starter
// names its profile. The profile that prints what was read has none: it is an error.
func (p *Profile) Starter(year int) (*evalreport.Report, error) {
	if p.ID == publishedProfile {
		return nil, fmt.Errorf("模板“%s”只印读入的报告，没有起始数据。请用 import 读入一份报告，或改用写明章节的模板，如 %s", p.ID, DefaultProfile)
	}
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
