//go:build acceptance

package acceptance

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestSameBytesEverywhere fills the workloads on other machines: with one processor, with 32 bits, in WebAssembly.
func TestSameBytesEverywhere(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	wasm := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec")
	want := ""
	for _, m := range []struct {
		name   string
		env    []string
		runner []string
	}{
		{"native", nil, nil},
		{"one processor", []string{"GOMAXPROCS=1"}, nil},
		{"32 bits", []string{"GOOS=linux", "GOARCH=386", "CGO_ENABLED=0"}, nil},
		{"WebAssembly", []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"}, []string{wasm}},
	} {
		t.Run(m.name, func(t *testing.T) {
			if m.name == "32 bits" && (runtime.GOOS != "linux" || runtime.GOARCH != "amd64") {
				t.Skip("only linux/amd64 runs programs of 32 bits")
			}
			program := filepath.Join(t.TempDir(), "bench")
			c := exec.Command("go", "build", "-o", program, "../../docxtemplate/bench")
			c.Env = append(os.Environ(), m.env...)
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			args := append(m.runner, program, "sums")
			c = exec.Command(args[0], args[1:]...)
			c.Env = append(os.Environ(), m.env...)
			c.Stderr = os.Stderr
			out, err := c.Output()
			if err != nil {
				t.Fatal(err)
			}
			if want == "" {
				want = string(out)
			}
			if got := string(out); got != want || len(got) < 2*64 {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}
