// Command localities writes the reports of five bureaus, each in the outline that its locality prescribes: figures as
// published, words of our own. Where a section has figures and no words, the locality's Word file writes the sentences.
//
//	go run ./examples/localities out
package main

import (
	"embed"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

//go:embed data/*.yaml
var data embed.FS

func main() {
	dir := "."
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	files, err := data.ReadDir("data")
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		out := filepath.Join(dir, strings.TrimSuffix(f.Name(), ".yaml")+".docx")
		if err := write(out, "data/"+f.Name()); err != nil {
			log.Fatal(err)
		}
		fmt.Println("已生成", out)
	}
}

// write makes the document of one data file.
func write(out, name string) error {
	yaml, err := data.ReadFile(name)
	if err != nil {
		return err
	}
	report, _, err := codec.Decode(yaml, name)
	if err != nil {
		return err
	}
	w, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(form.Builtin.Render(w, report), w.Close())
}
