package docxtemplate

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/opc"
)

// A footnote, endnote or comment that a loop repeats is written again for each
// repetition, with a number of its own and the values of that repetition. The
// part of the notes is therefore written behind the main document.

// noteParts are the parts of footnotes, endnotes and comments; nil where there is none.
type noteParts [3]*layout

var noteNames = [3]string{"footnote", "endnote", "comment"}

const kindComment = 2 // in noteNames

// maxNotes bounds the text of notes that references in loops stand for.
const maxNotes = 32 << 20

// noteKind is the index in noteParts of an element name, -1 of any other.
func noteKind(local, suffix string) int {
	return slices.Index(noteNames[:], strings.TrimSuffix(local, suffix))
}

// readNotes finds the parts of notes, scanning those that have no tags, and
// puts them behind the main document.
func (t *Template) readNotes(c *compiler, pkg *opc.Package) error {
	main := slices.IndexFunc(t.out, func(e outEntry) bool { return e.name == t.info.main })
	if main < 0 {
		return nil
	}
	for _, rel := range t.info.rels[t.info.main] {
		kind := noteKind(path.Base(rel.Type), "s")
		e := pkg.Entry(rel.Resolved)
		if kind < 0 || e == nil || rel.Resolved == "" {
			continue
		}
		l, err := t.noteLayout(c, e)
		if err != nil {
			return err
		}
		l.findNotes()
		t.notes[kind] = l
		if i := slices.IndexFunc(t.out, func(o outEntry) bool { return o.name == e.Name }); i >= 0 && i < main {
			moved := t.out[i]
			t.out = slices.Insert(slices.Delete(t.out, i, i+1), main, moved)
			main--
		}
	}
	for _, l := range t.layouts {
		if l.name == t.info.main {
			l.notes = &t.notes
		}
	}
	return nil
}

func (t *Template) noteLayout(c *compiler, e *opc.Entry) (*layout, error) {
	for _, l := range t.layouts {
		if l.name == e.Name {
			return l, nil
		}
	}
	src, err := e.Text()
	if err != nil {
		return nil, err
	}
	s, err := scan(e.Name, src, scanOptions{depth: c.cfg.Limits.Depth, open: c.delims.open})
	if err != nil {
		return nil, c.badXML(e.Name, err)
	}
	l := emptyLayout(c, s)
	l.tree()
	return l, nil
}

// maxNote is the largest id of a note of the template.
func (t *Template) maxNote() int {
	n := 1
	for _, l := range t.notes {
		if l == nil {
			continue
		}
		for i := range l.ids {
			if v, err := strconv.Atoi(l.ids[i].value); err == nil && l.ids[i].kind == idNoteDef && v < 1<<30 {
				n = max(n, v)
			}
		}
	}
	return n
}

// findNotes finds where the notes of a part stand, by id.
func (l *layout) findNotes() {
	l.noteAt = map[string]span{}
	for i := range l.ids {
		d := &l.ids[i]
		if d.kind != idNoteDef {
			continue
		}
		n := sort.Search(len(l.nodes), func(n int) bool { return l.nodes[n].start > d.start }) - 1
		if _, again := l.noteAt[d.value]; n >= 0 && l.nodes[n].end >= d.end && !again {
			l.noteAt[d.value] = span{int(l.nodes[n].start), int(l.nodes[n].end)}
		}
	}
}

// noteNode prints a reference to a note and keeps its text for the part of the notes.
type noteNode struct {
	before, after string // of the id, in the reference
	kind          int
	body          []instruction
	of            *layout // the part the note stands in
}

// noteRef makes the instruction of a reference that is printed any number of times.
func (s *spec) noteRef(id *idRef) instruction {
	raw := string(s.src[id.start:id.end])
	at := int(id.at - id.start)
	n := &noteNode{before: raw[:at], after: raw[at+len(id.value):]}
	name := rawTagName([]byte(raw))
	n.kind = noteKind(name[strings.IndexByte(name, ':')+1:], "Reference")
	if s.layout.notes != nil && n.kind >= 0 {
		n.of = s.layout.notes[n.kind]
	}
	if n.of == nil {
		return literal(raw)
	}
	at2, ok := n.of.noteAt[id.value]
	if !ok || !s.roomForNote(at2) {
		return literal(raw)
	}
	s.prog.takeOut(n.of, at2)
	n.body = s.noteBody(n.of, at2)
	return n
}

// roomForNote reports whether another note may be repeated.
func (s *spec) roomForNote(at span) bool {
	s.prog.noteSize += at.end - at.start
	if s.prog.noteSize > maxNotes {
		s.c.report(&Error{Code: "too-many-notes", File: s.c.cfg.Name, Part: s.name, Msg: "循环里引用的脚注、尾注、批注太多", Hint: "请减少循环里的注"})
		return false
	}
	return true
}

// takeOut leaves a note out of its part: it is printed where it is referred to.
func (p *program) takeOut(of *layout, at span) {
	if p.noted == nil {
		p.noted = map[*layout][]span{}
	}
	p.noted[of] = append(p.noted[of], at)
}

// noteBody makes the instructions of a note for the place that refers to it.
func (s *spec) noteBody(of *layout, at span) []instruction {
	inner := s.inside(of)
	inner.note = true
	if s.mode == modeGraft {
		of.outRefs()
	}
	body := inner.seq(at.start, at.end, within(of.root.kids, at.start, at.end))
	s.prog.depth = max(s.prog.depth, inner.deep)
	return body
}

// inside begins the program of what a place of the text brings in from another part.
func (s *spec) inside(of *layout) *spec {
	return &spec{layout: of, c: s.c, prog: s.prog, scopes: slices.Clone(s.scopes), deep: s.deep, loops: s.loops + 1, fixed: s.fixed,
		slots: map[int]int{}, groups: map[*mergeGroup]*groupState{}, around: s.around, known: &statics{}, mode: s.mode}
}

// within are the regions that stand in a range.
func within(kids []*region, from, to int) []*region {
	first := sort.Search(len(kids), func(i int) bool { return kids[i].start >= pos(from, 0) })
	kids = kids[first:]
	return kids[:sort.Search(len(kids), func(i int) bool { return kids[i].start >= pos(to, 0) })]
}

// noteState is what a run knows of the notes it has printed.
type noteState struct {
	notes    [3][]byte // of each kind
	noteID   string    // of the note being printed
	noteFrom string    // the part of a sub-document that it stands in
	noteBase int       // the largest id of a note of the frame
	nextNote int       // counted from there
}

func (s *noteState) start(t *Template) {
	for kind := range s.notes {
		s.notes[kind] = s.notes[kind][:0]
	}
	s.noteID, s.noteFrom, s.noteBase, s.nextNote = "", "", t.lastID, 0
}

func (n *noteNode) render(r *run) error {
	if r.keyed > 0 {
		return r.all(n.body)
	}
	if !r.takesNotes() {
		return nil
	}
	own, err := r.writeNote(n.kind, n.of, n.body)
	if err != nil {
		return err
	}
	r.buf = append(r.buf, n.before...)
	r.buf = append(r.buf, own...)
	r.buf = append(r.buf, n.after...)
	return r.spill()
}

// takesNotes reports whether the part being printed may refer to notes: content in headers may not.
func (r *run) takesNotes() bool { return r.graft == nil || r.partName == r.add.frame.info.main }

// writeNote prints a note into its part and gives its number.
func (r *run) writeNote(kind int, of *layout, body []instruction) (string, error) {
	frame := r.t
	if r.graft != nil {
		frame = r.add.frame
		r.noteFrom = of.name
	}
	r.nextNote++
	own, part := strconv.Itoa(r.noteBase+r.nextNote), r.partName
	r.noteID, r.partName = own, frame.notePart(kind)
	b, err := r.aside(func() error { return r.all(body) })
	r.noteID, r.noteFrom, r.partName = "", "", part
	if err != nil {
		return "", err
	}
	if r.graft != nil {
		b = frame.spaced(b, kind, of)
		r.add.noteRoots[kind] = cmp.Or(r.add.noteRoots[kind], of)
	}
	r.notes[kind] = append(r.notes[kind], b...)
	r.giveBack(b)
	return own, nil
}

// noteMark is how far the notes are written.
type noteMark [3]int

func (r *run) noteMark() noteMark {
	return noteMark{len(r.notes[0]), len(r.notes[1]), len(r.notes[2])}
}

// takeBackNotes drops the notes of text that is taken back.
func (r *run) takeBackNotes(m noteMark) {
	for kind := range r.notes {
		r.notes[kind] = r.notes[kind][:m[kind]]
	}
}

// notePart is the name of the part that notes are written to.
func (t *Template) notePart(kind int) string {
	if l := t.notes[kind]; l != nil {
		return l.name
	}
	return path.Join(path.Dir(t.info.main), noteNames[kind]+"s.xml")
}

// spaced declares the namespaces that a note of a sub-document needs.
func (t *Template) spaced(note []byte, kind int, of *layout) []byte {
	own := t.notes[kind]
	if own == nil {
		return note // the part is begun with the root of the first
	}
	spaces := missingSpaces(rootTag(own.src), rootTag(of.src), of.src)
	at := 1 + len(rawTagName(note))
	return slices.Insert(note, at, []byte(spaces)...)
}

// newNotes adds the parts of notes that the frame does not have, with the
// separators of the first sub-document that brought a note.
func (a *additions) newNotes(r *run) {
	for kind, of := range a.noteRoots {
		if of == nil || a.frame.notes[kind] != nil || len(r.notes[kind]) == 0 {
			continue
		}
		name := a.frame.notePart(kind)
		a.declare(name, "application/vnd.openxmlformats-officedocument.wordprocessingml."+noteNames[kind]+"s+xml")
		r.partName = a.frame.info.main
		r.relate(relBase+noteNames[kind]+"s", "/"+name, false)
		root := rootTag(of.src)
		b := append([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"), root...)
		for _, nd := range of.nodes {
			if nd.name == noteNames[kind] && bytes.Contains(of.src[nd.start:nd.open], []byte(":type=")) {
				b = append(b, of.src[nd.start:nd.end]...)
			}
		}
		b = append(append(b, r.notes[kind]...), "</"+rawTagName(root)+">"...)
		a.addPart(name, b)
	}
}

// notesTail prints the notes that the document has been given.
type notesTail struct{ kind int }

func (n notesTail) render(r *run) error {
	r.buf = append(r.buf, r.notes[n.kind]...)
	return r.spill()
}

// notePart makes the program of a part of notes: without those that are
// written where they are referred to, and with room for them at its end.
func (s *spec) notePart(kind int) []instruction {
	e := &emitter{s: s}
	end := bytes.LastIndex(s.src, []byte("</"))
	if end < 0 { // <w:comments …/>
		end = bytes.LastIndex(s.src, []byte("/>"))
		root := rawTagName(s.src[max(0, bytes.LastIndexByte(s.src[:max(0, end)], '<')):])
		return []instruction{literal(s.src[:max(0, end)]), literal(">"), notesTail{kind}, literal("</" + root + ">")}
	}
	s.emitWithout(e, end)
	e.add(notesTail{kind})
	s.copy(e, end, len(s.src))
	return e.done()
}

// notesOf are the parts of notes of the main document among layouts.
func notesOf(layouts []*layout) *noteParts {
	for _, l := range layouts {
		if l.notes != nil {
			return l.notes
		}
	}
	return &noteParts{}
}

func (n *noteParts) has(l *layout) bool { return slices.Contains(n[:], l) }

// noteParts adds the programs of the parts of notes that grow.
func (c *compiler) noteParts(p *program, notes *noteParts, root *shape) {
	if p.mode == modeGraft {
		return
	}
	for kind, l := range notes {
		if l == nil || p.mode == modePlain && len(p.noted[l]) == 0 && len(l.tags)+len(l.regions) == 0 || l.src == nil {
			continue
		}
		s := c.newSpec(p, l, root)
		p.parts[l.name] = s.notePart(kind)
		s.known.prepare()
		p.depth = max(p.depth, s.deep)
	}
}
