// Package form finds official forms and profiles, compiles each Word file once, and fills it from a report.
//
//	p, err := form.Builtin.Profile("hunan")
//	…
//	err = p.Render(w, report)
//
// A form is an official layout; a profile is what a locality prescribes: its outline, its forms, its scheme. Both are
// data (see package templates), and a library opened over other folders brings its own.
package form

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strings"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
)

const (
	formFile    = "form.yaml"
	profileFile = "profile.yaml"
)

// Spec is what a form.yaml says: what a Word file cannot say of itself.
type Spec struct {
	ID          string              `json:"id" label:"编号" validate:"required"`
	Title       string              `json:"title" label:"标题" validate:"required"` // with {{年度}}, as listed among the attachments
	Name        string              `json:"name" label:"名称" validate:"required"`
	Caption     string              `json:"caption,omitzero" label:"附件标号"` // what the paper form has printed: 附件1
	Basis       string              `json:"basis,omitzero" label:"依据"`
	Unit        string              `json:"unit,omitzero" label:"金额单位"`
	Years       string              `json:"years,omitzero" label:"适用年度"`
	Scheme      string              `json:"scheme,omitzero" label:"评分方案"`
	Orientation string              `json:"orientation,omitzero" label:"纸张方向"`
	Binds       string              `json:"binds" label:"对应数据" validate:"required"` // path of the part of the report that it prints
	Source      string              `json:"source,omitzero" label:"来源"`
	Variants    []string            `json:"variants,omitempty" label:"变体"`
	Labels      map[string][]string `json:"labels,omitempty" label:"别名"`  // other spellings of its labels
	Skeleton    codec.Raw           `json:"skeleton,omitzero" label:"空表"` // what the blank form has printed
}

// Form is an official form.
type Form struct {
	Spec
	lib      *Library
	binds    reflect.Type // of one filled form
	list     bool         // binds names a list: one form for each element
	skeleton reflect.Value
}

func (l *Library) loadForm(id string) (*Form, error) {
	spec, err := decodeFile[Spec](l, path.Join(id, formFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, unknown("表", id, l.list(".", formFile))
	}
	if err != nil {
		return nil, err
	}
	f := &Form{Spec: *spec, lib: l}
	if f.ID != id {
		return nil, fmt.Errorf("%s/%s：编号是“%s”，应与文件夹名相同", id, formFile, f.ID)
	}
	binds, ok := evalreport.Path(&evalreport.Report{}, f.Binds)
	if !ok {
		return nil, fmt.Errorf("%s/%s：报告里没有“%s”这一部分（binds）", id, formFile, f.Binds)
	}
	bound, _ := evalreport.Lookup(&evalreport.Report{}, binds)
	f.Binds = binds
	f.binds = bound.Type()
	if f.binds.Kind() == reflect.Slice {
		f.binds, f.list = f.binds.Elem(), true
	}
	skeleton := reflect.New(f.binds)
	if _, err := f.Skeleton.Decode(skeleton.Interface()); err != nil {
		return nil, err
	}
	f.skeleton = skeleton.Elem()
	return f, nil
}

// file is the name of the form's Word file.
func (f *Form) file() string { return path.Join(f.ID, "form.docx") }

// Docx is the form's Word file, to be edited in Word.
func (f *Form) Docx() ([]byte, error) { return f.lib.ReadFile(f.file()) }

// Template is the form's compiled Word file.
func (f *Form) Template() (*docxtemplate.Template, error) {
	return f.lib.compile(f.file(), viewType(f.binds))
}

// Sample is a report with a filled example of this form.
func (f *Form) Sample() (*evalreport.Report, error) {
	name := path.Join(f.ID, "sample.yaml")
	data, err := f.lib.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r, _, err := codec.Decode(data, name)
	return r, err
}

func fillYear(s string, r *evalreport.Report) string {
	return strings.ReplaceAll(s, "{{年度}}", fmt.Sprint(r.Meta.Year))
}

// Render writes the form alone, filled from r, as a .docx. A form of which the report has several (one for each project)
// is written once for each, on pages of their own; one that the report has not at all is written blank.
func (f *Form) Render(w io.Writer, r *evalreport.Report) error {
	t, err := f.Template()
	if err != nil {
		return err
	}
	filled := f.of(r)
	if len(filled) == 1 {
		return t.Execute(w, f.view(filled[0], captionNumber(f.Caption), r))
	}
	return f.renderAll(w, t, filled, r)
}

// renderAll joins several copies of the form: the first is the document, the others are appended to it.
func (f *Form) renderAll(w io.Writer, t *docxtemplate.Template, filled []reflect.Value, r *evalreport.Report) error {
	joined := make([]docxtemplate.Document, len(filled))
	for i, v := range filled {
		joined[i] = docxtemplate.Document{Template: t, Data: f.view(v, captionNumber(f.Caption), r)}
	}
	return docxtemplate.Join(w, joined...)
}

// of lists what the report has of this form; a report without it gives the blank form.
func (f *Form) of(r *evalreport.Report) []reflect.Value {
	v, _ := evalreport.Lookup(r, f.Binds)
	if !f.list {
		return []reflect.Value{f.orBlank(v)}
	}
	if v.Len() == 0 {
		return []reflect.Value{f.skeleton}
	}
	all := make([]reflect.Value, v.Len())
	for i := range all {
		all[i] = f.orBlank(v.Index(i))
	}
	return all
}

// orBlank gives a form that has nothing in it the words that the paper form has printed, and gives its empty lists the
// rows that the paper form has.
func (f *Form) orBlank(v reflect.Value) reflect.Value {
	if v.IsZero() {
		return f.skeleton
	}
	filled := reflect.New(f.binds).Elem()
	filled.Set(v)
	for i := range filled.NumField() {
		if at := filled.Field(i); at.Kind() == reflect.Slice && at.Len() == 0 {
			at.Set(f.skeleton.Field(i))
		}
	}
	return filled
}

// viewType is the data that a form's tags see: the form's own fields first, then the report's.
func viewType(binds reflect.Type) reflect.Type {
	return reflect.StructOf([]reflect.StructField{
		{Name: "Number", Type: reflect.TypeFor[string](), Tag: `json:"number" label:"附件号"`},
		{Name: "Sole", Type: reflect.TypeFor[bool](), Tag: `json:"sole" label:"唯一附件"`}, // the only attachment has no number
		{Name: "Form", Type: reflect.PointerTo(binds), Tag: `json:"form" label:"表,inline"`},
		{Name: "Report", Type: reflect.TypeFor[*evalreport.Report](), Tag: `json:"report" label:"报告,inline"`},
	})
}

func (f *Form) view(filled reflect.Value, number string, r *evalreport.Report) any {
	return f.attachedView(filled, number, false, r)
}

func (f *Form) attachedView(filled reflect.Value, number string, sole bool, r *evalreport.Report) any {
	v := reflect.New(viewType(f.binds)).Elem()
	ptr := reflect.New(f.binds)
	ptr.Elem().Set(filled)
	v.Field(0).SetString(number)
	v.Field(1).SetBool(sole)
	v.Field(2).Set(ptr)
	v.Field(3).Set(reflect.ValueOf(r))
	return v.Addr().Interface()
}

// captionNumber is the number in 附件1.
func captionNumber(caption string) string { return strings.TrimPrefix(caption, "附件") }

func compile(src []byte, name string, data reflect.Type) (*docxtemplate.Template, error) {
	config := docxtemplate.Config{Name: name, Type: data, Rich: rich}
	return config.Compile(bytes.NewReader(src), int64(len(src)))
}
