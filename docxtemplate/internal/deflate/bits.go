package deflate

import (
	"encoding/binary"
	"io"
)

const (
	outSize = 64 << 10
	outFull = outSize - 64
)

// bitWriter gathers bits, lowest first, and hands full buffers to dst.
type bitWriter struct {
	dst io.Writer
	acc uint64
	nb  uint // bits in acc, below 8 between calls
	out []byte
	n   int
	err error
}

func (w *bitWriter) reset(dst io.Writer) {
	w.dst, w.acc, w.nb, w.n, w.err = dst, 0, 0, 0, nil
	if w.out == nil {
		w.out = make([]byte, outSize)
	}
}

// put writes n bits, at most 48.
func (w *bitWriter) put(v uint64, n uint) {
	if w.n > outFull {
		w.drain()
	}
	w.acc |= v << (w.nb & 63)
	w.nb += n
	binary.LittleEndian.PutUint64(w.out[w.n:], w.acc)
	w.n += int(w.nb >> 3)
	w.acc >>= w.nb & 56
	w.nb &= 7
}

// bytes writes the codes of literal bytes and counts them.
func (w *bitWriter) bytes(b []byte, c *[256]uint32, count *[literals]uint32) {
	const chunk = 4096 // at most 6 KiB of codes
	for len(b) > 0 {
		if w.n > outSize-2*chunk-64 {
			w.drain()
		}
		part := b[:min(len(b), chunk)]
		b = b[len(part):]
		acc, nb, n := w.acc, w.nb, w.n
		for len(part) >= 4 {
			e0, e1, e2, e3 := c[part[0]], c[part[1]], c[part[2]], c[part[3]]
			count[part[0]]++
			count[part[1]]++
			count[part[2]]++
			count[part[3]]++
			part = part[4:]
			acc |= uint64(e0&0xffffff) << (nb & 63)
			nb += uint(e0 >> 24)
			acc |= uint64(e1&0xffffff) << (nb & 63)
			nb += uint(e1 >> 24)
			acc |= uint64(e2&0xffffff) << (nb & 63)
			nb += uint(e2 >> 24)
			acc |= uint64(e3&0xffffff) << (nb & 63)
			nb += uint(e3 >> 24)
			binary.LittleEndian.PutUint64(w.out[n:], acc)
			n += int(nb >> 3)
			acc >>= nb & 56
			nb &= 7
		}
		for _, x := range part {
			e := c[x]
			count[x]++
			acc |= uint64(e&0xffffff) << (nb & 63)
			nb += uint(e >> 24)
		}
		binary.LittleEndian.PutUint64(w.out[n:], acc)
		n += int(nb >> 3)
		acc >>= nb & 56
		nb &= 7
		w.acc, w.nb, w.n = acc, nb, n
	}
}

// drain hands what is ready to dst.
func (w *bitWriter) drain() {
	if w.err == nil && w.n > 0 {
		_, w.err = w.dst.Write(w.out[:w.n])
	}
	w.n = 0
}

// close pads the last byte and drains.
func (w *bitWriter) close() error {
	if w.nb > 0 {
		w.put(0, 8-w.nb)
	}
	w.drain()
	return w.err
}
