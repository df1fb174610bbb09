package main

import (
	"os"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/document"
)

// TestQuickstart runs the program: the program stays short enough to be read at a glance.
func TestQuickstart(t *testing.T) {
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(source), "\n"); n >= 40 {
		t.Errorf("the first program takes %d lines, want fewer than 40", n)
	}
	t.Chdir(t.TempDir())
	main()
	f, err := os.Open("quickstart.docx")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document.ReadDocx(f, info.Size(), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, p := range document.Paragraphs(doc.Blocks) {
		text.WriteString(p.Text + "\n")
	}
	for _, want := range []string{
		"2023年度临江县档案馆", "核定编制12名，在职人员11人", "基本支出205.15万元，占71.63%", "本单位无政府性基金预算支出。", "2024年3月15日",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is not in:\n%s", want, text.String())
		}
	}
}
