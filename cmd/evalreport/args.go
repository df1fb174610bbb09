package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

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

func atMost(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return wrongCall(c, "最多给出%s，现在有 %d 个参数", what, len(args))
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

// flagError says in Chinese what is wrong with an option.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return wrongCall(c, "没有 %s 这个选项", dashed(unknown.GetSpecifiedName()))
	case errors.As(err, &noValue):
		return wrongCall(c, "选项 %s 后面要有值", dashed(noValue.GetSpecifiedName()))
	case errors.As(err, &badValue):
		f := badValue.GetFlag()
		return wrongCall(c, "选项 --%s 的值“%s”不对，应为%s", f.Name, badValue.GetValue(), valueNames[f.Value.Type()])
	}
	return wrongCall(c, "选项写法不对（%v）", err)
}

var valueNames = map[string]string{"int": "整数", "bool": " true 或 false"}

// dashed is an option as it is written: -o, --output.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + strings.TrimLeft(name, "-")
}
