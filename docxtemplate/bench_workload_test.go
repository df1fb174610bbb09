package docxtemplate

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/evalreport/go/docxtemplate/internal/workload"
	"github.com/klauspost/compress/flate"
)

// buffer is a destination without costs of its own.
type buffer []byte

func (b *buffer) Write(p []byte) (int, error) { *b = append(*b, p...); return len(p), nil }

func compileWork(tb testing.TB, src []byte) *Template {
	tb.Helper()
	tpl, err := Config{Type: workload.Data{}}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		tb.Fatal(err)
	}
	return tpl
}

// limit is the least that filling can cost with general deflate: compressing
// the finished document.xml at the default level and copying the other entries.
type limit struct {
	xml, rest []byte
	out       buffer
	w         *flate.Writer
}

func newLimit(tb testing.TB, docx []byte) *limit {
	l := &limit{}
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range z.File {
		open := f.OpenRaw
		if f.Name == "word/document.xml" {
			rc, err := f.Open()
			if err != nil {
				tb.Fatal(err)
			}
			if l.xml, err = io.ReadAll(rc); err != nil {
				tb.Fatal(err)
			}
			continue
		}
		r, err := open()
		if err != nil {
			tb.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		l.rest = append(l.rest, b...)
	}
	l.w, _ = flate.NewWriter(nil, flate.DefaultCompression)
	return l
}

func (l *limit) run() {
	l.out = l.out[:0]
	l.w.Reset(&l.out)
	_, _ = l.w.Write(l.xml)
	_ = l.w.Close()
	l.out = append(l.out, l.rest...)
}

// median is the time one call takes, of many taken in turn with those of other functions.
func median(rounds, calls int, fs ...func()) []time.Duration {
	times := make([][]time.Duration, len(fs))
	for range rounds {
		for i, f := range fs {
			begin := time.Now()
			for range calls {
				f()
			}
			times[i] = append(times[i], time.Since(begin)/time.Duration(calls))
		}
	}
	out := make([]time.Duration, len(fs))
	for i := range times {
		slices.Sort(times[i])
		out[i] = times[i][rounds/2]
	}
	return out
}

// benchmarkWork fills a template over and over, and reports how that compares with the limit.
func benchmarkWork(b *testing.B, src []byte, data *workload.Data, calls int) {
	for _, mode := range []string{"template", "general"} {
		b.Run(mode, func(b *testing.B) {
			tpl := compileWork(b, src)
			tpl.general = mode == "general"
			var out buffer
			fill := func() {
				out = out[:0]
				if err := tpl.Execute(&out, data); err != nil {
					b.Fatal(err)
				}
			}
			fill()
			l := newLimit(b, out)
			l.run()
			b.ReportAllocs()
			b.SetBytes(int64(len(l.xml)))
			for b.Loop() {
				fill()
			}
			t := median(21, calls, fill, l.run)
			b.ReportMetric(float64(t[0])/float64(t[1]), "x-limit")
			b.ReportMetric(float64(t[1]), "limit-ns")
			b.ReportMetric(float64(len(out))/float64(len(l.out)), "x-size")
		})
	}
}

// BenchmarkW1 fills a four-page report.
func BenchmarkW1(b *testing.B) {
	benchmarkWork(b, workload.W1(workload.Dialects["docxtemplate"]), workload.W1Data(), 200)
}

// BenchmarkW2 fills a table of 10,000 rows of 9 columns.
func BenchmarkW2(b *testing.B) {
	benchmarkWork(b, workload.W2(workload.Dialects["docxtemplate"]), workload.W2Data(), 1)
}

// BenchmarkW3 compiles W1 once and fills it 200 times.
func BenchmarkW3(b *testing.B) {
	src, data := workload.W1(workload.Dialects["docxtemplate"]), workload.W1Data()
	var out buffer
	for b.Loop() {
		tpl := compileWork(b, src)
		for range 200 {
			out = out[:0]
			if err := tpl.Execute(&out, data); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(200/(b.Elapsed().Seconds()/float64(b.N)), "docs/s")
}

// BenchmarkW1Compile compiles the template of W1.
func BenchmarkW1Compile(b *testing.B) {
	src := workload.W1(workload.Dialects["docxtemplate"])
	b.ReportAllocs()
	for b.Loop() {
		compileWork(b, src)
	}
}
