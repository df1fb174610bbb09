package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/docxtemplate"
)

func tagsCommand() *cobra.Command {
	var o tagsOptions
	c := &cobra.Command{
		Use:   "tags 模板.docx",
		Short: "列出模板要的数据，或检查模板",
		Example: `  evalreport tags 模板.docx
  evalreport tags 模板.docx --lint --schema 数据.schema.json
  evalreport tags 模板.docx --lint --annotate 批注.docx
  evalreport tags 模板.docx --lint --revisions warn`,
		Args: exactly(1, "一个 Word 模板"),
		RunE: func(c *cobra.Command, args []string) error { return o.run(c, args[0]) },
	}
	c.Flags().BoolVar(&o.lint, "lint", false, "检查模板，列出所有错误")
	c.Flags().StringVar(&o.schema, "schema", "", "数据的 JSON Schema `文件`，用来检查名称")
	c.Flags().StringVar(&o.annotate, "annotate", "", "连同 --lint：另写一份模板`文件`，在每处错误上加批注")
	c.Flags().StringVar(&o.revisions, "revisions", "accept", "连同 --lint：模板里的`修订`怎么看：accept 当作已接受；warn 也当作已接受，并指出标签在修订里的每一处")
	o.tags.flags(c)
	c.Flags().StringVar(&o.format, "format", "text", "`格式`：text 或 json")
	completeWords(c, "format", "text", "json")
	completeWords(c, "revisions", "accept", "warn")
	return c
}

type tagsOptions struct {
	lint                                bool
	schema, format, annotate, revisions string
	tags                                syntax
}

func (o tagsOptions) run(c *cobra.Command, file string) error {
	if o.format != "text" && o.format != "json" {
		return wrongCall(c, "--format 只能是 text 或 json，不是“%s”", o.format)
	}
	if o.annotate != "" && !o.lint {
		return wrongCall(c, "--annotate 要与 --lint 一起用")
	}
	if o.annotate == standard {
		return wrongCall(c, "--annotate 要写一个文件名：标准输出上是检查的结果")
	}
	revisions, known := map[string]docxtemplate.Revisions{"accept": docxtemplate.RevisionsAccepted, "warn": docxtemplate.RevisionsWarned}[o.revisions]
	if !known {
		return wrongCall(c, "--revisions 只能是 accept 或 warn，不是“%s”", o.revisions)
	}
	if revisions != docxtemplate.RevisionsAccepted && !o.lint {
		return wrongCall(c, "--revisions 要与 --lint 一起用")
	}
	src, err := readInput(c, file)
	if err != nil {
		return err
	}
	config := docxtemplate.Config{Name: shownName(file), Revisions: revisions}
	if err := o.tags.set(c, &config); err != nil {
		return err
	}
	if o.schema != "" {
		if config.Schema, err = readInput(c, o.schema); err != nil {
			return err
		}
	}
	if o.lint {
		return o.check(c, config, src)
	}
	t, err := config.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return err
	}
	return o.list(c, t.Tags())
}

// check prints what is wrong with a template; any fault ends the command with
// status 1, warnings do not.
func (o tagsOptions) check(c *cobra.Command, config docxtemplate.Config, src []byte) error {
	l, err := config.Lint(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return err
	}
	if o.annotate != "" {
		err := writeOutput(c, o.annotate, func(w io.Writer) error {
			return docxtemplate.Annotate(w, bytes.NewReader(src), int64(len(src)), slices.Concat(l.Faults, l.Warnings))
		})
		if err != nil {
			return err
		}
	}
	if o.format == "json" {
		err = writeJSON(c, l)
	} else {
		printLint(c.OutOrStdout(), l)
	}
	switch {
	case err != nil:
		return err
	case len(l.Faults) > 0:
		return errFindings
	case len(l.Warnings) == 0:
		fmt.Fprintln(c.ErrOrStderr(), "没有发现问题")
	}
	return nil
}

func printLint(w io.Writer, l *docxtemplate.Lint) {
	for _, e := range l.Faults {
		fmt.Fprintln(w, e)
	}
	for _, e := range l.Warnings {
		fmt.Fprintln(w, "警告："+e.Error())
	}
	if len(l.Unused) > 0 {
		fmt.Fprintln(w, "模板没有用到的字段：")
	}
	for _, u := range l.Unused {
		fmt.Fprintln(w, strings.TrimRight("  "+u.Path+"  "+u.Label, " "))
	}
	if len(l.Hints) > 0 {
		fmt.Fprintln(w, "填好以后用 extract 读回时分不清的地方（只填不读可以不管）：")
	}
	for _, f := range l.Hints {
		fmt.Fprintln(w, "  "+f.String())
	}
}

func (o tagsOptions) list(c *cobra.Command, tags []docxtemplate.TagInfo) error {
	if o.format == "json" {
		return writeJSON(c, tags)
	}
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, t := range tags {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.Kind, strings.Join(t.Paths, " "), t.Tag, t.Place)
	}
	return w.Flush()
}

func writeJSON(c *cobra.Command, v any) error {
	e := json.NewEncoder(c.OutOrStdout())
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
