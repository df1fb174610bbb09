package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

// commands are the subcommands, each in a file named for it.
func commands() []*cobra.Command {
	return []*cobra.Command{
		newCommand(), renderCommand(), checkCommand(), importCommand(), batchCommand(),
		fillCommand(), extractCommand(), tagsCommand(),
		formsCommand(), rulesCommand(), schemaCommand(),
	}
}

// helpTemplate is cobra's page of help, in Chinese.
const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} 命令 [选项]{{else}}{{.UseLine}} [选项]{{end}}{{if .HasExample}}

例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | chinese | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | chinese | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

“{{.CommandPath}} 命令 --help”显示该命令的详细说明。{{end}}
`

// localise puts what cobra says of itself into Chinese.
func localise(root *cobra.Command) {
	cobra.AddTemplateFunc("chinese", chinese)
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(helpTemplate)
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [命令]",
		Short: "显示命令的说明",
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return wrongCall(c.Root(), "没有“%s”这个命令", strings.Join(args, " "))
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	})
	root.PersistentFlags().BoolP("help", "h", false, "显示说明")
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(completionCommand())
	root.PersistentFlags().String("profiles", "", "另有表和模板的`文件夹`（结构与 templates/ 相同），同名的优先于内置的")
}

var defaultValue = regexp.MustCompile(` ?\(default "?([^")]*)"?\)`)

// chinese puts into Chinese what pflag adds to an option's usage.
func chinese(usages string) string {
	return defaultValue.ReplaceAllString(usages, "（默认 $1）")
}

// wrongCall is an error in how the command was called.
func wrongCall(c *cobra.Command, format string, args ...any) error {
	return fmt.Errorf(format+"；用法见 %s --help", append(args, c.CommandPath())...)
}

// exactly wants n arguments, named what.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return wrongCall(c, "要给出%s，现在有 %d 个参数", what, len(args))
		}
		return nil
	}
}

// none wants no arguments.
func none(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrongCall(c, "不需要“%s”", strings.Join(args, " "))
	}
	return nil
}

// oneCommand wants the name of a subcommand, or nothing.
func oneCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	near := ""
	c.SuggestionsMinimumDistance = 2
	if found := c.SuggestionsFor(args[0]); len(found) > 0 {
		near = "，是否应为 " + found[0] + "？"
	}
	return wrongCall(c, "没有“%s”这个命令%s", args[0], near)
}

func atLeast(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return wrongCall(c, "要给出%s", what)
		}
		return nil
	}
}

// library is the built-in forms and profiles, behind those of --profiles.
func library(c *cobra.Command) (*form.Library, error) {
	dir, _ := c.Flags().GetString("profiles")
	if dir == "" {
		return form.Builtin, nil
	}
	return openLibrary(dir)
}

// openLibrary puts the forms and profiles of folders before the built-in ones.
func openLibrary(dirs ...string) (*form.Library, error) {
	var folders []fs.FS
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		if err != nil {
			return nil, fileError(dir, err)
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("%s：不是文件夹", dir)
		}
		folders = append(folders, os.DirFS(dir))
	}
	return form.Open(folders...), nil
}

// readReport reads a report from a data file.
func readReport(c *cobra.Command, name string) (*evalreport.Report, evalreport.Origins, error) {
	data, err := readInput(c, name)
	if err != nil {
		return nil, nil, err
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		return nil, nil, fmt.Errorf("%s：这是 Word 文件，此处要报告数据（.yaml 或 .json）；可先用 evalreport import 读成数据", shownName(name))
	}
	return codec.Decode(data, shownName(name))
}

// shownName is what a file is called in messages.
func shownName(name string) string {
	if name == standard {
		return "标准输入"
	}
	return name
}

func atMost(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return wrongCall(c, "最多给出%s，现在有 %d 个参数", what, len(args))
		}
		return nil
	}
}

func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "生成命令行补全脚本",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      exactly(1, "一种命令行：bash、zsh、fish 或 powershell"),
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), c.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return wrongCall(c, "不认得“%s”，只能是 bash、zsh、fish 或 powershell", args[0])
		},
	}
}
