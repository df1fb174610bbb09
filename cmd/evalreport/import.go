package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
)

func importCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "import 文件.docx",
		Short: "把已有的报告或填好的表读成数据",
		Long: `读一份已发布的报告或填好的表（.docx 或文本），写成报告数据。没有读到的、没有读懂的列在标准错误
输出里，也写在 YAML 开头的注释里，可以接着用手补全。不猜：不懂的不读。`,
		Example: `  evalreport import 去年.docx -o 今年.yaml
  evalreport import 报告.txt -o - | evalreport check -`,
		Args: exactly(1, "一个 .docx 或 .txt 文件（- 为标准输入）"),
		RunE: func(c *cobra.Command, args []string) error {
			data, err := readInput(c, args[0])
			if err != nil {
				return err
			}
			if isData(args[0], data) {
				return fmt.Errorf("%s：已经是报告数据，不用读入，可以直接 render 或 check", shownName(args[0]))
			}
			got, err := readDocument(c, data, shownName(args[0]))
			if err != nil {
				return err
			}
			if err := writeOutput(c, out, func(w io.Writer) error { return writeImported(w, out, got) }); err != nil {
				return err
			}
			return got.WriteSummary(c.ErrOrStderr())
		},
	}
	c.Flags().StringVarP(&out, "output", "o", standard, "写到这个`文件`，.yaml 或 .json；- 为标准输出（YAML）")
	return c
}

// writeImported writes the report; YAML begins with a comment that says what was read and what was not.
func writeImported(w io.Writer, out string, got *extract.Result) error {
	if strings.EqualFold(filepath.Ext(out), ".json") {
		return codec.EncodeJSON(w, got.Report)
	}
	if err := got.WriteHeader(w); err != nil {
		return err
	}
	return codec.EncodeYAML(w, got.Report)
}
