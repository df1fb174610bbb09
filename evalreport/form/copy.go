package form

import (
	"fmt"
	"path"
	"regexp"
)

// File is a file of a folder of templates.
type File struct {
	Name string // profiles/linjiang/profile.yaml
	Data []byte
}

var idLine = regexp.MustCompile(`(?m)^id:.*$`)

// Copy is a form or a profile under another id, as the files of a folder of templates: what Word cannot say, and the Word
// file. It is where a locality's own begins.
func (l *Library) Copy(id, as string) ([]File, error) {
	var source interface{ Docx() ([]byte, error) }
	folder, spec, word := as, path.Join(id, formFile), "form.docx"
	if f, err := l.Form(id); err == nil {
		source = f
	} else if p, err := l.Profile(id); err == nil {
		source, folder, spec, word = p, path.Join("profiles", as), path.Join("profiles", id, profileFile), p.File
	} else {
		return nil, fmt.Errorf("没有编号为“%s”的表或模板，见 evalreport forms list", id)
	}
	docx, err := source.Docx()
	if err != nil {
		return nil, err
	}
	yaml, err := l.ReadFile(spec)
	if err != nil {
		return nil, err
	}
	yaml = idLine.ReplaceAllLiteral(yaml, []byte("id: "+as))
	return []File{{path.Join(folder, path.Base(spec)), yaml}, {path.Join(folder, word), docx}}, nil
}
