package main

import (
	"errors"
	"fmt"
	"os"
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
		fillCommand(), tagsCommand(),
		formsCommand(), rulesCommand(), schemaCommand(),
	}
}

// helpTemplate is cobra's page of help, in Chinese.
const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}用法：
  {{.UseLine}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令 [选项]{{end}}{{if .HasExample}}

例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

“{{.CommandPath}} 命令 --help”显示该命令的详细说明。{{end}}
`

// localise puts what cobra says of itself into Chinese.
func localise(root *cobra.Command) {
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(helpTemplate)
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [命令]",
		Short: "显示命令的说明",
		RunE: func(c *cobra.Command, args []string) error {
			found, _, err := c.Root().Find(args)
			if err != nil {
				return wrongCall(c, "没有“%s”这个命令", strings.Join(args, " "))
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	})
	root.PersistentFlags().BoolP("help", "h", false, "显示说明")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return wrongCall(c, "选项不对：%v", err)
	})
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(completionCommand())
	root.PersistentFlags().String("profiles", "", "另有表和模板的文件夹（结构与 templates/ 相同），同名的优先于内置的")
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
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fileError(dir, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s：不是文件夹", dir)
	}
	return form.Open(os.DirFS(dir)), nil
}

// readReport reads a report from a data file.
func readReport(c *cobra.Command, name string) (*evalreport.Report, evalreport.Origins, error) {
	data, err := readInput(c, name)
	if err != nil {
		return nil, nil, err
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

// valid refuses a report whose fields are not what they must be, naming all that are wrong.
func valid(r *evalreport.Report, file string) error {
	var faults []error
	for _, f := range evalreport.Validate(r) {
		faults = append(faults, fmt.Errorf("%s：%w", file, f))
	}
	return errors.Join(faults...)
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
			return wrongCall(c, "不认得“%s”", args[0])
		},
	}
}
