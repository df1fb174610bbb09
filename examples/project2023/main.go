// Command project2023 fills the self-evaluation form of a project (项目支出绩效自评表), with cost indicators as a
// first-level indicator: 25 indicators over several pages.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

//go:embed report.yaml
var data []byte

func main() {
	out, err := os.Create("project2023.docx")
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

// write fills the form. The execution score, the total and what else follows from other figures is left blank in the
// data and derived here.
func write(w io.Writer) error {
	report, _, err := codec.Decode(data, "report.yaml")
	if err != nil {
		return err
	}
	scheme, err := form.Builtin.Scheme("mof-2021")
	if err != nil {
		return err
	}
	evalreport.Fill(report, evalreport.Derive(report, *scheme))
	f, err := form.Builtin.Form("mof-proj-2021")
	if err != nil {
		return err
	}
	return f.Render(w, report)
}
