package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/internal/docxtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"evalreport": main})
}

func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROOT", root)
			return nil
		},
		Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"json":      jsonValue,
			"conforms":  conforms,
			"text":      text,
			"tidy":      tidy,
			"truncate":  truncate,
			"smallDisk": smallDisk,
			"older":     older,
			"bytes":     makeBytes,
			"docx":      makeDocx,
			"follow":    follow,
		},
	})
}

// condition knows [root]: the tests run as the super user, who may read everything; and [mount]: that user may mount.
func condition(name string) (bool, error) {
	switch name {
	case "root":
		return os.Geteuid() == 0, nil
	case "mount":
		return os.Geteuid() == 0 && mayMount(), nil
	case "devfull":
		_, err := os.Stat("/dev/full")
		return err == nil, nil
	}
	return false, fmt.Errorf("unknown condition %s", name)
}

func mayMount() bool {
	dir, err := os.MkdirTemp("", "mount")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	if exec.Command("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", dir).Run() != nil {
		return false
	}
	return exec.Command("umount", dir).Run() == nil
}

// exits runs a program and wants its exit status: exits 2 evalreport check nothing.yaml.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits status program [args...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
	if all := ts.ReadFile("stdout") + ts.ReadFile("stderr"); strings.Contains(all, "goroutine ") {
		ts.Fatalf("panic")
	}
}

// jsonValue wants a value in a JSON file at a path, or with two arguments that there is one:
// json stdout findings.0.rule R01.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: json file path [value]")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	found := true
	for _, key := range strings.Split(args[1], ".") {
		switch at := v.(type) {
		case map[string]any:
			v, found = at[key]
		case []any:
			i, err := strconv.Atoi(key)
			if found = err == nil && i < len(at); found {
				v = at[i]
			}
			if key == "length" {
				v, found = len(at), true
			}
		default:
			found = false
		}
		if !found {
			break
		}
	}
	if len(args) == 3 {
		found = found && fmt.Sprint(v) == args[2]
	}
	if found == neg {
		ts.Fatalf("%s: %v", args[1], v)
	}
}

// conforms wants data files to satisfy a JSON Schema: conforms schema.json report.yaml.
func conforms(ts *testscript.TestScript, neg bool, args []string) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource("schema.json", doc))
	schema, err := c.Compile("schema.json")
	ts.Check(err)
	for _, file := range args[1:] {
		v, _, err := codec.DecodeInto[any]([]byte(ts.ReadFile(file)), file)
		ts.Check(err)
		var b bytes.Buffer
		ts.Check(codec.EncodeJSON(&b, v))
		data, err := jsonschema.UnmarshalJSON(&b)
		ts.Check(err)
		if err := schema.Validate(data); (err == nil) == neg {
			ts.Fatalf("%s: %v", file, err)
		}
	}
}

// text writes the text of a Word file to another file, a paragraph a line and tables as grids.
func text(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.TrimRight(docxtest.Text([]byte(ts.ReadFile(args[0])), "word/document.xml"), "\n")+"\n"), 0o666))
}

// makeDocx makes a Word file of paragraphs, or of markup: docx template.docx '甲方：{{甲方}}' '<w:p>…</w:p>'.
func makeDocx(ts *testscript.TestScript, _ bool, args []string) {
	var body strings.Builder
	for _, p := range args[1:] {
		if !strings.HasPrefix(p, "<w:") {
			p = docxtest.P(p)
		}
		body.WriteString(p)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), docxtest.Doc{Body: body.String()}.Bytes(), 0o666))
}

// tidy wants no temporary file in the folders, and the folders to be there.
func tidy(ts *testscript.TestScript, _ bool, args []string) {
	for _, dir := range args {
		ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Name() != "." && strings.HasPrefix(d.Name(), ".") && !d.IsDir() {
				return fmt.Errorf("%s is left over", path)
			}
			return err
		}))
	}
}

// truncate cuts a file to a number of bytes.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// smallDisk mounts a disk of a size at a folder until the end of the script.
func smallDisk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	ts.Check(exec.Command("mount", "-t", "tmpfs", "-o", "size="+args[1], "tmpfs", dir).Run())
	ts.Defer(func() { _ = exec.Command("umount", dir).Run() })
}

// older makes files an hour old.
func older(ts *testscript.TestScript, _ bool, args []string) {
	then := time.Now().Add(-time.Hour)
	for _, f := range args {
		ts.Check(os.Chtimes(ts.MkAbs(f), then, then))
	}
}

// makeBytes makes a file of bytes given in hexadecimal.
func makeBytes(ts *testscript.TestScript, _ bool, args []string) {
	b, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}
