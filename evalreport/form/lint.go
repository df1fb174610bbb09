package form

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/document"
)

// Shadow prints the grid of the form's tables as text, one line for each cell with its tags: T1 R4 C1 4x1 绩效指标.
func (f *Form) Shadow() (string, error) {
	src, err := f.Docx()
	if err != nil {
		return "", err
	}
	doc, err := document.ReadDocx(bytes.NewReader(src), int64(len(src)), document.Options{})
	if err != nil {
		return "", fmt.Errorf("%s：%w", f.file(), err)
	}
	var b bytes.Buffer
	for i, t := range document.Tables(doc.Blocks) {
		b.WriteString(t.Grid.Shadow(fmt.Sprintf("T%d ", i+1)))
	}
	return b.String(), nil
}

// Lint finds everything wrong with the library's own first folder: form.yaml and profile.yaml that do not read, Word
// files that do not compile, tags that the report has no data for, forms, schemes and sections that do not exist; and
// whatever the further checks find in a profile.
func (l *Library) Lint(further ...func(*Profile) error) []error {
	var faults []error
	note := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	own := &Library{folders: l.folders[:1]}
	for _, id := range own.list(".", formFile) {
		note(l.lintForm(id))
	}
	for _, id := range own.list("profiles", profileFile) {
		faults = append(faults, l.lintProfile(id)...)
		if p, err := l.Profile(id); err == nil {
			for _, check := range further {
				note(check(p))
			}
		}
	}
	if len(faults) == 0 && len(own.list(".", formFile))+len(own.list("profiles", profileFile)) == 0 {
		note(fmt.Errorf("文件夹里没有表（*/%s），也没有模板（profiles/*/%s）", formFile, profileFile))
	}
	return faults
}

func (l *Library) lintForm(id string) error {
	f, err := l.Form(id)
	if err != nil {
		return err
	}
	if f.Scheme != "" {
		if _, err := l.Scheme(f.Scheme); err != nil {
			return fmt.Errorf("%s/%s：%w", id, formFile, err)
		}
	}
	_, err = f.Template()
	return err
}

func (l *Library) lintProfile(id string) []error {
	p, err := l.Profile(id)
	if err != nil {
		return []error{err}
	}
	var faults []error
	fault := func(err error) { faults = append(faults, fmt.Errorf("profiles/%s/%s：%w", id, profileFile, err)) }
	if _, err := l.Scheme(p.Scheme); err != nil {
		fault(err)
	}
	for _, pf := range p.Forms {
		if _, err := l.Form(pf.Form); err != nil {
			fault(err)
		}
	}
	for _, s := range p.Sections {
		if s.Path == "" {
			continue
		}
		if _, ok := evalreport.Lookup(&evalreport.Report{}, s.Path); !ok {
			fault(fmt.Errorf("报告里没有“%s”这一章节", s.Path))
		}
	}
	for path := range p.Headings {
		if _, ok := evalreport.Lookup(&evalreport.Report{}, path); !ok {
			fault(fmt.Errorf("标题别名（headings）：报告里没有“%s”这一章节", path))
		}
	}
	if _, err := p.Template(); err != nil {
		return append(faults, err)
	}
	missing, err := p.unprinted()
	if err != nil {
		return append(faults, err)
	}
	for _, h := range missing {
		fault(fmt.Errorf("标题“%s”在 %s 里没有，或次序不同。两处的字、编号、标点要一样", h, p.File))
	}
	return faults
}

// unprinted are the headings that the profile prescribes and its Word file does not print, or not in this order.
func (p *Profile) unprinted() ([]string, error) {
	src, err := p.Docx()
	if err != nil {
		return nil, err
	}
	doc, err := document.ReadDocx(bytes.NewReader(src), int64(len(src)), document.Options{})
	if err != nil {
		return nil, fmt.Errorf("%s：%w", p.file(), err)
	}
	var missing []string
	rest := document.Paragraphs(doc.Blocks)
	for _, s := range p.Sections {
		printed := func(p *document.Paragraph) bool { return strings.Contains(p.Text, s.Heading) }
		if at := slices.IndexFunc(rest, printed); at >= 0 {
			rest = rest[at:]
			continue
		}
		missing = append(missing, s.Heading)
	}
	return missing, nil
}
