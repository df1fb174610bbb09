package docxtemplate

import (
	"hash/crc32"
	"io"

	"github.com/evalreport/go/docxtemplate/internal/deflate"
	"github.com/klauspost/compress/flate"
)

// output is the part being printed, on its way into the package.
type output struct {
	buf     []byte // XML of the part: at its end what is not yet compressed
	flushed int    // bytes of the part before buf
	done    int    // bytes of buf that are compressed, kept as history
	quiet   int    // buf must not be flushed
	live    int    // counts what is printed of blocks and rows
	holds   []hold // what may be taken back
	spare   [][]byte
	crc     uint32
	size    int64

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

// start readies the output of a run.
func (o *output) start(w io.Writer) {
	o.quiet, o.live, o.holds = 0, 0, o.holds[:0]
	o.zip.start(w)
}

// open begins a part; what it gives is closed when all is flushed.
func (o *output) open(e *outEntry, known *statics) io.Closer {
	o.buf, o.flushed, o.done, o.crc, o.size = o.buf[:0], 0, 0, 0, 0
	o.known, o.marks = known, o.marks[:0]
	o.zip.open(e)
	return o.compressor()
}

// compressor readies the compressor of the part.
func (o *output) compressor() io.Closer {
	if o.known != nil {
		o.fast.Reset(&o.zip, o.known.model)
		return o.fast
	}
	if o.def == nil {
		o.def, _ = flate.NewWriter(nil, generalLevel)
	}
	o.def.Reset(&o.zip)
	return o.def
}

// spill compresses what the buffer holds when it is full.
func (o *output) spill() error {
	if len(o.buf)-o.done < spillAt || o.quiet > 0 {
		return nil
	}
	end := len(o.buf) - keepTail
	for _, h := range o.holds {
		if h.live == o.live {
			end = min(end, h.at-o.flushed)
			break
		}
	}
	if end <= o.done {
		return nil
	}
	return o.flush(end)
}

// flush compresses buf up to end, or to the static text that stands across it.
func (o *output) flush(end int) error {
	n := len(o.marks)
	for ; n > 0; n-- {
		m := o.marks[n-1]
		if o.known.end(m) <= o.flushed+end {
			break
		}
		end = min(end, max(m.At-o.flushed, o.done))
	}
	b := o.buf[o.done:end]
	o.crc = crc32.Update(o.crc, crc32.IEEETable, b)
	o.size += int64(len(b))
	var err error
	if o.known != nil {
		err = o.fast.Write(o.buf[:end], o.done, o.flushed, o.marks[:n])
	} else {
		_, err = o.def.Write(b)
	}
	o.marks = o.marks[:copy(o.marks, o.marks[n:])]
	o.done = end
	if o.done > history {
		o.drop(o.done - deflate.History)
	}
	return err
}

// drop forgets the first bytes of the buffer.
func (o *output) drop(n int) {
	o.buf = o.buf[:copy(o.buf, o.buf[n:])]
	o.flushed += n
	o.done -= n
}

func (o *output) tail() []byte { return o.buf[max(0, len(o.buf)-keepTail):] }

// aside renders into a buffer of its own, valid until the next aside at this depth ends.
func (o *output) aside(f func() error) ([]byte, error) {
	var own []byte
	if n := len(o.spare); n > 0 {
		own, o.spare = o.spare[n-1], o.spare[:n-1]
	}
	saved := o.buf
	o.buf = own[:0]
	o.quiet++
	err := f()
	o.quiet--
	out := o.buf
	o.buf = saved
	return out, err
}

// giveBack returns a buffer of aside for the next one.
func (o *output) giveBack(b []byte) {
	if b != nil {
		o.spare = append(o.spare, b)
	}
}
