package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

// maxInput bounds a file that is read whole.
const maxInput = 256 << 20

// readInput reads a named file whole, or standard input.
func readInput(c *cobra.Command, name string) ([]byte, error) {
	if name == standard {
		return readLimited(c.InOrStdin(), "标准输入")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s：是文件夹，不是文件", name)
	}
	return readLimited(f, name)
}

func readLimited(r io.Reader, name string) ([]byte, error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(r, maxInput+1))
	if err != nil {
		return nil, fileError(name, err)
	}
	if n > maxInput {
		return nil, fmt.Errorf("%s：超过 %d MiB，不像是报告文件", name, maxInput>>20)
	}
	return b.Bytes(), nil
}

// shownName is what a file is called in messages.
func shownName(name string) string {
	if name == standard {
		return "标准输入"
	}
	return name
}

// readReport reads a report from a data file.
func readReport(c *cobra.Command, name string) (*evalreport.Report, evalreport.Origins, error) {
	data, err := readInput(c, name)
	if err != nil {
		return nil, nil, err
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		return nil, nil, fmt.Errorf("%s：这是 Word 文件，此处要报告数据（.yaml 或 .json）；可先用 evalreport import 读成数据", shownName(name))
	}
	return codec.Decode(data, shownName(name))
}

// isData tells a report's data (YAML, JSON) from a document, by the name of the file, or where it has none that says so,
// by its first line: data begin with a key, a comment or a brace.
func isData(name string, content []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return true
	case ".docx", ".docm", ".dotx", ".dotm", ".txt", ".doc":
		return false
	}
	if bytes.HasPrefix(content, []byte("PK")) {
		return false
	}
	for line := range bytes.Lines(content) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' || bytes.Equal(line, []byte("---")) {
			continue
		}
		key, _, found := strings.Cut(string(line), ":")
		return line[0] == '{' || found && isKey(strings.Trim(key, `"' `))
	}
	return false
}

// wordName reports whether a file is named as one of Word's.
func wordName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".docx", ".docm", ".dotx", ".dotm":
		return true
	}
	return false
}

// isKey reports whether a report has a part of this name or label.
func isKey(name string) bool {
	_, known := evalreport.FieldNamed(reflect.TypeFor[evalreport.Report](), name)
	return known
}

// library is the built-in forms and profiles, behind those of --profiles.
func library(c *cobra.Command) (*form.Library, error) {
	dir, _ := c.Flags().GetString("profiles")
	if dir == "" {
		return form.Builtin, nil
	}
	return openLibrary(dir)
}

// openLibrary puts the forms and profiles of folders before the built-in ones.
func openLibrary(dirs ...string) (*form.Library, error) {
	var folders []fs.FS
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		if err != nil {
			return nil, fileError(dir, err)
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("%s：不是文件夹", dir)
		}
		folders = append(folders, os.DirFS(dir))
	}
	return form.Open(folders...), nil
}
