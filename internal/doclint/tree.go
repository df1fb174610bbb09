package doclint

import (
	"strings"

	"github.com/evalreport/go/internal/wml"
)

// element is an XML element with what the checks need of it.
type element struct {
	space wml.Space
	name  string
	attrs []attribute
	kids  []*element
	text  string
}

type attribute struct {
	space wml.Space
	name  string
	value string
}

// parse makes the tree of a part.
func parse(src []byte) (*element, error) {
	s := wml.NewScanner(src, 0)
	top := &element{}
	stack := []*element{top}
	for s.Next() {
		t := s.Token()
		in := stack[len(stack)-1]
		switch t.Kind {
		case wml.Start, wml.Empty:
			e := &element{space: t.Name.Space, name: t.Name.Local}
			for a := range s.Attrs {
				e.attrs = append(e.attrs, attributeOf(s, string(src[a.NameStart:a.NameEnd]), wml.Unescape(src[a.Start:a.End])))
			}
			in.kids = append(in.kids, e)
			if t.Kind == wml.Start {
				stack = append(stack, e)
			}
		case wml.End:
			stack = stack[:len(stack)-1]
		case wml.Text, wml.CData:
			in.text += wml.Unescape(src[t.Start:t.End])
		}
	}
	if s.Err() != nil || len(top.kids) == 0 {
		return nil, s.Err()
	}
	return top.kids[0], nil
}

// attributeOf names an attribute; which namespaces matter is tried one by one.
func attributeOf(s *wml.Scanner, raw, value string) attribute {
	prefix, local, ok := strings.Cut(raw, ":")
	if !ok {
		return attribute{wml.None, raw, value}
	}
	if prefix == "xmlns" || prefix == "xml" {
		return attribute{wml.XML, local, value}
	}
	for _, space := range []wml.Space{wml.W, wml.R, wml.W14} {
		if _, ok := s.Attr(space, local); ok {
			if a := s.Value(space, local); wml.Unescape(a) == value {
				return attribute{space, local, value}
			}
		}
	}
	return attribute{wml.Other, local, value}
}

// attr is an attribute without regard to its namespace, "" if there is none.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

func (e *element) is(name string) bool { return e.space == wml.W && e.name == name }

// child is the first child with a name, nil if there is none.
func (e *element) child(names ...string) *element {
	for _, n := range names {
		if e == nil {
			return nil
		}
		var found *element
		for _, k := range e.kids {
			if k.is(n) {
				found = k
				break
			}
		}
		e = found
	}
	return e
}

// through lists the children with a name, looking into content controls, insertions and the like.
func (e *element) through(name string) []*element {
	var out []*element
	for _, k := range e.kids {
		switch {
		case k.is(name):
			out = append(out, k)
		case k.is("sdt") || k.is("sdtContent") || k.is("customXml") || k.is("ins") || k.is("del") || k.is("moveTo") || k.is("moveFrom"):
			out = append(out, k.through(name)...)
		}
	}
	return out
}
