package extract

import (
	"regexp"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// expected lists what every report says, whatever its kind.
var expected = []string{"meta.unit", "meta.year", "meta.kind", "meta.title", "meta.date", "result.score", "result.grade"}

// finish settles what depends on everything else.
func (b *builder) finish() {
	b.unitName()
	b.derived()
	b.attached()
	for _, r := range b.doc.Residue {
		b.res.Residue = append(b.res.Residue, Residue{Kind: string(r.Kind), Text: r.Text, Place: b.res.place(r.Place, r.Text)})
	}
	for _, p := range b.doc.Problems {
		b.res.Unread = append(b.res.Unread, Unread{Text: p.Code, Reason: p.Msg, Place: b.res.place(p.Place, "")})
	}
	if len(b.r.Outline) > 0 && (b.r.Meta.Title != "" || len(b.res.Forms) == 0) {
		for _, path := range expected {
			if v, ok := evalreport.Lookup(b.r, path); ok && v.IsZero() {
				b.res.Missed = append(b.res.Missed, Missed{Path: path, Label: evalreport.Label(b.r, path)})
			}
		}
	}
}

// derived reads figures that stand in the words of another field.
func (b *builder) derived() {
	for _, d := range b.k.words.Derived {
		v, ok := evalreport.Lookup(b.r, d.From)
		if !ok || v.String() == "" {
			continue
		}
		pattern, err := regexp.Compile(d.Pattern)
		if err != nil {
			continue
		}
		if m := pattern.FindStringSubmatch(v.String()); m != nil {
			b.writer().put(d.To, m[1], b.res.Origins[d.From])
		}
	}
}

// attached joins the entries of the list of attachments to the forms that were read.
func (b *builder) attached() {
	used := map[string]bool{}
	for i := range b.r.Attachments {
		a := &b.r.Attachments[i]
		title := fold(a.Title)
		for _, f := range b.res.Forms {
			same := strings.Contains(title, fold(f.Name))
			if v, ok := evalreport.Lookup(b.r, f.Path+".title"); ok && v.String() != "" {
				same = strings.Contains(title, fold(v.String()))
			}
			if same && !used[f.Path] {
				a.Form, used[f.Path] = f.Path, true
				break
			}
		}
	}
}
