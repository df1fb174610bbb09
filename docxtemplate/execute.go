package docxtemplate

import (
	"errors"
	"hash/crc32"
	"io"
	"reflect"
	"sync"

	"github.com/evalreport/go/docxtemplate/internal/deflate"
	"github.com/klauspost/compress/flate"
)

// run is the state of one Execute.
type run struct {
	prog     *program
	t        *Template
	frames   []frame
	seq      uint64
	row      int // rows printed of the current table
	live     int // counts what is printed of blocks and rows
	holds    []hold
	used     []bool            // ids printed once, by slot
	mark     map[string]string // bookmark ids of the current repetition
	nextID   int
	nextName int
	merge    []mergeState

	buf     []byte // XML of the part: at its end what is not yet compressed
	flushed int    // bytes of the part before buf
	done    int    // bytes of buf that are compressed, kept as history
	quiet   int    // buf must not be flushed
	keyed   int    // what is printed is only compared: ids and notes do not count
	spare   [][]byte
	scratch []byte
	crc     uint32
	size    int64

	paraIDs  []uint32 // of the frame: those that are taken
	nextPara uint32
	paraAt   int // of the next one taken, in paraIDs

	idBase   int    // the largest id of the frame
	partName string // the part being printed
	sect     sectState
	graft    *graft // the sub-document being printed
	grafts   int    // its depth
	inline   int    // enclosing places where no section can begin
	add      *additions
	notes    [3][]byte         // notes printed, of each kind
	drawn    map[string][]byte // parts of charts printed from where a loop first shows them
	miss     missing           // the name that the data did not have
	kept     bool              // the tag of the value is to stay
	noteID   string            // of the note being printed
	noteFrom string            // the part of a sub-document that it stands in
	noteBase int               // the largest id of a note of the frame
	nextNote int
	pic      picState   // the placeholder being printed
	points   int        // of the chart, or rows of the sheet, being printed
	more     []Document // to be joined at the end of the body

	zip   zipWriter
	def   *flate.Writer   // for any text
	fast  *deflate.Writer // for text most of which is known
	known *statics        // of the part, nil: use def
	marks []deflate.Mark  // where static text stands in what is not yet compressed
}

const (
	spillAt  = 32 << 10
	keepTail = 512 // bytes kept back so that ensureNode can look at them

	history = 6 * deflate.History // of compressed text, after which all but what must be kept goes
)

// generalLevel is how hard text is compressed of which little is known
// beforehand: two thirds of the time of the default level, for long tables one
// hundredth more bytes, for short reports a tenth.
const generalLevel = 3

var runs = sync.Pool{New: func() any {
	return &run{mark: map[string]string{}, fast: new(deflate.Writer)}
}}

// spill compresses what the buffer holds when it is full.
func (r *run) spill() error {
	if len(r.buf)-r.done < spillAt || r.quiet > 0 {
		return nil
	}
	end := len(r.buf) - keepTail
	for _, h := range r.holds {
		if h.live == r.live {
			end = min(end, h.at-r.flushed)
			break
		}
	}
	if end <= r.done {
		return nil
	}
	return r.flush(end)
}

// flush compresses buf up to end, or to the static text that stands across it.
func (r *run) flush(end int) error {
	n := len(r.marks)
	for ; n > 0; n-- {
		m := r.marks[n-1]
		if r.known.end(m) <= r.flushed+end {
			break
		}
		end = min(end, max(m.At-r.flushed, r.done))
	}
	b := r.buf[r.done:end]
	r.crc = crc32.Update(r.crc, crc32.IEEETable, b)
	r.size += int64(len(b))
	var err error
	if r.known != nil {
		err = r.fast.Write(r.buf[:end], r.done, r.flushed, r.marks[:n])
	} else {
		_, err = r.def.Write(b)
	}
	r.marks = r.marks[:copy(r.marks, r.marks[n:])]
	r.done = end
	if r.done > history {
		r.drop(r.done - deflate.History)
	}
	return err
}

// drop forgets the first bytes of the buffer.
func (r *run) drop(n int) {
	r.buf = r.buf[:copy(r.buf, r.buf[n:])]
	r.flushed += n
	r.done -= n
}

func (r *run) tail() []byte { return r.buf[max(0, len(r.buf)-keepTail):] }

// aside renders into a buffer of its own, valid until the next aside at this depth ends.
func (r *run) aside(f func() error) ([]byte, error) {
	var own []byte
	if n := len(r.spare); n > 0 {
		own, r.spare = r.spare[n-1], r.spare[:n-1]
	}
	saved := r.buf
	r.buf = own[:0]
	r.quiet++
	err := f()
	r.quiet--
	out := r.buf
	r.buf = saved
	return out, err
}

// start readies a run.
func (r *run) start(t *Template, p *program, w io.Writer, data reflect.Value) {
	r.t, r.prog = t, p
	r.frames = append(r.frames[:0], frame{v: data})
	r.seq, r.row, r.live, r.nextID, r.nextName = 1, 0, 0, 0, 0
	r.frames[0].seq = 1
	r.paraIDs, r.nextPara, r.paraAt = t.paraIDs, 0, 0
	r.holds = r.holds[:0]
	r.quiet, r.keyed = 0, 0
	clear(r.mark)
	r.used = resized(r.used, p.slots)
	clear(r.used)
	r.merge = resized(r.merge, p.cells)
	for i := range r.merge {
		r.merge[i] = mergeState{key: r.merge[i].key[:0]}
	}
	r.idBase, r.sect, r.graft, r.grafts, r.inline, r.add, r.more, r.drawn = p.maxID, sectState{}, nil, 0, 0, nil, nil, nil
	r.noteBase, r.nextNote, r.noteID, r.noteFrom = t.lastID, 0, "", ""
	r.notes = [3][]byte{r.notes[0][:0], r.notes[1][:0], r.notes[2][:0]}
	r.zip.start(w)
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// part renders one part into the package.
func (r *run) part(e *outEntry, list []instruction, known *statics) error {
	r.buf, r.flushed, r.done, r.crc, r.size, r.partName = r.buf[:0], 0, 0, 0, 0, e.name
	r.known, r.marks = known, r.marks[:0]
	r.zip.open(e)
	closer := r.compressor()
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

// compressor readies the compressor of the part.
func (r *run) compressor() io.Closer {
	if r.known != nil {
		r.fast.Reset(&r.zip, r.known.model)
		return r.fast
	}
	if r.def == nil {
		r.def, _ = flate.NewWriter(nil, generalLevel)
	}
	r.def.Reset(&r.zip)
	return r.def
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

// giveBack returns a buffer of aside for the next one.
func (r *run) giveBack(b []byte) {
	if b != nil {
		r.spare = append(r.spare, b)
	}
}
