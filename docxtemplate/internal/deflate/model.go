// Package deflate compresses text most of which is known beforehand: the fixed
// text of a template, printed again and again with values in between.
//
//	m := deflate.NewModel(texts)           // once: every text is matched against all
//	w.Reset(dst, m)
//	err := w.Write(b, from, base, marks)   // marks say which texts stand where in b
//	…
//	err = w.Close()
//
// The output is an ordinary deflate stream (RFC 1951). A general compressor has
// to look for each repetition; here most are known: a text that was printed
// before, no more than 32 KiB ago, is one copy from there, whatever its length,
// and how far back that is, is known when it is printed. A text printed for the
// first time consists of copies from itself and from other texts, found once
// for the model. Only values are looked at, and they tend to begin and end like
// the value that stood there before.
//
// A mark is a hint and need not be trusted: one that does not hold is ignored.
package deflate

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

const (
	minMatch = 3
	maxMatch = 258
	window   = 32 << 10
)

// History is how much of what was written before Write wants to see again.
const History = window

// Mark says that a text of the model stands at a position of the output.
type Mark struct {
	At   int
	Text int32
}

// Model knows the fixed texts of an output. It is immutable.
type Model struct {
	texts  [][]byte
	first  [][]op
	codes  codes
	counts counts

	head     []byte // the beginning of every output: the codes
	rest     byte   // its last bits
	restBits uint
}

// op is a step of writing a text for the first time: a copy from a text, or
// (from < 0) bytes as they are.
type op struct {
	from int32 // the text
	at   int32 // offset in it
	n    int32
}

// NewModel makes a model of the fixed texts of an output, given in the order in
// which they are printed first. It keeps the slices.
func NewModel(texts [][]byte) *Model {
	m := &Model{texts: texts, first: make([][]op, len(texts))}
	f := newFinder(texts)
	for i := range texts {
		m.first[i] = f.ops(i)
	}
	m.train(f)
	m.codes.set(&m.counts)
	var w bitWriter
	w.reset(nil)
	m.codes.header(&w)
	m.head, m.rest, m.restBits = bytes.Clone(w.out[:w.n]), byte(w.acc), w.nb
	return m
}

// finder matches texts against those before them.
type finder struct {
	texts [][]byte
	all   []byte  // the texts one behind the other
	start []int   // of each text in all
	owner []int32 // text of each byte of all
	head  []int32
	chain []int32
}

const (
	finderBits  = 15
	finderDepth = 48
	valueGap    = 12 // what a value is taken to add to distances
)

func newFinder(texts [][]byte) *finder {
	f := &finder{texts: texts, all: bytes.Join(texts, nil), head: make([]int32, 1<<finderBits)}
	f.chain = make([]int32, len(f.all))
	f.owner = make([]int32, len(f.all))
	for i := range f.head {
		f.head[i] = -1
	}
	at := 0
	for i, t := range texts {
		f.start = append(f.start, at)
		for k := range t {
			f.owner[at+k] = int32(i)
		}
		at += len(t)
	}
	return f
}

func (f *finder) hash(p int) uint32 {
	return (uint32(f.all[p]) | uint32(f.all[p+1])<<8 | uint32(f.all[p+2])<<16) * 0x9E3779B1 >> (32 - finderBits)
}

func (f *finder) insert(p int) {
	if p+minMatch <= len(f.all) {
		h := f.hash(p)
		f.chain[p], f.head[h] = f.head[h], int32(p)
	}
}

// longest is the longest copy for position p, which lies in a text that ends at end.
func (f *finder) longest(p, end int) (src, n int) {
	if p+minMatch > end {
		return 0, 0
	}
	own := f.owner[p]
	q := int(f.head[f.hash(p)])
	for depth := 0; q >= 0 && depth < finderDepth; depth++ {
		gap := int(own-f.owner[q]) * valueGap
		if p-q+gap > window*7/8 {
			break
		}
		limit := end - p
		if o := f.owner[q]; o != own {
			limit = min(limit, f.start[o]+len(f.texts[o])-q)
		}
		if limit > n && f.all[q+n] == f.all[p+n] {
			if k := common(f.all[p:p+limit], f.all[q:]); k > n {
				src, n = q, k
			}
		}
		q = int(f.chain[q])
	}
	if n < minMatch || n == minMatch && p-src > 4096 {
		return 0, 0
	}
	return src, n
}

// ops splits a text into copies and bytes. Texts must be asked for in order.
func (f *finder) ops(text int) []op {
	var out []op
	p := f.start[text]
	end := p + len(f.texts[text])
	plain := p
	for p < end {
		src, n := f.longest(p, end)
		f.insert(p)
		if n > 0 && n < 64 {
			if _, later := f.longest(p+1, end); later > n+1 {
				n = 0
			}
		}
		if n == 0 {
			p++
			continue
		}
		out = f.plain(out, text, plain, p)
		o := f.owner[src]
		out = append(out, op{o, int32(src - f.start[o]), int32(n)})
		for k := 1; k < n; k++ {
			f.insert(p + k)
		}
		p += n
		plain = p
	}
	return f.plain(out, text, plain, end)
}

func (f *finder) plain(out []op, text, from, to int) []op {
	if from == to {
		return out
	}
	return append(out, op{-1, int32(from - f.start[text]), int32(to - from)})
}

// train counts the symbols of an output that prints each text once, with values
// of digits, letters and Han characters between them, and some rows again.
func (m *Model) train(f *finder) {
	c := &m.counts
	for i, ops := range m.first {
		p := f.start[i]
		for _, o := range ops {
			if o.from < 0 {
				for _, b := range f.all[p : p+int(o.n)] {
					c.lit[b]++
				}
			} else {
				c.copies(p-f.start[o.from]-int(o.at)+(i-int(o.from))*valueGap, int(o.n))
			}
			p += int(o.n)
		}
		c.copies(512+i*97%4096, max(len(m.texts[i]), minMatch))
	}
	values := uint32(len(m.texts))
	for b := range 256 {
		switch {
		case b >= '0' && b <= '9' || b == '.':
			c.lit[b] += values/2 + 1
		case b >= 0xE4 && b <= 0xE9:
			c.lit[b] += values/3 + 1
		case b >= 0x80 && b < 0xC0:
			c.lit[b] += values/24 + 1
		}
	}
	c.lit[endBlock]++
}

// copies counts the symbols of a copy.
func (c *counts) copies(dist, n int) {
	dist = min(max(dist, 1), window)
	for n > 0 {
		k := piece(n)
		c.lit[lengthSym[max(k, minMatch)]]++
		c.dist[distSym(dist)]++
		n -= k
	}
}

// piece is the length of the first symbol for a copy of n bytes, such that none
// too short for a symbol is left.
func piece(n int) int {
	switch {
	case n <= maxMatch:
		return n
	case n < maxMatch+minMatch:
		return n - minMatch
	}
	return maxMatch
}

// common is the length of the common prefix of a and b.
func common(a, b []byte) int {
	n := 0
	for n+8 <= len(a) && n+8 <= len(b) {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)>>3
		}
		n += 8
	}
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
