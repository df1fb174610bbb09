package main

import (
	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/rules"
)

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

// completeFlag completes an option's value in the shell.
func completeFlag(c *cobra.Command, name string, f cobra.CompletionFunc) {
	if err := c.RegisterFlagCompletionFunc(name, f); err != nil {
		panic(err) // there is no such option: a mistake in this program
	}
}

func completeWords(c *cobra.Command, name string, words ...string) {
	completeFlag(c, name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// completeIDs completes the ids of forms, of profiles, or of both.
func completeIDs(forms, profiles bool) cobra.CompletionFunc {
	return func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		lib, err := library(c)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var ids []string
		if all, err := lib.Forms(); err == nil && forms {
			for _, f := range all {
				ids = append(ids, cobra.CompletionWithDesc(f.ID, f.Name))
			}
		}
		if all, err := lib.Profiles(); err == nil && profiles {
			for _, p := range all {
				ids = append(ids, cobra.CompletionWithDesc(p.ID, p.Title))
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, cobra.CompletionWithDesc(r.ID, r.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
