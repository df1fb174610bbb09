package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
)

func renderCommand() *cobra.Command {
	var o renderOptions
	c := &cobra.Command{
		Use:   "render 报告.yaml",
		Short: "生成 Word 文件：整份报告，或单张表",
		Long: `把报告数据写成 Word 文件。默认生成整份报告：标题、正文、附件说明、落款，每张表另起一页。
用 --form 只生成指定的表；给出几张就生成几个文件，或者用 -o 指定一个。`,
		Example: `  evalreport render 报告.yaml -o 报告.docx
  evalreport render 报告.yaml --form hn-base -o 基础数据表.docx
  evalreport import 去年.docx -o - | evalreport render - -o -`,
		Args: exactly(1, "一个报告数据文件（.yaml 或 .json，- 为标准输入）"),
		RunE: func(c *cobra.Command, args []string) error { return o.run(c, args[0]) },
	}
	c.Flags().StringVar(&o.profile, "profile", "", "模板`编号`（默认用报告里写的，没有则为 "+form.DefaultProfile+"）")
	c.Flags().StringSliceVar(&o.forms, "form", nil, "只生成这张表，可重复；`编号`见 evalreport forms list")
	c.Flags().BoolVar(&o.fill, "fill", false, "把能推算的合计、比率、得分填进空白处；已填的不动")
	c.Flags().StringVarP(&o.out, "output", "o", "", "写到这个`文件`；- 为标准输出（默认与数据同名，扩展名 .docx）")
	completeFlag(c, "profile", completeIDs(false, true))
	completeFlag(c, "form", completeIDs(true, false))
	return c
}

type renderOptions struct {
	profile, out string
	forms        []string
	fill         bool
}

func (o renderOptions) run(c *cobra.Command, file string) error {
	if err := wantWord(c, o.out); err != nil {
		return err
	}
	if o.profile != "" && len(o.forms) > 0 {
		return wrongCall(c, "--profile 是整份报告，--form 是单张表，只能用一个")
	}
	lib, err := library(c)
	if err != nil {
		return err
	}
	r, origins, err := readReport(c, file)
	if err != nil {
		return err
	}
	if o.profile != "" {
		if _, err := lib.Profile(o.profile); err != nil {
			return err
		}
		r.Meta.Profile = o.profile
	}
	named := located{r, shownName(file), origins}
	if err := refuseWrong(c, lib, named); err != nil {
		return err
	}
	if o.fill {
		if err := fillBlanks(lib, r); err != nil {
			return err
		}
	}
	if len(o.forms) > 0 {
		return o.renderForms(c, lib, r, file)
	}
	p, err := lib.ProfileFor(r)
	if err != nil {
		return err
	}
	mentionKind(c, p, named)
	return o.write(c, o.outputFor(file, ""), func(w io.Writer) error { return p.Render(w, r) })
}

func (o renderOptions) renderForms(c *cobra.Command, lib *form.Library, r *evalreport.Report, file string) error {
	if len(o.forms) > 1 && o.out != "" {
		return wrongCall(c, "-o 只能指定一个文件，现在有 %d 张表", len(o.forms))
	}
	if len(o.forms) > 1 && file == standard {
		return wrongCall(c, "标准输出只能写一个文件，现在有 %d 张表", len(o.forms))
	}
	for _, id := range o.forms {
		f, err := lib.Form(id)
		if err != nil {
			return err
		}
		if err := o.write(c, o.outputFor(file, "-"+id), func(w io.Writer) error { return f.Render(w, r) }); err != nil {
			return err
		}
	}
	return nil
}

func (o renderOptions) write(c *cobra.Command, out string, render func(io.Writer) error) error {
	if err := writeOutput(c, out, render); err != nil {
		return err
	}
	if out != standard {
		fmt.Fprintf(c.ErrOrStderr(), "已生成 %s\n", out)
	}
	return nil
}

// otherFiles are kinds of file that are not what is written, and may be the data given by mistake.
var otherFiles = []string{".doc", ".wps", ".pdf", ".txt", ".yaml", ".yml", ".json"}

// wantWord refuses to write a Word file under the name of another kind.
func wantWord(c *cobra.Command, out string) error {
	ext := filepath.Ext(out)
	if !slices.Contains(otherFiles, strings.ToLower(ext)) {
		return nil
	}
	return wrongCall(c, "生成的是 Word 文件，-o 请写 %s.docx，不是 %s（要别的格式，请在 Word 里另存）", strings.TrimSuffix(filepath.Base(out), ext), filepath.Base(out))
}

// outputFor is the file to write: the one asked for, or one named like the input.
func (o renderOptions) outputFor(file, suffix string) string {
	switch {
	case o.out != "":
		return o.out
	case file == standard:
		return standard
	}
	return strings.TrimSuffix(file, filepath.Ext(file)) + suffix + ".docx"
}

// fillBlanks copies derived figures into the blanks of the report.
func fillBlanks(lib *form.Library, r *evalreport.Report) error {
	scheme, err := lib.SchemeFor(r)
	if err != nil {
		return err
	}
	evalreport.Fill(r, evalreport.Derive(r, *scheme))
	return nil
}
