// Package soffice opens documents in LibreOffice, for tests: it turns them into PDF, counts pages, draws pages.
//
//	office, err := soffice.New()
//	…
//	defer office.Close()
//	err = office.PDF(ctx, dir, "report.docx")
//	pages, err := soffice.Pages(ctx, filepath.Join(dir, "report.pdf"))
package soffice

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// batch is how many files one run of LibreOffice takes; it silently leaves out what is beyond some 245.
const batch = 100

// Office is LibreOffice with a user profile of its own, so that several may run beside each other and beside a person's.
// One Office runs one conversion at a time.
type Office struct {
	program string
	profile string
}

// New finds LibreOffice.
func New() (*Office, error) {
	program, err := find("soffice", "libreoffice")
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "soffice-profile")
	if err != nil {
		return nil, err
	}
	return &Office{program, profile}, nil
}

// Close removes the profile.
func (o *Office) Close() error { return os.RemoveAll(o.profile) }

func find(names ...string) (string, error) {
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", fmt.Errorf("%s is not installed", names[0])
}

// PDF writes a PDF of each file to dir, under the file's name with the ending .pdf. A file that LibreOffice cannot open
// is an error, and does not keep the others from being converted.
func (o *Office) PDF(ctx context.Context, dir string, files ...string) error {
	for at := 0; at < len(files); at += batch {
		some := files[at:min(at+batch, len(files))]
		if err := o.convert(ctx, dir, some); err != nil && ctx.Err() != nil {
			return err
		}
	}
	var failed []error
	for _, f := range files { // one crash loses the rest of its run
		if written(dir, f) {
			continue
		}
		err := o.convert(ctx, dir, []string{f})
		if !written(dir, f) {
			failed = append(failed, fmt.Errorf("LibreOffice does not open %s: %v", f, err))
		}
	}
	return errors.Join(failed...)
}

// pdf is the file that LibreOffice writes for a document.
func pdf(dir, file string) string {
	base := filepath.Base(file)
	return filepath.Join(dir, strings.TrimSuffix(base, filepath.Ext(base))+".pdf")
}

func written(dir, file string) bool {
	info, err := os.Stat(pdf(dir, file))
	return err == nil && info.Size() > 0
}

func (o *Office) convert(ctx context.Context, dir string, files []string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute+time.Duration(len(files))*10*time.Second)
	defer cancel()
	args := append([]string{
		"-env:UserInstallation=file://" + filepath.ToSlash(o.profile),
		"--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", dir,
	}, files...)
	c := exec.CommandContext(ctx, o.program, args...)
	c.Env = append(os.Environ(), "SAL_USE_VCLPLUGIN=svp", "LC_ALL=C.UTF-8")
	c.WaitDelay = 5 * time.Second
	out, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// Pages counts the pages of a PDF, by Poppler's pdfinfo.
func Pages(ctx context.Context, pdf string) (int, error) {
	out, err := exec.CommandContext(ctx, "pdfinfo", pdf).Output()
	if err != nil {
		return 0, fmt.Errorf("pdfinfo %s: %w", pdf, err)
	}
	for line := range strings.Lines(string(out)) {
		if n, ok := strings.CutPrefix(line, "Pages:"); ok {
			return strconv.Atoi(strings.TrimSpace(n))
		}
	}
	return 0, fmt.Errorf("pdfinfo %s: no page count", pdf)
}

// PNG draws the pages of a PDF at dpi dots per inch, as prefix-1.png, prefix-2.png and so on.
func PNG(ctx context.Context, pdf, prefix string, dpi int) error {
	if out, err := exec.CommandContext(ctx, "pdftoppm", "-r", strconv.Itoa(dpi), "-png", pdf, prefix).CombinedOutput(); err != nil {
		return fmt.Errorf("pdftoppm %s: %w: %s", pdf, err, bytes.TrimSpace(out))
	}
	return nil
}
