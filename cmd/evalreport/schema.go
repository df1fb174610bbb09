package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/codec"
)

func schemaCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "schema",
		Short: "打印报告数据的 JSON Schema，供编辑器提示和其他程序校验",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			return writeOutput(c, out, func(w io.Writer) error {
				_, err := w.Write(codec.Schema())
				return err
			})
		},
	}
	c.Flags().StringVarP(&out, "output", "o", standard, "写到这个`文件`；- 为标准输出")
	return c
}
