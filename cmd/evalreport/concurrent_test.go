package main

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

// TestConcurrentJourney prints two reports, reads them back and checks them, from many goroutines at once: the packages
// share nothing that one of them could spoil for another. The first use of everything is inside, where tables of names,
// templates and vocabularies are built.
func TestConcurrentJourney(t *testing.T) {
	sources := []string{"../../examples/yiyang2022/report.yaml", "../../examples/project2023/report.yaml"}
	results := make([]string, 8)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { results[i] = journey(t, sources[i%len(sources)]) })
	}
	wg.Wait()
	for i, got := range results {
		if want := results[i%len(sources)]; got != want || got == "" {
			t.Errorf("goroutine %d found\n%s\nwhere another found\n%s", i, got, want)
		}
	}
}

// journey gives the findings over a report that was printed and read back, after its title.
func journey(t *testing.T, source string) string {
	data, err := os.ReadFile(source)
	if err != nil {
		t.Error(err)
		return ""
	}
	report, _, err := codec.Decode(data, source)
	if err != nil {
		t.Error(err)
		return ""
	}
	var printed bytes.Buffer
	if err := form.Builtin.Render(&printed, report); err != nil {
		t.Error(err)
		return ""
	}
	read, err := extract.Read(bytes.NewReader(printed.Bytes()), int64(printed.Len()), extract.Options{})
	if err != nil {
		t.Error(err)
		return ""
	}
	lines := []string{read.Report.Meta.Title}
	for _, f := range check.Run(read.Report, nil, rules.All()...) {
		lines = append(lines, f.Rule+" "+f.Message)
	}
	return strings.Join(lines, "\n")
}
