package codec

import (
	"fmt"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// Code classes an [Error] for programs.
type Code string

// What can be wrong with a file.
const (
	Syntax       Code = "syntax"         // not YAML, not JSON
	UnknownField Code = "unknown-field"  // a key that no field has
	Duplicate    Code = "duplicate"      // a field given twice, perhaps under both its names
	WrongType    Code = "wrong-type"     // a list where a figure belongs
	BadValue     Code = "bad-value"      // 12,34.5x for an amount
	Unsupported  Code = "unsupported"    // anchors, tags, a second document
	Limit        Code = "limit-exceeded" // too large or too deep
	Empty        Code = "empty"          // nothing but white space and comments
	Encoding     Code = "encoding"       // not UTF-8
)

// Error is one fault of a file, with its place.
type Error struct {
	Code    Code
	Place   evalreport.Place // file, line, column
	Path    string           // basic_data.staffing.quota; empty when the fault is in the file as a whole
	Message string           // what was found and what was expected
	Nearest string           // of an unknown key: the known key most like it, if any is
}

// Error is one line: file, place, path, what is wrong and what to do.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Place.File != "" {
		b.WriteString(e.Place.File)
		b.WriteString(" ")
	}
	if e.Place.Line > 0 {
		fmt.Fprintf(&b, "第%d行第%d列", e.Place.Line, max(1, e.Place.Column))
	}
	if e.Path != "" {
		fmt.Fprintf(&b, "（%s）", e.Path)
	}
	if b.Len() > 0 {
		b.WriteString("：")
	}
	b.WriteString(e.Message)
	return b.String()
}

// Errors are all faults of a file, in the order in which they stand there.
type Errors []*Error

// Error is one line for each fault.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the faults to [errors.As].
func (e Errors) Unwrap() []error {
	out := make([]error, len(e))
	for i, one := range e {
		out[i] = one
	}
	return out
}
