package docxtemplate

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/evalreport/go/docxtemplate/internal/workload"

	dx "github.com/evalreport/go/internal/docxtest"
)

func w1() []byte { return workload.W1(workload.Dialects["docxtemplate"]) }

// TestAllocations: filling a report allocates next to nothing.
func TestAllocations(t *testing.T) {
	if raced {
		t.Skip("pools drop what they hold under the race detector")
	}
	tpl, data := compileWork(t, w1()), workload.W1Data()
	var out buffer
	n := testing.AllocsPerRun(200, func() {
		out = out[:0]
		if err := tpl.Execute(&out, data); err != nil {
			t.Fatal(err)
		}
	})
	if n > 20 {
		t.Errorf("%v allocations for a document, want at most 20", n)
	}
}

// TestCompileTime takes the best of many runs, since the machine may be busy.
func TestCompileTime(t *testing.T) {
	if raced {
		t.Skip("the race detector takes its time")
	}
	src, best := w1(), time.Hour
	for range 100 {
		begin := time.Now()
		compileWork(t, src)
		best = min(best, time.Since(begin))
	}
	if best > 5*time.Millisecond {
		t.Errorf("compiling takes %v, want less than 5 ms", best)
	}
}

// TestConcurrentFills: every goroutine gets the bytes that another
// compilation of the same template gives.
func TestConcurrentFills(t *testing.T) {
	data := workload.W1Data()
	var want buffer
	if err := compileWork(t, w1()).Execute(&want, data); err != nil {
		t.Fatal(err)
	}
	tpl := compileWork(t, w1())
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			var out buffer
			for range 3 {
				out = out[:0]
				if err := tpl.Execute(&out, data); err != nil || !bytes.Equal(out, want) {
					t.Errorf("%v, %d bytes, want %d", err, len(out), len(want))
				}
			}
		})
	}
	wg.Wait()
}

type streamed struct {
	Rows iter.Seq[workload.Row] `json:"rows"`
}

const millionEnv = "DOCXTEMPLATE_TEST_MILLION"

// TestMillionRows fills a table with a million rows that exist one at a time,
// in a process of its own, which tells how much memory it has had.
func TestMillionRows(t *testing.T) {
	if os.Getenv(millionEnv) != "" {
		fillMillion(t)
		return
	}
	if _, err := os.Stat("/proc/self/status"); err != nil || raced || testing.Short() {
		t.Skip("needs /proc and a few seconds, without the race detector")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestMillionRows$", "-test.v")
	cmd.Env = append(os.Environ(), millionEnv+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, rest, found := strings.Cut(string(out), "VmHWM:")
	var kb int
	if _, err := fmt.Sscan(rest, &kb); !found || err != nil {
		t.Fatalf("no figure in\n%s", out)
	}
	t.Logf("%d KiB of resident memory", kb)
	if kb >= 64<<10 {
		t.Errorf("%d KiB of resident memory, want less than 64 MiB", kb)
	}
}

func fillMillion(t *testing.T) {
	src := dx.Doc{Body: dx.Table(4, dx.Row("{{rows.no}}", "{{rows.name}}", "{{rows.budget}}", "{{rows.序号}}"))}.Bytes()
	tpl, err := Config{Type: streamed{}}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	rows := func(yield func(workload.Row) bool) {
		for count = range 1_000_000 {
			if !yield(workload.Row{No: count, Name: "项目", Budget: workload.Figure(count * 7)}) {
				return
			}
		}
	}
	if err := tpl.Execute(io.Discard, streamed{rows}); err != nil || count != 999_999 {
		t.Fatalf("%v after %d rows", err, count)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			fmt.Print(line)
		}
	}
}
