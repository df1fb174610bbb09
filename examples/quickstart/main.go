// Command quickstart decodes a report, validates it, checks it, and renders it: the four verbs in one small program.
package main

import (
	_ "embed"
	"errors"
	"log"
	"os"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
)

//go:embed report.yaml
var data []byte

func main() {
	report, _, err := codec.Decode(data, "report.yaml")
	if err != nil {
		log.Fatal(err)
	}
	for _, fault := range evalreport.Validate(report) {
		log.Print(fault)
	}
	_ = check.WriteText(os.Stdout, "report.yaml", check.Run(report, nil, rules.All()...))
	out, err := os.Create("quickstart.docx")
	if err != nil {
		log.Fatal(err)
	}
	if err := errors.Join(form.Builtin.Render(out, report), out.Close()); err != nil {
		log.Fatal(err)
	}
}
