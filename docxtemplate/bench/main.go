// Command bench compares docxtemplate with other engines on the same templates
// and data; run.sh runs it all.
//
//	bench export DIR          templates in each dialect, and the data as JSON
//	bench measure W1|W2|limit one line of JSON: seconds for a document, resident memory
//	bench table < LINES       the table, from the lines of all engines
package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/docxtemplate/internal/workload"
	"github.com/klauspost/compress/flate"
)

// result is what one engine needed for one workload.
type result struct {
	Engine  string  `json:"engine"`
	Work    string  `json:"work"`
	Seconds float64 `json:"seconds"` // for a document, the median
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
	case len(args) == 2 && args[0] == "measure" && args[1] == "limit":
		return limits()
	case len(args) == 2 && args[0] == "measure":
		return measure(args[1])
	case len(args) == 1 && args[0] == "table":
		return table(os.Stdin, os.Stdout)
	}
	return fmt.Errorf("usage: bench export DIR | measure W1|W2|limit | table")
}

var works = map[string]struct {
	template func(workload.Dialect) []byte
	data     func() *workload.Data
	rounds   int
}{
	"W1": {workload.W1, workload.W1Data, 2000},
	"W2": {workload.W2, workload.W2Data, 15},
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

// median gives the seconds that f takes.
func median(rounds int, f func()) float64 {
	f()
	var times []time.Duration
	for range rounds {
		begin := time.Now()
		f()
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	return times[rounds/2].Seconds()
}

func compile(work string) (*docxtemplate.Template, error) {
	src := works[work].template(workload.Dialects["docxtemplate"])
	return docxtemplate.Config{Type: workload.Data{}}.Compile(bytes.NewReader(src), int64(len(src)))
}

func measure(work string) error {
	tpl, err := compile(work)
	if err != nil {
		return err
	}
	data := works[work].data()
	seconds := median(works[work].rounds, func() { err = tpl.Execute(io.Discard, data) })
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result{"docxtemplate", work, seconds, peak()})
}

// limits measures what compressing the finished document.xml and copying the rest take.
func limits() error {
	for _, work := range []string{"W1", "W2"} {
		tpl, err := compile(work)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		if err := tpl.Execute(&out, works[work].data()); err != nil {
			return err
		}
		z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil {
			return err
		}
		f, err := z.Open("word/document.xml")
		if err != nil {
			return err
		}
		xml, err := io.ReadAll(f)
		if err != nil {
			return err
		}
		rest := make([]byte, 8<<10)
		var packed bytes.Buffer
		w, _ := flate.NewWriter(nil, flate.DefaultCompression)
		seconds := median(works[work].rounds, func() {
			packed.Reset()
			w.Reset(&packed)
			_, _ = w.Write(xml)
			_ = w.Close()
			packed.Write(rest)
		})
		if err := json.NewEncoder(os.Stdout).Encode(result{"limit", work, seconds, 0}); err != nil {
			return err
		}
	}
	return nil
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
