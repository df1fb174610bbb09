package docxtemplate

import (
	"errors"
	"slices"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// namer finds where the values of tags belong in the data. With a shape it
// knows; without one it goes by what the template itself says: loops, sums over
// lists, and rows in which nothing but tags stands.
type namer struct {
	root    *shape // nil when nothing is known
	scopes  []level
	outside map[string]bool // first names used outside every loop
	lists   map[string]bool // paths that are lists
	figures map[string]bool // paths that are counted with
}

// level is one level of names.
type level struct {
	path  []segment
	shape *shape
	as    string
}

func newNamer(t *Template, root *shape) *namer {
	n := &namer{root: root, outside: map[string]bool{}, lists: map[string]bool{}, figures: map[string]bool{}}
	if root == nil || root.class != classObject || root.open {
		n.root = nil
	}
	n.scopes = []level{{shape: root}}
	for _, l := range t.layouts {
		n.survey(l)
	}
	return n
}

// survey looks at all tags before any of them is understood.
func (n *namer) survey(l *layout) {
	sections := l.sectionSpans()
	var loops []bool
	depth := 0
	for _, t := range l.tags {
		switch t.Kind {
		case lang.Loop, lang.Section, lang.If, lang.IfNot:
			loops = append(loops, t.Kind == lang.Loop)
			if t.Kind == lang.Loop {
				if p, ok := t.Expr.IsPath(); ok && depth == 0 {
					n.lists[strings.Join(p, ".")] = true
				}
				depth++
			}
		case lang.End:
			if k := len(loops) - 1; k >= 0 {
				if loops[k] {
					depth--
				}
				loops = loops[:k]
			}
		}
		if t.Expr == nil {
			continue
		}
		for _, p := range t.Expr.Lists() {
			for i := 1; i < len(p); i++ {
				n.lists[strings.Join(p[:i], ".")] = true
			}
		}
		inSection := slices.ContainsFunc(sections, func(s span) bool { return s.start <= t.first && t.last <= s.end })
		for _, p := range t.Expr.Paths() {
			if depth == 0 && len(p) > 0 && !inSection {
				n.outside[p[0]] = true
			}
			if t.Kind == lang.Value && counts(t.Expr) {
				n.figures[strings.Join(p, ".")] = true
			}
		}
	}
}

// constantScope answers every path with one value.
type constantScope struct{ v any }

func (s constantScope) Lookup(lang.Path) (any, bool) { return s.v, true }

// counts reports whether an expression is arithmetic: it works for numbers and fails for words.
func counts(e lang.Expr) bool {
	if _, plain := e.IsPath(); plain {
		return false
	}
	_, words := e.Eval(constantScope{"甲"})
	v, err := e.Eval(constantScope{2})
	var bad *lang.EvalError
	return err == nil && v != nil && words != nil && errors.As(words, &bad)
}

// settle chooses between the readings of a block word written without a space.
func (n *namer) settle(t lang.Tag) lang.Tag {
	if n.root == nil {
		return t.Resolve(nil)
	}
	return t.Resolve(func(p lang.Path) bool {
		_, _, ok := n.resolve(p)
		return ok
	})
}

// place is where the value of a tag belongs; the path is nil when it is computed.
func (n *namer) place(k *mark) ([]segment, leafType) {
	p, ok := k.Expr.IsPath()
	if !ok {
		return nil, leafType{number: counts(k.Expr)}
	}
	path, sh, ok := n.resolve(p)
	if !ok || path == nil {
		return nil, leafType{number: p[len(p)-1] == lang.Index}
	}
	leaf := leafType{number: n.figures[strings.Join(p, ".")]}
	if sh != nil && sh.typ != nil {
		leaf = leafOf(sh.typ)
	}
	return path, leaf
}

// resolve gives the whole path of a name where it stands, and its shape. ok is false when the data cannot have it; a
// path that leads to no place of its own, such as {{序号}}, is nil.
func (n *namer) resolve(p lang.Path) (path []segment, sh *shape, ok bool) {
	top := len(n.scopes) - 1
	switch {
	case p[0] == lang.Self:
		return n.walk(n.scopes[top], p[1:])
	case p[0] == lang.Outer && !n.knows(p[0]):
		i := 0
		for i < len(p) && p[i] == lang.Outer {
			i++
		}
		if top-i < 0 {
			return nil, nil, false
		}
		return n.walk(n.scopes[top-i], p[i:])
	case p[len(p)-1] == lang.Index && !n.knows(p[0]):
		return nil, nil, true
	}
	for i := top; i >= 0; i-- {
		l := n.scopes[i]
		if l.as != "" && l.as == foldName(p[0]) {
			return n.walk(l, p[1:])
		}
		if n.root != nil {
			if _, _, has := l.shape.field(p[0]); has {
				return n.walk(l, p)
			}
			continue
		}
		if i > 0 && len(l.path) > 0 && l.path[len(l.path)-1].name == p[0] && len(p) > 1 {
			return n.walk(n.scopes[0], append(plainPath(l.path[:len(l.path)-1]), p...))
		}
	}
	if n.root != nil {
		return nil, nil, false
	}
	if top > 0 && n.outside[p[0]] {
		return n.walk(n.scopes[0], p)
	}
	return n.walk(n.scopes[top], p)
}

func plainPath(path []segment) lang.Path {
	var out lang.Path
	for _, s := range path {
		out = append(out, s.name)
	}
	return out
}

func (n *namer) knows(name string) bool {
	return n.root != nil && slices.ContainsFunc(n.scopes, func(l level) bool {
		_, _, ok := l.shape.field(name)
		return ok
	})
}

// walk follows a path from a level.
func (n *namer) walk(from level, p lang.Path) ([]segment, *shape, bool) {
	path, sh := slices.Clone(from.path), from.shape
	for _, name := range p {
		if digits(name) {
			return nil, nil, true // an element by its number is not recognised by words
		}
		if k := len(path) - 1; k >= 0 && (sh != nil && sh.class == classList || n.root == nil && n.lists[listKey(path)]) {
			path[k].list = true
			if sh != nil {
				sh = sh.element()
			}
		}
		if n.root == nil {
			path, sh = append(path, segment{name: name}), unknown
			continue
		}
		next, _, ok := sh.field(name)
		if !ok {
			if sh.class != classUnknown {
				return nil, nil, false
			}
			next = unknown
		}
		path, sh = append(path, segment{name: name}), next
	}
	return path, sh, true
}

// enter opens the level of a loop and gives its list, nil when it is none.
func (n *namer) enter(k *mark) []segment {
	l := level{shape: unknown, as: foldName(k.As)}
	var list []segment
	if p, ok := k.Expr.IsPath(); ok {
		if path, sh, ok := n.resolve(p); ok && path != nil {
			l.path, l.shape = path, sh
			if k.Kind == lang.Loop && n.root == nil || sh != nil && (sh.class == classList || sh.class == classUnknown && k.Kind == lang.Loop) {
				path[len(path)-1].list = true
				n.lists[listKey(path)] = true
				list = path
				if sh != nil {
					l.shape = sh.element()
				}
			}
		}
	}
	if l.shape == nil {
		l.shape = unknown
	}
	n.scopes = append(n.scopes, l)
	return list
}

func (n *namer) leave() { n.scopes = n.scopes[:len(n.scopes)-1] }

// open lists the lists whose element the place is in.
func (n *namer) open() map[string]bool {
	out := map[string]bool{}
	for _, l := range n.scopes {
		if k := len(l.path) - 1; k >= 0 && l.path[k].list {
			out[listKey(l.path)] = true
		}
	}
	return out
}

// inferLists says, without a shape, which names of a row's tags are lists: those
// that all of its cells go through, in a row where nothing else is printed.
func (n *namer) inferLists(marks []*mark, keep bool) {
	first := ""
	uses := map[string]int{}
	for _, k := range marks {
		if k.path == nil {
			continue
		}
		if len(k.path) < 2 || first != "" && k.path[0].name != first {
			if keep && len(k.path) < 2 {
				continue
			}
			return
		}
		first = k.path[0].name
		for i := 1; i < len(k.path); i++ {
			uses[listKey(k.path[:i])]++
		}
	}
	for _, k := range marks {
		for i := range k.path[:max(len(k.path)-1, 0)] {
			if key := listKey(k.path[:i+1]); i == 0 || uses[key] > 1 {
				k.path[i].list = true
				n.lists[key] = true
			}
		}
	}
}
