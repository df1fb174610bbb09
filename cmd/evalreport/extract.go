package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport/codec"
)

func extractCommand() *cobra.Command {
	var o extractOptions
	c := &cobra.Command{
		Use:   "extract 模板.docx 填好的.docx",
		Short: "按模板把填好的文档读回数据",
		Long: `按模板里印好的文字（行标题、列标题、前后的字）认出填好的内容，读回数据（JSON）。不看位置：行多几行、
列换了次序、格合并得不同、标题多了空格，都可以。没有找到的和没有读懂的列在标准错误输出里。不猜：
分不清的不读。`,
		Example: `  evalreport extract 合同.docx 填好的合同.docx -o 合同.json
  evalreport extract 登记表.docx 来件.docx --labels 别名.yaml --schema 数据.schema.json`,
		Args: exactly(2, "一个 Word 模板和一个填好的文档"),
		RunE: func(c *cobra.Command, args []string) error { return o.run(c, args[0], args[1]) },
	}
	c.Flags().StringVarP(&o.out, "output", "o", standard, "写到这个`文件`；- 为标准输出")
	c.Flags().StringVar(&o.schema, "schema", "", "数据的 JSON Schema `文件`：说明哪些是列表")
	c.Flags().StringVar(&o.labels, "labels", "", "标题的其他写法，YAML `文件`：得分: [自评得分, 指标得分]")
	return c
}

type extractOptions struct{ out, schema, labels string }

func (o extractOptions) run(c *cobra.Command, template, filled string) error {
	if template == standard && filled == standard {
		return wrongCall(c, "标准输入只能用一次")
	}
	config, err := o.config(c, shownName(template))
	if err != nil {
		return err
	}
	src, err := readInput(c, template)
	if err != nil {
		return err
	}
	t, err := config.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return err
	}
	doc, err := readInput(c, filled)
	if err != nil {
		return err
	}
	data := map[string]any{}
	x, err := t.Extract(bytes.NewReader(doc), int64(len(doc)), &data)
	if err != nil {
		return fmt.Errorf("%s：%w", shownName(filled), err)
	}
	err = writeOutput(c, o.out, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(data)
	})
	if err != nil {
		return err
	}
	return x.WriteSummary(c.ErrOrStderr())
}

func (o extractOptions) config(c *cobra.Command, name string) (docxtemplate.Config, error) {
	config := docxtemplate.Config{Name: name}
	if o.schema != "" {
		src, err := readInput(c, o.schema)
		if err != nil {
			return config, err
		}
		config.Schema = src
	}
	if o.labels != "" {
		src, err := readInput(c, o.labels)
		if err != nil {
			return config, err
		}
		groups, _, err := codec.DecodeInto[map[string][]string](src, shownName(o.labels))
		if err != nil {
			return config, err
		}
		config.Synonyms = groups
	}
	return config, nil
}
