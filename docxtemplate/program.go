package docxtemplate

import (
	"reflect"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// README.md says how a template becomes a program, file by file.

// instruction is one step of a program.
type instruction interface {
	render(r *run) error
}

// program is a template made ready for data of one shape. Immutable.
type program struct {
	parts map[string][]instruction // by part name
	known map[string]*statics      // what of them is known beforehand
	depth int                      // frames needed
	slots int                      // id slots
	cells int                      // merge slots
	maxID int                      // the largest id of the template
	mode  mode
	noted map[*layout][]span // notes that are printed where they are referred to

	noteSize int // of the text of these notes
	charts   map[*layout]*chartUse
}

func (r *run) all(list []instruction) error {
	for _, n := range list {
		if err := n.render(r); err != nil {
			return err
		}
	}
	return nil
}

// literal is bytes of the template.
type literal []byte

func (l literal) render(r *run) error {
	r.buf = append(r.buf, l...)
	return r.spill()
}

// loopNode renders its body for each element of a list.
type loopNode struct {
	ref  *ref
	body []instruction
	keep bool // render once, blank, when the list is empty
	once bool // the value is no list: its fields are the scope
	tag  *tag
}

func (n *loopNode) render(r *run) error {
	v, ok := r.get(n.ref)
	if !ok {
		return r.missed(n.tag)
	}
	count := 0
	var err error
	step := func(e reflect.Value) bool {
		err = r.with(indirect(e), count, n.body)
		count++
		return err == nil
	}
	if n.once {
		if v.IsValid() {
			step(v)
		}
	} else {
		each(v, step)
	}
	if err == nil && count == 0 && n.keep {
		return r.with(reflect.Value{}, 0, n.body)
	}
	return err
}

// with renders a body in a new frame.
func (r *run) with(v reflect.Value, index int, body []instruction) error {
	r.seq++
	r.frames = append(r.frames, frame{v: v, index: index, seq: r.seq})
	err := r.all(body)
	r.frames = r.frames[:len(r.frames)-1]
	return err
}

// each calls yield for the elements of a list of any kind.
func each(v reflect.Value, yield func(reflect.Value) bool) {
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if !yield(v.Index(i)) {
				return
			}
		}
	case reflect.Func:
		if _, ok := seqElem(v.Type()); ok && !v.IsNil() {
			v.Seq()(yield)
		}
	}
}

// condNode renders the first branch whose condition holds.
type condNode struct {
	branches []branch
}

type branch struct {
	cond *condition // nil: otherwise
	body []instruction
}

func (n *condNode) render(r *run) error {
	for i := range n.branches {
		b := &n.branches[i]
		if b.cond != nil {
			ok, err := b.cond.holds(r)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
		}
		return r.all(b.body)
	}
	return nil
}

// condition is a bound expression used for its truth.
type condition struct {
	*operand
	not bool
}

func (c *condition) holds(r *run) (bool, error) {
	v, err := c.value(r)
	if err != nil {
		return false, err
	}
	return lang.Truth(v) != c.not, nil
}

// rowMark counts the rows of a table that are printed.
type rowMark struct{}

func (rowMark) render(r *run) error {
	r.row++
	r.live++
	return nil
}

// liveMark notes that something of a block is printed.
type liveMark struct{}

func (liveMark) render(r *run) error {
	r.live++
	return nil
}

// tableNode renders a table; with hold it goes when no row is printed.
type tableNode struct {
	body []instruction
	hold bool
}

func (n *tableNode) render(r *run) error {
	row := r.row
	r.row = 0
	var err error
	if n.hold {
		err = r.held(n.body)
	} else {
		err = r.all(n.body)
	}
	r.row = row
	return err
}

// elideNode renders a paragraph that goes when its block prints nothing.
type elideNode struct{ body []instruction }

func (n *elideNode) render(r *run) error { return r.held(n.body) }

// held renders a body and takes it back when nothing in it is live.
func (r *run) held(body []instruction) error {
	mark := r.flushed + len(r.buf)
	live, sect, notes := r.live, r.sect, r.noteMark()
	r.holds = append(r.holds, hold{mark, live})
	err := r.all(body)
	r.holds = r.holds[:len(r.holds)-1]
	if err == nil && r.live == live {
		r.takeBack(mark)
		r.sect = sect
		r.takeBackNotes(notes)
	}
	return err
}

// hold is a place in the output before which nothing may be taken back.
type hold struct {
	at   int
	live int
}

// ensureNode ends a container with a paragraph if it has none at its end.
type ensureNode struct{ para string }

func (n *ensureNode) render(r *run) error {
	if !endsInPara(r.tail()) {
		r.buf = append(r.buf, r.mapXML(n.para)...)
	}
	return nil
}
