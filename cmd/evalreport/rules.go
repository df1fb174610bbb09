package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/rules"
)

func rulesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "勾稽规则：列出、说明",
		Args:  oneCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(&cobra.Command{
		Use:   "list",
		Short: "列出所有规则",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprint(c.OutOrStdout(), rules.List(rules.All()))
			return err
		},
	}, &cobra.Command{
		ValidArgsFunction: completeRules,
		Use:               "explain 规则编号",
		Short:             "说明一条规则：公式、依据、容差、怎样改正",
		Args:              exactly(1, "一个规则编号，如 R01"),
		RunE: func(c *cobra.Command, args []string) error {
			text, ok := rules.Explain(strings.ToUpper(args[0]))
			if !ok {
				return fmt.Errorf("没有编号为“%s”的规则，见 evalreport rules list", args[0])
			}
			_, err := fmt.Fprint(c.OutOrStdout(), text)
			return err
		},
	})
	return c
}
