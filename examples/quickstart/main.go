// Command quickstart decodes a report, validates it, checks it, and renders it: the four verbs in one small program.
package main

import (
	"bytes"
	_ "embed"
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
	"log"
	"os"
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
	profile, err := form.Builtin.ProfileFor(report)
	if err != nil {
		log.Fatal(err)
	}
	var docx bytes.Buffer
	if err = profile.Render(&docx, report); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("quickstart.docx", docx.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
