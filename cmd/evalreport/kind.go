package main

import (
	"bytes"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/evalreport/go/evalreport"
)

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

// isKey reports whether a report has a part of this name or label.
func isKey(name string) bool {
	_, known := evalreport.FieldNamed(reflect.TypeFor[evalreport.Report](), name)
	return known
}
