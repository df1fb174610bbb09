package form

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
)

// DefaultProfile is the profile of a report that names none.
const DefaultProfile = "hunan"

// publishedProfile prints a report that was read in with its own headings, numbers and tables: {{+原文}}.
const publishedProfile = "published"

// ProfileSpec is what a profile.yaml says.
type ProfileSpec struct {
	ID       string              `json:"id" label:"编号" validate:"required"`
	Title    string              `json:"title" label:"名称" validate:"required"`
	Basis    string              `json:"basis,omitzero" label:"依据"`
	Source   string              `json:"source,omitzero" label:"来源"`
	Kinds    []evalreport.Kind   `json:"kinds,omitempty" label:"报告类型"`
	Years    string              `json:"years,omitzero" label:"适用年度"`
	File     string              `json:"template" label:"Word 文件" validate:"required"`
	Scheme   string              `json:"scheme" label:"评分方案" validate:"required"`
	Forms    []ProfileForm       `json:"forms,omitempty" label:"表" validate:"dive"`
	Sections []ProfileSection    `json:"sections,omitempty" label:"提纲" validate:"dive"`
	Headings map[string][]string `json:"headings,omitempty" label:"标题别名"` // section path → other headings
	Rules    codec.Raw           `json:"rules,omitzero" label:"规则"`       // what is checked otherwise here; package rules reads it
}

// ProfileForm is a form that the profile's report has attached, or inside its text; one for each element where the form
// binds a list.
type ProfileForm struct {
	Form     string `json:"form" label:"表" validate:"required"`
	Required bool   `json:"required,omitzero" label:"必备"`
	Inline   bool   `json:"inline,omitzero" label:"在正文内"` // stands in the text, not among the attachments
	Title    string `json:"title,omitzero" label:"名称"`    // in the list of attachments, with {{年度}} and {{项目名称}}
}

// ProfileSection is a heading of the prescribed outline.
type ProfileSection struct {
	Heading  string `json:"heading,omitzero" label:"标题"`
	Level    int    `json:"level,omitzero" label:"级别"`
	Path     string `json:"path,omitzero" label:"章节"`
	Required bool   `json:"required,omitzero" label:"必备"`
}

// Profile is what a locality prescribes: outline, forms, scheme.
type Profile struct {
	ProfileSpec
	lib *Library
}

func (l *Library) loadProfile(id string) (*Profile, error) {
	file := path.Join("profiles", id, profileFile)
	spec, err := decodeFile[ProfileSpec](l, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, unknown("模板", id, l.list("profiles", profileFile))
	}
	if err != nil {
		return nil, err
	}
	if spec.ID != id {
		return nil, fmt.Errorf("%s：编号是“%s”，应与文件夹名相同", file, spec.ID)
	}
	p := &Profile{ProfileSpec: *spec, lib: l}
	for i := range p.Sections {
		p.Sections[i].Path = pathOf(p.Sections[i].Path)
	}
	return p, nil
}

// pathOf is the path of a part of a report that may be given by its label. One that there is not is left for Lint to name.
func pathOf(name string) string {
	if path, ok := evalreport.Path(&evalreport.Report{}, name); ok {
		return path
	}
	return name
}

// ProfileFor is the profile that the report names. One that names none is printed as it was published when it was read
// in, headings and all, and with the default profile when it was typed.
func (l *Library) ProfileFor(r *evalreport.Report) (*Profile, error) {
	switch {
	case r.Meta.Profile != "":
		return l.Profile(r.Meta.Profile)
	case len(r.Outline) > 0:
		return l.Profile(publishedProfile)
	}
	return l.Profile(DefaultProfile)
}

// attached is an attachment with its number, as the profile's Word file sees it: {{附件.编号}}, {{附件.名称}}, {{+附件.表}}.
type attached struct {
	Number   string                 `json:"number" label:"编号"`
	Title    string                 `json:"title" label:"名称"`
	Document *docxtemplate.Document `json:"document,omitzero" label:"表"`
}

// reportView is what a profile's tags see: the attachments with their forms, then the report.
type reportView struct {
	Attached []attached                       `json:"attached" label:"附件"`
	Inline   map[string]docxtemplate.Document `json:"forms" label:"表单"` // {{+表单.dc-budget}}
	Text     []evalreport.PublishedBlock      `json:"published" label:"原文"`
	Report   *evalreport.Report               `json:"report" label:"报告,inline"`
}

func (p *Profile) file() string { return path.Join("profiles", p.ID, p.File) }

// Docx is the profile's Word file, to be edited in Word.
func (p *Profile) Docx() ([]byte, error) { return p.lib.ReadFile(p.file()) }

// Template is the profile's compiled Word file.
func (p *Profile) Template() (*docxtemplate.Template, error) {
	return p.lib.compile(p.file(), reflect.TypeFor[*reportView]())
}

// Render writes the whole report as one .docx: title, narrative, list of attachments, signature, and each form that the
// report has, on pages of its own in its own orientation. Errors say which tag of which Word file cannot be filled; a report
// that was typed is refused by the profile that prints what was read.
func (p *Profile) Render(w io.Writer, r *evalreport.Report) error {
	t, err := p.Template()
	if err != nil {
		return err
	}
	view := reportView{Report: r, Text: slices.Collect(r.Published()), Inline: map[string]docxtemplate.Document{}}
	if p.ID == publishedProfile && len(view.Text) == 0 {
		return fmt.Errorf("模板“%s”按原文印出读入的报告，这份报告没有原文（outline），印出来是空的。请改用写明章节的模板，如 %s", p.ID, DefaultProfile)
	}
	if err := p.attach(&view); err != nil {
		return err
	}
	return t.Execute(w, &view)
}

// attach lists the attachments: those that the report itself lists, or one for each form that it has.
func (p *Profile) attach(view *reportView) error {
	forms, err := p.filled(view)
	if err != nil {
		return err
	}
	if len(view.Report.Attachments) == 0 {
		view.Attached = number(forms)
		return nil
	}
	for i, a := range view.Report.Attachments {
		entry := attached{Number: a.Number, Title: a.Title}
		if entry.Number == "" {
			entry.Number = strconv.Itoa(i + 1)
		}
		path, _ := evalreport.Path(view.Report, a.Form)
		if at := slices.IndexFunc(forms, func(f filledForm) bool { return f.path == path }); at >= 0 {
			entry.Document = forms[at].attached(entry.Number, len(view.Report.Attachments) == 1)
		}
		view.Attached = append(view.Attached, entry)
	}
	return nil
}

// filledForm is one form of the report, before it has its number.
type filledForm struct {
	form  *Form
	tmpl  *docxtemplate.Template
	value reflect.Value
	path  string
	title string
	r     *evalreport.Report
}

// inline is the form inside the text.
func (f filledForm) inline() *docxtemplate.Document {
	return &docxtemplate.Document{Template: f.tmpl, Data: f.form.view(f.value, "", f.r)}
}

// attached is the form among the attachments; the only one says 附件 and no number.
func (f filledForm) attached(number string, sole bool) *docxtemplate.Document {
	return &docxtemplate.Document{Template: f.tmpl, Data: f.form.attachedView(f.value, number, sole, f.r)}
}

func number(forms []filledForm) []attached {
	var list []attached
	for i, f := range forms {
		n := strconv.Itoa(i + 1)
		list = append(list, attached{Number: n, Title: f.title, Document: f.attached(n, len(forms) == 1)})
	}
	return list
}

// filled lists the attached forms that the report has or must have, in the profile's order, and puts those inside the text
// into view.
func (p *Profile) filled(view *reportView) ([]filledForm, error) {
	var forms []filledForm
	for _, pf := range p.Forms {
		f, err := p.lib.Form(pf.Form)
		if err != nil {
			return nil, fmt.Errorf("模板“%s”：%w", p.ID, err)
		}
		tmpl, err := f.Template()
		if err != nil {
			return nil, err
		}
		found := f.found(view.Report, pf.Required)
		for i := range found {
			found[i].tmpl, found[i].title = tmpl, pf.titleFor(f, found[i])
		}
		if pf.Inline {
			for _, one := range found {
				view.Inline[f.ID] = *one.inline()
			}
			continue
		}
		forms = append(forms, found...)
	}
	return forms, nil
}

// found lists what the report has of the form. Of a form that the report has not at all there is nothing, or where it is
// required the blank form, as on paper.
func (f *Form) found(r *evalreport.Report, required bool) []filledForm {
	v, _ := evalreport.Lookup(r, f.Binds)
	if blank := v.IsZero() || f.list && v.Len() == 0; blank && !required {
		return nil
	}
	var list []filledForm
	for i, value := range f.of(r) {
		one := filledForm{form: f, value: value, path: f.Binds, r: r}
		if f.list {
			one.path = fmt.Sprintf("%s[%d]", f.Binds, i)
		}
		list = append(list, one)
	}
	return list
}

func (pf ProfileForm) titleFor(f *Form, one filledForm) string {
	title := pf.Title
	if title == "" {
		title = f.Title
	}
	project, own := "", ""
	if p, ok := one.value.Interface().(evalreport.ProjectSelfEvaluation); ok {
		project, own = p.Project, p.Title
	}
	if own != "" {
		return own
	}
	return strings.ReplaceAll(fillYear(title, one.r), "{{项目名称}}", project)
}

// Required lists the paths of the sections and forms that a report of this profile must have.
func (p *Profile) Required() []string {
	var paths []string
	for _, s := range p.Sections {
		if s.Required && s.Path != "" {
			paths = append(paths, s.Path)
		}
	}
	for _, pf := range p.Forms {
		if f, err := p.lib.Form(pf.Form); err == nil && pf.Required {
			paths = append(paths, f.Binds)
		}
	}
	return paths
}

// SectionHeadings are the headings of the prescribed outline by the path of their section.
func (p *Profile) SectionHeadings() map[string]string {
	list := map[string]string{}
	for _, s := range p.Sections {
		if s.Path != "" && s.Heading != "" {
			list[s.Path] = s.Heading
		}
	}
	return list
}

// Render writes the whole report as one .docx with the profile that it names, or the default one; see [Profile.Render].
func (l *Library) Render(w io.Writer, r *evalreport.Report) error {
	p, err := l.ProfileFor(r)
	if err != nil {
		return err
	}
	return p.Render(w, r)
}
