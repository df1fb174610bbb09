package docxtemplate

import (
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// Lint is what Compile would say of a template, and more: what may well be a
// mistake, and what of the data it leaves out.
type Lint struct {
	// Faults are the errors of Compile.
	Faults ErrorList `json:"faults"`
	// Warnings are places that are legal and doubtful: text that looks like a
	// tag, names written in another case, required data that no tag prints.
	Warnings ErrorList `json:"warnings"`
	// Unused are the names of the type or the schema that no tag uses. A name
	// stands for all below it.
	Unused []Unused `json:"unused"`
	// Hints are the faults of the template's Outline: tags whose values Extract could not tell apart. They do not
	// matter to a template that is only filled. A template with Faults has none yet.
	Hints []AnchorFault `json:"hints"`
}

// Unused is a name that no tag uses.
type Unused struct {
	Path     string `json:"path"`
	Label    string `json:"label,omitempty"`    // its printed name
	Required bool   `json:"required,omitempty"` // the schema requires it
}

// Lint checks a template. The error is that of a file which cannot be read;
// faults of the template are in the result.
func (cfg Config) Lint(src io.ReaderAt, size int64) (*Lint, error) {
	c, err := newCompiler(cfg)
	if err != nil {
		return nil, err
	}
	c.use = &usage{used: map[string]bool{}, all: map[string]bool{}, inexact: map[string]string{}, taken: map[*tag]map[string]*shape{}}
	t, err := c.compile(src, size)
	if t == nil {
		return nil, err
	}
	l := &Lint{Faults: append(ErrorList{}, c.errs...), Unused: []Unused{}, Hints: []AnchorFault{}} // lists, not null, in JSON
	c.use.faults = l.Faults
	c.errs, c.seen = nil, nil
	for _, lay := range t.layouts {
		c.lintNames(lay.tags)
		c.lintTypes(lay.tags)
		for _, r := range lay.regions {
			if r.kind == regionControl || r.kind == regionPicture {
				c.lintTypes([]*tag{r.tag})
			}
		}
	}
	for _, p := range c.use.parts {
		c.lintRevisions(p)
		for _, u := range p.units {
			c.lintText(u)
		}
	}
	for _, chart := range c.unfilled {
		c.report(&Error{Code: "chart-workbook", File: cfg.Name, Part: chart, Msg: "这种图表（瀑布图、漏斗图、树状图等）的工作表里有标签，它们不会被填",
			Hint: "请改用柱形图、折线图、饼图这样的图表，或者只在标题等文字里写标签"})
	}
	if c.root != nil {
		c.use.unused(c.root, []string{""}, "", false, func(u Unused) { l.Unused = append(l.Unused, u) })
	}
	for _, u := range l.Unused {
		if u.Required {
			c.report(&Error{Code: "unused-required", File: cfg.Name, Found: u.Path, Msg: "模板没有用到必填的字段 " + u.Path, Hint: "是否误删了标签？"})
		}
	}
	for _, w := range c.errs {
		w.Warning = true
	}
	c.errs.sort(t.info.main)
	l.Warnings = append(ErrorList{}, c.errs...)
	if len(l.Faults) == 0 {
		l.Hints = append(l.Hints, t.Outline().Faults...)
	}
	return l, nil
}

// usage notes which names of the data a template uses.
type usage struct {
	used    map[string]bool // identity of a value, as in walk
	all     map[string]bool // of those, the ones used with all below them
	parts   []*source
	faults  ErrorList                  // of Compile
	inexact map[string]string          // names found in spite of case or width → the right spelling
	taken   map[*tag]map[string]*shape // what the paths of a tag lead to
}

// footstep is one step of a path: the identity of the value, the name as written, the object it is a name of.
type footstep struct {
	key, name string
	in        *shape
}

// note takes the steps of a path that a tag names.
func (u *usage) note(trail []footstep) {
	if u == nil {
		return
	}
	for _, f := range trail {
		u.used[f.key] = true
		names := f.in.names()
		if slices.Contains(names, f.name) {
			continue
		}
		if i := slices.IndexFunc(names, func(n string) bool { return foldName(n) == foldName(f.name) }); i >= 0 {
			u.inexact[f.name] = names[i]
		}
	}
}

// whole takes a value that is handed on with all below it: {{+正文}}, {{列表 | 取:名称}}.
func (u *usage) whole(t *tag, tg target) {
	if u != nil && (t.Kind == lang.Rich || t.Kind == lang.Image || t.Kind == lang.Value && len(t.Pipes) > 0) {
		u.all[tg.at] = true
	}
}

// unused calls yield for the names of an object that no tag uses. keys are the
// identities the object can have.
func (u *usage) unused(s *shape, keys []string, path string, optional bool, yield func(Unused)) {
	for s.class == classList {
		s = s.element()
		keys = suffixed(keys, "#")
	}
	if s.class != classObject {
		return
	}
	for _, f := range s.members() {
		own := suffixed(keys, "/"+f.name)
		full := strings.TrimPrefix(path+"."+f.name, ".")
		switch {
		case f.inline:
			u.unused(f.shape, append(own, keys...), full, optional, yield)
		case u.any(u.all, own):
		case u.any(u.used, own):
			u.unused(f.shape, own, full, optional || !f.required, yield)
		default:
			yield(Unused{Path: full, Label: f.label, Required: f.required && !optional})
		}
	}
}

func suffixed(keys []string, s string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k + s
	}
	return out
}

func (u *usage) any(set map[string]bool, keys []string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return set[k] })
}

// member is a name that an object has.
type member struct {
	name, label      string
	shape            *shape
	required, inline bool
}

// members lists the names of an object, each once.
func (s *shape) members() []member {
	var out []member
	if s.fields != nil {
		labels := map[string]string{}
		for title, name := range s.alias {
			labels[name] = title
		}
		for _, k := range s.keys {
			if _, again := s.alias[k]; !again {
				out = append(out, member{name: k, label: labels[k], shape: s.fields[k], required: s.required[k]})
			}
		}
		return out
	}
	if s.typ == nil || s.typ.Kind() != reflect.Struct || printable(s.typ) {
		return nil
	}
	for _, f := range structOf(s.typ).fields {
		if !f.promoted {
			out = append(out, member{name: f.name, label: f.label, shape: shapeOf(f.typ), inline: f.inline})
		}
	}
	return out
}

// lintNames warns of names that are found only because case and width do not count.
func (c *compiler) lintNames(tags []*tag) {
	for _, t := range tags {
		if t.Expr == nil || t.broken {
			continue
		}
		for _, p := range append(t.Expr.Paths(), t.Expr.Lists()...) {
			for _, name := range p {
				if right := c.use.inexact[name]; right != "" {
					c.warn(t.unit, t.from, t.to, "inexact-name", "“"+name+"”与字段名的大小写或全半角不同", "建议写成 "+right)
				}
			}
		}
	}
}

func (c *compiler) warn(u *unit, from, to int, code, msg, hint string) {
	e := c.errorAt(u, from, to)
	e.Code, e.Found, e.Msg, e.Hint = code, u.text[from:to], msg, hint
	c.report(e)
}

// lintText warns of text outside tags that was probably meant to be one:
// { {名称} }, {名称} where the data have that name, and }} that closes nothing.
func (c *compiler) lintText(u *unit) {
	if !u.para || c.delims.open != "{{" {
		return
	}
	at := 0
	for _, t := range append(slices.Clone(u.tags), &tag{from: len(u.text), to: len(u.text)}) {
		if t.from > at {
			c.lintGap(u, at, t.from)
		}
		at = max(at, t.to)
	}
}

func (c *compiler) lintGap(u *unit, from, to int) {
	for at := from; at < to; {
		open, n := findDelim(u.text[:to], "{", at)
		shut, m := findDelim(u.text[:to], "}", at)
		if shut >= 0 && (open < 0 || shut < open) {
			if k := matchDelim(u.text[shut:to], "}}"); k > 0 && open < 0 {
				c.warn(u, shut, shut+k, "stray-close", "}} 前面没有 {{", "若是标签，请补上 {{")
				return
			}
			at = shut + m
			continue
		}
		if open < 0 {
			return
		}
		end, m := findDelim(u.text[:to], "}", open+n)
		if end < 0 {
			return
		}
		inner := strings.TrimFunc(u.text[open+n:end], notInName)
		twice := strings.TrimSpace(lang.Fold(strings.Trim(u.text[open+n:end], inner))) == "{"
		if inner != "" && (twice || c.knownName(inner)) && !c.faulty(u, open, end+m) {
			c.warn(u, open, end+m, "looks-like-tag", "像是标签，但括号不成对", "若是标签，请写成 {{"+inner+"}}")
		}
		at = end + m
	}
}

// faulty reports whether a fault is known of a range already, such as a tag that is not closed.
func (c *compiler) faulty(u *unit, from, to int) bool {
	start, end := u.rawRange(from, to)
	return slices.ContainsFunc(c.use.faults, func(e *Error) bool {
		return e.Part == u.part.name && e.from < end && e.to > start
	})
}

func notInName(r rune) bool {
	return strings.ContainsRune("{}｛｝﹛﹜ \t\u00A0\u3000\u200B\u200C\u200D\uFEFF", r)
}

// knownName reports whether the type or the schema has a name.
func (c *compiler) knownName(s string) bool {
	if c.root == nil {
		return false
	}
	e, err := lang.ParseExpr(s)
	if err != nil {
		return false
	}
	p, ok := e.IsPath()
	return ok && len(p) > 0 && p[0] != lang.Self && c.known(p)
}
