package opc

import (
	"fmt"
	"strings"
)

// The codes of Error. They never change; messages may.
const (
	CodeEmpty          = "empty"            // no bytes at all
	CodeNotZip         = "not-zip"          // not a zip, nor any other format we know
	CodeWrongFormat    = "wrong-format"     // another format: PDF, RTF, HTML, .xlsx, .odt …
	CodeLegacyDoc      = "legacy-doc"       // .doc or .wps of Word 97-2003, whatever its name says
	CodeEncrypted      = "encrypted"        // protected by a password
	CodeTruncated      = "truncated"        // the end of the file, or of a part, is missing
	CodeBadZip         = "bad-zip"          // a zip whose records contradict themselves
	CodeBomb           = "bomb"             // too large once inflated, or larger than declared
	CodeOverlap        = "overlap"          // entries share bytes, as in some bombs
	CodeTooManyEntries = "too-many-entries" // more entries or relationships than allowed
	CodePathTraversal  = "path-traversal"   // a name that leads out of the package
	CodeBadName        = "bad-name"         // a name that no part may have
	CodeDuplicate      = "duplicate"        // two parts of one name, or two relationships of one id
	CodeMethod         = "method"           // compressed by something else than deflate
	CodeChecksum       = "checksum"         // bytes do not match their CRC-32
	CodeNoContentTypes = "no-content-types" // [Content_Types].xml is missing
	CodeBadContentType = "bad-content-type" // [Content_Types].xml contradicts itself, or the main part has a type Word does not know
	CodeNoMain         = "no-main"          // no relationship to a main document, or the part is missing
	CodeBadRels        = "bad-rels"         // a relationship without its id
	CodeDoctype        = "doctype"          // XML with a document type declaration
	CodeEntity         = "entity"           // XML with an entity that is not one of the five
	CodeEncoding       = "bad-encoding"     // bytes that are neither UTF-8 nor UTF-16
	CodeBadXML         = "bad-xml"          // XML that is not well formed
	CodeDepth          = "too-deep"         // XML nested deeper than allowed
	CodeAttr           = "huge-attribute"   // an attribute longer, or more of them, than allowed
	CodeRead           = "read"             // the source failed; Unwrap tells how
)

// Error says why a package or a part cannot be read.
type Error struct {
	Code   string `json:"code"`             // one of the Code constants
	Part   string `json:"part,omitempty"`   // the part in question; empty for the whole file
	Offset int    `json:"offset,omitempty"` // bytes into the part's text, where that helps; else 0
	Msg    string `json:"msg"`              // what was found and what was expected
	Hint   string `json:"hint,omitempty"`   // what to do
	Err    error  `json:"-"`                // the cause, if another package reported it
}

// Error is one line: part, message, hint.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Part != "" {
		b.WriteString(e.Part)
		b.WriteString("：")
	}
	b.WriteString(e.Msg)
	if e.Hint != "" {
		b.WriteString("。")
		b.WriteString(e.Hint)
	}
	return b.String()
}

// Unwrap gives the cause, for a source that failed.
func (e *Error) Unwrap() error { return e.Err }

const (
	hintResave   = "请用 Word 或 WPS 打开后另存为 .docx 再试"
	hintTransfer = "文件可能没有传完或已损坏，请重新获取"
	hintLimits   = "如确认文件可信，可调大读取上限（Limits）"
	hintSource   = "请核对文件来源"
)

// fail makes an Error without a place; the caller that knows the part adds it.
func fail(code, hint, format string, args ...any) *Error {
	return &Error{Code: code, Hint: hint, Msg: fmt.Sprintf(format, args...)}
}

// in adds the part to an error that has none yet.
func (e *Error) in(part string) *Error {
	if e.Part == "" {
		e.Part = show(part)
	}
	return e
}

// show shortens a name from a hostile file for printing and drops what would disturb a terminal.
func show(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	if r := []rune(s); len(r) > 80 {
		return string(r[:77]) + "…"
	}
	return s
}

// size prints a number of bytes for a person.
func size(n uint64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d 字节", n)
}
