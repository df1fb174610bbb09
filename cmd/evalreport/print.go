package main

import (
	"fmt"
	"io"

	"github.com/evalreport/go/evalreport/check"
)

// printer prints the findings of one file or of many. One file makes one JSON object, several make an array of them; SARIF
// is one log, since it names the file at each finding.
type printer struct {
	w      io.Writer
	format string
	files  int // to be printed
	done   int
	total  check.Summary

	findings []check.Finding // kept for SARIF
	rules    []*check.Rule
	file     string
}

func newPrinter(w io.Writer, format string, files int) *printer {
	return &printer{w: w, format: format, files: files}
}

func (p *printer) print(file string, findings []check.Finding, ran []*check.Rule) error {
	s := check.Summarise(findings)
	p.total.Errors, p.total.Warnings, p.total.Infos = p.total.Errors+s.Errors, p.total.Warnings+s.Warnings, p.total.Infos+s.Infos
	p.done++
	switch p.format {
	case "json":
		if err := p.separate(); err != nil {
			return err
		}
		return check.WriteJSON(p.w, file, findings)
	case "sarif":
		p.keep(file, findings, ran)
		return nil
	}
	if p.done > 1 {
		fmt.Fprintln(p.w)
	}
	return check.WriteText(p.w, file, findings)
}

// separate writes what stands before an element of the array.
func (p *printer) separate() error {
	if p.files == 1 {
		return nil
	}
	mark := ","
	if p.done == 1 {
		mark = "["
	}
	_, err := fmt.Fprintln(p.w, mark)
	return err
}

func (p *printer) keep(file string, findings []check.Finding, ran []*check.Rule) {
	for _, f := range findings {
		if f.Place.File == "" {
			f.Place.File = file
		}
		p.findings = append(p.findings, f)
	}
	p.rules, p.file = ran, file
}

// close writes what stands after the last file.
func (p *printer) close() error {
	var err error
	switch {
	case p.format == "sarif":
		return check.WriteSARIF(p.w, p.file, p.findings, p.rules)
	case p.files == 1:
	case p.format == "json" && p.done == 0:
		_, err = fmt.Fprintln(p.w, "[]")
	case p.format == "json":
		_, err = fmt.Fprintln(p.w, "]")
	default:
		_, err = fmt.Fprintf(p.w, "\n%d 份文件：%s\n", p.done, p.total)
	}
	return err
}
