package deflate

import (
	"bytes"
	"encoding/binary"
	"io"
)

const (
	firstBlock = 8 << 10 // symbols that are written with the codes of the model
	laterBlock = 64 << 10
	hashBits   = 13
	longValue  = 32 // bytes from which a value is searched all through
	seed       = 6  // bytes that must repeat to be found in a value
)

// Writer compresses one output after another. The zero Writer wants Reset.
type Writer struct {
	bitWriter
	m     *Model
	codes *codes
	own   codes // those of later blocks
	count counts
	left  int // symbols until the codes are made anew

	text []byte                // of Write
	base int                   // position of text[0] in the output
	seen []int                 // behind the position where each text was printed last, 0: not yet
	dist int                   // of the copy that is still growing
	grow int                   // its length, 0: there is none
	head [1 << hashBits]uint32 // low bits of the position of a value's bytes, by their hash
}

// Reset begins an output.
func (w *Writer) Reset(dst io.Writer, m *Model) {
	w.bitWriter.reset(dst)
	w.m, w.codes, w.count, w.left = m, &m.codes, m.counts, firstBlock
	if cap(w.seen) < len(m.texts) {
		w.seen = make([]int, len(m.texts))
	}
	w.seen = w.seen[:len(m.texts)]
	clear(w.seen)
	clear(w.head[:])
	w.grow = 0
	copy(w.out, m.head)
	w.n = len(m.head)
	w.acc, w.nb = uint64(m.rest), m.restBits
}

// Write compresses text[from:]. What stands before it was written before: all,
// or at least the last History bytes. Base is the position of text[0] in the
// output; marks are by position, in order, none inside another.
func (w *Writer) Write(text []byte, from, base int, marks []Mark) error {
	w.text, w.base = text, base
	for i := range marks {
		at := marks[i].At - base
		id := marks[i].Text
		if at < from || id < 0 || int(id) >= len(w.m.texts) {
			continue
		}
		t := w.m.texts[id]
		if at+len(t) > len(text) || !bytes.Equal(text[at:at+len(t)], t) {
			continue
		}
		if at > from {
			w.value(from, at, w.ahead(id, at))
		}
		w.fixed(id, at)
		from = at + len(t)
		if w.left <= 0 {
			w.renew()
		}
	}
	if from < len(text) {
		w.value(from, len(text), 0)
	}
	if w.left <= 0 {
		w.renew()
	}
	w.settle()
	w.text = nil
	return w.err
}

// Close ends the output.
func (w *Writer) Close() error {
	w.settle()
	w.putCode(w.codes.end)
	w.put(1|1<<1, 3+7) // an empty block, the last
	w.m = nil
	return w.close()
}

func (w *Writer) putCode(e uint32) { w.put(uint64(e&0xffffff), uint(e>>24)) }

// renew begins a block with codes for what was written lately.
func (w *Writer) renew() {
	w.settle()
	w.putCode(w.codes.end)
	w.own.set(&w.count)
	w.codes = &w.own
	w.codes.header(&w.bitWriter)
	for i := range w.count.lit {
		w.count.lit[i] >>= 2
	}
	for i := range w.count.dist {
		w.count.dist[i] >>= 2
	}
	w.left = laterBlock
}

// ahead is the distance of the copy that a text will be, 0 if it will be none.
func (w *Writer) ahead(id int32, at int) int {
	if last := w.seen[id]; last > 0 && len(w.m.texts[id]) >= minMatch {
		if d := w.base + at - (last - 1); d <= window {
			return d
		}
	}
	return 0
}

// fixed writes a text of the model.
func (w *Writer) fixed(id int32, at int) {
	n := len(w.m.texts[id])
	if d := w.ahead(id, at); d > 0 {
		w.copy(at, d, n)
	} else {
		w.newText(id, at)
	}
	w.seen[id] = w.base + at + 1
}

// newText writes a text that was not printed before, or too long ago.
func (w *Writer) newText(id int32, at int) {
	p := at
	for _, o := range w.m.first[id] {
		n := int(o.n)
		d := window + 1
		switch {
		case o.from < 0:
			w.plain(p, p+n)
			p += n
			continue
		case o.from == id:
			d = p - at - int(o.at)
		case w.seen[o.from] > 0:
			d = w.base + p - (w.seen[o.from] - 1 + int(o.at))
		}
		if d <= window {
			w.copy(p, d, n)
		} else {
			w.search(p, p+n, true)
		}
		p += n
	}
}

// copy writes n bytes at p that are the same d bytes before.
func (w *Writer) copy(p, d, n int) {
	switch {
	case w.grow > 0 && w.dist == d:
		w.grow += n
	case n < minMatch:
		w.plain(p, p+n)
	default:
		w.settle()
		w.dist, w.grow = d, n
	}
}

// settle writes the copy that was growing.
func (w *Writer) settle() {
	if w.grow == 0 {
		return
	}
	sym := distSym(w.dist)
	e := w.codes.dist[sym]
	size := e >> 24
	v := uint64(e&0xffffff) | uint64(w.dist-1-int(distBase[sym]))<<size
	bits := uint(size) + uint(distBits[sym])
	for n := w.grow; n > 0; {
		k := piece(n)
		l := w.codes.length[k]
		w.put(uint64(l&0xffffff)|v<<(l>>24), uint(l>>24)+bits)
		w.count.lit[lengthSym[k]]++
		w.count.dist[sym]++
		w.left--
		n -= k
	}
	w.grow = 0
}

// plain writes bytes as they are.
func (w *Writer) plain(from, to int) {
	w.settle()
	w.bytes(w.text[from:to], &w.codes.lit, &w.count.lit)
	w.left -= to - from
}

// value writes text between texts of the model; next is the distance of the
// copy that follows, if one does. What the value has in common with the values
// that stood before and behind the same texts joins the copies.
func (w *Writer) value(from, to, next int) {
	if w.grow > 0 && from >= w.dist {
		n := common(w.text[from:to], w.text[from-w.dist:])
		w.grow += n
		from += n
	}
	if from == to {
		return
	}
	end := to
	if next > 0 && next <= from {
		for end > from && w.text[end-1] == w.text[end-1-next] {
			end--
		}
	}
	w.search(from, end, to-from >= longValue)
	if end < to {
		w.settle()
		w.dist, w.grow = next, to-end // no shorter than a copy can be, with what follows
	}
}

// search writes bytes, with copies of what values had before. All through, or
// where text in other than Latin letters begins: figures hardly repeat.
func (w *Writer) search(from, to int, all bool) {
	plain := from
	for p := from; p+seed <= to; {
		if !all && w.text[p] < 0xC0 {
			p++
			continue
		}
		x := w.load(p)
		slot := &w.head[x*0x9E3779B97F4A7C15>>(64-hashBits)]
		d := int(uint32(w.base+p) - *slot)
		*slot = uint32(w.base + p)
		last := p - d
		if d == 0 || d > window || last < 0 || w.load(last) != x {
			p++
			continue
		}
		n := seed + common(w.text[p+seed:to], w.text[last+seed:])
		if plain < p {
			w.plain(plain, p)
		}
		w.copy(p, p-last, n)
		p += n
		plain = p
	}
	if plain < to {
		w.plain(plain, to)
	}
}

// load gives the bytes that must repeat.
func (w *Writer) load(p int) uint64 {
	if p+8 <= len(w.text) {
		return binary.LittleEndian.Uint64(w.text[p:]) << 16
	}
	var b [8]byte
	copy(b[:], w.text[p:min(p+seed, len(w.text))])
	return binary.LittleEndian.Uint64(b[:]) << 16
}
