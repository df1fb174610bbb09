package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/docxtemplate"
)

// syntax says how tags are written in a template.
type syntax struct {
	delims string
	poiTL  bool
}

func (s *syntax) flags(c *cobra.Command) {
	c.Flags().StringVar(&s.delims, "delims", "", "标签两边的`符号`，中间空一格，如 '[[ ]]'；不写就是 {{ }}")
	c.Flags().BoolVar(&s.poiTL, "poi-tl", false, "按 poi-tl 的符号读标签：{{?x}} 是区块，{{#x}}、{{*x}} 是内容")
}

// set puts the syntax into a configuration.
func (s *syntax) set(c *cobra.Command, config *docxtemplate.Config) error {
	config.PoiTL = s.poiTL
	if s.delims == "" {
		return nil
	}
	both := strings.Fields(s.delims)
	if len(both) != 2 {
		return wrongCall(c, "--delims 要写两个符号，中间空一格，如 '[[ ]]'，不是“%s”", s.delims)
	}
	config.Delims = [2]string(both)
	return nil
}
