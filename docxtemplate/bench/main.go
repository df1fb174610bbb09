// Command bench compares docxtemplate with other engines on the same templates
// and data; run.sh runs it all.
//
//	bench export DIR          templates in each dialect, and the data as JSON
//	bench sums                what the documents filled are, as sums: the same on every machine
//	bench measure W1|W2     lines of JSON: seconds for a document, resident memory
//	bench table < LINES       the table, from the lines of all engines
package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/docxtemplate/internal/workload"
	"github.com/klauspost/compress/flate"
)

// result is what one engine needed for one workload.
type result struct {
	Engine  string  `json:"engine"`
	Work    string  `json:"work"`
	Seconds float64 `json:"seconds"` // for a document
	Peak    float64 `json:"peak"`    // resident memory in MB
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "export":
		return export(args[1])
	case len(args) == 2 && args[0] == "measure":
		return measure(args[1])
	case len(args) == 1 && args[0] == "sums":
		return sums(os.Stdout)
	case len(args) == 1 && args[0] == "table":
		return table(os.Stdin, os.Stdout)
	}
	return fmt.Errorf("usage: bench export DIR | sums | measure W1|W2 | table")
}

var works = map[string]struct {
	template func(workload.Dialect) []byte
	data     func() *workload.Data
	rounds   int
}{
	"W1": {workload.W1, workload.W1Data, 2000},
	"W2": {workload.W2, workload.W2Data, 120},
}

func export(dir string) error {
	for work, w := range works {
		for name, d := range workload.Dialects {
			if err := os.WriteFile(filepath.Join(dir, work+"."+name+".docx"), w.template(d), 0o644); err != nil {
				return err
			}
		}
		b, err := json.Marshal(w.data())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, work+".json"), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sums prints the SHA-256 of each workload filled, by some goroutines at once.
func sums(w io.Writer) error {
	for _, work := range []string{"W1", "W2"} {
		src := works[work].template(workload.Dialects["docxtemplate"])
		tpl, err := docxtemplate.Config{Type: workload.Data{}}.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			return err
		}
		data := works[work].data()
		got := make([][sha256.Size]byte, 4)
		errs := make([]error, len(got))
		var wg sync.WaitGroup
		for i := range got {
			wg.Go(func() {
				h := sha256.New()
				errs[i] = tpl.Execute(h, data)
				h.Sum(got[i][:0])
			})
		}
		wg.Wait()
		for i := range got {
			if err := errs[i]; err != nil {
				return err
			}
			if got[i] != got[0] {
				return fmt.Errorf("%s: two goroutines wrote different documents", work)
			}
		}
		fmt.Fprintf(w, "%s %x\n", work, got[0])
	}
	return nil
}

// fastest gives the seconds that each of fs takes when it is least disturbed, as
// in a twentieth of its rounds. They take turns, so that what else the machine
// does meets them all alike.
func fastest(rounds int, fs ...func() error) ([]float64, error) {
	times := make([][]time.Duration, len(fs))
	for range rounds {
		for i, f := range fs {
			begin := time.Now()
			if err := f(); err != nil {
				return nil, err
			}
			times[i] = append(times[i], time.Since(begin))
		}
	}
	out := make([]float64, len(fs))
	for i := range fs {
		slices.Sort(times[i])
		out[i] = times[i][rounds/20].Seconds()
	}
	return out, nil
}

// measure fills a workload, and in turns with it does the least that filling
// could be: compressing the finished document.xml and copying the rest.
func measure(work string) error {
	w, known := works[work]
	if !known {
		return fmt.Errorf("no workload %q", work)
	}
	src := w.template(workload.Dialects["docxtemplate"])
	tpl, err := docxtemplate.Config{Type: workload.Data{}}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return err
	}
	data := w.data()
	fill := func() error { return tpl.Execute(io.Discard, data) }
	if _, err := fastest(min(w.rounds, 20), fill); err != nil {
		return err
	}
	memory := peak()
	var docx bytes.Buffer
	if err := tpl.Execute(&docx, data); err != nil {
		return err
	}
	limit, err := least(docx.Bytes())
	if err != nil {
		return err
	}
	seconds, err := fastest(w.rounds, limit, fill)
	if err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	if err := out.Encode(result{"limit", work, seconds[0], 0}); err != nil {
		return err
	}
	return out.Encode(result{"docxtemplate", work, seconds[1], memory})
}

// least gives the function that does the least for a document.
func least(docx []byte) (func() error, error) {
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return nil, err
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return nil, err
	}
	xml, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	var rest []byte
	for _, f := range z.File {
		if f.Name != "word/document.xml" {
			rest = append(rest, make([]byte, f.CompressedSize64)...)
		}
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	return func() error {
		packed.Reset()
		w.Reset(&packed)
		if _, err := w.Write(xml); err != nil {
			return err
		}
		packed.Write(rest)
		return w.Close()
	}, err
}

// peak is the most memory this process has had, in MB; 0 where that cannot be known.
func peak() float64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	var kb float64
	if _, err := fmt.Sscan(rest, &kb); err != nil {
		return 0
	}
	return kb / 1000
}

// table prints the comparison as Markdown.
func table(r io.Reader, w io.Writer) error {
	byEngine := map[string]map[string]result{}
	var order []string
	for dec := json.NewDecoder(r); ; {
		var x result
		if err := dec.Decode(&x); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		if byEngine[x.Engine] == nil {
			byEngine[x.Engine] = map[string]result{}
			order = append(order, x.Engine)
		}
		byEngine[x.Engine][x.Work] = x
	}
	limit := byEngine["limit"]
	if limit == nil {
		return fmt.Errorf("no line of the limit")
	}
	fmt.Fprintln(w, "| engine | W1 × limit | W2 × limit | W3 docs/s | peak RSS W2 MB |\n|---|---|---|---|---|")
	for _, e := range order {
		if e == "limit" {
			continue
		}
		w1, w2 := byEngine[e]["W1"], byEngine[e]["W2"]
		fmt.Fprintf(w, "| %s | %.3g | %.3g | %.0f | %.0f |\n", e, w1.Seconds/limit["W1"].Seconds, w2.Seconds/limit["W2"].Seconds, 1/w1.Seconds, w2.Peak)
	}
	return nil
}
