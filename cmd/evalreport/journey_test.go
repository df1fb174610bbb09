package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport/form"
)

// call runs the command and wants its exit status; it returns what was printed.
func call(t *testing.T, status int, args ...string) (out, errors string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(args, streams{strings.NewReader(""), &o, &e}); got != status {
		t.Fatalf("evalreport %s: exit status %d, want %d\n%s%s", strings.Join(args, " "), got, status, o.String(), e.String())
	}
	return o.String(), e.String()
}

// TestClerk walks the main way with every profile: a starter is filled in with a unit and a date, rendered whole and form by
// form, with what can be derived and without, and checked, as data and as the document; no step has an error to show.
func TestClerk(t *testing.T) {
	profiles, err := form.Builtin.Profiles()
	if err != nil || len(profiles) < 7 {
		t.Fatalf("%d profiles, %v", len(profiles), err)
	}
	for _, p := range profiles {
		if len(p.Sections) == 0 {
			continue // it prints what was read in, and is nothing to begin with
		}
		t.Run(p.ID, func(t *testing.T) {
			dir := t.TempDir()
			data, docx := filepath.Join(dir, "报告.yaml"), filepath.Join(dir, "报告.docx")
			call(t, exitOK, "new", "--profile", p.ID, "-o", data)
			yaml, err := os.ReadFile(data)
			if err != nil {
				t.Fatal(err)
			}
			filled := strings.NewReplacer("  unit:  #", "  unit: 临江县档案馆  #", "  date:  # 成文日期", "  date: 2026年3月15日  # 成文日期", "  subject:  #", "  subject: 档案数字化  #").Replace(string(yaml))
			if err := os.WriteFile(data, []byte(filled), 0o600); err != nil {
				t.Fatal(err)
			}
			_, said := call(t, exitOK, "render", data)
			if want := "已生成 " + docx + "\n"; said != want {
				t.Errorf("render says %q, want %q", said, want)
			}
			call(t, exitOK, "render", data, "--fill", "-o", filepath.Join(dir, "推算.docx"))
			for _, pf := range p.Forms {
				call(t, exitOK, "render", data, "--form", pf.Form)
			}
			for _, file := range []string{data, docx} {
				call(t, exitOK, "check", file, "--profile", p.ID)
			}
			call(t, exitOK, "import", docx, "-o", filepath.Join(dir, "读回.yaml"))
			call(t, exitOK, "render", filepath.Join(dir, "读回.yaml"), "--profile", p.ID)
		})
	}
}
