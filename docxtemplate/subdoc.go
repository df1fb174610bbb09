package docxtemplate

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// Join writes several filled templates as one .docx. The package of the first
// is the frame: its headers, footers and page numbers run through; each of the
// others begins on a new page in a section of its own, with its own paper.
func Join(w io.Writer, docs ...Document) error {
	if len(docs) == 0 {
		return errors.New("没有要合并的文档")
	}
	for i, d := range docs {
		if d.Template == nil {
			return fmt.Errorf("要合并的第 %d 份文档没有模板", i+1)
		}
	}
	if len(docs) > 1 && !docs[0].Template.mainLayout().closed() {
		return errors.New("第一份文档的正文没有节的设置（w:sectPr），后面不能再接文档；请用 Word 打开它另存一次")
	}
	return docs[0].Template.execute(w, docs[0].Data, docs[1:])
}

// closed reports whether the body ends with a section of its own, as every file saved by Word does.
func (l *layout) closed() bool {
	return slices.ContainsFunc(l.sects, func(s section) bool { return l.nodes[s.node].parent == l.body })
}

// graft is a sub-document being printed.
type graft struct {
	sub       *Template
	spaces    string            // declarations of namespaces that the frame has not
	styles    map[string]string // ids that change
	rels      map[string]string // relationships, old id → new
	nums      map[string]string // lists of this copy
	styleNums map[string]string // lists that styles name
	used      []bool
	normal    [2]string // styles of paragraphs and tables without one, "" where the frame's will do
}

// maxGrafts bounds documents inside documents.
const maxGrafts = 8

// document prints a sub-document at the place of the writer.
func (w *richWriter) document(d Document) error {
	if d.Template == nil {
		return nil
	}
	if !w.place.body || d.Inline || w.inline > 0 {
		if w.place.body {
			w.resume()
		}
		w.inline++
		err := w.graftBody(d)
		w.inline--
		return err
	}
	var outer *section
	if w.place.sect >= 0 {
		outer = &w.place.layout.sects[w.place.sect]
	}
	return w.sectioned(d, outer)
}

// sectioned prints a sub-document in a section of its own.
func (r *run) sectioned(d Document, outer *section) error {
	r.beginDocument(outer)
	split := r.sect.split
	r.sect.split = false
	if err := r.graftBody(d); err != nil {
		return err
	}
	r.sect.split = split
	if l := d.Template.mainLayout(); r.sect.pending == nil && r.sect.used && len(l.sects) > 0 {
		if last := &l.sects[len(l.sects)-1]; l.nodes[last.node].parent == l.body {
			r.sect.pending = last
		}
	}
	return nil
}

// appendix prints the documents that Join adds.
func (r *run) appendix(outer *section) error {
	if r.graft != nil {
		return nil
	}
	more := r.more
	r.more = nil
	for _, d := range more {
		if err := r.sectioned(d, outer); err != nil {
			return err
		}
	}
	return nil
}

// graftBody prints the body of a sub-document.
func (r *run) graftBody(d Document) error {
	if r.grafts >= maxGrafts {
		return fmt.Errorf("文档里套文档超过 %d 层", maxGrafts)
	}
	v := addressable(d.Data)
	p, err := d.Template.programFor(v, modeGraft)
	if err != nil {
		return err
	}
	g, err := r.add.graftOf(r, d.Template, p)
	if err != nil {
		return err
	}
	saved := *r
	r.t, r.prog, r.graft, r.grafts = d.Template, p, g, r.grafts+1
	r.frames = make([]frame, 1, p.depth+1)
	r.frames[0] = frame{v: v, seq: 1}
	r.used, r.mark = g.used, map[string]string{}
	r.merge = make([]mergeState, p.cells)
	r.live++
	err = r.all(p.parts[d.Template.info.main])
	r.t, r.prog, r.graft, r.grafts = saved.t, saved.prog, saved.graft, saved.grafts
	r.frames, r.used, r.mark, r.merge, r.row = saved.frames, saved.used, saved.mark, saved.merge, saved.row
	return err
}

// graftBody makes the instructions of what other documents take of the body.
func (s *spec) graftBody() []instruction {
	l := s.layout
	nd := &l.nodes[l.body]
	from, to := int(nd.open), int(nd.close)
	if n := len(l.sects); n > 0 && l.nodes[l.sects[n-1].node].parent == l.body {
		to = l.sects[n-1].start
	}
	if from == to || nd.open == nd.end {
		return nil
	}
	var kids []*region
	for _, r := range l.root.kids {
		if r.start >= pos(from, 0) && r.start < pos(to, 0) {
			kids = append(kids, r)
		}
	}
	return s.seq(from, to, kids)
}
