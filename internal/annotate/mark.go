package annotate

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"github.com/evalreport/go/internal/wml"
)

// insertion is markup put in at an offset of the main document.
type insertion struct {
	at   int
	rank int // of two at one offset the smaller is first
	xml  string
}

// mark hangs comment id on a range.
func (s *story) mark(from, to int, prefix, id string) {
	i := sort.Search(len(s.paras), func(i int) bool { return s.nodes[s.paras[i].node].end > from })
	p := &s.paras[min(i, len(s.paras)-1)]
	nd := &s.nodes[p.node]
	start := insertion{s.edge(p, max(from, nd.start), false), 2, "<" + prefix + "commentRangeStart " + prefix + `id="` + id + `"/>`}
	end := insertion{s.edge(p, min(max(to, nd.start), nd.end), true), 1, "<" + prefix + "commentRangeEnd " + prefix + `id="` + id + `"/>` +
		"<" + prefix + "r><" + prefix + "commentReference " + prefix + `id="` + id + `"/></` + prefix + "r>"}
	if end.at <= start.at {
		end.at, end.rank = start.at, 2
	}
	s.marks = append(s.marks, start, end)
	s.preserve(start.at)
	s.preserve(end.at)
}

// preserve makes a text that is cut keep the white space at its ends.
func (s *story) preserve(at int) {
	t := s.textAt(at)
	if t < 0 || bytes.Contains(s.src[s.nodes[t].start:s.nodes[t].open], []byte("xml:space")) {
		return
	}
	m := insertion{s.nodes[t].open - 1, 0, ` xml:space="preserve"`}
	if !slices.Contains(s.marks, m) {
		s.marks = append(s.marks, m)
	}
}

// edge is where a mark for an offset can stand: in the text, if that belongs to a run of the paragraph, else before or
// behind the child around it.
func (s *story) edge(p *para, off int, end bool) int {
	nd := &s.nodes[p.node]
	if nd.open == nd.end {
		return nd.start
	}
	first, probe := s.behind(p.node, "pPr"), off
	if end {
		probe--
	}
	for _, k := range p.kids {
		if probe < k.start || probe >= k.end || k.start < first {
			continue
		}
		switch {
		case s.splits(k, off):
			return off
		case end:
			return k.end
		}
		return k.start
	}
	if end && off > first {
		return nd.close
	}
	return first
}

// splits reports whether an offset stands in text directly inside a run that is the child k of a paragraph, so that the
// run can be cut there.
func (s *story) splits(k span, off int) bool {
	t := s.textAt(off)
	if t < 0 {
		return false
	}
	run := s.nodes[t].parent
	if run < 0 || s.nodes[run].kind != "r" || s.nodes[run].start != k.start {
		return false
	}
	atStart := off == s.nodes[t].open && s.nodes[t].start == s.behind(run, "rPr")
	atEnd := off == s.nodes[t].close && s.nodes[t].end == s.nodes[run].close
	return !atStart && !atEnd
}

// textAt is the w:t around an offset, -1 if there is none.
func (s *story) textAt(off int) int {
	i, found := slices.BinarySearchFunc(s.texts, off, func(t, off int) int {
		switch nd := &s.nodes[t]; {
		case nd.close < off:
			return -1
		case nd.open > off:
			return 1
		}
		return 0
	})
	if !found {
		return -1
	}
	return s.texts[i]
}

// marked is the main document with the marks.
func (s *story) marked() []byte {
	slices.SortStableFunc(s.marks, func(x, y insertion) int { return cmp.Or(x.at-y.at, x.rank-y.rank) })
	var out []byte
	last := 0
	for i := 0; i < len(s.marks); {
		at, xml := s.marks[i].at, ""
		for ; i < len(s.marks) && s.marks[i].at == at; i++ {
			xml += s.marks[i].xml
		}
		out = append(out, s.src[last:at]...)
		last = at
		if n := s.emptyParaAt(at); n >= 0 {
			out = append(out, bytes.TrimRight(s.src[at:s.nodes[n].open-1], "/ ")...)
			out = append(out, ">"+xml+"</"+s.name(n)+">"...)
			last = s.nodes[n].end
			continue
		}
		if t := s.textAt(at); t >= 0 {
			xml = s.cut(t, xml)
		}
		out = append(out, xml...)
	}
	return append(out, s.src[last:]...)
}

// cut ends the run of a text before some markup and begins it again behind.
func (s *story) cut(t int, xml string) string {
	run := s.nodes[t].parent
	name := s.name(t)
	again := wml.Untracked(string(s.src[s.nodes[run].start:s.behind(run, "rPr")]))
	return "</" + name + "></" + s.name(run) + ">" + xml + again + "<" + name + ` xml:space="preserve">`
}

// emptyParaAt is the paragraph without content that starts at an offset, -1 if there is none.
func (s *story) emptyParaAt(at int) int {
	i, found := slices.BinarySearchFunc(s.paras, at, func(p para, at int) int { return s.nodes[p.node].start - at })
	if !found {
		return -1
	}
	if n := s.paras[i].node; s.nodes[n].open == s.nodes[n].end {
		return n
	}
	return -1
}
