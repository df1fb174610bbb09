package docxtemplate

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// outEntry is a file of the package as it is written.
type outEntry struct {
	name   string
	stored string // name as bytes of the zip
	method uint16
	crc    uint32
	size   uint64
	data   []byte // compressed bytes of an unchanged entry
}

// zipWriter writes a package to w: fixed times, entries in the order of the
// template, sizes in the header of every entry that fits its buffer and in a
// data descriptor behind those that do not.
type zipWriter struct {
	w       io.Writer
	buf     []byte // not yet written
	written int64
	central []byte
	count   int

	begin  int64 // offset of the open entry
	header int   // offset of its header in buf, -1 once written
	body   int64 // compressed bytes of it
}

const zipFlushAt = 256 << 10

var errTooLarge = errors.New("文件太大：一个部件超过 4 GiB")

func (z *zipWriter) start(w io.Writer) {
	z.w, z.buf, z.written, z.central, z.count = w, z.buf[:0], 0, z.central[:0], 0
	z.header = -1
}

func (z *zipWriter) offset() int64 { return z.written + int64(len(z.buf)) }

// flush hands the buffer to w; an entry whose header goes gets a descriptor.
func (z *zipWriter) flush() error {
	if z.header >= 0 {
		z.buf[z.header+6] |= 8
		z.header = -1
	}
	n, err := z.w.Write(z.buf)
	z.written += int64(n)
	z.buf = z.buf[:0]
	return err
}

// Write takes compressed bytes of the open entry.
func (z *zipWriter) Write(b []byte) (int, error) {
	z.buf = append(z.buf, b...)
	z.body += int64(len(b))
	if len(z.buf) >= zipFlushAt {
		if err := z.flush(); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}

func flags(name string) uint16 {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return 0x800 // UTF-8
		}
	}
	return 0
}

const dosDate = 1<<5 | 1 // 1980-01-01

func (z *zipWriter) local(e *outEntry, method uint16, crc uint32, csize, size uint64) {
	b := binary.LittleEndian.AppendUint32(z.buf, 0x04034b50)
	b = binary.LittleEndian.AppendUint16(b, 20)
	b = binary.LittleEndian.AppendUint16(b, flags(e.stored))
	b = binary.LittleEndian.AppendUint16(b, method)
	b = binary.LittleEndian.AppendUint16(b, 0)
	b = binary.LittleEndian.AppendUint16(b, dosDate)
	b = binary.LittleEndian.AppendUint32(b, crc)
	b = binary.LittleEndian.AppendUint32(b, uint32(csize))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(e.stored)))
	b = binary.LittleEndian.AppendUint16(b, 0)
	z.buf = append(b, e.stored...)
}

func (z *zipWriter) record(e *outEntry, flag, method uint16, crc uint32, csize, size uint64, at int64) error {
	if csize > math.MaxUint32 || size > math.MaxUint32 || at > math.MaxUint32 {
		return errTooLarge
	}
	b := binary.LittleEndian.AppendUint32(z.central, 0x02014b50)
	b = binary.LittleEndian.AppendUint16(b, 20)
	b = binary.LittleEndian.AppendUint16(b, 20)
	b = binary.LittleEndian.AppendUint16(b, flag|flags(e.stored))
	b = binary.LittleEndian.AppendUint16(b, method)
	b = binary.LittleEndian.AppendUint16(b, 0)
	b = binary.LittleEndian.AppendUint16(b, dosDate)
	b = binary.LittleEndian.AppendUint32(b, crc)
	b = binary.LittleEndian.AppendUint32(b, uint32(csize))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(e.stored)))
	b = append(b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	z.central = append(b, e.stored...)
	z.count++
	return nil
}

// raw writes an entry that did not change.
func (z *zipWriter) raw(e *outEntry) error {
	at := z.offset()
	z.local(e, e.method, e.crc, uint64(len(e.data)), e.size)
	if len(e.data) > zipFlushAt {
		if err := z.flush(); err != nil {
			return err
		}
		n, err := z.w.Write(e.data)
		z.written += int64(n)
		if err != nil {
			return err
		}
	} else {
		z.buf = append(z.buf, e.data...)
	}
	if err := z.record(e, 0, e.method, e.crc, uint64(len(e.data)), e.size, at); err != nil {
		return err
	}
	if len(z.buf) >= zipFlushAt {
		return z.flush()
	}
	return nil
}

// open begins an entry whose compressed bytes come by Write.
func (z *zipWriter) open(e *outEntry) {
	z.begin, z.header, z.body = z.offset(), len(z.buf), 0
	z.local(e, 8, 0, 0, 0)
}

// close ends it.
func (z *zipWriter) close(e *outEntry, crc uint32, size int64) error {
	flag := uint16(0)
	if h := z.header; h >= 0 {
		binary.LittleEndian.PutUint32(z.buf[h+14:], crc)
		binary.LittleEndian.PutUint32(z.buf[h+18:], uint32(z.body))
		binary.LittleEndian.PutUint32(z.buf[h+22:], uint32(size))
	} else {
		flag = 8
		b := binary.LittleEndian.AppendUint32(z.buf, 0x08074b50)
		b = binary.LittleEndian.AppendUint32(b, crc)
		b = binary.LittleEndian.AppendUint32(b, uint32(z.body))
		z.buf = binary.LittleEndian.AppendUint32(b, uint32(size))
	}
	z.header = -1
	return z.record(e, flag, 8, crc, uint64(z.body), uint64(size), z.begin)
}

// finish writes the directory.
func (z *zipWriter) finish() error {
	at := z.offset()
	if at > math.MaxUint32 || z.count > math.MaxUint16 {
		return errTooLarge
	}
	z.buf = append(z.buf, z.central...)
	b := binary.LittleEndian.AppendUint32(z.buf, 0x06054b50)
	b = append(b, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(z.count))
	b = binary.LittleEndian.AppendUint16(b, uint16(z.count))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(z.central)))
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	z.buf = append(b, 0, 0)
	return z.flush()
}
