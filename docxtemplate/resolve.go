package docxtemplate

import (
	"strconv"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// scope is one level of names while a program is made; it becomes a frame of the run.
type scope struct {
	shape *shape
	key   string // identity of the list whose element this is, see walk
	as    string // loop variable, folded
}

// listStep is a list that a path goes through and that no loop has opened.
type listStep struct {
	key  string
	ref  ref // frame is -1 when the list hangs on the element of the listStep before
	elem *shape
	tag  *tag // that names it, nil when a loop does
}

// target is what a path leads to.
type target struct {
	ref   ref
	shape *shape
	lists []listStep // to be opened before ref can be used
	at    string     // its identity, see walk
	names lang.Path  // the path in the names of the data
	trail []footstep // for Lint
}

// missing says which name of a path the data do not have.
type missing struct {
	path   lang.Path
	at     int      // index of the unknown segment
	names  []string // what could stand there
	shared []string // those that have the unknown segment as their title
}

// resolve binds a path in the current scopes, innermost first. With whole a
// path that ends in a list means the list itself, else its current element.
func (s *spec) resolve(p lang.Path, whole bool) (target, *missing) {
	t, miss := s.lookUp(p, whole)
	if miss == nil {
		s.c.use.note(t.trail)
	}
	return t, miss
}

func (s *spec) lookUp(p lang.Path, whole bool) (target, *missing) {
	top := len(s.scopes) - 1
	switch {
	case p[0] == lang.Self:
		return s.walk(top, p, 1, whole)
	case p[0] == lang.Outer && !s.knows(p[0]):
		n := 0
		for n < len(p) && p[n] == lang.Outer {
			n++
		}
		if top-n < 0 {
			return target{}, &missing{path: p, at: n - 1}
		}
		return s.walk(top-n, p, n, whole)
	case p[0] == lang.Index && len(p) == 1 && !s.knows(p[0]):
		if top == 0 {
			return target{}, &missing{path: p}
		}
		return target{ref: ref{frame: top, index: true}, shape: leaf}, nil
	}
	return s.byName(p, whole)
}

var leaf = &shape{class: classLeaf}

func (s *spec) byName(p lang.Path, whole bool) (target, *missing) {
	var fallback *target
	var miss *missing
	dyn := false
	for i := len(s.scopes) - 1; i >= 0; i-- {
		sc := &s.scopes[i]
		if sc.as != "" && sc.as == foldName(p[0]) {
			return s.walk(i, p, 1, whole)
		}
		if sc.shape.class == classUnknown {
			dyn = true
			continue
		}
		if _, _, ok := sc.shape.field(p[0]); !ok {
			continue
		}
		t, m := s.walk(i, p, 0, whole)
		switch {
		case m != nil:
			if miss == nil || m.at > miss.at {
				miss = m
			}
		case len(t.lists) == 0:
			return t, nil
		case fallback == nil:
			fallback = &t
		}
	}
	switch {
	case fallback != nil:
		return *fallback, nil
	case dyn:
		return target{ref: ref{frame: len(s.scopes) - 1, dyn: p}, shape: unknown}, nil
	case miss != nil:
		return target{}, miss
	}
	return target{}, s.unseen(p)
}

// unseen says that no scope has the first name of a path.
func (s *spec) unseen(p lang.Path) *missing {
	m := &missing{path: p, names: s.visible()}
	for i := len(s.scopes) - 1; i >= 0 && m.shared == nil; i-- {
		m.shared = s.scopes[i].shape.shared[foldName(p[0])]
	}
	return m
}

// knows reports whether the data have a first name.
func (s *spec) knows(name string) bool {
	for i := range s.scopes {
		if _, _, ok := s.scopes[i].shape.field(name); ok {
			return true
		}
	}
	return false
}

// visible lists the first names that could be written here.
func (s *spec) visible() []string {
	var out []string
	for i := len(s.scopes) - 1; i >= 0; i-- {
		out = append(out, s.scopes[i].shape.names()...)
	}
	return out
}

// walk follows p[from:] from the value of scope i.
func (s *spec) walk(i int, p lang.Path, from int, whole bool) (target, *missing) {
	t := target{ref: ref{frame: i}}
	cur, key := s.scopes[i].shape, s.scopes[i].key
	enter := func() {
		if j := s.opened(key); j >= 0 && len(t.lists) == 0 {
			t.ref = ref{frame: j}
			cur = s.scopes[j].shape
		} else {
			t.lists = append(t.lists, listStep{key: key, ref: t.ref, elem: cur.element()})
			t.ref = ref{frame: -1}
			cur = cur.element()
		}
		key += "#"
	}
	for k := from; k < len(p); k++ {
		seg := p[k]
		if cur.class == classList {
			if _, err := strconv.Atoi(seg); err != nil {
				enter()
			}
		}
		if seg == lang.Index && k == len(p)-1 && len(t.ref.steps) == 0 {
			if _, _, ok := cur.field(seg); !ok {
				t.ref.index, t.shape = true, leaf
				return t, nil
			}
		}
		next, st, ok := cur.field(seg)
		if !ok {
			if cur.class != classUnknown {
				return t, &missing{path: p, at: k, names: cur.names(), shared: cur.shared[foldName(seg)]}
			}
			next, st.open = unknown, true
		}
		st.open = st.open || cur.open && cur.fields == nil || cur.promised
		t.ref.steps = append(t.ref.steps, st)
		t.names = append(t.names, st.name)
		key += "/" + st.name
		if s.c.use != nil {
			t.trail = append(t.trail, footstep{key, seg, cur})
		}
		cur = next
	}
	if cur.class == classList && !whole {
		j := s.opened(key)
		if j >= 0 && len(t.lists) == 0 {
			t.ref, cur = ref{frame: j}, s.scopes[j].shape
		}
	}
	t.shape, t.at = cur, key
	if cur.class == classList {
		t.shape = &shape{class: classList, typ: cur.typ, elem: cur.element(), fields: nil}
		t.key(key)
	}
	return t, nil
}

// key remembers the identity of the list a path ends in.
func (t *target) key(k string) { t.ref.listKey = k }

// opened is the innermost scope whose element is of the list with a key, -1 if there is none.
func (s *spec) opened(key string) int {
	for j := len(s.scopes) - 1; j >= 0; j-- {
		if s.scopes[j].key == key+"#" {
			return j
		}
	}
	return -1
}

// open pushes a scope for the elements of a list and gives the loop over it.
func (s *spec) open(l listStep, as string) *loopNode {
	r := l.ref
	if r.frame < 0 {
		r.frame = len(s.scopes) - 1
	}
	s.scopes = append(s.scopes, scope{shape: l.elem, key: l.key + "#", as: foldName(as)})
	s.deep = max(s.deep, len(s.scopes))
	return &loopNode{ref: &r}
}

func (s *spec) closeScopes(n int) { s.scopes = s.scopes[:len(s.scopes)-n] }
