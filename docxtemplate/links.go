package docxtemplate

import (
	"bytes"
	"slices"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// A hyperlink keeps its address outside the text, in a relationship. When the
// address holds tags and the link stands in a loop, each repetition has a
// relationship of its own, with the values of that repetition.

// linkTarget is an address with tags.
type linkTarget struct {
	of   *layout // the relationships
	at   span    // the address
	elem span    // the relationship
}

// findLinks finds the addresses with tags that the links of each part have.
func (t *Template) findLinks() {
	byName := map[string]*layout{}
	for _, l := range t.layouts {
		byName[l.name] = l
	}
	for _, l := range t.layouts {
		rels := byName[relsName(l.name)]
		if rels == nil {
			continue
		}
		l.links = map[string]linkTarget{}
		for _, u := range rels.units {
			if len(u.tags) == 0 || len(u.atoms) == 0 || u.atoms[0].flavour != textURL {
				continue
			}
			a := &u.atoms[0]
			from := bytes.LastIndexByte(rels.src[:a.start], '<')
			n := bytes.Index(rels.src[a.end:], []byte(">"))
			if from < 0 || n < 0 || rels.src[int(a.end)+n-1] != '/' {
				continue
			}
			elem := span{from, int(a.end) + n + 1}
			l.links[attrOf(string(rels.src[elem.start:elem.end]), "Id")] = linkTarget{rels, span{int(a.start), int(a.end)}, elem}
		}
	}
}

// linkNode prints the id of a relationship made for the repetition being printed.
type linkNode struct{ body []instruction }

// link makes the instruction of a link that is printed any number of times.
func (s *spec) link(i int) instruction {
	id := &s.ids[i]
	target, ok := s.links[id.value]
	if !ok {
		return literal(id.value)
	}
	if s.linked == nil {
		s.linked = map[int]bool{}
	}
	s.linked[i] = true
	return &linkNode{s.noteBody(target.of, target.at)}
}

// settleLinks takes the relationships out that only links in loops refer to.
func (s *spec) settleLinks() {
	outside := map[string]bool{}
	for i := range s.ids {
		if s.ids[i].kind == idLink && !s.linked[i] {
			outside[s.ids[i].value] = true
		}
	}
	for i := range s.linked {
		if id := s.ids[i].value; !outside[id] {
			s.prog.takeOut(s.links[id].of, s.links[id].elem)
		}
	}
}

// relsPart makes the program of relationships, without those taken out.
func (s *spec) relsPart() []instruction {
	e := &emitter{s: s}
	s.emitWithout(e, len(s.src))
	return e.done()
}

// emitWithout emits a part up to an offset, without what is taken out of it.
func (s *spec) emitWithout(e *emitter, to int) {
	cuts := s.prog.noted[s.layout]
	slices.SortFunc(cuts, func(a, b span) int { return a.start - b.start })
	cuts = slices.Compact(cuts)
	from := 0
	for _, c := range cuts {
		s.emit(e, from, c.start, within(s.layout.root.kids, from, c.start))
		from = c.end
	}
	s.emit(e, from, to, within(s.layout.root.kids, from, to))
}

func isRels(part string) bool { return strings.HasSuffix(part, ".rels") }

func (n *linkNode) render(r *run) error {
	b, err := r.aside(func() error { return r.all(n.body) })
	defer r.giveBack(b)
	if err != nil {
		return err
	}
	r.buf = append(r.buf, r.relate(relHyperlink, wml.Unescape(b), true)...)
	return nil
}
