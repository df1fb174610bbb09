package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport/codec"
)

func fillCommand() *cobra.Command {
	var out, missing, schema string
	var tags syntax
	c := &cobra.Command{
		Use:     "fill 模板.docx 数据.json",
		Short:   "用任意数据填写任意 Word 模板",
		Example: "  evalreport fill 合同.docx 合同.yaml -o 填好的合同.docx",
		Args:    exactly(2, "一个 Word 模板和一个数据文件（.json 或 .yaml）"),
		RunE: func(c *cobra.Command, args []string) error {
			if out == "" {
				return wrongCall(c, "请用 -o 给出要写的文件（- 为标准输出）")
			}
			if err := wantWord(c, out); err != nil {
				return err
			}
			if args[0] == standard && args[1] == standard {
				return wrongCall(c, "标准输入只能用一次")
			}
			policy, ok := missingPolicies[missing]
			if !ok {
				return wrongCall(c, "--missing 只能是 error、blank 或 keep，不是“%s”", missing)
			}
			template, err := readInput(c, args[0])
			if err != nil {
				return err
			}
			data, err := readData(c, args[1])
			if err != nil {
				return err
			}
			config := docxtemplate.Config{Name: shownName(args[0]), Missing: policy}
			if err := tags.set(c, &config); err != nil {
				return err
			}
			if schema != "" {
				if config.Schema, err = readInput(c, schema); err != nil {
					return err
				}
			}
			t, err := config.Compile(bytes.NewReader(template), int64(len(template)))
			if err != nil {
				return err
			}
			err = writeOutput(c, out, func(w io.Writer) error { return t.Execute(w, data) })
			if err != nil && isReport(data) {
				err = fmt.Errorf("%w\n%s：这是报告数据，请用 evalreport render 生成（模板放在 --profiles 的文件夹里）", err, shownName(args[1]))
			}
			return err
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "写到这个`文件`；- 为标准输出")
	c.Flags().StringVar(&missing, "missing", "error", "数据里没有的名称的`办法`：error 报错，blank 留空，keep 保留标签")
	c.Flags().StringVar(&schema, "schema", "", "数据的 JSON Schema `文件`：模板里可以用其中的标题（title）作名称")
	tags.flags(c)
	completeWords(c, "missing", "error", "blank", "keep")
	return c
}

var missingPolicies = map[string]docxtemplate.Missing{
	"error": docxtemplate.MissingError,
	"blank": docxtemplate.MissingBlank,
	"keep":  docxtemplate.MissingKeep,
}

// isReport reports whether data are those of a report, whose names in Chinese only render knows.
func isReport(data any) bool {
	fields, _ := data.(map[string]any)
	meta, _ := fields["meta"].(map[string]any)
	return meta["kind"] != nil && meta["year"] != nil
}

// readData reads any JSON or YAML.
func readData(c *cobra.Command, name string) (any, error) {
	b, err := readInput(c, name)
	if err != nil {
		return nil, err
	}
	data, _, err := codec.DecodeInto[any](b, shownName(name))
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, fmt.Errorf("%s：没有数据", shownName(name))
	}
	return data, nil
}
