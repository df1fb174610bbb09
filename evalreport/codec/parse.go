package codec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport"
)

// parse reads a document as JSON or YAML, whichever it is.
func parse(data []byte, name string) (*node, *Error) {
	fault := func(code Code, line, column int, format string, args ...any) *Error {
		return &Error{Code: code, Place: evalreport.Place{File: name, Line: line, Column: column}, Message: fmt.Sprintf(format, args...)}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > maxBytes {
		return nil, fault(Limit, 0, 0, "文件有 %d 字节，超过上限 %d 字节；请核对是否选错了文件", len(data), maxBytes)
	}
	if at := invalidUTF8(data); at >= 0 {
		line, column := position(data, at)
		return nil, fault(Encoding, line, column, "不是 UTF-8 编码的文字，请用编辑器另存为 UTF-8 编码后再试")
	}
	if n := marks(data); n > maxMarks {
		return nil, fault(Limit, 0, 0, "文件内容过多：约有 %d 个值，超过上限 %d 个", n, maxMarks)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fault(Empty, 1, 1, emptyFile)
	}
	if looksLikeJSON(data, name) {
		return parseJSON(data, fault)
	}
	return parseYAML(data, fault)
}

const emptyFile = "文件是空的，没有可读的内容"

// fault makes an [Error] in the file at hand.
type fault func(code Code, line, column int, format string, args ...any) *Error

// looksLikeJSON tells JSON from YAML, of which it is nearly a part, by content first and by name when that is broken.
func looksLikeJSON(data []byte, name string) bool {
	first := bytes.TrimSpace(data)[0]
	if first != '{' && first != '[' {
		return strings.EqualFold(path.Ext(name), ".json")
	}
	if json.Valid(data) {
		return true
	}
	ext := strings.ToLower(path.Ext(name))
	return ext != ".yaml" && ext != ".yml"
}

// marks counts the characters that can begin a value.
func marks(data []byte) int {
	n := 0
	for _, b := range data {
		switch b {
		case '\n', ',', ':', '-', '[', '{', '?', '*', '&', '!':
			n++
		}
	}
	return n
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// position is the line and the column, in characters, of an offset in bytes.
func position(data []byte, offset int) (line, column int) {
	before := data[:min(offset, len(data))]
	line = bytes.Count(before, []byte{'\n'}) + 1
	return line, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}
