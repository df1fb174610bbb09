package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cheggaaa/pb/v3"
	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/form"
)

func batchCommand() *cobra.Command {
	o := batchOptions{workers: runtime.NumCPU()}
	c := &cobra.Command{
		Use:   "batch 数据…",
		Short: "成批生成报告，可以中断后接着做",
		Long: `把许多份报告数据各自生成一份 Word 文件，放进一个文件夹。比数据新的文件不再生成，所以中断后
再运行一次就接着做；一份出错不影响其他，最后列出所有出错的。给出文件夹，就是其中所有的
.yaml、.yml、.json。`,
		Example: "  evalreport batch 数据/*.yaml -o 报告 -j 4",
		Args:    atLeast(1, "要生成的数据文件"),
		RunE:    func(c *cobra.Command, args []string) error { return o.run(c, args) },
	}
	c.Flags().StringVarP(&o.dir, "output", "o", "", "放到这个`文件夹`，没有就新建")
	c.Flags().IntVarP(&o.workers, "jobs", "j", o.workers, "同时生成几`份`")
	c.Flags().BoolVar(&o.fill, "fill", false, "把能推算的填进空白处")
	c.Flags().BoolVar(&o.again, "again", false, "已有的也重新生成")
	return c
}

type batchOptions struct {
	dir         string
	workers     int
	fill, again bool
}

func (o batchOptions) run(c *cobra.Command, files []string) error {
	if o.dir == "" {
		return wrongCall(c, "请用 -o 给出放结果的文件夹")
	}
	lib, err := library(c)
	if err != nil {
		return err
	}
	if files, err = expand(files); err != nil {
		return err
	}
	outputs, err := o.outputs(files)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return fileError(o.dir, err)
	}
	bar := pb.New(len(files)).SetWriter(c.ErrOrStderr()).SetTemplateString(`{{counters . }} {{bar . }} {{percent . }}`)
	if isTerminal(c.ErrOrStderr()) {
		bar.Start()
	}
	faults := make([]error, len(files))
	var skipped atomic.Int64
	o.each(len(files), func(i int) {
		defer bar.Increment()
		if !o.again && newer(outputs[i], files[i]) {
			skipped.Add(1)
			return
		}
		faults[i] = o.one(c, lib, files[i], outputs[i])
	})
	bar.Finish()
	return o.summary(c, files, faults, int(skipped.Load()))
}

// expand lists the data files of folders, and of patterns that the shell did not expand.
func expand(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		patterns := []string{arg}
		switch info, err := os.Stat(arg); {
		case err == nil && info.IsDir():
			patterns = []string{filepath.Join(arg, "*.yaml"), filepath.Join(arg, "*.yml"), filepath.Join(arg, "*.json")}
		case err == nil || !strings.ContainsAny(arg, "*?["):
			files = append(files, arg) // one that is not there fails in its turn
			continue
		}
		found := 0
		for _, p := range patterns {
			matches, _ := filepath.Glob(p)
			files, found = append(files, matches...), found+len(matches)
		}
		if found == 0 {
			return nil, fmt.Errorf("%s：没有报告数据文件（.yaml、.yml、.json）", arg)
		}
	}
	return files, nil
}

// outputs names a document for each file, and refuses two that would have one name.
func (o batchOptions) outputs(files []string) ([]string, error) {
	from := map[string]string{}
	outputs := make([]string, len(files))
	for i, f := range files {
		if f == standard {
			return nil, errors.New("batch 不读标准输入，请给出文件")
		}
		base := filepath.Base(f)
		outputs[i] = filepath.Join(o.dir, strings.TrimSuffix(base, filepath.Ext(base))+".docx")
		if other, taken := from[outputs[i]]; taken {
			return nil, fmt.Errorf("%s 和 %s 会生成同一个文件 %s，请改名后分开生成", other, f, outputs[i])
		}
		from[outputs[i]] = f
	}
	return outputs, nil
}

// each calls work for 0 to n-1 from o.workers goroutines.
func (o batchOptions) each(n int, work func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(o.workers, n)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wg.Wait()
}

func (o batchOptions) one(c *cobra.Command, lib *form.Library, file, out string) error {
	r, origins, err := readReport(c, file)
	if err != nil {
		return err
	}
	named := located{r, file, origins}
	if err := refuseWrong(c, lib, named); err != nil {
		return err
	}
	if o.fill {
		if err := fillBlanks(lib, r); err != nil {
			return err
		}
	}
	p, err := lib.ProfileFor(r)
	if err != nil {
		return err
	}
	mentionKind(c, p, named)
	return writeOutput(c, out, func(w io.Writer) error { return p.Render(w, r) })
}

func (o batchOptions) summary(c *cobra.Command, files []string, faults []error, skipped int) error {
	failed := 0
	for _, err := range faults {
		if err != nil {
			failed++
			fmt.Fprintf(c.ErrOrStderr(), "evalreport：%v\n", err)
		}
	}
	fmt.Fprintf(c.ErrOrStderr(), "共 %d 份：生成 %d，已有 %d，出错 %d\n", len(files), len(files)-failed-skipped, skipped, failed)
	if failed > 0 {
		return errUnusable
	}
	return nil
}

// newer reports whether the file out exists and was written after in.
func newer(out, in string) bool {
	o, err1 := os.Stat(out)
	i, err2 := os.Stat(in)
	return errors.Join(err1, err2) == nil && !o.ModTime().Before(i.ModTime())
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
