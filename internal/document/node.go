package document

import (
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// A node is an element of a part, with the attributes and the text that reading needs.
type node struct {
	at                int // byte offset of the element
	space             wml.Space
	name              string
	attrs             []attr
	text              string
	first, last, next *node
}

type attr struct{ name, value string }

// wanted are the attributes that are kept, by local name; Word writes many more (rsid…).
var wanted = map[string]bool{
	"val": true, "id": true, "type": true, "char": true, "fldCharType": true, "instr": true, "styleId": true,
	"numId": true, "abstractNumId": true, "ilvl": true, "default": true, "uri": true,
}

// worded are the elements whose text is kept.
var worded = map[string]bool{
	"t": true, "instrText": true, "title": true, "subject": true, "creator": true, "keywords": true,
	"created": true, "modified": true, "Company": true,
}

// parse reads a part into nodes. What was read before a fault is returned with the fault.
func parse(src []byte, depth int) (*node, error) {
	s := wml.NewScanner(src, depth)
	root := &node{}
	stack := []*node{root}
	var pool []node
	for s.Next() {
		t := s.Token()
		top := stack[len(stack)-1]
		switch t.Kind {
		case wml.Start, wml.Empty:
			if len(pool) == 0 {
				pool = make([]node, 512)
			}
			n := &pool[0]
			pool = pool[1:]
			n.at, n.space, n.name = t.Start, t.Name.Space, t.Name.Local
			n.attrs = keep(s, src)
			if top.last == nil {
				top.first = n
			} else {
				top.last.next = n
			}
			top.last = n
			if t.Kind == wml.Start {
				stack = append(stack, n)
			}
		case wml.End:
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case wml.Text:
			if worded[top.name] {
				top.text += wml.Unescape(src[t.Start:t.End])
			}
		case wml.CData:
			if worded[top.name] && t.End-t.Start >= 12 {
				top.text += string(src[t.Start+9 : t.End-3])
			}
		}
	}
	if root.first == nil {
		return &node{}, s.Err()
	}
	return root.first, s.Err()
}

func keep(s *wml.Scanner, src []byte) (out []attr) {
	s.Attrs(func(a wml.Attr) bool {
		name := src[a.NameStart:a.NameEnd]
		for i, c := range name {
			if c == ':' {
				name = name[i+1:]
				break
			}
		}
		if wanted[string(name)] {
			out = append(out, attr{string(name), wml.Unescape(src[a.Start:a.End])})
		}
		return true
	})
	return out
}

// is reports whether the node is a WordprocessingML element of that name. It is safe on nil.
func (n *node) is(name string) bool { return n != nil && n.space == wml.W && n.name == name }

// kid is the first WordprocessingML child of that name, or nil. It is safe on nil.
func (n *node) kid(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		k := n.first
		for k != nil && !k.is(name) {
			k = k.next
		}
		n = k
	}
	return n
}

// get is an attribute by local name.
func (n *node) get(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// val is the attribute w:val.
func (n *node) val() string { return n.get("val") }

// num is an attribute as a number, or def.
func (n *node) num(name string, def int) int {
	v, err := strconv.Atoi(strings.TrimSpace(n.get(name)))
	if err != nil {
		return def
	}
	return v
}

// on reads a toggle such as <w:b/>: absent, set or cleared.
func (n *node) on() (value, present bool) {
	if n == nil {
		return false, false
	}
	switch n.val() {
	case "0", "false", "off":
		return false, true
	}
	return true, true
}

// choice is what Word draws of an mc:AlternateContent: its first choice, else its fallback.
func choice(n *node) *node {
	var fallback *node
	for k := n.first; k != nil; k = k.next {
		if k.space != wml.MC {
			continue
		}
		if k.name == "Choice" {
			return k
		}
		if k.name == "Fallback" {
			fallback = k
		}
	}
	return fallback
}
