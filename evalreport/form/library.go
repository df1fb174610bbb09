package form

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/evalreport/go/docxtemplate"
	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/templates"
)

// Library finds forms, profiles and schemes in one or more folders laid out like templates/. It compiles each Word file
// once, when it is first asked for, and may be used by any number of goroutines.
type Library struct {
	folders   []fs.FS // earlier ones win
	forms     cache[Form]
	profiles  cache[Profile]
	schemes   cache[evalreport.Scheme]
	documents cache[docxtemplate.Template]
}

// Builtin is the library of the forms and profiles that come with this module.
var Builtin = Open()

// Open makes a library of the given folders before the built-in one: what they have under an id of ours replaces it.
func Open(folders ...fs.FS) *Library {
	return &Library{folders: append(slices.Clip(folders), templates.FS)}
}

// Forms lists all forms, by id.
func (l *Library) Forms() ([]*Form, error) {
	return collect(l.list(".", formFile), l.Form)
}

// Profiles lists all profiles, by id.
func (l *Library) Profiles() ([]*Profile, error) {
	return collect(l.list("profiles", profileFile), l.Profile)
}

// Form finds a form by its id.
func (l *Library) Form(id string) (*Form, error) {
	return l.forms.get(id, func() (*Form, error) { return l.loadForm(id) })
}

// Profile finds a profile by its id.
func (l *Library) Profile(id string) (*Profile, error) {
	return l.profiles.get(id, func() (*Profile, error) { return l.loadProfile(id) })
}

// Find finds the form or, where no form has that id, the profile.
func (l *Library) Find(id string) (*Form, *Profile, error) {
	forms, profiles := l.list(".", formFile), l.list("profiles", profileFile)
	switch {
	case slices.Contains(forms, id):
		f, err := l.Form(id)
		return f, nil, err
	case slices.Contains(profiles, id):
		p, err := l.Profile(id)
		return nil, p, err
	}
	return nil, nil, unknown("表或模板", id, append(forms, profiles...))
}

// unknown says that there is no what with an id, and which there are.
func unknown(what, id string, known []string) error {
	return fmt.Errorf("没有编号为“%s”的%s，可用的有：%s", id, what, strings.Join(known, "、"))
}

// Scheme finds a scheme of weights and grades by its id.
func (l *Library) Scheme(id string) (*evalreport.Scheme, error) {
	return l.schemes.get(id, func() (*evalreport.Scheme, error) {
		file := path.Join("schemes", id+".yaml")
		s, err := decodeFile[evalreport.Scheme](l, file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, unknown("评分方案", id, l.schemeIDs())
		}
		return s, err
	})
}

func (l *Library) schemeIDs() []string {
	var ids []string
	for _, f := range l.folders {
		entries, _ := fs.ReadDir(f, "schemes")
		for _, e := range entries {
			if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// SchemeFor is the scheme that scores report: its own, or its profile's.
func (l *Library) SchemeFor(r *evalreport.Report) (*evalreport.Scheme, error) {
	if r.Meta.Scheme != "" {
		return l.Scheme(r.Meta.Scheme)
	}
	p, err := l.ProfileFor(r)
	if err != nil {
		return nil, err
	}
	return l.Scheme(p.Scheme)
}

// list names the folders below dir that hold file.
func (l *Library) list(dir, file string) []string {
	var ids []string
	for _, f := range l.folders {
		entries, _ := fs.ReadDir(f, dir)
		for _, e := range entries {
			if !e.IsDir() || slices.Contains(ids, e.Name()) {
				continue
			}
			if _, err := fs.Stat(f, path.Join(dir, e.Name(), file)); err == nil {
				ids = append(ids, e.Name())
			}
		}
	}
	slices.Sort(ids)
	return ids
}

func collect[T any](ids []string, get func(string) (*T, error)) ([]*T, error) {
	var all []*T
	for _, id := range ids {
		v, err := get(id)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// ReadFile reads a file of the first folder that has it.
func (l *Library) ReadFile(name string) ([]byte, error) {
	for _, f := range l.folders {
		b, err := fs.ReadFile(f, name)
		if err == nil {
			return b, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s：%w", name, err)
		}
	}
	return nil, fmt.Errorf("%s：%w", name, fs.ErrNotExist)
}

func decodeFile[T any](l *Library, name string) (*T, error) {
	data, err := l.ReadFile(name)
	if err != nil {
		return nil, err
	}
	v, _, err := codec.DecodeInto[T](data, name)
	if err != nil {
		return nil, err
	}
	return &v, nil
}

// compile compiles the Word file name against the type of its data, once.
func (l *Library) compile(name string, data reflect.Type) (*docxtemplate.Template, error) {
	return l.documents.get(name, func() (*docxtemplate.Template, error) {
		src, err := l.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return compile(src, name, data)
	})
}

// cache keeps the first value made for each key; a failure is not kept.
type cache[T any] struct{ m sync.Map }

func (c *cache[T]) get(key string, make func() (*T, error)) (*T, error) {
	if v, ok := c.m.Load(key); ok {
		return v.(*T), nil
	}
	v, err := make()
	if err != nil {
		return nil, err
	}
	kept, _ := c.m.LoadOrStore(key, v)
	return kept.(*T), nil
}
