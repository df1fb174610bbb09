package docxtemplate

import (
	"io"

	"github.com/evalreport/go/internal/annotate"
)

// Annotate writes a copy of a template with a Word comment at each fault: the
// tag is marked, the comment says what is wrong with it and what to do. src is
// the file that the faults are of. Faults of parts that cannot hold comments,
// such as headers, text boxes and charts, stand at a paragraph of the body.
// Comments that the template has already stay.
func Annotate(w io.Writer, src io.ReaderAt, size int64, faults ErrorList) error {
	doc, err := annotate.Open(src, size)
	if err != nil {
		return err
	}
	s, err := scan(doc.Main, doc.Text, scanOptions{open: "{{"})
	if err != nil {
		return err
	}
	var list []annotate.Comment
	for _, e := range faults {
		from, to := s.rangeOf(e)
		list = append(list, annotate.Comment{From: from, To: to, Author: "模板检查", Initials: "检", Lines: []string{e.comment(doc.Main)}})
	}
	return doc.Write(w, list)
}

// rangeOf gives the raw range of a fault in the main document; for a fault
// elsewhere that is the start of the body.
func (s *source) rangeOf(e *Error) (from, to int) {
	if e.Part != s.name {
		return 0, 0
	}
	if e.to > 0 && e.to <= len(s.src) {
		return e.from, e.to
	}
	for i := range s.units { // the error came from elsewhere, as JSON perhaps
		if u := s.units[i]; u.para && u.number == e.Paragraph {
			return int(s.nodes[u.node].start), int(s.nodes[u.node].end)
		}
	}
	return 0, 0
}

// comment is what a comment at the fault says: in the main document one sees where.
func (e *Error) comment(main string) string {
	where := *e
	where.File, where.Near = "", ""
	if where.Part == main {
		where.Part, where.Heading, where.Table, where.Paragraph = "", "", 0, 0
	}
	if e.Found == "" {
		return where.Error()
	}
	return e.Found + "：" + where.Error()
}
