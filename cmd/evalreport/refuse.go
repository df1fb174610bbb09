package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
)

// located is a report with the places of its values in the file that it was read from.
type located struct {
	*evalreport.Report
	file    string
	origins evalreport.Origins
}

// at is where the value at path stands: 报告.yaml 第3行第5列, or the file alone.
func (r located) at(path string) string {
	if p, ok := r.origins[path]; ok && p.Line > 0 {
		return fmt.Sprintf("%s 第%d行第%d列", r.file, p.Line, p.Column)
	}
	return r.file
}

// refuseNames refuses a report that names a profile, a scheme or a form that there is not.
func refuseNames(lib *form.Library, r located) error {
	var wrong []error
	if r.Meta.Profile != "" {
		if _, err := lib.Profile(r.Meta.Profile); err != nil {
			wrong = append(wrong, fmt.Errorf("%s（meta.profile）：%w", r.at("meta.profile"), err))
		}
	}
	if r.Meta.Scheme != "" {
		if _, err := lib.Scheme(r.Meta.Scheme); err != nil {
			wrong = append(wrong, fmt.Errorf("%s（meta.scheme）：%w", r.at("meta.scheme"), err))
		}
	}
	for i, a := range r.Attachments {
		if _, ok := evalreport.Lookup(r.Report, a.Form); a.Form != "" && !ok {
			path := fmt.Sprintf("attachments[%d].form", i)
			wrong = append(wrong, fmt.Errorf("%s（%s）：报告数据里没有“%s”，附的表应写成 basic_data、project_self_evaluations[0]（第一张）这样，没有表的附件不写", r.at(path), path, a.Form))
		}
	}
	return errors.Join(wrong...)
}

// required is what validation asks of a field that must not be blank.
const required = "required"

// refuseWrong refuses a report whose fields cannot be right, naming all that are wrong. Fields that are merely still blank
// are mentioned on standard error: a draft prints with blanks where they will stand.
func refuseWrong(c *cobra.Command, lib *form.Library, r located) error {
	wrong := []error{refuseNames(lib, r)}
	for _, f := range evalreport.Validate(r.Report) {
		if f.Tag == required {
			fmt.Fprintf(c.ErrOrStderr(), "提醒：%s：%v\n", r.at(f.Path), f)
			continue
		}
		wrong = append(wrong, fmt.Errorf("%s：%w", r.at(f.Path), f))
	}
	return errors.Join(wrong...)
}

// mentionKind mentions on standard error that the report is of a kind that its profile is not for.
func mentionKind(c *cobra.Command, p *form.Profile, r located) {
	if r.Meta.Kind == "" || len(p.Kinds) == 0 || slices.Contains(p.Kinds, r.Meta.Kind) {
		return
	}
	kinds := make([]string, len(p.Kinds))
	for i, k := range p.Kinds {
		kinds[i] = string(k)
	}
	fmt.Fprintf(c.ErrOrStderr(), "提醒：%s（meta.kind）：报告类型是“%s”，模板“%s”用于%s报告。请核对类型，或换一个模板（见 evalreport forms list）\n",
		r.at("meta.kind"), r.Meta.Kind, p.ID, strings.Join(kinds, "、"))
}
