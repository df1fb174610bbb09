// Package hostile makes packages that nobody should have to open, and odd ones that everybody should: zip
// bombs, overlapping entries, names that climb, broken XML, wrong formats; zip64, data descriptors, back
// slashes, UTF-16. It exists for the tests of whatever reads documents; see [Cases].
package hostile

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// File is one entry to write. Its zero fields are filled in truthfully; the others are written as they are,
// true or not.
type File struct {
	Name       string
	LocalName  string // name in the local header, if different
	Data       string
	Raw        []byte // compressed bytes, instead of compressing Data
	Stored     bool
	Method     uint16 // instead of 0 or 8
	Size       uint64 // declared size after inflating
	CRC        uint32
	Flags      uint16
	Descriptor bool   // sizes behind the data
	Zip64      bool   // sizes and offset in zip64 fields
	Alias      string // share the data of this earlier entry; nothing is written but a directory record
}

// Zip is an archive to write.
type Zip struct {
	Files         []File
	Prefix        string // bytes before the archive
	Suffix        string // bytes after it
	Comment       string
	Zip64         bool   // with zip64 end records
	Count         uint16 // declared number of entries, if not the true one
	Disk          uint16
	FillDirectory int // repeat the last directory record this many times, with numbered names
}

// Bytes writes the archive.
func (z Zip) Bytes() []byte {
	var out, dir bytes.Buffer
	out.WriteString(z.Prefix)
	headers := map[string]int{}
	for i := range z.Files {
		f := &z.Files[i]
		at, ok := headers[f.Alias]
		if !ok {
			at = out.Len() - len(z.Prefix)
		}
		headers[f.Name] = at
		raw := f.settle()
		if !ok {
			f.writeLocal(&out, raw)
		}
		f.writeCentral(&dir, uint64(len(raw)), uint64(at))
	}
	n := len(z.Files)
	for i := range z.FillDirectory {
		f := File{Name: "word/media/" + number(i), Raw: []byte{}, Stored: true}
		raw := f.settle()
		at := out.Len() - len(z.Prefix)
		f.writeLocal(&out, raw)
		f.writeCentral(&dir, 0, uint64(at))
		n++
	}
	z.writeEnd(&out, dir.Bytes(), n)
	out.WriteString(z.Suffix)
	return out.Bytes()
}

func number(i int) string {
	b := []byte("000000.bin")
	for p := 5; p >= 0; p-- {
		b[p] = byte('0' + i%10)
		i /= 10
	}
	return string(b)
}

// settle compresses the data and fills in what was left open.
func (f *File) settle() []byte {
	raw := f.Raw
	switch {
	case raw != nil:
	case f.Stored:
		raw = []byte(f.Data)
	default:
		raw = deflate(f.Data)
	}
	if f.Method == 0 && !f.Stored {
		f.Method = 8
	}
	if f.Size == 0 {
		f.Size = uint64(len(f.Data))
	}
	if f.CRC == 0 {
		f.CRC = crc32.ChecksumIEEE([]byte(f.Data))
	}
	if f.LocalName == "" {
		f.LocalName = f.Name
	}
	if f.Descriptor {
		f.Flags |= 8
	}
	return raw
}

// Deflated is a nameless entry that keeps the compressed bytes, to be written many times.
func Deflated(data string) File {
	return File{Raw: deflate(data), Size: uint64(len(data)), CRC: crc32.ChecksumIEEE([]byte(data))}
}

func deflate(data string) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 6)
	w.Write([]byte(data))
	w.Close()
	return b.Bytes()
}

var le = binary.LittleEndian

func (f *File) writeLocal(out *bytes.Buffer, raw []byte) {
	h := make([]byte, 30)
	le.PutUint32(h, 0x04034b50)
	le.PutUint16(h[4:], 20)
	le.PutUint16(h[6:], f.Flags)
	le.PutUint16(h[8:], f.Method)
	var extra []byte
	if !f.Descriptor {
		le.PutUint32(h[14:], f.CRC)
		le.PutUint32(h[18:], uint32(len(raw)))
		le.PutUint32(h[22:], uint32(f.Size))
		if f.Zip64 {
			le.PutUint32(h[18:], 0xffffffff)
			le.PutUint32(h[22:], 0xffffffff)
			extra = zip64Extra(f.Size, uint64(len(raw)))
		}
	}
	le.PutUint16(h[26:], uint16(len(f.LocalName)))
	le.PutUint16(h[28:], uint16(len(extra)))
	out.Write(h)
	out.WriteString(f.LocalName)
	out.Write(extra)
	out.Write(raw)
	if f.Descriptor {
		d := le.AppendUint32(nil, 0x08074b50)
		d = le.AppendUint32(d, f.CRC)
		d = le.AppendUint32(d, uint32(len(raw)))
		out.Write(le.AppendUint32(d, uint32(f.Size)))
	}
}

func (f *File) writeCentral(dir *bytes.Buffer, compressed, at uint64) {
	h := make([]byte, 46)
	le.PutUint32(h, 0x02014b50)
	le.PutUint16(h[4:], 20)
	le.PutUint16(h[6:], 20)
	le.PutUint16(h[8:], f.Flags)
	le.PutUint16(h[10:], f.Method)
	le.PutUint32(h[16:], f.CRC)
	le.PutUint32(h[20:], uint32(compressed))
	le.PutUint32(h[24:], uint32(f.Size))
	le.PutUint32(h[42:], uint32(at))
	var extra []byte
	if f.Zip64 {
		le.PutUint32(h[20:], 0xffffffff)
		le.PutUint32(h[24:], 0xffffffff)
		le.PutUint32(h[42:], 0xffffffff)
		extra = zip64Extra(f.Size, compressed, at)
	}
	le.PutUint16(h[28:], uint16(len(f.Name)))
	le.PutUint16(h[30:], uint16(len(extra)))
	dir.Write(h)
	dir.WriteString(f.Name)
	dir.Write(extra)
}

func zip64Extra(values ...uint64) []byte {
	b := le.AppendUint16(nil, 0x5455) // another field first, as real files have it
	b = append(le.AppendUint16(b, 5), 1, 0, 0, 0, 0)
	b = le.AppendUint16(b, 1)
	b = le.AppendUint16(b, uint16(8*len(values)))
	for _, v := range values {
		b = le.AppendUint64(b, v)
	}
	return b
}

func (z *Zip) writeEnd(out *bytes.Buffer, dir []byte, entries int) {
	at := out.Len() - len(z.Prefix)
	out.Write(dir)
	count, size, offset := uint16(entries), uint32(len(dir)), uint32(at)
	if z.Count != 0 {
		count = z.Count
	}
	if z.Zip64 || entries > 0xffff && z.Count == 0 {
		recordAt := out.Len() - len(z.Prefix)
		r := make([]byte, 56)
		le.PutUint32(r, 0x06064b50)
		le.PutUint64(r[4:], 44)
		le.PutUint64(r[24:], uint64(entries))
		le.PutUint64(r[32:], uint64(entries))
		le.PutUint64(r[40:], uint64(len(dir)))
		le.PutUint64(r[48:], uint64(at))
		out.Write(r)
		l := make([]byte, 20)
		le.PutUint32(l, 0x07064b50)
		le.PutUint64(l[8:], uint64(recordAt))
		le.PutUint32(l[16:], 1)
		out.Write(l)
		count, size, offset = 0xffff, 0xffffffff, 0xffffffff
	}
	h := make([]byte, 22)
	le.PutUint32(h, 0x06054b50)
	le.PutUint16(h[4:], z.Disk)
	le.PutUint16(h[6:], z.Disk)
	le.PutUint16(h[8:], count)
	le.PutUint16(h[10:], count)
	le.PutUint32(h[12:], size)
	le.PutUint32(h[16:], offset)
	le.PutUint16(h[20:], uint16(len(z.Comment)))
	out.Write(h)
	out.WriteString(z.Comment)
}

// Bomb gives deflated bytes that inflate to n MiB of spaces, without inflating anything to make them.
func Bomb(n int) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 9)
	w.Write(bytes.Repeat([]byte{' '}, 1<<20))
	w.Flush()
	mebibyte := bytes.Clone(b.Bytes())
	b.Reset()
	w.Reset(&b)
	w.Close()
	return append(bytes.Repeat(mebibyte, n), b.Bytes()...)
}
