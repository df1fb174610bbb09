package extract

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/templates"
)

//go:embed vocabulary.yaml fields.yaml layouts/*.txt
var own embed.FS

// synonyms maps a folded label to its other spellings.
type synonyms map[string][]string

func (s synonyms) of(base string) []string { return s[base] }

func (s synonyms) add(name string, others []string) {
	k := readLabel(name).base
	for _, o := range others {
		l := readLabel(o)
		s[k] = append(s[k], l.base)
		if l.bare != l.base && l.bare != "" {
			s[k] = append(s[k], l.bare)
		}
	}
}

func (s synonyms) clone() synonyms {
	out := make(synonyms, len(s))
	for k, v := range s {
		out[k] = v[:len(v):len(v)]
	}
	return out
}

// labelsFile is labels.yaml: other spellings of printed labels, by where they stand.
type labelsFile struct {
	Columns map[string][]string `json:"columns,omitempty" label:"列"`
	Rows    map[string][]string `json:"rows,omitempty" label:"行"`
	Classes map[string][]string `json:"classes,omitempty" label:"一级指标"`
	Groups  map[string][]string `json:"groups,omitempty" label:"二级指标"`
	Grades  map[string][]string `json:"grades,omitempty" label:"等级"`
	Fill    map[string][]string `json:"fill,omitempty" label:"填表栏"`
}

// knowledge is everything that is known about documents before one is read. It is data throughout.
type knowledge struct {
	layouts  []*layout
	words    vocabulary
	headings []headingWords
	filing   map[key]string // label of a fill-in line → field of Filing
	grades   []string
	fields   fieldRules
	under    map[[2]string]bool // label, label of the header row above it
}

var builtin = sync.OnceValues(func() (*knowledge, error) { return learn(nil) })

// learn reads templates: those of folders first, then those of the module.
func learn(folders []fs.FS) (*knowledge, error) {
	folders = append(folders[:len(folders):len(folders)], templates.FS)
	k := &knowledge{filing: map[key]string{}}
	if err := decodeOwn("vocabulary.yaml", &k.words); err != nil {
		return nil, err
	}
	if err := decodeOwn("fields.yaml", &k.fields); err != nil {
		return nil, err
	}
	names := synonyms{}
	seen := map[string]bool{}
	for _, f := range folders {
		if err := k.labels(f, names); err != nil {
			return nil, err
		}
	}
	for _, f := range folders {
		if err := k.forms(f, names, seen); err != nil {
			return nil, err
		}
	}
	if err := k.others(names); err != nil {
		return nil, err
	}
	k.headings = k.words.headings()
	for i, f := range slices.Backward(folders) { // earlier ones win
		if err := k.profiles(f, i < len(folders)-1); err != nil {
			return nil, err
		}
	}
	k.under = map[[2]string]bool{}
	for _, l := range k.layouts {
		for _, s := range l.slots {
			for i := 1; i < len(s.cols); i++ {
				for _, lower := range s.cols[i-1] {
					for _, upper := range s.cols[i] {
						k.under[[2]string{lower.base, upper.base}] = true
					}
				}
			}
		}
	}
	return k, k.fields.compile()
}

func decodeOwn[T any](name string, v *T) error {
	data, err := own.ReadFile(name)
	if err != nil {
		return err
	}
	*v, _, err = codec.DecodeInto[T](data, name)
	return err
}

// labels reads the synonyms of one folder.
func (k *knowledge) labels(f fs.FS, names synonyms) error {
	data, err := fs.ReadFile(f, "labels.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	file, _, err := codec.DecodeInto[labelsFile](data, "labels.yaml")
	if err != nil {
		return err
	}
	for _, group := range []map[string][]string{file.Columns, file.Rows, file.Fill} {
		for name, others := range group {
			names.add(name, others)
		}
	}
	for name, others := range file.Fill {
		field := map[string]string{"填表人": "preparer", "填报日期": "date", "联系电话": "phone", "单位负责人": "head"}[name]
		for _, o := range append([]string{name}, others...) {
			k.filing[key{readLabel(o).base, noYear}] = field
			k.filing[key{readLabel(o).bare, noYear}] = field
		}
	}
	for grade, others := range file.Grades {
		k.grades = append(append(k.grades, grade), others...)
	}
	return nil
}

// forms reads the forms of one folder; a form of an earlier folder hides one of the same id.
func (k *knowledge) forms(f fs.FS, names synonyms, seen map[string]bool) error {
	found, err := fs.Glob(f, "*/form.yaml")
	if err != nil {
		return err
	}
	for _, file := range found {
		data, err := fs.ReadFile(f, file)
		if err != nil {
			return err
		}
		spec, _, err := codec.DecodeInto[map[string]any](data, file)
		if err != nil {
			return err
		}
		word := func(name string) string { s, _ := spec[name].(string); return s }
		id := path.Base(path.Dir(file))
		if seen[id] {
			continue
		}
		seen[id] = true
		shadow, err := formShadow(f, path.Dir(file))
		if err != nil {
			return fmt.Errorf("%s：%w", file, err)
		}
		all := names.clone()
		labels, _ := spec["labels"].(map[string]any)
		for name, others := range labels {
			list, _ := others.([]any)
			for _, o := range list {
				if s, ok := o.(string); ok {
					all.add(name, []string{s})
				}
			}
		}
		l, err := newLayout(id, word("name"), word("binds"), word("unit"), shadow, all)
		if err != nil {
			return err
		}
		k.layouts = append(k.layouts, l)
	}
	return nil
}

// profiles reads the headings that localities prescribe, and their other spellings. They are compared whole, before words
// alone are. Those of the user's own locality are right whatever their words say.
func (k *knowledge) profiles(f fs.FS, own bool) error {
	found, err := fs.Glob(f, "profiles/*/profile.yaml")
	if err != nil {
		return err
	}
	plain := k // what a heading is where no locality says otherwise
	if !own {
		plain = &knowledge{words: k.words, headings: k.words.headings()}
	}
	for _, file := range found {
		data, err := fs.ReadFile(f, file)
		if err != nil {
			return err
		}
		spec, _, err := codec.DecodeInto[map[string]any](data, file)
		if err != nil {
			return err
		}
		var all []headingWords
		add := func(path, heading any) {
			p, _ := path.(string)
			h, _ := heading.(string)
			p, ok := evalreport.Path(&evalreport.Report{}, p) // a locality may name a section by its label
			if _, narrative := evalreport.Lookup(&evalreport.Report{}, p+".narrative"); !ok || !narrative {
				return
			}
			if w := readLabel(h).bare; p != "" && w != "" && plain.section(h, false) != p {
				words := headingWords{path: p, other: plain.section(h, false), whole: true, has: []string{w}}
				if own {
					words.other = ""
				}
				all = append(all, words)
			}
		}
		sections, _ := spec["sections"].([]any)
		for _, s := range sections {
			if m, ok := s.(map[string]any); ok {
				add(m["path"], m["heading"])
			}
		}
		headings, _ := spec["headings"].(map[string]any)
		for path, list := range headings {
			words, _ := list.([]any)
			for _, w := range words {
				add(path, w)
			}
		}
		k.headings = append(all, k.headings...)
	}
	return nil
}

// formShadow is the grid of a form's Word file as text: form.txt where there is one.
func formShadow(f fs.FS, dir string) (string, error) {
	data, err := fs.ReadFile(f, path.Join(dir, "form.txt"))
	if err == nil {
		return string(data), nil
	}
	data, err = fs.ReadFile(f, path.Join(dir, "form.docx"))
	if err != nil {
		return "", err
	}
	doc, err := document.ReadDocx(strings.NewReader(string(data)), int64(len(data)), document.Options{Verbatim: true})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, t := range document.Tables(doc.Blocks) {
		b.WriteString(t.Grid.Shadow(fmt.Sprintf("T%d ", i+1)))
	}
	return b.String(), nil
}

// others reads the layouts of forms that are only read, never printed: those of other provinces.
func (k *knowledge) others(names synonyms) error {
	found, err := fs.Glob(own, "layouts/*.txt")
	if err != nil {
		return err
	}
	for _, file := range found {
		data, err := own.ReadFile(file)
		if err != nil {
			return err
		}
		head := map[string]string{}
		for _, line := range strings.Split(string(data), "\n") {
			if name, value, ok := strings.Cut(strings.TrimPrefix(line, "# "), ": "); ok && strings.HasPrefix(line, "# ") {
				head[name] = value
			}
		}
		l, err := newLayout(strings.TrimSuffix(path.Base(file), ".txt"), head["name"], head["binds"], head["unit"], string(data), names)
		if err != nil {
			return err
		}
		l.needs = strings.Fields(head["needs"])
		k.layouts = append(k.layouts, l)
	}
	return nil
}
