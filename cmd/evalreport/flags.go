package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

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
