package form

import (
	"bytes"
	"testing"
)

// BenchmarkExtract reads a filled form of a hundred cells back.
func BenchmarkExtract(b *testing.B) {
	f, err := Builtin.Form("hn-base")
	if err != nil {
		b.Fatal(err)
	}
	r, err := f.Sample()
	if err != nil {
		b.Fatal(err)
	}
	tpl, err := f.Template()
	if err != nil {
		b.Fatal(err)
	}
	view := f.view(f.of(r)[0], "", r)
	var doc bytes.Buffer
	if err := tpl.Execute(&doc, view); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tpl.Extract(bytes.NewReader(doc.Bytes()), int64(doc.Len()), clean(view)); err != nil {
			b.Fatal(err)
		}
	}
}
