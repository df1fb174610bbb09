package opc

import (
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

const (
	localSig   = 0x04034b50
	centralSig = 0x02014b50
	endSig     = 0x06054b50
	end64Sig   = 0x06064b50
	loc64Sig   = 0x07064b50

	localLen   = 30
	centralLen = 46
	endLen     = 22
	end64Len   = 56
	loc64Len   = 20

	// deflateMax bounds what one compressed byte can become: 1032, and a little for a short stream.
	deflateMax = 1040
	// ratioFloor is the size below which Limits.Ratio does not apply.
	ratioFloor = 16 << 20
)

// source is the file with its length; every read goes through it.
type source struct {
	at   io.ReaderAt
	size int64
}

// read fills b from off or says why not.
func (s source) read(b []byte, off int64) *Error {
	if off < 0 || off > s.size || int64(len(b)) > s.size-off {
		return fail(CodeTruncated, hintTransfer, "文件不完整：需要读到第 %d 字节，文件只有 %d 字节", uint64(off)+uint64(len(b)), s.size)
	}
	n, err := s.at.ReadAt(b, off)
	if n == len(b) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fail(CodeTruncated, hintTransfer, "文件不完整：读到第 %d 字节就结束了", off+int64(n))
	}
	e := fail(CodeRead, "请检查文件是否可读", "读取文件失败：%v", err)
	e.Err = err
	return e
}

// end is what the records at the end of a zip say about its directory.
type end struct {
	entries      uint64
	size, offset uint64 // of the central directory, in bytes
	base         int64  // bytes before the zip; add it to every offset in the records
	dirAt        int64  // where the directory really begins
}

// readEnd finds the end record, in the last 64 KiB, and its zip64 companion.
func readEnd(src source) (end, *Error) {
	tail := make([]byte, min(src.size, endLen+65535+1024))
	tailAt := src.size - int64(len(tail))
	if err := src.read(tail, tailAt); err != nil {
		return end{}, err
	}
	i := findEnd(tail)
	if i < 0 {
		return end{}, fail(CodeTruncated, hintTransfer, "文件不完整：找不到压缩包末尾的目录")
	}
	le, r := binary.LittleEndian, tail[i:]
	e := end{entries: uint64(le.Uint16(r[10:])), size: uint64(le.Uint32(r[12:])), offset: uint64(le.Uint32(r[16:]))}
	if disk := le.Uint16(r[4:]); disk != 0 && disk != 0xffff {
		return end{}, fail(CodeBadZip, hintResave, "这是分卷压缩包的一卷，无法单独读取")
	}
	recordAt := tailAt + int64(i)
	if e.entries == 0xffff || e.size == 0xffffffff || e.offset == 0xffffffff {
		at, err := readEnd64(src, recordAt, &e)
		if err != nil {
			return end{}, err
		}
		recordAt = at
	}
	if e.size > uint64(recordAt) || e.offset > uint64(recordAt) {
		return end{}, fail(CodeBadZip, hintTransfer, "压缩包目录的位置不对：应在第 %d 字节，超出了文件", e.offset)
	}
	e.dirAt = int64(e.offset)
	if base := recordAt - int64(e.size) - int64(e.offset); base != 0 && e.size > 0 && !centralAt(src, e.dirAt) {
		if base < 0 {
			return end{}, fail(CodeBadZip, hintTransfer, "压缩包目录与文件末尾重叠")
		}
		e.base, e.dirAt = base, base+int64(e.offset)
	}
	if e.size > uint64(src.size-e.dirAt) {
		return end{}, fail(CodeBadZip, hintTransfer, "压缩包目录超出了文件")
	}
	return e, nil
}

// findEnd gives the index of the last end record that fits in tail, or -1.
func findEnd(tail []byte) int {
	for i := len(tail) - endLen; i >= 0; i-- {
		if tail[i] != 'P' || binary.LittleEndian.Uint32(tail[i:]) != endSig {
			continue
		}
		if i+endLen+int(binary.LittleEndian.Uint16(tail[i+20:])) <= len(tail) {
			return i
		}
	}
	return -1
}

// readEnd64 replaces the numbers of e by those of the zip64 record, if there is one before the end record
// at `at`, and gives the place where the directory must end.
func readEnd64(src source, at int64, e *end) (int64, *Error) {
	var loc [loc64Len]byte
	le := binary.LittleEndian
	if at < loc64Len || src.read(loc[:], at-loc64Len) != nil || le.Uint32(loc[:]) != loc64Sig {
		return at, nil // plain zip with exactly 65535 entries
	}
	recordAt := le.Uint64(loc[8:])
	var rec [end64Len]byte
	if recordAt > uint64(at) {
		return 0, fail(CodeBadZip, hintTransfer, "zip64 目录记录的位置超出了文件")
	}
	if err := src.read(rec[:], int64(recordAt)); err != nil || le.Uint32(rec[:]) != end64Sig {
		// Bytes before the zip shift the record; it then stands right before its locator.
		recordAt = uint64(at) - loc64Len - end64Len
		if at < loc64Len+end64Len || src.read(rec[:], int64(recordAt)) != nil || le.Uint32(rec[:]) != end64Sig {
			return 0, fail(CodeBadZip, hintTransfer, "找不到 zip64 目录记录")
		}
	}
	e.entries, e.size, e.offset = le.Uint64(rec[32:]), le.Uint64(rec[40:]), le.Uint64(rec[48:])
	return int64(recordAt), nil
}

func centralAt(src source, at int64) bool {
	var sig [4]byte
	return src.read(sig[:], at) == nil && binary.LittleEndian.Uint32(sig[:]) == centralSig
}

// readDirectory lists the entries in directory order, checked against the limits.
func (p *Package) readDirectory() *Error {
	e, err := readEnd(p.src)
	if err != nil {
		return err
	}
	if e.entries > uint64(p.lim.Entries) {
		return tooMany(p.lim)
	}
	if most := max(1<<20, uint64(p.lim.Entries)*1024); e.size > most {
		return fail(CodeBadZip, hintSource, "压缩包目录有 %s，远超 %d 个文件所需", size(e.size), e.entries)
	}
	dir := make([]byte, e.size)
	if err := p.src.read(dir, e.dirAt); err != nil {
		return err
	}
	p.entries = make([]*Entry, 0, e.entries)
	var count, total uint64
	for ; len(dir) >= 4 && binary.LittleEndian.Uint32(dir) == centralSig; count++ {
		if count >= uint64(p.lim.Entries) {
			return tooMany(p.lim)
		}
		entry, n, err := readCentral(dir, e.base)
		if err != nil {
			return err
		}
		dir = dir[n:]
		if entry.Name == "" {
			continue // the root listed as a directory
		}
		if err := p.admit(entry, &total); err != nil {
			return err.in(entry.Name)
		}
		p.entries = append(p.entries, entry)
	}
	if uint16(count) != uint16(e.entries) { // careless writers let it wrap
		return fail(CodeBadZip, hintTransfer, "压缩包目录应有 %d 个文件，只读到 %d 个", e.entries, count)
	}
	return p.bound(e)
}

func tooMany(lim Limits) *Error {
	return fail(CodeTooManyEntries, hintLimits, "压缩包里的文件超过上限 %d 个", lim.Entries)
}

// readCentral reads one directory record and its length.
func readCentral(dir []byte, base int64) (*Entry, int, *Error) {
	if len(dir) < centralLen {
		return nil, 0, fail(CodeTruncated, hintTransfer, "压缩包目录不完整")
	}
	le := binary.LittleEndian
	nameLen, extraLen, commentLen := int(le.Uint16(dir[28:])), int(le.Uint16(dir[30:])), int(le.Uint16(dir[32:]))
	n := centralLen + nameLen + extraLen + commentLen
	if len(dir) < n {
		return nil, 0, fail(CodeTruncated, hintTransfer, "压缩包目录不完整")
	}
	stored := string(dir[centralLen : centralLen+nameLen])
	name, isDir, err := cleanName(stored)
	if err != nil {
		return nil, 0, err
	}
	e := &Entry{
		Name: name, Dir: isDir, stored: stored,
		Flags: le.Uint16(dir[8:]), Method: le.Uint16(dir[10:]), CRC32: le.Uint32(dir[16:]),
		CompressedSize: uint64(le.Uint32(dir[20:])), UncompressedSize: uint64(le.Uint32(dir[24:])),
	}
	header := uint64(le.Uint32(dir[42:]))
	if err := e.readZip64(dir[centralLen+nameLen:centralLen+nameLen+extraLen], &header); err != nil {
		return nil, 0, err.in(name)
	}
	if header > 1<<62 {
		return nil, 0, fail(CodeBadZip, hintTransfer, "压缩包目录给出的位置超出了文件").in(name)
	}
	e.header = int64(header) + base
	return e, n, nil
}

// readZip64 replaces sizes and offset that are all ones by those of the zip64 extra field.
func (e *Entry) readZip64(extra []byte, header *uint64) *Error {
	var want []*uint64
	for _, v := range []*uint64{&e.UncompressedSize, &e.CompressedSize, header} {
		if *v == 0xffffffff {
			want = append(want, v)
		}
	}
	if len(want) == 0 {
		return nil
	}
	le := binary.LittleEndian
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			break
		}
		if id != 1 {
			extra = extra[n:]
			continue
		}
		field := extra[:n]
		for _, v := range want {
			if len(field) < 8 {
				return fail(CodeBadZip, hintTransfer, "zip64 扩展字段不完整")
			}
			*v, field = le.Uint64(field), field[8:]
		}
		return nil
	}
	return nil // really 4 GiB less one byte; the size checks will speak
}

// admit checks one entry by itself and adds its size to the total.
func (p *Package) admit(e *Entry, total *uint64) *Error {
	if e.Flags&(1<<0|1<<6|1<<13) != 0 {
		return fail(CodeEncrypted, "请去掉密码后再试", "压缩包加了密码")
	}
	if e.header < 0 || e.header > p.src.size || e.CompressedSize > uint64(p.src.size) {
		return fail(CodeTruncated, hintTransfer, "部件的数据超出了文件末尾")
	}
	if e.UncompressedSize > uint64(p.lim.EntrySize) {
		return fail(CodeBomb, hintLimits, "解压后有 %s，超过单个部件的上限 %s", size(e.UncompressedSize), size(uint64(p.lim.EntrySize)))
	}
	if e.Method == methodStore && e.UncompressedSize != e.CompressedSize {
		return fail(CodeBadZip, hintTransfer, "未压缩的部件却有两种大小：%d 与 %d 字节", e.CompressedSize, e.UncompressedSize)
	}
	if e.UncompressedSize > ratioFloor && e.UncompressedSize/max(1, e.CompressedSize) > uint64(p.lim.Ratio) ||
		e.UncompressedSize > (e.CompressedSize+1)*deflateMax {
		return fail(CodeBomb, hintLimits, "由 %s 解压成 %s，压缩比超过上限 %d", size(e.CompressedSize), size(e.UncompressedSize), p.lim.Ratio)
	}
	if *total += e.UncompressedSize; *total > uint64(p.lim.TotalSize) {
		return fail(CodeBomb, hintLimits, "到这个部件为止，解压后共 %s，超过上限 %s", size(*total), size(uint64(p.lim.TotalSize)))
	}
	k := key(e.Name)
	if e.Dir {
		k += "/"
	}
	if other := p.byKey[k]; other != nil {
		return fail(CodeDuplicate, hintResave, "压缩包里有重名的部件：%s 与 %s", show(other.stored), show(e.stored))
	}
	p.byKey[k] = e
	e.pkg = p
	return nil
}

// bound gives each entry the place where the next one begins, and refuses entries that cannot be apart.
func (p *Package) bound(e end) *Error {
	order := slices.Clone(p.entries)
	slices.SortFunc(order, func(a, b *Entry) int { return cmp.Compare(a.header, b.header) })
	for i, entry := range order {
		entry.limit = e.dirAt
		if i+1 < len(order) {
			entry.limit = order[i+1].header
		} else if entry.header > e.dirAt {
			entry.limit = p.src.size // a directory that stands before its entries
		}
		least := uint64(localLen+len(entry.stored)) + entry.CompressedSize
		if room := entry.limit - entry.header; room < 0 || uint64(room) < least {
			return fail(CodeOverlap, hintTransfer, "部件的数据与下一个部件或目录重叠").in(entry.Name)
		}
	}
	return nil
}
