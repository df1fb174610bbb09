package docxtemplate

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/nearest"
	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/wml"
)

// Template is a compiled template: immutable, safe for any number of goroutines.
type Template struct {
	cfg     Config
	layouts []*layout
	out     []outEntry
	maxID   int
	paraIDs []uint32        // w14:paraId and w14:textId of all parts, sorted
	names   map[string]bool // folded names that tags use
	info    *packageInfo
	notes   noteParts
	lastID  int  // the largest id of a note
	grows   bool // printing may add to the package

	chartParts map[string]bool // parts of charts that the text shows, and their workbooks
	general    bool            // compress without what is known of the template

	typ    reflect.Type // of Config.Type
	schema *shape       // of Config.Schema
	typed  *program

	mu    sync.Mutex
	cache map[any]*made

	models sync.Map // reflect.Type → *model, of Extract
}

// made is a program, or the faults that data of a shape would have.
type made struct {
	prog *program
	err  error
}

// maxPrograms bounds the programs kept for shapes of data.
const maxPrograms = 64

// maxErrors bounds the faults that are reported at once.
const maxErrors = 200

// compiler gathers the faults of one compilation.
type compiler struct {
	cfg      Config
	delims   delimiters
	lang     lang.Options
	registry *lang.Registry
	root     *shape // of Config.Type or Schema, else nil
	errs     ErrorList
	seen     map[Error]bool
	ntags    int
	maxID    int
	paraIDs  []uint32
	books    map[string]*chartBook // workbooks with tags, by chart
	unfilled []string              // charts of the newer kinds whose workbooks have tags
	use      *usage                // of the data, noted for Lint
	refused  map[*tag]bool         // tags of a second list in a row
	inert    bool                  // braces are plain text
}

func bytesReader(b []byte) io.ReaderAt { return bytes.NewReader(b) }

func newCompiler(cfg Config) (*compiler, error) {
	c := &compiler{cfg: cfg, delims: delimiters{"{{", "}}"}, lang: lang.Options{PoiTL: cfg.PoiTL}, registry: lang.NewRegistry(), refused: map[*tag]bool{}}
	if cfg.Delims[0] != "" && cfg.Delims[1] != "" {
		c.delims = delimiters{cfg.Delims[0], cfg.Delims[1]}
	}
	for _, f := range cfg.Formats {
		if err := c.registry.Register(lang.Format(f)); err != nil {
			return nil, err
		}
	}
	switch t := cfg.dataType(); {
	case t != nil:
		c.root = shapeOf(t)
	case len(cfg.Schema) > 0:
		root, err := schemaShape(cfg.Schema)
		if err != nil {
			return nil, err
		}
		c.root = root
	}
	return c, nil
}

// report adds a fault, once.
func (c *compiler) report(e *Error) {
	if c.seen == nil {
		c.seen = map[Error]bool{}
	}
	key := *e
	key.from, key.to = 0, 0
	if c.seen[key] || len(c.errs) >= maxErrors {
		return
	}
	if e.twin && slices.ContainsFunc(c.errs, func(o *Error) bool { return o.Code == e.Code && o.Found == e.Found && o.Part == e.Part }) {
		return
	}
	c.seen[key] = true
	c.errs = append(c.errs, e)
}

// nearestText is the name nearest to a text, of those that the type knows at its top.
func (c *compiler) nearestText(s string) string {
	if c.root == nil || s == "" {
		return ""
	}
	names := c.root.names()
	if slices.Contains(names, s) {
		return s
	}
	return nearest.Of(s, names)
}

// known reports whether the type has a path at its top.
func (c *compiler) known(p lang.Path) bool {
	s := &spec{c: c, scopes: []scope{{shape: c.root}}}
	_, miss := s.lookUp(p, true)
	return miss == nil
}

// Compile compiles a template. All faults of its tags are reported at once, as
// an ErrorList; a file that cannot be read is another error.
func (cfg Config) Compile(src io.ReaderAt, size int64) (*Template, error) {
	c, err := newCompiler(cfg)
	if err != nil {
		return nil, err
	}
	return c.compile(src, size)
}

// compileInert takes braces as plain text.
func (cfg Config) compileInert(src io.ReaderAt, size int64) (*Template, error) {
	c, err := newCompiler(cfg)
	if err != nil {
		return nil, err
	}
	c.inert = true
	return c.compile(src, size)
}

func (c *compiler) compile(src io.ReaderAt, size int64) (*Template, error) {
	cfg := c.cfg
	pkg, err := opc.Open(src, size, opc.Limits(cfg.Limits))
	if err != nil {
		return nil, cfg.unreadable(err)
	}
	t := &Template{cfg: cfg, names: map[string]bool{}, cache: map[any]*made{}, info: readInfo(pkg)}
	if err := t.scanParts(c, pkg); err != nil {
		return nil, cfg.unreadable(err)
	}
	if err := t.readNotes(c, pkg); err != nil {
		return nil, cfg.unreadable(err)
	}
	t.findLinks()
	t.findCharts()
	t.lastID = t.maxNote()
	for _, l := range t.layouts {
		l.collectNames(t.names)
		t.grows = t.grows || l.grows()
	}
	t.maxID, t.paraIDs = c.maxID, sortedIDs(c.paraIDs)
	if c.root != nil {
		t.typ = cfg.dataType()
		if t.typ == nil {
			t.schema = c.root
			t.schema.named(t.names, map[*shape]bool{})
		}
		p := c.programIn(t.mode(), t.layoutsFor(t.mode()), c.root)
		if t.typ != nil {
			t.typed = p
		}
	}
	c.errs.sort(pkg.MainDocument())
	return t, c.errs.err()
}

// unreadable names the file that cannot be read.
func (cfg Config) unreadable(err error) error {
	if cfg.Name == "" {
		return err
	}
	return fmt.Errorf("%s：%w", cfg.Name, err)
}

// scanParts reads every entry: those with tags become layouts, the others are kept as they are.
func (t *Template) scanParts(c *compiler, pkg *opc.Package) error {
	parts := reachable(pkg)
	if !c.inert {
		c.readBooks(pkg)
	}
	headings := headingStyles(pkg)
	for _, e := range pkg.Entries() {
		if e.Dir {
			continue
		}
		out := outEntry{name: e.Name, stored: e.Name, method: e.Method, crc: e.CRC32, size: e.UncompressedSize}
		if parts[e.Name] && !c.inert {
			l, err := t.scanPart(c, e, headings)
			if err != nil {
				return err
			}
			if l != nil {
				t.layouts = append(t.layouts, l)
				t.out = append(t.out, out)
				continue
			}
		}
		raw, err := e.Raw()
		if err != nil {
			return err
		}
		out.data = raw
		t.out = append(t.out, out)
	}
	if len(t.layouts) > 0 {
		t.asDocument(pkg)
	}
	main := pkg.MainDocument()
	slices.SortStableFunc(t.layouts, func(a, b *layout) int {
		return cmp.Compare(partOrder(a.name, main), partOrder(b.name, main))
	})
	return nil
}

// asDocument gives the content types of a Word template (.dotx, .dotm) with those of a document, which is what filling
// makes of it. A file that has nothing to fill stays what it is.
func (t *Template) asDocument(pkg *opc.Package) {
	if pkg.Kind() != opc.Dotx && pkg.Kind() != opc.Dotm {
		return
	}
	for i := range t.out {
		out := &t.out[i]
		if out.name != "[Content_Types].xml" {
			continue
		}
		b, err := pkg.Entry(out.name).Text()
		if err != nil {
			return
		}
		b = bytes.ReplaceAll(b, []byte("wordprocessingml.template.main+xml"), []byte("wordprocessingml.document.main+xml"))
		b = bytes.ReplaceAll(b, []byte("ms-word.template.macroEnabledTemplate.main+xml"), []byte("ms-word.document.macroEnabled.main+xml"))
		out.data, out.method, out.crc, out.size = b, 0, crcOf(b), uint64(len(b))
	}
}

// partOrder puts the main document first in errors and lists.
func partOrder(name, main string) int {
	if name == main {
		return 0
	}
	return 1
}

func (t *Template) scanPart(c *compiler, e *opc.Entry, headings map[string]bool) (*layout, error) {
	src, err := e.Text()
	if err != nil {
		return nil, err
	}
	c.noteParaIDs(src)
	if c.books[e.Name] == nil && !c.worthScanning(src) {
		return nil, nil
	}
	s, err := scan(e.Name, src, scanOptions{depth: c.cfg.Limits.Depth, open: c.delims.open, headings: headings})
	if err != nil {
		return nil, c.badXML(e.Name, err)
	}
	for i := range s.ids {
		if n, err := strconv.Atoi(s.ids[i].value); err == nil && n < 1<<30 && s.ids[i].kind != idPara {
			c.maxID = max(c.maxID, n)
		}
	}
	if c.use != nil {
		c.use.parts = append(c.use.parts, s)
	}
	return newLayout(c, s), nil
}

func (c *compiler) badXML(part string, err error) error {
	e := &Error{Code: "bad-xml", File: c.cfg.Name, Part: part, Msg: err.Error(), Hint: "请用 Word 打开后另存为 .docx 再试"}
	var x *wml.Error
	if errors.As(err, &x) {
		e.Msg = x.Error()
	}
	return ErrorList{e}
}

// worthScanning is a cheap test for anything that may be a tag.
func (c *compiler) worthScanning(src []byte) bool {
	if c.use != nil && bytes.Contains(src, []byte("}}")) {
		return true
	}
	if c.delims.open == "{{" {
		if bytes.IndexByte(src, '{') >= 0 || bytes.Contains(src, []byte("｛")) || bytes.Contains(src, []byte("﹛")) {
			return true
		}
	} else if bytes.Contains(src, []byte(c.delims.open[:1])) {
		return true
	}
	if bytes.Contains(src, []byte("checkBox>")) {
		return true
	}
	return bytes.Contains(src, []byte("%7B")) || bytes.Contains(src, []byte("%7b")) || bytes.Contains(src, []byte("&#")) ||
		bytes.Contains(src, []byte("sdtPr")) && bytes.Contains(src, []byte(":tag "))
}

// reachable names the parts that can hold text, and their relationship parts.
func reachable(pkg *opc.Package) map[string]bool {
	out := map[string]bool{}
	var visit func(part string)
	visit = func(part string) {
		rels := relsName(part)
		if e := pkg.Entry(rels); e != nil && part != "" {
			out[e.Name] = true
		}
		for _, r := range pkg.Relationships(part) {
			e := pkg.Entry(r.Resolved)
			if r.Resolved == "" || e == nil || out[e.Name] || !holdsText(e.Name, pkg.ContentType(e.Name)) {
				continue
			}
			out[e.Name] = true
			visit(e.Name)
		}
	}
	visit("")
	return out
}

func relsName(part string) string {
	i := strings.LastIndexByte(part, '/') + 1
	return part[:i] + "_rels/" + part[i:] + ".rels"
}

// holdsText excludes parts whose text no reader of a document sees.
func holdsText(name, contentType string) bool {
	if !strings.HasSuffix(contentType, "xml") || strings.HasPrefix(name, "customXml/") {
		return false
	}
	for _, kind := range []string{".theme+", ".styles+", ".settings+", ".fontTable+", ".webSettings+", ".numbering+",
		".stylesWithEffects+", ".keyMapCustomizations+", "themeOverride", "chartstyle", "chartcolorstyle"} {
		if strings.Contains(contentType, kind) {
			return false
		}
	}
	return true
}

// headingStyles gives the ids of the paragraph styles that are headings.
func headingStyles(pkg *opc.Package) map[string]bool {
	out := map[string]bool{}
	for _, r := range pkg.Relationships(pkg.MainDocument()) {
		if !strings.HasSuffix(r.Type, "/styles") {
			continue
		}
		e := pkg.Entry(r.Resolved)
		if e == nil {
			continue
		}
		src, err := e.Text()
		if err != nil {
			continue
		}
		s, id := wml.NewScanner(src, 0), ""
		for s.Next() {
			switch n := s.Token().Name; {
			case s.Token().Kind != wml.Start && s.Token().Kind != wml.Empty:
			case n.Is(wml.W, "style"):
				id = string(s.Value(wml.W, "styleId"))
			case n.Is(wml.W, "outlineLvl") && id != "" && string(s.Value(wml.W, "val")) < "9":
				out[id] = true
			}
		}
	}
	return out
}

func (l *layout) collectNames(names map[string]bool) {
	add := func(t *tag) {
		if t.Expr == nil {
			return
		}
		for _, p := range append(t.Expr.Paths(), t.Expr.Lists()...) {
			for _, n := range p {
				names[foldName(n)] = true
			}
		}
	}
	for _, t := range l.tags {
		add(t)
	}
	for _, r := range l.regions {
		if r.kind == regionControl || r.kind == regionFormBox {
			add(r.tag)
		}
	}
}

// programFor gives the program for data: the typed one, or one for their shape.
func (t *Template) programFor(v reflect.Value, m mode) (*program, error) {
	if t.typed != nil && m == t.mode() && v.IsValid() && v.Type() == t.typ {
		return t.typed, nil
	}
	key, root := t.shapeFor(v)
	key = programKey{m, key}
	t.mu.Lock()
	ready := t.cache[key]
	t.mu.Unlock()
	if ready == nil {
		ready = t.make(root, m)
		t.mu.Lock()
		if len(t.cache) >= maxPrograms {
			clear(t.cache)
		}
		t.cache[key] = ready
		t.mu.Unlock()
	}
	return ready.prog, ready.err
}

// programKey tells programs of a template apart.
type programKey struct {
	mode  mode
	shape any
}

// mode is the mode of a template that is filled on its own.
func (t *Template) mode() mode {
	if t.grows {
		return modeFrame
	}
	return modePlain
}

func (t *Template) shapeFor(v reflect.Value) (key any, root *shape) {
	if !v.IsValid() {
		return "nil", &shape{class: classObject, fields: map[string]*shape{}}
	}
	if !isDynamic(v.Type()) {
		return v.Type(), shapeOf(v.Type())
	}
	in := &inferrer{names: t.names}
	root = in.infer(v, 0)
	if t.schema != nil {
		root.titled(t.schema, 0)
	}
	var b strings.Builder
	root.key(&b, in, 0)
	return b.String(), root
}

func (t *Template) make(root *shape, m mode) *made {
	c, err := newCompiler(t.cfg)
	if err != nil {
		return &made{err: err}
	}
	c.maxID = t.maxID
	p := c.programIn(m, t.layoutsFor(m), root)
	c.errs.sort(t.info.main)
	return &made{p, c.errs.err()}
}
