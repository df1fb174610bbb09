package docxtemplate

import (
	"bytes"
	"path"
	"reflect"
	"strings"

	"github.com/evalreport/go/internal/opc"
)

// A chart is a part of its own, with a workbook. One that has tags and stands
// in a loop is drawn from the values of each repetition: the first is printed
// into the part of the template, each of the others into a part of its own.

// findCharts finds the charts with tags that each part shows.
func (t *Template) findCharts() {
	byName := map[string]*layout{}
	for _, l := range t.layouts {
		byName[l.name] = l
	}
	t.chartParts = map[string]bool{}
	for _, l := range t.layouts {
		for _, rel := range t.info.rels[l.name] {
			of := byName[rel.Resolved]
			if of == nil || !isChart(rel) {
				continue
			}
			of.rel = rel.Type
			if l.drawn == nil {
				l.drawn = map[string]*layout{}
			}
			l.drawn[rel.ID] = of
			t.chartParts[of.name] = true
			if of.book != nil {
				t.chartParts[of.book.part] = true
			}
		}
	}
}

// isChart reports whether a relationship leads to a chart, be it one of the newer kinds (waterfall, funnel, treemap …).
func isChart(rel opc.Relationship) bool {
	kind := path.Base(rel.Type)
	return kind == "chart" || kind == "chartEx"
}

// chartsOf are the charts with tags among layouts.
func chartsOf(layouts []*layout) map[*layout]bool {
	out := map[*layout]bool{}
	for _, l := range layouts {
		if l.book != nil {
			out[l] = true
		}
		for _, of := range l.drawn {
			out[of] = true
		}
	}
	return out
}

// chartUse says where the text refers to a chart.
type chartUse struct {
	once   bool       // outside loops: its part has the values of the whole document
	copies *chartCopy // in a loop: one of them
}

// chartCopy prints the id of a relationship to a chart of the repetition being printed.
type chartCopy struct {
	of         *layout
	use        *chartUse
	id         string // of the relationship to the chart of the template
	body, book []instruction
	depth      int // frames of the place
}

// chartOf makes the instruction of a chart that is printed any number of times.
func (s *spec) chartOf(i int) instruction {
	id := s.ids[i].value
	of := s.drawn[id]
	if of == nil {
		return literal(id)
	}
	if s.copied == nil {
		s.copied = map[int]bool{}
	}
	s.copied[i] = true
	inner := s.inside(of)
	n := &chartCopy{of: of, use: s.prog.chartUse(of), id: id, body: inner.seq(0, len(of.src), of.root.kids), depth: len(s.scopes)}
	if of.book != nil {
		n.book = inner.workbook()
	}
	s.prog.depth = max(s.prog.depth, inner.deep)
	n.use.copies = n
	return n
}

func (p *program) chartUse(of *layout) *chartUse {
	u := p.charts[of]
	if u == nil {
		u = &chartUse{}
		if p.charts == nil {
			p.charts = map[*layout]*chartUse{}
		}
		p.charts[of] = u
	}
	return u
}

// settleCharts notes the charts that stand outside loops.
func (s *spec) settleCharts() {
	for i := range s.ids {
		if of := s.drawn[s.ids[i].value]; of != nil && s.ids[i].kind == idChart && !s.copied[i] {
			s.prog.chartUse(of).once = true
		}
	}
}

// chartPart makes the programs of a part and of its workbook, if it has one.
func (s *spec) chartPart() {
	use := s.prog.charts[s.layout]
	looped := use != nil && !use.once
	if looped {
		s.prog.parts[s.name] = []instruction{heldPart{s.name, use.copies.body, use.copies.depth}}
	} else {
		s.prog.parts[s.name] = s.seq(0, len(s.src), s.layout.root.kids)
	}
	switch {
	case s.book == nil:
	case looped:
		s.prog.parts[s.book.part] = []instruction{heldPart{s.book.part, use.copies.book, use.copies.depth}}
	default:
		s.prog.parts[s.book.part] = s.workbook()
	}
}

func (n *chartCopy) render(r *run) error {
	if r.keyed > 0 {
		return r.all(n.body)
	}
	chart, err := r.aside(func() error { return r.all(n.body) })
	defer r.giveBack(chart)
	if err != nil {
		return err
	}
	book, err := r.aside(func() error { return r.all(n.book) })
	defer r.giveBack(book)
	if err != nil {
		return err
	}
	if _, taken := r.drawn[n.of.name]; r.graft == nil && !n.use.once && !taken {
		if r.drawn == nil {
			r.drawn = map[string][]byte{}
		}
		r.drawn[n.of.name] = bytes.Clone(chart)
		if n.of.book != nil {
			r.drawn[n.of.book.part] = bytes.Clone(book)
		}
		r.buf = append(r.buf, n.id...)
		return r.spill()
	}
	name, err := r.addChart(n.of, chart, book)
	if err != nil {
		return err
	}
	r.buf = append(r.buf, r.relate(n.of.rel, "/"+name, false)...)
	return r.spill()
}

// addChart adds a chart like one of the template to the package, with what it refers to.
func (r *run) addChart(of *layout, chart, book []byte) (string, error) {
	add := func(part string, b []byte) string {
		name := r.add.freshName(part)
		r.add.declare(name, r.t.info.types[part])
		r.add.addPart(name, bytes.Clone(b))
		return name
	}
	name := add(of.name, chart)
	var rels strings.Builder
	for _, rel := range r.t.info.rels[of.name] {
		target, external := rel.Target, rel.Resolved == "" || rel.Mode == "External"
		switch {
		case external:
		case of.book != nil && rel.Resolved == of.book.part:
			target = "/" + add(rel.Resolved, book)
		case r.graft != nil:
			carried, err := r.carryPart(r.graft, rel.Resolved)
			if err != nil {
				return "", err
			}
			target = "/" + carried
		default:
			target = "/" + rel.Resolved
		}
		rels.WriteString(relXML(rel.ID, rel.Type, target, external))
	}
	if rels.Len() > 0 {
		r.add.addPart(opc.RelsName(name), []byte(relsHead+rels.String()+"</Relationships>"))
	}
	return name, nil
}

// heldPart prints what the first repetition has printed, or blanks when there was none.
type heldPart struct {
	name  string
	body  []instruction
	depth int
}

func (n heldPart) render(r *run) error {
	if b, ok := r.drawn[n.name]; ok {
		r.buf = append(r.buf, b...)
		return r.spill()
	}
	outer := len(r.frames)
	for len(r.frames) < n.depth {
		r.frames = append(r.frames, frame{v: reflect.Value{}})
	}
	err := r.all(n.body)
	r.frames = r.frames[:outer]
	return err
}
