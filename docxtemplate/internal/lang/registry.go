package lang

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/nearest"
)

// Format is a named conversion of a value before it is printed.
type Format struct {
	Name    string
	Aliases []string
	Args    string      // what may follow the colon, for the documentation: "[位数]"
	Doc     string      // a sentence or two
	Cases   [][2]string // tag content with a literal value, and what it prints; run as tests

	List    bool // Apply takes a list: as the first format it is given every value that a path reaches through lists
	OneText bool // everything behind the colon is one argument, commas and all
	Blank   bool // Apply also sees blank values; else these pass through and print nothing
	Missing bool // Apply also sees, as nil, values the data do not have at all; else these follow the policy for missing values

	Check func(args []string) error // nil: no arguments allowed
	Apply func(v any, args []string) (any, error)
}

// Registry is a list of formats. It must not be changed while in use by
// several goroutines. The zero Registry is empty; NewRegistry has the built-ins.
type Registry struct {
	list   []*Format
	byName map[string]*Format
}

// NewRegistry gives a registry with every built-in format.
func NewRegistry() *Registry {
	r := &Registry{}
	for _, list := range [][]Format{numberFormats, moneyFormats, dateFormats, textFormats, listFormats} {
		for _, f := range list {
			if err := r.Register(f); err != nil {
				panic(err) // a built-in without a name
			}
		}
	}
	return r
}

// Register adds a format; a name already taken then means the new one.
func (r *Registry) Register(f Format) error {
	if f.Apply == nil {
		return fmt.Errorf("格式“%s”没有 Apply", f.Name)
	}
	names := append([]string{f.Name}, f.Aliases...)
	for _, n := range names {
		if key := foldName(strings.TrimSpace(n)); key == "" || strings.ContainsAny(key, "|:\"`{}") {
			return fmt.Errorf("格式的名字“%s”不可用：不能为空，不能含有 | : \" ` { }", n)
		}
	}
	if r.byName == nil {
		r.byName = map[string]*Format{}
	}
	for _, n := range names {
		r.byName[foldName(strings.TrimSpace(n))] = &f
	}
	r.list = append(r.list, &f)
	return nil
}

// Formats lists the formats in the order they were registered.
func (r *Registry) Formats() []Format {
	var out []Format
	for _, f := range r.list {
		out = append(out, *f)
	}
	return out
}

// Chain is a list of pipes bound to their formats, safe for concurrent use. The zero Chain changes nothing.
type Chain struct{ steps []step }

type step struct {
	format *Format
	args   []string
}

// Bind finds the formats of a tag and checks their arguments. The error is a
// *SyntaxError with code unknown-format or bad-argument.
func (r *Registry) Bind(pipes []Pipe) (Chain, error) {
	var c Chain
	for _, p := range pipes {
		f := r.byName[foldName(p.Name)]
		if f == nil {
			return Chain{}, &SyntaxError{Code: "unknown-format", Offset: p.at, Msg: fmt.Sprintf("没有格式“%s”", p.Name), Hint: r.meant(p.Name)}
		}
		args := p.Args
		if f.OneText && len(args) > 0 {
			args = []string{p.Text}
		}
		check := f.Check
		if check == nil {
			check = noArgs
		}
		if err := check(args); err != nil {
			return Chain{}, &SyntaxError{Code: "bad-argument", Offset: p.at, Msg: fmt.Sprintf("格式“%s”：%s", p, err), Hint: "写法：" + f.Name + argsDoc(f)}
		}
		c.steps = append(c.steps, step{f, args})
	}
	return c, nil
}

func argsDoc(f *Format) string {
	if f.Args == "" {
		return ""
	}
	return ":" + f.Args
}

// meant suggests the format that a name probably misspells.
func (r *Registry) meant(name string) string {
	var names []string
	for _, f := range r.list {
		names = append(append(names, f.Name), f.Aliases...)
	}
	if near := nearest.Of(foldName(name), names); near != "" {
		return "是否应为 " + near + "？"
	}
	return ""
}

// Len is the number of formats.
func (c Chain) Len() int { return len(c.steps) }

// TakesList reports whether the chain begins with a format of a whole list, such as 连接.
func (c Chain) TakesList() bool { return len(c.steps) > 0 && c.steps[0].format.List }

// Defaults reports whether the chain says what to print for a value that the
// data do not have, as 默认 does: then a missing value is passed as nil.
func (c Chain) Defaults() bool {
	for _, s := range c.steps {
		if s.format.Missing {
			return true
		}
	}
	return false
}

// Apply passes v through the formats. The error is an *EvalError unless a
// registered format gave its own.
func (c Chain) Apply(v any) (any, error) {
	for _, s := range c.steps {
		if !s.format.Blank && !s.format.Missing && Blank(v) {
			continue
		}
		out, err := s.format.Apply(v, s.args)
		var ee *EvalError
		if errors.As(err, &ee) && ee.Expr == "" {
			return nil, &EvalError{ee.Code, s.format.Name, ee.Msg}
		}
		if err != nil {
			return nil, err
		}
		v = out
	}
	return v, nil
}

// noArgs is the check of formats without arguments.
func noArgs(args []string) error {
	if len(args) > 0 {
		return errors.New("不要参数")
	}
	return nil
}

// maxPlaces is the most decimal places a format prints.
const maxPlaces = 20

// placesArg checks an optional number of decimal places.
func placesArg(args []string) error {
	if len(args) > 1 {
		return errors.New("只能有一个参数：小数位数")
	}
	if len(args) == 1 {
		if n, err := strconv.Atoi(Fold(args[0])); err != nil || n < 0 || n > maxPlaces {
			return fmt.Errorf("小数位数应为 0 到 %d 的整数", maxPlaces)
		}
	}
	return nil
}

// placesOf reads the number of decimal places that placesArg has checked.
func placesOf(args []string, otherwise int32) int32 {
	if len(args) == 0 {
		return otherwise
	}
	n, _ := strconv.Atoi(Fold(args[0]))
	return int32(n)
}

// between makes a check of the number of arguments.
func between(lo, hi int, what string) func([]string) error {
	return func(args []string) error {
		if len(args) < lo || len(args) > hi {
			return errors.New("应有" + what)
		}
		return nil
	}
}
