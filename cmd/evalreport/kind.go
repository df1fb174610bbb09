package main

import (
	"bytes"
	"path/filepath"
	"strings"
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
		key, _, found := bytes.Cut(line, []byte(":"))
		return line[0] == '{' || (found && len(key) > 0 && isKey(key))
	}
	return false
}

func isKey(b []byte) bool {
	for _, c := range b {
		if !(c == '_' || c == '"' || 'a' <= c && c <= 'z') {
			return false
		}
	}
	return true
}
