package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
)

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
