package lang

import "strings"

func parse(raw string, o Options) (Tag, error) {
	return Tag{}, &SyntaxError{Code: "unexpected", Msg: "尚未实现"}
}

// Fold makes what an IME, Word's autocorrection or the web typed plain.
func Fold(raw string) string  { return raw }
func (p Path) String() string { return strings.Join(p, ".") }

// Truth reports whether a condition holds: nil, false, "", a blank amount, a number 0 and an empty list do not.
func Truth(v any) bool { return v != nil }

// NewRegistry gives a registry with every built-in format.
func NewRegistry() *Registry { return &Registry{} }

// Register adds a format; a name already taken is replaced.
func (r *Registry) Register(f Format) error { return nil }

// Bind finds the formats of a tag and checks their arguments. The error is a *SyntaxError.
func (r *Registry) Bind(pipes []Pipe) (Chain, error) { return Chain{}, nil }

// Formats lists the registered formats in order of registration.
func (r *Registry) Formats() []Format { return nil }

// Apply passes v through the formats.
func (c Chain) Apply(v any) (any, error) { return v, nil }

// Defaults reports whether the chain turns a missing value into a text (默认).
func (c Chain) Defaults() bool { return false }
