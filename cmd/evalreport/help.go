package main

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

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
