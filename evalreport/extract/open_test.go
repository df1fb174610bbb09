package extract

import (
	"bytes"
	"testing"
)

// Opened reads a document for a test of this package, from within or from outside.
func Opened(t testing.TB, data []byte) *Result {
	t.Helper()
	got, err := Read(bytes.NewReader(data), int64(len(data)), Options{File: "报告.txt"})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
