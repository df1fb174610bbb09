package form

import (
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
	f, p, err := l.Find(id)
	if err != nil {
		return nil, err
	}
	folder, spec, word := as, path.Join(id, formFile), "form.docx"
	docx := f.Docx
	if p != nil {
		folder, spec, word, docx = path.Join("profiles", as), path.Join("profiles", id, profileFile), p.File, p.Docx
	}
	data, err := docx()
	if err != nil {
		return nil, err
	}
	yaml, err := l.ReadFile(spec)
	if err != nil {
		return nil, err
	}
	yaml = idLine.ReplaceAllLiteral(yaml, []byte("id: "+as))
	return []File{{path.Join(folder, path.Base(spec)), yaml}, {path.Join(folder, word), data}}, nil
}
