package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/docxtest"
)

// block is a fenced block of a page: ```word report.docx.
type block struct {
	info  string
	lines []string
}

func blocksOf(page string) []block {
	var list []block
	inside := false
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		info, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && !inside:
			list = append(list, block{info: info})
			inside = true
		case fence:
			inside = false
		case inside:
			list[len(list)-1].lines = append(list[len(list)-1].lines, line)
		}
	}
	return list
}

func (b block) text() string { return strings.Join(b.lines, "\n") + "\n" }

// isCommands reports whether a block is nothing but command lines.
func (b block) isCommands() bool {
	return b.info == "" && !slices.ContainsFunc(b.lines, func(l string) bool { return !strings.HasPrefix(l, "evalreport ") })
}

// follow does what a page says, as its reader would: follow page.md. It saves the files that the page shows, makes the
// Word files whose paragraphs it shows, and runs its commands, each of which must succeed. The other tags on the page
// must be such as a template may have.
func follow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: follow page.md")
	}
	ran := 0
	for _, b := range blocksOf(ts.ReadFile(args[0])) {
		word, isWord := strings.CutPrefix(b.info, "word ")
		first := b.lines[0]
		file, isFile := strings.CutPrefix(first, "# ")
		switch {
		case isWord:
			makeDocx(ts, false, append([]string{word}, b.lines...))
		case b.info == "yaml" && strings.HasPrefix(file, "加在 "):
			name := strings.TrimSuffix(strings.TrimPrefix(file, "加在 "), " 末尾")
			ts.Check(os.WriteFile(ts.MkAbs(name), []byte(ts.ReadFile(name)+b.text()), 0o666))
		case b.info == "yaml" && isFile:
			if dir := filepath.Dir(ts.MkAbs(file)); !isDir(dir) {
				ts.Fatalf("the page writes %s before there is such a folder", file)
			}
			ts.Check(os.WriteFile(ts.MkAbs(file), []byte(b.text()), 0o666))
		case b.isCommands():
			for _, line := range b.lines {
				words := strings.Fields(line)
				if err := ts.Exec(words[0], words[1:]...); err != nil {
					ts.Fatalf("%s: %v", line, err)
				}
				ran++
			}
		case strings.Contains(b.text(), "{{"):
			ts.Check(compiles(b.lines))
		}
	}
	if ran == 0 {
		ts.Fatalf("the page has no commands")
	}
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// compiles says what is wrong with the paragraphs as a profile's Word file.
func compiles(paragraphs []string) error {
	var body strings.Builder
	for _, p := range paragraphs {
		body.WriteString(docxtest.P(p))
	}
	lib := form.Open(fstest.MapFS{
		"profiles/page/profile.yaml": {Data: []byte("id: page\ntitle: 例子\ntemplate: report.docx\nscheme: hunan-dept\n")},
		"profiles/page/report.docx":  {Data: docxtest.Doc{Body: body.String()}.Bytes()},
	})
	for _, fault := range lib.Lint() {
		return fault
	}
	return nil
}
