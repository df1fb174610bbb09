package docxtemplate

import (
	"errors"
	"io"
	"reflect"
	"sync"

	"github.com/evalreport/go/docxtemplate/internal/deflate"
)

// run is the state of one Execute.
type run struct {
	prog   *program
	t      *Template
	frames []frame
	seq    uint64
	merge  []mergeState
	row    int // rows printed of the current table
	keyed  int // what is printed is only compared: ids and notes do not count

	output
	idState
	noteState
	partName string // the part being printed

	sect   sectState
	pic    picState          // the placeholder being printed
	drawn  map[string][]byte // parts of charts printed from where a loop first shows them
	points int               // of the chart, or rows of the sheet, being printed

	graft  *graft     // the sub-document being printed
	grafts int        // its depth
	inline int        // enclosing places where no section can begin
	add    *additions // parts that the run adds
	more   []Document // to be joined at the end of the body

	miss    missing // the name that the data did not have
	kept    bool    // the tag of the value is to stay
	scratch []byte
}

var runs = sync.Pool{New: func() any {
	return &run{output: output{fast: new(deflate.Writer)}, idState: idState{mark: map[string]string{}}}
}}

// start readies a run.
func (r *run) start(t *Template, p *program, w io.Writer, data reflect.Value) {
	r.t, r.prog = t, p
	r.frames = append(r.frames[:0], frame{v: data, seq: 1})
	r.seq, r.row, r.keyed = 1, 0, 0
	r.merge = resized(r.merge, p.cells)
	for i := range r.merge {
		r.merge[i] = mergeState{key: r.merge[i].key[:0]}
	}
	r.output.start(w)
	r.idState.start(t, p)
	r.noteState.start(t)
	r.sect, r.drawn = sectState{}, nil
	r.graft, r.grafts, r.inline, r.add, r.more = nil, 0, 0, nil, nil
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// part renders one part into the package.
func (r *run) part(e *outEntry, list []instruction, known *statics) error {
	r.partName = e.name
	closer := r.open(e, known)
	if err := r.all(list); err != nil {
		return err
	}
	if err := r.flush(len(r.buf)); err != nil {
		return err
	}
	if err := closer.Close(); err != nil {
		return err
	}
	return r.zip.close(e, r.crc, r.size)
}

// Execute fills the template with data and writes the document to w.
//
// Data are structs, maps, slices and iter.Seq in any mixture, or pointers to
// them. The same data give the same bytes, every time. Nothing is written when
// a name is unknown; an error in the middle, of the data or of w, leaves w with
// the beginning of a document, so write to a temporary file where that matters.
// Execute may be called from any number of goroutines at once.
func (t *Template) Execute(w io.Writer, data any) error { return t.execute(w, data, nil) }

// execute fills the template and joins more documents to it.
func (t *Template) execute(w io.Writer, data any, more []Document) error {
	v := addressable(data)
	m := t.mode()
	if len(more) > 0 {
		m = modeFrame
	}
	p, err := t.programFor(v, m)
	if err != nil {
		return err
	}
	r := runs.Get().(*run)
	defer r.release()
	r.start(t, p, w, v)
	if m == modeFrame {
		r.add, r.more = newAdditions(t), more
	}
	for i := range t.out {
		e := &t.out[i]
		if m == modeFrame && t.late(e.name) {
			continue
		}
		if list, ok := p.parts[e.name]; ok {
			err = r.part(e, list, t.known(p, e.name))
		} else {
			err = r.zip.raw(e)
		}
		if err != nil {
			return err
		}
	}
	if m == modeFrame {
		if err := r.add.finish(r, p); err != nil {
			return err
		}
	}
	return r.zip.finish()
}

func (r *run) release() {
	clear(r.frames[:cap(r.frames)])
	r.t, r.prog, r.graft, r.add, r.more, r.known = nil, nil, nil, nil, nil, nil
	r.zip.w = nil
	if cap(r.buf) > 4<<20 {
		r.buf = nil
	}
	runs.Put(r)
}

// addressable gives data so that methods of pointer receivers can be called on its parts.
func addressable(data any) reflect.Value {
	v := reflect.ValueOf(data)
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) {
		v = v.Elem()
	}
	if v.IsValid() && v.Kind() == reflect.Struct && !v.CanAddr() {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		v = p.Elem()
	}
	return v
}

// fail places an error of the data at the tag that met it.
func (r *run) fail(t *tag, err error) error {
	var placed *Error
	if errors.As(err, &placed) {
		return err
	}
	c := &compiler{cfg: r.t.cfg}
	e := c.errorAt(t.unit, t.from, t.to)
	e.Code, e.Found, e.Msg = "bad-value", t.raw, err.Error()
	return e
}
