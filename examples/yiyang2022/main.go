// Command yiyang2022 writes a department's whole report, the narrative and both forms, from its data file.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

//go:embed report.yaml
var data []byte

func main() {
	out, err := os.Create("yiyang2022.docx")
	if err != nil {
		log.Fatal(err)
	}
	if err := write(out); err != nil {
		log.Fatal(err)
	}
	if err := out.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Println("已生成", out.Name())
}

func write(w io.Writer) error {
	report, _, err := codec.Decode(data, "report.yaml")
	if err != nil {
		return err
	}
	return form.Builtin.Render(w, report)
}
