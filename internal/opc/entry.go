package opc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
)

const (
	methodStore   = 0
	methodDeflate = 8
)

// Entry is one file of the zip. Its data are read when asked for and not kept.
type Entry struct {
	// Name is the part name without a leading slash, "word/document.xml", in the case and the percent
	// encoding of the file; back slashes and leading slashes of odd writers are gone.
	Name string
	// Dir tells that the entry only names a folder. It has no data and is no part.
	Dir bool
	// Flags are the general purpose bits of the zip directory.
	Flags uint16
	// Method is 0 for stored, 8 for deflated; others are listed but cannot be read.
	Method uint16
	// CRC32, CompressedSize and UncompressedSize are those of the directory, right even when the local
	// header leaves them to a data descriptor.
	CRC32            uint32
	CompressedSize   uint64 // bytes in the file
	UncompressedSize uint64 // bytes after inflating

	stored  string // name as in the directory
	header  int64  // of the local header
	limit   int64  // where the next entry or the directory begins
	pkg     *Package
	counted atomic.Bool // against Limits.TextSize
}

// RawReader reads the compressed bytes from the file, without keeping them in memory.
func (e *Entry) RawReader() (*io.SectionReader, error) {
	r, err := e.section()
	if err != nil {
		return nil, err.in(e.Name)
	}
	return r, nil
}

// Raw gives the compressed bytes as they are stored.
func (e *Entry) Raw() ([]byte, error) {
	r, err := e.section()
	if err != nil {
		return nil, err.in(e.Name)
	}
	b := make([]byte, e.CompressedSize)
	_, off, _ := r.Outer()
	if err := e.pkg.src.read(b, off); err != nil {
		return nil, err.in(e.Name)
	}
	return b, nil
}

// Bytes gives the data of the entry exactly: of the declared length, matching the declared CRC-32.
// The slice belongs to the caller.
func (e *Entry) Bytes() ([]byte, error) {
	b, err := e.inflate()
	if err != nil {
		return nil, err.in(e.Name)
	}
	return b, nil
}

// section finds the compressed data, behind the local header, and checks that the two headers agree.
func (e *Entry) section() (*io.SectionReader, *Error) {
	var h [localLen]byte
	if err := e.pkg.src.read(h[:], e.header); err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	if le.Uint32(h[:]) != localSig {
		return nil, fail(CodeBadZip, hintTransfer, "目录所指之处没有这个部件")
	}
	if m := le.Uint16(h[8:]); m != e.Method {
		return nil, fail(CodeBadZip, hintResave, "目录说压缩方法是 %d，部件自己说是 %d", e.Method, m)
	}
	nameLen, extraLen := int(le.Uint16(h[26:])), int64(le.Uint16(h[28:]))
	name := make([]byte, nameLen)
	if err := e.pkg.src.read(name, e.header+localLen); err != nil {
		return nil, err
	}
	if !e.named(string(name)) {
		return nil, fail(CodeBadZip, hintResave, "目录里的名字与部件自己的名字 “%s” 不同", show(string(name)))
	}
	start := e.header + localLen + int64(nameLen) + extraLen
	if room := e.limit - start; room < 0 || uint64(room) < e.CompressedSize {
		return nil, fail(CodeOverlap, hintTransfer, "部件的数据与下一个部件或目录重叠")
	}
	return io.NewSectionReader(e.pkg.src.at, start, int64(e.CompressedSize)), nil
}

// named tells whether the name in the local header is that of the directory, but for slashes and case.
func (e *Entry) named(local string) bool {
	if local == e.stored {
		return true
	}
	name, _, err := cleanName(local)
	return err == nil && key(name) == key(e.Name)
}

func (e *Entry) inflate() ([]byte, *Error) {
	if e.Method != methodStore && e.Method != methodDeflate {
		return nil, fail(CodeMethod, hintResave, "用了不支持的压缩方法 %d（应为 0 或 8）", e.Method)
	}
	r, err := e.section()
	if err != nil {
		return nil, err
	}
	if e.CompressedSize == 0 && e.UncompressedSize == 0 {
		return []byte{}, nil // some writers mark an empty entry as deflated
	}
	b := make([]byte, e.UncompressedSize)
	if e.Method == methodStore {
		_, off, _ := r.Outer()
		err = e.pkg.src.read(b, off)
	} else {
		err = inflateInto(b, r)
	}
	if err != nil {
		return nil, err
	}
	if crc32.ChecksumIEEE(b) != e.CRC32 {
		return nil, fail(CodeChecksum, hintTransfer, "内容与校验和不符，数据已损坏")
	}
	return b, nil
}

// inflater is a decompressor with its read buffer, kept between uses.
type inflater struct {
	buf  *bufio.Reader
	flat io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	buf := bufio.NewReaderSize(nil, 16<<10)
	return &inflater{buf, flate.NewReader(buf)}
}}

// inflateInto fills b, which must be exactly as long as the inflated data.
func inflateInto(b []byte, r io.Reader) *Error {
	f := inflaters.Get().(*inflater)
	f.buf.Reset(r)
	defer func() {
		f.buf.Reset(bytes.NewReader(nil)) // do not hold the file
		inflaters.Put(f)
	}()
	if err := f.flat.(flate.Resetter).Reset(f.buf, nil); err != nil {
		return inflateError(err)
	}
	if _, err := io.ReadFull(f.flat, b); err != nil {
		return inflateError(err)
	}
	var more [1]byte
	switch n, err := io.ReadFull(f.flat, more[:]); {
	case n > 0:
		return fail(CodeBomb, hintSource, "解压后比声明的 %d 字节更大", len(b))
	case !errors.Is(err, io.EOF):
		return inflateError(err)
	}
	return nil
}

func inflateError(err error) *Error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &corrupt) {
		return fail(CodeTruncated, hintTransfer, "压缩数据不完整或已损坏")
	}
	e := fail(CodeRead, "请检查文件是否可读", "读取文件失败：%v", err)
	e.Err = err
	return e
}
