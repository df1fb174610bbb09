//go:build acceptance

package acceptance

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

// folder collects documents under names of their own: form-blank-hn-base.docx.
type folder struct {
	t     *testing.T
	dir   string
	root  string // of the repository
	files []string
}

// all makes every document.
func (d *folder) all() {
	d.forms()
	d.profiles()
	d.commands()
	d.examples()
}

// add writes one document; one that cannot be written fails the test.
func (d *folder) add(name string, write func(io.Writer) error) {
	d.t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		d.t.Errorf("%s: %v", name, err)
		return
	}
	file := filepath.Join(d.dir, name+".docx")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.files = append(d.files, file)
}

// forms are each official form blank, as the paper form is, and filled with its sample.
func (d *folder) forms() {
	forms, err := form.Builtin.Forms()
	if err != nil || len(forms) < 8 {
		d.t.Fatalf("%d forms, %v", len(forms), err)
	}
	for _, f := range forms {
		blank := &evalreport.Report{Meta: evalreport.Meta{Year: 2023}}
		d.add("form-blank-"+f.ID, func(w io.Writer) error { return f.Render(w, blank) })
		d.add("form-sample-"+f.ID, func(w io.Writer) error {
			sample, err := f.Sample()
			if err != nil {
				return err
			}
			return f.Render(w, sample)
		})
	}
}

// profiles are the whole reports: each profile with its sample, and with nothing but a unit and a year.
func (d *folder) profiles() {
	profiles, err := form.Builtin.Profiles()
	if err != nil || len(profiles) < 7 {
		d.t.Fatalf("%d profiles, %v", len(profiles), err)
	}
	for _, p := range profiles {
		data, err := os.ReadFile(filepath.Join(d.root, "templates", "profiles", p.ID, "sample.yaml"))
		if os.IsNotExist(err) {
			continue // it prints a report as it was read, and refuses one that was not: import prints one
		}
		d.add("profile-bare-"+p.ID, func(w io.Writer) error {
			r := &evalreport.Report{Meta: evalreport.Meta{Unit: "临江县档案馆", Year: 2023, Profile: p.ID}}
			if len(p.Kinds) > 0 {
				r.Meta.Kind = p.Kinds[0]
			}
			return p.Render(w, r)
		})
		d.add("profile-sample-"+p.ID, func(w io.Writer) error {
			if err != nil {
				return err
			}
			r, _, err := codec.Decode(data, p.ID+"/sample.yaml")
			if err != nil {
				return err
			}
			return p.Render(w, r)
		})
	}
}

// commands are what the command writes: starters rendered as they are, exported Word files, and a round through import.
func (d *folder) commands() {
	command := d.build("cmd/evalreport")
	run := func(name string, stdin []byte, args ...string) (out []byte) {
		d.add(name, func(w io.Writer) error {
			c := exec.Command(command, args...)
			c.Stdin, c.Stderr = bytes.NewReader(stdin), os.Stderr
			var err error
			if out, err = c.Output(); err != nil {
				return err
			}
			_, err = w.Write(out)
			return err
		})
		return out
	}
	output := func(stdin []byte, args ...string) []byte {
		c := exec.Command(command, args...)
		c.Stdin = bytes.NewReader(stdin)
		out, err := c.Output()
		if err != nil {
			d.t.Errorf("evalreport %v: %v", args, err)
		}
		return out
	}
	for id := range d.ids("profiles/*/sample.yaml") {
		run("new-"+id, output(nil, "new", "--profile", id), "render", "-", "-o", "-")
	}
	for id := range d.ids("profiles/*/profile.yaml") {
		run("export-"+id, nil, "forms", "export", id, "-o", "-")
	}
	for id := range d.ids("*/form.yaml") {
		run("export-"+id, nil, "forms", "export", id, "-o", "-")
	}
	report := filepath.Join(d.root, "examples", "yiyang2022", "report.yaml")
	whole := run("render-yiyang2022", nil, "render", report, "-o", "-")
	run("render-filled-yiyang2022", nil, "render", report, "--fill", "-o", "-")
	run("imported-yiyang2022", output(whole, "import", "-"), "render", "-", "-o", "-")
}

// ids yields the names of the folders of templates that hold a file.
func (d *folder) ids(pattern string) map[string]bool {
	files, err := filepath.Glob(filepath.Join(d.root, "templates", pattern))
	if err != nil || len(files) == 0 {
		d.t.Fatalf("nothing matches %s, %v", pattern, err)
	}
	ids := map[string]bool{}
	for _, f := range files {
		ids[filepath.Base(filepath.Dir(f))] = true
	}
	return ids
}

// examples are the programs of a newcomer, each run in a folder of its own; what they leave there is collected.
func (d *folder) examples() {
	mains, err := filepath.Glob(filepath.Join(d.root, "examples", "*", "main.go"))
	if err != nil || len(mains) < 5 {
		d.t.Fatalf("%d examples, %v", len(mains), err)
	}
	for _, m := range mains {
		name := filepath.Base(filepath.Dir(m))
		if name == "httpserver" {
			continue // serves what profiles write; its own test posts to it
		}
		dir := d.t.TempDir()
		c := exec.Command(d.build("examples/" + name))
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			d.t.Errorf("example %s: %v: %s", name, err, out)
			continue
		}
		made, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
		if len(made) == 0 {
			d.t.Errorf("example %s leaves no document", name)
		}
		for _, file := range made {
			d.add("example-"+name+"-"+strings.TrimSuffix(filepath.Base(file), ".docx"), func(w io.Writer) error {
				data, err := os.ReadFile(file)
				if err != nil {
					return err
				}
				_, err = w.Write(data)
				return err
			})
		}
	}
}

// build compiles a program of the repository.
func (d *folder) build(pkg string) string {
	program := filepath.Join(d.t.TempDir(), filepath.Base(pkg))
	c := exec.Command("go", "build", "-o", program, "./"+pkg)
	c.Dir = d.root
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Fatalf("building %s: %v: %s", pkg, err, out)
	}
	return program
}
