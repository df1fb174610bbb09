package extract

import (
	"io"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/internal/annotate"
	"github.com/evalreport/go/internal/document"
)

// Annotate writes a copy of a .docx with a Word comment at each finding: on the very figure where its place says so,
// else on the paragraph, table or heading. src is the file that the findings' places are of. What stands in a page
// header or has no place is commented on at the first paragraph. The error is for files that are no .docx.
func Annotate(w io.Writer, src io.ReaderAt, size int64, findings []check.Finding) error {
	out, err := annotate.Open(src, size)
	if err != nil {
		return err
	}
	doc, err := document.ReadDocx(src, size, document.Options{})
	if err != nil {
		return err
	}
	paragraphs := document.Paragraphs(doc.Blocks)
	var comments []annotate.Comment
	for _, f := range findings {
		c := annotate.Comment{Author: "勾稽检查", Initials: "勾", Lines: []string{f.Severity.Label() + "：" + f.Message + "（" + f.Rule + "）"}}
		if p, start, end := spot(paragraphs, f.Place); p != nil && (f.Place.Part == out.Main || f.Place.Part == "") {
			c.From, c.To = p.Bytes(out.Text, start, end)
		} else if where := f.Place.String(); where != "" {
			c.Lines[0] = where + "：" + c.Lines[0]
		}
		comments = append(comments, c)
	}
	return out.Write(w, comments)
}

// spot finds the paragraph that a place is in, and the runes of it that are meant; nil if there is none.
func spot(paragraphs []*document.Paragraph, at evalreport.Place) (p *document.Paragraph, start, end int) {
	for _, p := range paragraphs {
		n := p.Place.End - p.Place.Start
		switch q := p.Place; {
		case at.Table != q.Table && at.Table+at.Paragraph > 0, at.Row > 0 && (at.Row != q.Row || at.Cell > 0 && at.Cell != q.Cell), at.Paragraph > 0 && at.Paragraph != q.Paragraph:
			continue
		case at.Table+at.Paragraph == 0: // known by its heading only
			if at.Section == "" || p.Text != at.Section {
				continue
			}
			return p, 0, n
		case at.End == 0:
			return p, 0, n
		case at.Start >= q.Start && at.End <= q.End:
			return p, at.Start - q.Start, at.End - q.Start
		}
	}
	return nil, 0, 0
}
