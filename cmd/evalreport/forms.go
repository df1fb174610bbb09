package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

func formsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "forms",
		Short: "官方表和模板：列出、说明、导出、检查",
		Args:  oneCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(formsList(), formsShow(), formsExport(), formsLint())
	return c
}

func formsList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出所有的表和模板",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			lib, err := library(c)
			if err != nil {
				return err
			}
			forms, err := lib.Forms()
			if err != nil {
				return err
			}
			profiles, err := lib.Profiles()
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "表\t名称")
			for _, f := range forms {
				fmt.Fprintf(w, "%s\t%s\n", f.ID, f.Name)
			}
			fmt.Fprintln(w, "\t\n模板\t名称")
			for _, p := range profiles {
				fmt.Fprintf(w, "%s\t%s\n", p.ID, p.Title)
			}
			return w.Flush()
		},
	}
}

func formsShow() *cobra.Command {
	return &cobra.Command{
		ValidArgsFunction: completeIDs(true, true),
		Use:               "show 编号",
		Short:             "说明一张表或一个模板：依据、对应的数据、版式",
		Args:              exactly(1, "一个编号，见 evalreport forms list"),
		RunE: func(c *cobra.Command, args []string) error {
			lib, err := library(c)
			if err != nil {
				return err
			}
			f, p, err := lib.Find(args[0])
			switch {
			case err != nil:
				return err
			case f != nil:
				return showForm(c.OutOrStdout(), f)
			}
			return showProfile(c.OutOrStdout(), p)
		},
	}
}

func showForm(w io.Writer, f *form.Form) error {
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(w, "%s：%s\n", label, text)
		}
	}
	line("编号", f.ID)
	line("名称", f.Name)
	line("标题", f.Title)
	line("依据", f.Basis)
	line("适用年度", f.Years)
	line("金额单位", f.Unit)
	line("评分方案", f.Scheme)
	line("纸张方向", map[string]string{"portrait": "纵向", "landscape": "横向"}[f.Orientation])
	line("对应数据", f.Binds)
	line("来源", f.Source)
	for _, v := range f.Variants {
		line("变体", v)
	}
	grid, err := f.Shadow()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%s", grid)
	return nil
}

func showProfile(w io.Writer, p *form.Profile) error {
	fmt.Fprintf(w, "编号：%s\n名称：%s\n", p.ID, p.Title)
	if p.Basis != "" {
		fmt.Fprintf(w, "依据：%s\n", p.Basis)
	}
	fmt.Fprintf(w, "评分方案：%s\n\n提纲：\n", p.Scheme)
	for _, s := range p.Sections {
		if s.Heading == "" {
			continue
		}
		fmt.Fprintf(w, "%s%s", strings.Repeat("  ", s.Level), s.Heading)
		if s.Path != "" {
			fmt.Fprintf(w, "  [%s]", s.Path)
		}
		if s.Required {
			fmt.Fprint(w, " 必备")
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "\n表：")
	for _, f := range p.Forms {
		where := "附件"
		if f.Inline {
			where = "正文内"
		}
		if f.Required {
			where += "，必备"
		}
		fmt.Fprintf(w, "  %s（%s）\n", f.Form, where)
	}
	if lines := ruleLines(p); lines != "" {
		fmt.Fprintf(w, "\n本地的检查规则：\n%s\n", lines)
	}
	return nil
}

// ruleLines are the lines of profile.yaml that say what is checked otherwise here.
func ruleLines(p *form.Profile) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(p.Rules.Source()) {
		if strings.HasPrefix(line, "rules:") {
			inside = true
		} else if strings.TrimLeft(line, " \t\r\n") == line {
			inside = false // the next key, or a comment on it
		}
		if inside {
			b.WriteString(line)
		}
	}
	return strings.TrimSpace(b.String())
}

func formsExport() *cobra.Command {
	var out, as string
	c := &cobra.Command{
		ValidArgsFunction: completeIDs(true, true),
		Use:               "export 编号",
		Short:             "导出表或模板的 Word 文件，可在 Word 里修改后使用",
		Long: `导出表或模板的 Word 文件，可在 Word 里修改后使用。

用 --as 连同说明文件一起导出，换成新的编号，放进模板文件夹该放的地方，以此做本地的模板。`,
		Example: `  evalreport forms export hn-base -o 基础数据表.docx
  evalreport forms export hunan --as linjiang -o 本地模板`,
		Args: exactly(1, "一个编号，见 evalreport forms list"),
		RunE: func(c *cobra.Command, args []string) error {
			lib, err := library(c)
			if err != nil {
				return err
			}
			if as != "" {
				return exportAs(c, lib, args[0], as, out)
			}
			data, err := docx(lib, args[0])
			if err != nil {
				return err
			}
			if out == "" {
				out = args[0] + ".docx"
			}
			return writeBytes(c, out, data)
		},
	}
	c.Flags().StringVar(&as, "as", "", "连同说明文件一起导出，换成这个`编号`")
	c.Flags().StringVarP(&out, "output", "o", "", "写到这个`文件`，- 为标准输出（默认 编号.docx）；有 --as 时是模板文件夹（默认当前文件夹）")
	return c
}

// exportAs writes a form or a profile into a folder of templates under an id of its own: its Word file, and what Word
// cannot say. What is there already is left as it is.
func exportAs(c *cobra.Command, lib *form.Library, id, as, folder string) error {
	if !idPattern.MatchString(as) {
		return wrongCall(c, "--as 的编号“%s”只能用小写字母、数字和连字符，如 linjiang", as)
	}
	files, err := lib.Copy(id, as)
	if err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(folder, filepath.FromSlash(f.Name))
		if _, err := os.Stat(name); err == nil {
			return fmt.Errorf("%s：已经有了，没有导出。请换一个编号，或先移走它", name)
		}
	}
	for _, f := range files {
		name := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fileError(name, err)
		}
		if err := writeBytes(c, name, f.Data); err != nil {
			return err
		}
		fmt.Fprintf(c.ErrOrStderr(), "已生成 %s\n", name)
	}
	return nil
}

var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func writeBytes(c *cobra.Command, name string, data []byte) error {
	return writeOutput(c, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// docx is the Word file of a form or a profile.
func docx(lib *form.Library, id string) ([]byte, error) {
	f, p, err := lib.Find(id)
	switch {
	case err != nil:
		return nil, err
	case f != nil:
		return f.Docx()
	}
	return p.Docx()
}

func formsLint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint [文件夹]",
		Short: "检查一个模板文件夹：每张表和模板能否编译、标签是否都有对应的数据",
		Args:  atMost(1, "一个文件夹"),
		RunE: func(c *cobra.Command, args []string) error {
			lib, err := library(c)
			if err != nil {
				return err
			}
			if dir, _ := c.Flags().GetString("profiles"); len(args) == 1 && dir != "" {
				args = append(args, dir) // what the folder may use beside its own
			}
			if len(args) > 0 {
				if lib, err = openLibrary(args...); err != nil {
					return err
				}
			}
			faults := lib.Lint(func(p *form.Profile) error { _, err := rules.Decode(p.Rules); return err })
			for _, fault := range faults {
				fmt.Fprintln(c.OutOrStdout(), fault)
			}
			if len(faults) > 0 {
				return errFindings
			}
			fmt.Fprintln(c.ErrOrStderr(), "没有发现问题")
			return nil
		},
	}
}
