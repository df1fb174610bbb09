// Command evalreport writes, checks and reads performance self-evaluation reports (绩效自评报告).
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})) }

// streams are the three standard streams, so that a test can bring its own.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit statuses, which other programs rely on.
const (
	exitOK       = 0 // done; for check: no error found
	exitFindings = 1 // findings of severity error
	exitUnusable = 2 // unusable input, or a wrong call
)

// errFindings ends check with status 1: the report was read and has errors.
var errFindings = errors.New("findings")

// errUnusable ends a command over several files with status 2, each fault having been said.
var errUnusable = errors.New("unusable")

// run executes one command line and returns its exit status.
func run(args []string, s streams) int {
	out := &outlet{w: s.out}
	root := newRoot(streams{s.in, out, s.err})
	root.SetArgs(args)
	err := root.Execute()
	if out.err != nil { // said once, whatever came of it
		err = fileError("标准输出", out.err)
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errUnusable):
		return exitUnusable
	}
	fmt.Fprintf(s.err, "evalreport：%v\n", err)
	return exitUnusable
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "evalreport",
		Short: "编写、校验、读取绩效自评报告",
		Long: `evalreport 把绩效自评报告的数据写成符合官方版式的 Word 文件，检查表内、表间、
表文之间的勾稽关系，并能把已发布的报告或填好的表读回数据。

常用：
  evalreport new -o 报告.yaml            生成一份每个字段都有说明的起始数据
  evalreport render 报告.yaml -o 报告.docx  生成整份报告
  evalreport check 报告.docx             检查勾稽关系
  evalreport import 去年.docx -o 今年.yaml  以去年的报告开始今年的`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          oneCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	localise(root)
	root.AddCommand(commands()...)
	plainUse(root)
	return root
}

// commands are the subcommands, each in a file named for it.
func commands() []*cobra.Command {
	return []*cobra.Command{
		newCommand(), renderCommand(), checkCommand(), importCommand(), batchCommand(),
		fillCommand(), extractCommand(), tagsCommand(),
		formsCommand(), rulesCommand(), schemaCommand(),
	}
}

// plainUse keeps cobra from adding its own words to the usage lines.
func plainUse(c *cobra.Command) {
	c.DisableFlagsInUseLine = true
	for _, sub := range c.Commands() {
		plainUse(sub)
	}
}

// outlet remembers the first failure to write, which what prints help and lists does not report.
type outlet struct {
	w   io.Writer
	err error
}

func (o *outlet) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}
