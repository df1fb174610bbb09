// Command quickstart decodes a report, checks it, and renders it: three verbs in one small program.
package main

import (
	_ "embed"
	"errors"
	"log"
	"os"

	"github.com/evalreport/go/evalreport/audit"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

//go:embed report.yaml
var data []byte

func main() {
	report, origins, err := codec.Decode(data, "report.yaml")
	if err != nil {
		log.Fatal(err)
	}
	outcome, err := audit.Report(report, origins, audit.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := check.WriteText(os.Stdout, "report.yaml", outcome.Findings); err != nil {
		log.Fatal(err)
	}
	out, err := os.Create("quickstart.docx")
	if err != nil {
		log.Fatal(err)
	}
	if err := errors.Join(form.Builtin.Render(out, report), out.Close()); err != nil {
		log.Fatal(err)
	}
}
