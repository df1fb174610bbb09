package docxtemplate

import "strings"

// remark is a comment of the template whose anchors (the start and the end of
// what it is about, and the reference) stand in one loop, or in content of
// another document: it is printed again for each repetition.
type remark struct {
	of      *layout // the part that holds it, nil when it is not found
	at      span
	nestNo  int         // the loop that its anchors stand in
	anchors map[int]int // those seen, by index in layout.ids
	body    []instruction
	apart   bool // the anchors are not together: only the first repetition has them
	key     string
}

// commentNode prints an anchor of a comment, the first of them with the comment.
type commentNode struct {
	*remark
	whole         string // the anchor as it stands
	before, after string // of the id in it
	slot          int
	last          bool // the reference: the next anchor is of another repetition
}

// commentAnchor makes the instruction of an anchor that is printed any number of times.
func (s *spec) commentAnchor(i, slot int) instruction {
	id := &s.ids[i]
	raw := string(s.src[id.start:id.end])
	at := int(id.at - id.start)
	c := s.commentOf(id.value)
	c.anchors[i]++
	c.apart = c.apart || c.nestNo != s.nestNo
	n := &commentNode{remark: c, whole: raw, before: raw[:at], after: raw[at+len(id.value):], slot: slot}
	n.last = strings.HasSuffix(rawTagName([]byte(raw)), "Reference")
	if n.last && !c.apart && c.of != nil && c.body == nil && s.roomForNote(c.at) {
		c.body = s.noteBody(c.of, c.at)
	}
	return n
}

func (s *spec) commentOf(id string) *remark {
	c := s.comments[id]
	if c != nil {
		return c
	}
	c = &remark{nestNo: s.nestNo, anchors: map[int]int{}, key: "comment " + id}
	if s.layout.notes != nil {
		if c.of = s.layout.notes[kindComment]; c.of != nil {
			at, ok := c.of.noteAt[id]
			c.at = at
			if !ok {
				c.of = nil
			}
		}
	}
	if s.comments == nil {
		s.comments = map[string]*remark{}
	}
	s.comments[id] = c
	return c
}

// settleComments finds the comments all of whose anchors stand together, and
// takes them out of their part, as it does with those that are never printed.
func (s *spec) settleComments() {
	all := map[string]int{}
	for i := range s.ids {
		if s.ids[i].kind == idComment {
			all[s.ids[i].value]++
		}
	}
	for id, c := range s.comments {
		if len(c.anchors) != all[id] || c.body == nil {
			c.apart = true
		} else if !c.apart {
			s.prog.takeOut(c.of, c.at)
		}
	}
	for _, id := range s.silent {
		if c := s.commentOf(id); c.of != nil {
			s.prog.takeOut(c.of, c.at)
		}
	}
}

func (n *commentNode) render(r *run) error {
	switch {
	case r.keyed > 0:
		return nil
	case n.apart && r.graft == nil && !r.used[n.slot]:
		r.used[n.slot] = true
		r.buf = append(r.buf, n.whole...)
		return nil
	case n.apart || !r.takesNotes():
		return nil
	}
	own, ok := r.mark[n.key]
	if !ok {
		var err error
		if own, err = r.writeNote(kindComment, n.of, n.body); err != nil {
			return err
		}
		r.mark[n.key] = own
	}
	r.buf = append(r.buf, n.before...)
	r.buf = append(r.buf, own...)
	r.buf = append(r.buf, n.after...)
	if n.last {
		delete(r.mark, n.key)
	}
	return r.spill()
}
