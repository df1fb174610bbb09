package annotate

import "github.com/evalreport/go/internal/wml"

// story is the main document: its paragraphs, their runs and their texts, and the marks to put in.
type story struct {
	src   []byte
	nodes []node
	texts []int // nodes that are w:t, in order
	paras []para
	marks []insertion
}

// node is an element of interest; ranges are bytes.
type node struct {
	kind        string // p, r, t, pPr or rPr
	parent      int    // the element of interest around, -1 at the top
	start, end  int    // the element
	open, close int    // its content; open == end for <w:p/>
}

// para is a paragraph that can hold comments: no other is around it.
type para struct {
	node int
	kids []span // its children
}

type span struct{ start, end int }

var wanted = map[string]bool{"p": true, "r": true, "t": true, "pPr": true, "rPr": true}

// scan finds the elements of interest of a main document.
func scan(src []byte) (*story, error) {
	st := &story{src: src}
	var stack []int // open elements; -1 for those of no interest
	top, top0 := -1, 0
	s := wml.NewScanner(src, 0)
	for s.Next() {
		t := s.Token()
		switch t.Kind {
		case wml.Start, wml.Empty:
			if top >= 0 && len(stack) == top0 {
				p := &st.paras[len(st.paras)-1]
				p.kids = append(p.kids, span{t.Start, t.End})
			}
			n := -1
			if t.Name.Space == wml.W && wanted[t.Name.Local] {
				n = st.open(t, stack)
			}
			if top < 0 && n >= 0 && st.nodes[n].kind == "p" {
				st.paras = append(st.paras, para{node: n})
				if t.Kind == wml.Start {
					top, top0 = n, len(stack)+1
				}
			}
			if t.Kind == wml.Start {
				stack = append(stack, n)
			}
		case wml.End:
			n := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if n >= 0 {
				st.nodes[n].close, st.nodes[n].end = t.Start, t.End
			}
			if top >= 0 && len(stack) == top0 {
				p := &st.paras[len(st.paras)-1]
				p.kids[len(p.kids)-1].end = t.End
			}
			if n >= 0 && n == top {
				top = -1
			}
		}
	}
	return st, s.Err()
}

func (s *story) open(t wml.Token, stack []int) int {
	parent := -1
	for i := len(stack) - 1; i >= 0 && parent < 0; i-- {
		parent = stack[i]
	}
	n := len(s.nodes)
	s.nodes = append(s.nodes, node{kind: t.Name.Local, parent: parent, start: t.Start, open: t.End, close: t.End, end: t.End})
	if t.Name.Local == "t" && t.Kind == wml.Start {
		s.texts = append(s.texts, n)
	}
	return n
}

// name is the name of a node as written, prefix and all.
func (s *story) name(n int) string { return tagName(s.src[s.nodes[n].start:]) }

// child is the first child of a kind, -1 if there is none.
func (s *story) child(n int, kind string) int {
	for i := n + 1; i < len(s.nodes) && s.nodes[i].start < s.nodes[n].end; i++ {
		if s.nodes[i].parent == n && s.nodes[i].kind == kind {
			return i
		}
	}
	return -1
}

// behind is where the content of a node begins when its properties, a child of a kind, are left out.
func (s *story) behind(n int, properties string) int {
	if pr := s.child(n, properties); pr >= 0 {
		return s.nodes[pr].end
	}
	return s.nodes[n].open
}
