package docxtemplate

import (
	"io"
	"io/fs"
	"reflect"
)

// Config says how to compile a template. The zero Config is right for most.
type Config struct {
	// Name stands in errors: "form.docx".
	Name string
	// Type is the type of the data, a reflect.Type or any value of it (a nil
	// pointer will do). With it every name is checked by Compile.
	Type any
	// Schema is a JSON Schema of the data, used when Type is nil. Its titles are
	// names, too, for checking and for filling; one that several properties of an
	// object have names none of them.
	Schema []byte
	// Formats are formats beside the built-in ones.
	Formats []Format
	// Delims are the delimiters, {{ and }} when empty.
	Delims [2]string
	// Limits bound what a hostile file can cost; zero fields have defaults.
	Limits Limits
	// Missing says what happens with a name that the data do not have. Where
	// only the data can tell (the elements of an iter.Seq[any], a map of a Type),
	// Execute finds out when it comes to the name.
	Missing Missing
	// Rich turns values of the program's own types into content for {{+x}}; it
	// says false to those it does not know.
	Rich func(v any) (Rich, bool)
	// Synonyms are other spellings of printed labels, by label: Extract takes
	// them for the same. 得分: [自评得分, 指标得分].
	Synonyms map[string][]string
	// Revisions says how tracked changes of the template are taken.
	Revisions Revisions
	// PoiTL reads the signs of tags as poi-tl does, and rows of tables whose
	// names stand in brackets, [名称], below a tag that names their list.
	PoiTL bool
}

// Missing is a policy for names that the data do not have.
type Missing uint8

const (
	MissingError Missing = iota // Compile, or Execute, reports all of them
	MissingBlank                // they print nothing
	MissingKeep                 // the tag stays as it is
)

// Compile compiles a template with the zero Config.
func Compile(src io.ReaderAt, size int64) (*Template, error) { return Config{}.Compile(src, size) }

// CompileFS compiles a file of a file system, such as an embed.FS.
func CompileFS(fsys fs.FS, name string) (*Template, error) {
	return Config{Name: name}.CompileFS(fsys, name)
}

// CompileFS compiles a file of a file system.
func (cfg Config) CompileFS(fsys fs.FS, name string) (*Template, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if cfg.Name == "" {
		cfg.Name = name
	}
	return cfg.Compile(bytesReader(b), int64(len(b)))
}

// dataType is the type that Config.Type names, without pointers; nil if none.
func (cfg Config) dataType() reflect.Type {
	if cfg.Type == nil {
		return nil
	}
	t, ok := cfg.Type.(reflect.Type)
	if !ok {
		t = reflect.TypeOf(cfg.Type)
	}
	return indirectType(t)
}
