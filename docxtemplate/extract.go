package docxtemplate

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/document"
)

// Extraction is what was read of a filled document.
type Extraction struct {
	Values []Value  `json:"values"`           // what was read, in the order of the template
	Missed []Missed `json:"missed,omitempty"` // tags of the template whose values were not found
	Unread []Unread `json:"unread,omitempty"` // what the document has printed and no tag accounts for
}

// Value is one value read.
type Value struct {
	Path     string `json:"path"`               // 专项[0].名称; of a computed tag its expression
	Text     string `json:"text"`               // as printed; empty when the place is blank
	Computed bool   `json:"computed,omitempty"` // printed from other data: read, but not part of the data
	Place    Place  `json:"place"`
}

// Missed is a value of the template that was not found.
type Missed struct {
	Path   string `json:"path"`
	Tag    string `json:"tag"`
	Label  string `json:"label,omitempty"` // the printed words that were looked for
	Code   string `json:"code"`            // not-found, ambiguous, conflict, unreadable, list-end, no-anchor, levels, not-read, too-large
	Reason string `json:"reason"`
}

// Unread is a text that no tag accounts for.
type Unread struct {
	Text  string `json:"text"`
	Place Place  `json:"place"`
}

// Extract reads a document that was printed from the template, or a foreign copy of the same form, back into data.
//
// It goes by printed words, never by position: rows may have been added, columns swapped, cells merged otherwise, labels
// respelt ([Config.Synonyms] lists other spellings). What is not found is listed as missed, what no tag accounts for as
// unread; nothing is guessed. White space at the ends of a value and of its lines, and rows in which nothing is printed, are
// not kept.
//
// Content ({{+正文}}) is read as text, a line for each paragraph; a check box as true or false. Pictures, charts, addresses
// and properties are not read: their tags are missed, unless the same value is printed elsewhere. Tables that were split
// in two are read as one where a header or a label says so.
//
// dst is a pointer to a struct, whose fields are found as Execute finds them and read as their types read text, or a
// *map[string]any, in which every value is the text as printed. Fields of values that were not found stay as they were.
// An error means that the document or dst cannot be used at all.
func (t *Template) Extract(src io.ReaderAt, size int64, dst any) (*Extraction, error) {
	v := reflect.ValueOf(dst)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return nil, fmt.Errorf("读出的数据要放进结构体或 map[string]any 的指针，不能是 %T", dst)
	}
	root := v.Elem()
	for root.Kind() == reflect.Pointer {
		if root.IsNil() {
			root.Set(reflect.New(root.Type().Elem()))
		}
		root = root.Elem()
	}
	var shape *shape
	switch {
	case root.Kind() == reflect.Struct:
		shape = shapeOf(root.Type())
	case root.Type() == mapStringAny || root.Kind() == reflect.Interface && root.NumMethod() == 0:
		shape = t.knownShape()
	default:
		return nil, fmt.Errorf("读出的数据要放进结构体或 map[string]any 的指针，不能是 %T", dst)
	}
	doc, err := document.ReadDocx(src, size, document.Options{Verbatim: true})
	if err != nil {
		return nil, err
	}
	m, err := t.modelFor(root.Type(), shape)
	if err != nil {
		return nil, err
	}
	x := &extractor{model: m, tried: map[tablePair]*tableReader{}, synonyms: newSynonyms(t.cfg.Synonyms), read: map[string]*reading{}, missed: map[*mark]Missed{}, seen: map[*mark]bool{}, byControl: map[string]bool{}, told: map[*document.Paragraph]bool{}}
	x.document(doc)
	x.store(root)
	return x.result(), nil
}

// modelFor keeps the model of the template for a type of data.
func (t *Template) modelFor(typ reflect.Type, sh *shape) (*model, error) {
	if m, ok := t.models.Load(typ); ok {
		return m.(*model), nil
	}
	m, err := t.model(sh)
	if err != nil {
		return nil, err
	}
	kept, _ := t.models.LoadOrStore(typ, m)
	return kept.(*model), nil
}

// knownShape is the shape of Config.Type or Config.Schema.
func (t *Template) knownShape() *shape {
	c, err := newCompiler(t.cfg)
	if err != nil {
		return nil
	}
	return c.root
}

// extractor reads one document.
type extractor struct {
	*model
	synonyms  synonyms
	known     map[string]string // values of names printed in labels, such as 年度
	read      map[string]*reading
	order     []*reading
	lists     []listFound
	missed    map[*mark]Missed
	seen      map[*mark]bool               // found, perhaps blank
	byControl map[string]bool              // own tags of controls that were found
	told      map[*document.Paragraph]bool // all that is printed there are such controls
	unread    []Unread
	tried     map[tablePair]*tableReader
}

// listFound is a list that is known to have so many elements.
type listFound struct {
	path  []segment
	index []int
	n     int
}

// reading is a value and where it was read.
type reading struct {
	mark     *mark
	path     []segment
	index    []int // of each list on the path
	text     string
	place    document.Place
	conflict bool
}

// env says which element of each open list is being read.
type env map[string]int

func (e env) with(list []segment, i int) env {
	out := make(env, len(e)+1)
	for k, v := range e {
		out[k] = v
	}
	out[listKey(list)] = i
	return out
}

func (x *extractor) document(doc *document.Document) {
	x.learn(doc)
	x.fromControls(doc)
	x.sequence(x.body, doc.Blocks, env{})
	for _, s := range doc.Headers {
		x.sequence(x.stories["header "+s.Kind], s.Blocks, env{})
	}
	for _, s := range doc.Footers {
		x.sequence(x.stories["footer "+s.Kind], s.Blocks, env{})
	}
	for i, items := range x.notes {
		if i < len(doc.Notes) && len(x.notes) == len(doc.Notes) {
			x.sequence(items, doc.Notes[i].Blocks, env{})
		}
	}
}

// note keeps a value that a tag was found to have printed.
func (x *extractor) note(k *mark, text string, where document.Place, e env) {
	x.seen[k] = true
	r := &reading{mark: k, path: k.path, text: text, place: where}
	if k.muted {
		x.miss(k, "not-read", "它在有几个样例项的重复节里，读回时分不清")
		return
	}
	if k.Kind == lang.Rich && k.leaf.typ == reflect.TypeFor[Markdown]() {
		x.miss(k, "unreadable", "这里是 Markdown 印出的段落，读不回原来的写法")
		return
	}
	key := fmt.Sprint("=", k.raw, where)
	if k.path != nil {
		key = listKey(k.path)
		for i, s := range k.path {
			if !s.list {
				continue
			}
			n, ok := e[listKey(k.path[:i+1])]
			if !ok {
				x.miss(k, "levels", "看不出它属于哪一项")
				return
			}
			r.index = append(r.index, n)
		}
		key += fmt.Sprint(r.index)
	}
	old := x.read[key]
	switch {
	case old == nil:
		x.read[key] = r
		x.order = append(x.order, r)
	case old.text == "" && k.path != nil:
		old.mark, old.text, old.place = r.mark, r.text, r.place
	case text != "" && k.path != nil && !x.agree(old, r):
		old.conflict = true
	}
}

// agree reports whether two places print the same value.
func (x *extractor) agree(a, b *reading) bool {
	if a.text == b.text {
		return true
	}
	v, ok := a.mark.leaf.read(a.mark, a.text)
	w, ok2 := b.mark.leaf.read(b.mark, b.text)
	if !ok || !ok2 || !v.IsValid() || !w.IsValid() {
		return false
	}
	return fmt.Sprint(v.Interface()) == fmt.Sprint(w.Interface())
}

// miss says why a value was not found, unless it was or a reason is known.
func (x *extractor) miss(k *mark, code, reason string) {
	if _, ok := x.missed[k]; !ok {
		x.missed[k] = Missed{Path: k.pathText(), Tag: k.raw, Code: code, Reason: reason}
	}
}

func (k *mark) pathText() string {
	if k.path == nil {
		return strings.TrimSpace(k.Expr.String())
	}
	return listKey(k.path)
}

// pathText writes a path with the numbers of its elements from 0.
func (r *reading) pathText() string {
	if r.path == nil {
		return r.mark.pathText()
	}
	var b strings.Builder
	n := 0
	for i, s := range r.path {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(s.name)
		if s.list {
			b.WriteString("[" + strconv.Itoa(r.index[n]) + "]")
			n++
		}
	}
	return b.String()
}

func (x *extractor) leave(text string, where document.Place) {
	if strings.TrimSpace(text) != "" {
		x.unread = append(x.unread, Unread{text, Place(where)})
	}
}

// result lists what was read and what was not.
func (x *extractor) result() *Extraction {
	out := &Extraction{Values: []Value{}, Unread: x.unread}
	for _, r := range x.order {
		if r.conflict {
			continue
		}
		out.Values = append(out.Values, Value{Path: r.pathText(), Text: r.text, Computed: r.mark.path == nil, Place: Place(r.place)})
	}
	for _, k := range x.marks {
		m, ok := x.missed[k]
		if k.control && x.byControl[k.raw] {
			continue
		}
		if !ok {
			if x.seen[k] || k.optional {
				continue
			}
			m = Missed{Path: k.pathText(), Tag: k.raw, Code: "not-found", Reason: "文档里没有找到"}
		}
		m.Label = k.label
		if !slices.Contains(out.Missed, m) {
			out.Missed = append(out.Missed, m)
		}
	}
	for _, k := range x.blind {
		if path := k.pathText(); !slices.ContainsFunc(x.order, func(r *reading) bool { return listKey(r.path) == path }) {
			out.Missed = append(out.Missed, Missed{Path: path, Tag: k.raw, Code: "not-read", Reason: k.blindness()})
		}
	}
	return out
}

// blindness says why the value of a tag cannot be read.
func (k *mark) blindness() string {
	if k.Kind == lang.Image {
		return "这里印的是图片，读回时不取图片"
	}
	return "它印在图表、文档属性、链接地址、替换文字一类的地方，读回时看不到"
}

// fromControls reads the content controls whose own tag is a path: they say themselves what they hold.
func (x *extractor) fromControls(doc *document.Document) {
	found := map[string][]string{}
	where := map[string]document.Place{}
	goesOn := map[string]bool{} // the control is around whole paragraphs, the last one was such
	visit := func(blocks []document.Block) {
		for _, p := range document.Paragraphs(blocks) {
			text := map[string]string{}
			var names []string
			if !goesOn[p.Control] {
				clear(goesOn)
			}
			x.told[p] = true
			for _, r := range p.Runs {
				k := x.byTag[r.Control]
				if k == nil || !k.direct {
					x.told[p] = x.told[p] && strings.TrimSpace(p.Slice(r.Start, r.End)) == ""
				}
				if k == nil {
					continue
				}
				if _, ok := text[r.Control]; !ok {
					names = append(names, r.Control)
					where[r.Control] = p.Place
				}
				text[r.Control] += p.Slice(r.Start, r.End)
			}
			for _, n := range names {
				s := strings.TrimSpace(text[n])
				if i := len(found[n]) - 1; goesOn[n] {
					found[n][i] += "\n" + s
				} else {
					found[n] = append(found[n], s)
				}
				if p.Control == n {
					goesOn[n] = true
				}
			}
		}
	}
	visit(doc.Blocks)
	for _, s := range append(doc.Headers, doc.Footers...) {
		visit(s.Blocks)
	}
	for _, k := range x.controls {
		for _, s := range found[k.raw] {
			if k.direct {
				x.note(k, s, where[k.raw], env{})
				x.byControl[k.raw] = true
			}
		}
	}
}

// WriteSummary says how much was read, and lists what was missed and what was left unread.
func (x *Extraction) WriteSummary(w io.Writer) error {
	computed := 0
	for _, v := range x.Values {
		if v.Computed {
			computed++
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "读出 %d 个值", len(x.Values)-computed)
	if computed > 0 {
		fmt.Fprintf(&b, "（另有 %d 个是由别的数据算出来的，不写入）", computed)
	}
	fmt.Fprintf(&b, "，没有找到 %d 个，没有读懂 %d 处\n", len(x.Missed), len(x.Unread))
	for _, m := range x.Missed {
		fmt.Fprintf(&b, "  没有找到 %s", m.Tag)
		if m.Label != "" {
			fmt.Fprintf(&b, "（%s）", m.Label)
		}
		fmt.Fprintf(&b, "：%s\n", m.Reason)
	}
	for _, u := range x.Unread {
		fmt.Fprintf(&b, "  没有读懂 %s：“%s”\n", u.Place, clipText(strings.Join(strings.Fields(u.Text), " "), 60))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
