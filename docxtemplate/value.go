package docxtemplate

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// operand is an expression bound to its place.
type operand struct {
	tag   *tag
	expr  lang.Expr
	ref   *ref // of a plain path
	paths map[string]*ref
	lists map[string]*ref
	names map[string]lang.Path
	all   lang.Path // every value that this path reaches through lists is taken
}

// bind resolves the paths of a tag's expression. It is nil when a name is
// unknown, which has been reported when the policy says so.
func (s *spec) bind(t *tag, whole bool) *operand {
	o := &operand{tag: t, expr: t.Expr}
	ok := true
	bindPath := func(p lang.Path, whole bool) *ref {
		tg, miss := s.resolve(p, whole)
		if miss != nil && !s.prescribed() && t.Expr.Asks(p) {
			return &ref{blank: true}
		}
		if miss != nil {
			ok = false
			if s.c.cfg.Missing == MissingError && !t.chain.Defaults() {
				s.unknownName(t, miss)
			}
			return &ref{blank: true}
		}
		if len(tg.lists) > 0 {
			ok = false
			s.listAsValue(t, p)
			return &ref{blank: true}
		}
		s.c.use.whole(t, tg)
		s.c.use.takes(t, p, tg.shape)
		r := tg.ref
		return &r
	}
	if p, plain := t.Expr.IsPath(); plain && s.gathers(t, p) {
		o.all = p
		s.bindList(o, t, p)
	} else if plain {
		o.ref = bindPath(p, whole)
	} else {
		o.paths = map[string]*ref{}
		for _, p := range t.Expr.Paths() {
			o.paths[p.String()] = bindPath(p, whole)
		}
		for _, p := range t.Expr.Lists() {
			s.bindList(o, t, p)
		}
	}
	if !ok && s.c.cfg.Missing == MissingKeep && !t.chain.Defaults() {
		return nil
	}
	return o
}

// prescribed reports whether it is a type or a schema that says which names there are, not data.
func (s *spec) prescribed() bool { return s.c.root != nil && s.scopes[0].shape == s.c.root }

// gathers reports whether a tag takes all that its path reaches through lists: {{项目.名称 | 连接:、}}.
func (s *spec) gathers(t *tag, p lang.Path) bool {
	if !t.chain.TakesList() {
		return false
	}
	tg, miss := s.resolve(p, true)
	return miss == nil && len(tg.lists) > 0
}

// bindList binds a path that a function takes whole, through lists and all.
func (s *spec) bindList(o *operand, t *tag, p lang.Path) {
	if o.lists == nil {
		o.lists, o.names = map[string]*ref{}, map[string]lang.Path{}
	}
	frame, rest, miss := s.listStart(p)
	if miss != nil {
		if s.c.cfg.Missing == MissingError {
			s.unknownName(t, miss)
		}
		return
	}
	o.lists[p.String()], o.names[p.String()] = &ref{frame: frame}, rest
	if tg, miss := s.lookUp(p, true); miss == nil {
		s.c.use.takes(t, p, tg.shape)
	}
}

// listStart is where a function that takes a list whole begins: in a row over
// 一级, 合计(一级.二级.分值) adds up the 二级 of the row's own 一级, and
// 合计(一级.分值) those of every 一级.
func (s *spec) listStart(p lang.Path) (frame int, rest lang.Path, miss *missing) {
	miss = s.unseen(p)
	for i := len(s.scopes) - 1; i >= 0; i-- {
		if _, _, ok := s.scopes[i].shape.field(p[0]); !ok && s.scopes[i].shape.class != classUnknown {
			continue
		}
		tg, m := s.walk(i, p, 0, true)
		if m != nil {
			miss = m
			continue
		}
		s.c.use.note(tg.trail)
		frame, rest = i, p
		if len(tg.names) == len(p) {
			rest = tg.names
		}
		lists, open := 0, []int{}
		for k := range p {
			if tg, _ := s.walk(i, p[:k+1], 0, true); tg.shape.class == classList {
				lists++
				open = append(open, s.opened(tg.ref.listKey), k)
			}
		}
		for n := lists - 2; n >= 0; n-- {
			if open[2*n] >= 0 {
				return open[2*n], rest[open[2*n+1]+1:], nil
			}
		}
		return frame, rest, nil
	}
	return 0, nil, miss
}

func (s *spec) listAsValue(t *tag, p lang.Path) {
	if s.c.refused[t] {
		return
	}
	s.fault(t, "list-as-value", p.String()+" 要经过列表，这里不能重复", "请用 {{循环 …}} … {{结束}} 包住，或把它放进表格的行里")
}

// value evaluates the operand in a run.
func (o *operand) value(r *run) (any, error) {
	r.kept = false
	if o.ref != nil {
		v, ok := r.get(o.ref)
		if !ok {
			return nil, r.missed(o.tag)
		}
		return toAny(v), nil
	}
	if o.all != nil {
		list := []any{}
		runScope{r, o}.Each(o.all, func(v any) bool {
			list = append(list, v)
			return true
		})
		return list, nil
	}
	v, err := o.expr.Eval(runScope{r, o})
	var miss *lang.MissingError
	if errors.As(err, &miss) {
		return nil, r.missed(o.tag)
	}
	return v, err
}

func toAny(v reflect.Value) any {
	if !v.IsValid() || !v.CanInterface() {
		return nil
	}
	return v.Interface()
}

// runScope is how expressions see the data.
type runScope struct {
	r *run
	o *operand
}

// Lookup gives the value of a path of the expression.
func (s runScope) Lookup(p lang.Path) (any, bool) {
	f := s.o.paths[p.String()]
	if f == nil {
		return nil, false
	}
	v, ok := s.r.get(f)
	return toAny(v), ok || s.r.t.cfg.Missing == MissingBlank || s.o.tag.chain.Defaults()
}

// Each gives every value a path reaches through lists.
func (s runScope) Each(p lang.Path, yield func(any) bool) bool {
	f := s.o.lists[p.String()]
	if f == nil {
		return false
	}
	w := &walker{path: s.o.names[p.String()], yield: yield}
	w.all(s.start(f.frame, w.path), 0)
	if w.found || w.miss.path == nil || s.r.t.cfg.Missing == MissingBlank || s.o.tag.chain.Defaults() {
		return true
	}
	s.r.miss = w.miss
	return false
}

// start is where a path through lists begins: of the frames from one outwards, the
// first that has the name, since not all of them need have been known before the data.
func (s runScope) start(frame int, p lang.Path) reflect.Value {
	for i := frame; i >= 0 && len(p) > 0; i-- {
		v := indirect(s.r.frames[i].v)
		if _, ok := has(v, p[0]); ok || isList(v) {
			return v
		}
	}
	return s.r.frames[frame].v
}

// walker takes every value that a path reaches through lists. A name that some
// elements do not have is blank there; one that none has is missing.
type walker struct {
	path  lang.Path
	yield func(any) bool
	found bool
	miss  missing
}

func (w *walker) all(v reflect.Value, i int) bool {
	v = indirect(v)
	if isList(v) && (i == len(w.path) || !digits(w.path[i])) {
		more := true
		each(v, func(e reflect.Value) bool {
			more = w.all(e, i)
			return more
		})
		return more
	}
	if i == len(w.path) {
		w.found = true
		return w.yield(toAny(v))
	}
	x, ok := has(v, w.path[i])
	if !ok {
		if !nothing(v) {
			w.miss = missing{path: w.path, at: i, names: namesOf(v)}
		}
		return true
	}
	return w.all(x, i+1)
}

func isList(v reflect.Value) bool {
	return v.IsValid() && shapeOf(v.Type()).class == classList
}

func digits(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// condition binds a tag used for its truth.
func (s *spec) condition(t *tag) *condition {
	o := s.bind(t, true)
	if o == nil {
		o = &operand{ref: &ref{blank: true}}
	}
	return &condition{o, t.Kind == lang.IfNot}
}

// markup is how the breaks of a text are written where a value stands.
type markup struct {
	line, tab string
}

// valueNode prints a value.
type valueNode struct {
	*operand
	chain lang.Chain
	plain bool // no formats
	fast  *direct
	markup
	tag *tag
	s   *source
}

// value emits a tag that prints.
func (s *spec) value(e *emitter, t *tag) {
	switch t.Kind {
	case lang.Literal:
		e.bytes(appendText(nil, t.Text, &markup{}))
		return
	case lang.PageBreak:
		s.pageBreak(e, t)
		return
	}
	if t.alt {
		e.add(altNode{})
		return
	}
	switch t.Kind {
	case lang.Value:
	default:
		if s.content(e, t) {
			return
		}
		s.fault(t, "unsupported", "这里不能用 "+t.raw, "")
		return
	}
	n := s.valueOf(t)
	if n == nil {
		e.bytes(appendText(nil, t.raw, &markup{}))
		return
	}
	n.markup = s.markupAt(t)
	e.add(n)
}

func (s *spec) valueOf(t *tag) *valueNode {
	o := s.bind(t, t.takesList())
	if o == nil {
		return nil
	}
	n := &valueNode{operand: o, chain: t.chain, plain: len(t.Pipes) == 0, tag: t, s: s.source}
	if n.plain {
		n.fast = directOf(o.ref)
	}
	if p, ok := t.Expr.IsPath(); ok && n.plain && !o.ref.blank {
		if tg, miss := s.resolve(p, false); miss == nil && tg.shape != nil {
			s.checkPrints(t, tg.shape, p)
		}
	}
	return n
}

// checkPrints reports lists and objects that are used as text.
func (s *spec) checkPrints(t *tag, sh *shape, p lang.Path) {
	switch {
	case sh.class == classList:
		pick := ""
		if name := sh.element().printed(); name != "" {
			pick = " | 取:" + name
		}
		s.fault(t, "list-as-value", p.String()+" 是列表，不能直接打印", "请用 {{循环 "+p.String()+"}}，或 {{"+p.String()+pick+" | 连接:、}}")
	case sh.class == classObject && (sh.typ == nil || sh.typ.Kind() == reflect.Map || !printable(sh.typ) && sh.typ != timeType):
		hint := ""
		if names := sh.names(); len(names) > 0 {
			hint = "它有：" + clipText(join(names), 60)
		}
		s.fault(t, "object-as-value", p.String()+" 是一组字段，不能直接打印", hint)
	}
}

func join(names []string) string {
	out := ""
	for i, n := range names {
		if i > 0 {
			out += "、"
		}
		out += n
	}
	return out
}

// content is the seam for pictures and rich content: it emits the instruction
// for a tag of another kind than Value, or gives false.
func (s *spec) content(e *emitter, t *tag) bool {
	for _, f := range contents {
		if n := f(s, t); n != nil {
			e.add(n)
			return true
		}
	}
	return false
}

// contents are the makers of instructions for tags that print more than text.
var contents []func(*spec, *tag) instruction

func (s *spec) markupAt(t *tag) markup {
	if t.ofControl {
		return markup{}
	}
	switch a := &t.unit.atoms[t.atom]; a.flavour {
	case textWord:
		name := s.rawName(a.node)
		prefix := name[:len(name)-1]
		if s.nodes[a.node].parent < 0 || s.nodes[s.nodes[a.node].parent].kind != kindRun {
			return markup{}
		}
		return breaksOf(prefix)
	case textPlain, textDrawing:
		return markup{line: "\n", tab: "\t"}
	case textURL:
		return markup{line: "url"}
	}
	return markup{line: " ", tab: " "}
}

func breaksOf(prefix string) markup {
	again := "<" + prefix + `t xml:space="preserve">`
	end := "</" + prefix + "t>"
	return markup{line: end + "<" + prefix + "br/>" + again, tab: end + "<" + prefix + "tab/>" + again}
}

// pageBreak starts a new page: the text is cut in two around a break.
func (s *spec) pageBreak(e *emitter, t *tag) {
	m := s.markupAt(t)
	if len(m.line) < 20 {
		return
	}
	name := s.rawName(t.node())
	prefix := name[:len(name)-1]
	e.text("</" + name + "><" + prefix + "br " + prefix + `type="page"/>` + s.textOpener(t.node()))
}

func (n *valueNode) render(r *run) error {
	if n.fast != nil {
		if done, err := n.fast.print(r, &n.markup); err != nil {
			return err
		} else if done {
			return r.spill()
		}
	}
	if n.plain && n.ref != nil {
		if v, ok := r.get(n.ref); ok {
			return r.print(v, &n.markup)
		}
	}
	v, err := n.value(r)
	if err == nil && r.kept {
		r.buf = appendText(r.buf, n.tag.raw, &n.markup)
		return r.spill()
	}
	if err == nil {
		v, err = n.chain.Apply(v)
	}
	if err != nil {
		return r.fail(n.tag, err)
	}
	return r.print(indirect(reflect.ValueOf(v)), &n.markup)
}

var timeType = reflect.TypeFor[time.Time]()

// print appends a value as its type prints.
func (r *run) print(v reflect.Value, m *markup) error {
	if !v.IsValid() {
		return nil
	}
	if v.Type().PkgPath() != "" || v.Kind() == reflect.Struct {
		if done, err := r.printOwn(v, m); done || err != nil {
			return err
		}
	}
	switch v.Kind() {
	case reflect.String:
		r.buf = appendText(r.buf, v.String(), m)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		r.buf = strconv.AppendInt(r.buf, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		r.buf = strconv.AppendUint(r.buf, v.Uint(), 10)
	case reflect.Float32:
		r.buf = strconv.AppendFloat(r.buf, v.Float(), 'f', -1, 32)
	case reflect.Float64:
		r.buf = strconv.AppendFloat(r.buf, v.Float(), 'f', -1, 64)
	case reflect.Bool:
		if v.Bool() {
			r.buf = append(r.buf, "是"...)
		} else {
			r.buf = append(r.buf, "否"...)
		}
	default:
		if s, ok := v.Interface().(fmt.Stringer); ok {
			r.buf = appendText(r.buf, s.String(), m)
		} else if v.Kind() != reflect.Map && v.Kind() != reflect.Struct && v.Kind() != reflect.Func {
			r.buf = appendText(r.buf, fmt.Sprint(v.Interface()), m)
		}
	}
	return r.spill()
}

// printOwn prints a value whose type knows how: TextAppender, TextMarshaler, Stringer.
func (r *run) printOwn(v reflect.Value, m *markup) (bool, error) {
	if v.Type() == timeType {
		t := v.Interface().(time.Time)
		layout := "2006-01-02"
		if t.Hour()|t.Minute()|t.Second() != 0 {
			layout = "2006-01-02 15:04"
		}
		if !t.IsZero() {
			r.buf = t.AppendFormat(r.buf, layout)
		}
		return true, nil
	}
	if !v.CanInterface() {
		return false, nil
	}
	var x any
	if v.CanAddr() {
		x = v.Addr().Interface()
	} else {
		x = v.Interface()
	}
	if b, ok := x.(interface{ IsBlank() bool }); ok && b.IsBlank() {
		return true, nil
	}
	switch x := x.(type) {
	case encoding.TextAppender:
		b, err := x.AppendText(r.scratch[:0])
		r.scratch = b
		if err == nil {
			r.buf = appendText(r.buf, b, m)
		}
		return true, err
	case encoding.TextMarshaler:
		b, err := x.MarshalText()
		if err == nil {
			r.buf = appendText(r.buf, b, m)
		}
		return true, err
	case fmt.Stringer:
		r.buf = appendText(r.buf, x.String(), m)
		return true, nil
	}
	return false, nil
}

// special marks the bytes that appendText must look at.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	for _, c := range `&<>"` {
		t[c] = true
	}
	t[0x7f] = false
	for c := 0xC0; c < 256; c++ {
		t[c] = c == 0xEF || c >= 0xF5
	}
	return t
}()

// appendText appends text with what XML cannot hold escaped, written as breaks, or dropped.
func appendText[T string | []byte](dst []byte, s T, m *markup) []byte {
	if m.line == "url" {
		return appendURL(dst, string(s))
	}
	last, i := 0, clean(s)
	if i == len(s) {
		return append(dst, s...)
	}
	if !utf8.ValidString(string(s)) {
		s = T(toValid(string(s)))
	}
	for ; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		rep := ""
		size := 1
		switch c {
		case '&':
			rep = "&amp;"
		case '<':
			rep = "&lt;"
		case '>':
			rep = "&gt;"
		case '"':
			rep = "&quot;"
		case '\n':
			rep = m.line
		case '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				rep = m.line
			}
		case '\t':
			rep = m.tab
		case 0xEF: // U+FFFE and U+FFFF are no characters
			if i+2 >= len(s) || s[i+1] != 0xBF || s[i+2] < 0xBE {
				continue
			}
			size = 3
		}
		dst = append(dst, s[last:i]...)
		dst = append(dst, rep...)
		last = i + size
		i += size - 1
	}
	return append(dst, s[last:]...)
}

// clean is the length of the beginning of s that can be printed as it is.
func clean[T string | []byte](s T) int {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c < 0x80:
			if special[c] {
				return i
			}
			i++
		case c >= 0xE1 && c <= 0xEF && c != 0xED && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 && (c != 0xEF || s[i+1] != 0xBF):
			i += 3
		default:
			return i
		}
	}
	return len(s)
}

func toValid(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		out = append(out, r)
	}
	return string(out)
}

// appendURL appends text as part of an address: what an address cannot hold is percent-encoded.
func appendURL(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c <= ' ' || c >= 0x7f || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' || c == '\\' || c == '^' || c == '`' || c == '|':
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
