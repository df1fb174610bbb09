package main

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

// filledIn reports whether a file holds what somebody may miss: anything but a starter as it was made.
func filledIn(lib *form.Library, name string) bool {
	if info, err := os.Stat(name); name == standard || err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return false
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return false // what writes will say why
	}
	r, _, err := codec.Decode(data, name)
	if err != nil {
		return true
	}
	p, err := lib.ProfileFor(r)
	if err != nil {
		return true
	}
	starter, err := p.Starter(r.Meta.Year)
	return err != nil || !reflect.DeepEqual(starter, r)
}

func newCommand() *cobra.Command {
	var profile, out string
	c := &cobra.Command{
		Use:   "new",
		Short: "生成一份每个字段都有说明的起始数据",
		Long: `生成一份起始的报告数据（YAML）：每个字段都有注释，说明含义和单位、印在哪个标题下、是不是必备，表中已有
官方表式印好的指标层级和分值。留空就是空白，不是零。`,
		Example: "  evalreport new --profile hunan -o 报告.yaml",
		Args:    none,
		RunE: func(c *cobra.Command, _ []string) error {
			lib, err := library(c)
			if err != nil {
				return err
			}
			p, err := lib.Profile(profile)
			if err != nil {
				return err
			}
			r, err := p.Starter(time.Now().Year() - 1)
			if err != nil {
				return err
			}
			if filledIn(lib, out) {
				return fmt.Errorf("%s：已经有这个文件，而且填了内容，没有改动。请换一个文件名，或先移走它", out)
			}
			return writeOutput(c, out, func(w io.Writer) error {
				notes := p.Notes()
				for path, note := range notes {
					notes[path] = strings.ReplaceAll(note, "{{年度}}", strconv.Itoa(r.Meta.Year))
				}
				return codec.EncodeYAML(w, r, codec.Explained(), codec.Noted(notes))
			})
		},
	}
	c.Flags().StringVar(&profile, "profile", form.DefaultProfile, "模板`编号`，见 evalreport forms list")
	c.Flags().StringVarP(&out, "output", "o", standard, "写到这个`文件`；- 为标准输出")
	completeFlag(c, "profile", completeIDs(false, true))
	return c
}
