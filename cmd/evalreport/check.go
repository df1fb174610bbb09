package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/audit"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

func checkCommand() *cobra.Command {
	o := checkOptions{min: check.Info}
	var minimum string
	c := &cobra.Command{
		Use:   "check 文件…",
		Short: "检查勾稽关系：表内、表间、表文之间",
		Long: `检查一份或多份报告：数据文件（.yaml、.json）、Word 文件（.docx）或文本（.txt）。
每个问题给出位置、填报的数、应是的数和算式。

应有的章节、附表，评分方案和本地的规则按模板：报告数据用其中写的（meta.profile）；Word 文件和文本按
标题辨认，辨认不出的只查各地通用的。用 --profile 指定。

退出状态按最严重的问题：0 没有错误，1 有错误，2 文件读不了。`,
		Example: `  evalreport check 报告.docx
  evalreport check 报告.docx --annotate 批注.docx
  evalreport check 报告.yaml --format sarif > 报告.sarif
  evalreport check 报告.docx --profile hunan
  evalreport check *.txt --min warning --rules 本市规则.yaml`,
		Args: atLeast(1, "要检查的文件（- 为标准输入）"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.min.UnmarshalText([]byte(minimum)); err != nil {
				return wrongCall(c, "--min 只能是 error、warning 或 info，不是“%s”", minimum)
			}
			return o.run(c, args)
		},
	}
	c.Flags().StringVar(&o.format, "format", "text", "`格式`：text、json 或 sarif")
	c.Flags().StringVar(&o.profile, "profile", "", "按这个模板检查，`编号`见 evalreport forms list")
	c.Flags().StringVar(&o.rules, "rules", "", "另加的规则`文件`（YAML）：公式规则、停用、改变严重程度、界限、必备内容")
	c.Flags().StringVar(&minimum, "min", "info", "只显示这个`程度`以上的：error、warning、info")
	c.Flags().StringVar(&o.annotate, "annotate", "", "另写一份 Word `文件`，在每个问题处加批注（只用于 .docx）")
	completeFlag(c, "profile", completeIDs(false, true))
	completeWords(c, "format", "text", "json", "sarif")
	completeWords(c, "min", "error", "warning", "info")
	return c
}

type checkOptions struct {
	format, rules, profile, annotate string
	min                              check.Severity
}

// subject is a report to be checked.
type subject struct {
	file   string
	source []byte
	typed  located         // from a data file,
	read   *extract.Result // or from a document
}

func (o checkOptions) run(c *cobra.Command, files []string) error {
	if !slices.Contains([]string{"text", "json", "sarif"}, o.format) {
		return wrongCall(c, "--format 只能是 text、json 或 sarif，不是“%s”", o.format)
	}
	if o.annotate != "" && (len(files) > 1 || o.annotate == standard) {
		return wrongCall(c, "--annotate 一次写一份批注，要写到文件：给出一份 .docx 和一个文件名")
	}
	lib, err := library(c)
	if err != nil {
		return err
	}
	custom, err := o.customRules(c)
	if err != nil {
		return err
	}
	p := newPrinter(c.OutOrStdout(), o.format, len(files))
	var unusable error
	for _, file := range files {
		s, outcome, err := o.checkFile(c, lib, custom, file)
		if err == nil {
			err = o.writeAnnotated(c, s, outcome.Findings)
		}
		if err == nil {
			if err := p.print(s.file, outcome.Findings, outcome.Rules); err != nil {
				return err
			}
			continue
		}
		if len(files) == 1 {
			return err
		}
		fmt.Fprintf(c.ErrOrStderr(), "evalreport：%v\n", err)
		unusable = errUnusable
	}
	if err := p.close(); err != nil {
		return err
	}
	if unusable == nil && p.total.Errors > 0 {
		return errFindings
	}
	return unusable
}

func (o checkOptions) customRules(c *cobra.Command) (*rules.Custom, error) {
	if o.rules == "" {
		return nil, nil
	}
	data, err := readInput(c, o.rules)
	if err != nil {
		return nil, err
	}
	return rules.Load(data, o.rules)
}

// checkFile audits a file.
func (o checkOptions) checkFile(c *cobra.Command, lib *form.Library, custom *rules.Custom, file string) (*subject, *audit.Outcome, error) {
	s, err := readSubject(c, file)
	if err != nil {
		return nil, nil, err
	}
	options := audit.Options{Library: lib, Profile: o.profile, Rules: custom, Min: o.min}
	if s.read != nil {
		outcome, err := audit.Document(s.read, options)
		return s, outcome, err
	}
	if o.profile != "" {
		s.typed.Meta.Profile = "" // asked for another, the data may name what there is not
	}
	if err := refuseNames(lib, s.typed); err != nil {
		return nil, nil, err
	}
	outcome, err := audit.Report(s.typed.Report, s.typed.origins, options)
	return s, outcome, err
}

// writeAnnotated writes the copy with comments, if it was asked for.
func (o checkOptions) writeAnnotated(c *cobra.Command, s *subject, findings []check.Finding) error {
	if o.annotate == "" {
		return nil
	}
	if s.read == nil || s.read.Source != "docx" {
		return fmt.Errorf("%s：不是 Word 文件，不能加批注。请去掉 --annotate，或给出 .docx", s.file)
	}
	return writeOutput(c, o.annotate, func(w io.Writer) error {
		return extract.Annotate(w, bytes.NewReader(s.source), int64(len(s.source)), findings)
	})
}

// readSubject reads a report from data or from a document, told apart by content.
func readSubject(c *cobra.Command, file string) (*subject, error) {
	data, err := readInput(c, file)
	if err != nil {
		return nil, err
	}
	s := &subject{file: shownName(file), source: data}
	if isData(file, data) {
		r, origins, err := codec.Decode(data, s.file)
		s.typed = located{r, s.file, origins}
		return s, err
	}
	s.read, err = readDocument(c, data, s.file)
	return s, err
}

// readDocument reads a Word file or a text.
func readDocument(c *cobra.Command, data []byte, name string) (*extract.Result, error) {
	if len(data) > 0 && wordName(name) && !bytes.HasPrefix(data, []byte("PK")) && utf8.Valid(data) {
		return nil, fmt.Errorf("%s：扩展名是 Word 文件的，内容却是文本。请核对是否选错了文件；确是文本的，请把扩展名改成 .txt", name)
	}
	o := extract.Options{File: name}
	if dir, _ := c.Flags().GetString("profiles"); dir != "" {
		o.Templates = append(o.Templates, os.DirFS(dir))
	}
	got, err := extract.Read(bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", name, err)
	}
	return got, nil
}
